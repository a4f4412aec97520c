"""Borrowing: where a claim that names no place of its own takes one from the text before it.

"The army said 44 were killed. The monitor gave a toll of 48": the second sentence is of the first one's place and act.
Takes the facets of one document, gives for each that lacks a place or an act the nearest claim before it that has one,
of the same time. Sums, and claims that name a country, lack nothing: they mean no one place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from reportedly.model import Modality, Place
from reportedly.model.dispute import Question
from reportedly.weighing.questions import HAPPENINGS, Facet
from reportedly.weighing.spots import is_large, sort_places

_REACH_CHARS = 700  # two paragraphs; what stands farther back is another story


@dataclass(frozen=True, slots=True)
class Borrowed:
    """What a claim takes from another: places, kinds of act, and the id of the claim it takes them from."""

    source: str
    places: tuple[Place, ...] = ()
    methods: tuple[str, ...] = ()


def find_borrowed(facets: Iterable[Facet]) -> dict[str, Borrowed]:
    """Return for the claims that lack a place or an act what they take from an earlier one of their document."""
    documents: dict[str, list[Facet]] = defaultdict(list)
    for facet in facets:
        if facet.kept.claim.type in HAPPENINGS:
            documents[facet.kept.document].append(facet)
    found = {}
    for group in documents.values():
        ordered = sorted(group, key=lambda facet: (facet.kept.claim.evidence.start, facet.id))
        for at, facet in enumerate(ordered):
            borrowed = _borrow(facet, ordered[:at])
            if borrowed is not None:
                found[facet.id] = borrowed
    return found


def lend(facets: Sequence[Facet], borrowed: Mapping[str, Borrowed]) -> list[Facet]:
    """Return the facets with what they borrow laid in."""
    return [_filled(facet, borrowed[facet.id]) if facet.id in borrowed else facet for facet in facets]


def _filled(facet: Facet, borrowed: Borrowed) -> Facet:
    spots = facet.spots if facet.spots.inner else sort_places(borrowed.places)
    return replace(facet, spots=spots, methods=facet.methods or frozenset(borrowed.methods))


def _borrow(facet: Facet, before: Sequence[Facet]) -> Borrowed | None:
    denies = _denies_its_own(facet)
    if facet.question is not Question.HOW_MANY and not denies:
        return None  # who did it is asked of one act, which must be told, not guessed
    lacks_place = not facet.kept.claim.place and "sum" not in facet.extent
    lacks_method = not facet.methods
    if not (lacks_place or lacks_method):
        return None
    start = facet.kept.claim.evidence.start
    for other in reversed(before):
        if start - other.kept.claim.evidence.start > _REACH_CHARS:
            return None
        if denies and not _is_one_day(facet, other):
            continue
        if _is_same_time(facet, other) and (other.spots.inner or not lacks_place):
            places = other.kept.claim.place if lacks_place else ()
            methods = tuple(sorted(other.methods)) if lacks_method else ()
            return Borrowed(other.id, places, methods) if places or methods else None
    return None


def _denies_its_own(facet: Facet) -> bool:
    """Return whether a party denies what it is itself accused of: it means the act that the text has just told."""
    accused = f"side:{facet.kept.claim.source.stake}" in facet.actors
    return facet.question is Question.WHO_DID_IT and facet.kept.claim.modality is Modality.DENIED and accused


def _is_one_day(denial: Facet, other: Facet) -> bool:
    """Return whether a claim tells of the day that a denial means, and of a town rather than of a whole region."""
    told = denial.days is not None and other.days is not None and denial.days.told == other.days.told
    return told and not any(is_large(place) for place in other.spots.inner)


def _is_same_time(one: Facet, other: Facet) -> bool:
    if one.days is None or other.days is None:
        return one.days is other.days
    return one.days.gap(other.days) == 0
