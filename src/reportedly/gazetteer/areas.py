"""Areas: polygons of countries and first-order divisions, and whether a place lies in one."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from functools import lru_cache
from importlib import resources

import shapely
from shapely.geometry.base import BaseGeometry

from reportedly.gazetteer.geodesy import distance_km, rough_travel
from reportedly.model import Place

_GRID = 200  # points to a degree, as in scripts/make_polygons.py
_MOST_POINTS = 80  # of an area that goes into a record
_NEAR_EDGE = 0.02  # degrees: the polygons are simplified, a port lies off its coast


def shipped_areas() -> Iterator[tuple[str, shapely.MultiPolygon]]:
    """Yield the code ("SY", "SY.09") and the polygon of each area that ships with the package."""
    for code, rings in _table().items():
        yield code, _shape(rings)


def area_codes() -> tuple[str, ...]:
    """Return the codes of the areas that ship with the package: countries "SY" and divisions "SY.09".

    >>> "SY" in area_codes()
    True
    """
    return tuple(_table())


@lru_cache(maxsize=1)
def _table() -> dict[str, str]:
    table = resources.files("reportedly.gazetteer") / "data" / "areas.tsv.gz"
    lines = gzip.decompress(table.read_bytes()).decode().splitlines()
    return {code: rings for code, _, rings in (line.partition("\t") for line in lines)}


def _shape(rings: str) -> shapely.MultiPolygon:
    return shapely.MultiPolygon([shapely.Polygon(_points(ring)) for ring in rings.split(";")])


def _points(ring: str) -> list[tuple[float, float]]:
    numbers = [int(number) for number in ring.split()]
    points = []
    x = y = 0
    for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
        x, y = x + dx, y + dy
        points.append((x / _GRID, y / _GRID))
    return points


@lru_cache(maxsize=256)
def area_shape(code: str) -> BaseGeometry | None:
    """Return the polygon, (lon, lat), of a country ("SY") or a first-order division ("SY.09"), or None."""
    rings = _table().get(code)
    return None if rings is None else mend(_shape(rings))


def mend(shape: BaseGeometry) -> BaseGeometry:
    """Return a valid shape that covers what this one does, without the lines and points that mending may leave."""
    mended = shapely.make_valid(shape)
    if mended.geom_type != "GeometryCollection":
        return mended
    return shapely.union_all([part for part in mended.geoms if part.geom_type in ("Polygon", "MultiPolygon")])


def area_code(place: Place) -> str | None:
    """Return the code of the polygon that a country, its demonym or a first-order division has."""
    if place.country and place.kind in ("country", "demonym"):
        return place.country
    if place.country and place.admin1 and place.kind == "admin1":
        return f"{place.country}.{place.admin1}"
    return None


def place_shape(place: Place) -> BaseGeometry | None:
    """Return what a place covers: its own area, the polygon of its code, else a circle; None if it is nowhere."""
    if place.area:
        return shapely.make_valid(shapely.Polygon(place.area))
    code = area_code(place)
    shape = area_shape(code) if code else None
    if shape is not None:
        return shape
    if place.lat is None or place.lon is None:
        return None
    return circle(place.lat, place.lon, place.radius_km or 1.0)


def is_in(place: Place, area: Place) -> bool | None:
    """Return whether a place lies in an area, by its point; None where either has no position.

    An area is a polygon where it has one, else the circle of its radius. A larger thing is never in a smaller one.
    """
    if place.lat is None or place.lon is None:
        return None
    code = area_code(area)
    if not area.area and (code is None or area_shape(code) is None):
        if area.lat is None or area.lon is None:
            return None
        if (place.radius_km or 0) > (area.radius_km or 0):
            return False
        return distance_km((place.lat, place.lon), (area.lat, area.lon)) <= (area.radius_km or 1.0)
    shape = place_shape(area)
    if shape is None:
        return None
    own = place_shape(place)
    if own is not None and own.area > shape.area * 1.05:
        return False
    return bool(shape.distance(shapely.Point(place.lon, place.lat)) <= _NEAR_EDGE)


def circle(lat: float, lon: float, radius_km: float) -> shapely.Polygon:
    """Return a circle, as a polygon of 32 corners."""
    return sector(lat, lon, radius_km, 0, 360)


def sector(lat: float, lon: float, radius_km: float, start: float, sweep: float) -> shapely.Polygon:
    """Return the part of a circle between two bearings, clockwise from `start` over `sweep` degrees."""
    steps = 32 if sweep >= 360 else 12
    arc = [rough_travel((lat, lon), start + sweep * i / steps, radius_km) for i in range(steps + 1)]
    points = arc if sweep >= 360 else [(lat, lon), *arc]
    return shapely.Polygon([(x, y) for y, x in points])


def as_ring(shape: BaseGeometry) -> tuple[tuple[float, float], ...] | None:
    """Return the outline of a shape's largest part as (lon, lat) pairs, at most 80, or None if it is empty."""
    parts = [part for part in getattr(shape, "geoms", [shape]) if isinstance(part, shapely.Polygon)]
    if not parts or shape.is_empty:
        return None
    outline = max(parts, key=lambda part: part.area)
    tolerance = 0.005
    while len(outline.exterior.coords) > _MOST_POINTS and tolerance < 5:
        outline = outline.simplify(tolerance)
        tolerance *= 2
    return tuple((round(x, 4), round(y, 4)) for x, y in outline.exterior.coords)
