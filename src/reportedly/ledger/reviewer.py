"""A reviewer: one person's walk through the ledger's claims; what the terminal and the web app both call.

Every answer is a decision in the log. Undoing and doing again add decisions; what to undo is found in the log, so that
any number of steps can be taken back in any later session.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from reportedly.errors import LedgerError
from reportedly.ledger.clock import Instant
from reportedly.ledger.deciding import Manner, Said, check_decision, write_on_claim
from reportedly.ledger.decisions import load_decision
from reportedly.ledger.history import find_row
from reportedly.ledger.judgements import Agreement, compare_reviewers
from reportedly.ledger.keeping import last_entry
from reportedly.ledger.own import OwnClaim, decisions_bearing, read_own
from reportedly.ledger.review_queue import QueueReader, ReviewQueue
from reportedly.ledger.steps import Step, find_done, find_undone, take_back
from reportedly.ledger.store import Store
from reportedly.model import Decision, DecisionKind

MOST_AT_ONCE = 1000  # claims accepted in one step: six seconds of writing, in which nobody else can write
DIFFERENCES = 50  # given at once


@dataclass(frozen=True, slots=True)
class Best:
    """The claims left to a reviewer that score so much or more: what would be accepted, the best first.

    `mark` tells this very list from any other, so that what is accepted is what was looked at.
    """

    score: float
    claims: tuple[tuple[str, float], ...]  # ids with their scores
    more: bool  # whether there are others beyond `MOST_AT_ONCE`

    @property
    def mark(self) -> str:
        """The digest of the list."""
        return hashlib.sha256(" ".join(one for one, _ in self.claims).encode()).hexdigest()[:16]


class Reviewer:
    """One reviewer of a ledger; made by `Ledger.reviewer`."""

    def __init__(self, store: Store, author: str) -> None:
        self._store = store
        self.author = author

    # What to look at

    def following(self, queue: ReviewQueue, claim_id: str | None = None) -> str | None:
        """Return the claim of the queue that comes after another, or the first of all; None where there is none."""
        with self._store.reading() as connection:
            return QueueReader(connection, queue, self.author).following(claim_id)

    def before(self, queue: ReviewQueue, claim_id: str) -> str | None:
        """Return the claim that comes before: one that is left, or one decided a short while ago."""
        with self._store.reading() as connection:
            return QueueReader(connection, queue, self.author).before(claim_id)

    def count(self, queue: ReviewQueue) -> tuple[int, bool]:
        """Return how many claims are left, and whether that is exact or there are more."""
        with self._store.reading() as connection:
            return QueueReader(connection, queue, self.author).count()

    def own(self, claim_id: str) -> OwnClaim:
        """Return a claim as this reviewer has it.

        Raises: LedgerError (R510) where there is none of that id.
        """
        with self._store.reading() as connection:
            return read_own(connection, claim_id, self.author)

    # What to say of it

    def decide(
        self,
        claim_id: str,
        kind: str,
        *,
        reason: str = "",
        slots: Mapping[str, Any] | None = None,  # Any: values of the published format
        recorded_at: Instant | None = None,
    ) -> Decision:
        """Accept, amend, reject, be unsure of or put off a claim, as this reviewer has it.

        Raises: LedgerError (R510, R511) where there is no such claim, the slots make no sense, or nothing is said why
        it is put off.
        """
        said = Said(self.author, reason, recorded_at)
        what = DecisionKind(kind)
        if what is DecisionKind.SKIP and not reason.strip():
            raise LedgerError(
                "R511",
                "a claim is put off without a reason.",
                why="Whoever takes it up again should know what was missing.",
                fix="write why, or go on to the next claim without deciding.",
            )
        checked = check_decision(what, slots or {})
        with self._store.writing() as connection:
            manner = Manner(view=self.author)
            entry = write_on_claim(connection, self._store, (claim_id, what, checked), said=said, manner=manner)
            return load_decision(connection, entry)

    def best(self, queue: ReviewQueue, score: float) -> Best:
        """Return what `accept_best` would accept."""
        with self._store.reading() as connection:
            found = QueueReader(connection, queue, self.author).best(score, MOST_AT_ONCE + 1)
        return Best(score, tuple(found[:MOST_AT_ONCE]), len(found) > MOST_AT_ONCE)

    def accept_best(self, best: Best, *, reason: str = "", recorded_at: Instant | None = None) -> int:
        """Accept the claims in one step, and return how many; they are undone in one step too."""
        said = Said(self.author, reason, recorded_at)
        with self._store.writing() as connection:
            manner = Manner(view=self.author, step=last_entry(connection) + 1)
            for claim_id, _ in best.claims:
                write_on_claim(connection, self._store, (claim_id, DecisionKind.ACCEPT, {}), said=said, manner=manner)
        return len(best.claims)

    # Back and forth

    def last_step(self) -> Step | None:
        """Return what `undo` would undo."""
        with self._store.reading() as connection:
            return find_done(connection, self.author)

    def undone_step(self) -> Step | None:
        """Return what `redo` would bring back."""
        with self._store.reading() as connection:
            return find_undone(connection, self.author)

    def undo(self, *, reason: str = "", recorded_at: Instant | None = None) -> Step | None:
        """Undo the last step of this reviewer that holds, of whatever session; None where there is none."""
        return self._turn(find_done, Said(self.author, reason, recorded_at))

    def redo(self, *, reason: str = "", recorded_at: Instant | None = None) -> Step | None:
        """Do again what was undone last; None where nothing was, or something else was decided since."""
        return self._turn(find_undone, Said(self.author, reason, recorded_at))

    def _turn(self, find: Any, said: Said) -> Step | None:  # Any: one of the two functions above
        with self._store.writing() as connection:
            step: Step | None = find(connection, self.author)
            if step is not None:
                take_back(connection, self._store, step, said=said)
            return step

    # Beside others

    def differences(self, other: str, *, limit: int = DIFFERENCES) -> Agreement:
        """Return how far this reviewer and another agree on what both decided, and where they differ."""
        with self._store.reading() as connection:
            return compare_reviewers(connection, self.author, other, limit=limit)

    def settle(self, claim_id: str, whose: str, settles: Iterable[int], *, reason: str = "") -> Decision:
        """Settle a difference: take one reviewer's answer as one's own, with what that reviewer amended."""
        entries = tuple(sorted(settles))
        with self._store.writing() as connection:
            taken = _taken(connection, claim_id, whose, entries)
            slots = check_decision(taken.kind, dict(taken.slots))
            manner = Manner(view=whose, settles=entries)
            decided = (claim_id, taken.kind, slots)
            entry = write_on_claim(connection, self._store, decided, said=Said(self.author, reason), manner=manner)
            return load_decision(connection, entry)


def _taken(connection: Connection, claim_id: str, whose: str, entries: Iterable[int]) -> Decision:
    """Return the decision of a difference that is one reviewer's.

    Raises: LedgerError (R510, R511) where these are not decisions on the claim that hold.
    """
    bearing = {each.entry for each in decisions_bearing(connection, find_row(connection, claim_id).document, claim_id)}
    found = [load_decision(connection, entry) for entry in entries if entry in bearing]
    taken = next((one for one in found if one.author == whose and one.kind is not DecisionKind.SKIP), None)
    if taken is None or len(found) < 2:
        raise LedgerError(
            "R511",
            f"there is no difference over claim {claim_id} with an answer of {whose!r} in it.",
            why="It was settled or undone meanwhile.",
            fix="look at the differences again.",
        )
    return taken
