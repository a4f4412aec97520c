"""Control by place and day: who holds each place, as a chain of days that signs move.

Takes signs of control (`signs`); gives the chance of each holder, and that of being contested, for each place and day.
It goes on from Anders (JPR 57(6), 2020), who had four symbols and fixed tables for hexagons and months, in that symbols
are claims with a source each, weighed by trust, and that changes of hands are looked for on the days which claims name,
and in times in which places change hands at all. A forward pass says what could have been known by each day, a pass
both ways what is known in hindsight. Fighting is a chain of its own: it makes a place contested and takes it from
nobody. Places near each other count only where that is asked for (`points`), and then `holdings` says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from reportedly.weighing import constants as table
from reportedly.weighing.chain import Array, pass_both, pass_forward
from reportedly.weighing.columns import Columns, make_columns
from reportedly.weighing.nearness import agree_around, nearness
from reportedly.weighing.signs import Sign, SignKind

_AT_REST = 0.05  # a tempo that moves by less, in proportion, has come to rest
OTHERS = "others"  # whoever else: stands where fewer than two parties are known, so that nobody holds by default
_FIGHTS = frozenset({SignKind.CONTESTED, SignKind.FOUGHT, SignKind.BESIEGED, SignKind.DOUBTED})


@dataclass(frozen=True, slots=True)
class Rules:
    """The numbers that control is weighed by; the defaults stand in `constants`, with their reasons."""

    rate: float = table.RATE
    news: float = table.NEWS
    quiet: float = table.QUIET
    settles: int = 0  # days by which changes are dated after the day claims name; maps drawn by others lag so
    before: float = table.BEFORE
    first_mention: float = table.FIRST_MENTION
    incumbent: float = table.INCUMBENT
    fights_start: float = table.FIGHTS_START
    fights_end: float = table.FIGHTS_END
    near_km: float = table.NEAR_KM
    pull: float = table.PULL
    one_mind: float = table.ONE_MIND
    rounds: int = 6


@dataclass(frozen=True, slots=True)
class Tracks:
    """The chances: `holders` is places × days × parties, adding up to one; `contested` places × days."""

    places: tuple[str, ...]
    parties: tuple[str, ...]
    first: int  # ordinal of the first day
    holders: Array = field(repr=False)
    contested: Array = field(repr=False)


@dataclass(frozen=True, slots=True)
class _Frame:
    """What is looked at: which places, parties and days, and by what rules."""

    places: tuple[str, ...]
    parties: tuple[str, ...]
    first: int
    last: int
    rules: Rules
    incumbents: Mapping[str, str]
    columns: Columns

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
    places near each other count; without, each stands alone. `hindsight` uses what was said later.
    """
    frame = _frame(signs, (first, last), incumbents or {}, rules or Rules(), apart=bool(points))
    usable = [s for s in signs if (s.latest if hindsight else s.reported) <= last]
    fought = [s for s in usable if s.kind in _FIGHTS or s.kind is SignKind.HOLDS]
    held = [s for s in usable if s.kind not in _FIGHTS]
    if hindsight:
        held = [_settled(s, frame) for s in _freshest(held, first)]
    contested = _trace_fights(fought, frame, hindsight=hindsight)
    logs, rates = _lay_holders(held, frame, hindsight=hindsight)
    start = _start(frame)
    if hindsight:
        near = nearness(frame.places, points or {}, frame.rules.near_km)
        holders = _settle_together(start, rates, logs, near, frame)
    else:
        holders = pass_forward(start, rates * frame.columns.gather(_even(frame)), logs)
    return Tracks(frame.places, frame.parties, first, frame.columns.spread(holders), contested)


def _settle_together(start: Array, rates: Array, logs: Array, near: Array, frame: _Frame) -> Array:
    """Pass both ways until the tempo of changes, and what the places around a place say, have come to rest."""
    rules = frame.rules
    tempo = _even(frame)
    holders, changes = _pass_groups(start, rates, logs, tempo, frame.columns)
    for _ in range(rules.rounds):
        before, tempo = tempo, _tempo(changes / len(frame.places), rules)
        around = agree_around(holders, near, one_mind=rules.one_mind) * rules.pull if near.any() else 0.0
        holders, changes = _pass_groups(start, rates, logs + around, tempo, frame.columns)
        if not near.any() and np.abs(tempo - before).max() < _AT_REST * rules.rate:
            break
    return holders


def _pass_groups(start: Array, rates: Array, logs: Array, tempo: Array, columns: Columns) -> tuple[Array, Array]:
    """Return the chances of all places, and how many places came into each hand on each day."""
    holders = np.zeros_like(logs)
    changes = np.zeros_like(tempo)
    for rows, own in columns.groups():
        gathered = own.gather(tempo)
        held, came = pass_both(
            start[rows, : own.width], rates[rows, :, : own.width] * gathered, logs[rows, :, : own.width], many=own.many
        )
        holders[rows, :, : own.width] = held
        changes += own.share(came, gathered, tempo)
    return holders, changes


def _frame(
    signs: Sequence[Sign], days: tuple[int, int], incumbents: Mapping[str, str], rules: Rules, *, apart: bool
) -> _Frame:
    parties = sorted({s.party for s in signs if s.party} | set(incumbents.values()))
    if len(parties) < 2:
        parties.append(OTHERS)
    named: dict[str, set[str]] = {place: {holder} for place, holder in incumbents.items()}
    for sign in signs:
        named.setdefault(sign.place, set()).update({sign.party} if sign.party else ())
    places = tuple(sorted(named))
    columns = make_columns([named[place] for place in places], parties, apart=apart)
    return _Frame(places, tuple(parties), days[0], days[1], rules, incumbents, columns)


def _even(frame: _Frame) -> Array:
    """Return the daily rate of coming into each hand, before anything is known of busy times."""
    return np.full((frame.days, len(frame.parties)), frame.rules.rate)


def _freshest(signs: Sequence[Sign], first: int) -> list[Sign]:
    """Leave out signs of before the first day where a later one of before it is known: old history is over."""
    newest: dict[str, int] = {}
    for sign in signs:
        if sign.latest < first:
            newest[sign.place] = max(newest.get(sign.place, sign.latest), sign.latest)
    return [s for s in signs if s.latest >= first or s.latest == newest[s.place]]


def _settled(sign: Sign, frame: _Frame) -> Sign:
    """Date what a sign tells when it is done rather than when it was first told."""
    days = frame.rules.settles
    return replace(sign, earliest=sign.earliest + days, latest=sign.latest + days)


def _start(frame: _Frame) -> Array:
    k = len(frame.parties)
    start: Array = frame.columns.member.sum(axis=2) / k
    for row, place in enumerate(frame.places):
        holder = frame.incumbents.get(place)
        if holder is not None:
            start[row] *= (1 - frame.rules.incumbent) * k / (k - 1)
            start[row, frame.columns.of[row][holder]] = frame.rules.incumbent
    return start


def _trace_fights(signs: Sequence[Sign], frame: _Frame, *, hindsight: bool) -> Array:
    """Return the chance that each place is contested on each day."""
    rules = frame.rules
    logs = np.zeros((len(frame.places), frame.days, 2))
    row = {place: number for number, place in enumerate(frame.places)}
    for sign in signs:
        fights = sign.kind in _FIGHTS
        chance = sign.chance if fights else sign.chance * table.CALM
        shape = np.log(np.array([(1 - chance) / 2, (1 + chance) / 2]))
        columns = {frame.column(sign.latest if hindsight else sign.reported)}
        for column in columns | ({frame.column(sign.earliest)} if hindsight else set()):
            logs[row[sign.place], column] += shape if fights else shape[::-1]
    rates = np.broadcast_to(np.array([rules.fights_end, rules.fights_start]), logs.shape)
    begin = rules.fights_start / (rules.fights_start + rules.fights_end)
    start = np.tile(np.array([1 - begin, begin]), (len(frame.places), 1))
    chances = pass_both(start, rates, logs)[0] if hindsight else pass_forward(start, rates, logs)
    contested: Array = chances[..., 1]
    return contested


def _lay_holders(signs: Sequence[Sign], frame: _Frame, *, hindsight: bool) -> tuple[Array, Array]:
    """Return the log chance of what was said for each place, day and holder, and how news raise the rates of change."""
    row = {place: number for number, place in enumerate(frame.places)}
    logs = np.zeros((len(frame.places), frame.days, frame.columns.width))
    news = np.zeros_like(logs)
    named: set[str] = set()
    before: dict[tuple[int, int, str | None, SignKind], float] = {}
    for sign in signs:
        at = row[sign.place]
        is_first = sign.place not in named and sign.party == frame.incumbents.get(sign.place, sign.party)
        named.add(sign.place)
        for day, weight, kind in _laid(sign, frame, hindsight=hindsight, is_first=is_first):
            if kind is sign.kind:
                logs[at, frame.column(day)] += weight * _shape(kind, sign.party, sign.chance, frame, at)
            else:  # what it says of the day before is one thing, however many say it
                key = (at, frame.column(day), sign.party, kind)
                before[key] = max(before.get(key, 0.0), weight * sign.chance)
        for day, party, weight in _turns(sign, frame, at, hindsight=hindsight):
            column = frame.column(day)
            news[at, column, party] = max(news[at, column, party], weight * sign.chance)
    for (at, column, party_name, kind), chance in sorted(before.items(), key=str):
        logs[at, column] += _shape(kind, party_name, chance, frame, at)
    return logs, 1 + frame.rules.news * news


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


def _turns(sign: Sign, frame: _Frame, at: int, *, hindsight: bool) -> Iterator[tuple[int, int, float]]:
    """Give the days on which a sign makes a change of hands likely, into which column, and how much."""
    if sign.kind is SignKind.THERE or sign.party is None:
        return
    own = frame.columns.of[at][sign.party]
    leaves = sign.kind in {SignKind.NOT, SignKind.LEFT}
    into = [column for column in range(frame.columns.width) if (column != own) == leaves]
    if not hindsight:
        days = range(sign.reported, sign.reported + 1)
    elif sign.kind is SignKind.HOLDS:
        days = range(sign.earliest, sign.earliest + 1)
    else:
        days = range(sign.earliest, sign.latest + 1)
    for day in days if days[-1] >= frame.first else ():
        for party in into:
            yield day, party, 1.0 / len(days)


def _shape(kind: SignKind, party: str | None, chance: float, frame: _Frame, at: int) -> Array:
    """Return the log chance of a sign under each holder: it is telling with `chance`, else noise over the parties."""
    noise = (1 - chance) / len(frame.parties)
    leaves = kind in {SignKind.NOT, SignKind.LEFT}
    shape = np.full(frame.columns.width, chance + noise if leaves else noise)
    if party is not None:
        shape[frame.columns.of[at][party]] = noise if leaves else chance + noise
    logs: Array = np.log(shape)
    return logs


def _tempo(changes: Array, rules: Rules) -> Array:
    """Return the daily rate of coming into each hand: places change hands when others do, not in quiet months."""
    lately = _smooth(changes, table.TEMPO_DAYS)
    busy = np.minimum(lately / np.maximum(lately.mean(), 1e-9), table.TEMPO_MOST)
    tempo: Array = rules.rate * (rules.quiet + (1 - rules.quiet) * busy)
    return tempo


def _smooth(changes: Array, days: int) -> Array:
    """Return changes spread evenly over so many days before and after."""
    total = np.cumsum(np.pad(changes, ((days + 1, days), (0, 0))), axis=0)
    smoothed: Array = (total[2 * days + 1 :] - total[: -2 * days - 1]) / (2 * days + 1)
    return smoothed
