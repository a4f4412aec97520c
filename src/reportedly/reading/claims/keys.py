"""Keys: features as numbers, made for all candidates of a text at once.

A *column* says one thing about each candidate (the lemma of its head, the type of the claim) as a 64-bit number; 0
means that it has nothing to say. A *template* names the columns that make a feature together; its *key* is their hash
with the template's own number, and 0 where a column is silent. Keys stand in a table: a row a feature, a column a
candidate. No template joins more than two words of the text.

Formatting and hashing features as strings was nine tenths of the cost of reading claims.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.strings import get_string_id

Keys = NDArray[np.uint64]
Indices = NDArray[np.int64]

_FACTORS = tuple(np.uint64(k) for k in (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x27D4EB2F165667C5))
_HALF = np.uint64(32)
_NAMES = 1 << 16  # keys of names kept; bounds the memory of a long run
FAVOURED = "!"  # marks a template that training penalises less
_NUMBERS = 256


@lru_cache(maxsize=_NAMES)
def key_of(name: str) -> int:
    """Return the key of a name, never 0; equal on every machine."""
    return int(get_string_id(name)) or 1


def keys_of(names: Iterable[str]) -> Keys:
    """Return the keys of names; "" has the key 0."""
    return np.array([key_of(name) if name else 0 for name in names], dtype=np.uint64)


def mix(values: NDArray[np.uint64]) -> Keys:
    """Return the values with their bits well mixed (the finish of splitmix64); 0 stays 0."""
    values = (values ^ (values >> _HALF)) * _FACTORS[1]
    mixed: Keys = (values ^ (values >> _HALF)) * _FACTORS[2]
    return mixed


_SMALL = mix(np.arange(1, _NUMBERS + 1, dtype=np.uint64))


def number_keys(numbers: NDArray[np.integer[Any]] | NDArray[np.bool_] | Sequence[int]) -> Keys:
    """Return the keys of small numbers from -1 on; larger ones than 254 share one."""
    return _SMALL.take(np.asarray(numbers, dtype=np.int64) + 1, mode="clip")


def flag_keys(flags: NDArray[np.bool_]) -> Keys:
    """Return the key of 1 where a flag is up, and 0 elsewhere."""
    return np.where(flags, _SMALL[2], np.uint64(0))


@dataclass(frozen=True, slots=True)
class Features:
    """The keys of candidates: a row a feature, a column a candidate; and which rows training favours."""

    keys: Keys
    favoured: NDArray[np.bool_]

    def __len__(self) -> int:
        """Return the number of candidates."""
        return int(self.keys.shape[1])


@dataclass(frozen=True, slots=True)
class Templates:
    """Templates over named columns; each has up to three, and those without a second or third skip these."""

    columns: tuple[str, ...]
    first: NDArray[np.int64]  # of each template, the number of its first column
    further: tuple[tuple[Indices, NDArray[np.int64]], ...]  # templates with one column more, and that column
    salts: Keys
    favoured: NDArray[np.bool_]

    @classmethod
    def of(cls, text: str, *, name: str = "") -> Templates:
        """Return the templates of a text: one a line, its columns with spaces between, "!" before favoured ones.

        A `name` makes their keys others than those of the same columns elsewhere.
        """
        lines = [line.strip() for line in text.strip().splitlines()]
        named = [tuple(line.removeprefix(FAVOURED).split()) for line in lines]
        columns = tuple(sorted({name for names in named for name in names}))
        parts = [[columns.index(name) for name in names] for names in named]
        salts = np.array([[key_of(" ".join((name, *names)))] for names in named], dtype=np.uint64)
        further = []
        for place, factor in ((1, _FACTORS[1]), (2, _FACTORS[2])):
            longer = [row for row, columns_of in enumerate(parts) if len(columns_of) > place]
            salts[[row for row in range(len(parts)) if row not in longer]] += factor  # a column that is not there is 1
            further.append(
                (np.array(longer, dtype=np.int64), np.array([parts[row][place] for row in longer], dtype=np.int64))
            )
        favoured = np.array([line.startswith(FAVOURED) for line in lines])
        return cls(columns, np.array([columns_of[0] for columns_of in parts]), tuple(further), salts, favoured)

    def features(self, columns: Mapping[str, Keys]) -> Features:
        """Return the features of candidates from their columns."""
        stack = np.array([columns[name] for name in self.columns], dtype=np.uint64)
        told = stack != 0
        keys = (stack * _FACTORS[0]).take(self.first, axis=0)
        whole = told.take(self.first, axis=0)
        for (rows, of), factor in zip(self.further, _FACTORS[1:], strict=False):
            if len(rows):
                keys[rows] += stack.take(of, axis=0) * factor
                whole[rows] &= told.take(of, axis=0)
        keys += self.salts
        keys *= whole
        return Features(keys, self.favoured)


def bag_features(name: str, *parts: Keys, favoured: bool = False) -> Features:
    """Return features of which a candidate has several: `parts` have a row a candidate and one column or many."""
    keys = parts[0] * _FACTORS[0]
    silent = parts[0] == 0
    for part, factor in zip(parts[1:], _FACTORS[1:], strict=False):
        keys = keys + part * factor
        silent = silent | (part == 0)
    keys = keys + np.uint64(key_of(name))
    keys[silent] = 0
    return Features(keys.T, np.full(keys.shape[1], favoured))


def join_features(*found: Features, distinct: Features | None = None) -> Features:
    """Return all features as one table; those of `distinct` count once a candidate, however often they stand there."""
    if distinct is not None:
        keys = np.sort(distinct.keys, axis=0)
        keys[1:][keys[1:] == keys[:-1]] = 0
        found = (*found, Features(keys, distinct.favoured))
    return Features(
        np.concatenate([one.keys for one in found]),
        np.concatenate([one.favoured for one in found]),
    )
