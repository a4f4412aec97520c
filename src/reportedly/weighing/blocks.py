"""Blocks: which claims have to be looked at together, found without comparing all with all.

Takes facets, gives the keys under which each is filed and those under which it asks for others: cells of a grid,
divisions, its story; with days. Two claims whose likeness is strong enough are linked; what is linked makes a block,
and events are sought within blocks. A block that grows too large is split at stronger links. All this follows from the
claims alone, so that the order in which they come changes nothing.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reportedly.model import Place
from reportedly.model.dispute import Question
from reportedly.weighing.events import filed_marks, reach_of, sought_marks
from reportedly.weighing.questions import Facet
from reportedly.weighing.spots import bones_of, is_large, is_namesake_of_division

LINK = 2.0  # likeness that links two claims: "same place, same day" has 3.0, "same day, same kind of act" 2.0
_ONE_SERIES = 10.0  # what a link of two answers to one question has more: only they are set against each other
# Where a block with weaker links is too large: first all links, then those between answers to one question
STEPS = (LINK, *(_ONE_SERIES + likeness for likeness in (LINK, 2.5, 3.0, 3.5, 4.0, 5.0)))
MOST = 60  # claims of a block: a great day of a war; all pairs of them take some 30 ms
_CELLS_A_DEGREE = 10  # a cell is about 11 km high; what lies in the next one is near
_LONGEST = 14  # days of a time under each of which it is filed; of longer ones, which are sums or background, the first
_ALL_DAYS = 0  # the day under which what has no day is filed

Key = tuple[str, int]
Asked = tuple[str, int, int]


def filing_keys(facet: Facet) -> list[Key]:
    """Return the keys under which a claim is filed, each with a day."""
    names = {key for place in facet.spots.inner for key in _place_keys(place)} | _other_keys(facet)
    marked = sorted(f"{name}:{mark}" for name in names for mark in filed_marks(facet))
    return [(name, day) for name in marked for day in _filed_days(facet)]


def asking_keys(facet: Facet) -> list[Asked]:
    """Return the keys under which claims of the same event may be filed, each with the first and the last day."""
    names = {key for place in facet.spots.inner for key in _sought_keys(place)} | _other_keys(facet)
    marked = sorted((f"{name}:{mark}", reach_of(mark)) for name in names for mark in sought_marks(facet))
    if facet.days is None:
        return [(name, _ALL_DAYS, _ALL_DAYS) for name, _ in marked]
    first, last = facet.days.first, min(facet.days.last, facet.days.first + _LONGEST)
    return [(name, first - reach, last + reach) for name, reach in marked]


def _filed_days(facet: Facet) -> list[int]:
    if facet.days is None:
        return [_ALL_DAYS]
    return list(range(facet.days.first, min(facet.days.last, facet.days.first + _LONGEST) + 1))


def _other_keys(facet: Facet) -> set[str]:
    """Return the keys that are no place's: its story, and for some questions the party or the person asked about."""
    keys = {f"s:{facet.story}"}
    if facet.question in (Question.HOW_STRONG, Question.HOW_MUCH_HELD):
        keys |= {f"q:{facet.question.value}:{actor}" for actor in facet.actors}
    if facet.question is Question.WHAT_BECAME:
        person = facet.kept.claim.person
        keys |= {f"q:{facet.question.value}:{name}" for name in ([person.name or person.text] if person else [])}
    return keys


def _place_keys(place: Place) -> set[str]:
    if place.lat is None or place.lon is None:
        return {f"n:{bones_of(place)}"}
    division = f"{place.country}.{place.admin1}"
    if is_large(place):
        return {f"a:{division}"}
    keys = {_cell(*_cell_of(place)), f"i:{division}"}
    return keys | {f"a:{division}"} if is_namesake_of_division(place) else keys


def _sought_keys(place: Place) -> set[str]:
    if place.lat is None or place.lon is None:
        return {f"n:{bones_of(place)}"}
    division = f"{place.country}.{place.admin1}"
    wide = {f"a:{division}", f"i:{division}"}
    if is_large(place):
        return wide
    north, east = _cell_of(place)
    cells = {_cell(north + i, east + j) for i in (-1, 0, 1) for j in (-1, 0, 1)}
    return cells | (wide if is_namesake_of_division(place) else {f"a:{division}"})


def _cell_of(place: Place) -> tuple[int, int]:
    return math.floor((place.lat or 0) * _CELLS_A_DEGREE), math.floor((place.lon or 0) * _CELLS_A_DEGREE)


def _cell(north: int, east: int) -> str:
    return f"c:{north}:{east}"


def strength_of(likeness: float, *, one_series: bool) -> float:
    """Return how strongly two claims are linked that are so much alike, and answer one question or not."""
    return likeness + _ONE_SERIES if one_series else likeness


@dataclass(frozen=True, slots=True)
class Block:
    """Claims that are looked at together, and how strong the links are by which they hang together."""

    claims: frozenset[str]
    strength: float


def find_block(claim: str, linked: Callable[[str, float], Sequence[str]]) -> Block:
    """Return the block of a claim: what hangs together with it by links of the least strength that keeps it small.

    `linked` gives the claims that have a link of at least a strength with the one given, the strongest first.
    """
    found: frozenset[str] = frozenset({claim})
    for strength in STEPS:
        found = _reach(claim, strength, linked)
        if len(found) <= MOST:
            return Block(found, strength)
    nearest = sorted(found, key=lambda other: (other != claim, other))[:MOST]
    return Block(frozenset(nearest), STEPS[-1])


def _reach(claim: str, strength: float, linked: Callable[[str, float], Sequence[str]]) -> frozenset[str]:
    """Return what can be reached by links of a strength; the search stops once it is too much."""
    found = {claim}
    fresh = [claim]
    while fresh:
        more: list[str] = []
        for one in fresh:
            new = [other for other in linked(one, strength) if other not in found]
            found.update(new[: MOST + 1 - len(found)])
            if len(found) > MOST:
                return frozenset(found)
            more += new
        fresh = sorted(more)
    return frozenset(found)
