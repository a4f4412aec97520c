"""The queue of a review: which claim comes next for a reviewer, which came before, how many are left.

A claim is left to a reviewer who has not decided on it, whatever others did. A claim's row gets another key when
somebody decides, so that the place of a claim that the reviewer decided on is that of the row that was decided on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from sqlalchemy import Connection, exists, func, literal, or_, select, tuple_
from sqlalchemy.sql import ColumnElement

from reportedly.ledger.records import ClaimFilter
from reportedly.ledger.schema import carried, claim, decision, mark
from reportedly.ledger.streams import conditions_on, have_words
from reportedly.ledger.wanting import ALL, Wanted, understand
from reportedly.model import DecisionKind, ReviewState

COUNTED = 1000  # of more claims, it is only said that there are more
EVERYTHING = ClaimFilter()
_FEW = 5_000  # rows of a term that are gathered first; of more, the order leads
_RECENT = 2_000  # entries of the log in which one's own last decisions are looked for, to go back to them
_AT_ONCE = 500  # ids in one question


class ReviewOrder(StrEnum):
    """Which claims come first."""

    DOUBT = "doubt"  # the lowest score
    WEIGHT = "weight"  # those on which most rests, as the caller says by `ahead`; then the lowest score
    RECENCY = "recency"  # the last reported


class Left(StrEnum):
    """Which claims are left to be decided."""

    ME = "me"  # those that the reviewer has not decided on, whoever else has
    ANYONE = "anyone"  # those that nobody has decided on: several share the work
    PUT_OFF = "put_off"  # those that the reviewer put off
    UNSURE = "unsure"  # those that the reviewer was unsure of


@dataclass(frozen=True, slots=True)
class ReviewQueue:
    """What a reviewer goes through; `ahead` are ids of claims that come first in the order of weight."""

    wanted: ClaimFilter = EVERYTHING
    order: ReviewOrder = ReviewOrder.DOUBT
    left: Left = Left.ME
    ahead: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Place:
    score: float
    key: int


class QueueReader:
    """A queue as one reviewer has it, asked over one connection."""

    def __init__(self, connection: Connection, queue: ReviewQueue, author: str) -> None:
        self._connection = connection
        self._order = queue.order
        self._ahead = queue.ahead if queue.order is ReviewOrder.WEIGHT else ()
        self._author = author
        # what stands now is reviewed, and by nobody else's word
        now = replace(queue.wanted, known_by=None, recorded_by=None, superseded=False, state=())
        self._wanted = understand(connection, now)
        self._standing = _standing(connection, self._wanted)
        self._open = [*self._standing, *_left_to(connection, queue.left, author)]

    def following(self, claim_id: str | None = None) -> str | None:
        """Return the claim that comes after another, or the first; None at the end."""
        if self._wanted.none:
            return None
        if self._ahead and (claim_id is None or claim_id in self._ahead):
            begin = self._ahead.index(claim_id) + 1 if claim_id is not None else 0
            found = next(iter(self._open_of(self._ahead[begin:])), None)
            if found is not None:
                return found
            claim_id = None
        return self._step(claim_id, backwards=False)

    def before(self, claim_id: str) -> str | None:
        """Return the claim that came before: one that is left, or one of the reviewer's last decisions."""
        if claim_id in self._ahead:
            return self._last_of(self._ahead[: self._ahead.index(claim_id)])
        place = self._find_place(claim_id)
        if place is None or self._wanted.none:
            return None
        found = {self._step(claim_id, backwards=True), *self._recent()} - {claim_id, None, *self._ahead}
        places = [(self._rank(at), one) for one in found if one and (at := self._find_place(one)) is not None]
        earlier = max(((rank, one) for rank, one in places if rank < self._rank(place)), default=(None, None))[1]
        return earlier or self._last_of(self._ahead)

    def _last_of(self, ahead: Sequence[str]) -> str | None:
        """Return the last of these claims that is left, or was decided on a short while ago."""
        known = {*self._open_of(ahead), *self._recent()}
        return next((one for one in reversed(ahead) if one in known), None)

    def count(self) -> tuple[int, bool]:
        """Return how many are left, and whether that is exact."""
        if self._wanted.none:
            return 0, True
        rows = select(claim.c.key).where(*self._open).limit(COUNTED + 1).subquery()
        number = int(self._connection.execute(select(func.count()).select_from(rows)).scalar_one())
        return min(number, COUNTED), number <= COUNTED

    def best(self, score: float, limit: int) -> list[tuple[str, float]]:
        """Return the claims left that score so much or more, the best first."""
        if self._wanted.none:
            return []
        asked = select(claim.c.id, claim.c.score).where(*self._open, claim.c.score >= score)
        rows = self._connection.execute(asked.order_by(claim.c.score.desc(), claim.c.key.desc()).limit(limit))
        return [(row.id, row.score) for row in rows]

    def _step(self, claim_id: str | None, *, backwards: bool) -> str | None:
        asked = select(claim.c.id).where(*self._open)
        if self._ahead:
            asked = asked.where(claim.c.id.not_in(self._ahead))
        place = self._find_place(claim_id) if claim_id is not None else None
        down = backwards != (self._order is ReviewOrder.RECENCY)
        if self._order is ReviewOrder.RECENCY:
            columns: tuple[ColumnElement[int] | ColumnElement[float], ...] = (claim.c.key,)
            at = (literal(place.key),) if place else None
        else:
            columns = (claim.c.score, claim.c.key)
            at = (literal(place.score), literal(place.key)) if place else None  # type: ignore[assignment]
        if at is not None:
            asked = asked.where(tuple_(*columns) < tuple_(*at) if down else tuple_(*columns) > tuple_(*at))
        if claim_id is not None:
            asked = asked.where(claim.c.id != claim_id)
        order = [column.desc() for column in columns] if down else list(columns)
        return self._connection.execute(asked.order_by(*order).limit(1)).scalar()

    def _rank(self, place: _Place) -> tuple[float, float]:
        return (0, -place.key) if self._order is ReviewOrder.RECENCY else (place.score, place.key)

    def _find_place(self, claim_id: str) -> _Place | None:
        """Return where a claim stands in the queue: by its row, or by the one that the reviewer decided on."""
        columns = select(claim.c.score, claim.c.key, claim.c.opened, claim.c.document)
        rows = self._connection.execute(columns.where(claim.c.id == claim_id).order_by(claim.c.opened)).all()
        if not rows:
            return None
        asked = (
            select(func.min(decision.c.entry))
            .join(carried, carried.c.decision == decision.c.entry)
            .where(carried.c.document == rows[-1].document, carried.c.claim == claim_id,
                   decision.c.author == self._author)
        )  # fmt: skip
        decided = self._connection.execute(asked).scalar()
        before = rows if decided is None else [row for row in rows if row.opened < decided] or rows[:1]
        return _Place(before[-1].score, before[-1].key)

    def _open_of(self, ids: Sequence[str]) -> list[str]:
        """Return those of the claims that are left, in their order."""
        found: set[str] = set()
        for at in range(0, len(ids), _AT_ONCE):
            asked = select(claim.c.id).where(claim.c.id.in_(ids[at : at + _AT_ONCE]), *self._open)
            found.update(self._connection.execute(asked).scalars())
        return [one for one in ids if one in found]

    def _recent(self) -> list[str]:
        """Return the claims on which the reviewer decided last, of those that the filter finds."""
        last = select(func.max(decision.c.entry)).scalar_subquery()
        asked = (
            select(carried.c.claim)
            .join(decision, decision.c.entry == carried.c.decision)
            .where(decision.c.entry > last - _RECENT, decision.c.author == self._author, carried.c.claim.is_not(None))
            .order_by(decision.c.entry.desc())
            .limit(50)
        )
        ids = list(self._connection.execute(asked).scalars())
        fitting = select(claim.c.id).where(claim.c.id.in_(ids), *self._standing)
        return list(self._connection.execute(fitting).scalars())


def _standing(connection: Connection, wanted: Wanted) -> list[ColumnElement[bool]]:
    """Return what must hold of a row besides that it is left."""
    able = [each for each in wanted.terms if not each.without and each.live <= _FEW]
    leading = min(able, key=lambda each: each.live, default=None)
    conditions = [*conditions_on(connection, wanted, without=leading), claim.c.state != ReviewState.RETRACTED]
    if leading is not None:
        conditions.append(claim.c.key.in_(select(mark.c.claim).where(mark.c.term.in_(leading.keys))))
    if wanted.words:
        conditions.append(have_words(wanted.words))
    if wanted.low > 0:
        conditions.append(claim.c.key >= wanted.low)
    if wanted.high < ALL:
        conditions.append(claim.c.key < wanted.high)
    return conditions


def _left_to(connection: Connection, left: Left, author: str) -> list[ColumnElement[bool]]:
    if left in (Left.PUT_OFF, Left.UNSURE):
        kind = DecisionKind.SKIP if left is Left.PUT_OFF else DecisionKind.UNSURE
        return [claim.c.id.in_(_last_said(connection, kind, author))]
    decided = exists(
        select(carried.c.decision)
        .join(decision, decision.c.entry == carried.c.decision)
        .where(carried.c.document == claim.c.document, carried.c.claim == claim.c.id, decision.c.author == author)
        .correlate(claim)
    )
    mine = or_(claim.c.decision.is_(None), ~decided)
    return [mine, claim.c.state == ReviewState.UNREVIEWED] if left is Left.ANYONE else [mine]


def _last_said(connection: Connection, kind: DecisionKind, author: str) -> list[str]:
    """Return the claims of which the last that the reviewer said is of that kind."""
    said = (
        select(carried.c.claim, carried.c.document)
        .join(decision, decision.c.entry == carried.c.decision)
        .where(decision.c.kind == kind, decision.c.author == author, carried.c.claim.is_not(None))
        .distinct()
    )
    found = []
    for row in connection.execute(said).all():
        last = (
            select(decision.c.kind)
            .join(carried, carried.c.decision == decision.c.entry)
            .where(carried.c.document == row.document, carried.c.claim == row.claim, decision.c.author == author)
            .order_by(decision.c.entry.desc())
            .limit(1)
        )
        if connection.execute(last).scalar() == kind:
            found.append(row.claim)
    return found
