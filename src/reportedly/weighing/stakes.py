"""Stakes: on which side a source stands, where reading left it open and the office it speaks for tells.

Takes kept claims, gives them with the stake of their root source filled in. A spokesman has the side of whom he speaks
for, state media that of their state. Only sides that are in play, those of a party to some claim at hand, count: an
office may stand on different sides in different wars. Where two would fit, the stake stays open; an unnamed source has
one only where its own words say whose it is ("an army commander").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache

from reportedly.gazetteer.parties import Register, active_register
from reportedly.model import KeptClaim, Link, LinkKind
from reportedly.weighing.offices import Directory, learn_all

_MOST_WORDS = 5  # of a party's name in a source's words
_NO_SPEAKERS = frozenset({LinkKind.PUBLISHER, LinkKind.WITNESS, LinkKind.DOCUMENT})
# Words beside a party's name that say that the source does not speak for it
_NOT_THEIRS = re.compile(
    r"\b(?:anti|former|ex|defect\w*|captur\w*|captive|prisoner|held|controlled|rival|opposed|resident)\b", re.IGNORECASE
)


def with_stakes(kept: Iterable[KeptClaim]) -> list[KeptClaim]:
    """Return the claims with the stake of each root source, where its words or its office tell; others unchanged."""
    claims = list(kept)
    in_play = sides_in_play(claims)
    if not in_play or all(one.claim.source.stake for one in claims):
        return claims
    directory = learn_all(claims)
    sides = {one.claim.source: _find_sides(one, directory, in_play) for one in claims}
    persons = _sides_of_persons(sides)
    return [_with_stake(one, sides[one.claim.source] or persons.get(one.claim.source.name or "")) for one in claims]


def staked(kept: Mapping[str, KeptClaim]) -> dict[str, KeptClaim]:
    """Return claims by id, with the stakes of their sources."""
    return dict(zip(kept, with_stakes(kept.values()), strict=True))


def sides_in_play(kept: Iterable[KeptClaim]) -> frozenset[str]:
    """Return the sides of the parties that do or suffer something in the claims."""
    return frozenset(party.side for one in kept for party in (*one.claim.actor, *one.claim.target) if party.side)


def _with_stake(kept: KeptClaim, side: str | None) -> KeptClaim:
    source = kept.claim.source
    if source.stake or side is None:
        return kept
    return replace(kept, claim=replace(kept.claim, source=replace(source, stake=side)))


def _find_sides(kept: KeptClaim, directory: Directory, in_play: frozenset[str]) -> str | None:
    """Return the one side that a source's words name, else that of its office; None where there is none or two."""
    source = kept.claim.source
    if source.kind in _NO_SPEAKERS:
        return None
    told = sides_told(source.text or source.name or "", directory.register) & in_play
    if not told:
        office = directory.find(kept.document, kept.publisher, source)
        told = sides_of(office.key, directory.register) & in_play
    return next(iter(told)) if len(told) == 1 else None


def sides_told(text: str, register: Register) -> frozenset[str]:
    """Return the sides of all parties that a source's words name, whatever the conflict."""
    return _sides_told_of_active(text) if register is active_register() else _sides_told(text, register)


@lru_cache(maxsize=50_000)
def _sides_told_of_active(text: str) -> frozenset[str]:
    return _sides_told(text, active_register())


def _sides_told(text: str, register: Register) -> frozenset[str]:
    if _NOT_THEIRS.search(text):
        return frozenset()
    words = text.replace(",", " ").replace("'s", "").replace("’s", "").split()
    runs = (" ".join(words[at : at + size]) for size in range(1, _MOST_WORDS + 1) for at in range(len(words)))
    named = (entry for run in runs if run[:1].isupper() for entry in register.find(run))
    return frozenset(side.side for entry in named for side in entry.sides)


def _sides_of_persons(sides: Mapping[Link, str | None]) -> dict[str, str]:
    """Return the side of each person whom some claim names with whom he speaks for; none for one named with two."""
    found: dict[str, set[str]] = {}
    for source, side in sides.items():
        if side and source.name and source.kind is LinkKind.PERSON:
            found.setdefault(source.name, set()).add(side)
    return {name: next(iter(given)) for name, given in found.items() if len(given) == 1}


def sides_of(key: str, register: Register) -> frozenset[str]:
    """Return the sides on which an office stands or stood, in whatever conflict; none for one without a side."""
    kind, _, id = key.partition(":")
    entry = register.entries.get(id) if kind in {"party", "state media"} else None
    if entry is None:
        return frozenset()
    own = frozenset(side.side for side in entry.sides)
    if own:
        return own
    parents = [register.entries[parent] for parent in entry.parents if parent in register.entries]
    return frozenset(side.side for parent in parents for side in parent.sides)
