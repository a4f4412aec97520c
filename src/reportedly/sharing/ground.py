"""The ground of every map: land, divisions and disputed borders, as shapes from the polygons that ship.

Natural Earth (public domain), simplified: finely where the claims lie, coarsely elsewhere. Borders that are in dispute
are lines of their own, to be drawn dashed; that a line is drawn says nothing of whose the land is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import lru_cache

import shapely
from shapely.geometry.base import BaseGeometry

from reportedly.gazetteer.areas import area_codes, area_shape, shipped_areas
from reportedly.sharing.projection import Box

CREDITS = "Land and borders: Natural Earth (public domain). Places: GeoNames (CC BY 4.0)."
_NEAR_DEGREES = 6.0  # around the claims: drawn finely
_FINE, _COARSE = 0.015, 0.12  # degrees
_LEAST = 0.004  # degrees, of what was simplified when it was shipped
_GAP = 0.05  # degrees: outlines so near together are one border, told by two polygons
_NEAR_GAP = 0.03  # the same of divisions, which are told alike
_UNLIKE = 0.05  # share of a country's area by which its divisions may differ from it

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
    BORDER = "border"  # of countries, as lines, each drawn once
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
    """Yield the countries around a box finely, their borders, then the borders of the divisions of some countries.

    The polygons that ship were simplified one by one, so that neighbours do not quite meet: of two lines that run
    beside each other only one is drawn, and a country whose divisions are drawn is what they make up.
    """
    west, south, east, north = box
    near = shapely.box(west - margin, south - margin, east + margin, north + margin)
    prefixes = tuple(f"{country}." for country in countries)
    lands: dict[str, BaseGeometry] = {}
    divisions: dict[str, BaseGeometry] = {}
    for code, bounds in _bounds().items():
        is_division = bool(prefixes) and code.startswith(prefixes)
        shape = area_shape(code) if is_division or ("." not in code and near.intersects(shapely.box(*bounds))) else None
        if shape is not None and (is_division or shape.intersects(near)):
            (divisions if is_division else lands)[code] = shape
    lands = {code: _made_up(shape, _of(code, divisions)) for code, shape in lands.items()}
    yield from ((Kind.LAND, code, shape.simplify(_LEAST)) for code, shape in lands.items())
    yield from _borders(lands, divisions)


@lru_cache(maxsize=1)
def _bounds() -> dict[str, Box]:
    """Return the bounds of each area: reading all the polygons takes a second, which one map in a process pays."""
    return {code: shape.bounds for code, shape in shipped_areas()}


def _of(country: str, divisions: Mapping[str, BaseGeometry]) -> list[BaseGeometry]:
    return [shape for code, shape in divisions.items() if code.startswith(f"{country}.")]


def _made_up(country: BaseGeometry, divisions: Sequence[BaseGeometry]) -> BaseGeometry:
    """Return what the divisions make up where that is the country but for its edges, else the country."""
    if not divisions:
        return country
    united = shapely.union_all([one.buffer(_GAP / 2) for one in divisions]).buffer(-_GAP / 2)
    return united if united.symmetric_difference(country).area < _UNLIKE * country.area else country


def _borders(lands: Mapping[str, BaseGeometry], divisions: Mapping[str, BaseGeometry]) -> Iterator[Piece]:
    """Yield the outlines less what runs beside one that was drawn; countries with divisions come first."""
    drawn: list[BaseGeometry] = []
    fine = {code.partition(".")[0] for code in divisions}
    ordered = [*((Kind.BORDER, code) for code in sorted(lands, key=lambda code: (code not in fine, code))),
               *((Kind.DIVISION, code) for code in sorted(divisions))]  # fmt: skip
    for kind, code in ordered:
        outline = (lands if kind is Kind.BORDER else divisions)[code].boundary.simplify(_LEAST)
        divided = code.partition(".")[0] in fine
        beside = [one for one in drawn if one.intersects(outline)]
        yield kind, code, _only_lines(outline.difference(shapely.union_all(beside)) if beside else outline)
        drawn.append(outline.buffer(_GAP if kind is Kind.BORDER and not divided else _NEAR_GAP, quad_segs=2))


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
    return None if shape is None else shape.boundary


def _only_lines(shape: BaseGeometry) -> BaseGeometry:
    parts = [part for part in getattr(shape, "geoms", [shape]) if part.geom_type in ("LineString", "MultiLineString")]
    merged = shapely.union_all(parts)
    return shapely.line_merge(merged) if merged.geom_type == "MultiLineString" else merged
