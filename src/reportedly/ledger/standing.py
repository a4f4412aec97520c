"""How the claims of a document stand: what its current readings say, as people decided, in its version.

`settle_document` is the one place where rows are opened and closed. It works out from what is kept how the rows ought
to be, compares them with how they are, closes those that differ and opens others. Every event of the log ends in it,
so that replaying the log gives the same rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from reportedly.ledger.body import Body, load_claim, make_body
from reportedly.ledger.carrying import NO_BEARING, Bearing, bearing_on_claim, carry_decisions, note_carried
from reportedly.ledger.decided import Decided, decisions_on
from reportedly.ledger.outcome import apply_decisions
from reportedly.ledger.rows import Home, Row, close_rows, open_rows
from reportedly.ledger.schema import AnyRow, body, claim, document, reader, reading, version
from reportedly.model import Claim, DecisionKind, ReviewState


@dataclass(frozen=True, slots=True)
class Settled:
    """What settling a document did: ids of claims whose rows changed, and what became of decisions."""

    changed: tuple[str, ...] = ()
    carried: int = 0  # decisions that bear on a claim of another id now, and did not before
    orphaned: int = 0  # decisions that bear on no claim now, and did before


@dataclass(frozen=True, slots=True)
class Read:
    """A claim as a reading has it, with the key of its body."""

    key: int
    body: Body
    claim: Claim


def settle_document(connection: Connection, key: int, *, entry: int) -> Settled:
    """Bring the rows of a document in line with what is kept of it up to an entry of the log."""
    home, superseded = _find_home(connection, key)
    wanted, bearing = _want_rows(connection, key, entry, superseded)
    close, opened = _compare(connection, key, wanted)
    close_rows(connection, list(close.values()), entry=entry)
    taken = _first_taken(connection, key) if opened else {}
    open_rows(connection, home, opened, entry=entry, taken=taken)
    moved, lost = note_carried(connection, key, bearing.bears_on)
    return Settled(tuple(sorted({*close, *(row.body.id for row in opened)})), moved, lost)


def settle_claim(connection: Connection, key: int, claim_id: str, *, entry: int) -> Settled:
    """Do what `settle_document` does where nothing but a decision on one claim has come or gone.

    Many claims are decided one by one; this looks at no other claim of the document.
    """
    read = next(iter(_read_bodies(connection, key, entry, claim_id=claim_id)), None)
    if read is None:  # the decision was on a claim of an earlier reading
        return settle_document(connection, key, entry=entry)
    home, superseded = _find_home(connection, key)
    decisions = decisions_on(connection, key, entry)
    bearing = bearing_on_claim(connection, key, claim_id, decisions)
    row = _stand(read, bearing, decisions, superseded)
    close, opened = _compare(connection, key, [row], claim_id=claim_id)
    close_rows(connection, list(close.values()), entry=entry)
    taken = _first_taken(connection, key, claim_id=claim_id) if opened else {}
    open_rows(connection, home, opened, entry=entry, taken=taken)
    return Settled(tuple(sorted({*close, *(row.body.id for row in opened)})))


def open_first(connection: Connection, key: int, reads: Sequence[Read], *, entry: int) -> Settled:
    """Open the rows of a document that has just come in: nothing stands yet and nothing was decided."""
    home, superseded = _find_home(connection, key)
    by_id = {each.body.id: each for each in reads}
    open_rows(connection, home, [_stand(each, (), (), superseded) for each in by_id.values()], entry=entry)
    return Settled(tuple(sorted(by_id)))


def find_misstanding(connection: Connection, key: int, *, entry: int) -> list[str]:
    """Return the ids of claims whose rows are not as they ought to be; of a sound ledger, none."""
    _, superseded = _find_home(connection, key)
    wanted, _ = _want_rows(connection, key, entry, superseded)
    close, opened = _compare(connection, key, wanted)
    return sorted({*close, *(row.body.id for row in opened)})


def _want_rows(connection: Connection, key: int, entry: int, superseded: int | None) -> tuple[list[Row], Bearing]:
    found = _read_bodies(connection, key, entry)
    decisions = decisions_on(connection, key, entry)
    bearing = carry_decisions(decisions, [each.claim for each in found]) if decisions else NO_BEARING
    return [_stand(each, bearing.by_claim.get(each.body.id, ()), decisions, superseded) for each in found], bearing


def _compare(
    connection: Connection, key: int, wanted: Sequence[Row], *, claim_id: str | None = None
) -> tuple[dict[str, int], list[Row]]:
    """Return the keys of rows to close, by the claim's id, and the rows to open; of one claim alone where named."""
    standing = _standing_rows(connection, key, claim_id=claim_id)
    same = {row.body.id for row in wanted if _is_as(standing.get(row.body.id), row)}
    close = {id_: found.key for id_, found in standing.items() if id_ not in same}
    return close, [row for row in wanted if row.body.id not in same]


def _find_home(connection: Connection, key: int) -> tuple[Home, int | None]:
    asked = (
        select(document.c.publisher, document.c.day, version.c.superseded)
        .join(version, version.c.document == document.c.key)
        .where(document.c.key == key, version.c.closed.is_(None))
    )
    row = connection.execute(asked).one()
    return Home(key, row.publisher, row.day), row.superseded


def current_readings(connection: Connection, key: int, entry: int, *, lane: str | None = None) -> list[tuple[int, int]]:
    """Return where the bodies of the current readings lie: of each lane (or one), the last that did not fail."""
    latest = (
        select(func.max(reading.c.key))
        .join(reader, reader.c.key == reading.c.reader)
        .where(reading.c.document == key, reading.c.error.is_(None), reading.c.entry <= entry)
        .group_by(reader.c.lane)
    )
    if lane is not None:
        latest = latest.where(reader.c.lane == lane)
    asked = select(reading.c.first, reading.c.claims).where(reading.c.key.in_(latest)).order_by(reading.c.key)
    return [(row.first, row.claims) for row in connection.execute(asked)]


def _read_bodies(connection: Connection, key: int, entry: int, *, claim_id: str | None = None) -> list[Read]:
    found: dict[str, Read] = {}
    for first, count in current_readings(connection, key, entry):
        asked = select(body).where(body.c.key >= first, body.c.key < first + count).order_by(body.c.key)
        if claim_id is not None:
            asked = asked.where(body.c.id == claim_id)
        for row in connection.execute(asked):
            found[row.id] = Read(row.key, Body(row.id, row.claim, row.sentence), load_claim(row.claim))
    return list(found.values())


def _stand(read: Read, bearing: Sequence[Decided], decisions: Sequence[Decided], superseded: int | None) -> Row:
    """Return the row of a claim: amended by all amendments in order, in the state of the last decision."""
    result = apply_decisions(read.claim, bearing)
    state, last, made = result.state, result.last, result.claim
    retracting = [each.entry for each in decisions if each.kind is DecisionKind.RETRACT]
    if retracting:
        state, last = ReviewState.RETRACTED, retracting[-1]
    if made == read.claim:
        return Row(read.body, made, read.key, state, last, superseded)
    return Row(make_body(made, read.body.sentence), made, None, state, last, superseded)


def _standing_rows(
    connection: Connection, key: int, *, claim_id: str | None = None
) -> dict[str, AnyRow]:  # Any: rows of two tables
    asked = (
        select(
            claim.c.key,
            claim.c.id,
            claim.c.state,
            claim.c.decision,
            claim.c.superseded,
            body.c.claim,
            body.c.sentence,
        )
        .join(body, body.c.key == claim.c.body)
        .where(claim.c.document == key, claim.c.closed.is_(None))
    )
    if claim_id is not None:
        asked = asked.where(claim.c.id == claim_id)
    return {row.id: row for row in connection.execute(asked)}


def _is_as(found: AnyRow | None, row: Row) -> bool:
    return found is not None and (found.state, found.decision, found.superseded, found.claim, found.sentence) == (
        row.state,
        row.decision,
        row.superseded,
        row.body.claim,
        row.body.sentence,
    )


def _first_taken(connection: Connection, key: int, *, claim_id: str | None = None) -> dict[str, int]:
    asked = select(claim.c.id, func.min(claim.c.taken)).where(claim.c.document == key).group_by(claim.c.id)
    if claim_id is not None:
        asked = asked.where(claim.c.id == claim_id)
    return {row[0]: row[1] for row in connection.execute(asked)}
