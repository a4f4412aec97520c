"""Columns: the sketch and its mentions as arrays, from which features are made for all candidates at once.

Every array by token has one entry more than there are tokens: the last stands for "no token", has the key 0, and is
what the index -1 finds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import DEP, LEMMA, LOWER, POS, TAG
from spacy.strings import get_string_id
from spacy.symbols import IDS, PROPN

from reportedly.reading.claims.keys import Indices, Keys, key_of, mix
from reportedly.reading.claims.sketch import Sketch

MOST_CHILDREN = 12
PATH_MOST = 6  # steps up or down; a longer tree path tells nothing
_UP = np.uint64(0x9FB21C651E98DF25)
_SUFFIX = 3


def pad(values: Sequence[int], fill: int = -1) -> Indices:
    """Return the numbers as an array with one more at the end, for "no token"."""
    return np.array([*values, fill], dtype=np.int64)


@lru_cache(maxsize=256)
def mark_key(name: str) -> np.uint64:
    """Return the key that a relation, tag or part of speech of this name has in the columns."""
    return np.uint64(mix(np.array([IDS.get(name) or get_string_id(name)], dtype=np.uint64))[0])


@dataclass(frozen=True)  # not slotted: cached properties need a dictionary
class Columns:
    """Arrays by token: keys of its words and marks, and the numbers of the tokens around it in the tree."""

    sketch: Sketch

    @cached_property
    def _marks(self) -> list[Keys]:
        doc = self.sketch.draft.doc
        marks = np.zeros((5, len(doc) + 1), dtype=np.uint64)
        marks[:, :-1] = doc.to_array([LOWER, LEMMA, POS, TAG, DEP]).T
        named = marks[2] == PROPN  # names keep their capitals in the lemma
        marks[1, named] = marks[0, named]
        return list(mix(marks))

    @property
    def lower(self) -> Keys:
        """Return the keys of the words in lower case."""
        return self._marks[0]

    @property
    def lemma(self) -> Keys:
        """Return the keys of the lemmas."""
        return self._marks[1]

    @property
    def pos(self) -> Keys:
        """Return the keys of the parts of speech."""
        return self._marks[2]

    @property
    def tag(self) -> Keys:
        """Return the keys of the tags."""
        return self._marks[3]

    @property
    def dep(self) -> Keys:
        """Return the keys of the relations to the head."""
        return self._marks[4]

    def suffixes(self, tokens: Indices) -> Keys:
        """Return the keys of the last three letters of the lemmas of some tokens."""
        lemma = self.sketch.lemma
        return np.array([key_of(lemma[i][-_SUFFIX:]) for i in tokens.tolist()], dtype=np.uint64)

    @cached_property
    def head(self) -> Indices:
        """Return the numbers of the heads; a root is its own head."""
        return pad(self.sketch.head)

    @cached_property
    def sentence(self) -> Indices:
        """Return the numbers of the sentences."""
        return pad(self.sketch.sentence)

    @cached_property
    def children(self) -> Indices:
        """Return the numbers of each token's first twelve children, in text order, -1 where there are no more."""
        head = self.head[:-1]
        below = np.flatnonzero(head != np.arange(len(head)))
        below = below[head[below].argsort(kind="stable")]
        above = head[below]
        first = np.searchsorted(above, above)  # where the children of the same head begin
        rank = np.arange(len(below)) - first
        table = np.full((len(self.head), MOST_CHILDREN), -1, dtype=np.int64)
        near = rank < MOST_CHILDREN
        table[above[near], rank[near]] = below[near]
        return table

    @cached_property
    def above(self) -> Indices:
        """Return the numbers of each token and of those above it, nearest first, -1 beyond the root."""
        chain = np.full((len(self.head), PATH_MOST + 1), -1, dtype=np.int64)
        chain[:-1, 0] = np.arange(len(self.head) - 1)
        for step in range(1, PATH_MOST + 1):
            below = chain[:, step - 1]
            up = self.head[below]
            chain[:, step] = np.where(up == below, -1, up)
        return chain

    @cached_property
    def climbs(self) -> Keys:
        """Return the keys of the relations passed on the way up from each token, by the number of steps."""
        climbs = np.ones((len(self.head), PATH_MOST + 1), dtype=np.uint64)
        for step in range(1, PATH_MOST + 1):
            climbs[:, step] = mix(climbs[:, step - 1] * _UP + self.dep[self.above[:, step - 1]])
        return climbs

    def paths(self, tokens: Indices, others: Indices) -> tuple[Keys, Indices]:
        """Return the keys of the tree paths from tokens to others, and their lengths.

        A path of more than six steps up or down has key 1 and length 0.
        """
        upper, lower = self.above[tokens], self.above[others]
        same = (upper[:, :, None] == lower[:, None, :]) & (upper[:, :, None] >= 0)
        meets = same.any(axis=2)
        up = meets.argmax(axis=1)
        rows = np.arange(len(tokens))
        down = same[rows, up].argmax(axis=1)
        keys = mix(self.climbs[tokens, up] * _UP + self.climbs[others, down])
        met = meets.any(axis=1)
        return np.where(met, keys, np.uint64(1)), np.where(met, up + down, 0)


def window(tokens: Indices, offsets: NDArray[np.int64], first: Indices, last: Indices) -> Indices:
    """Return the tokens at `offsets` from each of `tokens`, -1 where they leave the half-open range of the text."""
    around = tokens[:, None] + offsets
    inside = (around >= first[:, None]) & (around < last[:, None])
    return np.where(inside, around, -1)
