"""Outcomes: what the decisions on one claim come to, for the ledger and for each who decided.

A decision made on what stood adds to it. One made in a review, where each sees the machine's version with his own
amendments alone, sets aside what others amended: it has a `view`, the person whose version it was made on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reportedly.ledger.amending import amend_claim
from reportedly.ledger.decided import Decided
from reportedly.model import Claim, DecisionKind, ReviewState

STATES = {
    DecisionKind.ACCEPT: ReviewState.ACCEPTED,
    DecisionKind.AMEND: ReviewState.AMENDED,
    DecisionKind.REJECT: ReviewState.REJECTED,
    DecisionKind.UNSURE: ReviewState.UNSURE,
}


@dataclass(frozen=True, slots=True)
class Result:
    """What a claim is after decisions: `claim` as it stands, `last` the decision that bears on it last."""

    claim: Claim
    state: ReviewState
    last: int | None
    own: Mapping[str, Claim]  # the claim as each who decided has it
    states: Mapping[str, ReviewState]


def apply_decisions(machine: Claim, bearing: Iterable[Decided]) -> Result:
    """Return what decisions that hold, in order, make of a claim as the machine read it."""
    standing, state, last = machine, ReviewState.UNREVIEWED, None
    own: dict[str, Claim] = {}
    states: dict[str, ReviewState] = {}
    for each in bearing:
        last = each.entry
        if each.kind not in STATES:  # put off: nothing is said of the claim
            continue
        made = standing if each.view is None else own.get(each.view, machine)
        if each.kind is DecisionKind.AMEND:
            made = amend_claim(made, each.slots)
        standing = own[each.author] = made
        state = states[each.author] = STATES[each.kind]
    return Result(standing, state, last, own, states)
