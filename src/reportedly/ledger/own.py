"""Own versions: a claim as one reviewer has it, the machine's with what that reviewer amended, and nobody else's word.

This is what lets two people review blind to each other: neither state, amendments nor reasons of others come out here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy import Connection, select

from reportedly.ledger.body import load_claim
from reportedly.ledger.decided import Decided, as_decided
from reportedly.ledger.decisions import load_decision
from reportedly.ledger.history import find_row, read_machine_line
from reportedly.ledger.keeping import as_kept, kept_columns, last_entry
from reportedly.ledger.naming import names_by
from reportedly.ledger.outcome import Result, apply_decisions
from reportedly.ledger.schema import carried, claim, decision
from reportedly.model import Claim, Decision, DecisionKind, KeptClaim, ReviewState


@dataclass(frozen=True, slots=True)
class OwnClaim:
    """A claim as a reviewer has it: `kept` with that reviewer's state and amendments, beside the machine's version.

    `decisions` are the reviewer's own that hold, the last first.
    """

    kept: KeptClaim
    machine: Claim
    decisions: tuple[Decision, ...]

    @property
    def amended(self) -> bool:
        """Whether the reviewer has it otherwise than the machine."""
        return self.kept.claim != self.machine

    @property
    def put_off(self) -> str | None:
        """Why it was put off, where that is the last that the reviewer said of it; None where it was not."""
        last = self.decisions[0] if self.decisions else None
        return last.reason if last is not None and last.kind is DecisionKind.SKIP else None

    @property
    def last(self) -> int:
        """The reviewer's last decision on it; 0 where there is none."""
        return self.decisions[0].id if self.decisions else 0


def read_own(connection: Connection, claim_id: str, author: str) -> OwnClaim:
    """Return the claim as that reviewer has it.

    Raises: LedgerError (R510) where there is none of that id.
    """
    row = find_row(connection, claim_id)
    found = connection.execute(kept_columns().where(claim.c.key == row.key)).one()
    names = names_by(connection, last_entry(connection))
    kept = as_kept(found, names)
    machine = load_claim(read_machine_line(connection, row.document, claim_id))
    bearing = decisions_bearing(connection, row.document, claim_id)
    result = apply_decisions(machine, bearing)
    state = result.states.get(author, ReviewState.UNREVIEWED)
    if kept.state is ReviewState.RETRACTED:
        state = kept.state
    own = names.claim(result.own.get(author, machine))
    mine = tuple(load_decision(connection, each.entry) for each in reversed(bearing) if each.author == author)
    return OwnClaim(replace(kept, claim=own, state=state), names.claim(machine), mine)


def own_version(connection: Connection, document: int, claim_id: str, author: str) -> Claim:
    """Return the machine's version of a claim with the amendments of that reviewer alone."""
    result, machine = _apply(connection, document, claim_id)
    return result.own.get(author, machine)


def _apply(connection: Connection, document: int, claim_id: str) -> tuple[Result, Claim]:
    machine = load_claim(read_machine_line(connection, document, claim_id))
    return apply_decisions(machine, decisions_bearing(connection, document, claim_id)), machine


def decisions_bearing(connection: Connection, document: int, claim_id: str) -> list[Decided]:
    """Return the decisions that hold and bear on a claim, in order."""
    asked = (
        select(decision)
        .join(carried, carried.c.decision == decision.c.entry)
        .where(carried.c.document == document, carried.c.claim == claim_id)
        .order_by(decision.c.entry)
    )
    return [as_decided(row) for row in connection.execute(asked)]
