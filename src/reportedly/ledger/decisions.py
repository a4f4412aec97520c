"""Decisions given out: one, a page of them, and what they come to for sources and for pairs of claims."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Select, func, or_, select

from reportedly.errors import LedgerError
from reportedly.ledger.clock import Instant, end_of
from reportedly.ledger.codec import unpack
from reportedly.ledger.decided import ledger_wide, pair_rulings
from reportedly.ledger.keeping import last_entry
from reportedly.ledger.log import position_by
from reportedly.ledger.records import Page
from reportedly.ledger.schema import AnyRow, carried, decision, document, log
from reportedly.ledger.store import Store
from reportedly.model import Decision, DecisionKind, Letter, Naming


def load_decision(connection: Connection, entry: int) -> Decision:
    """Return one decision."""
    return as_decision(connection, connection.execute(_columns().where(decision.c.entry == entry)).one())


def list_decisions(
    store: Store, *, claim: str | None, kind: str | None, orphaned: bool, limit: int, after: str | None
) -> Page[Decision]:
    """Return a page of decisions, the last first; see `Ledger.decisions`."""
    asked = _columns()
    if claim is not None:
        bearing = select(carried.c.decision).where(carried.c.claim == claim)
        asked = asked.where(or_(decision.c.claim == claim, decision.c.other == claim, decision.c.entry.in_(bearing)))
    if kind is not None:
        asked = asked.where(decision.c.kind == DecisionKind(kind))
    if orphaned:
        asked = asked.where(decision.c.entry.in_(select(carried.c.decision).where(carried.c.claim.is_(None))))
    with store.reading() as connection:
        total = int(connection.execute(select(func.count()).select_from(asked.subquery())).scalar_one())
        if after is not None:
            asked = asked.where(decision.c.entry < read_position(after))
        rows = connection.execute(asked.order_by(decision.c.entry.desc()).limit(limit + 1)).all()
        items = tuple(as_decision(connection, row) for row in rows[:limit])
    return Page(items, total, True, str(items[-1].id) if len(rows) > limit else None)


def read_position(after: str) -> int:
    """Return the number that `next` of a page holds.

    Raises: LedgerError (R514) where it is none.
    """
    if not after.isdigit():
        raise LedgerError(
            "R514",
            f"{after[:60]!r} is no place in a list.",
            why="The page after it cannot be found.",
            fix="give what `next` of the page before holds.",
        )
    return int(after)


def _columns() -> Select[Any]:  # Any: columns of several tables
    return (
        select(
            decision,
            log.c.recorded,
            document.c.id.label("document_id"),
            carried.c.decision.label("bears"),
            carried.c.claim.label("bears_on"),
        )
        .join(log, log.c.position == decision.c.entry)
        .outerjoin(document, document.c.key == decision.c.document)
        .outerjoin(carried, carried.c.decision == decision.c.entry)
    )


def as_decision(connection: Connection, row: AnyRow) -> Decision:
    """Return the decision that a row of `_columns` holds."""
    content = json.loads(row.content)
    return Decision(
        id=row.entry,
        kind=DecisionKind(row.kind),
        author=row.author,
        recorded=row.recorded,
        reason=row.reason,
        claim=row.claim,
        other=row.other,
        document=row.document_id,
        slots=tuple(sorted(content.get("slots", {}).items())),
        saw=tuple(sorted(content.get("saw", {}).items())),
        source=content.get("name"),
        letter=Letter(content["letter"]) if "letter" in content else None,
        naming=unpack(Naming, content["naming"]) if "naming" in content else None,
        undoes=row.undoes,
        holds=decision_holds(connection, row.entry),
        orphaned=row.bears is not None and row.bears_on is None,
        view=content.get("view"),
        step=content.get("step"),
        settles=tuple(content.get("settles", ())),
    )


def decision_holds(connection: Connection, entry: int) -> bool:
    """Return whether a decision is not undone by one that holds."""
    asked = select(decision.c.entry).where(decision.c.undoes == entry)
    undoing: Sequence[int] = connection.execute(asked).scalars().all()
    return not any(decision_holds(connection, each) for each in undoing)


def letters_by_source(store: Store, *, recorded_by: Instant | None) -> dict[str, Letter]:
    """Return the letter of each source that has one; see `Ledger.letters`."""
    with store.reading() as connection:
        return read_letters(connection, _position(connection, recorded_by))


def read_letters(connection: Connection, position: int) -> dict[str, Letter]:
    """Return the letters in force at an entry of the log, by the source's id."""
    graded = ledger_wide(connection, DecisionKind.GRADE, position)
    return {each.content["source"]: Letter(each.content["letter"]) for each in graded}


def rulings_by_pair(store: Store, *, recorded_by: Instant | None) -> dict[tuple[str, str], bool]:
    """Return the rulings on pairs of claims; see `Ledger.pairs`."""
    with store.reading() as connection:
        ruled = pair_rulings(connection, _position(connection, recorded_by))
    return {(each.claim or "", each.other or ""): each.kind is DecisionKind.SAME for each in ruled}


def _position(connection: Connection, recorded_by: Instant | None) -> int:
    return last_entry(connection) if recorded_by is None else position_by(connection, end_of(recorded_by))
