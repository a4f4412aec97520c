"""Strips: who held a place through time, a strip for each view, with the class of each stretch."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from reportedly.model import Holding, KeptClaim
from reportedly.sharing.whose_word import Word, class_of
from reportedly.web.pages.range_bars import Axis, day_axis, place_day


@dataclass(frozen=True, slots=True)
class Stretch:
    """A holding on an axis of days, with its class."""

    holding: Holding
    word: Word
    left: float
    width: float


@dataclass(frozen=True, slots=True)
class Strip:
    """The stretches of one place by one view, the oldest first."""

    view: str
    label: str
    stretches: tuple[Stretch, ...]


def day_axis_of(holdings: Iterable[Holding]) -> Axis | None:
    """Return an axis on which all holdings can be seen."""
    listed = list(holdings)
    return day_axis([one.since for one in listed] + [one.until for one in listed])


def draw_strip(
    view: str, label: str, holdings: Sequence[Holding], axis: Axis, claims: Mapping[str, KeptClaim]
) -> Strip:
    """Return the strip of one view."""
    stretches = []
    for one in holdings:
        left, right = place_day(axis, one.since), place_day(axis, one.until)
        after = axis.place(axis.low + (axis.high - axis.low) * right / 100 + 1)  # the last day is held to its end
        stretches.append(Stretch(one, class_of(one, claims), left, round(max(after - left, 0.4), 2)))
    return Strip(view, label, tuple(stretches))
