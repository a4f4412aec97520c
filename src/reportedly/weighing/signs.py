"""Signs of control: what each kept claim shows about who holds a place, on which days, and how strongly.

Takes kept claims of control, gain, withdrawal, siege, presence and fighting; gives signs. A plan, a possibility told
of the future, a denial and what is said to be unknown show nothing in a party's favour: a denial of "X holds it" shows
that it is in doubt, and a plan shows nothing at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from reportedly.model import Claim, ClaimType, KeptClaim, Modality, Party, Place, ReviewState
from reportedly.weighing import constants as table
from reportedly.weighing.areas import is_area, lies_in, says_whole
from reportedly.weighing.trust import Trust, source_name, weigh_source

Name = Callable[[Party], str]


class SignKind(StrEnum):
    """What a claim shows of a place."""

    HOLDS = "holds"
    TOOK = "took"
    LEFT = "left"
    CONTESTED = "contested"
    THERE = "there"
    BESIEGED = "besieged"
    FOUGHT = "fought"
    DOUBTED = "doubted"  # somebody denies that the party holds it
    NOT = "not"  # the party does not hold it; laid beside the others, never read from a claim


@dataclass(frozen=True, slots=True)
class Sign:
    """What a claim shows: the kind, whose, on which days (ordinals, closed), with which chance of being a true sign."""

    place: str
    kind: SignKind
    party: str | None
    earliest: int
    latest: int
    reported: int
    chance: float
    claim: str
    source: str
    stake: str | None
    reasons: tuple[str, ...]


_KINDS = {
    ClaimType.CONTROL: SignKind.HOLDS,
    ClaimType.GAIN: SignKind.TOOK,
    ClaimType.WITHDRAW: SignKind.LEFT,
    ClaimType.PRESENCE: SignKind.THERE,
    ClaimType.SIEGE: SignKind.BESIEGED,
    ClaimType.ATTACK: SignKind.FOUGHT,
}
_DENIABLE = frozenset({SignKind.HOLDS, SignKind.TOOK})


@dataclass(frozen=True, slots=True)
class _How:
    """How claims are read for signs: by which letters, under which names, at their own word or not."""

    letters: Mapping[str, str]
    name: Name
    own_word: bool


_OWN_WORD = Trust(table.MOST, (), ("taken at its own word",))
_SETTLED_OUT = frozenset({ReviewState.REJECTED, ReviewState.RETRACTED})


def place_key(place: Place) -> str:
    """Return what a place is counted under: its id, else its name in small letters."""
    return place.id or (place.name or place.text).lower()


def party_name(party: Party) -> str:
    """Return what a holder is called: the registered name, else the words of the text."""
    return party.name or party.text


def find_signs(
    kept: Iterable[KeptClaim],
    *,
    letters: Mapping[str, str] | None = None,
    origins: Mapping[str, str] | None = None,
    name: Name = party_name,
    own_word: bool = False,
) -> tuple[Sign, ...]:
    """Return the signs of control in claims, sorted by place, day and claim. Order of arrival does not matter.

    `own_word` takes sources at their word, for a view that is theirs. With `origins`, claim by claim, what one origin
    shows of a place within `ONE_REPORT_DAYS` is counted once.
    """
    how = _How(letters or {}, name, own_word)
    usable = [one for one in kept if one.state not in _SETTLED_OUT]
    towns = {place_key(p): p for one in usable for p in one.claim.place if not is_area(p)}
    told: dict[str, list[Sign]] = {}
    for one in usable:
        told.setdefault(one.document, []).extend(_signs_of(one, _places_of(one, towns), how))
    found = [sign for signs in told.values() for sign in _in_order(signs)]
    return _count_once(found, origins or {})


def _in_order(signs: list[Sign]) -> list[Sign]:
    """End a vaguely dated capture before the next capture by another that the same document dates within it.

    "X took it in 2015; Y retook it on 3 May 2015": X took it before 3 May.
    """
    takings = [s for s in signs if s.kind is SignKind.TOOK]
    ordered = []
    for sign in signs:
        ends = [
            other.earliest - 1
            for other in takings
            if sign in takings and other.place == sign.place and other.party != sign.party
            and sign.earliest < other.earliest and other.latest <= sign.latest
        ]  # fmt: skip
        ordered.append(replace(sign, latest=min(ends)) if ends else sign)
    return ordered


def _count_once(signs: Iterable[Sign], origins: Mapping[str, str]) -> tuple[Sign, ...]:
    """Return the signs sorted, what one source says again of the same days counted once, at its first saying."""
    once: dict[tuple[str, ...], Sign] = {}
    begun: dict[tuple[str, ...], int] = {}
    for sign in sorted(signs, key=lambda s: (s.reported, -s.chance, s.claim)):
        origin = origins.get(sign.claim)
        what = (sign.place, sign.kind, str(sign.party), origin or sign.source)
        days: tuple[str, ...] = (str(sign.earliest), str(sign.latest))
        if origin is not None:
            if sign.reported - begun.get(what, -table.ONE_REPORT_DAYS) >= table.ONE_REPORT_DAYS:
                begun[what] = sign.reported
            days = (str(begun[what]),)
        once.setdefault((*what, *days), sign)
    return tuple(
        sorted(once.values(), key=lambda s: (s.place, s.latest, s.earliest, s.reported, s.claim, str(s.party)))
    )


def _places_of(kept: KeptClaim, towns: Mapping[str, Place]) -> list[str]:
    """Return the keys of the places that a claim speaks of; an area's only where it says that it means the whole."""
    keys = [place_key(place) for place in kept.claim.place if not is_area(place)]
    for area in kept.claim.place:
        if is_area(area) and says_whole(kept.sentence):
            keys += [key for key, town in towns.items() if lies_in(town, area)]
    return sorted(set(keys))


def _signs_of(kept: KeptClaim, places: Sequence[str], how: _How) -> Iterable[Sign]:
    claim = kept.claim
    kind, parties = _read(claim, how.name)
    days = _days(kept)
    if kind is None or days is None:
        return
    trust = _OWN_WORD if how.own_word else weigh_source(kept, how.letters)
    chance = trust.chance * claim.score * table.SIGN[kind.value]
    for place in places:
        for party in parties or (None,):
            yield Sign(
                place, kind, party, *days, chance, claim.id, source_name(kept), claim.source.stake, trust.reasons
            )  # fmt: skip


def _read(claim: Claim, name: Name) -> tuple[SignKind | None, tuple[str, ...]]:
    """Return what a claim shows and of whom, None where it shows nothing."""
    kind = _KINDS.get(claim.type)
    actors = tuple(dict.fromkeys(map(name, claim.actor)))
    if kind is None or claim.modality in {Modality.PLANNED, Modality.UNKNOWN}:
        return None, ()
    if claim.modality is Modality.DENIED:
        return (SignKind.DOUBTED, ()) if kind in _DENIABLE else (None, ())
    if kind in {SignKind.BESIEGED, SignKind.FOUGHT}:
        return kind, ()
    if kind is SignKind.HOLDS and len(actors) > 1:
        return SignKind.CONTESTED, ()
    if kind is SignKind.LEFT and not actors and claim.target:
        return SignKind.TOOK, tuple(map(name, claim.target))
    if not actors and kind is SignKind.TOOK and claim.target:
        return SignKind.LEFT, tuple(map(name, claim.target))
    return (kind, actors) if actors else (None, ())


def _days(kept: KeptClaim) -> tuple[int, int, int] | None:
    """Return the first and the last day a claim speaks of and the day it was told, as ordinals."""
    valid = kept.claim.valid
    told = _ordinal(kept.reported)
    latest = _ordinal(valid.latest) or _ordinal(valid.earliest) or told
    if latest is None:
        return None
    earliest = _ordinal(valid.earliest) or latest
    told = told if told is not None else latest
    latest = max(earliest, min(latest, told))  # nobody reports what comes after
    return min(earliest, latest), latest, max(told, latest)


def _ordinal(day: str | None) -> int | None:
    return date.fromisoformat(day[:10]).toordinal() if day else None
