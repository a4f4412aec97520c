"""Events: which claims tell of one real event.

Takes facets, gives a score for each pair of them, in which place, days, kind of act, parties and figures have their
say, and clusters that keep apart what cannot be one. Average linkage with vetoes, so that one name that two stories
share makes no chain of them (hierarchical agglomerative clustering with cannot-link pairs; Davidson and Ravi 2005).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reportedly.model import ClaimType
from reportedly.model.dispute import Question
from reportedly.weighing.questions import HAPPENINGS, Facet
from reportedly.weighing.spots import Lie, lie_of
from reportedly.weighing.victims import may_be_same
from reportedly.weighing.wordlists import excluded_by

# What speaks for one event (positive) and against (negative), about in natural log-odds. Set by reason, then looked at
# on the development clusters; whole and half steps only, since seventeen clusters bear no finer ones.
VETO = -4.0  # no cluster holds a pair with so little
JOIN = 0.0  # two clusters become one where their pairs have more than this on average: rather one than two
_DAY = {
    "same": 1.5,
    "next": 0.0,
    "after": -1.0,
    "near": -1.0,
    "days apart": -3.0,
    "apart": -6.0,
    "inside": -1.5,
    "vague": 0.5,
    "unknown": 0.0,
    "lasting": 1.0,
}
_PLACE = {Lie.SAME: 1.5, Lie.INSIDE: 0.5, Lie.HOLDS: 0.5, Lie.NEAR: 0.0, Lie.UNKNOWN: 0.0, Lie.APART: -9.0}
_HOLDS, _MANY = Question.WHO_HOLDS, Question.HOW_MANY
_Part = tuple[float, str]  # of a score, with what it is in words
_DAY_PARTS: dict[str, _Part] = {when: (weight, f"days {when}") for when, weight in _DAY.items()}
_PLACE_PARTS: dict[Lie, _Part] = {lie: (weight, f"places {lie.value}") for lie, weight in _PLACE.items()}
_OTHER_NAME = (-0.5, "places of other names, not all of them known")
_SAME_ACT, _OTHER_ACT = (0.5, "same kind of act"), (-2.5, "other kind of act")
_SAME_ACTOR, _SAME_TARGET = (0.5, "same actor"), (0.5, "same target")
_ANYBODY = frozenset({"name:people", "name:civilians"})
_TARGET_APART = -1.0  # victims of different kinds, neither part of the other
_SAME_FIGURE, _FAR_FIGURES = (1.5, "same figure"), (-1.0, "figures far apart")
_FAR_TIMES = 4.0  # a figure so many times another is rarely of the same event
_TWO_FIGURES = (-3.0, "two figures of one speaker in one text")  # of one kind: he tells of two events
_SAME_SENTENCE = (2.0, "one sentence")  # an attack and its toll
_ONE_ADDS_UP = (-1.5, "one adds up several")  # events, the other does not
_DATELINE_DAYS = 2  # what a text does not date happened within so many days before it came out
_LASTING_DAYS = 3  # who holds a place one day holds it the next ones, unless it is told that it changed hands
_LONG_DAYS = 4  # from here on a time is no day told loosely, but a week or more
_HAPPENED = frozenset({"happened"})
_WITH_HAPPENED = frozenset({"happened", "taken"})
_ANSWERS = {question: frozenset({question.value}) for question in Question}
_TAKEN = {question: frozenset({"taken", question.value}) for question in Question}
_WITH_TAKEN = {question: frozenset({"happened", question.value}) for question in Question}
_SLACK_DAYS = 1  # attacks at night, and time zones


@dataclass(frozen=True, slots=True)
class Likeness:
    """How far two claims look like one event: the score, and what it was made of, in words."""

    score: float
    lie: Lie
    when: str
    why: tuple[str, ...]


def compare_events(one: Facet, other: Facet) -> Likeness:
    """Return how far two claims look like accounts of one event, with what speaks for it and against."""
    when, lie, parts = _compare(one, other)
    why = tuple(f"{words} {weight:+.1f}" for weight, words in parts if weight)
    return Likeness(sum(weight for weight, _ in parts), lie, when, why)


def score_events(one: Facet, other: Facet) -> float:
    """Return the score of that alone, as is asked of many pairs: whole and half steps, which add up exactly."""
    score = 0.0
    for weight, _ in _compare(one, other)[2]:
        score += weight
    return score


def _compare(one: Facet, other: Facet) -> tuple[str, Lie, list[_Part]]:
    """Return how days and places lie, and the parts of the score, each in words."""
    when = "lasting" if one.question is _HOLDS and _lasts(one, other) else compare_days(one, other)
    if when == "apart":
        return when, Lie.UNKNOWN, [_DAY_PARTS[when]]
    lie = lie_of(one.spots, other.spots)
    strange = lie is Lie.UNKNOWN and one.spots.inner and other.spots.inner
    parts = [_OTHER_NAME if strange else _PLACE_PARTS[lie], _DAY_PARTS[when]]
    if one.methods and other.methods:
        _compare_acts(one, other, parts)
    _compare_parties(one, other, parts)
    if one.question is _MANY or one.measure == other.measure:
        _compare_figures(one, other, parts)
    if one.story == other.story:
        _compare_texts(one, other, parts)
    return when, lie, parts


def _lasts(one: Facet, other: Facet) -> bool:
    """Return whether two claims say who holds a place on days so near that they may be of one holding."""
    if one.question is not _HOLDS or other.question is not _HOLDS:
        return False
    return one.days is not None and other.days is not None and 0 < one.days.gap(other.days) <= _LASTING_DAYS


def reach_of(mark: str) -> int:
    """Return how many days apart two claims that share a mark can still look like one event."""
    return _LASTING_DAYS if mark == Question.WHO_HOLDS.value else _DATELINE_DAYS


def compare_days(one: Facet, other: Facet) -> str:
    """Return how the days of two claims lie.

    Same; next or after (told as two days running); near; apart; inside a longer time that one adds up over; vague (one
    is told by its week or month alone); unknown.
    """
    ours, theirs = one.days, other.days
    if ours is None or theirs is None:
        return "unknown"
    if ours.first == theirs.first and ours.last == theirs.last:
        return "same"
    gap = (ours.first if ours.first > theirs.first else theirs.first) - (
        ours.last if ours.last < theirs.last else theirs.last
    )
    if gap <= 0:
        longer, shorter = ours.length, theirs.length
        if longer < shorter:
            longer, shorter = shorter, longer
        if longer > _LONG_DAYS and longer >= 2 * shorter:
            adds = one if ours.length > theirs.length else other
            return "inside" if "sum" in adds.extent else "vague"
        return "same"
    told = ours.told and theirs.told
    if told and min(ours.length, theirs.length) > _LONG_DAYS:
        return "apart"  # two weeks or months, each told by its name
    if gap <= _SLACK_DAYS:
        return "after" if told else "next"
    if not told and gap <= _DATELINE_DAYS:
        return "next"
    if gap > _DATELINE_DAYS + 1:
        return "apart"
    return "days apart" if told else "near"


def _compare_acts(one: Facet, other: Facet, parts: list[_Part]) -> None:
    if not one.methods.isdisjoint(other.methods):
        parts.append(_SAME_ACT)
    elif all(excluded_by(m) >= other.methods for m in one.methods):
        parts.append(_OTHER_ACT)


def _compare_parties(one: Facet, other: Facet, parts: list[_Part]) -> None:
    if not one.actors.isdisjoint(other.actors):
        parts.append(_SAME_ACTOR)
    if not one.targets.isdisjoint(other.targets) and one.targets & other.targets - _ANYBODY:
        parts.append(_SAME_TARGET)
    elif one.measure == other.measure and not may_be_same(one.group, other.group):
        parts.append((_TARGET_APART, f"{one.group} and {other.group}"))


def _compare_figures(one: Facet, other: Facet, parts: list[_Part]) -> None:
    if one.question is _MANY and ("sum" in one.extent) != ("sum" in other.extent):
        parts.append(_ONE_ADDS_UP)
    if one.measure != other.measure or one.group != other.group or not (one.has_figure and other.has_figure):
        return
    ours, theirs = face_value(one), face_value(other)
    if ours == theirs:
        parts.append(_SAME_FIGURE)
    elif ours > _FAR_TIMES * theirs or theirs > _FAR_TIMES * ours:
        parts.append(_FAR_FIGURES)


def _compare_texts(one: Facet, other: Facet, parts: list[_Part]) -> None:
    if one.kept.sentence == other.kept.sentence and one.question is not other.question:
        parts.append(_SAME_SENTENCE)
    alike = one.measure == other.measure and one.group == other.group and one.question is Question.HOW_MANY
    versions = one.kept.document != other.kept.document and one.reported != other.reported
    if versions:
        return  # an earlier and a later version of one story
    if alike and one.office.key == other.office.key and face_value(one) != face_value(other):
        parts.append(_TWO_FIGURES)


def face_value(facet: Facet) -> float:
    """Return the number a figure is known by: its low end, else its high one, 0 where there is none."""
    return facet.low if facet.low is not None else (facet.high or 0.0)


def filed_marks(facet: Facet) -> frozenset[str]:
    """Return the marks by which claims are found that may share an event with others: of each pair one seeks them."""
    type = facet.kept.claim.type
    if type in HAPPENINGS:
        return _HAPPENED
    return _TAKEN[facet.question] if type is ClaimType.GAIN else _ANSWERS[facet.question]


def sought_marks(facet: Facet) -> frozenset[str]:
    """Return the marks of claims that may share an event with this one."""
    type = facet.kept.claim.type
    if type in HAPPENINGS:
        return _WITH_HAPPENED
    return _WITH_TAKEN[facet.question] if type is ClaimType.GAIN else _ANSWERS[facet.question]


def group_events(facets: Sequence[Facet], like: Callable[[Facet, Facet], float] | None = None) -> list[list[Facet]]:
    """Return the facets in groups of one event each, the same whatever their order; groups sorted by their least id."""
    facets = sorted(facets, key=lambda facet: facet.id)
    score = like or score_events
    if len(facets) == 1:
        return [facets]
    sought = [sought_marks(facet) for facet in facets]
    sums = np.zeros((len(facets), len(facets)))
    for i, one in enumerate(facets):  # those of types that cannot tell of one event stay apart
        filed = filed_marks(one)
        row = [VETO if sought[j].isdisjoint(filed) else score(facets[j], one) for j in range(i)]
        sums[i, :i] = sums[:i, i] = row
    groups = _merge(sums)
    return [[facets[i] for i in group] for group in groups]


def _merge(sums: NDArray[np.float64]) -> list[list[int]]:
    """Return groups by average linkage: the two most alike become one, until no two are alike enough.

    `sums` holds the likeness of each pair; of pairs that are alike to the same degree the first is taken.
    """
    count = len(sums)
    groups: dict[int, list[int]] = {i: [i] for i in range(count)}
    least, sizes = sums.copy(), np.ones(count)
    alive = np.triu(np.ones((count, count), dtype=bool), 1)
    while len(groups) > 1:
        means = np.round(sums / np.outer(sizes, sizes), 6)
        means[~alive | (least <= VETO)] = -np.inf
        first, second = divmod(int(np.argmax(means)), count)
        if means[first, second] <= JOIN:
            break
        sums[first] += sums[second]
        sums[:, first] += sums[:, second]
        least[first] = np.minimum(least[first], least[second])
        least[:, first] = least[first]
        sizes[first] += sizes[second]
        alive[second] = alive[:, second] = False
        groups[first] = sorted(groups[first] + groups.pop(second))
    return sorted(groups.values())
