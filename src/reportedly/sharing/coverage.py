"""Coverage: how many independent origins speak of each area in each week, and where nobody does.

Takes claims with what was read and what was not, gives a cell for each area and week in one of three states. Silence is
not peace, and "not read" is not silence: an area of which no claim speaks is silent only in a week of which everything
that came in was read. Weeks are those of the reports, since a document that was not read has no other day.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from reportedly.gazetteer.areas import area_codes
from reportedly.gazetteer.fold import fold_plain
from reportedly.ledger.terms import place_value
from reportedly.model import KeptClaim, Place
from reportedly.sharing.area_names import area_name
from reportedly.sharing.coarse import division_of
from reportedly.weighing.origins import find_origins
from reportedly.weighing.questions import Facet

_DAYS = 7


class State(StrEnum):
    """What can be said of an area in a week."""

    HEARD = "heard"
    SILENT = "silent"
    UNREAD = "not read"


# A sentence for each state, as every legend gives it
MEANINGS: Mapping[State, str] = {
    State.HEARD: "So many independent origins speak of the area in reports of that week; reprints of one are one.",
    State.SILENT: "All that came in of that week was read, and nothing in it speaks of the area. Silence is not peace.",
    State.UNREAD: "Nothing that was read speaks of the area, but of that week something was not read, or nothing came "
    "in: whether anybody spoke of it cannot be told.",
}


@dataclass(frozen=True, slots=True)
class Week:
    """A week, Monday to Sunday, with how many of its documents were read and how many were not."""

    first: str  # ISO days
    last: str
    read: int = 0
    unread: int = 0

    @property
    def is_whole(self) -> bool:
        """Whether silence in it can be told: something came in, and all of it was read."""
        return bool(self.read) and not self.unread


@dataclass(frozen=True, slots=True)
class Cell:
    """An area in a week: its state, how many origins and reports speak of it, and the ids of the places named."""

    state: State
    origins: int = 0
    reports: int = 0
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AreaRow:
    """An area, by the code of its polygon, with a cell for each week."""

    code: str
    name: str
    cells: tuple[Cell, ...]

    @property
    def origins(self) -> int:
        """Return the most origins that it has in a week; weeks are not added up, since origins speak again."""
        return max((cell.origins for cell in self.cells), default=0)


@dataclass(slots=True)
class _Told:
    """What is told of an area in a week."""

    facets: dict[str, Facet] = field(default_factory=dict)  # by claim
    places: set[str] = field(default_factory=set)  # ids


@dataclass(frozen=True, slots=True)
class Coverage:
    """The areas of a country, and other countries, by week."""

    weeks: tuple[Week, ...]
    until: str  # ISO day, the last one looked at
    country: str | None  # whose divisions are shown
    divisions: tuple[AreaRow, ...]  # the country as a whole first, then its divisions by name
    countries: tuple[AreaRow, ...]  # the others of which claims speak, whole
    unplaced: int = 0  # claims of the weeks that speak of no area that is known
    is_cut: bool = False  # earlier weeks were asked for too, but there are too many claims to count


def list_weeks(until: date, number: int) -> tuple[Week, ...]:
    """Return so many weeks, the last one that of `until`.

    >>> [week.first for week in list_weeks(date(2021, 4, 2), 2)]
    ['2021-03-22', '2021-03-29']
    """
    monday = until - timedelta(days=until.weekday())
    starts = [monday - timedelta(days=_DAYS * back) for back in reversed(range(number))]
    return tuple(Week(start.isoformat(), (start + timedelta(days=_DAYS - 1)).isoformat()) for start in starts)


def count_documents(weeks: Sequence[Week], read: Iterable[str], unread: Iterable[str]) -> tuple[Week, ...]:
    """Return the weeks with the documents of them counted, each given by its day."""
    numbers = [[_week_of(weeks, day) for day in days] for days in (read, unread)]
    return tuple(
        Week(week.first, week.last, *(found.count(number) for found in numbers)) for number, week in enumerate(weeks)
    )


def cover(
    facets: Iterable[Facet], weeks: Sequence[Week], *, until: str | None = None, country: str | None = None
) -> Coverage:
    """Return how many independent origins speak of each area in each week.

    `country` is the one whose divisions are shown, else the one of which most claims speak.
    """
    heard = [
        (facet, number, places_by_area(facet.kept))
        for facet in facets
        if (number := _week_of(weeks, facet.kept.reported or "")) is not None
    ]
    spoken = Counter(home for _, _, places in heard for home in {_country_of(code) for code in places})
    chosen = country or min(spoken, key=lambda code: (-spoken[code], code), default=None)
    placed: dict[tuple[str, int], _Told] = defaultdict(_Told)
    for facet, number, places in heard:
        for code, ids in places.items():
            told = placed[code if _country_of(code) == chosen else _country_of(code), number]
            told.facets[facet.id] = facet
            told.places |= ids
    inside = sorted((code for code in area_codes() if chosen and code.startswith(f"{chosen}.")), key=_by_name)
    others = sorted(set(spoken) - {chosen}, key=lambda code: (-spoken[code], code))
    return Coverage(
        weeks=tuple(weeks),
        until=until or weeks[-1].last,
        country=chosen,
        divisions=tuple(_row(code, placed, weeks) for code in ((chosen, *inside) if chosen else ())),
        countries=tuple(_row(code, placed, weeks) for code in others),
        unplaced=sum(not places for _, _, places in heard),
    )


def _by_name(code: str) -> tuple[str, str]:
    return fold_plain(area_name(code)), code


def places_by_area(kept: KeptClaim) -> dict[str, set[str]]:
    """Return the codes of the areas that a claim speaks of, divisions or of what is wider the country, with places."""
    found: dict[str, set[str]] = {}
    for place in (*kept.claim.place, *kept.claim.destination):
        code = _code_of(place)
        if code:
            found.setdefault(code, set()).add(place_value(place))
    return found


def _country_of(code: str) -> str:
    return code.partition(".")[0]


def _code_of(place: Place) -> str | None:
    if place.kind in _WIDE:
        return place.country
    return division_of(place) or place.country


# Kinds that lie in several divisions, or are one country
_WIDE = frozenset({"country", "demonym", "continent", "desert", "river", "region", "sea", "mountains"})


def _week_of(weeks: Sequence[Week], day: str) -> int | None:
    return next((number for number, week in enumerate(weeks) if week.first <= day[:10] <= week.last), None)


def _row(code: str, placed: Mapping[tuple[str, int], _Told], weeks: Sequence[Week]) -> AreaRow:
    cells = tuple(_cell(placed.get((code, number)), week) for number, week in enumerate(weeks))
    return AreaRow(code, area_name(code), cells)


def _cell(told: _Told | None, week: Week) -> Cell:
    if told is None:
        return Cell(State.SILENT if week.is_whole else State.UNREAD)
    facets = list(told.facets.values())
    reports = len({facet.kept.document for facet in facets})
    return Cell(State.HEARD, len(find_origins(facets)), reports, tuple(sorted(told.places)))
