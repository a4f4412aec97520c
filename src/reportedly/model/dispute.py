"""Disputes: how claims of one question stand to each other, which event they tell of, and what parts add up to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Question(StrEnum):
    """What a claim answers; only claims that answer the same are compared."""

    WHO_HOLDS = "who_holds"
    HOW_MUCH_HELD = "how_much_held"
    HOW_MANY = "how_many"  # killed, wounded, missing, displaced, detained: of an event
    WHO_DID_IT = "who_did_it"
    HOW_STRONG = "how_strong"
    WHAT_BECAME = "what_became"
    WILL_IT = "will_it"


class Relationship(StrEnum):
    """How one claim stands to another."""

    AGREES = "agrees"
    REFINES = "refines"  # the first is the narrower
    PART_OF = "part_of"  # the first is the part
    REVISES = "revises"  # the first is the later
    TREND = "trend"  # the first is the later; both stand, each for its time
    CONTRADICTS = "contradicts"
    DENIES = "denies"  # the first denies
    DIFFERENT_EVENT = "different_event"


@dataclass(frozen=True, slots=True)
class Relation:
    """Two claims and how the first stands to the second, with the reason in words and the numbers compared.

    `doubt` names the relation it might be as well, where two fit nearly alike.
    """

    first: str  # claim ids
    second: str
    name: Relationship
    reason: str
    numbers: tuple[str, ...] = ()  # as compared: "at least 58", "86"
    doubt: Relationship | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """Claims taken to tell of one event, with the place and the days they give it."""

    id: str
    claims: tuple[str, ...]  # ids, sorted
    place: str | None  # the name most claims give
    earliest: str | None  # ISO days
    latest: str | None


@dataclass(frozen=True, slots=True)
class Version:
    """One answer to a question, and who gives it; `low` and `high` where it is a figure."""

    answer: str  # "at least 58 killed", "Islamic State"
    low: float | None
    high: float | None
    claims: tuple[str, ...]  # ids, sorted
    origins: tuple[str, ...]  # ids, sorted
    sources: tuple[str, ...]  # the origins' names
    reported: str | None  # ISO day on which it was first reported
    superseded: bool = False  # by a later figure of the same source


@dataclass(frozen=True, slots=True)
class Dispute:
    """A question that is answered in more than one way, with all versions side by side."""

    id: str
    question: Question
    title: str  # "killed in Homs, 1 October 2014"
    place: str | None
    earliest: str | None
    latest: str | None
    versions: tuple[Version, ...]  # the oldest first
    relations: tuple[Relation, ...]  # those that make it a dispute
    reports: int  # claims that answer it
    origins: int


class Verdict(StrEnum):
    """What comes of adding the parts of a whole."""

    FITS = "fits"
    ONLY_IF_APPROXIMATE = "fits only if approximate"
    CANNOT_FIT = "cannot fit"
    CANNOT_TELL = "cannot tell"


@dataclass(frozen=True, slots=True)
class Sum:
    """A whole and its parts, with the verdict and the sum in words.

    `left_low` and `left_high` are what is left over at face value and at most, None where there is no bound or no sense
    in it.
    """

    whole: str  # claim ids
    parts: tuple[str, ...]
    verdict: Verdict
    words: str
    reasons: tuple[str, ...]
    left_low: float | None = None
    left_high: float | None = None


class MisfitKind(StrEnum):
    """What cannot be as it is said, apart from sums."""

    FALLEN = "fallen"  # a source's later figure is below what its earlier one allows, where figures can only rise
    AHEAD = "ahead"  # told as done before its day
    SHARES = "shares"  # the parts of one whole, in percent, are more than all of it


@dataclass(frozen=True, slots=True)
class Misfit:
    """Claims that cannot all be as they are said, or were not read as they were said: what to look at first.

    The claim that does not fit comes first. `verdict` is "cannot fit", "fits only if approximate" where rounding would
    explain it, "cannot tell" where the day was taken from another sentence.
    """

    id: str
    kind: MisfitKind
    verdict: Verdict
    claims: tuple[str, ...]  # ids
    words: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """One figure of a series: what was said, by whom, when it came out, and whether its own source took it back."""

    answer: str  # "at least 58 people killed"
    low: float | None
    high: float | None
    source: str
    origin: str  # id
    claim: str  # id of the first claim that says so
    claims: tuple[str, ...]  # all that say so for this origin
    reported: str | None
    superseded: bool = False
    group: str = "people"


@dataclass(frozen=True, slots=True)
class Series:
    """One figure through time, by source: ranges as they were said, never their sum.

    `suggested` is a proposal of arithmetic and labelled so; None where it was not asked for.
    """

    id: str
    question: Question
    title: str
    place: str | None
    earliest: str | None
    latest: str | None
    points: tuple[Point, ...]  # the oldest first
    relations: tuple[Relation, ...]
    reports: int
    origins: int
    summary: str  # "9 reports, 2 origins: the Observatory (6 outlets), the army (3)"
    suggested: float | None = None
    suggested_why: tuple[str, ...] = ()
