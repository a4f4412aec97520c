"""The interval of days that a TIMEX3 value stands for."""

from __future__ import annotations

import calendar as months
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from reportedly.model import Precision
from reportedly.reading.timexes import calendar

_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(T\d\d:\d\d)?")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?$")
_MONTH = re.compile(r"(\d{4})-(\d\d)$")
_PART = re.compile(r"(\d{4})-(SP|SU|FA|WI|Q[1-4]|H[12])$")
_YEARS = re.compile(r"(\d{2,4})(X?)$")
_PERIOD = re.compile(r"P(T?)(\d+(?:\.\d+)?|X)([HMSDWY])")
_PART_MONTHS = {
    "SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 14), "Q1": (1, 3), "Q2": (4, 6), "Q3": (7, 9),
    "Q4": (10, 12), "H1": (1, 6), "H2": (7, 12),
}  # fmt: skip
_UNIT_DAYS = {"D": 1, "W": 7, "M": 30, "Y": 365}
_A_FEW = 3  # what "in recent days" is taken for, for want of a number
_MOST_DAYS = 366_000


@dataclass(frozen=True, slots=True)
class Interval:
    """A closed interval; a side that nothing is known of is None. `minute` is kept where a clock time was given."""

    earliest: date | None
    latest: date | None
    precision: Precision
    minute: str = ""


@lru_cache(maxsize=10_000)
def interval_of(value: str) -> Interval | None:
    """Return the days that a dated value covers, or None where it has none ("PXW", "XXXX-06").

    >>> interval_of("2017-06").latest
    datetime.date(2017, 6, 30)
    """
    for pattern, read in _READERS:
        match = pattern.match(value)
        if match is not None:
            return read(match)
    return None


def _read_day(match: re.Match[str]) -> Interval | None:
    day = calendar.parse_day(match.group(1))
    if day is None:
        return None
    minute = match.group(2) or ""
    return Interval(day, day, Precision.MINUTE if minute else Precision.DAY, minute)


def _read_week(match: re.Match[str]) -> Interval | None:
    try:
        first = date.fromisocalendar(int(match.group(1)), int(match.group(2)), 6 if match.group(3) else 1)
        last = date.fromisocalendar(int(match.group(1)), int(match.group(2)), 7)
    except ValueError:
        return None
    return Interval(first, last, Precision.WEEK)


def _read_months(year: int, first: int, last: int, precision: Precision) -> Interval | None:
    start = calendar.make_day(year, first, 1)
    end = calendar.add_months(start, last - first) if start else None
    if start is None or end is None:
        return None
    return Interval(start, end.replace(day=months.monthrange(end.year, end.month)[1]), precision)


def _read_month(match: re.Match[str]) -> Interval | None:
    return _read_months(int(match.group(1)), int(match.group(2)), int(match.group(2)), Precision.MONTH)


def _read_part(match: re.Match[str]) -> Interval | None:
    first, last = _PART_MONTHS[match.group(2)]
    return _read_months(int(match.group(1)), first, last, Precision.MONTH)


def _read_years(match: re.Match[str]) -> Interval | None:
    size = 10 ** (4 - len(match.group(1)))
    if bool(match.group(2)) != (size == 10):  # "199X" is a decade, "19" a century, "1995" a year
        return None
    first = int(match.group(1)) * size
    start, end = calendar.make_day(first, 1, 1), calendar.make_day(first + size - 1, 12, 31)
    return Interval(start, end, Precision.YEAR) if start and end else None


_READERS = ((_WEEK, _read_week), (_MONTH, _read_month), (_PART, _read_part), (_YEARS, _read_years), (_DAY, _read_day))


def days_of_period(value: str) -> int | None:
    """Return how many days a duration spans, hours rounded up to days; None for no duration.

    >>> days_of_period("PT36H")
    2
    """
    match = _PERIOD.match(value)
    if match is None:
        return None
    count = float(_A_FEW) if match.group(2) == "X" else float(match.group(2))
    if match.group(1):
        return max(1, -int(-count // 24)) if match.group(3) == "H" else 1
    return int(min(_MOST_DAYS, count * _UNIT_DAYS.get(match.group(3), 1)))


def narrow(interval: Interval, words: str) -> Interval:
    """Return the third of a month or year that "early", "mid" or "late" leaves, and the last for "the end of"."""
    if interval.precision not in (Precision.MONTH, Precision.YEAR) or not interval.earliest or not interval.latest:
        return interval
    third = ((interval.latest - interval.earliest).days + 1) // 3
    begin = re.match(r"\W*(?:the\s+)?(early|beginning|start|mid|middle|late|end)", words.lower())
    if begin is None:
        return interval
    index = {"early": 0, "beginning": 0, "start": 0, "mid": 1, "middle": 1}.get(begin.group(1), 2)
    first = calendar.add_days(interval.earliest, third * index)
    last = interval.latest if index == 2 else calendar.add_days(interval.earliest, third * (index + 1) - 1)
    return Interval(first, last, interval.precision)
