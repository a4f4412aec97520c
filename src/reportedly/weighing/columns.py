"""Columns: which parties are told apart at each place; those that nobody names there are one.

A war has dozens of parties, a town three. Parties that no sign of a place names are alike there, so that one column
stands for all of them, which is exact (a lumpable chain: Kemeny and Snell 1960) but for the tempo of changes among
them. Where places weigh on each other each party has its own column everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from reportedly.weighing.chain import Array

_LEAST = 1e-12
_WIDTHS = (1, 4)  # of the arrays in which places are passed together


@dataclass(frozen=True, slots=True)
class Columns:
    """For each place a column for each party that is named there, and a last one for the rest of them."""

    of: tuple[Mapping[str, int], ...] = field(repr=False)  # by place: the column of each party named
    member: Array = field(repr=False)  # places × columns × parties: 1 where a column holds a party
    many: Array = field(repr=False)  # places × columns: the parties in it, at least 1

    @property
    def width(self) -> int:
        """Return how many columns there are."""
        return int(self.member.shape[1])

    def gather(self, by_party: Array) -> Array:
        """Return places × days × columns from days × parties, added up within each column."""
        gathered: Array = np.matmul(by_party[None], self.member.transpose(0, 2, 1))
        return gathered

    def spread(self, by_column: Array) -> Array:
        """Return places × days × parties from places × days × columns, evenly within each column."""
        spread: Array = np.matmul(by_column, self.member / self.many[:, :, None])
        return spread

    def share(self, by_column: Array, gathered: Array, by_party: Array) -> Array:
        """Return days × parties from places × days × columns, added up over places.

        Within a column each party has its share of what `gather` added up.
        """
        shares = by_column / np.maximum(gathered, _LEAST)
        days = shares.shape[1]
        told: Array = shares.transpose(1, 0, 2).reshape(days, -1) @ self.member.reshape(-1, self.member.shape[2])
        return told * by_party

    def groups(self) -> Iterator[tuple[NDArray[np.intp], Columns]]:
        """Yield the rows of places with about as many columns, and theirs alone: most places need two or three."""
        needed = (self.member.sum(axis=2) > 0).sum(axis=1)
        widths = sorted({*_WIDTHS, self.width})
        for least, width in zip([0, *widths], widths, strict=False):
            rows = np.flatnonzero((needed > least) & (needed <= width))
            if len(rows) and width <= self.width:
                of = tuple(self.of[row] for row in rows)
                yield rows, Columns(of, self.member[rows, :width], self.many[rows, :width])


def make_columns(named: Sequence[Iterable[str]], parties: Sequence[str], *, apart: bool) -> Columns:
    """Return the columns of places, given the parties that are named at each; `apart` gives every party its own."""
    number = {party: at for at, party in enumerate(parties)}
    of = []
    for some in named:
        told = list(parties) if apart else sorted(set(some), key=number.__getitem__)
        of.append({party: column for column, party in enumerate(told)})
    width = max((len(each) + (len(each) < len(parties)) for each in of), default=1)
    member = np.zeros((len(of), width, len(parties)))
    for row, each in enumerate(of):
        for party, at in number.items():
            member[row, each.get(party, len(each)), at] = 1.0
    return Columns(tuple(of), member, np.maximum(1.0, member.sum(axis=2)))
