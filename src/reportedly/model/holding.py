"""Holdings: who holds a place for a while, according to whom, how surely, and since when."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """The states of a place that are no party's: fought over or in more than one hand, and not known any more."""

    CONTESTED = "contested"
    UNKNOWN = "unknown"


class ViewKind(StrEnum):
    """Whose word a view takes."""

    ALL = "all"  # every source, weighed
    SOURCE = "source"  # one source alone
    SIDE = "side"  # the sources that have a stake on one side


@dataclass(frozen=True, slots=True)
class View:
    """Whose word is taken: everybody's, one source's, or one side's. `name` is None for all."""

    kind: ViewKind = ViewKind.ALL
    name: str | None = None

    def __str__(self) -> str:
        return "all" if self.name is None else f"{self.kind}:{self.name}"


EVERYBODY = View()


@dataclass(frozen=True, slots=True)
class Holding:
    """The state of one place from `since` to `until`, as one view has it.

    `holder` is a party's name, or a `State`. `belief` is the chance of that state at the end of the interval; `grade`
    is the digit of the claims it rests on. A holding says "claimed by", never "is".
    """

    place: str  # the place's key: its id, else its name
    name: str
    holder: str
    since: str  # ISO day, the first of this state
    until: str  # ISO day, the last one looked at or the last before another state
    earliest: str | None  # the day before which the change cannot have come, where there was one
    belief: float
    band: str
    grade: str  # Admiralty letter and digit: "B2"
    age_days: int | None  # from the last claim it rests on to `until`
    claims: tuple[str, ...]  # ids of the last claims it rests on, latest first
    against: tuple[str, ...]  # ids of claims of the same time that say otherwise
    view: str
    reasons: tuple[str, ...]
    lat: float | None = None
    lon: float | None = None
