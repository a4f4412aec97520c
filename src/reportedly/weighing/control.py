"""Control by place, day and view: a chain of states that signs move, and that decays to unknown without them.

Takes signs of control (`signs`); gives the chance of each holder for each place and day. It goes on from Anders (JPR
57(6), 2020), who had four symbols and fixed tables for hexagons and months, in that symbols are claims with a source
each, weighed by trust, and that changes of hands are looked for on the days which claims name. A forward pass says
what could have been known by each day, a pass both ways what is known in hindsight. Places near each other pull each
other only where that is asked for (`points`), and then the result says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from reportedly.weighing import constants as table
from reportedly.weighing.chain import Array, Fighting, pass_both, pass_forward
from reportedly.weighing.signs import Sign, SignKind


@dataclass(frozen=True, slots=True)
class Rules:
    """The numbers that control is weighed by; the defaults stand in `constants`, with their reasons."""

    rate: float = table.RATE
    news: float = table.NEWS
    fights_start: float = table.FIGHTS_START
    fights_end: float = table.FIGHTS_END
    fights_turn: float = table.FIGHTS_TURN
    before: float = table.BEFORE
    first_mention: float = table.FIRST_MENTION
    incumbent: float = table.INCUMBENT
    near_km: float = table.NEAR_KM
    pull: float = table.PULL
    quiet: float = table.QUIET
    one_mind: float = table.ONE_MIND
    settles: int = table.SETTLES_DAYS
    rounds: int = 6


@dataclass(frozen=True, slots=True)
class Tracks:
    """The chances: `chances` is places × days × 2 (calm, contested) × parties; `changes` places × days × parties."""

    places: tuple[str, ...]
    parties: tuple[str, ...]
    first: int  # ordinal of the first day
    chances: Array = field(repr=False)
    changes: Array = field(repr=False)

    @property
    def holders(self) -> Array:
        """The chance of each holder, contested or not."""
        holders: Array = self.chances.sum(axis=2)
        return holders


@dataclass(frozen=True, slots=True)
class _Frame:
    """What is looked at: which places, parties and days, and by what rules."""

    places: tuple[str, ...]
    parties: tuple[str, ...]
    first: int
    last: int
    rules: Rules
    incumbents: Mapping[str, str]

    @property
    def days(self) -> int:
        return self.last - self.first + 1

    def column(self, day: int) -> int:
        return min(max(day - self.first, 0), self.days - 1)


def trace_control(
    signs: Sequence[Sign],
    *,
    first: int,
    last: int,
    incumbents: Mapping[str, str] | None = None,
    points: Mapping[str, tuple[float, float]] | None = None,
    hindsight: bool = True,
    rules: Rules | None = None,
) -> Tracks:
    """Return the chances of who holds each place from day `first` to day `last` (ordinals).

    `incumbents` names for a place the party that held it before anything is said. With `points` (lat, lon by place)
    places near each other pull each other; without, each stands alone. `hindsight` uses what was said later.
    """
    rules = rules or Rules()
    parties = tuple(sorted({s.party for s in signs if s.party} | set((incumbents or {}).values())))
    places = tuple(sorted({s.place for s in signs} | set(incumbents or {})))
    frame = _Frame(places, parties, first, last, rules, incumbents or {})
    usable = [s for s in signs if (s.latest if hindsight else s.reported) <= last]
    logs, rates = _lay(_freshest(usable, first) if hindsight else usable, frame, hindsight=hindsight)
    start = _start(frame)
    fighting = Fighting(rules.fights_start, rules.fights_end, rules.fights_turn)
    if not hindsight:
        chances = pass_forward(start, rates * rules.rate, logs, fighting)
        return Tracks(places, parties, first, chances, np.zeros_like(rates))
    chances, changes = pass_both(start, rates * rules.rate, logs, fighting)
    near = nearness(places, points or {}, rules.near_km)
    for _ in range(rules.rounds):
        agreed = _agreed(chances, near, rules) if points else np.zeros_like(logs)
        chances, changes = pass_both(start, rates * _tempo(changes, rules), logs + agreed, fighting)
    return Tracks(places, parties, first, chances, changes)


def _freshest(signs: Sequence[Sign], first: int) -> list[Sign]:
    """Leave out signs of before the first day where a later one of before it is known: old history is over."""
    newest: dict[str, int] = {}
    for sign in signs:
        if sign.latest < first:
            newest[sign.place] = max(newest.get(sign.place, sign.latest), sign.latest)
    return [s for s in signs if s.latest >= first or s.latest == newest[s.place]]


def _start(frame: _Frame) -> Array:
    k = len(frame.parties)
    start = np.full((len(frame.places), 2, k), 1 / k)
    for row, place in enumerate(frame.places):
        holder = frame.incumbents.get(place)
        if holder is not None and k > 1:
            start[row] = (1 - frame.rules.incumbent) / (k - 1)
            start[row, :, frame.parties.index(holder)] = frame.rules.incumbent
    fought = frame.rules.fights_start / (frame.rules.fights_start + frame.rules.fights_end)
    start[:, 0] *= 1 - fought
    start[:, 1] *= fought
    return start


def _lay(signs: Sequence[Sign], frame: _Frame, *, hindsight: bool) -> tuple[Array, Array]:
    """Return the log chance of what was said for each place, day and state, and the rates of change."""
    n, k, rules = len(frame.places), len(frame.parties), frame.rules
    row = {place: number for number, place in enumerate(frame.places)}
    logs = np.zeros((n, frame.days, 2, k))
    rates = np.zeros((n, frame.days, k))
    firsts: set[str] = set()
    for told in signs:
        sign = replace(told, earliest=told.earliest + rules.settles, latest=told.latest + rules.settles)
        at = row[sign.place]
        is_first = sign.place not in firsts and sign.party == frame.incumbents.get(sign.place, sign.party)
        firsts.add(sign.place)
        for day, weight, kind in _laid(sign, frame, hindsight=hindsight, is_first=is_first):
            logs[at, frame.column(day)] += weight * _shape(kind, sign.party, sign.chance, frame.parties)
        for day, party, weight in _turns(sign, frame, hindsight=hindsight):
            column = frame.column(day)
            rates[at, column, party] = max(rates[at, column, party], weight * sign.chance)
    return logs, 1 + rules.news * rates


def _laid(sign: Sign, frame: _Frame, *, hindsight: bool, is_first: bool) -> Iterator[tuple[int, float, SignKind]]:
    """Give the days on which a sign weighs, how much, and as what."""
    rules = frame.rules
    if not hindsight:
        yield sign.reported, 1.0, sign.kind
        return
    yield sign.latest, 1.0, sign.kind
    begins = sign.earliest - 1 >= frame.first
    if sign.kind in {SignKind.TOOK, SignKind.LEFT}:
        if begins:
            yield sign.earliest - 1, rules.before, SignKind.NOT if sign.kind is SignKind.TOOK else SignKind.HOLDS
        return
    if is_first and begins and sign.kind is SignKind.HOLDS and sign.earliest > frame.first + table.SETTLING_DAYS:
        yield sign.earliest - 1, rules.first_mention, SignKind.NOT
    if sign.earliest < sign.latest:
        yield sign.earliest, 1.0, sign.kind


def _turns(sign: Sign, frame: _Frame, *, hindsight: bool) -> Iterator[tuple[int, int, float]]:
    """Give the days on which a sign makes a change of hands likely, into whose, and how much."""
    if sign.kind in {SignKind.HOLDS, SignKind.TOOK}:
        into = [frame.parties.index(sign.party)] if sign.party else []
    elif sign.kind in {SignKind.NOT, SignKind.LEFT}:
        into = [i for i, party in enumerate(frame.parties) if party != sign.party]
    else:
        return
    if not hindsight:
        days = range(sign.reported, sign.reported + 1)
    elif sign.kind is SignKind.HOLDS:
        days = range(sign.earliest, sign.earliest + 1)
    else:
        days = range(sign.earliest, sign.latest + 1)
    if days[-1] < frame.first:
        return
    for day in days:
        for party in into:
            yield day, party, 1.0 / len(days)


def _shape(kind: SignKind, party: str | None, chance: float, parties: Sequence[str]) -> Array:
    """Return the log chance of a sign in each state: it is telling with `chance`, else noise over the parties."""
    k = len(parties)
    noise = (1 - chance) / k
    shape = np.full((2, k), noise)
    at = parties.index(party) if party is not None else 0
    if kind in {SignKind.HOLDS, SignKind.TOOK, SignKind.THERE}:
        shape[0, at] = chance + noise
        shape[1, at] = chance / 2 + noise if kind is not SignKind.THERE else chance + noise
    elif kind in {SignKind.NOT, SignKind.LEFT}:
        shape[:] = chance + noise
        shape[:, at] = noise
    else:
        shape[0], shape[1] = (1 - chance) / 2, chance + (1 - chance) / 2
    logs: Array = np.log(shape)
    return logs


def nearness(places: Sequence[str], points: Mapping[str, tuple[float, float]], near_km: float) -> Array:
    """Return how much each place is pulled by each other one; rows add up to at most one.

    Weight halves with each `near_km`; a place with few neighbours is pulled less.
    """
    known = np.array([place in points for place in places])
    lat = np.radians([points.get(place, (0.0, 0.0))[0] for place in places])
    lon = np.radians([points.get(place, (0.0, 0.0))[1] for place in places])
    x = (lon[:, None] - lon[None, :]) * np.cos((lat[:, None] + lat[None, :]) / 2)
    km = 6371.0 * np.hypot(x, lat[:, None] - lat[None, :])
    weight = np.where(km < 8 * near_km, 0.5 ** (km / near_km), 0.0) * known[:, None] * known[None, :]
    np.fill_diagonal(weight, 0.0)
    shares: Array = weight / (weight.sum(axis=1, keepdims=True) + table.ALONE)
    return shares


def _agreed(chances: Array, near: Array, rules: Rules) -> Array:
    """Return what the places around give a place each day, as log chances: nothing unless they are of one mind."""
    around = np.einsum("ij,jtk->itk", near, chances.sum(axis=2), optimize=True)
    alike = np.clip((around - rules.one_mind) / (1 - rules.one_mind), 0, 1)
    agreed: Array = rules.pull * alike[:, :, None, :]
    return agreed


def _tempo(changes: Array, rules: Rules) -> Array:
    """Return the daily rate of coming into each hand: places change hands when others do, not in quiet months."""
    near_in_time = _smooth(changes.mean(axis=0, keepdims=True), table.TEMPO_DAYS)
    tempo: Array = rules.rate * (rules.quiet + (1 - rules.quiet) * near_in_time / np.maximum(near_in_time.mean(), 1e-9))
    return tempo


def _smooth(changes: Array, days: int) -> Array:
    """Return changes spread evenly over so many days before and after."""
    total = np.cumsum(np.pad(changes, ((0, 0), (days + 1, days), (0, 0))), axis=1)
    smoothed: Array = (total[:, 2 * days + 1 :] - total[:, : -2 * days - 1]) / (2 * days + 1)
    return smoothed
