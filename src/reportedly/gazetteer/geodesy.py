"""Distances, bearings and areas on the WGS 84 ellipsoid, in kilometres and degrees."""

from __future__ import annotations

import math
from itertools import pairwise

from geographiclib.geodesic import Geodesic
from shapely.geometry.base import BaseGeometry

_EARTH = Geodesic.WGS84
EARTH_RADIUS_KM = 6371.0088  # mean radius (IUGG)
Point = tuple[float, float]  # lat, lon


def distance_km(a: Point, b: Point) -> float:
    """Return the length of the shortest way between two points, exact to a millimetre.

    >>> round(distance_km((33.51, 36.29), (36.20, 37.16)))
    309
    """
    return float(_EARTH.Inverse(*a, *b, Geodesic.DISTANCE)["s12"]) / 1000


def rough_km(a: Point, b: Point) -> float:
    """Return the distance on a sphere: within half a per cent, many times faster."""
    p, q = math.radians(a[0]), math.radians(b[0])
    east = math.radians(a[1] - b[1])
    h = math.sin((p - q) / 2) ** 2 + math.cos(p) * math.cos(q) * math.sin(east / 2) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(h)))


def travel(start: Point, bearing: float, km: float) -> Point:
    """Return where one comes out who goes `km` from `start` towards `bearing` (degrees clockwise from north)."""
    end = _EARTH.Direct(*start, bearing, km * 1000, Geodesic.LATITUDE | Geodesic.LONGITUDE)
    return float(end["lat2"]), float(end["lon2"])


def rough_travel(start: Point, bearing: float, km: float) -> Point:
    """Return the same on a sphere: within half a per cent of the way, many times faster; for outlines."""
    lat, towards, angle = math.radians(start[0]), math.radians(bearing), km / EARTH_RADIUS_KM
    to = math.asin(math.sin(lat) * math.cos(angle) + math.cos(lat) * math.sin(angle) * math.cos(towards))
    east = math.atan2(
        math.sin(towards) * math.sin(angle) * math.cos(lat), math.cos(angle) - math.sin(lat) * math.sin(to)
    )
    return math.degrees(to), (start[1] + math.degrees(east) + 540) % 360 - 180


def bearing(a: Point, b: Point) -> float:
    """Return the bearing at `a` of the shortest way to `b`, 0 to 360."""
    return float(_EARTH.Inverse(*a, *b, Geodesic.AZIMUTH)["azi1"]) % 360


def area_km2(shape: BaseGeometry) -> float:
    """Return the area of a polygon of (lon, lat), on the sphere of equal area: within half a per cent."""
    return sum(_ring_km2(part.exterior.coords) for part in getattr(shape, "geoms", [shape]) if not part.is_empty)


def _ring_km2(points: list[tuple[float, float]]) -> float:
    # Chamberlain and Duquette 2007: lon differences by sines of latitude
    total = 0.0
    for (lon1, lat1, *_), (lon2, lat2, *_) in pairwise(points):
        total += math.radians(lon2 - lon1) * (2 + math.sin(math.radians(lat1)) + math.sin(math.radians(lat2)))
    return abs(total) * 6371.0072**2 / 2
