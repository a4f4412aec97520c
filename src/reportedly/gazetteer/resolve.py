"""Resolving: which of the candidates of each name a document means.

Every candidate has a score of its own (class, population, how the name belongs to it), to which the document adds:
the countries and divisions that its *other* names speak of, "X, Y", type words ("X province"), and the places named
near by. A name has one sense in a document, unless the words beside it say otherwise.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from reportedly.gazetteer.entry import Candidate, Entry, NameKind
from reportedly.gazetteer.geodesy import rough_km
from reportedly.model import place as record

Scored = tuple[float, Candidate]
Division = tuple[str | None, str | None]

# Scores count as powers of ten of people or so; set by looking at which of two readings a careful reader takes
_CLASS_PRIOR = {"country": 8.5, "demonym": 8.5, "continent": 8.5}
_KEPT_PRIOR = 5.5  # of rivers, regions, bases and the like, which come from hand-kept tables
_DIVISION_PRIOR = {"admin1": 2.8, "admin2": 1.0}
_ALTERNATE_COST = 2.0
_INSIDE = 10.0  # "X, Y", and Y holds X
_TYPED = 6.0  # "X province"
_COUNTRY, _DIVISION, _NEAR = 3.0, 2.5, 2.0  # most that a document's countries, divisions and neighbours give
_NEAR_KM, _NEAR_CHARS, _MOST_NEAR = 200.0, 1500, 12
_OVERSHADOWED = 2.0  # a country whose name a larger division of another bears: Georgia
_NAMESAKE = 30_000  # people of a town that goes before the division of its name
_MOST_OUTSIDE = 8  # times the town's people; Quebec is the province, not the city
_ROUNDS = 2
_SHOWN_LOSERS = 5
_MOST_NAMES = 20_000  # whose priors are remembered
_STATES = ("country", "demonym", "continent")
_OWN = NameKind.PRIMARY | NameKind.KEPT


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a text with its candidates, and what the words beside it say."""

    key: str
    start: int
    candidates: tuple[Candidate, ...]
    inside: int | None = None  # index of the mention that "X, Y" puts it in
    kinds: frozenset[str] = frozenset()  # kinds it must have: "X province", "the city of X"


@dataclass(frozen=True, slots=True)
class _Priors:
    """What the candidates of a name are worth before the text is looked at; shared by all texts."""

    scored: list[Scored]
    state: bool  # a country of the hand-kept table is among them
    division: int | None  # people of the largest division among them


def _weights() -> defaultdict[Any, float]:  # Any: codes of countries and divisions, with a name or without
    return defaultdict(float)


@dataclass(slots=True)
class _Votes:
    """How much a document speaks of each country or division, and how much of that each name says itself."""

    total: defaultdict[object, float] = field(default_factory=_weights)
    own: defaultdict[tuple[str, object], float] = field(default_factory=_weights)
    top: float = 0.0

    def add(self, key: str, code: object, weight: float) -> None:
        self.total[code] += weight
        self.own[key, code] += weight

    def close(self) -> _Votes:
        self.top = max(self.total.values(), default=0)
        return self

    def share(self, key: str, code: object) -> float:
        """Return 0 to 1: what the other names say of it, against what is said most of all."""
        if not self.top or code not in self.total:
            return 0.0
        return (self.total[code] - self.own.get((key, code), 0.0)) / self.top


@dataclass(slots=True)
class _Context:
    countries: _Votes = field(default_factory=_Votes)
    divisions: _Votes = field(default_factory=_Votes)
    points: list[tuple[int, float, float]] = field(default_factory=list)


def prior(candidate: Candidate) -> float:
    """Return how likely a candidate is before the text is looked at, as a power of ten or so."""
    entry = candidate.entry
    if entry.kind == "city":
        score = math.log10(entry.population + 30)
    elif entry.kind in _DIVISION_PRIOR:
        score = _DIVISION_PRIOR[entry.kind] + 0.5 * math.log10(entry.population + 30)
    else:
        score = _CLASS_PRIOR.get(entry.kind, _KEPT_PRIOR)
    if candidate.how & NameKind.KEPT:
        return score + 1.0
    return score if candidate.how & NameKind.PRIMARY else score - _ALTERNATE_COST


def resolve(mentions: Sequence[Mention]) -> list[list[Scored]]:
    """Return for each mention its candidates with their scores, best first; the first is the one meant."""
    priors = [_priors(mention.candidates) for mention in mentions]
    context = _first_context(mentions, priors)
    ranked: list[list[Scored]] = []
    for _ in range(_ROUNDS):
        ranked = _rank_all(mentions, priors, context)
        context = _context(mentions, ranked)
    return _one_sense(mentions, _rank_all(mentions, priors, context))


@lru_cache(maxsize=_MOST_NAMES)
def _priors(candidates: tuple[Candidate, ...]) -> _Priors:
    entries = [candidate.entry for candidate in candidates]
    return _Priors(
        scored=[(prior(candidate), candidate) for candidate in candidates],
        state=any(c.entry.kind in _STATES and c.how & NameKind.KEPT for c in candidates),
        division=max((entry.population for entry in entries if entry.kind == "admin1"), default=None),
    )


def _first_context(mentions: Sequence[Mention], priors: list[_Priors]) -> _Context:
    """Let each name vote for every division it may lie in, the less the more there are.

    So "Paris" and "Henry County", which nobody could place alone, agree on Tennessee.
    """
    context = _Context()
    for key, scored in {mention.key: one.scored for mention, one in zip(mentions, priors, strict=True)}.items():
        divisions = {(c.entry.country, c.entry.admin1) for _, c in scored if c.entry.admin1}
        for division in divisions:
            context.divisions.add(key, division, 1 / len(divisions))
        if scored:
            best = max(scored, key=lambda pair: pair[0])[1].entry
            if best.kind in _STATES:
                context.countries.add(key, best.country, 1.0)
    context.countries.close()
    context.divisions.close()
    return context


def _rank_all(mentions: Sequence[Mention], priors: list[_Priors], context: _Context) -> list[list[Scored]]:
    known: dict[tuple[str, frozenset[str], str], list[Scored]] = {}
    ranked: list[list[Scored]] = [[] for _ in mentions]
    inner = {mention.inside: i for i, mention in enumerate(mentions) if mention.inside is not None}
    # outer names first: "Paris, Texas" needs Texas
    for i in sorted(range(len(mentions)), key=lambda i: (mentions[i].inside is not None, -i)):
        if len(priors[i].scored) == 1:
            ranked[i] = priors[i].scored
            continue
        mention = mentions[i]
        outer = ranked[mention.inside][0][1].entry if mention.inside is not None and ranked[mention.inside] else None
        held = mentions[inner[i]] if i in inner else None
        sense = (mention.key, mention.kinds, f"{outer.id if outer else ''} {held.key if held else ''}")
        if sense not in known:
            known[sense] = _rank(mention, priors[i], outer, held, context)
        ranked[i] = known[sense]
    return ranked


def _one_sense(mentions: Sequence[Mention], ranked: list[list[Scored]]) -> list[list[Scored]]:
    """Give a name that stands alone the sense it has where its place is told ("Paris, Texas ... in Paris").

    "Albany, New York" tells a state, and yet "in New York" is the city; "Atlanta, Georgia" rules the country out.
    """
    told: dict[str, list[Scored]] = {}
    outer = {mention.inside for mention in mentions}
    for i, (mention, scored) in enumerate(zip(mentions, ranked, strict=True)):
        if scored and (mention.inside is not None or i in outer):
            told.setdefault(mention.key, scored)
    found = []
    for i, (mention, scored) in enumerate(zip(mentions, ranked, strict=True)):
        sense = told.get(mention.key, scored)
        free = mention.inside is None and not mention.kinds and i not in outer
        found.append(sense if free and not _is_town_of(scored, sense) else scored)
    return found


def _is_town_of(scored: list[Scored], told: list[Scored]) -> bool:
    return bool(scored and told) and scored[0][1].entry.kind == "city" and told[0][1].entry.kind == "admin1"


def _rank(
    mention: Mention, priors: _Priors, outer: Entry | None, held: Mention | None, context: _Context
) -> list[Scored]:
    near = _near(mention.start, context.points)
    if priors.state and outer is not None and outer.kind in _STATES:
        outer = None  # a list of countries: "China, Japan"
    scored = []
    for score, candidate in priors.scored:
        entry = candidate.entry
        if entry.kind == "country" and (priors.division or 0) > entry.population:
            score -= _OVERSHADOWED
        if outer is not None and outer.id != entry.id and is_within(entry, outer):
            score += _INSIDE
        if held is not None:
            score += _holds(entry, held)
        if entry.kind in mention.kinds and (entry.kind != "admin2" or candidate.how & _OWN):
            score += _TYPED  # "Ohio County" is no "district of Ohio": a bare name of a county is an alternate
        scored.append((score + _context_score(mention.key, entry, near, context), candidate))
    if not mention.kinds and priors.division is not None:
        scored = _towns_first(scored)
    scored.sort(key=lambda pair: (-pair[0], pair[1].entry.id))
    return scored


def _near(start: int, points: list[tuple[int, float, float]]) -> list[tuple[float, float]]:
    """Return the sure points named next to an offset, on both sides; the points stand in the order of the text."""
    at = bisect_left(points, (start,))
    beside = points[max(0, at - _MOST_NEAR // 2) : at + _MOST_NEAR // 2]
    return [(lat, lon) for where, lat, lon in beside if abs(where - start) < _NEAR_CHARS]


def _towns_first(scored: list[Scored]) -> list[Scored]:
    """Put a large town before the division called after it: "Aleppo" is the city, unless a type word follows."""
    towns = {
        (c.entry.country, c.entry.admin1): (score, c.entry.population)
        for score, c in reversed(scored)
        if c.entry.kind == "city" and c.entry.population >= _NAMESAKE and c.how & _OWN
    }
    if not towns:
        return scored
    lowered = []
    for score, candidate in scored:
        entry = candidate.entry
        town, people = towns.get((entry.country, entry.admin1), (score, 0))
        if entry.kind == "admin1" and entry.population < people * _MOST_OUTSIDE:
            score = min(score, town - 0.1)
        lowered.append((score, candidate))
    return lowered


def _holds(entry: Entry, held: Mention) -> float:
    """Return how well the held name fits into this sense of the outer one: "Atlanta, Georgia" is no Caucasus."""
    if entry.kind not in ("country", "admin1", "admin2"):
        return 0.0
    return (
        max((prior(candidate) for candidate in held.candidates if is_within(candidate.entry, entry)), default=0.0) / 2
    )


def _context_score(key: str, entry: Entry, near: list[tuple[float, float]], context: _Context) -> float:
    if not entry.country:
        return 0.0
    score = _COUNTRY * context.countries.share(key, entry.country)
    if entry.admin1:
        score += _DIVISION * context.divisions.share(key, (entry.country, entry.admin1))
    if entry.kind not in _STATES and entry.kind != "admin1":
        score += _nearness(entry, near)
    return score


def _nearness(entry: Entry, near: list[tuple[float, float]]) -> float:
    total = 0.0
    for lat, lon in near:
        if abs(lat - entry.lat) < 2 and abs(lon - entry.lon) < 4:
            km = rough_km((entry.lat, entry.lon), (lat, lon))
            if 0.5 < km < _NEAR_KM:
                total += 0.6 * (1 - km / _NEAR_KM)
    return min(total, _NEAR)


def is_within(entry: Entry, outer: Entry) -> bool:
    """Return whether a place lies in a country or a division, by their codes."""
    if outer.kind in ("country", "demonym"):
        return entry.country == outer.country or outer.country in entry.countries
    if (entry.country, entry.admin1) != (outer.country, outer.admin1):
        return False
    return outer.kind == "admin1" or rough_km((entry.lat, entry.lon), (outer.lat, outer.lon)) < 80


def _context(mentions: Sequence[Mention], ranked: list[list[Scored]]) -> _Context:
    context = _Context()
    counted: Counter[str] = Counter()
    for mention, scored in zip(mentions, ranked, strict=True):
        if not scored:
            continue
        entry = scored[0][1].entry
        sure = _sureness(scored)
        counted[mention.key] += 1
        weight = sure / counted[mention.key]  # the tenth "Syria" says little more than the third
        if entry.country:
            context.countries.add(mention.key, entry.country, weight * (2 if entry.kind in _STATES else 1))
            if entry.admin1:
                weight *= 2 if entry.kind == "admin1" else 1
                context.divisions.add(mention.key, (entry.country, entry.admin1), weight)
        if sure > 0.6 and entry.kind not in _STATES and entry.kind != "admin1":
            context.points.append((mention.start, entry.lat, entry.lon))
    context.countries.close()
    context.divisions.close()
    return context


def _sureness(scored: list[Scored]) -> float:
    if len(scored) == 1:
        return 1.0
    margin = scored[0][0] - scored[1][0]
    if scored[0][1].entry.country == scored[1][1].entry.country:
        margin += 0.5
    return max(0.1, min(1.0, margin / 3))


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
            score=round(10 ** max(-4.0, min(0.0, (score - top) / 2)), 4),
            reason=_reason(winner.entry, candidate),
        )
        for score, candidate in scored[1 : 1 + _SHOWN_LOSERS]
    )


def _reason(winner: Entry, candidate: Candidate) -> str:
    entry = candidate.entry
    if not candidate.how & (NameKind.PRIMARY | NameKind.KEPT):
        return "only another name of it"
    if entry.kind != winner.kind:
        return f"less usual than the {winner.kind} of that name"
    if entry.country != winner.country:
        return f"the text speaks more of {winner.country}"
    if entry.population < winner.population:
        return f"fewer people: {entry.population} against {winner.population}"
    return "farther from the other places of the text"
