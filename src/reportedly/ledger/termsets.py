"""Sets of terms that a query asks for, told to SQLite as a function over the terms packed in a claim's row."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

import numpy as np

TERM = np.dtype("<u4")  # how a term lies in a claim's row


def pack_terms(terms: Iterable[int]) -> bytes:
    """Return the terms as four bytes each, in order.

    >>> unpack_terms(pack_terms([7, 2]))
    [2, 7]
    """
    return np.array(sorted(terms), TERM).tobytes()


def unpack_terms(packed: bytes) -> list[int]:
    """Return the terms of a claim's row."""
    found: list[int] = np.frombuffer(packed, TERM).tolist()
    return found


class TermSets:
    """The sets one connection is asked about; `terms_meet(claim.terms, number)` is true where they share a term."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._sets: dict[int, frozenset[bytes]] = {}
        connection.create_function("terms_meet", 2, self._meet, deterministic=True)

    def add(self, terms: Iterable[int]) -> int:
        """Return the number under which the set is known; those of earlier queries are forgotten from time to time."""
        if len(self._sets) > 64:
            self._sets.clear()
        number = max(self._sets, default=0) + 1
        self._sets[number] = frozenset(term.to_bytes(4, "little") for term in terms)
        return number

    def _meet(self, packed: bytes, number: int) -> bool:
        wanted = self._sets[number]
        return any(packed[at : at + 4] in wanted for at in range(0, len(packed), 4))
