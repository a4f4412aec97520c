"""Claim columns: every claim of the ledger that has a place, in columns, so that a map of many claims filters at once.

Takes claims; gives arrays, one number a claim and place: its place, type, modality, days, source and side. What a
filter keeps is a mask over these rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reportedly.ledger.terms import place_value
from reportedly.model import ClaimType, KeptClaim, LinkKind, Modality, Party, Place, ReviewState, View, ViewKind
from reportedly.sharing.drawn import How, how_drawn, middle_of
from reportedly.weighing.areas import says_whole
from reportedly.weighing.trust import source_name

UNDATED = 0  # as an ordinal: no day is known
_TYPES = list(ClaimType)
_WITHDRAW = _TYPES.index(ClaimType.WITHDRAW)
_MODALITIES = list(Modality)
_OUT = frozenset({ReviewState.REJECTED, ReviewState.RETRACTED})
Numbers = NDArray[Any]  # Any: of several widths
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Site:
    """A place as the map draws it: the key under which the ledger counts it, and the place as claims have it."""

    key: str
    place: Place
    name: str  # of a part of a place or of a stretch the words written
    how: How
    lat: float  # of a point within, where it is an area
    lon: float


def site_of(key: str, place: Place) -> Site:
    """Return a place as the map draws it."""
    wide = place.area is not None and "|" in key
    return Site(key, place, place.text if wide else place.name or place.text, how_drawn(place), *middle_of(place))


@dataclass(frozen=True, slots=True, eq=False)  # one is like no other: what is made from it is kept by it
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
    whole: Numbers = field(repr=False)  # 1 where the words mean the whole of an area
    named: Numbers = field(repr=False)  # 1 where the source has a name
    firm: Numbers = field(repr=False)  # 1 where somebody is said to hold or take the place
    unplaced: int = 0  # claims without a place that has a position

    def is_type(self, types: Iterable[str]) -> Mask:
        """Return which rows are of one of the types."""
        return _among(self.type, [_TYPES.index(ClaimType(one)) for one in types], len(_TYPES))

    def is_modality(self, modalities: Iterable[str]) -> Mask:
        """Return which rows have one of the modalities."""
        return _among(self.modality, [_MODALITIES.index(Modality(one)) for one in modalities], len(_MODALITIES))

    def in_view(self, view: View) -> Mask:
        """Return which rows are the word of the view's source or side."""
        if view.kind is ViewKind.ALL or view.name is None:
            return np.ones(len(self.site), bool)
        names, column = (self.sides, self.side) if view.kind is ViewKind.SIDE else (self.sources, self.source)
        wanted = [number for number, name in enumerate(names) if name.casefold() == view.name.casefold()]
        return _among(column, wanted, len(names))

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


def _among(column: Numbers, wanted: list[int], most: int) -> Mask:
    """Return which rows of a column of small numbers are among those wanted; a look into a table is quickest."""
    table = np.zeros(most, bool)
    table[wanted] = True
    found: Mask = table[column]
    return found


class _Index:
    """Numbers for names, in the order in which they come."""

    def __init__(self, *names: str) -> None:
        self.numbers = {name: number for number, name in enumerate(names)}

    def __call__(self, name: str) -> int:
        return self.numbers.setdefault(name, len(self.numbers))


# A claim in few words, as it is kept: id, keys of places, type, modality, three days, whether it means the whole of
# an area, whether its source has a name; source, side, holders, losers
Row = tuple[str, list[str], int, int, int, int, int, int, int, str, str, list[str], list[str]]


def row_of(kept: KeptClaim) -> tuple[Row, dict[str, Place]] | None:
    """Return the row of a claim and the places it names; None where it was rejected or its document taken back."""
    if kept.state in _OUT:
        return None
    placed = {place_value(one): one for one in kept.claim.place if one.lat is not None or one.area}
    row = (kept.claim.id, list(placed), *_numbers(kept), _said_by(kept), _side(kept), _names(kept.claim.actor),
           _names(kept.claim.target))  # fmt: skip
    return row, placed


def make_columns(rows: Iterable[Row], places: Mapping[str, Place]) -> Columns:
    """Return the columns of rows, whose places are given by their keys."""
    site, source, side, claims = _Index(), _Index(), _Index(""), _Index()
    table: list[tuple[int, ...]] = []
    holders: list[tuple[str, ...]] = []
    losers: list[tuple[str, ...]] = []
    unplaced = 0
    for id, keys, kind, modality, first, last, told, whole, named, said_by, stake, actors, targets in rows:
        unplaced += not keys
        for key in keys:
            firm = int(bool(actors) and kind != _WITHDRAW)
            table.append((claims(id), site(key), kind, modality, first, last, told, source(said_by), side(stake),
                          whole, named, firm))  # fmt: skip
            holders.append(tuple(actors))
            losers.append(tuple(targets))
    numbers = np.array(table, dtype=np.int32).reshape(-1, 12)
    return Columns(
        tuple(claims.numbers), tuple(site_of(key, places[key]) for key in site.numbers), tuple(source.numbers),
        tuple(side.numbers), tuple(holders), tuple(losers),
        claim=numbers[:, 0], site=numbers[:, 1], type=numbers[:, 2], modality=numbers[:, 3], first=numbers[:, 4],
        last=numbers[:, 5], told=numbers[:, 6], source=numbers[:, 7], side=numbers[:, 8], whole=numbers[:, 9],
        named=numbers[:, 10], firm=numbers[:, 11], unplaced=unplaced,
    )  # fmt: skip


def read_columns(claims: Iterable[KeptClaim]) -> Columns:
    """Return the columns of claims, straight from them."""
    rows: list[Row] = []
    places: dict[str, Place] = {}
    for kept in claims:
        found = row_of(kept)
        if found is not None:
            rows.append(found[0])
            for key, place in found[1].items():
                places.setdefault(key, place)
    return make_columns(rows, places)


def _numbers(kept: KeptClaim) -> tuple[int, int, int, int, int, int, int]:
    claim, valid = kept.claim, kept.claim.valid
    told = ordinal(kept.reported)
    whole = int(says_whole(kept.sentence))
    last = ordinal(valid.latest) or ordinal(valid.earliest) or told
    first = ordinal(valid.earliest) or last
    named = int(not claim.source.anonymous)
    return _TYPES.index(claim.type), _MODALITIES.index(claim.modality), min(first, last), last, told, whole, named


def _said_by(kept: KeptClaim) -> str:
    return kept.publisher if kept.claim.source.kind is LinkKind.PUBLISHER else source_name(kept)


def _side(kept: KeptClaim) -> str:
    return kept.claim.source.stake or ""


def _names(parties: Iterable[Party]) -> list[str]:
    return list(dict.fromkeys(party.name or party.text for party in parties))


def ordinal(day: str | None) -> int:
    """Return a day as a number, `UNDATED` where there is none."""
    return date.fromisoformat(day[:10]).toordinal() if day else UNDATED


def iso(number: int) -> str:
    """Return the day of a number."""
    return date.fromordinal(number).isoformat()
