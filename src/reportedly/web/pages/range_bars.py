"""Range bars: where ranges and days lie on one axis, in percent of its width, for drawings made on the server.

Takes ranges with open sides and gives an axis with round ticks and a bar for each range. An open side runs to the edge
of the axis and is drawn open. Where the greatest number is many times the least, the axis goes by ratio and says so.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

Range = tuple[float | None, float | None]

_BY_RATIO = 40.0  # times the least number from which the greatest makes an axis by ratio
_MOST_TICKS = 6
_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
_ALIKE = 1e-9  # numbers that differ by less, for their size, are drawn as one
_ROOM = 0.12  # of the span, left free at both ends, so that an open side has somewhere to go


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark of an axis: where it stands, in percent, and what it says."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis from `low` to `high`, with its marks; `by_ratio` where equal steps are equal ratios."""

    low: float
    high: float
    ticks: tuple[Tick, ...]
    by_ratio: bool = False

    def place(self, value: float) -> float:
        """Return where a value stands, in percent of the axis."""
        if self.by_ratio:
            share = math.log(max(value, self.low) / self.low) / math.log(self.high / self.low)
        else:
            share = (value - self.low) / (self.high - self.low)
        return round(100 * min(1.0, max(0.0, share)), 2)


@dataclass(frozen=True, slots=True)
class Bar:
    """A range on an axis: from `left` over `width` percent; a single number has no width."""

    left: float
    width: float
    open_low: bool = False
    open_high: bool = False

    @property
    def right(self) -> float:
        """Return where it ends, in percent."""
        return round(self.left + self.width, 2)

    @property
    def is_point(self) -> bool:
        """Return whether it is one number and not a range."""
        return self.width == 0 and not (self.open_low or self.open_high)


def number_axis(ranges: Iterable[Range]) -> Axis | None:
    """Return an axis on which all the ranges can be seen, or None where there is no number at all.

    >>> [tick.label for tick in number_axis([(20, 20), (40, None)]).ticks]
    ['20', '25', '30', '35', '40']
    """
    numbers = sorted(side for one in ranges for side in one if side is not None)
    if not numbers:
        return None
    least, most = numbers[0], numbers[-1]
    if least > 0 and most / least > _BY_RATIO:
        return _ratio_axis(least, most)
    span = most - least
    if span <= _ALIKE * max(abs(most), 1.0):
        span = max(abs(most) * 0.2, 1.0)
    low, high = least - _ROOM * span, most + _ROOM * span
    step = _round_step(span / (_MOST_TICKS - 1))
    first = math.ceil(low / step)
    marks = [n * step for n in range(first, math.floor(high / step) + 1) if n * step >= min(0.0, least)]
    axis = Axis(max(low, 0.0) if least >= 0 else low, high, ())
    return Axis(axis.low, axis.high, tuple(Tick(axis.place(mark), say(mark)) for mark in marks))


def _ratio_axis(least: float, most: float) -> Axis:
    low, high = least / 1.6, most * 1.6
    tens = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    marks = [mark for ten in tens for mark in (10.0**ten,) if low <= mark <= high]
    axis = Axis(low, high, (), by_ratio=True)
    return Axis(low, high, tuple(Tick(axis.place(mark), say(mark)) for mark in marks), by_ratio=True)


def _round_step(rough: float) -> float:
    """Return the smallest round step that is no smaller than a rough one."""
    ten = 10.0 ** math.floor(math.log10(rough))
    return next(step * ten for step in _STEPS if step * ten >= rough * 0.999)


def place_bar(axis: Axis, given: Range) -> Bar | None:
    """Return the bar of a range, or None where it states no number."""
    low, high = given
    if low is None and high is None:
        return None
    left = 0.0 if low is None else axis.place(low)
    right = 100.0 if high is None else axis.place(high)
    return Bar(left, round(max(0.0, right - left), 2), open_low=low is None, open_high=high is None)


def day_axis(days: Sequence[str]) -> Axis | None:
    """Return an axis of days on which all of them can be seen, or None where there is none.

    >>> [tick.label for tick in day_axis(["2021-03-14", "2021-03-16"]).ticks]
    ['2021-03-14', '2021-03-15', '2021-03-16']
    """
    found = sorted(date.fromisoformat(day[:10]).toordinal() for day in days)
    if not found:
        return None
    first, last = found[0], found[-1]
    room = max(1.0, (last - first) * 0.08)
    step = max(1, math.ceil((last - first) / 4))
    axis = Axis(first - room, last + room, ())
    marks = range(first, last + 1, step)
    return Axis(axis.low, axis.high, tuple(Tick(axis.place(n), date.fromordinal(n).isoformat()) for n in marks))


def place_day(axis: Axis, day: str) -> float:
    """Return where a day stands, in percent of the axis."""
    return axis.place(date.fromisoformat(day[:10]).toordinal())


def say(number: float) -> str:
    """Return a number as people write it.

    >>> say(1400.0), say(2.5)
    ('1,400', '2.5')
    """
    return f"{int(number):,}" if number == int(number) else f"{number:,g}"
