"""Locators: a small outline that shows where a place lies, drawn on the server from the gazetteer's own polygons.

Takes a place; gives the outline of its country, of its division, and the place itself as an area or a ring, in units
of a drawing. Precision is kept: what is known as an area is drawn as one.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import shapely
from shapely.geometry.base import BaseGeometry

from reportedly.gazetteer.areas import area_shape, place_shape
from reportedly.model import Place

WIDTH = 240.0
HEIGHT = 180.0
_MARGIN = 8.0
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
    project = _projection(around)
    division = area_shape(f"{place.country}.{place.admin1}") if place.admin1 else None
    small = not place.area and code is None and (place.radius_km or 0) < _SMALL_KM
    own = None if small else place_shape(place)
    x, y = project(place.lon, place.lat)
    return Locator(
        _path(around, project),
        _path(division, project) if division is not None else "",
        _path(own, project) if own is not None and code != place.country else "",
        (x, y) if small else None,
    )


def _main_part(shape: BaseGeometry) -> BaseGeometry:
    """Return the shape without far-off parts: those within five degrees of its largest."""
    parts = list(getattr(shape, "geoms", [shape]))
    largest = max(parts, key=lambda part: part.area)
    return shapely.union_all([part for part in parts if part.distance(largest) < 5])


def _projection(shape: BaseGeometry):  # type: ignore[no-untyped-def]  # a function of two floats
    west, south, east, north = shape.bounds
    squeeze = math.cos(math.radians((south + north) / 2))
    wide, high = (east - west) * squeeze or 1.0, north - south or 1.0
    scale = min((WIDTH - 2 * _MARGIN) / wide, (HEIGHT - 2 * _MARGIN) / high)
    left, top = (WIDTH - wide * scale) / 2, (HEIGHT - high * scale) / 2

    def project(lon: float, lat: float) -> tuple[float, float]:
        return round(left + (lon - west) * squeeze * scale, 1), round(top + (north - lat) * scale, 1)

    return project


def _path(shape: BaseGeometry, project) -> str:  # type: ignore[no-untyped-def]
    """Return the outline of a shape as the data of an SVG path."""
    drawn = []
    simple = shape.simplify(0.02)
    for part in getattr(simple, "geoms", [simple]):
        if isinstance(part, shapely.Polygon):
            points = [project(x, y) for x, y in part.exterior.coords]
            drawn.append("M" + "L".join(f"{x} {y}" for x, y in points) + "Z")
    return "".join(drawn)
