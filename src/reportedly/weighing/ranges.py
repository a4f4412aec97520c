"""Ranges: how two figures of one thing lie to each other, and how to say it.

A flat figure with and without "at least" agrees with itself: wires write either of the same count. "About" has room on
both sides; bounds are never widened.
"""

from __future__ import annotations

import math
from enum import StrEnum

from reportedly.model import Quantity, Relation

_ABOUT_SHARE = 0.02  # the least room of "about"
_INFINITE = math.inf


class Lay(StrEnum):
    """How two ranges lie."""

    SAME = "same"
    INSIDE = "inside"  # the first in the second
    HOLDS = "holds"
    ACROSS = "across"  # they overlap, and neither holds the other
    APART = "apart"


Range = tuple[float, float]


def range_of(quantity: Quantity, *, wide: bool = False) -> Range:
    """Return the closed range of a figure, with infinite ends where it is open; `wide` also widens flat figures.

    "About", and flat figures in the wide pass, are x ± half the last rounded place and at least 2 %.
    """
    low = -_INFINITE if quantity.low is None else quantity.low
    high = _INFINITE if quantity.high is None else quantity.high
    if low == high and (wide or quantity.relation is Relation.ABOUT):
        room = max(half_place(low), abs(low) * _ABOUT_SHARE)
        return low - room, high + room
    return (0.0 if quantity.low is None else low), high


def half_place(number: float) -> float:
    """Return half of the last place that a number is rounded to.

    >>> half_place(15000), half_place(250), half_place(7)
    (500.0, 5.0, 0.5)
    """
    if number == 0 or number != int(number):
        return 0.5
    place = 1
    while number % (place * 10) == 0:
        place *= 10
    return place / 2


def lay_of(one: Quantity, other: Quantity) -> Lay:
    """Return how two figures lie to each other."""
    if _same_number(one, other):
        return Lay.SAME
    ours, theirs = range_of(one), range_of(other)
    if ours[0] > theirs[1] or theirs[0] > ours[1]:
        return Lay.APART
    if ours[0] >= theirs[0] and ours[1] <= theirs[1]:
        return Lay.INSIDE
    if theirs[0] >= ours[0] and theirs[1] <= ours[1]:
        return Lay.HOLDS
    return Lay.ACROSS


def _same_number(one: Quantity, other: Quantity) -> bool:
    if (one.low, one.high) == (other.low, other.high):
        return True
    ends = {one.low, one.high}, {other.low, other.high}
    flat = one.low == one.high or other.low == other.high
    shared = {end for end in ends[0] & ends[1] if end is not None}
    return flat and bool(shared)


def say_figure(quantity: Quantity) -> str:
    """Return a figure in words.

    >>> say_figure(Quantity(2000, None, "km2", None, Relation.AT_LEAST, "at least", None, None))
    'at least 2,000'
    """
    low, high = quantity.low, quantity.high
    if low is not None and low == high:
        about = "about " if quantity.relation is Relation.ABOUT else ""
        return f"{about}{say_number(low)}"
    if low is None:
        word = "fewer than" if quantity.relation is Relation.BELOW else "at most"
        return f"{word} {say_number(high or 0)}"
    if high is None:
        word = "more than" if quantity.relation is Relation.ABOVE else "at least"
        return f"{word} {say_number(low)}"
    return f"{say_number(low)} to {say_number(high)}"


def say_number(number: float) -> str:
    """Return a number with commas and without empty decimals.

    >>> say_number(14250.0), say_number(2.5)
    ('14,250', '2.5')
    """
    return f"{int(number):,}" if number == int(number) else f"{number:,}"
