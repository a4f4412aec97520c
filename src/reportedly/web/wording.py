"""Wording: what templates say of records, in the words of the marking guide.

The same functions that the command line uses, so that a figure or a source reads alike everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from reportedly.cli.cells import (
    make_safe,
    say_figure,
    say_kind,
    say_link,
    say_modality,
    say_source,
    say_standing,
    say_valid,
    say_where,
    say_who,
)
from reportedly.cli.decided import say_decision
from reportedly.model import Quantity
from reportedly.web.address import segment

_MONTHS = "January February March April May June July August September October November December".split()


def say_day(day: str | None) -> str:
    """Return an ISO day as people write it, "undated" where there is none.

    >>> say_day("2021-03-05")
    '5 March 2021'
    """
    if not day:
        return "undated"
    try:
        found = date.fromisoformat(day[:10])
    except ValueError:
        return day
    return f"{found.day} {_MONTHS[found.month - 1]} {found.year}"


def say_instant(instant: str | None) -> str:
    """Return an instant to the minute, in UTC.

    >>> say_instant("2021-04-01T09:30:00.000000Z")
    '2021-04-01 09:30 UTC'
    """
    return f"{instant[:16].replace('T', ' ')} UTC" if instant else ""


def count(number: int, noun: str, plural: str = "") -> str:
    """Return a number with its noun.

    >>> count(1200, "claim"), count(1, "party", "parties")
    ('1,200 claims', '1 party')
    """
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def words(value: object) -> str:
    """Return a name of the closed lists as words: "how many".

    >>> words("how_many")
    'how many'
    """
    return str(value).replace("_", " ")


def join_words(values: Iterable[Any]) -> str:  # Any: whatever can be written
    """Return values with commas between."""
    return ", ".join(str(value) for value in values)


def say_bounds(quantity: Quantity) -> str:
    """Return the range that a figure stands for.

    >>> from reportedly.model import Relation
    >>> say_bounds(Quantity(19, None, "people", None, Relation.AT_LEAST, "at least", None, None))
    '19 to open'
    """
    low, high = (f"{end:,.10g}" if end is not None else "open" for end in (quantity.low, quantity.high))
    return low if low == high else f"{low} to {high}"


FILTERS = {
    "bounds": say_bounds,
    "day": say_day,
    "instant": say_instant,
    "words": words,
    "segment": segment,
    "safe_line": make_safe,
    "commas": join_words,
    "figure": say_figure,
    "kind": say_kind,
    "modality": say_modality,
    "valid": say_valid,
    "who": say_who,
    "where": say_where,
    "standing": say_standing,
    "decision": say_decision,
}
GLOBALS = {"say_source": say_source, "say_link": say_link, "count": count}
