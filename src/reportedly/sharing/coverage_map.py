"""Coverage of one week as a map: the provinces of a country, shaded where somebody is heard, grey, or hatched."""

from __future__ import annotations

import shapely
from shapely.geometry.base import BaseGeometry

from reportedly.gazetteer.areas import area_shape
from reportedly.sharing.coverage import AreaRow, Cell, Coverage, State
from reportedly.sharing.coverage_picture import HATCH, SILENT, draw_hatch, list_legend, shade_of
from reportedly.sharing.ground import CREDITS, Kind, near_ground
from reportedly.sharing.labels import Label, Labels
from reportedly.sharing.projection import Projection
from reportedly.sharing.sheet import FAINT, INNER, LAND, LINE, PAPER, SEA, Sheet, draw_sheet
from reportedly.sharing.svg import Svg, element, join
from reportedly.sharing.words import say_count, say_days

_HEIGHT, _MARGIN = 460.0, 18.0
_SIMPLE = 0.6  # units by which outlines are simplified


def draw_coverage_map(found: Coverage, week: int) -> Svg | None:
    """Return coverage of a week, by its number in the table, as a picture; None for a country without divisions."""
    drawn = [(row, shape) for row in found.divisions[1:] if (shape := area_shape(row.code)) is not None]
    if not drawn:
        return None
    projection = Projection(shapely.total_bounds([shape for _, shape in drawn]), INNER, _HEIGHT, _MARGIN)
    labels = Labels(INNER, _HEIGHT)
    parts = [_draw_ground(projection)]
    for row, shape in sorted(drawn, key=lambda one: (-one[1].area, one[0].code)):
        parts.append(_draw_area(row, shape, projection, cell=row.cells[week]))
    for row, shape in sorted(drawn, key=lambda one: (-one[0].cells[week].origins, -one[1].area, one[0].code)):
        point = shape.representative_point()
        labels.put(Label(row.name, _say(row.cells[week])), *projection.place(point.x, point.y), gap=0.0)
    asked = found.weeks[week]
    country = found.divisions[0]
    lead = (
        f"Reports of {say_days(asked.first, asked.last)}: {say_count(asked.read, 'document')} read, "
        f"{asked.unread:,} not read. Of the country as a whole, no province named: {_say(country.cells[week])}."
    )
    sheet = Sheet(
        title=f"Who is heard of {country.name}, week of {asked.first}: independent origins",
        lead=(lead,),
        drawing=join((*parts, *labels.drawn, element("rect", width=INNER, height=_HEIGHT, fill="none", stroke=LINE))),
        height=_HEIGHT,
        legend=list_legend(),
        notes=(CREDITS,),
        defs=draw_hatch(),
    )
    return draw_sheet(sheet)


def _say(cell: Cell) -> str:
    return say_count(cell.origins, "origin") if cell.state is State.HEARD else cell.state.value


def _draw_ground(projection: Projection) -> Svg:
    parts = [element("rect", width=INNER, height=_HEIGHT, fill=SEA)]
    for kind, _, shape in near_ground(projection.seen, margin=0.0):
        cut = shapely.clip_by_rect(shape, *projection.seen)
        if not cut.is_empty:
            style = {"fill": LAND} if kind is Kind.LAND else {"fill": "none", "stroke": FAINT, "stroke_width": "1.2"}
            parts.append(element("path", d=projection.path(cut, simplify=_SIMPLE), **style))
    return join(parts)


def _draw_area(row: AreaRow, shape: BaseGeometry, projection: Projection, *, cell: Cell) -> Svg:
    path = projection.path(shape, simplify=_SIMPLE)
    fill: dict[str, object] = {"fill": f"url(#{HATCH})", "fill_opacity": 0.55}  # names stand on it
    if cell.state is State.SILENT:
        fill = {"fill": SILENT}
    elif cell.state is State.HEARD:
        fill = shade_of(cell.origins)
    under = element("path", d=path, fill=PAPER, fill_rule="evenodd")
    outline: dict[str, object] = {"stroke": FAINT, "stroke_width": 1, "fill_rule": "evenodd"}
    return element(
        "g", element("title", f"{row.name}: {_say(cell)}"), under, element("path", d=path, **fill, **outline)
    )
