"""Decisions: what people say of claims, names, sources and documents; records, never edits."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from reportedly.model.party import Party
from reportedly.model.place import Place
from reportedly.model.source import Letter


class DecisionKind(StrEnum):
    """What a decision does."""

    ACCEPT = "accept"  # the claim was read right
    AMEND = "amend"  # some slots of it were read wrong: here they are
    REJECT = "reject"  # it was read wrong altogether
    UNSURE = "unsure"  # looked at, and not decided
    SKIP = "skip"  # put off by this reviewer, with the reason; the claim stays as it was
    SAME = "same"  # two claims report one thing
    NOT_SAME = "not_same"
    GRADE = "grade"  # a source's Admiralty letter
    NAME = "name"  # an entry of the register is another party or place
    RETRACT = "retract"  # a document no longer stands
    UNDO = "undo"  # an earlier decision does not hold; undoing an undo is a redo


ON_CLAIMS = frozenset(
    {DecisionKind.ACCEPT, DecisionKind.AMEND, DecisionKind.REJECT, DecisionKind.UNSURE, DecisionKind.SKIP}
)
ON_PAIRS = frozenset({DecisionKind.SAME, DecisionKind.NOT_SAME})


@dataclass(frozen=True, slots=True)
class Naming:
    """That an entry of the register of parties or places is another one, in the whole ledger.

    `entry` is the id in the register: "geonames:170063", or "name:kamishly" for a name that was not resolved.
    One of `party` and `place` says what it is; `text`, `start` and `end` in them count for nothing.
    """

    entry: str
    party: Party | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision: who made it, when and why, and what it is about.

    `id` counts up with the log. `holds` is whether no later decision undoes it. `orphaned` is whether the claim it was
    about is in no current reading, so that somebody should look again.

    `view` is of a review in which each sees his own decisions alone: whose version of the claim was looked at, the
    machine's with that person's amendments and nobody else's. `step` is the first decision of those that were made
    together and are undone together. `settles` are the decisions of others that differed and are settled by this one.
    """

    id: int
    kind: DecisionKind
    author: str
    recorded: str  # ISO instant, UTC
    reason: str = ""
    claim: str | None = None  # id of the claim it is about
    other: str | None = None  # the second claim of a pair
    document: str | None = None  # id
    slots: tuple[tuple[str, Any], ...] = ()  # Any: values of the published format, by slot
    saw: tuple[tuple[str, Any], ...] = ()  # the slots as they stood when it was decided
    source: str | None = None  # of a grade: the source's name
    letter: Letter | None = None
    naming: Naming | None = None
    undoes: int | None = None
    holds: bool = True
    orphaned: bool = False
    view: str | None = None
    step: int | None = None
    settles: tuple[int, ...] = ()
