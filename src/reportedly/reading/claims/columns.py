"""Columns: the sketches of some texts as arrays, from which features are made for all candidates at once.

The tokens of all texts stand in one row, text by text, and so do their sentences. Every array by token has one entry
more than there are tokens: the last stands for "no token", has the key 0, and is what the index -1 finds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Sized
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate, chain

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


def begins_of(parts: Iterable[Sized]) -> list[int]:
    """Return where each part begins when all stand in one row, and how many there are in all."""
    return list(accumulate(map(len, parts), initial=0))


def in_a_row(parts: Sequence[Sequence[int]], begins: Sequence[int] | None = None, *, fill: int = -1) -> Indices:
    """Return the numbers of all parts with `fill` behind them, for "none".

    With `begins`, numbers count from where their part begins; those below 0 mean nothing and stay as they are.
    """
    row = np.array([*chain.from_iterable(parts), fill], dtype=np.int64)
    if begins is not None and len(parts) > 1:
        told = row[:-1] >= 0
        row[:-1][told] += np.repeat(begins[: len(parts)], list(map(len, parts)))[told]
    return row


@lru_cache(maxsize=256)
def mark_key(name: str) -> np.uint64:
    """Return the key that a relation, tag or part of speech of this name has in the columns."""
    return np.uint64(mix(np.array([IDS.get(name) or get_string_id(name)], dtype=np.uint64))[0])


@dataclass(frozen=True)  # not slotted: cached properties need a dictionary
class Columns:
    """Arrays by token: keys of its words and marks, and the numbers of the tokens around it in the tree."""

    sketches: list[Sketch]

    @cached_property
    def begins(self) -> list[int]:
        """Return the number of the first token of each text, and the number of all tokens."""
        return begins_of(self.sketches)

    @cached_property
    def sentence_begins(self) -> list[int]:
        """Return the number of the first sentence of each text, and the number of all sentences."""
        return begins_of([sketch.bounds for sketch in self.sketches])

    @cached_property
    def _marks(self) -> list[Keys]:
        marks = np.zeros((5, self.begins[-1] + 1), dtype=np.uint64)
        for sketch, begin in zip(self.sketches, self.begins, strict=False):
            marks[:, begin : begin + len(sketch)] = sketch.draft.doc.to_array([LOWER, LEMMA, POS, TAG, DEP]).T
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

    @cached_property
    def _lemmas(self) -> list[str]:
        return list(chain.from_iterable(sketch.lemma for sketch in self.sketches))

    def suffixes(self, tokens: Indices) -> Keys:
        """Return the keys of the last three letters of the lemmas of some tokens."""
        lemmas = self._lemmas
        return np.array([key_of(lemmas[i][-_SUFFIX:]) for i in tokens.tolist()], dtype=np.uint64)

    @cached_property
    def text(self) -> Indices:
        """Return the number of the text in which each token stands."""
        return np.repeat(np.arange(len(self.sketches) + 1), [*map(len, self.sketches), 1])

    @cached_property
    def head(self) -> Indices:
        """Return the numbers of the heads; a root is its own head."""
        return in_a_row([sketch.head for sketch in self.sketches], self.begins)

    @cached_property
    def sentence(self) -> Indices:
        """Return the numbers of the sentences."""
        return in_a_row([sketch.sentence for sketch in self.sketches], self.sentence_begins)

    @cached_property
    def bounds(self) -> Indices:
        """Return the half-open token range of each sentence, a row a sentence."""
        return self._ranges([sketch.bounds for sketch in self.sketches])

    @cached_property
    def subtree(self) -> Indices:
        """Return the half-open range of each token's descendants, a row a token."""
        return self._ranges([sketch.subtree for sketch in self.sketches])

    def _ranges(self, parts: list[list[tuple[int, int]]]) -> Indices:
        rows = np.array(list(chain.from_iterable(parts)), dtype=np.int64).reshape(-1, 2)
        begins: Indices = np.repeat(self.begins[:-1], list(map(len, parts)))[:, None]
        return rows + begins

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

    def beside(self, tokens: Indices, offset: int) -> Indices:
        """Return the tokens at an offset from each of `tokens`, -1 where they leave its text."""
        near = (tokens + offset).clip(-1, len(self.text) - 1)  # the last stands for no token, and in no text
        return np.where(self.text[near] == self.text[tokens], near, -1)

    def window(self, tokens: Indices, offsets: NDArray[np.int64]) -> Indices:
        """Return the tokens at `offsets` from each of `tokens`, a row each, -1 where they leave its sentence."""
        first, last = self.bounds[self.sentence[tokens]].T
        around = tokens[:, None] + offsets
        inside = (around >= first[:, None]) & (around < last[:, None])
        return np.where(inside, around, -1)
