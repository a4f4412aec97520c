"""A found phrase, the day it is read against, and what its resolvers share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from reportedly.model import TimeType
from reportedly.reading.timexes.vocabulary import Word

Reading: TypeAlias = tuple[TimeType, str]
"""What a resolver gives: TIMEX3 type and value."""

PRESENT, PAST, FUTURE = "PRESENT_REF", "PAST_REF", "FUTURE_REF"
UNKNOWN_DAY = "XXXX-XX-XX"


@dataclass(frozen=True, slots=True)
class Now:
    """What a phrase is read against.

    `day` is the document's date, `anchor` the day last spoken of, `year` the year last spoken of, `leaning` the tense
    of what the phrase belongs to: -1 past, 1 future, 0 not told.
    """

    day: date | None
    anchor: date | None = None
    year: int | None = None
    leaning: int = 0


@dataclass(frozen=True, slots=True)
class Phrase:
    """The words of a found phrase, each with its class."""

    words: tuple[Word, ...]

    def get(self, *classes: str) -> Word | None:
        """Return the first word of one of the classes."""
        return next((word for word in self.words if word.cls in classes), None)

    def has(self, *classes: str) -> bool:
        """Return whether a word is of one of the classes."""
        return self.get(*classes) is not None

    def direction(self) -> int:
        """Return -1 for "last", 1 for "next", 0 for neither."""
        if self.has("last", "past_adj", "prior"):
            return -1
        return 1 if self.has("next", "coming", "after_adj") else 0


def vague(direction: int) -> str:
    """Return the value of a relative time that no day is known for."""
    return (PRESENT, FUTURE, PAST)[direction]


def on_day(day: date | None, part: Word | None, *, otherwise: str = UNKNOWN_DAY) -> Reading:
    """Return a day, or the part of a day ("2017-06-13TNI") where one is named."""
    value = day.isoformat() if day else otherwise
    if part is None:
        return TimeType.DATE, value
    code = str(part.value)
    return TimeType.TIME, value + (code if code.startswith("T") else f"T{code}")
