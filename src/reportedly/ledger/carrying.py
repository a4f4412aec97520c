"""Carrying decisions over: to which claim of a new reading a decision on one of an old reading belongs.

The claim of the same id; else the one of the same type whose evidence overlaps by half or more, the most first; else
none, and the decision is orphaned.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, insert, select
from sqlalchemy import delete as delete_from

from reportedly.ledger.decided import Decided
from reportedly.ledger.schema import carried
from reportedly.model import Claim, Span
from reportedly.model.decision import ON_CLAIMS

ENOUGH = 0.5  # of the longer evidence


@dataclass(frozen=True, slots=True)
class Bearing:
    """Which decisions bear on which claim, and on which claim each decision bears."""

    by_claim: Mapping[str, tuple[Decided, ...]]
    bears_on: Mapping[int, tuple[str | None, str | None]]  # entry: the claim it named, the claim it bears on


NO_BEARING = Bearing({}, {})


def carry_decisions(decisions: Sequence[Decided], claims: Sequence[Claim]) -> Bearing:
    """Return which of a document's decisions bear on which of its claims, in the order of the decisions."""
    by_id = {claim.id: claim for claim in claims}
    by_claim: dict[str, tuple[Decided, ...]] = {}
    bears_on: dict[int, tuple[str | None, str | None]] = {}
    for each in decisions:
        if each.kind not in ON_CLAIMS:
            continue
        found = by_id.get(each.claim or "") or _nearest(each, claims)
        bears_on[each.entry] = (each.claim, found.id if found else None)
        if found is not None:
            by_claim[found.id] = (*by_claim.get(found.id, ()), each)
    return Bearing(by_claim, bears_on)


def _nearest(decided: Decided, claims: Sequence[Claim]) -> Claim | None:
    best, most = None, ENOUGH
    for claim in claims:
        overlap = overlap_share(decided.evidence, claim.evidence)
        if claim.type == decided.content["type"] and overlap >= most and (best is None or overlap > most):
            best, most = claim, overlap
    return best


def overlap_share(one: Span, other: Span) -> float:
    """Return how much of the longer span the two have in common, 0 to 1.

    >>> overlap_share(Span(0, 10), Span(5, 15))
    0.5
    """
    common = min(one.end, other.end) - max(one.start, other.start)
    return max(0, common) / max(one.end - one.start, other.end - other.start, 1)


def bearing_on_claim(
    connection: Connection, document: int, claim_id: str, decisions: Sequence[Decided]
) -> list[Decided]:
    """Return which of a document's decisions bear on a claim of its current reading, and keep that they do."""
    asked = select(carried.c.decision).where(carried.c.document == document, carried.c.claim == claim_id)
    before = set(connection.execute(asked).scalars())
    bearing = [
        each for each in decisions if each.kind in ON_CLAIMS and (each.claim == claim_id or each.entry in before)
    ]
    now = {each.entry for each in bearing}
    if before - now:
        connection.execute(delete_from(carried).where(carried.c.decision.in_(before - now)))
    if now - before:
        rows = [{"decision": entry, "document": document, "claim": claim_id} for entry in sorted(now - before)]
        connection.execute(insert(carried), rows)
    return bearing


def note_carried(
    connection: Connection, document: int, bears_on: Mapping[int, tuple[str | None, str | None]]
) -> tuple[int, int]:
    """Keep what each decision bears on now; return how many were moved and how many orphaned by this."""
    asked = select(carried.c.decision, carried.c.claim).where(carried.c.document == document)
    before: dict[int, str | None] = {row[0]: row[1] for row in connection.execute(asked)}
    now = {entry: bearing for entry, (_, bearing) in bears_on.items()}
    if before == now:
        return 0, 0
    connection.execute(delete_from(carried).where(carried.c.document == document))
    rows = [{"decision": entry, "document": document, "claim": bearing} for entry, bearing in now.items()]
    if rows:
        connection.execute(insert(carried), rows)
    moved = [entry for entry, (named, bearing) in bears_on.items() if before.get(entry, named) != bearing]
    orphaned = sum(1 for entry in moved if now[entry] is None)
    return len(moved) - orphaned, orphaned
