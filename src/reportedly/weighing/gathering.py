"""Gathering: facets filed, linked, and grouped into events, in memory or in a ledger's derived tables.

Takes facets as they come in, gives the blocks that they touched, each weighed. What it needs of a store is few: to file
and to ask by key and day, to link two claims, and to give a facet back by its id. The result follows from the claims
alone, whatever the order in which they came.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from reportedly.model import KeptClaim
from reportedly.weighing.blocks import LINK, Asked, Key, asking_keys, filing_keys, find_block, strength_of
from reportedly.weighing.disputes import Weighed, weigh_event
from reportedly.weighing.events import group_events, score_events
from reportedly.weighing.facets import find_facets
from reportedly.weighing.offices import Directory
from reportedly.weighing.questions import Facet


class Shelf(Protocol):
    """Where facets are filed and found again."""

    def put(self, facets: Sequence[Facet], keys: Mapping[str, Sequence[Key]]) -> None:
        """File facets, each under its keys."""

    def ask(self, asked: Mapping[str, Sequence[Asked]]) -> dict[str, set[str]]:
        """Return for each name the ids of claims filed under any of its keys, between the key's days."""

    def link(self, links: Iterable[tuple[str, str, float]]) -> set[str]:
        """Note how strongly two claims are linked, and return those whose blocks may become others by that."""

    def facets(self, claims: Iterable[str]) -> list[Facet]:
        """Return the facets of claims, in the order of their ids."""


class MemoryShelf:
    """A shelf for claims that fit in memory."""

    def __init__(self) -> None:
        self._facets: dict[str, Facet] = {}
        self._filed: dict[Key, set[str]] = defaultdict(set)
        self._links: dict[str, dict[str, float]] = defaultdict(dict)

    def put(self, facets: Sequence[Facet], keys: Mapping[str, Sequence[Key]]) -> None:
        """File facets, each under its keys."""
        for facet in facets:
            self._facets[facet.id] = facet
            for key in keys[facet.id]:
                self._filed[key].add(facet.id)

    def ask(self, asked: Mapping[str, Sequence[Asked]]) -> dict[str, set[str]]:
        """Return for each name the ids of claims filed under any of its keys, between the key's days."""
        return {name: self._find(keys) for name, keys in asked.items()}

    def _find(self, keys: Iterable[Asked]) -> set[str]:
        found: set[str] = set()
        for name, first, last in keys:
            for day in range(first, last + 1):
                found |= self._filed.get((name, day), set())
        return found

    def link(self, links: Iterable[tuple[str, str, float]]) -> set[str]:
        """Note how strongly two claims are linked, and return those whose blocks may become others by that."""
        linked = set()
        for one, other, strength in links:
            self._links[one][other] = self._links[other][one] = strength
            linked |= {one, other}
        return linked

    def linked(self, claim: str, strength: float) -> list[str]:
        """Return the claims that have a link of at least a strength with it, the strongest first."""
        strong = sorted((-weight, other) for other, weight in self._links[claim].items() if weight >= strength)
        return [other for _, other in strong]

    def facets(self, claims: Iterable[str]) -> list[Facet]:
        """Return the facets of claims, in the order of their ids."""
        return [self._facets[claim] for claim in sorted(claims)]


def add_facets(facets: Sequence[Facet], shelf: Shelf) -> set[str]:
    """File facets, and link each with those that look like accounts of the same event.

    Returns the claims whose blocks may become others by that.
    """
    shelf.put(facets, {facet.id: filing_keys(facet) for facet in facets})
    found = shelf.ask({facet.id: asking_keys(facet) for facet in facets})
    for claim, others in found.items():
        others.discard(claim)
    wanted = {other for others in found.values() for other in others}
    known = {facet.id: facet for facet in shelf.facets(wanted)} if wanted else {}
    return shelf.link(_links(facets, found, known))


def _links(
    facets: Iterable[Facet], found: Mapping[str, set[str]], known: Mapping[str, Facet]
) -> Iterator[tuple[str, str, float]]:
    mine = {facet.id for facet in facets}
    series = {claim: facet.series for claim, facet in known.items()}
    for facet in facets:
        claim, own = facet.id, facet.series
        for other in found[claim]:
            if other in mine and other < claim and claim in found[other]:
                continue  # linked from the other side
            if other in known:
                likeness = score_events(facet, known[other])
                if likeness >= LINK:
                    yield claim, other, strength_of(likeness, one_series=own is not None and own == series[other])


def weigh_blocks(claims: Iterable[str], shelf: MemoryShelf) -> Iterator[tuple[frozenset[str], list[Weighed]]]:
    """Yield each block that holds any of the claims, once, with its events weighed."""
    done: set[str] = set()
    for claim in sorted(set(claims)):
        if claim in done:
            continue
        block = find_block(claim, shelf.linked).claims
        done |= block
        yield block, weigh_block(shelf.facets(block))


def weigh_block(facets: Sequence[Facet]) -> list[Weighed]:
    """Return the events of a block, weighed."""
    return [weigh_event(group) for group in group_events(facets)]


def weigh_claims(
    claims: Iterable[KeptClaim], *, stories: Mapping[str, str] | None = None, directory: Directory | None = None
) -> list[Weighed]:
    """Return what claims amount to, all at once: their events with origins, relations and disputes.

    The same whatever the order of the claims. `stories` gives for each document the one that it was copied from.
    """
    facets = find_facets(claims, directory, stories)
    shelf = MemoryShelf()
    add_facets(facets, shelf)
    weighed = [one for _, events in weigh_blocks((facet.id for facet in facets), shelf) for one in events]
    return sorted(weighed, key=lambda one: one.event.id)
