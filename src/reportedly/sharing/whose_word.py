"""On whose word: the class of what is said of who holds a place, with a sentence for each, as every legend gives it.

Takes a holding and the claims it rests on. The class says whether it rests on one side's word, on several sides', on
sources that have no stake, or on nothing fresh. It is drawn as hatching, never by colour alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from reportedly.model import Holding, KeptClaim, State

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
