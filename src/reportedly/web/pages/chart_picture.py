"""Charts as pictures: the ranges of a dispute by source, and who held a place strip by strip.

The same axes, bars and stretches as on the screen, drawn whole: with title, day, legend and sources in the picture.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reportedly.sharing.hatching import Hatching
from reportedly.sharing.sheet import DIM, FAINT, INK, INNER, LINE, PAPER, Entry, Sheet, draw_sheet
from reportedly.sharing.svg import Svg, element, join, shorten, write
from reportedly.web.pages.range_bars import Axis, Bar
from reportedly.web.pages.strips import Strip
from reportedly.web.pages.versions import Layout, VersionRow, Witness

Hide = Callable[[str], str]
WHO, SAYS = 220.0, 200.0  # widths of the columns before the axis
ROW, HEAD = 30.0, 34.0
_ROOM = 10.0
LEFT = WHO + SAYS + _ROOM
AXIS = INNER - LEFT - _ROOM
_STRIP, _STRIP_ROW = 260.0, 40.0


@dataclass(frozen=True, slots=True)
class Told:
    """What is told around a chart; `hide` withholds what may not leave from the words in it."""

    title: str
    lead: str
    notes: tuple[str, ...]
    hide: Hide


def draw_versions(told: Told, layout: Layout) -> Svg:
    """Return the versions of a dispute as a picture: a bar for each origin on one axis, or a dot for each report."""
    axis = layout.numbers or layout.days
    rows = [(row, one) for row in layout.rows for one in row.witnesses]
    height = HEAD + len(rows) * ROW + 6
    parts = [_draw_axis(axis, LEFT, AXIS, height=height)] if axis else []
    for number, (row, one) in enumerate(rows):
        parts.append(_draw_witness(row, one, HEAD + number * ROW, hide=told.hide))
    sheet = Sheet(told.title, (told.lead,), join(parts), height, _bar_legend(layout), told.notes, defs=_fades())
    return draw_sheet(sheet)


def _draw_axis(axis: Axis, left: float, wide: float, *, height: float) -> Svg:
    parts = []
    for tick in axis.ticks:
        x = round(left + wide * tick.at / 100, 1)
        anchor = "start" if tick.at < 6 else "end" if tick.at > 94 else "middle"
        parts.append(write(x, 16, tick.label, size=11.5, fill=FAINT, text_anchor=anchor))
        parts.append(element("line", x1=x, x2=x, y1=22, y2=height, stroke=LINE, stroke_dasharray="2 3"))
    return join(parts)


def _draw_witness(row: VersionRow, one: Witness, y: float, *, hide: Hide) -> Svg:
    gone = row.version.superseded
    middle = y + ROW / 2
    ink = DIM if gone else INK
    many = f" ({one.outlets} reports)" if one.outlets > 1 else ""
    who = shorten(hide(one.origin.source), WHO - 10 - len(many) * 6.5, 12.5)
    parts = [
        element("line", x1=0, x2=INNER, y1=y, y2=y, stroke=LINE),
        write(0, middle + 4, who + many, size=12.5, fill=INK),
        write(
            WHO,
            middle + 4,
            shorten(hide(row.version.answer), SAYS - 8, 12.5, bold=not gone),
            size=12.5,
            bold=not gone,
            fill=ink,
        ),
    ]
    if one.bar:
        parts.append(draw_bar(one.bar, (LEFT, AXIS), middle, thick=len(row.version.origins) > 1, gone=bool(gone)))
    for mark in one.marks:
        x = round(LEFT + AXIS * mark.at / 100, 1)
        denied = mark.claim.claim.modality.value == "denied"
        parts.append(
            element("circle", cx=x, cy=middle, r=5, fill=PAPER if denied else INK, stroke=INK, stroke_width=1.5)
        )
    return join(parts)


def draw_bar(bar: Bar, across: tuple[float, float], y: float, *, thick: bool, gone: bool) -> Svg:
    """Return a range on an axis, given by its left and its width: a dot, a bar, or one that fades on its open side."""
    left, wide = across
    start, end = (round(left + wide * at / 100, 1) for at in (bar.left, bar.right))
    style: dict[str, object] = {"fill": INK}
    if gone:
        style = {"fill": PAPER, "stroke": DIM, "stroke_width": 1.4, "stroke_dasharray": "3 2.5"}
    if bar.is_point:
        return element("circle", cx=start, cy=y, r=6 if thick else 4.5, **style)
    half = 5.0 if thick else 2.5
    if not gone and (bar.open_high or bar.open_low):
        style["fill"] = "url(#fade-high)" if bar.open_high else "url(#fade-low)"
    parts = [element("rect", x=start, y=y - half, width=round(max(end - start, 1), 1), height=2 * half, **style)]
    for at, inwards, is_open in ((start, 1, bar.open_low), (end, -1, bar.open_high)):
        if is_open:
            base, tip = at + 9 * inwards, at + 2 * inwards
            arrow = f"M{base:g} {y - 6:g}L{tip:g} {y:g}L{base:g} {y + 6:g}"
            parts.append(element("path", d=arrow, fill="none", stroke=INK, stroke_width=2))
        else:
            parts.append(element("rect", x=at - 1, y=y - 8, width=2, height=16, fill=DIM if gone else INK))
    return join(parts)


def _fades() -> Svg:
    def fade(name: str, first: float, last: float) -> Svg:
        stops = (
            element("stop", offset=at, stop_color=INK, stop_opacity=share) for at, share in ((0, first), (1, last))
        )
        return element("linearGradient", *stops, id=name)

    return join((fade("fade-high", 0.85, 0.12), fade("fade-low", 0.12, 0.85)))


def _bar_legend(layout: Layout) -> tuple[Entry, ...]:
    if layout.numbers is None:
        dot = element("circle", cx=15, cy=8, r=5, fill=INK)
        hollow = element("circle", cx=15, cy=8, r=5, fill=PAPER, stroke=INK, stroke_width=1.5)
        return (Entry(dot, "dot", "A report of it, on its day."), Entry(hollow, "hollow", "A report that denies it."))
    drawn = {
        "range": (Bar(0, 100), False, False, "From the lowest to the highest that its source gives."),
        "open": (Bar(0, 100, open_high=True), False, False, "Fades with an arrow where its source names no bound."),
        "thick": (Bar(0, 100), True, False, "Several origins say so; thin, one alone."),
        "dashed": (Bar(0, 100), True, True, "Its own source has revised it since."),
    }
    entries = [
        Entry(draw_bar(bar, (2, 26), 8, thick=thick, gone=gone), name, words)
        for name, (bar, thick, gone, words) in drawn.items()
    ]
    if layout.numbers.by_ratio:
        sentence = "One axis for all; by ratio, each step ten times the one before."
        entries.append(Entry(Svg(""), "scale", sentence))
    return tuple(entries)


def draw_strips(told: Told, strips: Sequence[Strip], axis: Axis) -> Svg:
    """Return who held a place as a picture: a strip for each view, hatched by whose word it is."""
    hatching = Hatching("strip")
    height = HEAD + len(strips) * _STRIP_ROW
    wide = INNER - _STRIP
    parts = [_draw_axis(axis, _STRIP, wide, height=height)]
    words = set()
    for number, strip in enumerate(strips):
        y = HEAD + number * _STRIP_ROW
        parts.append(write(0, y + 20, shorten(told.hide(strip.label), _STRIP - 12, 12.5), size=12.5, fill=INK))
        for one in strip.stretches:
            words.add(one.word)
            x, length = round(_STRIP + wide * one.left / 100, 1), round(wide * one.width / 100, 1)
            parts.append(
                element("rect", x=x, y=y + 2, width=length, height=_STRIP_ROW - 10, **hatching.fill(one.word, INK))
            )
            name = shorten(told.hide(one.holding.holder), length - 8, 12, bold=True)
            if len(name) > 1:
                parts.append(
                    write(
                        x + 5,
                        y + 21,
                        name,
                        size=12,
                        bold=True,
                        fill=INK,
                        stroke=PAPER,
                        stroke_width=3.5,
                        paint_order="stroke",
                        stroke_linejoin="round",
                    )
                )
    sheet = Sheet(told.title, (told.lead,), join(parts), height, hatching.legend(words), told.notes, defs=hatching.defs)
    return draw_sheet(sheet)
