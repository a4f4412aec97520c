"""Areas: which places a claim about an area reaches, where it says that it means the whole of it.

"The army holds all of X province" says something of every town in it; "the army holds areas in X province" says nothing
of any. Takes an area and places; says which lie inside. Without words for the whole, an area's claim reaches no place.
"""

from __future__ import annotations

import re

from reportedly.gazetteer.geodesy import distance_km
from reportedly.model import Place

AREA_KINDS = frozenset(
    {"country", "admin1", "admin2", "region", "desert", "river", "demonym", "continent", "sea", "mountains"}
)
# "the whole of", "all of", "entire", "completely"; not "all areas of the north except"
_WHOLE = re.compile(
    r"\b(?:(?:the )?whole (?:of )?|all (?:of )?(?:the )?|(?:the )?entire(?:ty of)? |entirely |completely |100 ?%)",
    re.IGNORECASE,
)
_NOT_WHOLE = re.compile(r"\b(?:except|apart from|but not|parts? of|most of|almost|nearly|half of)\b", re.IGNORECASE)


def is_area(place: Place) -> bool:
    """Return whether a place is an area rather than a town: by its kind, or by the polygon it has."""
    return place.kind in AREA_KINDS or place.area is not None


def says_whole(sentence: str) -> bool:
    """Return whether a sentence says that it means the whole of an area.

    >>> says_whole("They control the whole of the province."), says_whole("They hold areas in the province.")
    (True, False)
    """
    return bool(_WHOLE.search(sentence)) and not _NOT_WHOLE.search(sentence)


def lies_in(place: Place, area: Place) -> bool:
    """Return whether a place lies in an area, as far as their records say; in doubt, it does not."""
    if area.area is not None:
        return place.lon is not None and place.lat is not None and _in_ring(place.lon, place.lat, area.area)
    if area.kind == "country":
        return place.country is not None and place.country == area.country
    if area.kind == "admin1":
        return bool(place.admin1) and (place.country, place.admin1) == (area.country, area.admin1)
    if None in (place.lat, place.lon, area.lat, area.lon, area.radius_km):
        return False
    return _km(place, area) <= float(area.radius_km or 0.0)


def _km(place: Place, area: Place) -> float:
    return distance_km((place.lat or 0.0, place.lon or 0.0), (area.lat or 0.0, area.lon or 0.0))


def _in_ring(x: float, y: float, ring: tuple[tuple[float, float], ...]) -> bool:
    """Return whether a point lies in a polygon, by counting the edges that a ray to the east crosses."""
    inside = False
    for (x1, y1), (x2, y2) in zip(ring, (*ring[1:], ring[0]), strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside
