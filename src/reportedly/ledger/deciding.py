"""Deciding: what people say, kept as records with author, time and reason; and what follows for the rows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, insert, select

from reportedly.errors import LedgerError
from reportedly.ledger.amending import check_slots
from reportedly.ledger.body import dump_claim, load_claim
from reportedly.ledger.clock import Instant, write_instant
from reportedly.ledger.codec import pack
from reportedly.ledger.decisions import decision_holds, load_decision
from reportedly.ledger.documents import find_latest
from reportedly.ledger.history import find_row, unknown
from reportedly.ledger.lines import write_line
from reportedly.ledger.log import append
from reportedly.ledger.own import own_version
from reportedly.ledger.schema import body, claim, decision
from reportedly.ledger.standing import settle_claim, settle_document
from reportedly.ledger.store import Store
from reportedly.ledger.terms import name_value
from reportedly.model import Decision, DecisionKind, Letter, Naming
from reportedly.model.decision import ON_CLAIMS


@dataclass(frozen=True, slots=True)
class Said:
    """Who decides, why and when."""

    author: str
    reason: str = ""
    at: Instant | None = None


@dataclass(frozen=True, slots=True)
class About:
    """What a decision is about and what it says; `document` is a key."""

    kind: DecisionKind
    document: int | None = None
    claim: str | None = None
    other: str | None = None
    content: Mapping[str, Any] = field(default_factory=dict)  # Any: JSON
    undoes: int | None = None


@dataclass(frozen=True, slots=True)
class Manner:
    """How a decision in a review came about; see `model.Decision`."""

    view: str | None = None
    step: int | None = None
    settles: tuple[int, ...] = ()

    def as_content(self) -> dict[str, Any]:  # Any: JSON
        """Return what of it is kept."""
        kept = {"view": self.view, "step": self.step, "settles": list(self.settles) or None}
        return {name: value for name, value in kept.items() if value is not None}


ON_WHAT_STANDS = Manner()


def decide_claim(store: Store, claim_id: str, kind: DecisionKind, slots: Mapping[str, Any], *, said: Said) -> Decision:
    """Accept, amend, reject a claim, or say that one is unsure of it; see `Ledger.decide`."""
    checked = check_decision(kind, slots)
    with store.writing() as connection:
        entry = write_on_claim(connection, store, (claim_id, kind, checked), said=said)
        return load_decision(connection, entry)


def check_decision(kind: DecisionKind, slots: Mapping[str, Any]) -> dict[str, Any]:
    """Return the slots of a decision on a claim as they are kept.

    Raises: LedgerError (R511) where the kind is of something else, or kind and slots do not go together.
    """
    if kind not in ON_CLAIMS:
        allowed = ", ".join(sorted(ON_CLAIMS))
        raise senseless(f"{kind.value!r} is no decision on one claim", f"use one of {allowed}.")
    if slots and kind is not DecisionKind.AMEND:
        raise senseless(f"slots are given for {kind.value!r}", "give slots with `amend` alone.")
    return check_slots(slots) if kind is DecisionKind.AMEND else {}


def write_on_claim(
    connection: Connection,
    store: Store,
    decided: tuple[str, DecisionKind, Mapping[str, Any]],
    *,
    said: Said,
    manner: Manner = ON_WHAT_STANDS,
) -> int:
    """Write a decision on a claim (its id, the kind, slots as `check_decision` gave them), and return its entry."""
    claim_id, kind, slots = decided
    row = find_row(connection, claim_id)
    line = connection.execute(
        select(body.c.claim).join(claim, claim.c.body == body.c.key).where(claim.c.key == row.key)
    ).scalar_one()
    standing = load_claim(line)
    if manner.view is not None and row.decision is not None:  # else what stands is what the machine read
        line = dump_claim(own_version(connection, row.document, claim_id, manner.view))
    content: dict[str, Any] = {
        "type": standing.type.value,
        "evidence": [*standing.evidence],
        "saw": json.loads(line),
        **manner.as_content(),
    }
    if slots:
        content["slots"] = dict(slots)
    return _write(connection, store, About(kind, row.document, claim_id, content=content), said)


def decide_pair(store: Store, claim_id: str, other_id: str, *, same: bool, said: Said) -> Decision:
    """Say whether two claims report one thing; see `Ledger.decide_pair`."""
    if claim_id == other_id:
        raise senseless("a claim is compared with itself", "name two claims.")
    first, second = sorted((claim_id, other_id))
    kind = DecisionKind.SAME if same else DecisionKind.NOT_SAME
    with store.writing() as connection:
        find_row(connection, first)
        find_row(connection, second)
        return load_decision(connection, _write(connection, store, About(kind, None, first, second), said))


def grade_source(store: Store, source: str, letter: Letter, *, said: Said) -> Decision:
    """Give a source its letter; see `Ledger.grade`."""
    name = source.removeprefix("name:").strip()
    if not name:
        raise senseless("a letter is given to no source", "name the source.")
    content = {"source": source if source.startswith("name:") else name_value(name), "name": name, "letter": letter}
    with store.writing() as connection:
        return load_decision(connection, _write(connection, store, About(DecisionKind.GRADE, content=content), said))


def identify_entry(store: Store, naming: Naming, *, said: Said) -> Decision:
    """Say that an entry of a register is another party or place; see `Ledger.identify`."""
    if (naming.party is None) == (naming.place is None):
        raise senseless("an entry is said to be nothing, or two things", "give a party or a place.")
    content = {"naming": pack(naming)}
    with store.writing() as connection:
        return load_decision(connection, _write(connection, store, About(DecisionKind.NAME, content=content), said))


def retract_document(store: Store, document_id: str, *, said: Said) -> Decision:
    """Say that a document no longer stands; see `Ledger.retract`. Versions before it were replaced anyway."""
    with store.writing() as connection:
        key = find_latest(connection, document_id).key
        return load_decision(connection, _write(connection, store, About(DecisionKind.RETRACT, key), said))


def undo_decision(store: Store, entry: int, *, said: Said) -> Decision:
    """Undo a decision; see `Ledger.undo`."""
    with store.writing() as connection:
        return load_decision(connection, write_undoing(connection, store, entry, said=said))


def write_undoing(
    connection: Connection, store: Store, entry: int, *, said: Said, manner: Manner = ON_WHAT_STANDS
) -> int:
    """Write a decision that undoes another, and return its entry.

    Raises: LedgerError (R510, R511) where there is none, or it is undone already.
    """
    row = connection.execute(select(decision).where(decision.c.entry == entry)).first()
    if row is None:
        raise unknown("decision", str(entry))
    if not decision_holds(connection, entry):
        raise senseless(f"decision {entry} is undone already", "undo the one that undid it, to bring it back.")
    content = manner.as_content()
    about = About(DecisionKind.UNDO, row.document, row.claim, row.other, content=content, undoes=entry)
    return _write(connection, store, about, said)


def _write(connection: Connection, store: Store, about: About, said: Said) -> int:
    """Write a decision into the log and the table, do what follows, and return its entry."""
    if not said.author.strip():
        raise senseless("a decision has no author", "say who decides: --author NAME.")
    recorded = write_instant(said.at if said.at is not None else store.clock())
    row = {
        "kind": about.kind.value,
        "author": said.author,
        "reason": said.reason,
        "document": about.document,
        "claim": about.claim,
        "other": about.other,
        "content": write_line(about.content),
        "undoes": about.undoes,
    }
    payload = {"kind": about.kind.value, "digest": digest_decision(row), "claim": about.claim, "undoes": about.undoes}
    entry = append(connection, "decision", payload, recorded=recorded)
    connection.execute(insert(decision).values(entry=entry, redacted=None, **row))
    if about.document is not None and about.claim is not None:
        settle_claim(connection, about.document, about.claim, entry=entry)
    elif about.document is not None:
        settle_document(connection, about.document, entry=entry)
    return entry


def digest_decision(row: Mapping[str, Any]) -> str:
    """Return the sha-256, in hex, of what a decision says and who says it."""
    named = ("kind", "author", "reason", "claim", "other", "content", "undoes")
    parts = json.dumps([row[name] for name in named], ensure_ascii=False)
    return hashlib.sha256(parts.encode("utf-8", "surrogatepass")).hexdigest()


def senseless(what: str, fix: str) -> LedgerError:
    """Return the error (R511) of a decision that makes no sense."""
    return LedgerError("R511", f"{what}.", why="It would be kept for good and mean nothing.", fix=fix)
