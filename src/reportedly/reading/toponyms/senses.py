"""Senses: what the candidates of a name say together, whatever the text."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

from reportedly.gazetteer.entry import Candidate, NameKind

_WIDE_KINDS = frozenset(("country", "demonym", "continent", "admin1"))
_MINOR_KINDS = frozenset(
    ("city", "district", "base", "camp", "dam", "oil field", "gas field", "road", "castle", "border crossing", "prison")
)
ALTERNATE = -1.6  # only another name of the place
_LARGE = 1.5  # from 125,000 people on, a name is a town's though it stands behind some capitalised word
_MOST_NAMES = 20_000  # whose senses are remembered


@dataclass(frozen=True, slots=True)
class Senses:
    """What the candidates of a name say together."""

    weight: float  # of the weightiest
    country: str | None  # its country
    how: int  # all the ways in which the name belongs to any of them
    kinds: frozenset[str]
    wide: bool  # a country or the like is among them
    kept_wide: bool  # and so in a hand-kept table


@lru_cache(maxsize=_MOST_NAMES)
def senses_of(candidates: tuple[Candidate, ...]) -> Senses:
    """Return what the candidates of a name say together, whatever the text."""
    weightiest = max(candidates, key=_weight, default=None)
    how = 0
    for candidate in candidates:
        how |= candidate.how
    wide = [c for c in candidates if c.entry.kind in _WIDE_KINDS]
    return Senses(
        weight=_weight(weightiest) if weightiest else -9.0,
        country=weightiest.entry.country if weightiest else None,
        how=how,
        kinds=frozenset(candidate.entry.kind for candidate in candidates),
        wide=bool(wide),
        kept_wide=any(c.how & NameKind.KEPT for c in wide),
    )


def _weight(candidate: Candidate) -> float:
    entry = candidate.entry
    if candidate.how & NameKind.KEPT:
        if entry.kind in _MINOR_KINDS:
            return max(1.0, math.log10(entry.population + 10) - 3.6)
        return 3.0 if entry.kind in _WIDE_KINDS else 2.5
    if entry.kind == "admin1":
        weight = 2.0
    elif entry.kind == "admin2":
        weight = 0.0
    else:
        weight = math.log10(entry.population + 10) - 3.6
    return weight if candidate.how & NameKind.PRIMARY else weight + ALTERNATE


def is_small(candidates: tuple[Candidate, ...]) -> bool:
    """Return whether all the candidates are small places, whose name is as soon somebody's or something's."""
    return senses_of(candidates).weight < _LARGE
