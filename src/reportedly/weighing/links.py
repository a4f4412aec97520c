"""Links: which claims look like accounts of one event, a row for each claim with the others, the strongest first.

Of each claim's links the strongest are kept. A block with more claims than may be looked at together is sought at
stronger links, so that as many links as make it too large tell all that there is to tell. A link is written so that
links sort by strength and then by id, which lets whole rows be merged at once.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from reportedly.weighing.blocks import MOST

KEPT = MOST + 1  # links of one claim
_TOP = 100  # strengths are written as what lacks to it: the strongest sort first
_WIDTH = len("97.50")
_AFTER = "~"  # sorts after every id
_READ = "SELECT others FROM derived_weigh_link WHERE claim = ?"
_WRITE = (
    "INSERT INTO derived_weigh_link (claim, others) VALUES (?, ?)"
    " ON CONFLICT (claim) DO UPDATE SET others = excluded.others"
)


class Links:
    """The links of claims, each row read once, however many strengths it is asked for at."""

    def __init__(self, cursor: Any) -> None:  # Any: the driver's cursor, which has no types
        self._cursor = cursor
        self._rows: dict[str, list[str]] = {}
        self._others: dict[str, list[str]] = {}

    def row(self, claim: str) -> list[str]:
        """Return the links of a claim as they are written, the strongest first."""
        known = self._rows.get(claim)
        if known is None:
            found = self._cursor.execute(_READ, (claim,)).fetchone()
            known = self._rows[claim] = found[0].split() if found else []
        return known

    def others(self, claim: str) -> list[str]:
        """Return the claims that have a link with it, the strongest first."""
        known = self._others.get(claim)
        if known is None:
            known = self._others[claim] = [link[_WIDTH:] for link in self.row(claim)]
        return known

    def find(self, claim: str, strength: float) -> Sequence[str]:
        """Return the claims that have a link of at least a strength with it, the strongest first."""
        return self.others(claim)[: bisect_right(self.row(claim), _write(strength) + _AFTER)]

    def add(self, links: Iterable[tuple[str, str, float]]) -> dict[str, float]:
        """Note links from either side; return the claims whose links that changed, each with its strongest new one."""
        fresh: dict[str, list[str]] = defaultdict(list)
        for one, other, strength in links:
            code = _write(strength)
            fresh[one].append(code + other)
            fresh[other].append(code + one)
        changed = {}
        for claim, mine in sorted(fresh.items()):
            known = self.row(claim)
            if len(known) == KEPT:
                mine = [link for link in mine if link < known[-1]]  # the others are too weak to be kept
            if not mine:
                continue
            told = {link[_WIDTH:] for link in mine}
            merged = sorted([*mine, *(link for link in known if link[_WIDTH:] not in told)])[:KEPT]
            came = set(merged).difference(known)
            if came:
                changed[claim] = _TOP - float(min(came)[:_WIDTH])
                self._rows[claim] = merged
        self._write_rows(changed)
        return changed

    def drop(self, claims: Iterable[str]) -> None:
        """Drop the links of claims, from either side."""
        gone = set(claims)
        near = {other for claim in gone for other in self.others(claim)} - gone
        for claim in near:
            self._rows[claim] = [link for link in self.row(claim) if link[_WIDTH:] not in gone]
        self._cursor.executemany("DELETE FROM derived_weigh_link WHERE claim = ?", [(claim,) for claim in sorted(gone)])
        self._write_rows(near)

    def _write_rows(self, claims: Iterable[str]) -> None:
        self._cursor.executemany(_WRITE, [(claim, " ".join(self._rows[claim])) for claim in sorted(claims)])


@lru_cache(maxsize=100)
def _write(strength: float) -> str:
    return f"{_TOP - strength:0{_WIDTH}.2f}"
