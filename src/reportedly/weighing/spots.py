"""Spots: how the places of two claims lie to each other: the same, one inside the other, near, apart.

Takes the places of claims as resolved, or as written where the gazetteer does not know them. A claim often names a
place and what holds it ("Midan, Damascus"): what is inside is compared, what holds it only says where to look.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from reportedly.gazetteer.areas import is_in
from reportedly.gazetteer.fold import fold_roman, skeleton
from reportedly.gazetteer.geodesy import rough_km
from reportedly.model import Place

_NEAR_KM = 12.0  # between the edges of two places: one event is told by either's name
_ARTICLE = re.compile(r"(?:al|el|ad|an|ar|as|ash|at|az|ez)(?:-|$)")  # as Arabic names carry it, in small letters
_LEAST_BONES = 3  # consonants that two spellings of an unknown name must share
_LARGE_KM = 40.0  # radius from which an area expression is a region
_LEAST_WORD = 5  # letters of a word by which a part of a name stands for all of it ("Zahraa", "Jamiyat al-Zahraa")
_LARGE = frozenset({"country", "admin1", "demonym", "continent", "region", "desert", "river"})
_VAGUE = frozenset({"country", "demonym", "continent"})  # places that say nothing of an event


_MOST_LIES = 200_000  # pairs of places remembered, about 40 MB
_LIES: dict[tuple[str, str], Lie] = {}  # follows from its keys alone: the gazetteer does not change in a run


class Lie(StrEnum):
    """How one claim's places lie to another's."""

    SAME = "same"
    INSIDE = "inside"  # the first's in the second's
    HOLDS = "holds"
    NEAR = "near"
    APART = "apart"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Spots:
    """A claim's places: those it is about, and those that hold them."""

    inner: tuple[Place, ...] = ()
    outer: tuple[Place, ...] = ()
    key: str = ""  # of places that are all known and no areas: equal keys lie equally


def sort_places(places: tuple[Place, ...]) -> Spots:
    """Return a claim's places told apart into the inner ones and those that hold them; countries say nothing."""
    told = tuple(place for place in places if place.kind not in _VAGUE)
    inner = told
    if len(told) > 1:
        inner = tuple(place for place in told if not any(_holds(place, other) for other in told if other is not place))
    outer = tuple(place for place in told if place not in inner) if len(told) > 1 else ()
    known = all(place.id is not None and place.area is None for place in told)
    key = "|".join((",".join(p.id or "" for p in inner), ",".join(p.id or "" for p in outer))) if known else ""
    return Spots(inner, outer, key)


def _holds(place: Place, other: Place) -> bool:
    """Return whether `other`, named in the same claim, lies in `place`."""
    if place.id is None or place.id == other.id or name_key(place) == name_key(other):
        return False
    if other.id is None:
        return True  # what the gazetteer does not know is small
    return bool(_is_within(other, place)) and not _is_within(place, other)


def lie_of(one: Spots, other: Spots) -> Lie:
    """Return how the places of one claim lie to those of another."""
    if not (one.key and other.key):
        return _lie_of(one, other)
    keys = one.key, other.key
    known = _LIES.get(keys)
    if known is None:
        if len(_LIES) >= _MOST_LIES:
            _LIES.clear()
        known = _LIES[keys] = _lie_of(one, other)
    return known


def _lie_of(one: Spots, other: Spots) -> Lie:
    if not one.inner or not other.inner:
        return Lie.UNKNOWN
    if _any_same(one.inner, other.inner):
        return Lie.SAME
    if _any_same(one.outer, other.inner) or _all_within(one.inner, other.inner):
        return Lie.INSIDE
    if _any_same(other.outer, one.inner) or _all_within(other.inner, one.inner):
        return Lie.HOLDS
    return _by_distance(one, other)


def _any_same(these: tuple[Place, ...], those: tuple[Place, ...]) -> bool:
    return any(same_place(one, other) for one in these for other in those)


def _all_within(these: tuple[Place, ...], those: tuple[Place, ...]) -> bool:
    return all(any(_is_within(one, other) for other in those) for one in these)


def same_place(one: Place, other: Place) -> bool:
    """Return whether two places are one: by id, else by a name that is spelt alike or differs in its vowels alone.

    A town and the division named after it are one here, since prose does not tell them apart ("in Idlib").
    """
    if one.id and other.id and one.id == other.id:
        return True
    if name_key(one) == name_key(other):
        return True
    if one.id and other.id:
        return False
    bones = _bones(one.text), _bones(other.text)
    if bones[0] == bones[1] and len(bones[0]) >= _LEAST_BONES:
        return True
    shorter, longer = sorted((set(name_key(one).split()), set(name_key(other).split())), key=len)
    return shorter < longer and max(map(len, shorter), default=0) >= _LEAST_WORD


def name_key(place: Place) -> str:
    """Return the folded name under which a place is known, as written where it is not resolved."""
    return _folded(place.name or place.text)


@lru_cache(maxsize=20_000)
def _folded(name: str) -> str:
    return fold_roman(name)


@lru_cache(maxsize=20_000)
def _bones(name: str) -> str:
    return skeleton(name)


@lru_cache(maxsize=50_000)
def _is_within(place: Place, area: Place) -> bool:
    if place.lat is None or area.lat is None:
        return False
    if area.kind == "city" and place.kind not in ("district", "base") and (place.radius_km or 0) >= 1:
        return _in_division_of(place, area) and is_namesake_of_division(area)
    return bool(is_in(place, area))


def spell_most(places: Iterable[Place]) -> str | None:
    """Return the spelling of a place that most claims use which name it plainly, else the name that it is known by.

    "north of X" and "the X countryside" are no spellings, and neither is X in capitals. Of two as common the first of
    the alphabet is taken.
    """
    listed = list(places)
    written = Counter(place.text for place in listed if _is_plain(place))
    known = Counter(place.name or place.text for place in listed)
    counted = written or known
    return min(counted, key=lambda name: (-counted[name], name)) if counted else None


def _is_plain(place: Place) -> bool:
    """Return whether a place is written by its name alone, as far as capitals and the number of words tell."""
    if place.kind in _VAGUE or place.text.isupper():
        return False
    words, name = place.text.split(), place.name or place.text
    capitals = all(word[:1].isupper() or _ARTICLE.match(word) for word in words)
    return capitals and (len(words) <= len(name.split()) or _bones(place.text) == _bones(name))


def is_large(place: Place) -> bool:
    """Return whether a place is a division or a region rather than a town."""
    return place.kind in _LARGE or (place.radius_km or 0.0) > _LARGE_KM


def bones_of(place: Place) -> str:
    """Return the consonants of a place's name as written, by which unknown places are compared."""
    return _bones(place.text)


@lru_cache(maxsize=20_000)
def is_namesake_of_division(place: Place) -> bool:
    """Return whether a town bears the name of the division it lies in ("Idlib"), which prose does not tell apart."""
    return place.kind == "city" and place.admin1 is not None and name_key(place) in _division_names(place)


def _in_division_of(place: Place, city: Place) -> bool:
    return place.country == city.country and place.admin1 is not None and place.admin1 == city.admin1


def _division_names(city: Place) -> frozenset[str]:
    """Return the folded name of the division a town lies in, as far as the gazetteer knows one by its code."""
    from reportedly.gazetteer.lookup import look_up
    from reportedly.gazetteer.store import open_gazetteer

    found = look_up(f"{city.name or city.text} province", open_gazetteer(), countries=[city.country or ""])
    return frozenset(
        _folded(candidate.entry.name)
        for _, candidate in found
        if candidate.entry.kind == "admin1" and candidate.entry.admin1 == city.admin1
    )


def _by_distance(one: Spots, other: Spots) -> Lie:
    these, those = one.inner, other.inner
    outer = (one.outer or these, other.outer or those)
    known = [(a, b) for a in these for b in those if a.lat is not None and b.lat is not None]
    if len(known) < len(these) * len(those):
        anchors = [(a, b) for a in outer[0] for b in outer[1] if a.lat is not None and b.lat is not None]
        if anchors and min(_edge_km(a, b) for a, b in anchors) > _NEAR_KM:
            return Lie.APART
        unknown_in_large = any(p.kind in _LARGE or p.kind in ("city", "area") for p in (*these, *those) if p.id)
        return Lie.UNKNOWN if unknown_in_large else Lie.APART
    return Lie.NEAR if min(_edge_km(a, b) for a, b in known) <= _NEAR_KM else Lie.APART


def _edge_km(one: Place, other: Place) -> float:
    apart = rough_km((one.lat or 0, one.lon or 0), (other.lat or 0, other.lon or 0))
    return max(0.0, apart - (one.radius_km or 0) - (other.radius_km or 0))
