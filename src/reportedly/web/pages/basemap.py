"""The ground of the map: land, borders and divisions from the polygons that ship with the gazetteer.

Natural Earth (public domain), simplified: finely where the ledger's claims lie, coarsely elsewhere. Borders that are in
dispute are lines of their own, to be drawn dashed; that a line is drawn says nothing of whose the land is.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from reportedly.gazetteer.areas import area_codes, area_shape, shipped_areas

Box = tuple[float, float, float, float]
_NEAR_DEGREES = 6.0  # around the claims: drawn finely
_FINE, _COARSE = 0.015, 0.12  # degrees

# Pairs of areas whose common border is in dispute or is no border both agree on, after the lists of disputed lines that
# publishers of world maps keep; left out is what these polygons are too coarse to show.
DISPUTED = (
    ("IL", "PS"), ("IL", "SY"), ("IL", "LB"), ("RS", "XK"), ("IN", "PK"), ("IN", "CN"), ("MA", "EH"), ("UA", "RU"),
    ("SD", "SS"), ("EG", "SD"), ("KE", "SS"), ("GY", "VE"), ("GY", "SR"), ("ET", "ER"), ("ER", "DJ"), ("AF", "PK"),
    ("KP", "KR"), ("AM", "AZ"), ("SO", "ET"), ("KG", "TJ"), ("BT", "CN"), ("TH", "KH"), ("RW", "CD"),
)  # fmt: skip
# Divisions claimed by a state other than the one whose polygon holds them; their outline is drawn dashed
DISPUTED_OUTLINES = ("UA.11", "UA.20", "EH", "XK", "TW")


def draw_world() -> dict[str, Any]:  # Any: GeoJSON
    """Return all land and the disputed borders, coarsely; `scripts/make_world.py` keeps it as a static file."""
    land = [_feature(_coarse(shape), "land", code) for code, shape in _countries()]
    return _collection([*land, *_disputed()])


def draw_near(box: Box, countries: Iterable[str] = ()) -> dict[str, Any]:  # Any: GeoJSON
    """Return the countries around a box finely, and the borders of the divisions of some countries, as GeoJSON."""
    near = shapely.box(*_widen(box))
    prefixes = tuple(f"{country}." for country in countries)
    land, divisions = [], []
    for code, raw in shipped_areas():
        if code.startswith(prefixes) and prefixes:
            divisions.append(_feature(shapely.make_valid(raw).boundary.simplify(_FINE), "division", code))
        elif "." not in code and raw.envelope.intersects(near):
            shape = shapely.make_valid(raw)
            if shape.intersects(near):
                land.append(_feature(shape.simplify(_FINE), "land", code))
    return _collection([*land, *divisions])


def _coarse(shape: BaseGeometry) -> BaseGeometry:
    """Return a shape with few points, less its smallest islands; one that is small altogether stays."""
    drawn = shape.simplify(_COARSE, preserve_topology=False)
    return shape.simplify(_COARSE, preserve_topology=True) if drawn.is_empty else drawn


def _countries() -> Iterable[tuple[str, BaseGeometry]]:
    codes = (code for code in area_codes() if "." not in code)
    return ((code, shape) for code in codes if (shape := area_shape(code)) is not None)


def _collection(features: Iterable[dict[str, Any]]) -> dict[str, Any]:
    kept = [one for one in features if one["geometry"]["coordinates"]]
    return {"type": "FeatureCollection", "features": kept}


def _widen(box: Box) -> Box:
    west, south, east, north = box
    return west - _NEAR_DEGREES, south - _NEAR_DEGREES, east + _NEAR_DEGREES, north + _NEAR_DEGREES


def _disputed() -> list[dict[str, Any]]:
    found = []
    for one, other in DISPUTED:
        first, second = _outline(one), _outline(other)
        if first is not None and second is not None:
            lines = _only_lines(first.intersection(second))
            found.append(_feature(lines.simplify(_FINE), "disputed", f"{one} {other}"))
    for code in DISPUTED_OUTLINES:
        outline = _outline(code)
        if outline is not None:
            found.append(_feature(outline.simplify(_FINE), "disputed", code))
    return found


def _outline(code: str) -> BaseGeometry | None:
    """Return the outline of an area, or None where there is no such area."""
    shape = area_shape(code)
    if shape is None:
        return None
    parts = [part for part in getattr(shape, "geoms", [shape]) if part.geom_type in ("Polygon", "MultiPolygon")]
    return shapely.union_all(parts).boundary


def _only_lines(shape: BaseGeometry) -> BaseGeometry:
    parts = [part for part in getattr(shape, "geoms", [shape]) if part.geom_type in ("LineString", "MultiLineString")]
    merged = shapely.union_all(parts)
    return shapely.line_merge(merged) if merged.geom_type == "MultiLineString" else merged


def _feature(shape: BaseGeometry, kind: str, code: str) -> dict[str, Any]:
    geometry = as_geojson(shape)
    return {"type": "Feature", "properties": {"kind": kind, "code": code}, "geometry": geometry}


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
