"""What happened in the ledger since some moment: documents, versions, decisions, redactions, in the log's order."""

from __future__ import annotations

import json
from dataclasses import replace

from sqlalchemy import Connection, func, select

from reportedly.ledger.clock import end_of, read_day, write_day, write_instant
from reportedly.ledger.codec import unpack
from reportedly.ledger.decisions import read_position
from reportedly.ledger.keeping import last_entry, load_kept
from reportedly.ledger.log import position_by, read_entries
from reportedly.ledger.losses import lost_by
from reportedly.ledger.naming import Names, names_by
from reportedly.ledger.records import Change, LogEntry, Outcome, Page
from reportedly.ledger.schema import claim, decision, document, log, mark, reading, refusal, term, version
from reportedly.ledger.store import Store
from reportedly.model import DecisionKind, KeptClaim, Naming

MOST_CLAIMS = 200  # shown with one change


def list_changes(
    store: Store,
    since: str | int,
    *,
    limit: int,
    after: str | None,
    at: str | None = None,
    known_by: str | None = None,
    recorded_by: str | None = None,
) -> Page[Change]:
    """Return a page of changes; see `Ledger.changes`."""
    days = [write_day(read_day(day)) if day else None for day in (at, known_by)]  # refused here if they are none
    with store.reading() as connection:
        begin = since if isinstance(since, int) else _position_before(connection, write_instant(since))
        if after is not None:
            begin = max(begin, read_position(after))
        end = last_entry(connection) if recorded_by is None else position_by(connection, end_of(recorded_by))
        held = select(func.count()).select_from(log).where(log.c.position > begin, log.c.position <= end)
        total = int(connection.execute(held).scalar_one())
        entries = [entry for entry in read_entries(connection, after=begin, limit=limit) if entry.position <= end]
        names = names_by(connection, end)
        changes = [_as_change(connection, entry, names) for entry in entries]
    items = tuple(filter(None, (_as_told(change, *days) for change in changes)))
    return Page(items, total, True, str(entries[-1].position) if total > len(entries) else None)


def _as_told(change: Change, at: str | None, known_by: str | None) -> Change | None:
    """Return a change with its claims so at a day, and come out by another; None where none of its claims is."""
    if (at is None and known_by is None) or not (change.claims or change.lost):
        return change
    claims, lost = ([kept for kept in of if _is_told(kept, at, known_by)] for of in (change.claims, change.lost))
    return replace(change, claims=tuple(claims), lost=tuple(lost)) if claims or lost else None


def _is_told(kept: KeptClaim, at: str | None, known_by: str | None) -> bool:
    if known_by is not None and (kept.reported is None or kept.reported > known_by):
        return False
    return at is None or kept.claim.valid.covers(at)


def _position_before(connection: Connection, instant: str) -> int:
    first = connection.execute(select(func.min(log.c.position)).where(log.c.recorded >= instant)).scalar()
    return int(first) - 1 if first is not None else last_entry(connection)


def _as_change(connection: Connection, entry: LogEntry, names: Names) -> Change:
    if entry.kind == "refusal":
        row = connection.execute(select(refusal).where(refusal.c.entry == entry.position)).one()
        return Change(entry.position, entry.recorded, "quarantine", row.id, row.title, row.publisher)
    if entry.kind == "decision":
        return _as_decided(connection, entry, names)
    key = _document_of(connection, entry.position)
    if key is None:
        return Change(entry.position, entry.recorded, entry.kind, None, "", "")
    return _as_added(connection, entry, key, names)


def _document_of(connection: Connection, position: int) -> int | None:
    return connection.execute(select(reading.c.document).where(reading.c.entry == position)).scalar()


def _as_added(connection: Connection, entry: LogEntry, key: int, names: Names) -> Change:
    row = connection.execute(select(document).where(document.c.key == key)).one()
    number = connection.execute(
        select(version.c.number).where(version.c.document == key, version.c.closed.is_(None))
    ).scalar_one()
    kind: str = Outcome.REREAD if entry.kind == "reading" else Outcome.VERSION if number > 1 else Outcome.ADDED
    if entry.payload.get("error"):
        kind = "quarantine"
    lost = lost_by(connection, key, names) if kind == Outcome.VERSION else ()
    claims = _opened(connection, entry.position, key, names)
    return Change(entry.position, entry.recorded, kind, row.id, row.title, row.publisher, claims, lost)


def _as_decided(connection: Connection, entry: LogEntry, names: Names) -> Change:
    row = connection.execute(select(decision).where(decision.c.entry == entry.position)).one()
    home = connection.execute(select(document).where(document.c.key == row.document)).first()
    claims = _opened(connection, entry.position, row.document, names) if row.document is not None else ()
    return Change(
        position=entry.position,
        recorded=entry.recorded,
        kind=row.kind,
        document=home.id if home else None,
        title=home.title if home else "",
        publisher=home.publisher if home else "",
        claims=claims,
        decision=entry.position,
    )


def _opened(connection: Connection, position: int, document_key: int, names: Names) -> tuple[KeptClaim, ...]:
    asked = select(claim.c.key).where(claim.c.opened == position, claim.c.document == document_key)
    keys = list(connection.execute(asked.order_by(claim.c.key).limit(MOST_CLAIMS)).scalars())
    return tuple(load_kept(connection, keys, names))


def documents_since(store: Store, position: int) -> tuple[str, ...]:
    """Return the ids of documents whose claims may have changed; see `Ledger.documents_since`."""
    with store.reading() as connection:
        keys: set[int] = set()
        for column in (claim.c.opened, claim.c.closed):  # not distinct, for which SQLite would walk all documents
            keys.update(connection.execute(select(claim.c.document).where(column > position)).scalars())
        # a document comes in with a reading of it, and readings are indexed by their entries
        keys.update(connection.execute(select(reading.c.document).where(reading.c.entry > position)).scalars())
        keys.update(_renamed_since(connection, position))
        ids: set[str] = set()
        ordered = sorted(keys)
        for at in range(0, len(ordered), 500):
            asked = select(document.c.id).where(document.c.key.in_(ordered[at : at + 500]))
            ids.update(connection.execute(asked).scalars())
    return tuple(sorted(ids))


def _renamed_since(connection: Connection, position: int) -> set[int]:
    """Return the documents with claims that name an entry which people ruled on since, or undid a ruling on."""
    kinds = [DecisionKind.NAME, DecisionKind.UNDO]
    recent = select(decision.c.entry, decision.c.undoes).where(
        decision.c.entry > position, decision.c.document.is_(None), decision.c.kind.in_(kinds)
    )
    rulings: set[int] = set()
    for row in connection.execute(recent):
        rulings.add(_ruling_at_the_root(connection, row.entry))
    contents = select(decision.c.content).where(decision.c.entry.in_(rulings), decision.c.kind == DecisionKind.NAME)
    found: set[int] = set()
    for content in connection.execute(contents).scalars():
        naming: Naming = unpack(Naming, json.loads(content)["naming"])
        asked = (
            select(claim.c.document)
            .join(mark, mark.c.claim == claim.c.key)
            .join(term, term.c.key == mark.c.term)
            .where(term.c.value == naming.entry)
        )
        found.update(connection.execute(asked.distinct()).scalars())
    return found


def _ruling_at_the_root(connection: Connection, entry: int) -> int:
    """Return the decision that a chain of undoing ends at."""
    undoes = connection.execute(select(decision.c.undoes).where(decision.c.entry == entry)).scalar()
    return entry if undoes is None else _ruling_at_the_root(connection, undoes)
