"""Namesakes: places that bear the name that the text says, and lie where the text says that they cannot.

"Moura, in Mali" is no Moura of Portugal, a village "west of Avdiivka" none near St Petersburg, and the "Zarqa river" no
town. Only small places and further names of others are refused: of a large town the text is as likely to err.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from reportedly.gazetteer.entry import Candidate, Entry, NameKind
from reportedly.gazetteer.geodesy import rough_km
from reportedly.gazetteer.resolve import Scored, is_within
from reportedly.reading.toponyms.sightings import LISTING, Sighting

_CITY_STATE_COUNTRIES = frozenset(("US", "CA", "AU"))  # where "X, Y" is hardly ever a list
_TOWNS = frozenset(("city", "admin2"))
_HOLDERS = frozenset(("country", "admin1"))
_RIVERS = frozenset(("river", "valley"))
_LARGE = 100_000  # people
_FAR_KM = 300.0  # farther, no place is "near" another
_CLOSING = frozenset((",", ".", ";", ":", ")", "\n", ""))  # behind "X, Y", where Y ends what is said of X
_LONGEST_GAP = 60  # characters between a place and the one that it is said to lie beside
_BESIDE = re.compile(
    r",?\s(?:(?:a|the)\s(?:\w+\s)?(?:village|town|settlement|city|hamlet|suburb)s?,?\s)?"
    r"(?:(?:just|to\sthe|\d+\s?(?:km|kilomet(?:er|re)s|miles))\s)*"
    r"(?:near|(?:north|south|east|west|north-?east|north-?west|south-?east|south-?west)\sof)\s"
)


class Fitting(NamedTuple):
    """The senses of a name that lie where the text puts it, and the place that it puts it in or near."""

    senses: list[Scored]  # best first, none where the gazetteer has but namesakes
    holder: Entry | None


def fit_places(text: str, sightings: Sequence[Sighting], ranked: Sequence[list[Scored]]) -> list[Fitting]:
    """Return for each name the senses that fit where the text puts it."""
    anchors = _anchors(text, sightings)
    return [_fit(text, sightings, ranked, i, anchors[i]) for i in range(len(sightings))]


def _fit(
    text: str, sightings: Sequence[Sighting], ranked: Sequence[list[Scored]], i: int, anchor: int | None
) -> Fitting:
    one, scored = sightings[i], ranked[i]
    inside = one.inside if one.inside is not None else anchor
    holder = _first(ranked[inside]) if inside is not None else None
    if not scored or _is_no_river(scored[0][1], one.kinds):
        return Fitting([], holder)
    if holder is None or inside is None or (inside == anchor and one.kind is not None):
        return Fitting(scored, holder)
    if inside == anchor:
        return Fitting(_nearby(scored, holder), holder)
    told = _is_told(text, one.end, sightings[inside])
    return Fitting([] if _is_elsewhere(scored, holder, told=told) else scored, holder)


def _first(scored: list[Scored]) -> Entry | None:
    return scored[0][1].entry if scored else None


def _anchors(text: str, sightings: Sequence[Sighting]) -> list[int | None]:
    """Return for each name the number of the place that it is said to lie beside: "X and Y, west of Z"."""
    found: list[int | None] = [None] * len(sightings)
    for i in range(len(sightings) - 2, -1, -1):
        start, end = sightings[i].end, sightings[i + 1].start
        if end - start > _LONGEST_GAP:
            continue
        if _BESIDE.fullmatch(text, start, end):
            found[i] = i + 1
        elif found[i + 1] is not None and LISTING.fullmatch(text, start, end):
            found[i] = found[i + 1]
    return found


def _is_told(text: str, end: int, holder: Sighting) -> bool:
    """Return whether "X, in Y" or "X, Y," surely puts X, which ends at an offset, into Y.

    A country behind a comma alone may go on a list or begin a clause: "according to X, Russia sells more".
    """
    return "in" in text[end : holder.start] or text[holder.end : holder.end + 1] in _CLOSING


def _is_elsewhere(scored: list[Scored], holder: Entry, *, told: bool) -> bool:
    """Return whether a country or a state is named in which no X is known: then it is a hamlet there.

    In North America and Australia "X, Y" is enough; elsewhere it must be `told` for sure, and of a state only the
    country is held against a name, since two lists of divisions seldom agree.
    """
    best = scored[0][1]
    if best.entry.kind not in _TOWNS or holder.kind not in _HOLDERS:
        return False
    if holder.kind == "admin1" and holder.country in _CITY_STATE_COUNTRIES:
        return not any(is_within(candidate.entry, holder) for _, candidate in scored)
    return told and _is_doubtful(best) and holder.country not in (best.entry.country, *best.entry.countries)


def _nearby(scored: list[Scored], anchor: Entry) -> list[Scored]:
    """Return the senses that may lie near the anchor: the doubtful ones that are far from it are left out."""
    at = (anchor.lat, anchor.lon)
    near = [
        (score, candidate)
        for score, candidate in scored
        if not _is_doubtful(candidate) or rough_km(at, (candidate.entry.lat, candidate.entry.lon)) <= _FAR_KM
    ]
    return scored if len(near) == len(scored) else near


def _is_no_river(candidate: Candidate, kinds: frozenset[str]) -> bool:
    """Return whether the text speaks of a river and the gazetteer has but a town of that name."""
    return kinds == _RIVERS and candidate.entry.kind == "city" and _is_doubtful(candidate)


def _is_doubtful(candidate: Candidate) -> bool:
    if candidate.how & NameKind.KEPT:
        return False
    return candidate.entry.population < _LARGE or not candidate.how & NameKind.PRIMARY
