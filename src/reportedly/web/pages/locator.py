"""Locators: a small outline that shows where a place lies, drawn on the server from the gazetteer's own polygons.

Takes a place; gives the outline of its country, of its division, and the place itself as an area or a ring, in units
of a drawing. Precision is kept: what is known as an area is drawn as one.
"""

from __future__ import annotations

from dataclasses import dataclass

import shapely
from shapely.geometry.base import BaseGeometry

from reportedly.gazetteer.areas import area_shape, place_shape
from reportedly.model import Place
from reportedly.sharing.projection import Projection

WIDTH = 240.0
HEIGHT = 180.0
_MARGIN = 8.0
_SIMPLIFY = 0.4  # units of the drawing
_SMALL_KM = 10.0  # a place below this is drawn as a ring, since its area could not be seen


@dataclass(frozen=True, slots=True)
class Locator:
    """Paths of a drawing of `WIDTH` by `HEIGHT`; `ring` is the middle of a small place, else None."""

    country: str
    division: str
    area: str
    ring: tuple[float, float] | None


def draw_locator(place: Place, code: str | None) -> Locator | None:
    """Return where a place lies, or None where that is not known."""
    if place.lat is None or place.lon is None or not place.country:
        return None
    country = area_shape(place.country)
    if country is None or country.is_empty:
        return None
    around = _main_part(country)
    drawn = Projection(around.bounds, WIDTH, HEIGHT, _MARGIN)
    division = area_shape(f"{place.country}.{place.admin1}") if place.admin1 else None
    small = not place.area and code is None and (place.radius_km or 0) < _SMALL_KM
    own = None if small else place_shape(place)
    x, y = drawn.place(place.lon, place.lat)
    return Locator(
        drawn.path(around, simplify=_SIMPLIFY),
        drawn.path(division, simplify=_SIMPLIFY) if division is not None else "",
        drawn.path(own, simplify=_SIMPLIFY) if own is not None and code != place.country else "",
        (x, y) if small else None,
    )


def _main_part(shape: BaseGeometry) -> BaseGeometry:
    """Return the shape without far-off parts: those within five degrees of its largest."""
    parts = list(getattr(shape, "geoms", [shape]))
    largest = max(parts, key=lambda part: part.area)
    return shapely.union_all([part for part in parts if part.distance(largest) < 5])
