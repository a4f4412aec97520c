"""Times: expressions in the text, and the interval for which a claim is said to hold."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class TimeType(StrEnum):
    """TIMEX3 types (TimeML 1.2.1)."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


class Precision(StrEnum):
    """How exactly a time is known."""

    MINUTE = "minute"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    UNKNOWN = "unknown"


class Basis(StrEnum):
    """On what ground a claim is dated."""

    EXPRESSION = "expression"
    CONTEXT = "context"
    DATELINE = "dateline"
    PUBLISHED = "published"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Timex:
    """A time expression: its offsets, TIMEX3 type and value ("2017-06-13", "P3D", "PRESENT_REF", "XXXX-06")."""

    start: int
    end: int
    type: TimeType
    value: str


@dataclass(frozen=True, slots=True)
class TimeText:
    """The time expression of a claim, as written."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Valid:
    """When a claim is said to be so: ISO days (or minutes), closed; None where unknown."""

    earliest: str | None
    latest: str | None
    precision: Precision
    basis: Basis

    def covers(self, day: str) -> bool:
        """Return whether an ISO day lies in the interval; an open side is open, and what is undated covers none.

        >>> Valid(None, "2017-06-14", Precision.DAY, Basis.EXPRESSION).covers("2017-06-01")
        True
        """
        if self.earliest is None and self.latest is None:
            return False
        return (self.earliest or day)[:10] <= day <= (self.latest or day)[:10]


UNDATED = Valid(None, None, Precision.UNKNOWN, Basis.NONE)
