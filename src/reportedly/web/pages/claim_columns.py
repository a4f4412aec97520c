"""Claim columns: every claim of the ledger that has a place, in columns, so that a map of many claims filters at once.

Takes a ledger; gives arrays, one number a claim and place: its place, type, modality, days, source and side. Made once
for each position of the ledger's log. What a filter keeps is a mask over these rows.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reportedly.ledger import ClaimFilter, Ledger
from reportedly.ledger.terms import place_value
from reportedly.model import ClaimType, KeptClaim, LinkKind, Modality, Place, ReviewState, View, ViewKind
from reportedly.weighing.trust import source_name

UNDATED = 0  # as an ordinal: no day is known
_TYPES = list(ClaimType)
_MODALITIES = list(Modality)
_OUT = frozenset({ReviewState.REJECTED, ReviewState.RETRACTED})
Numbers = NDArray[Any]  # Any: of several widths
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Site:
    """A place as the map draws it: the key under which the ledger counts it, and the place as claims have it."""

    key: str
    place: Place


@dataclass(frozen=True, slots=True)
class Columns:
    """The rows: `claims` are ids; `first` and `last` the days claimed, `told` the day of the report, as ordinals."""

    claims: tuple[str, ...]
    sites: tuple[Site, ...]
    sources: tuple[str, ...]
    sides: tuple[str, ...]
    holders: tuple[tuple[str, ...], ...]  # names of the actors, by row
    losers: tuple[tuple[str, ...], ...]  # names of the targets, by row
    claim: Numbers = field(repr=False)  # index into `claims`
    site: Numbers = field(repr=False)
    type: Numbers = field(repr=False)
    modality: Numbers = field(repr=False)
    source: Numbers = field(repr=False)
    side: Numbers = field(repr=False)  # index into `sides`; 0 is none
    first: Numbers = field(repr=False)
    last: Numbers = field(repr=False)
    told: Numbers = field(repr=False)
    unplaced: int = 0  # claims without a place that has a position

    def is_type(self, types: Iterable[str]) -> Mask:
        """Return which rows are of one of the types."""
        return np.isin(self.type, [_TYPES.index(ClaimType(one)) for one in types])

    def is_modality(self, modalities: Iterable[str]) -> Mask:
        """Return which rows have one of the modalities."""
        return np.isin(self.modality, [_MODALITIES.index(Modality(one)) for one in modalities])

    def in_view(self, view: View) -> Mask:
        """Return which rows are the word of the view's source or side."""
        if view.kind is ViewKind.ALL or view.name is None:
            return np.ones(len(self.site), bool)
        names, column = (self.sides, self.side) if view.kind is ViewKind.SIDE else (self.sources, self.source)
        wanted = [number for number, name in enumerate(names) if name.casefold() == view.name.casefold()]
        return np.isin(column, wanted)

    def within(self, first: int | None, last: int | None) -> Mask:
        """Return which rows are claimed to be so on some day from `first` to `last`; undated ones where neither is."""
        kept = np.ones(len(self.site), bool)
        if first is not None:
            kept &= (self.last >= first) & (self.last != UNDATED)
        if last is not None:
            kept &= (self.first <= last) & (self.first != UNDATED)
        return kept

    def type_of(self, row: int) -> ClaimType:
        """Return the type of a row's claim."""
        return _TYPES[int(self.type[row])]


class _Index:
    """Numbers for names, in the order in which they come."""

    def __init__(self, *names: str) -> None:
        self.numbers = {name: number for number, name in enumerate(names)}

    def __call__(self, name: str) -> int:
        return self.numbers.setdefault(name, len(self.numbers))


def read_columns(ledger: Ledger) -> Columns:
    """Return the columns of all claims that stand, less those that people rejected or documents took back."""
    sites: dict[str, Site] = {}
    site, source, side, claims = _Index(), _Index(), _Index(""), _Index()
    rows: list[tuple[int, ...]] = []
    holders: list[tuple[str, ...]] = []
    losers: list[tuple[str, ...]] = []
    unplaced = 0
    for kept in ledger.each_claim(ClaimFilter()):
        if kept.state in _OUT:
            continue
        placed = {place_value(one): one for one in kept.claim.place if one.lat is not None or one.area}
        unplaced += not placed
        for key, place in placed.items():
            held = sites.get(key)
            if held is None or (place.area and not held.place.area):
                sites[key] = Site(key, place)
            said_by = source(_said_by(kept))
            rows.append((claims(kept.claim.id), site(key), *_numbers(kept), said_by, side(_side(kept))))
            holders.append(_names(kept.claim.actor))
            losers.append(_names(kept.claim.target))
    table = np.array(rows, dtype=np.int32).reshape(-1, 9)
    return Columns(
        tuple(claims.numbers), tuple(sites[key] for key in site.numbers), tuple(source.numbers), tuple(side.numbers),
        tuple(holders), tuple(losers),
        claim=table[:, 0], site=table[:, 1], type=table[:, 2], modality=table[:, 3], first=table[:, 4],
        last=table[:, 5], told=table[:, 6], source=table[:, 7], side=table[:, 8], unplaced=unplaced,
    )  # fmt: skip


def _numbers(kept: KeptClaim) -> tuple[int, ...]:
    claim, valid = kept.claim, kept.claim.valid
    told = ordinal(kept.reported)
    last = ordinal(valid.latest) or ordinal(valid.earliest) or told
    first = ordinal(valid.earliest) or last
    return _TYPES.index(claim.type), _MODALITIES.index(claim.modality), min(first, last), last, told


def _said_by(kept: KeptClaim) -> str:
    return kept.publisher if kept.claim.source.kind is LinkKind.PUBLISHER else source_name(kept)


def _side(kept: KeptClaim) -> str:
    return kept.claim.source.stake or ""


def _names(parties: Iterable[Any]) -> tuple[str, ...]:  # Any: parties
    return tuple(dict.fromkeys(party.name or party.text for party in parties))


def ordinal(day: str | None) -> int:
    """Return a day as a number, `UNDATED` where there is none."""
    return date.fromisoformat(day[:10]).toordinal() if day else UNDATED


def iso(number: int) -> str:
    """Return the day of a number."""
    return date.fromordinal(number).isoformat()
