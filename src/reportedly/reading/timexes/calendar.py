"""Arithmetic on days, weeks, months and years that never leaves the calendar."""

from __future__ import annotations

import calendar
from datetime import date, timedelta


def parse_day(text: str | None) -> date | None:
    """Return the day of an ISO string (a time after it is passed over), or None.

    >>> parse_day("2017-06-13T10:00")
    datetime.date(2017, 6, 13)
    """
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return None


def make_day(year: int, month: int, day: int) -> date | None:
    """Return the day, or None where the calendar has none such."""
    try:
        return date(year, month, day)
    except (ValueError, OverflowError):  # a text may hold "the 99999999999th"
        return None


def add_days(day: date, count: int) -> date | None:
    """Return the day `count` days later, or None beyond the calendar."""
    try:
        return day + timedelta(days=count)
    except OverflowError:
        return None


def add_months(day: date, count: int) -> date | None:
    """Return the day `count` months later, in a shorter month its last day; None beyond the calendar."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    if not date.min.year <= year <= date.max.year:
        return None
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def week_value(day: date) -> str:
    """Return the ISO week of a day.

    >>> week_value(date(2017, 1, 1))
    '2016-W52'
    """
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def month_value(day: date) -> str:
    """Return year and month of a day."""
    return f"{day.year:04d}-{day.month:02d}"


def find_weekday(day: date, weekday: int, *, leaning: int) -> date | None:
    """Return the day with ISO weekday `weekday` that is nearest before (leaning -1) or after (1), `day` included.

    >>> find_weekday(date(2017, 6, 14), 5, leaning=-1)
    datetime.date(2017, 6, 9)
    """
    back = (day.isoweekday() - weekday) % 7
    return add_days(day, -back if leaning < 0 or back == 0 else 7 - back)


def thanksgiving(year: int) -> date:
    """Return the fourth Thursday of November (the United States')."""
    first = date(year, 11, 1)
    return first + timedelta(days=(4 - first.isoweekday()) % 7 + 21)


def easter(year: int) -> date:
    """Return the western Easter Sunday (Gregorian computus of Meeus, Jones and Butcher).

    >>> easter(2000)
    datetime.date(2000, 4, 23)
    """
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return date(year, month, day + 1)
