"""Track records: how often what a source said was borne out, contradicted or revised, over all that it said.

Read off what was noted of each claim when its questions were weighed, so that a source with many claims costs as
little as one with few. It says how a source's claims stand to those of others, not how often it was right.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, select

from reportedly.ledger import ClaimFilter, Ledger
from reportedly.model.dispute import Relationship
from reportedly.weighing import tables as t
from reportedly.weighing.asking import fresh
from reportedly.weighing.disputes import bit_of

_EXAMPLES = 5  # claims shown of those that others contradict
_AGREES = bit_of(Relationship.AGREES) | bit_of(Relationship.REFINES)
_AGAINST = bit_of(Relationship.CONTRADICTS) | bit_of(Relationship.DENIES)
_REVISED = bit_of(Relationship.REVISES)


@dataclass(frozen=True, slots=True)
class TrackRecord:
    """How many of some claims others bear out or contradict, and how many were revised or revise another."""

    claims: int
    agrees: int
    contradicted: int
    revised: int
    examples: tuple[str, ...]  # ids of contradicted claims, the latest first

    @property
    def alone(self) -> bool:
        """Whether none of the claims can be compared with another source's."""
        return not (self.agrees or self.contradicted or self.revised)


def track_record(ledger: Ledger, wanted: ClaimFilter) -> TrackRecord:
    """Return the track record of the claims that a filter finds, each counted once.

    Added in 0.2.
    """
    return track_records(ledger, {"": wanted})[""]


def track_records(ledger: Ledger, wanted: Mapping[str, ClaimFilter]) -> dict[str, TrackRecord]:
    """Return the track records of the claims that several filters find, by the names of the filters.

    Added in 0.2.
    """
    ids = {name: ledger.claim_ids(one) for name, one in wanted.items()}
    stands = _stands_of(ledger, tuple(sorted({claim for found in ids.values() for claim in found})))
    return {name: _count(found, stands) for name, found in ids.items()}


def _count(ids: tuple[str, ...], stands: Mapping[str, int]) -> TrackRecord:
    bits = [stands.get(claim, 0) for claim in ids]
    against = [claim for claim, its in zip(ids, bits, strict=True) if its & _AGAINST]
    return TrackRecord(
        claims=len(ids),
        agrees=sum(1 for its in bits if its & _AGREES),
        contradicted=len(against),
        revised=sum(1 for its in bits if its & _REVISED),
        examples=tuple(against[:_EXAMPLES]),
    )


def revised_questions(ledger: Ledger, *, limit: int) -> tuple[str, ...]:
    """Return ids of the questions in which a source revised what it had said, the last answered first.

    Added in 0.2.
    """
    fresh(ledger)
    chosen = select(t.question.c.id).join(t.member, t.member.c.question == t.question.c.id)
    chosen = chosen.where(t.member.c.stands.bitwise_and(_REVISED) > 0).distinct()
    with ledger.derived(t.tables, writes=False) as connection:
        rows = connection.execute(chosen.order_by(t.question.c.reported.desc(), t.question.c.id).limit(limit))
        return tuple(rows.scalars())


def _stands_of(ledger: Ledger, ids: tuple[str, ...]) -> dict[str, int]:
    """Return the relations in which claims stand, of those that stand in one."""
    fresh(ledger)
    each = func.json_each(json.dumps(ids)).table_valued("value")
    rows = select(func.json_group_array(func.json_array(t.member.c.claim, t.member.c.stands)))
    rows = rows.where(t.member.c.stands > 0, t.member.c.claim.in_(select(each.c.value)))
    found: dict[str, int] = {}
    with ledger.derived(t.tables, writes=False) as connection:
        for claim, bits in json.loads(connection.execute(rows).scalar_one()):
            found[claim] = found.get(claim, 0) | bits
    return found
