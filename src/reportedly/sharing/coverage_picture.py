"""Coverage as a picture: areas down, weeks across; a number where one is heard, grey in silence, hatched unread."""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.sharing.coverage import MEANINGS, AreaRow, Cell, Coverage, State, Week
from reportedly.sharing.sheet import DIM, FAINT, INK, INNER, LINE, PAPER, Entry, Sheet, draw_sheet
from reportedly.sharing.svg import Svg, element, join, shorten, write
from reportedly.sharing.words import say_count, say_day, say_days

_NAME = 180.0  # width of the names
_ROW, _HEAD = 24.0, 44.0
SILENT = "#dedbd4"
_HEARD = "#1f5a78"
# From how many origins on a cell is how dark: twice as many, a step darker
_STEPS = ((1, 0.12), (2, 0.26), (4, 0.42), (8, 0.6), (16, 0.8))
_LIGHT_TEXT = 0.5
HATCH = "unread"


def step_of(origins: int) -> int:
    """Return how dark a cell is, from 0 for none to 5.

    >>> [step_of(origins) for origins in (0, 1, 3, 40)]
    [0, 1, 2, 5]
    """
    return sum(origins >= least for least, _ in _STEPS)


def shade_of(origins: int) -> dict[str, object]:
    """Return the attributes that fill an area of which so many origins speak."""
    return {"fill": _HEARD, "fill_opacity": _STEPS[step_of(origins) - 1][1]}


def draw_coverage(found: Coverage) -> Svg | None:
    """Return coverage as a whole picture; None where no claim of the weeks speaks of any area."""
    if not found.country:
        return None
    first, last = found.weeks[0].first, found.until
    parts, y = [_draw_head(found.weeks)], _HEAD
    for rows in (found.divisions, found.countries):
        parts += [_draw_row(row, y + number * _ROW, len(found.weeks)) for number, row in enumerate(rows)]
        y += len(rows) * _ROW + 8
    read, unread = (sum(getattr(week, name) for week in found.weeks) for name in ("read", "unread"))
    sheet = Sheet(
        title=f"Who is heard of {found.divisions[0].name}: independent origins by area and week",
        lead=(f"Reports of {say_days(first, last)}; as of {say_day(last)}.",),
        drawing=join(parts),
        height=y,
        legend=list_legend(),
        notes=(
            f"From {say_count(read, 'document')} read; {say_count(unread, 'document')} not read. "
            f"{say_count(found.unplaced, 'claim')} of these weeks speak of no area that is known.",
            "Under each week: documents read, and after a plus those not read. Areas: Natural Earth (public domain).",
        ),
        defs=draw_hatch(),
    )
    return draw_sheet(sheet)


def _draw_head(weeks: Sequence[Week]) -> Svg:
    parts = []
    wide = (INNER - _NAME) / len(weeks)
    every = -(-64 // int(wide))  # weeks between two dates, so that they do not touch
    for number, week in enumerate(weeks):
        x = _NAME + number * wide
        if number % every == 0:
            parts.append(write(x + 2, 14, week.first[5:] if number else week.first, size=11.5, fill=INK))
        told = f"{week.read}{f' +{week.unread}' if week.unread else ''}"
        parts.append(write(x + wide / 2, 34, told, size=11, fill=FAINT, text_anchor="middle"))
    return join(parts)


def _draw_row(row: AreaRow, y: float, weeks: int) -> Svg:
    wide = (INNER - _NAME) / weeks
    name = shorten(row.name, _NAME - 12, 12.5)
    parts = [write(_NAME - 8, y + 16, name, size=12.5, fill=INK, text_anchor="end")]
    for number, cell in enumerate(row.cells):
        parts.append(_draw_cell(cell, _NAME + number * wide, y, wide))
    return join(parts)


def _draw_cell(cell: Cell, x: float, y: float, wide: float) -> Svg:
    style: dict[str, object] = {"x": round(x + 1, 1), "y": y + 1, "width": round(wide - 2, 1), "height": _ROW - 2}
    if cell.state is State.HEARD:
        shade = shade_of(cell.origins)
        ink = PAPER if _STEPS[step_of(cell.origins) - 1][1] > _LIGHT_TEXT else INK
        number = write(
            x + wide / 2, y + 16.5, f"{cell.origins:,}", size=12.5, bold=True, fill=ink, text_anchor="middle"
        )
        return join((element("rect", **shade, **style), number))
    if cell.state is State.SILENT:
        return element("rect", fill=SILENT, **style)
    return element("rect", fill=f"url(#{HATCH})", stroke=LINE, **style)


def draw_hatch() -> Svg:
    """Return the pattern of what was not read."""
    line = element("rect", width=1.6, height=7, fill=DIM)
    return element(
        "pattern", line, id=HATCH, width=7, height=7, patternUnits="userSpaceOnUse", patternTransform="rotate(45)"
    )


def list_legend() -> tuple[Entry, ...]:
    """Return the three states with a sentence each."""
    shades = (
        element("rect", x=1 + 10 * n, y=1, width=10, height=14, fill=_HEARD, fill_opacity=_STEPS[n * 2][1])
        for n in range(3)
    )
    swatches = {
        State.HEARD: join(shades),
        State.SILENT: element("rect", x=1, y=1, width=28, height=14, fill=SILENT),
        State.UNREAD: element("rect", x=1, y=1, width=28, height=14, fill=f"url(#{HATCH})", stroke=LINE),
    }
    return tuple(Entry(swatches[state], state.value, sentence) for state, sentence in MEANINGS.items())
