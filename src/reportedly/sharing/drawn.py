"""How a place is drawn: an exact spot as a dot, a town as a ring, whatever is wider as the area it is.

Takes a place as claims have it. A province is never a dot on its capital, here or in any picture.
"""

from __future__ import annotations

from enum import StrEnum

import shapely

from reportedly.gazetteer.areas import area_code
from reportedly.model import Place

# Kinds that are one spot on the ground; a town is a ring, everything wider an area
_SPOTS = frozenset({"base", "airbase", "airport", "dam", "bridge", "crossing", "checkpoint", "hospital", "school",
                    "camp", "prison", "field", "refinery", "port", "facility", "site"})  # fmt: skip
_TOWNS = frozenset({"city", "town", "village", "settlement", "suburb", "neighbourhood"})
_WIDE_KM = 25.0  # a "city" of this radius is a region by that name


class How(StrEnum):
    """How a place is drawn."""

    DOT = "dot"
    RING = "ring"
    AREA = "area"


def how_drawn(place: Place) -> How:
    """Return how a place is drawn: a spot as a dot, a town as a ring, what is wider as the area it is."""
    if place.area is not None or area_code(place) is not None:
        return How.AREA
    if place.kind in _SPOTS and (place.radius_km or 0) < _WIDE_KM:
        return How.DOT
    if place.kind in _TOWNS and (place.radius_km or 0) < _WIDE_KM:
        return How.RING
    return How.AREA


def middle_of(place: Place) -> tuple[float, float]:
    """Return the latitude and longitude of a place that has a position, or of a point within its area."""
    if place.lat is not None and place.lon is not None:
        return round(place.lat, 4), round(place.lon, 4)
    middle = shapely.Polygon(place.area).representative_point()
    return round(middle.y, 4), round(middle.x, 4)
