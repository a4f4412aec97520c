"""Spatial expressions: toponyms with the words around them, as areas.

"eastern countryside of X", "outskirts of X", "10 km north of X", "between X and Y", "from X to the border of Y",
"the X-Y border", "east of the river". `find_expressions` lists those of a text; a place that no words widen is not in
the list. The areas are what a careful reader would draw on a map, not surveys: each has a centre and a radius too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Protocol, TypeAlias

from shapely.geometry.base import BaseGeometry

from reportedly.gazetteer import shapes
from reportedly.gazetteer.areas import as_ring
from reportedly.gazetteer.expression_lexicon import expression_patterns
from reportedly.gazetteer.fold import small_letters
from reportedly.gazetteer.geodesy import distance_km
from reportedly.model import Document, Place

_WINDOW = 70  # characters before and after a toponym that are looked at
_MOST_DRAWN = 4096  # areas kept; articles about one war tell of the same ones again and again


class Drafted(Protocol):
    """What an expression is read from: a text, parsed or not, and its toponyms."""

    @property
    def document(self) -> Document:
        """Return the document, of which only the text is used."""

    @property
    def toponyms(self) -> tuple[Place, ...]:
        """Return the places that the text names."""


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    draw: Callable[..., _Drawn]
    about: tuple[Place | float | str | None, ...]  # what it is drawn from


@dataclass(frozen=True, slots=True)
class _Area:
    lat: float
    lon: float
    radius_km: float
    ring: tuple[tuple[float, float], ...] | None


_Shape: TypeAlias = BaseGeometry | None
_Drawn: TypeAlias = (
    _Shape | tuple[_Shape, tuple[float, float] | None]
)  # with lat and lon where these are not in its middle


def find_expressions(
    draft: Drafted, toponyms: Sequence[Place] | None = None, *, drawn: bool = True
) -> tuple[Place, ...]:
    """Return the spatial expressions of a text, in its order, never overlapping, each with its area.

    Each has the id, name and country of the toponym it is about (the first, where it is about two) and kind "area".
    Drawing an area is the dearest part: where `drawn` is false it is left for `draw_expression`.
    """
    places = tuple(draft.toponyms if toponyms is None else toponyms)
    text = draft.document.text
    found = []
    end = 0
    for i, place in enumerate(places):
        if place.start is None or place.end is None or place.start < end:
            continue
        one = _find(text, places, i)
        if one is not None and one.start >= end:
            found.append(_as_place(text, place, one) if drawn else _as_words(text, place, one))
            end = one.end
    return tuple(found)


def draw_expression(draft: Drafted, place: Place) -> Place:
    """Return an expression that `find_expressions` left without its area with it."""
    places = draft.toponyms
    for i, one in enumerate(places):
        if one.start is not None and place.start is not None and place.start <= one.start < (place.end or 0):
            found = _find(draft.document.text, places, i)
            if found is not None and (found.start, found.end) == (place.start, place.end):
                return _as_place(draft.document.text, one, found)
    return place


def _find(text: str, places: Sequence[Place], i: int) -> _Found | None:
    place = places[i]
    if place.start is None or place.end is None:
        return None
    before = small_letters(text[max(0, place.start - _WINDOW) : place.start])
    after = text[place.end : place.end + _WINDOW]
    following = places[i + 1] if i + 1 < len(places) else None
    if following is not None and following.start is not None and following.start - place.end < _WINDOW:
        pair = _pair(text, before, place, following)
        if pair is not None:
            return pair
    if place.kind == "demonym":
        return None
    return _behind(before, after, place) or _in_front(before, place)


def _pair(text: str, before: str, one: Place, other: Place) -> _Found | None:
    """Read "X-Y border", "between X and Y", "from X to (the border of) Y"."""
    patterns = expression_patterns()
    start, end, last = one.start or 0, one.end or 0, other.end or 0
    middle = text[end : other.start]
    border = patterns.border_after.match(text, last)
    if border and patterns.joint.fullmatch(middle):
        article = patterns.article_before.search(before)
        begin = start - len(article[0]) if article else start
        return _Found(begin, border.end(), shapes.border_between, (one, other))
    if "demonym" in (one.kind, other.kind):
        return None  # "between the Iraqi government and ..." is between parties
    between = patterns.and_between.fullmatch(middle) and patterns.between_before.search(before)
    if between:
        return _Found(start - len(between[0]), last, shapes.corridor, (one, other))
    to = patterns.to_between.fullmatch(middle)
    from_ = to and patterns.from_before.search(before)
    if to and from_:
        draw = shapes.to_border if to["border"] else shapes.corridor
        return _Found(start - len(from_[0]), last, draw, (one, other))
    return None


def _behind(before: str, after: str, place: Place) -> _Found | None:
    """Read "X countryside", "X's eastern outskirts", "X border", "X basin"."""
    match = expression_patterns().after.match(after)
    if match is None or place.start is None or place.end is None:
        return None
    adjective = expression_patterns().adjective_before.search(before)
    direction = match["direction"] or (adjective["direction"] if adjective else None)
    start = place.start - (len(adjective[0]) if adjective else 0)
    word = match["word"]
    return _Found(start, place.end + match.end(), _widened, (place, word, direction))


def _in_front(before: str, place: Place) -> _Found | None:
    """Read "10 km north of X", "eastern countryside of X", "east of X", "southern X", "near X"."""
    patterns = expression_patterns()
    if place.start is None or place.end is None or not patterns.may_open(before):
        return None
    for pattern in (patterns.distance_before, patterns.part_before, patterns.side_before, patterns.adjective_before):
        match = pattern.search(before)
        if match is None:
            continue
        start = place.start - len(match[0])
        return _read_front(pattern, match, place, start)
    match = patterns.around_before.search(before)
    if match is None:
        return None
    return _Found(place.start - len(match[0]), place.end, shapes.around, (place,))


def _read_front(pattern: re.Pattern[str], match: re.Match[str], place: Place, start: int) -> _Found:
    patterns = expression_patterns()
    end = place.end or 0
    if pattern is patterns.distance_before:
        km = float(match["number"].replace(",", "")) * patterns.kilometres[match["unit"]]
        towards = patterns.bearing(match["direction"])
        return _Found(start, end, shapes.at_distance, (place, km, towards))
    if pattern is patterns.part_before:
        word, direction = match["word"], match["direction"]
        return _Found(start, end, _widened, (place, word, direction))
    bearing = patterns.bearing(match["direction"]) or 0.0
    draw = shapes.beside if pattern is patterns.side_before else shapes.part
    return _Found(start, end, draw, (place, bearing))


def _widened(place: Place, word: str, direction: str | None) -> BaseGeometry | None:
    patterns = expression_patterns()
    bearing = patterns.bearing(direction)
    group = patterns.group(word)
    if group == "countryside":
        return shapes.countryside(place, bearing)
    if group == "outskirts":
        return shapes.outskirts(place, bearing)
    if group == "border":
        return shapes.border_of(place, bearing)
    if group == "basin":
        return shapes.valley(place)
    return shapes.part(place, bearing) if bearing is not None else shapes.whole(place)


def _as_words(text: str, place: Place, found: _Found) -> Place:
    return replace(place, text=text[found.start : found.end], start=found.start, end=found.end, kind="area")


def _as_place(text: str, place: Place, found: _Found) -> Place:
    words = text[found.start : found.end]
    area = _draw(found.draw, *(_anywhere(one) if isinstance(one, Place) else one for one in found.about))
    if area is None:
        return replace(place, text=words, start=found.start, end=found.end)
    return replace(
        place,
        text=words,
        start=found.start,
        end=found.end,
        kind="area",
        lat=area.lat,
        lon=area.lon,
        radius_km=area.radius_km,
        area=area.ring,
    )


def _anywhere(place: Place) -> Place:
    """Return a place without the words that name it, on which no area depends."""
    return replace(place, text="", start=None, end=None, candidates=())


@lru_cache(maxsize=_MOST_DRAWN)
def _draw(draw: Callable[..., _Drawn], *about: Place | float | str | None) -> _Area | None:
    """Return an area, drawn once for all its mentions, or None where there is none."""
    drawn = draw(*about)
    shape, centre = drawn if isinstance(drawn, tuple) else (drawn, None)
    if shape is None or shape.is_empty:
        return None
    middle = shape.centroid
    lat, lon = centre or (middle.y, middle.x)
    west, south, east, north = shape.bounds
    radius = distance_km((south, west), (north, east)) / 2
    return _Area(round(lat, 4), round(lon, 4), round(radius, 1), as_ring(shape))
