"""The ground as GeoJSON, as the map in the browser takes it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from reportedly.sharing.ground import Piece, near_ground, world_ground
from reportedly.sharing.projection import Box


def draw_world() -> dict[str, Any]:  # Any: GeoJSON
    """Return all land and the disputed borders, coarsely; `scripts/make_world.py` keeps it as a static file."""
    return _collection(world_ground())


def draw_near(box: Box, countries: Iterable[str] = ()) -> dict[str, Any]:  # Any: GeoJSON
    """Return the countries around a box finely, and the borders of the divisions of some countries."""
    return _collection(near_ground(box, countries))


def _collection(pieces: Iterable[Piece]) -> dict[str, Any]:
    drawn = ((kind, code, as_geojson(shape)) for kind, code, shape in pieces)
    features = [
        {"type": "Feature", "properties": {"kind": kind.value, "code": code}, "geometry": geometry}
        for kind, code, geometry in drawn
        if geometry["coordinates"]
    ]
    return {"type": "FeatureCollection", "features": features}


def as_geojson(shape: BaseGeometry) -> dict[str, Any]:
    """Return a shape as GeoJSON, rounded to three places: about a hundred metres."""
    found: dict[str, Any] = shapely.geometry.mapping(shape)
    if "coordinates" not in found:
        return {"type": "MultiLineString", "coordinates": []}
    return {"type": found["type"], "coordinates": _rounded(found["coordinates"])}


def _rounded(value: Any) -> Any:  # Any: nested tuples of numbers
    if isinstance(value, int | float):
        return round(value, 3)
    return [_rounded(one) for one in value]
