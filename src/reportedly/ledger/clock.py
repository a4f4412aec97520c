"""Instants and days: the one clock of the ledger, and how instants are written."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from reportedly.errors import LedgerError

Instant = str | datetime

UNDATED_DAY = 0  # stands for no day: sorts before every day there is


def utc_now() -> str:
    """Return the instant now, as ISO in UTC to the microsecond."""
    return write_instant(datetime.now(UTC))


def write_instant(instant: Instant) -> str:
    """Return the instant in the one form the ledger writes; without a zone it is taken as UTC.

    Raises: LedgerError (R514) where it is none.

    >>> write_instant("2017-06-12T10:00:00+02:00")
    '2017-06-12T08:00:00.000000Z'
    """
    if isinstance(instant, str):
        instant = _read_instant(instant)
    if instant.tzinfo is None:
        instant = instant.replace(tzinfo=UTC)
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _read_instant(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError as error:
        raise _no_time("instant", text) from error


def end_of(instant: Instant) -> str:
    """Return the instant as written; of a day alone, its last one.

    >>> end_of("2017-06-12")
    '2017-06-12T23:59:59.999999Z'
    """
    if isinstance(instant, str) and len(instant) == len("2017-06-12"):
        day = write_day(read_day(instant) + 1)
        return write_instant(datetime.fromisoformat(day or "9999-12-31") - timedelta(microseconds=1))
    return write_instant(instant)


def read_day(text: str | None) -> int:
    """Return the number of the ISO day (of a time too), or 0 where there is none.

    Raises: LedgerError (R514) where it is no day.

    >>> read_day("1970-01-01"), read_day(None)
    (719163, 0)
    """
    if not text:
        return UNDATED_DAY
    try:
        return date.fromisoformat(text[:10]).toordinal()
    except ValueError as error:
        raise _no_time("day", text) from error


@lru_cache(maxsize=8192)  # two dozen years: a page of facets writes hundreds of days
def write_day(day: int) -> str | None:
    """Return the ISO day of that number; None of 0."""
    return date.fromordinal(day).isoformat() if day else None


def _no_time(kind: str, text: str) -> LedgerError:
    return LedgerError(
        "R514",
        f"{text!r} is no {kind}.",
        why="What stood at a time can only be looked up for a time.",
        fix="write a day as 2017-06-12, and an instant as 2017-06-12T08:00:00Z.",
    )
