"""GeoJSON (RFC 7946): rows as features with `valid_from`, `valid_to`, `view`, `grade` and the ids of their claims.

A spot or a town is a point with its radius; what is wider is the polygon of its area, so that a claim about a country
never puts a dot on its capital. What lies nowhere that is known has no geometry, as the standard allows.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from reportedly.gazetteer.areas import place_shape
from reportedly.model import Place
from reportedly.sharing.lines import as_properties
from reportedly.sharing.rows import Row, is_point

# Any: JSON

_TOLERANCE = 0.004  # degrees by which outlines are simplified
_DECIMALS = 4  # of a degree: eleven metres, finer than any place is known
_POLYGONS = frozenset({"Polygon", "MultiPolygon"})
_DRAWN = frozenset({"lat", "lon"})  # said by the geometry alone


def write_geojson(rows: Iterable[Row]) -> str:
    """Return the rows as a feature collection, one feature a line."""
    lines = [json.dumps(as_feature(row), ensure_ascii=False, separators=(",", ":")) for row in rows]
    return '{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n"


def as_feature(row: Row) -> dict[str, Any]:
    """Return a row as a feature; several places are one collection of geometries."""
    drawn = [(place, geometry) for place in row.places if (geometry := _geometry(place)) is not None]
    properties = {name: value for name, value in as_properties(row.values).items() if name not in _DRAWN}
    properties["drawn_as"] = ", ".join(dict.fromkeys(_how(place) for place, _ in drawn)) or "nothing"
    properties["radius_km"] = next((place.radius_km for place, _ in drawn if is_point(place)), None)
    geometries = [geometry for _, geometry in drawn]
    whole = geometries[0] if len(geometries) == 1 else {"type": "GeometryCollection", "geometries": geometries}
    return {"type": "Feature", "geometry": whole if geometries else None, "properties": properties}


def _how(place: Place) -> str:
    return "point" if is_point(place) else "area"


@lru_cache(maxsize=4096)
def _geometry(place: Place) -> dict[str, Any] | None:
    if is_point(place) and place.lon is not None and place.lat is not None:
        return {"type": "Point", "coordinates": [round(place.lon, _DECIMALS), round(place.lat, _DECIMALS)]}
    shape = place_shape(place)
    return None if shape is None or shape.is_empty else _as_polygons(shape.simplify(_TOLERANCE))


def _as_polygons(shape: BaseGeometry) -> dict[str, Any] | None:
    """Return the polygons of a shape, outlines counter-clockwise and closed as the standard wants."""
    parts = [part for part in shapely.get_parts(shapely.make_valid(shape)) if part.geom_type in _POLYGONS]
    polygons = [one for part in parts for one in shapely.get_parts(part) if isinstance(one, shapely.Polygon)]
    rings = [_rings(one) for one in polygons if not one.is_empty]
    if not rings:
        return None
    if len(rings) == 1:
        return {"type": "Polygon", "coordinates": rings[0]}
    return {"type": "MultiPolygon", "coordinates": rings}


def _rings(polygon: shapely.Polygon) -> list[list[list[float]]]:
    turned = shapely.geometry.polygon.orient(polygon)
    return [
        [[round(x, _DECIMALS), round(y, _DECIMALS)] for x, y in ring.coords]
        for ring in (turned.exterior, *turned.interiors)
    ]
