"""Dates that stand beside a text (fields, options, metadata): ISO days out of what people and programs write."""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

_FORMS = ("%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y", "%Y/%m/%d")
_DAY_THEN_MORE = re.compile(r"\d{4}-\d\d-\d\d(?=$|[T ])")


def as_iso_day(value: str) -> str | None:
    """Return the ISO day that a date or an instant names, or None if it names none.

    The day is the one written, in the zone written. All-numeric forms other than year-month-day are refused: nobody
    can tell 03/04 from 04/03.

    >>> as_iso_day("2017-06-12T23:10:00+03:00"), as_iso_day("12 June 2017"), as_iso_day("03/04/2017")
    ('2017-06-12', '2017-06-12', None)
    """
    value = value.strip()[:64]
    found = _DAY_THEN_MORE.match(value)
    if found:
        return _valid_day(found.group())
    for form in _FORMS:
        try:
            return datetime.strptime(value, form).date().isoformat()
        except ValueError:
            continue
    return _from_standard(value)


def _valid_day(value: str) -> str | None:
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        return None


def _from_standard(value: str) -> str | None:
    try:
        return datetime.fromisoformat(value).date().isoformat()
    except ValueError:
        pass
    try:
        return parsedate_to_datetime(value).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
