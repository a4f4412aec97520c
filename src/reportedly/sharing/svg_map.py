"""A map as SVG: places drawn as exactly as they are known, over the ground that ships with the package.

Takes marks (a place, how it is drawn, whose word is last on it) and gives a whole picture: exact spots as dots, towns
as rings, whatever is wider as the area it is, with a soft edge where the edge is not known.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from reportedly.gazetteer.areas import area_shape
from reportedly.sharing.area_names import area_name
from reportedly.sharing.drawn import How
from reportedly.sharing.ground import CREDITS, Kind, disputed_borders, near_ground
from reportedly.sharing.hatching import Hatching
from reportedly.sharing.labels import Label, Labels
from reportedly.sharing.projection import Box, Projection
from reportedly.sharing.sheet import DIM, INK, INNER, LAND, LINE, PAPER, SEA, Entry, Sheet, draw_sheet
from reportedly.sharing.svg import Svg, element, join, write
from reportedly.sharing.whose_word import Word

HEIGHT = 560.0
_BORDER = "#9a9488"
_LEAST_DEGREES = 2.0  # of a map: one town alone still shows what lies around it
_ROOM = 0.2  # of the span, around the marks
# How strongly a pattern is drawn by the share of the picture that its area takes: the wider, the fainter, so that what
# lies in it is seen; a country of which claims speak in parts has its outline alone
_FAINT_BY_SHARE = ((0.005, 0.75), (0.05, 0.5), (0.15, 0.3), (0.3, 0.0))
_LEAST = 0.22  # of what is claimed as a whole
_WIDEST = 6.0  # degrees: areas that span more do not say where to look
_RING, _DOT = 7.5, 2.4  # radii; a dot is the middle of a ring
_SOFT = ((9.0, 0.10), (6.0, 0.12), (3.0, 0.16))  # widths and opacities of an edge that is not known
_SCALES_KM = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)
_STYLES: dict[str, dict[str, object]] = {
    "land": {"fill": LAND, "stroke": LAND, "stroke_width": 0.6},
    "border": {"fill": "none", "stroke": _BORDER, "stroke_width": 1.3},
    "division": {"fill": "none", "stroke": _BORDER, "stroke_width": 0.8, "stroke_dasharray": "1 2"},
    "disputed": {"fill": "none", "stroke": DIM, "stroke_width": 1.4, "stroke_dasharray": "6 4"},
}
_NAMED = (Kind.LAND, Kind.DIVISION)
_GROUND = 0.6  # units by which the ground is simplified


@dataclass(frozen=True, slots=True)
class Mark:
    """A place on a map: `shape` is its area where it is drawn as one, `said` a second line under its name."""

    name: str
    how: How
    lat: float
    lon: float
    shape: BaseGeometry | None = None
    soft: bool = False
    word: Word | None = None
    holder: str = ""  # whose tone it has
    said: str = ""


@dataclass(frozen=True, slots=True)
class MapPicture:
    """What a map shows: the marks, those that matter most first, and what is told around them."""

    title: str
    lead: tuple[str, ...]
    marks: tuple[Mark, ...]
    box: Box | None = None  # else the one around the marks
    countries: tuple[str, ...] = ()  # whose divisions are drawn
    notes: tuple[str, ...] = ()
    tones: tuple[str, ...] = ()  # parties in the order of their tones
    name: str = "map"  # keeps its patterns apart from those of other pictures of a page


@dataclass(slots=True)
class _Drawing:
    projection: Projection
    hatching: Hatching
    labels: Labels = field(default_factory=lambda: Labels(INNER, HEIGHT))
    outside: list[str] = field(default_factory=list)
    shown: list[Mark] = field(default_factory=list)
    disputed: bool = False  # whether a disputed border is in the picture
    named: list[tuple[str, float, float]] = field(default_factory=list)  # pieces of ground, and where they lie


def draw_map(picture: MapPicture) -> Svg:
    """Return a map as a whole picture, with its legend, the day it is of, and its sources."""
    hatching = Hatching(picture.name)
    for party in picture.tones:
        hatching.tone(party)
    drawing = _Drawing(Projection(picture.box or box_of(picture.marks), INNER, HEIGHT), hatching)
    seen = shapely.box(*drawing.projection.seen)
    for mark in picture.marks:
        where = mark.shape if mark.shape is not None else shapely.Point(mark.lon, mark.lat)
        (drawing.shown.append(mark) if where.intersects(seen) else drawing.outside.append(mark.name))
    ground = _draw_ground(drawing, picture.countries)
    marks = _draw_marks(drawing)
    frame = element("rect", width=INNER, height=HEIGHT, fill="none", stroke=LINE)
    clip = element("clipPath", element("rect", width=INNER, height=HEIGHT), id=f"{picture.name}-frame")
    inside = element("g", ground, marks, clip_path=f"url(#{picture.name}-frame)")
    sheet = Sheet(
        title=picture.title,
        lead=picture.lead,
        drawing=join((inside, _draw_scale(drawing.projection), frame)),
        height=HEIGHT,
        legend=_legend(drawing),
        notes=(*picture.notes, *_left_out(drawing), CREDITS),
        defs=join((clip, hatching.defs)),
    )
    return draw_sheet(sheet)


def box_of(marks: Sequence[Mark]) -> Box:
    """Return the box around marks, without areas so wide that they do not say where to look, unless all are."""
    boxes = [mark.shape.bounds if mark.shape is not None else (mark.lon, mark.lat) * 2 for mark in marks]
    narrow = [one for one in boxes if one[2] - one[0] <= _WIDEST and one[3] - one[1] <= _WIDEST] or boxes
    if not narrow:
        return -180.0, -60.0, 180.0, 80.0
    west, south = min(one[0] for one in narrow), min(one[1] for one in narrow)
    east, north = max(one[2] for one in narrow), max(one[3] for one in narrow)
    x, y = (max(_LEAST_DEGREES, span * (1 + 2 * _ROOM)) / 2 for span in (east - west, north - south))
    middle = (west + east) / 2, (south + north) / 2
    return middle[0] - x, middle[1] - y, middle[0] + x, middle[1] + y


def _draw_ground(drawing: _Drawing, countries: Sequence[str]) -> Svg:
    projection = drawing.projection
    seen = projection.seen
    drawn: dict[Kind, list[str]] = {kind: [] for kind in Kind}
    for kind, code, shape in (*near_ground(seen, countries, margin=0.0), *disputed_borders()):
        cut = shapely.clip_by_rect(shape, *_wider(seen))
        if not cut.is_empty:
            drawn[kind].append(projection.path(cut, simplify=_GROUND))
            if kind in _NAMED and code not in countries:  # a country with divisions is named by them
                drawing.named.append((area_name(code), *_middle_of_area(projection, area_shape(code))))
    drawing.disputed = bool(drawn[Kind.DISPUTED])
    parts = [element("rect", width=INNER, height=HEIGHT, fill=SEA)]
    for kind in Kind:
        for path in filter(None, drawn[kind]):
            if kind is Kind.DISPUTED:  # over the plain border
                parts.append(element("path", d=path, fill="none", stroke=LAND, stroke_width=2))
            parts.append(element("path", d=path, **_STYLES[kind.value]))
    return join(parts)


def _wider(box: Box) -> Box:
    """Return a box a little wider, so that no outline runs along the edge of the picture."""
    west, south, east, north = box
    x, y = (east - west) * 0.02, (north - south) * 0.02
    return west - x, south - y, east + x, north + y


def _draw_marks(drawing: _Drawing) -> Svg:
    for mark in drawing.shown:
        if mark.shape is None:
            x, y = drawing.projection.place(mark.lon, mark.lat)
            drawing.labels.keep_free(x, y, _RING)
    areas = sorted(
        (mark for mark in drawing.shown if mark.shape is not None),
        key=lambda one: (-one.shape.area, one.name),  # type: ignore[union-attr]  # as filtered
    )
    points = [mark for mark in drawing.shown if mark.shape is None]
    parts = [_draw_area(drawing, mark) for mark in areas]
    parts += [_draw_point(drawing, mark) for mark in reversed(points)]  # those that matter most on top
    for mark in (*points, *reversed(areas)):  # where there is no room for all, the name of the smaller area says more
        x, y = _middle(drawing.projection, mark)
        drawing.labels.put(Label(mark.name, mark.said), x, y, gap=0.0 if mark.shape is not None else _RING + 3)
    for name, x, y in drawing.named:
        drawing.labels.put_faintly(name, x, y)
    return join((*parts, *drawing.labels.drawn))


def _middle(projection: Projection, mark: Mark) -> tuple[float, float]:
    return _middle_of_area(projection, mark.shape) if mark.shape is not None else projection.place(mark.lon, mark.lat)


def _middle_of_area(projection: Projection, shape: BaseGeometry | None) -> tuple[float, float]:
    """Return a point within what is seen of an area."""
    seen = shape.intersection(shapely.box(*projection.seen)) if shape is not None else None
    if seen is None or seen.is_empty:
        return -1.0, -1.0
    point = seen.representative_point()
    return projection.place(point.x, point.y)


def _draw_area(drawing: _Drawing, mark: Mark) -> Svg:
    shape = shapely.clip_by_rect(mark.shape, *_wider(drawing.projection.seen))
    path = drawing.projection.path(shape, simplify=_GROUND)
    tone = drawing.hatching.tone(mark.holder)
    style = drawing.hatching.fill(mark.word, tone)
    if str(style["fill"]).startswith("url("):
        share = shape.area / shapely.box(*drawing.projection.seen).area
        style["fill_opacity"] = max(_fade(share), 0.0 if mark.word is Word.PARTS else _LEAST)
    title = element("title", _say(mark))
    if not mark.soft:
        return element("g", title, element("path", d=path, fill_rule="evenodd", **style))
    style["stroke"] = "none"
    edges = (
        element("path", d=path, fill="none", stroke=tone, stroke_width=width, stroke_opacity=opacity)
        for width, opacity in _SOFT
    )
    return element("g", title, *edges, element("path", d=path, fill_rule="evenodd", **style))


def _fade(share: float) -> float:
    """Return how strongly the pattern of an area is drawn that takes a share of the picture.

    >>> _fade(0.001), _fade(0.1), _fade(0.9)
    (0.75, 0.4, 0.0)
    """
    shares, strengths = zip(*_FAINT_BY_SHARE, strict=True)
    return round(float(np.interp(share, shares, strengths)), 2)


def _draw_point(drawing: _Drawing, mark: Mark) -> Svg:
    x, y = drawing.projection.place(mark.lon, mark.lat)
    tone = drawing.hatching.tone(mark.holder)
    parts = [element("title", _say(mark)), element("circle", cx=x, cy=y, r=_RING, fill=PAPER)]
    parts.append(element("circle", cx=x, cy=y, r=_RING, **drawing.hatching.fill(mark.word, tone)))
    if mark.how is How.DOT:
        parts.append(element("circle", cx=x, cy=y, r=_DOT + 1.2, fill=PAPER))
        parts.append(element("circle", cx=x, cy=y, r=_DOT, fill=INK))
    return element("g", *parts)


def _say(mark: Mark) -> str:
    told = f": {mark.said}" if mark.said else ""
    return f"{mark.name}{told}" + (f" ({mark.word.value})" if mark.word else "")


def _draw_scale(projection: Projection) -> Svg:
    """Draw a scale of a round number of kilometres in the lower left corner."""
    km = next((km for km in reversed(_SCALES_KM) if km * projection.per_km <= INNER / 5), _SCALES_KM[0])
    length, y = round(km * projection.per_km, 1), HEIGHT - 14
    bar = element("path", d=f"M12 {y - 5:g}V{y:g}H{12 + length:g}V{y - 5:g}", fill="none", stroke=INK, stroke_width=1.5)
    words = write(16, y - 6, f"{km:,} km", size=11.5, stroke=PAPER, stroke_width=3, paint_order="stroke")
    return join((bar, words))


def _legend(drawing: _Drawing) -> tuple[Entry, ...]:
    entries = list(drawing.hatching.legend({mark.word for mark in drawing.shown if mark.word}))
    kinds = {mark.how for mark in drawing.shown}
    plain: dict[str, object] = {"fill": "none", "stroke": INK, "stroke_width": 1.5}
    ring = element("circle", cx=15, cy=8, r=6.5, **plain)
    if How.DOT in kinds:
        dot = join((ring, element("circle", cx=15, cy=8, r=_DOT, fill=INK)))
        entries.append(Entry(dot, "dot in a ring", "An exact spot: a base, a dam, a crossing."))
    if How.RING in kinds:
        entries.append(Entry(ring, "ring", "A town: somewhere in it."))
    if How.AREA in kinds:
        swatch = element("rect", x=2, y=2, width=26, height=12, **plain)
        entries.append(
            Entry(swatch, "area", "A province, a valley, “north of X”: somewhere in there. A soft edge is not known.")
        )
    if drawing.disputed:
        line = element("line", x1=1, x2=29, y1=8, y2=8, stroke=DIM, stroke_width=1.4, stroke_dasharray="6 4")
        sentence = "In dispute between states. That a line is drawn says nothing of whose the land is."
        entries.append(Entry(line, "dashed border", sentence))
    return tuple(entries)


def _left_out(drawing: _Drawing) -> list[str]:
    told = []
    if drawing.labels.unplaced:
        told.append(f"{drawing.labels.unplaced:,} of the places drawn are without a name here, for want of room.")
    if drawing.outside:
        names = ", ".join(drawing.outside[:8]) + (
            f" and {len(drawing.outside) - 8} more" if len(drawing.outside) > 8 else ""
        )
        told.append(f"Outside the picture: {names}.")
    return told
