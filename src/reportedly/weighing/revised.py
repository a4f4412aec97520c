"""Revised: what sources gave anew or took back: the question, the answer as it stands now, and those before it.

Takes a weighed ledger, gives revisions, each a source's own: what another source says instead revises nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from reportedly.ledger import Ledger
from reportedly.model.dispute import Point, Relationship, Series
from reportedly.weighing.asking import Wanted, figures, fresh
from reportedly.weighing.questions import FIGURES
from reportedly.weighing.record import revised_questions

_MOST_QUESTIONS = 200  # looked at for revisions


@dataclass(frozen=True, slots=True)
class Revision:
    """An answer that its own source gave anew: the question, the answer, and those it gave before, the last first."""

    question: str  # id
    title: str
    now: Point
    before: tuple[Point, ...]
    counts: bool  # whether it is a figure, which is shown through time


def last_revised(ledger: Ledger, *, limit: int) -> list[Revision]:
    """Return what sources revised last, as it stands now, each with what was said before.

    Added in 0.2.
    """
    found = _revisions(ledger, revised_questions(ledger, limit=limit), None)
    return [one for one in found if not one.now.superseded][:limit]


def revised_by(ledger: Ledger, claims: Iterable[str]) -> list[Revision]:
    """Return the revisions that claims make, the last reported first.

    Added in 0.2.
    """
    made = frozenset(claims)
    weighing = fresh(ledger)
    questions = {row.id for claim in made for row in weighing.questions_of(claim)}
    found = _revisions(ledger, sorted(questions)[:_MOST_QUESTIONS], made)
    return sorted(found, key=lambda one: (one.now.reported or "", one.title, one.now.claim), reverse=True)


def _revisions(ledger: Ledger, questions: Iterable[str], made_by: frozenset[str] | None) -> list[Revision]:
    asked = (series for id in questions for series in figures(ledger, Wanted(words=id), limit=1))
    return [revision for series in asked for revision in _of_series(series, made_by)]


def _of_series(series: Series, made_by: frozenset[str] | None) -> list[Revision]:
    """Return what sources gave anew to a question; with `made_by`, what these claims give."""
    points = {id: point for point in series.points for id in point.claims}
    found: dict[str, dict[str, Point]] = defaultdict(dict)  # by the new answer's claim, by what was said before
    for one in series.relations:
        revises = one.name is Relationship.REVISES and {one.first, one.second} <= points.keys()
        if revises and (made_by is None or one.first in made_by):
            before = points[one.second]
            found[points[one.first].claim].setdefault(before.answer, before)
    counts = series.question in FIGURES
    return [
        Revision(series.id, series.title, points[claim], tuple(sorted(was.values(), key=_by_day, reverse=True)), counts)
        for claim, was in found.items()
    ]


def _by_day(point: Point) -> tuple[str, str]:
    return point.reported or "", point.claim
