"""A figure through time as a picture: each source's figure until its next, as a band; no line joins two sources."""

from __future__ import annotations

from reportedly.sharing.hatching import TONES
from reportedly.sharing.sheet import FAINT, INK, INNER, LINE, PAPER, Entry, Sheet, draw_sheet
from reportedly.sharing.svg import Svg, element, join, width_of, write
from reportedly.web.pages.chart_picture import Hide
from reportedly.web.pages.figure_lines import Drawing, Line, Step
from reportedly.web.pages.range_bars import Axis, day_axis, number_axis, place_bar, place_day

HEIGHT = 380.0
_LEFT, _BELOW = 64.0, 28.0
_WIDE, _HIGH = INNER - _LEFT, HEIGHT - _BELOW
_DASHES = ("", "6 3", "2 3", "8 3 2 3", "1 4", "10 4")
_LABEL = 11.5
_NARROW = 2.5  # units: a band that is less high is a line


def draw_through_time(
    title: str, lead: tuple[str, ...], drawing: Drawing, notes: tuple[str, ...], hide: Hide
) -> Svg | None:
    """Return a figure through time as a picture; None where no figure has a day."""
    dated = [(line, step) for line in drawing.lines for step in line.steps if step.point.reported]
    days = day_axis([step.point.reported or "" for _, step in dated])
    numbers = number_axis((step.point.low, step.point.high) for _, step in dated)
    if days is None or numbers is None:
        return None
    parts = [_draw_grid(days, numbers)]
    taken: list[tuple[float, float, float, float]] = []
    for line, step in dated:
        parts.append(_draw_step(line, step, days, numbers, taken))
    legend = [
        Entry(
            _draw_key(line),
            hide(line.source),
            "; ".join(dict.fromkeys(hide(step.point.answer) for step in line.steps)),
        )
        for line in drawing.lines
    ]
    hollow = element("circle", cx=15, cy=8, r=4.5, fill=PAPER, stroke=INK, stroke_width=1.8)
    legend.append(Entry(hollow, "hollow", "Its own source has revised or taken it back since."))
    told = (
        "Each source's figure until its next, a band from low to high; open ends run to the edge. Nothing is added up."
    )
    if numbers.by_ratio:
        told += " The scale goes by ratio."
    return draw_sheet(Sheet(title, lead, join(parts), HEIGHT, tuple(legend), (told, *notes)))


def _tone(line: Line) -> str:
    return TONES[line.tone % len(TONES)]


def _draw_grid(days: Axis, numbers: Axis) -> Svg:
    parts = []
    for tick in numbers.ticks:
        y = round(_HIGH * (1 - tick.at / 100), 1)
        parts.append(element("line", x1=_LEFT, x2=INNER, y1=y, y2=y, stroke=LINE, stroke_dasharray="2 3"))
        parts.append(write(_LEFT - 8, y + 4, tick.label, size=_LABEL, fill=FAINT, text_anchor="end"))
    for tick in days.ticks:
        x = round(_LEFT + _WIDE * tick.at / 100, 1)
        parts.append(element("line", x1=x, x2=x, y1=_HIGH, y2=_HIGH + 5, stroke=FAINT))
        parts.append(
            write(x, _HIGH + 20, tick.label, size=_LABEL, fill=FAINT, text_anchor="end" if tick.at > 94 else "middle")
        )
    parts.append(element("path", d=f"M{_LEFT:g} 0V{_HIGH:g}H{INNER:g}", fill="none", stroke=FAINT))
    return join(parts)


def _draw_step(
    line: Line, step: Step, days: Axis, numbers: Axis, taken: list[tuple[float, float, float, float]]
) -> Svg:
    bar = place_bar(numbers, (step.point.low, step.point.high))
    if bar is None or step.point.reported is None:
        return Svg("")
    tone, dash = _tone(line), _DASHES[line.tone % len(_DASHES)] or None
    gone = bool(step.point.superseded or step.notes)
    x = round(_LEFT + _WIDE * place_day(days, step.point.reported) / 100, 1)
    end = round(_LEFT + _WIDE * place_day(days, step.until) / 100, 1) if step.until else INNER
    top, bottom = (round(_HIGH * (1 - at / 100), 1) for at in (bar.right, bar.left))
    parts = []
    if bottom - top > _NARROW:
        parts.append(
            element(
                "rect",
                x=x,
                y=top,
                width=max(round(end - x, 1), 2),
                height=round(bottom - top, 1),
                fill=tone,
                fill_opacity=0.12,
            )
        )
    for y, is_open in ((top, bar.open_high), (bottom, bar.open_low)):
        if not is_open:
            parts.append(element("line", x1=x, x2=end, y1=y, y2=y, stroke=tone, stroke_width=2, stroke_dasharray=dash))
    at = bottom if bar.open_high else top
    parts.append(element("circle", cx=x, cy=at, r=4.5, fill=PAPER if gone else tone, stroke=tone, stroke_width=1.8))
    words = _say(step)
    wide = width_of(words, _LABEL) + 4
    box = (x + 7, at - 18, x + 7 + wide, at - 4)
    if box[2] < INNER and not any(
        box[0] < r and left < box[2] and box[1] < b and t < box[3] for left, t, r, b in taken
    ):
        taken.append(box)
        parts.append(
            write(x + 8, at - 6, words, size=_LABEL, fill=INK, stroke=PAPER, stroke_width=3, paint_order="stroke")
        )
    return join(parts)


def _say(step: Step) -> str:
    low, high = step.point.low, step.point.high
    if low == high and low is not None:
        return f"{low:,.10g}"
    if low is None or high is None:
        return f"{low:,.10g} +" if low is not None else f"to {high:,.10g}"
    return f"{low:,.10g}–{high:,.10g}"


def _draw_key(line: Line) -> Svg:
    tone = _tone(line)
    dash = _DASHES[line.tone % len(_DASHES)] or None
    stroke = element("line", x1=1, x2=29, y1=8, y2=8, stroke=tone, stroke_width=2, stroke_dasharray=dash)
    return join((stroke, element("circle", cx=8, cy=8, r=4.5, fill=tone)))
