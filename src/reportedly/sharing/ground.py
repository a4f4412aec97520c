"""The ground of every map: land, divisions and disputed borders, as shapes from the polygons that ship.

Natural Earth (public domain), simplified: finely where the claims lie, coarsely elsewhere. Borders that are in dispute
are lines of their own, to be drawn dashed; that a line is drawn says nothing of whose the land is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum

import shapely
from shapely.geometry.base import BaseGeometry

from reportedly.gazetteer.areas import area_codes, area_shape, shipped_areas
from reportedly.sharing.projection import Box

CREDITS = "Land and borders: Natural Earth (public domain). Places: GeoNames (CC BY 4.0)."
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


class Kind(StrEnum):
    """What a piece of ground is."""

    LAND = "land"
    DIVISION = "division"  # borders of divisions, as lines
    DISPUTED = "disputed"  # borders, as lines


Piece = tuple[Kind, str, BaseGeometry]  # its code: "SY", "SY.09", or both sides of a disputed border


def world_ground() -> Iterator[Piece]:
    """Yield all land and the disputed borders, coarsely."""
    for code in area_codes():
        shape = area_shape(code) if "." not in code else None
        if shape is not None:
            yield Kind.LAND, code, _coarse(shape)
    yield from disputed_borders()


def near_ground(box: Box, countries: Iterable[str] = (), *, margin: float = _NEAR_DEGREES) -> Iterator[Piece]:
    """Yield the countries around a box finely, then the borders of the divisions of some countries."""
    west, south, east, north = box
    near = shapely.box(west - margin, south - margin, east + margin, north + margin)
    prefixes = tuple(f"{country}." for country in countries)
    divisions = []
    for code, raw in shipped_areas():
        if code.startswith(prefixes) and prefixes:
            divisions.append((Kind.DIVISION, code, shapely.make_valid(raw).boundary.simplify(_FINE)))
        elif "." not in code and raw.envelope.intersects(near):
            shape = shapely.make_valid(raw)
            if shape.intersects(near):
                yield Kind.LAND, code, shape.simplify(_FINE)
    yield from divisions


def _coarse(shape: BaseGeometry) -> BaseGeometry:
    """Return a shape with few points, less its smallest islands; one that is small altogether stays."""
    drawn = shape.simplify(_COARSE, preserve_topology=False)
    return shape.simplify(_COARSE, preserve_topology=True) if drawn.is_empty else drawn


def disputed_borders() -> Iterator[Piece]:
    """Yield the borders in dispute that the shipped polygons are fine enough to show."""
    for one, other in DISPUTED:
        first, second = _outline(one), _outline(other)
        if first is not None and second is not None:
            lines = _only_lines(first.intersection(second))
            yield Kind.DISPUTED, f"{one} {other}", lines.simplify(_FINE)
    for code in DISPUTED_OUTLINES:
        outline = _outline(code)
        if outline is not None:
            yield Kind.DISPUTED, code, outline.simplify(_FINE)


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
