"""Review in the terminal: one claim at a time, a key for each decision; any number of steps back and forth."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reportedly.cli.amending import SLOTS, read_amendments
from reportedly.errors import ReportedlyError
from reportedly.model import KeptClaim
from reportedly.model.decision import DecisionKind

if TYPE_CHECKING:
    from reportedly.ledger import Ledger

KEYS = {
    "a": "accept",
    "e": "amend",
    "r": "reject",
    "u": "unsure",
    "n": "note for the next decision",
    "j": "next",
    "k": "previous",
    "z": "undo",
    "w": "why",
    "?": "help",
    "q": "leave",
}
_DECIDING = {"a": DecisionKind.ACCEPT, "r": DecisionKind.REJECT, "u": DecisionKind.UNSURE}
_BETWEEN = re.compile(r",\s*(?=\w+=)")  # commas between amendments, not those of "1,400"
HELP = "  ".join(f"[{key}] {meaning}" for key, meaning in KEYS.items())


@dataclass(slots=True)
class Session:
    """One person's walk through a queue of claims.

    `queue` gives claims to decide on; `key` waits for a key, `line` for a line; `show` prints a claim, `tell` words.
    """

    ledger: Ledger
    author: str
    queue: Iterator[KeptClaim]
    key: Callable[[], str]
    line: Callable[[str], str]
    show: Callable[[KeptClaim, str], None]
    tell: Callable[[str], None]
    seen: list[str] = field(default_factory=list)  # ids of claims shown, in order
    at: int = -1
    note: str = ""
    decided: list[tuple[int, str]] = field(default_factory=list)  # decisions of this session, with their claims

    def run(self) -> int:
        """Walk until the queue ends or the person leaves; return how many decisions stand."""
        going = self._forward()
        while going:
            kept = self.ledger.claim(self.seen[self.at])
            self.show(kept, f"{self.at + 1}{f', note: {self.note}' if self.note else ''}")
            going = self._act(self.key(), kept)
        return len(self.decided)

    def _act(self, key: str, kept: KeptClaim) -> bool:
        """Do what a key says and return whether to go on."""
        if key in _DECIDING:
            return self._decide(kept, _DECIDING[key])
        if key == "e":
            return self._amend(kept)
        if key in ("q", ""):
            return False
        if key == "j":
            return self._forward()
        if key == "k":
            self.at = max(self.at - 1, 0)
        elif key == "z":
            self._undo()
        elif key == "n":
            self.note = self.line("Why: ")
        elif key == "w":
            self.show(kept, "why")
        else:
            self.tell(HELP)
        return True

    def _forward(self) -> bool:
        if self.at + 1 < len(self.seen):
            self.at += 1
            return True
        following = next((kept for kept in self.queue if kept.claim.id not in self.seen), None)
        if following is None:
            self.tell("Nothing is left to review.")
            return False
        self.seen.append(following.claim.id)
        self.at = len(self.seen) - 1
        return True

    def _decide(self, kept: KeptClaim, kind: DecisionKind, slots: dict[str, object] | None = None) -> bool:
        decision = self.ledger.decide(kept.claim.id, kind, author=self.author, reason=self.note, slots=slots)
        self.decided.append((decision.id, kept.claim.id))
        self.note = ""
        self.tell(f"{KEYS.get(next((k for k, v in _DECIDING.items() if v is kind), 'e'))}: decision {decision.id}")
        return self._forward()

    def _amend(self, kept: KeptClaim) -> bool:
        said = self.line(f"SLOT=VALUE, several with commas ({', '.join(SLOTS)}): ")
        if not said.strip():
            return True
        try:
            slots = read_amendments(_BETWEEN.split(said.strip()), kept.claim)
            return self._decide(kept, DecisionKind.AMEND, slots)
        except ReportedlyError as error:
            self.tell(str(error))
            return True

    def _undo(self) -> None:
        if not self.decided:
            self.tell("Nothing was decided in this session; `reportedly review --undo ID` undoes older decisions.")
            return
        number, claim = self.decided.pop()
        self.ledger.undo(number, author=self.author, reason=self.note)
        self.at = self.seen.index(claim)
        self.tell(f"decision {number} undone")
