"""Shapes of spatial expressions: what "outskirts", "countryside" or "east of" cover, by stated conventions.

| words | area |
| --- | --- |
| outskirts of a town | a ring: from its radius to twice that and 3 km more |
| countryside of a town | its division without the town, if the division bears its name; else 25 km around |
| eastern part of X | the quarter (a town) or the half (a polygon) of X that lies there |
| east of X | a quarter circle beyond X, as deep as X is wide and 20 km at least; a river's bank in the country |
| 10 km north of X | a circle of a fifth of the way (2 km at least) around the point |
| around, near X | a circle of X's radius and 5 km, or half as much again |
| between X and Y | a band along the shortest way, a tenth of it to each side (2 to 15 km) |
| border | a band of 15 km to each side |
"""

from __future__ import annotations

import csv
import math
from functools import lru_cache
from importlib import resources
from itertools import pairwise

import shapely
import shapely.ops
from shapely.geometry.base import BaseGeometry

from reportedly.gazetteer.areas import area_code, area_shape, circle, place_shape, sector
from reportedly.gazetteer.geodesy import bearing as bearing_of
from reportedly.gazetteer.geodesy import distance_km, travel
from reportedly.model import Place

_QUARTER = 90.0
_COUNTRYSIDE_KM, _BESIDE_KM, _NEAR_KM, _BORDER_KM = 25.0, 20.0, 5.0, 15.0
_KM_A_DEGREE = 111.2
_VALLEY_DEGREES = 0.12  # on either side of a river; some 12 km
_BANK_DEGREES = 4.0  # how far from a river its bank is taken to reach, before a country's border cuts it
_OVER_ALL = 400.0  # degrees: larger than any shape


def whole(place: Place) -> BaseGeometry | None:
    """Return what the place covers itself."""
    return place_shape(place)


def around(place: Place) -> BaseGeometry | None:
    """Return the place with what lies near it."""
    if place.lat is None or place.lon is None:
        return None
    radius = place.radius_km or 1.0
    return circle(place.lat, place.lon, max(radius + _NEAR_KM, radius * 1.5))


def valley(place: Place) -> BaseGeometry | None:
    """Return the land along a river whose course is known, and what lies near the place otherwise."""
    course = courses().get(place.id or "")
    return around(place) if course is None else course.buffer(_VALLEY_DEGREES)


def outskirts(place: Place, bearing: float | None) -> BaseGeometry | None:
    """Return the ring around a town, or its quarter towards a bearing."""
    if place.lat is None or place.lon is None:
        return None
    radius = place.radius_km or 1.0
    if bearing is None:
        ring: BaseGeometry = circle(place.lat, place.lon, radius * 2 + 3)
        return ring  # the hole is left filled: a record's area is one outline
    outer = _towards(place, radius * 2 + 3, bearing)
    return outer.difference(circle(place.lat, place.lon, radius / 2))


def countryside(place: Place, bearing: float | None) -> BaseGeometry | None:
    """Return the country around a town: of its division where that bears its name."""
    if place.lat is None or place.lon is None:
        return None
    base = _namesake_division(place) or circle(place.lat, place.lon, _COUNTRYSIDE_KM)
    if bearing is None:
        return base
    cut = base.intersection(_towards(place, 300, bearing))
    return base if cut.is_empty else cut


def _namesake_division(place: Place) -> BaseGeometry | None:
    if not place.country or not place.admin1:
        return None
    shape = area_shape(f"{place.country}.{place.admin1}")
    if place.kind == "admin1" or shape is None or place.lon is None:
        return shape
    # a town of more than 100,000 people is most often its division's namesake; smaller ones have 25 km of their own
    return shape if (place.radius_km or 0) >= 2.8 else None


def part(place: Place, bearing: float | None) -> BaseGeometry | None:
    """Return the part of a place towards a bearing: half of a polygon, a quarter of a town."""
    shape = place_shape(place)
    if shape is None or bearing is None or place.lat is None or place.lon is None:
        return shape
    if area_code(place) is None:
        return _towards(place, max(place.radius_km or 1.0, 2.0), bearing)
    middle = shape.centroid
    half = shape.intersection(_half_plane(middle.x, middle.y, bearing))
    return shape if half.is_empty else half


def _half_plane(lon: float, lat: float, bearing: float) -> shapely.Polygon:
    east, north = math.sin(math.radians(bearing)), math.cos(math.radians(bearing))
    far = _OVER_ALL
    along = (-north * far, east * far)
    out = (east * far, north * far)
    return shapely.Polygon(
        [
            (lon - along[0], lat - along[1]),
            (lon + along[0], lat + along[1]),
            (lon + along[0] + out[0], lat + along[1] + out[1]),
            (lon - along[0] + out[0], lat - along[1] + out[1]),
        ]
    )


def beside(place: Place, bearing: float) -> BaseGeometry | None:
    """Return what lies on one side of a place: a quarter circle beyond a town, a bank of a river."""
    if place.lat is None or place.lon is None:
        return None
    course = courses().get(place.id or "")
    if course is not None:
        return _bank(place, course, bearing)
    radius = place.radius_km or 1.0
    inner = place_shape(place)
    outer = _towards(place, radius + max(_BESIDE_KM, radius), bearing)
    return outer if inner is None else outer.difference(inner)


def _bank(place: Place, course: shapely.LineString, bearing: float) -> BaseGeometry:
    east = math.sin(math.radians(bearing)) * _BANK_DEGREES
    north = math.cos(math.radians(bearing)) * _BANK_DEGREES
    steps = pairwise(course.coords)
    strip = [shapely.Polygon([a, b, (b[0] + east, b[1] + north), (a[0] + east, a[1] + north)]) for a, b in steps]
    bank = shapely.unary_union([shapely.make_valid(one) for one in strip])
    country = area_shape(place.country) if place.country else None
    return bank if country is None else bank.intersection(country)


@lru_cache(maxsize=1)
def courses() -> dict[str, shapely.LineString]:
    """Return the courses of the rivers that have one, (lon, lat), by the river's id."""
    table = resources.files("reportedly.gazetteer") / "data" / "courses.csv"
    lines = (line for line in table.read_text("utf-8").splitlines() if line and not line.startswith("#"))
    found = {}
    for row in csv.DictReader(lines):
        points = [tuple(map(float, point.split())) for point in row["points"].split("|")]
        found[row["id"]] = shapely.LineString([(lon, lat) for lat, lon in points])
    return found


def at_distance(
    place: Place, km: float, bearing: float | None
) -> tuple[BaseGeometry | None, tuple[float, float] | None]:
    """Return a circle around the point that far off, and the point; without a bearing, all within that distance."""
    if place.lat is None or place.lon is None:
        return None, None
    if bearing is None:
        return circle(place.lat, place.lon, km), (place.lat, place.lon)
    point = travel((place.lat, place.lon), bearing, km)
    return circle(*point, max(2.0, km / 5)), point


def corridor(one: Place, other: Place) -> BaseGeometry | None:
    """Return the band between two places."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    return _band((one.lat, one.lon), (other.lat, other.lon))


def _band(start: tuple[float, float], end: tuple[float, float]) -> BaseGeometry:
    length = distance_km(start, end)
    if length < 1:
        return circle(*start, 2)
    half = min(15.0, max(2.0, length / 10))
    course = bearing_of(start, end)
    corners = [travel(start, course - 90, half), travel(end, course - 90, half)]
    corners += [travel(end, course + 90, half), travel(start, course + 90, half)]
    return shapely.Polygon([(lon, lat) for lat, lon in corners])


def to_border(one: Place, other: Place) -> BaseGeometry | None:
    """Return the band from a place to the nearest point of another's border."""
    shape = _division_of(other)
    if shape is None or one.lat is None or one.lon is None:
        return corridor(one, other)
    edge = shapely.ops.nearest_points(shape.boundary, shapely.Point(one.lon, one.lat))[0]
    return _band((one.lat, one.lon), (edge.y, edge.x))


def _division_of(place: Place) -> BaseGeometry | None:
    code = area_code(place)
    if code is None and place.country and place.admin1:
        code = f"{place.country}.{place.admin1}"  # "the border of Homs" is its province's
    return area_shape(code) if code else None


def border_between(one: Place, other: Place) -> BaseGeometry | None:
    """Return the band along the border that two countries or divisions share; None where they share none."""
    a, b = _division_of(one), _division_of(other)
    if a is None or b is None:
        return corridor(one, other)
    degrees = _BORDER_KM / _KM_A_DEGREE
    band = a.buffer(degrees).intersection(b.buffer(degrees))
    return None if band.is_empty else band


def border_of(place: Place, bearing: float | None) -> BaseGeometry | None:
    """Return the band along a place's border, or the part of it towards a bearing."""
    shape = _division_of(place)
    if shape is None:
        return outskirts(place, bearing)
    degrees = _BORDER_KM / _KM_A_DEGREE
    band = shape.buffer(degrees)
    if bearing is not None:
        middle = shape.centroid
        edge = band.difference(shape.buffer(-degrees))
        return edge.intersection(_half_plane(middle.x, middle.y, bearing))
    return band


def _towards(place: Place, radius_km: float, bearing: float) -> shapely.Polygon:
    return sector(place.lat or 0.0, place.lon or 0.0, radius_km, bearing - _QUARTER / 2, _QUARTER)
