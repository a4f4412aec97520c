"""Holdings: who holds each place, since when, how surely, and on whose word.

Takes kept claims and a view; gives holdings, one for each stretch of days in which a place keeps its state: a party,
contested, or unknown. What nobody speaks of any more fades to unknown, never to an earlier holder. Every holding names
the last claims it rests on, those that say otherwise, its grade and its reasons.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from reportedly.model import EVERYBODY, Holding, KeptClaim, Place, State, View, ViewKind
from reportedly.weighing import constants as table
from reportedly.weighing.belief import band_of
from reportedly.weighing.chain import Array
from reportedly.weighing.control import OTHERS, Tracks, trace_control
from reportedly.weighing.grades import Grade, grade_witnesses, witness_of
from reportedly.weighing.parties import party_key
from reportedly.weighing.signs import Sign, SignKind, find_signs, party_name, place_key
from reportedly.weighing.stakes import with_stakes
from reportedly.weighing.views import select_view

_NEVER = 10**9  # a day that does not come
_SHOWN = 5  # claims named for and against
_FOR = frozenset({SignKind.HOLDS, SignKind.TOOK, SignKind.THERE})
_FIGHTS = frozenset({SignKind.CONTESTED, SignKind.FOUGHT, SignKind.BESIEGED, SignKind.DOUBTED})


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of holdings: which days, whose word, as known when.

    `first` None is the day of the first claim, at most `MOST_DAYS` before `last`. `hindsight` uses for each day what
    was said later, up to `known_by`; without it each day knows only what had been reported by then.
    """

    last: str  # ISO day
    first: str | None = None
    known_by: str | None = None
    view: View = EVERYBODY
    hindsight: bool = True
    nearness: bool = False  # let places around count; a reason says so


@dataclass(frozen=True, slots=True)
class _Ground:
    """What holdings of a place are made from."""

    signs: Sequence[Sign]
    tracks: Tracks
    row: int
    place: Place
    asked: Asked
    kept: Mapping[str, KeptClaim]
    letters: Mapping[str, str]
    labels: Mapping[str, str]


def find_holdings(
    kept: Iterable[KeptClaim],
    asked: Asked,
    *,
    letters: Mapping[str, str] | None = None,
    origins: Mapping[str, str] | None = None,
    staked: bool = False,
) -> tuple[Holding, ...]:
    """Return the holdings of all places that the claims speak of, sorted by place and day.

    Holders are told apart by their side, where they have one; each is shown under the name that most claims give it.
    `letters` grade sources, `origins` name for a claim its origin, so that copies count once. `staked` claims have the
    stakes of their sources already, as those of which several views are asked.
    """
    known = asked.known_by
    claims = kept if staked else with_stakes(kept)
    chosen = [one for one in select_view(claims, asked.view) if known is None or (one.reported or "") <= known]
    own_word = asked.view.kind is not ViewKind.ALL
    signs = find_signs(chosen, letters=letters, origins=origins, name=party_key, own_word=own_word)
    last = date.fromisoformat(asked.last).toordinal()
    signs = tuple(sign for sign in signs if (sign.latest if asked.hindsight else sign.reported) <= last)
    if not signs:
        return ()
    places = _places(chosen)
    points = {key: (p.lat, p.lon) for key, p in places.items() if p.lat is not None and p.lon is not None}
    tracks = trace_control(
        signs, first=_first(asked, signs, last), last=last, points=points if asked.nearness else None,
        hindsight=asked.hindsight,
    )  # fmt: skip
    by_claim = {one.claim.id: one for one in chosen}
    labels = _labels(chosen)
    by_place: dict[str, list[Sign]] = defaultdict(list)
    for sign in signs:
        by_place[sign.place].append(sign)
    found: list[Holding] = []
    for row, key in enumerate(tracks.places):
        place = places.get(key, Place(key, None, None))
        found += _holdings_of(_Ground(by_place[key], tracks, row, place, asked, by_claim, letters or {}, labels))
    return tuple(found)


def holding_on(holdings: Iterable[Holding], day: str) -> tuple[Holding, ...]:
    """Return the holdings that hold on a day, one for each place."""
    return tuple(one for one in holdings if one.since <= day <= one.until)


def _first(asked: Asked, signs: Sequence[Sign], last: int) -> int:
    if asked.first is not None:
        return min(last, date.fromisoformat(asked.first).toordinal())
    return max(last - table.MOST_DAYS, min(min(sign.earliest, sign.reported) for sign in signs))


def _labels(kept: Sequence[KeptClaim]) -> dict[str, str]:
    """Return for what holders are told apart by the name that most claims give, of those alike the first."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for one in kept:
        for party in (*one.claim.actor, *one.claim.target):
            counts[party_key(party)][party_name(party)] += 1
    return {key: min(names, key=lambda n: (-names[n], n)) for key, names in counts.items()}


def _places(kept: Sequence[KeptClaim]) -> dict[str, Place]:
    """Return for each key the place as the claims have it, the one with a point first."""
    found: dict[str, Place] = {}
    for one in sorted(kept, key=lambda k: k.claim.id):
        for place in one.claim.place:
            held = found.get(place_key(place))
            if held is None or (held.lat is None and place.lat is not None):
                found[place_key(place)] = place
    return found


def _holdings_of(ground: _Ground) -> Iterator[Holding]:
    for state, begin, end, chance in name_states(ground.tracks, ground.row, ground.signs, ground.asked):
        yield _holding(ground, state, (begin, end), chance)


def name_states(tracks: Tracks, row: int, signs: Sequence[Sign], asked: Asked) -> Iterator[tuple[str, int, int, float]]:
    """Yield the states of a place, each with its first and last day and its chance on that, less what age takes off."""
    known = fade(tracks, signs, hindsight=asked.hindsight)
    named = dict.fromkeys(tracks.parties, 0) if asked.nearness else _named_from(signs, hindsight=asked.hindsight)
    named.pop(OTHERS, None)
    best = tracks.holders[row].argmax(axis=1)
    held = tracks.holders[row].max(axis=1) * known
    contested = tracks.contested[row] * known
    begins = np.array([named.get(party, _NEVER) for party in tracks.parties])[best]
    is_held = (held >= table.SPEAKS) & (np.arange(len(best)) + tracks.first >= begins)
    is_contested = contested >= table.CONTESTED_SPEAKS
    chances: Array = np.where(is_contested, contested, np.where(is_held, held, 1 - held))
    names = [*tracks.parties, State.CONTESTED.value, State.UNKNOWN.value]
    states = np.where(is_contested, len(names) - 2, np.where(is_held, best, len(names) - 1))
    ends = [*np.flatnonzero(np.diff(states)).tolist(), len(states) - 1]
    for begin, end in zip([0, *(end + 1 for end in ends)], ends, strict=False):
        yield names[states[end]], begin, end, float(chances[end])


def _named_from(signs: Sequence[Sign], *, hindsight: bool) -> dict[str, int]:
    """Return for each party the first day on which somebody gives it the place: before it, nobody is named."""
    named: dict[str, int] = {}
    for sign in signs:
        if sign.kind in _FOR and sign.party is not None:
            day = sign.earliest if hindsight else sign.reported
            named[sign.party] = min(named.get(sign.party, day), day)
    return named


def fade(tracks: Tracks, signs: Sequence[Sign], *, hindsight: bool = True) -> Array:
    """Return for each day what is left of what was known: it halves with each `HALF_LIFE_DAYS` without a word.

    In hindsight a day between two claims is as old as the nearer of them.
    """
    days = np.arange(tracks.holders.shape[1]) + tracks.first
    told = np.array(sorted({s.latest if hindsight else s.reported for s in signs} | {s.earliest for s in signs}))
    if not len(told):
        return np.zeros(len(days))
    following = np.searchsorted(told, days, side="right")
    age = np.where(following > 0, days - told[np.maximum(following - 1, 0)], _NEVER)
    if hindsight:
        until = np.where(following < len(told), told[np.minimum(following, len(told) - 1)] - days, _NEVER)
        age = np.minimum(age, until)
    faded: Array = 0.5 ** (age / table.HALF_LIFE_DAYS)
    return faded


def _holding(ground: _Ground, state: str, stretch: tuple[int, int], chance: float) -> Holding:
    first = ground.tracks.first
    begin, end = first + stretch[0], first + stretch[1]
    behind, against = _behind(ground, state, begin, end)
    age = end - _told(behind[0], ground.asked) if behind else None
    grade = _grade(ground, behind, against)
    words = _reasons(ground, state, behind, against, age)
    return Holding(
        place=ground.tracks.places[ground.row],
        name=ground.place.name or ground.place.text,
        holder=ground.labels.get(state, state),
        since=_iso(begin),
        until=_iso(end),
        earliest=_earliest(ground, begin) if stretch[0] else None,
        belief=round(chance, 4),
        band=band_of(chance),
        grade=str(grade),
        age_days=age,
        claims=tuple(dict.fromkeys(sign.claim for sign in behind))[:_SHOWN],
        against=tuple(dict.fromkeys(sign.claim for sign in against))[:_SHOWN],
        view=str(ground.asked.view),
        reasons=tuple(dict.fromkeys((*words, *grade.reasons))),
        lat=ground.place.lat,
        lon=ground.place.lon,
    )


def _behind(ground: _Ground, state: str, begin: int, end: int) -> tuple[list[Sign], list[Sign]]:
    """Return the signs a state rests on and those against it, the latest first.

    Those told within the stretch; where there are none, the last before it.
    """
    seen = [s for s in ground.signs if _told(s, ground.asked) <= end]
    seen.sort(key=lambda s: (-_told(s, ground.asked), -s.chance, s.claim))
    fresh = [s for s in seen if _told(s, ground.asked) >= begin]
    if state == State.CONTESTED:
        return _or_last(fresh, seen, _fights), []
    if state == State.UNKNOWN:
        return [s for s in seen if s.party is not None][:1], []
    behind = _or_last(fresh, seen, lambda s: s.kind in _FOR and s.party == state)
    return behind, [s for s in fresh if (s.kind in _FOR and s.party != state) or _loses(s, state)]


def _or_last(fresh: Sequence[Sign], seen: Sequence[Sign], fits: Callable[[Sign], bool]) -> list[Sign]:
    found = [s for s in fresh if fits(s)]
    return found or [s for s in seen if fits(s)][:1]


def _fights(sign: Sign) -> bool:
    return sign.kind in _FIGHTS


def _loses(sign: Sign, state: str) -> bool:
    return sign.kind is SignKind.DOUBTED or (sign.kind is SignKind.LEFT and sign.party == state)


def _told(sign: Sign, asked: Asked) -> int:
    return sign.latest if asked.hindsight else sign.reported


def _earliest(ground: _Ground, begin: int) -> str | None:
    """Return the first day on which the change may have come: that after the last word on the state before."""
    before = [s.latest for s in ground.signs if s.latest < begin]
    return _iso(min(begin, max(before) + 1)) if before else None


def _grade(ground: _Ground, behind: Sequence[Sign], against: Sequence[Sign]) -> Grade:
    claims = [ground.kept[sign.claim] for sign in behind if sign.claim in ground.kept]
    firm = [s for s in against if s.kind is not SignKind.DOUBTED]
    witnesses = {sign.source: witness_of([ground.kept[sign.claim]], ground.letters) for sign in reversed(behind)}
    denials = len({s.source for s in against} - {s.source for s in firm})
    return grade_witnesses(
        claims, list(witnesses.values()), against=len({s.source for s in firm}), denials=denials,
        letters=ground.letters,
    )  # fmt: skip


def _reasons(
    ground: _Ground, state: str, behind: Sequence[Sign], against: Sequence[Sign], age: int | None
) -> tuple[str, ...]:
    words = []
    sources = sorted({sign.source for sign in behind})
    claims = len({sign.claim for sign in behind})
    if state == State.UNKNOWN:
        words.append("nothing said of it is strong or fresh enough" if behind else "nobody says who holds it")
    elif behind:
        named = ", ".join(sources[:3]) + (" and others" if len(sources) > 3 else "")
        words.append(f"{claims} {'claim' if claims == 1 else 'claims'}, by {named}")
        words += behind[0].reasons
    else:
        words.append("inferred from what was said of other days")
    if age is not None and age > table.HALF_LIFE_DAYS // 4:
        words.append(f"the last word is {age} days old")
    if against:
        words.append(f"{len({s.source for s in against})} said otherwise in that time")
    if ground.asked.nearness:
        words.append("the places around it were let count")
    return tuple(dict.fromkeys(words))


def _iso(day: int) -> str:
    return date.fromordinal(day).isoformat()
