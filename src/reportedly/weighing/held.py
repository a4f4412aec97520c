"""Held: the facets that were made lately, kept in memory between questions to one ledger.

To make a claim's facet costs more than most of what is asked of it, and one claim is asked for many times: by the page
of a question, by a report, by the next document of its day. What is held belongs to a position of the ledger's log;
`Weighing.refresh` drops what may have changed since. It holds nothing of the ledger itself, and goes when that goes.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Container, Iterable
from weakref import WeakKeyDictionary

from reportedly.ledger import Ledger
from reportedly.weighing.offices import names_of
from reportedly.weighing.questions import Facet

_MOST = 20_000  # facets held in memory, about 60 MB


class Held:
    """Facets by the ids of their claims, those used last kept, and the offices of persons that are known."""

    def __init__(self) -> None:
        self.position: int | None = None  # of the log, up to which all that is held is true
        self.persons: dict[str, tuple[str, str]] | None = None
        self.lock = threading.RLock()
        self._facets: OrderedDict[str, Facet] = OrderedDict()

    def find(self, claims: Iterable[str]) -> dict[str, Facet]:
        """Return those of the facets that are held."""
        with self.lock:
            found = {claim: self._facets[claim] for claim in claims if claim in self._facets}
            for claim in found:
                self._facets.move_to_end(claim)
            return found

    def hold(self, facets: Iterable[Facet]) -> None:
        """Hold facets, and let go those that were not used for longest."""
        with self.lock:
            for facet in facets:
                self._facets[facet.id] = facet
                self._facets.move_to_end(facet.id)
            while len(self._facets) > _MOST:
                self._facets.popitem(last=False)

    def forget(self, claims: Iterable[str]) -> None:
        """Drop facets which may have changed."""
        with self.lock:
            for claim in claims:
                self._facets.pop(claim, None)

    def forget_speakers(self, names: Container[str]) -> None:
        """Drop the facets of speakers whose office is told otherwise than it was."""
        with self.lock:
            said = [facet.id for facet in self._facets.values() if any(n in names for n in names_of(facet.kept))]
            self.forget(said)

    def clear(self) -> None:
        """Drop everything."""
        with self.lock:
            self._facets.clear()
            self.persons = None


_SHARED: WeakKeyDictionary[Ledger, Held] = WeakKeyDictionary()
_SHARING = threading.Lock()


def held_for(ledger: Ledger) -> Held:
    """Return what is held of an open ledger, one for all who ask it."""
    with _SHARING:
        return _SHARED.setdefault(ledger, Held())
