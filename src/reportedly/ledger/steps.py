"""Steps: what a reviewer did last, to be undone, and what was undone last, to be done again; from the log alone.

Nothing is forgotten between sessions: a step is found by going back through the decisions, past those that do not hold.
A step is one decision, or several that were made together.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, or_, select

from reportedly.ledger.deciding import Manner, Said, write_undoing
from reportedly.ledger.decisions import decision_holds, load_decision
from reportedly.ledger.keeping import last_entry
from reportedly.ledger.schema import decision
from reportedly.ledger.store import Store
from reportedly.model import Decision, DecisionKind
from reportedly.model.decision import ON_CLAIMS

_BATCH = 200  # decisions looked at together, going back


@dataclass(frozen=True, slots=True)
class Step:
    """Decisions made together: the first of them, how many there are, and the entries that bring the other state."""

    first: Decision
    count: int
    entries: tuple[int, ...]  # what to undo


def find_done(connection: Connection, author: str) -> Step | None:
    """Return the last step of a reviewer that holds."""
    gone: set[int] = set()
    for row in _back(connection, author):
        if row.entry in gone:
            continue
        if row.undoes is not None:
            gone.add(row.undoes)
        elif row.author == author and row.kind in ON_CLAIMS:
            return _as_step(connection, row.entry, _together(connection, row.entry))
    return None


def find_undone(connection: Connection, author: str) -> Step | None:
    """Return the last step that a reviewer undid and that can be done again; None once something else was decided."""
    gone: set[int] = set()
    for row in _back(connection, author):
        if row.entry in gone:
            continue
        if row.undoes is None:
            if row.author == author and row.kind in ON_CLAIMS:
                return None
            continue
        gone.add(row.undoes)
        if row.author == author:
            undone = _root(connection, row.undoes)
            if undone is not None:
                return _as_step(connection, undone, _together(connection, row.entry))
    return None


def take_back(connection: Connection, store: Store, step: Step, *, said: Said) -> int:
    """Undo the entries of a step, together, and return the first entry written."""
    together = last_entry(connection) + 1 if len(step.entries) > 1 else None
    written = [
        write_undoing(connection, store, entry, said=said, manner=Manner(step=together))
        for entry in reversed(step.entries)
    ]
    return written[0]


@dataclass(frozen=True, slots=True)
class _Row:
    entry: int
    kind: DecisionKind
    author: str
    undoes: int | None


def _back(connection: Connection, author: str) -> Iterator[_Row]:
    """Yield a reviewer's decisions and all undoings, the last first; others' decisions change no step."""
    before: int | None = None
    while True:
        asked = select(decision.c.entry, decision.c.kind, decision.c.author, decision.c.undoes).where(
            or_(decision.c.author == author, decision.c.undoes.is_not(None))
        )
        if before is not None:
            asked = asked.where(decision.c.entry < before)
        rows = connection.execute(asked.order_by(decision.c.entry.desc()).limit(_BATCH)).all()
        for row in rows:
            yield _Row(row.entry, DecisionKind(row.kind), row.author, row.undoes)
        if len(rows) < _BATCH:
            return
        before = rows[-1].entry


def _together(connection: Connection, entry: int) -> tuple[int, ...]:
    """Return the entries made in one step with this one that still hold, in order."""
    content = connection.execute(select(decision.c.content).where(decision.c.entry == entry)).scalar_one()
    first = json.loads(content).get("step")
    if first is None:
        return (entry,)
    asked = select(decision.c.entry, decision.c.content).where(decision.c.entry >= first, decision.c.entry <= entry)
    made = [row.entry for row in connection.execute(asked).all() if json.loads(row.content).get("step") == first]
    return tuple(one for one in made if decision_holds(connection, one))


def _root(connection: Connection, entry: int) -> int | None:
    """Return an undone entry where it is a decision on a claim; None where it is an undoing, or of something else."""
    kind = connection.execute(select(decision.c.kind).where(decision.c.entry == entry)).scalar_one()
    return entry if kind in ON_CLAIMS else None


def _as_step(connection: Connection, entry: int, entries: tuple[int, ...]) -> Step:
    return Step(load_decision(connection, entry), len(entries), entries)
