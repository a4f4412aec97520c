"""Review in the terminal: one claim at a time, a key for each decision; any number of steps back and forth."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reportedly.cli.amending import SLOTS, read_amendments
from reportedly.errors import ReportedlyError
from reportedly.model.decision import DecisionKind

if TYPE_CHECKING:
    from reportedly.ledger.own import OwnClaim
    from reportedly.ledger.review_queue import ReviewQueue
    from reportedly.ledger.reviewer import Reviewer

KEYS = {
    "a": "accept",
    "e": "amend",
    "r": "reject",
    "u": "unsure",
    "x": "put off",
    "n": "note for the next decision",
    "j": "next",
    "k": "previous",
    "z": "undo",
    "Z": "redo",
    "w": "why",
    "?": "help",
    "q": "leave",
}
_DECIDING = {"a": DecisionKind.ACCEPT, "r": DecisionKind.REJECT, "u": DecisionKind.UNSURE}
_BETWEEN = re.compile(r",\s*(?=\w+=)")  # commas between amendments, not those of "1,400"
HELP = "  ".join(f"[{key}] {meaning}" for key, meaning in KEYS.items())


@dataclass(slots=True)
class Session:
    """One person's walk through a queue of claims; the same steps as in the web app.

    `key` waits for a key, `line` for a line; `show` prints a claim, `tell` words. With `alone` one claim is decided.
    """

    reviewer: Reviewer
    queue: ReviewQueue
    key: Callable[[], str]
    line: Callable[[str], str]
    show: Callable[[OwnClaim, str], None]
    tell: Callable[[str], None]
    alone: str | None = None
    at: str | None = None  # the claim that is looked at
    note: str = ""
    made: set[int] = field(default_factory=set)  # decisions of this session that hold

    def run(self) -> int:
        """Walk until the queue ends or the person leaves; return how many decisions of this walk stand."""
        self.at = self.alone or self.reviewer.following(self.queue)
        going = self._there_is_one()
        while going and self.at is not None:
            own = self.reviewer.own(self.at)
            self.show(own, f"note: {self.note}" if self.note else "")
            going = self._act(self.key(), own)
        return len(self.made)

    def _act(self, key: str, own: OwnClaim) -> bool:
        """Do what a key says and return whether to go on."""
        if key in _DECIDING:
            return self._decide(own, _DECIDING[key])
        if key == "e":
            return self._amend(own)
        if key == "x":
            return self._put_off(own)
        if key in ("q", ""):
            return False
        if key == "j":
            return self._forward()
        self._look(key, own)
        return True

    def _look(self, key: str, own: OwnClaim) -> None:
        if key == "k":
            self.at = self.reviewer.before(self.queue, own.kept.claim.id) or self.at
        elif key in ("z", "Z"):
            self._step(back=key == "z")
        elif key == "n":
            self.note = self.line("Why: ")
        elif key == "w":
            self.show(own, "why")
        else:
            self.tell(HELP)

    def _forward(self) -> bool:
        self.at = None if self.alone else self.reviewer.following(self.queue, self.at)
        return self._there_is_one()

    def _there_is_one(self) -> bool:
        if self.at is None and not self.alone:
            self.tell("Nothing is left to review.")
        return self.at is not None

    def _decide(self, own: OwnClaim, kind: DecisionKind, slots: dict[str, object] | None = None) -> bool:
        decision = self.reviewer.decide(own.kept.claim.id, kind, reason=self.note, slots=slots)
        self.made.add(decision.id)
        self.note = ""
        self.tell(f"{kind}: decision {decision.id}")
        return self._forward()

    def _amend(self, own: OwnClaim) -> bool:
        said = self.line(f"SLOT=VALUE, several with commas ({', '.join(SLOTS)}): ")
        if not said.strip():
            return True
        try:
            slots = read_amendments(_BETWEEN.split(said.strip()), own.kept.claim)
            return self._decide(own, DecisionKind.AMEND, slots)
        except ReportedlyError as error:
            self.tell(str(error))
            return True

    def _put_off(self, own: OwnClaim) -> bool:
        self.note = self.note or self.line("Why it is put off: ")
        if not self.note.strip():
            self.tell("Nothing is put off without a reason; [j] goes on without deciding.")
            return True
        return self._decide(own, DecisionKind.SKIP)

    def _step(self, *, back: bool) -> None:
        step = self.reviewer.undo(reason=self.note) if back else self.reviewer.redo(reason=self.note)
        if step is None:
            self.tell("There is nothing to undo." if back else "There is nothing to do again.")
            return
        if back:
            self.made.discard(step.first.id)
        else:
            self.made.add(step.first.id)
        if step.count == 1:
            self.at = step.first.claim or self.at
        what = f"decision {step.first.id}" if step.count == 1 else f"{step.count} decisions made at once"
        self.tell(f"{what} {'undone' if back else 'done again'}")
