"""Versions: the answers to one question laid out side by side, each with who gives it and the words it rests on.

Takes a dispute or a figure and the facets of its claims, gives rows for a page: a bar on a shared axis for each origin,
its first report, and its reprints folded behind it. Nothing is summed and nothing is chosen.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from reportedly.model import KeptClaim
from reportedly.model.dispute import Dispute, Relation, Version
from reportedly.model.origin import Origin
from reportedly.web.pages.range_bars import Axis, Bar, Range, day_axis, number_axis, place_bar, place_day
from reportedly.weighing.origins import find_origins, origin_of_claims
from reportedly.weighing.questions import Facet


@dataclass(frozen=True, slots=True)
class Mark:
    """A report on an axis of days: where it stands, in percent, and the claim it leads to."""

    at: float
    claim: KeptClaim


@dataclass(frozen=True, slots=True)
class Witness:
    """One origin of one version: what it said first, and who carried it."""

    origin: Origin
    first: KeptClaim
    reprints: tuple[KeptClaim, ...]
    bar: Bar | None
    marks: tuple[Mark, ...]

    @property
    def outlets(self) -> int:
        """Return how many documents carry it."""
        return len({kept.document for kept in (self.first, *self.reprints)})


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One version with its witnesses, the oldest first."""

    number: int  # counted from 1, as the page shows it
    version: Version
    bar: Bar | None
    witnesses: tuple[Witness, ...]


@dataclass(frozen=True, slots=True)
class SaidRelation:
    """How two versions stand to each other, by the claims that say so."""

    first: str  # answers
    second: str
    first_source: str
    second_source: str
    first_claim: str  # ids
    second_claim: str
    relation: Relation


@dataclass(frozen=True, slots=True)
class Layout:
    """A question laid out: its versions on one axis, of numbers where they are figures, else of days."""

    rows: tuple[VersionRow, ...]
    numbers: Axis | None
    days: Axis | None
    relations: tuple[SaidRelation, ...]


def lay_out(dispute: Dispute, facets: Sequence[Facet]) -> Layout:
    """Return the versions of a dispute, each with its witnesses, on one axis."""
    shown = {claim for version in dispute.versions for claim in version.claims}
    facets = [facet for facet in facets if facet.id in shown]  # as the dispute counts its origins
    kept = {facet.id: facet.kept for facet in facets}
    ranges = {facet.id: (facet.low, facet.high) for facet in facets}
    numbers = number_axis((version.low, version.high) for version in dispute.versions)
    days = None if numbers else day_axis([one.reported for one in kept.values() if one.reported])
    origins = find_origins(facets)
    rows = tuple(
        VersionRow(
            number,
            version,
            place_bar(numbers, (version.low, version.high)) if numbers else None,
            _witnesses([kept[c] for c in version.claims if c in kept], origins, ranges, numbers=numbers, days=days),
        )
        for number, version in enumerate(dispute.versions, 1)
    )
    names = {origin.id: origin.source for origin in origins}
    sources = {claim: names[origin] for claim, origin in origin_of_claims(origins).items()}
    return Layout(rows, numbers, days, say_relations(dispute.versions, dispute.relations, sources))


def _witnesses(
    claims: Sequence[KeptClaim],
    origins: Iterable[Origin],
    ranges: Mapping[str, Range],
    *,
    numbers: Axis | None,
    days: Axis | None,
) -> tuple[Witness, ...]:
    origin_of = origin_of_claims(origins)
    by_id = {origin.id: origin for origin in origins}
    groups: dict[str, list[KeptClaim]] = defaultdict(list)
    for kept in sorted(claims, key=lambda one: (one.reported or "", one.claim.id)):
        groups[origin_of[kept.claim.id]].append(kept)
    return tuple(
        Witness(
            by_id[id],
            group[0],
            tuple(group[1:]),
            place_bar(numbers, ranges[group[0].claim.id]) if numbers else None,
            tuple(Mark(place_day(days, one.reported), one) for one in group if one.reported) if days else (),
        )
        for id, group in groups.items()
    )


def say_relations(
    versions: Iterable[Version], relations: Iterable[Relation], sources: Mapping[str, str]
) -> tuple[SaidRelation, ...]:
    """Return how versions stand to each other, each pair of answers and sources once."""
    answers = {claim: version.answer for version in versions for claim in version.claims}
    found: dict[tuple[str, ...], SaidRelation] = {}
    for one in relations:
        first, second = answers.get(one.first, one.first), answers.get(one.second, one.second)
        speakers = sources.get(one.first, ""), sources.get(one.second, "")
        key = (first, second, *speakers, one.name.value, one.reason)
        found.setdefault(key, SaidRelation(first, second, *speakers, one.first, one.second, one))
    return tuple(found[key] for key in sorted(found))
