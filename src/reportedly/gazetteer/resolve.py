"""Resolving: which of the candidates of each name a document means.

Every candidate has a score of its own (class, population, how the name belongs to it), to which the document adds: the
countries and divisions it speaks of, "X, Y", type words ("X province"), and the places named near by. A name has one
sense in a document, unless its own words say otherwise.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from reportedly.gazetteer.entry import Candidate, Entry, NameKind
from reportedly.gazetteer.geodesy import rough_km
from reportedly.model import place as record

_CLASS_PRIOR = {"country": 8.5, "demonym": 8.5, "continent": 8.5, "admin1": 6.3, "admin2": 2.4, "city": 0.0}
_KEPT_PRIOR = 6.5  # of other kinds, which come from hand-kept tables
_ALTERNATE_COST = 2.0
_INSIDE = 12.0  # "X, Y": Y holds X
_TYPED = 6.0  # "X province"
_SHOWN_LOSERS = 5
Scored = tuple[float, Candidate]


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a text with its candidates, and what the words beside it say."""

    key: str
    start: int
    candidates: tuple[Candidate, ...]
    inside: int | None = None  # index of the mention that "X, Y" puts it in
    kinds: frozenset[str] = frozenset()  # "X province", "the city of X": kinds it must have


@dataclass(frozen=True, slots=True)
class Context:
    """What a document speaks of: weights of countries and divisions, and points already sure."""

    countries: Mapping[str, float]
    divisions: Mapping[tuple[str, str], float]
    points: Sequence[tuple[int, tuple[float, float]]]


def prior(candidate: Candidate) -> float:
    """Return how likely a candidate is before the text is looked at, as a logarithm of base 10 or so."""
    entry = candidate.entry
    if entry.kind == "city":
        score = math.log10(entry.population + 30)
    elif entry.kind in ("admin1", "admin2"):
        score = _CLASS_PRIOR[entry.kind] * 0.5 + 0.5 * math.log10(entry.population + 30)
    else:
        score = _CLASS_PRIOR.get(entry.kind, _KEPT_PRIOR)
    if not candidate.how & (NameKind.PRIMARY | NameKind.KEPT):
        score -= _ALTERNATE_COST
    elif candidate.how & NameKind.KEPT:
        score += 1.0
    return score


def resolve(mentions: Sequence[Mention]) -> list[list[Scored]]:
    """Return for each mention its candidates with their scores, best first; the first is the one meant."""
    context = Context({}, {}, ())
    ranked: list[list[Scored]] = []
    for _ in range(3):
        ranked = _rank_all(mentions, context)
        context = _context(mentions, ranked)
    return ranked


def _rank_all(mentions: Sequence[Mention], context: Context) -> list[list[Scored]]:
    by_sense: dict[tuple[str, frozenset[str], str], list[Scored]] = {}
    ranked: list[list[Scored]] = [[] for _ in mentions]
    # outer names first: "Paris, Texas" needs Texas
    for i in sorted(range(len(mentions)), key=lambda i: mentions[i].inside is not None):
        mention = mentions[i]
        outer = None
        if mention.inside is not None and ranked[mention.inside]:
            outer = ranked[mention.inside][0][1].entry
        sense = (mention.key, mention.kinds, outer.id if outer else "")
        if sense not in by_sense:
            by_sense[sense] = _rank(mention, outer, context)
        ranked[i] = by_sense[sense]
    return _one_sense(mentions, ranked)


def _one_sense(mentions: Sequence[Mention], ranked: list[list[Scored]]) -> list[list[Scored]]:
    told = {}
    for mention, scored in zip(mentions, ranked, strict=True):
        if mention.inside is not None and scored:
            told.setdefault(mention.key, scored)
    return [
        told.get(mention.key, scored) if mention.inside is None and not mention.kinds else scored
        for mention, scored in zip(mentions, ranked, strict=True)
    ]


def _rank(mention: Mention, outer: Entry | None, context: Context) -> list[Scored]:
    near = [point for at, point in context.points if abs(at - mention.start) < 1500][:12]
    scored = [(_score(mention, candidate, outer, context, near), candidate) for candidate in mention.candidates]
    scored.sort(key=lambda pair: (-pair[0], pair[1].entry.id))
    return scored


def _score(
    mention: Mention,
    candidate: Candidate,
    outer: Entry | None,
    context: Context,
    near: Iterable[tuple[float, float]],
) -> float:
    entry = candidate.entry
    score = prior(candidate)
    if outer is not None and outer.id != entry.id and is_within(entry, outer):
        score += _INSIDE
    if mention.kinds:
        score += _TYPED if entry.kind in mention.kinds else 0.0
    if entry.country and entry.kind not in ("country", "demonym"):
        score += 3.0 * context.countries.get(entry.country, 0.0)
        if entry.admin1:
            score += 2.5 * context.divisions.get((entry.country, entry.admin1), 0.0)
        if entry.kind == "city":
            score += _nearness(entry, near)
    return score


def _nearness(entry: Entry, near: Iterable[tuple[float, float]]) -> float:
    here = (entry.lat, entry.lon)
    total = 0.0
    for lat, lon in near:
        if abs(lat - here[0]) < 2.5 and abs(lon - here[1]) < 4:
            km = rough_km(here, (lat, lon))
            if 0.5 < km < 200:
                total += 0.6 * (1 - km / 200)
    return min(total, 2.0)


def is_within(entry: Entry, outer: Entry) -> bool:
    """Return whether a place lies in a country or a division, by their codes."""
    if outer.kind in ("country", "demonym"):
        return entry.country == outer.country or outer.country in entry.countries
    if outer.kind == "admin1":
        return (entry.country, entry.admin1) == (outer.country, outer.admin1)
    same = (entry.country, entry.admin1) == (outer.country, outer.admin1)
    return same and rough_km((entry.lat, entry.lon), (outer.lat, outer.lon)) < 80


def _context(mentions: Sequence[Mention], ranked: list[list[Scored]]) -> Context:
    countries: Counter[str] = Counter()
    divisions: Counter[tuple[str, str]] = Counter()
    points = []
    seen: dict[str, set[str]] = defaultdict(set)
    for mention, scored in zip(mentions, ranked, strict=True):
        if not scored:
            continue
        entry = scored[0][1].entry
        sure = _sureness(scored)
        if entry.country:
            weight = sure * (2.0 if entry.kind in ("country", "demonym") else 1.0)
            countries[entry.country] += weight / (1 + len(seen[mention.key]))
            if entry.admin1:
                divisions[entry.country, entry.admin1] += sure * (2.0 if entry.kind == "admin1" else 1.0)
        if entry.kind in ("city", "admin2") and sure > 0.6:
            points.append((mention.start, (entry.lat, entry.lon)))
        seen[mention.key].add(entry.id)
    return Context(_shares(countries), _shares(divisions), points)


def _sureness(scored: list[Scored]) -> float:
    if len(scored) == 1:
        return 1.0
    margin = scored[0][0] - scored[1][0]
    if scored[0][1].entry.country == scored[1][1].entry.country:
        margin += 0.5
    return max(0.1, min(1.0, margin / 3))


def _shares(weights: Counter[str] | Counter[tuple[str, str]]) -> dict:  # type: ignore[type-arg]
    top = max(weights.values(), default=1.0)
    return {key: weight / top for key, weight in weights.items()}


def explain(scored: Sequence[Scored]) -> tuple[record.Candidate, ...]:
    """Return the losers, at most five, each with its score as a share of the winner's and why it lost."""
    if len(scored) < 2:
        return ()
    top, winner = scored[0]
    return tuple(
        record.Candidate(
            id=candidate.entry.id,
            name=candidate.entry.name,
            kind=candidate.entry.kind,
            country=candidate.entry.country,
            score=round(max(0.0, min(1.0, 10 ** min(0.0, (score - top) / 2))), 4),
            reason=_reason(winner.entry, candidate),
        )
        for score, candidate in scored[1 : 1 + _SHOWN_LOSERS]
    )


def _reason(winner: Entry, candidate: Candidate) -> str:
    entry = candidate.entry
    if entry.kind != winner.kind:
        return f"less usual than the {winner.kind} of that name"
    if not candidate.how & (NameKind.PRIMARY | NameKind.KEPT):
        return "only another name of it"
    if entry.country != winner.country:
        return f"the text speaks more of {winner.country}"
    if entry.population < winner.population:
        return f"fewer people: {entry.population} against {winner.population}"
    return "farther from the other places of the text"
