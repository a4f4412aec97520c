"""A figure through time as a picture: each source's figure until its next, as a band; no line joins two sources."""

from __future__ import annotations

from dataclasses import dataclass, field

from reportedly.sharing.hatching import TONES
from reportedly.sharing.sheet import FAINT, INK, INNER, LINE, PAPER, Entry, Sheet, draw_sheet
from reportedly.sharing.svg import Svg, element, join, width_of, write
from reportedly.web.pages.chart_picture import Told
from reportedly.web.pages.figure_lines import Drawing, Line, Step
from reportedly.web.pages.range_bars import Axis, day_axis, number_axis, place_bar, place_day

HEIGHT = 380.0
_LEFT, _BELOW = 64.0, 28.0
_WIDE, _HIGH = INNER - _LEFT, HEIGHT - _BELOW
_DASHES = ("", "6 3", "2 3", "8 3 2 3", "1 4", "10 4")
_LABEL = 11.5
_NARROW = 2.5  # units: a band that is less high is a line


def draw_through_time(told: Told, drawing: Drawing) -> Svg | None:
    """Return a figure through time as a picture; None where no figure has a day."""
    dated = [(line, step) for line in drawing.lines for step in line.steps if step.point.reported]
    days = day_axis([step.point.reported or "" for _, step in dated])
    numbers = number_axis((step.point.low, step.point.high) for _, step in dated)
    if days is None or numbers is None:
        return None
    parts = [_draw_grid(days, numbers)]
    ground = _Ground(days, numbers)
    for line, step in dated:
        parts.append(_draw_step(line, step, ground))
    legend = [
        Entry(
            _draw_key(line),
            told.hide(line.source),
            "; ".join(dict.fromkeys(told.hide(step.point.answer) for step in line.steps)),
        )
        for line in drawing.lines
    ]
    hollow = element("circle", cx=15, cy=8, r=4.5, fill=PAPER, stroke=INK, stroke_width=1.8)
    legend.append(Entry(hollow, "hollow", "Its own source has revised or taken it back since."))
    how = (
        "Each source's figure until its next, a band from low to high; open ends run to the edge. Nothing is added up."
    )
    if numbers.by_ratio:
        how += " The scale goes by ratio."
    return draw_sheet(Sheet(told.title, (told.lead,), join(parts), HEIGHT, tuple(legend), (how, *told.notes)))


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


@dataclass(slots=True)
class _Ground:
    """The axes of a chart, and where a label stands already."""

    days: Axis
    numbers: Axis
    _taken: list[tuple[float, float, float, float]] = field(default_factory=list)

    def across(self, day: str) -> float:
        """Return where a day stands."""
        return round(_LEFT + _WIDE * place_day(self.days, day) / 100, 1)

    def has_room(self, x: float, y: float, wide: float) -> bool:
        """Return whether a label of that width may stand at a point, and keep its room if it may."""
        right, top = x + wide, y - 12
        if right > INNER or any(x < r and left < right and top < b and t < y for left, t, r, b in self._taken):
            return False
        self._taken.append((x, top, right, y))
        return True


def _draw_step(line: Line, step: Step, ground: _Ground) -> Svg:
    bar = place_bar(ground.numbers, (step.point.low, step.point.high))
    if bar is None or step.point.reported is None:
        return Svg("")
    tone, dash = _tone(line), _DASHES[line.tone % len(_DASHES)] or None
    x = ground.across(step.point.reported)
    end = ground.across(step.until) if step.until else INNER
    top, bottom = (round(_HIGH * (1 - at / 100), 1) for at in (bar.right, bar.left))
    parts = []
    if bottom - top > _NARROW:
        band = {"x": x, "y": top, "width": max(round(end - x, 1), 2), "height": round(bottom - top, 1)}
        parts.append(element("rect", fill=tone, fill_opacity=0.12, **band))
    for y, is_open in ((top, bar.open_high), (bottom, bar.open_low)):
        if not is_open:
            parts.append(element("line", x1=x, x2=end, y1=y, y2=y, stroke=tone, stroke_width=2, stroke_dasharray=dash))
    at = bottom if bar.open_high else top
    gone = bool(step.point.superseded or step.notes)
    parts.append(element("circle", cx=x, cy=at, r=4.5, fill=PAPER if gone else tone, stroke=tone, stroke_width=1.8))
    words = _say(step)
    if ground.has_room(x + 7, at - 5, width_of(words, _LABEL) + 4):
        halo = {"stroke": PAPER, "stroke_width": 3, "paint_order": "stroke"}
        parts.append(write(x + 8, at - 6, words, size=_LABEL, bold=False, fill=INK, **halo))
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
