"""Unsettled: what a list of changes left in dispute, and which figures their own sources revised in it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from reportedly.ledger import Ledger
from reportedly.model.dispute import Dispute, Point, Relationship, Series
from reportedly.web.pages.figure import KINDS
from reportedly.weighing.asking import Wanted, disputes_of, figures, fresh

_MOST_QUESTIONS = 200  # looked at for revisions


@dataclass(frozen=True, slots=True)
class Revision:
    """A figure that its own source gave anew: the question, the figure, and those it gave before, the last first."""

    question: str  # id
    title: str
    now: Point
    before: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Unsettled:
    """What claims that are new are part of."""

    disputes: tuple[Dispute, ...]
    revisions: tuple[Revision, ...]


def find_unsettled(ledger: Ledger, claims: tuple[str, ...]) -> Unsettled:
    """Return the disputes in which the claims stand, and the figures that they revise."""
    weighing = fresh(ledger)
    rows = {row.id: row for claim in claims for row in weighing.questions_of(claim) if row.question in KINDS}
    revisions: list[Revision] = []
    for id in sorted(rows)[:_MOST_QUESTIONS]:
        for series in figures(ledger, Wanted(words=id), limit=1):
            revisions += find_revisions(series, frozenset(claims))
    revisions.sort(key=lambda one: (one.now.reported or "", one.title, one.now.claim), reverse=True)
    return Unsettled(tuple(disputes_of(ledger, claims)), tuple(revisions))


def find_revisions(series: Series, claims: frozenset[str] | None = None) -> list[Revision]:
    """Return the figures of a series that their own sources gave anew; with `claims`, those that these give."""
    points = {id: point for point in series.points for id in point.claims}
    found: dict[str, dict[str, Point]] = defaultdict(dict)  # by the new figure's claim, by what was said before
    for one in series.relations:
        if one.name is Relationship.REVISES and {one.first, one.second} <= points.keys():
            if claims is not None and one.first not in claims:
                continue
            before = points[one.second]
            found[points[one.first].claim].setdefault(before.answer, before)
    return [
        Revision(series.id, series.title, points[claim], tuple(sorted(before.values(), key=_by_day, reverse=True)))
        for claim, before in found.items()
    ]


def _by_day(point: Point) -> tuple[str, str]:
    return point.reported or "", point.claim
