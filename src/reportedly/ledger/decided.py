"""Decisions as they lie in the ledger, and which of them hold."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.sql import ColumnElement

from reportedly.ledger.schema import AnyRow, decision
from reportedly.model import DecisionKind, Span


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision as kept: `content` is what it says, by name."""

    entry: int
    kind: DecisionKind
    document: int | None
    claim: str | None
    other: str | None
    content: dict[str, Any]  # Any: JSON
    undoes: int | None
    author: str = ""

    @property
    def view(self) -> str | None:
        """Whose version of the claim was decided on, the machine's with that person's amendments; None: what stood."""
        view: str | None = self.content.get("view")
        return view

    @property
    def slots(self) -> dict[str, Any]:
        """The slots it amends, in the published format."""
        return dict(self.content.get("slots", {}))

    @property
    def evidence(self) -> Span:
        """The evidence of the claim it was about."""
        return Span(*self.content["evidence"])


def decisions_on(connection: Connection, document: int, entry: int) -> list[Decided]:
    """Return the decisions on a document and its claims that hold at an entry of the log, in order."""
    return _holding(_load(connection, decision.c.document == document, entry))


def ledger_wide(connection: Connection, kind: DecisionKind, entry: int) -> list[Decided]:
    """Return the decisions of one kind for the whole ledger that hold at an entry of the log, in order."""
    wanted = decision.c.document.is_(None) & decision.c.kind.in_([kind, DecisionKind.UNDO])
    return _holding(_load(connection, wanted, entry))


def pair_rulings(connection: Connection, entry: int) -> list[Decided]:
    """Return the decisions on pairs of claims that hold at an entry of the log, in order."""
    kinds = [DecisionKind.SAME, DecisionKind.NOT_SAME, DecisionKind.UNDO]
    return _holding(_load(connection, decision.c.document.is_(None) & decision.c.kind.in_(kinds), entry))


def _load(connection: Connection, wanted: ColumnElement[bool], entry: int) -> list[Decided]:
    asked = select(decision).where(wanted, decision.c.entry <= entry).order_by(decision.c.entry)
    return [as_decided(row) for row in connection.execute(asked)]


def as_decided(row: AnyRow) -> Decided:  # Any: a whole row of a table
    """Return the decision that a row holds."""
    return Decided(
        row.entry,
        DecisionKind(row.kind),
        row.document,
        row.claim,
        row.other,
        json.loads(row.content),
        row.undoes,
        row.author,
    )


def undone(decisions: Iterable[Decided]) -> set[int]:
    """Return the entries of the decisions that do not hold: undone by one that does."""
    found: set[int] = set()
    # a decision can only undo an earlier one, so that from the last to the first each is settled when it is met
    for each in sorted(decisions, key=_entry, reverse=True):
        if each.undoes is not None and each.entry not in found:
            found.add(each.undoes)
    return found


def _holding(decisions: list[Decided]) -> list[Decided]:
    gone = undone(decisions)
    return [each for each in decisions if each.entry not in gone and each.kind is not DecisionKind.UNDO]


def _entry(each: Decided) -> int:
    return each.entry
