"""Sheets: a drawing as it may leave, with its title, the day it is of, its legend and its sources in the picture.

Whoever meets the picture without the rest sees what it shows, as of when, by whose word, and that it is claimed.
"""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.sharing.svg import Svg, clean, element, join, wrap, write

WIDTH = 960.0
EDGE = 24.0
INNER = WIDTH - 2 * EDGE
# The light tones of the app's stylesheet: a picture that leaves is paper, on whatever screen it was made
PAPER, INK, DIM, FAINT, LINE = "#ffffff", "#1e2329", "#5b6169", "#7d786c", "#cfcabf"
SEA, LAND = "#e6edf0", "#f8f6f1"
FONTS = "'Source Sans 3','Segoe UI',system-ui,-apple-system,'Noto Sans','Noto Sans Arabic','DejaVu Sans',sans-serif"
CLAIMED = "It shows what is claimed and by whom; nothing in it has been verified by who sends it."
_TITLE, _LEAD, _SMALL = 20.0, 13.5, 12.0
_NAME = 104.0  # width of the names in a legend
_COLUMNS = 2
_SWATCH = 40.0


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a legend: a swatch of 30 by 16 units, a name and a sentence."""

    swatch: Svg
    name: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a picture holds besides its drawing, which is `height` units high and `INNER` wide."""

    title: str
    lead: tuple[str, ...]  # lines under the title: as of when, by what was known when
    drawing: Svg
    height: float
    legend: tuple[Entry, ...] = ()
    notes: tuple[str, ...] = ()  # under the legend: sources, what is left out, credits
    defs: Svg = Svg("")  # noqa: RUF009  # a constant


def draw_sheet(sheet: Sheet) -> Svg:
    """Return a whole picture, which stands alone or in a page."""
    parts: list[Svg] = []
    y = EDGE
    for line in wrap(sheet.title, INNER, _TITLE):
        y += _TITLE
        parts.append(write(EDGE, y, line, size=_TITLE, bold=True, fill=INK))
        y += 6
    for words in sheet.lead:
        y = _lines(parts, words, y, size=_LEAD)
    y += 12
    parts.append(element("g", sheet.drawing, transform=f"translate({EDGE:g} {y:g})"))
    y += sheet.height + 16
    y = _draw_legend(parts, sheet.legend, y)
    for words in (*sheet.notes, CLAIMED):
        y = _lines(parts, words, y, size=_SMALL)
    height = round(y + EDGE - 6)
    ground = element("rect", width=WIDTH, height=height, fill=PAPER)
    described = [element("title", sheet.title), element("desc", " ".join((*sheet.lead, *sheet.notes, CLAIMED)))]
    return element(
        "svg", *described, element("defs", sheet.defs), ground, *parts, xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {WIDTH:g} {height}", width=WIDTH, height=height, role="img", aria_label=clean(sheet.title),
        font_family=FONTS, fill=INK, class_="picture",
    )  # fmt: skip


def _lines(parts: list[Svg], words: str, y: float, *, size: float, x: float = EDGE, width: float = INNER) -> float:
    """Write words as lines below `y`, and return where they end."""
    for line in wrap(words, width, size):
        y += size + 5
        parts.append(write(x, y, line, size=size, fill=DIM))
    return y


def _draw_legend(parts: list[Svg], legend: tuple[Entry, ...], y: float) -> float:
    """Draw a legend in two columns below `y`, and return where it ends."""
    column = (INNER - EDGE) / _COLUMNS
    for at in range(0, len(legend), _COLUMNS):
        below = y
        for number, entry in enumerate(legend[at : at + _COLUMNS]):
            x = EDGE + number * (column + EDGE)
            parts.append(element("g", entry.swatch, transform=f"translate({x:g} {y + 4:g})"))
            end = y
            for line in wrap(entry.name, _NAME - 8, _SMALL):
                end += _SMALL + 5
                parts.append(write(x + _SWATCH, end, line, size=_SMALL, bold=True, fill=INK))
            start = x + _SWATCH + _NAME
            below = max(below, end, _lines(parts, entry.sentence, y, size=_SMALL, x=start, width=x + column - start))
        y = below + 5
    return y + 6 if legend else y


def as_file(picture: Svg) -> str:
    """Return a picture as the content of a file."""
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{join((picture,))}\n'
