"""Strips: who held a place through time, a strip for each view, with the class of each stretch.

Takes holdings and the claims they rest on. The class says on whose word it rests: one side's, several sides', sources
that have no stake, or nothing fresh. It is drawn as hatching, never by colour alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from reportedly.model import Holding, KeptClaim, State
from reportedly.web.pages.range_bars import Axis, day_axis, place_day

STALE_DAYS = 90  # without a word; what was said then may have changed hands since


class Word(StrEnum):
    """On whose word it is said that a place is held."""

    ONE = "one side"
    SEVERAL = "several sides"
    NEUTRAL = "no side"
    DISPUTED = "disputed"
    PARTS = "in parts"
    STALE = "stale"
    UNKNOWN = "unknown"


# A sentence for each class, as every legend gives it.
MEANINGS: Mapping[Word, str] = {
    Word.SEVERAL: "Sources of more than one side, or of a side and of none, say that the same party holds it.",
    Word.NEUTRAL: "Only sources with no known stake say who holds it.",
    Word.ONE: "Only one side says who holds it; nobody else has said so.",
    Word.DISPUTED: "Sources of the same days name different holders, or it is fought over.",
    Word.PARTS: "Wider than a town: parties are said to hold something in it, not the whole of it.",
    Word.STALE: f"The last word on it is more than {STALE_DAYS} days old; it may have changed hands since.",
    Word.UNKNOWN: "Nothing said of it is strong or fresh enough to name a holder.",
}


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


def class_of(holding: Holding, claims: Mapping[str, KeptClaim]) -> Word:
    """Return on whose word a holding rests."""
    age = holding.age_days or 0
    if holding.holder == State.UNKNOWN:
        return Word.STALE if holding.claims and age > STALE_DAYS else Word.UNKNOWN
    if holding.holder == State.CONTESTED or holding.against:
        return Word.DISPUTED
    if age > STALE_DAYS:
        return Word.STALE
    stakes = {claims[claim].claim.source.stake for claim in holding.claims if claim in claims}
    sides = stakes - {None}
    if not sides:
        return Word.NEUTRAL if stakes else Word.UNKNOWN
    return Word.ONE if len(stakes) == 1 else Word.SEVERAL


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
