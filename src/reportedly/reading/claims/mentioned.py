"""Mentioned: the mentions of some texts as arrays, text by text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from reportedly.model import Party, Place
from reportedly.reading.claims.columns import Columns, begins_of, in_a_row
from reportedly.reading.claims.keys import Indices, Keys, keys_of
from reportedly.reading.claims.mentions import GENERIC, Mention, MentionKind

_KINDS = tuple(MentionKind)
_SKIPPED = frozenset({"compound", "amod", "det", "nmod", "punct"})
_WIDE = frozenset({"country", "admin1", "region", "demonym"})
_LABELS = {
    label: number
    for number, label in enumerate(
        "rebel_group militia political crime coalition state_force state body monitor aid media civilians other person "
        "post noun proper city area district admin2 admin1 country region demonym unknown typed".split()
    )
}
_OPENING = 8  # tokens


@dataclass(frozen=True)  # not slotted: cached properties need a dictionary
class Mentioned:
    """Arrays by mention, each with one entry more for "no mention" (index -1)."""

    by_text: list[list[Mention]]
    columns: Columns

    @cached_property
    def begins(self) -> list[int]:
        """Return the number of the first mention of each text, and the number of all mentions."""
        return begins_of(self.by_text)

    @cached_property
    def all(self) -> list[Mention]:
        """Return the mentions of all texts."""
        return list(chain.from_iterable(self.by_text))

    def _tokens(self, tell: Callable[[Mention], int]) -> Indices:
        """Return a token of each mention by its number among the tokens of all texts."""
        return in_a_row([[tell(mention) for mention in of] for of in self.by_text], self.columns.begins)

    def _keys(self, tell: Callable[[Mention], str]) -> Keys:
        return keys_of([*map(tell, self.all), ""])

    def _numbers(self, tell: Callable[[Mention], int], *, fill: int = -1) -> Indices:
        return np.array([*map(tell, self.all), fill], dtype=np.int64)

    @cached_property
    def heads(self) -> Indices:
        """Return the numbers of the mentions' syntactic heads."""
        return self._tokens(lambda mention: mention.head)

    @cached_property
    def firsts(self) -> Indices:
        """Return the first token of each mention."""
        return self._tokens(lambda mention: mention.first)

    @cached_property
    def lasts(self) -> Indices:
        """Return the token after each mention."""
        return self._tokens(lambda mention: mention.last)

    @cached_property
    def entities(self) -> Indices:
        """Return the numbers of what the mentions name, each text's own; -1 is nothing."""
        numbers: dict[tuple[int, str], int] = {}
        named = [(text, mention.entity) for text, of in enumerate(self.by_text) for mention in of]
        return np.array([*(numbers.setdefault(one, len(numbers)) for one in named), -1], dtype=np.int64)

    @cached_property
    def kinds(self) -> Keys:
        """Return the keys of the mentions' kinds."""
        return self._keys(lambda mention: mention.kind.value)

    @cached_property
    def labels(self) -> Keys:
        """Return the keys of the mentions' finer kinds."""
        return self._keys(lambda mention: mention.label)

    @cached_property
    def kind_labels(self) -> Keys:
        """Return the keys of kind and finer kind together."""
        return self._keys(lambda mention: f"{mention.kind.value}:{mention.label}")

    @cached_property
    def label_numbers(self) -> Indices:
        """Return the numbers of the mentions' finer kinds, those that are alike beside each other; -1 is any other."""
        return self._numbers(lambda mention: _LABELS.get(mention.label, -1))

    @cached_property
    def known(self) -> Indices:
        """Return how well each mention is known: 3 is registered, 2 "the army" of no country, 1 not; 0 is a place."""
        return self._numbers(lambda mention: _known(mention.record), fill=0)

    @cached_property
    def wide(self) -> Indices:
        """Return 1 for mentions of places that hold others, else 0."""
        return self._numbers(lambda m: isinstance(m.record, Place) and m.record.kind in _WIDE, fill=0)

    @cached_property
    def sides(self) -> Indices:
        """Return the numbers of the mentions' sides in their conflict, 0 where none is known."""
        numbers: dict[str, int] = {}
        told = [m.record.side if isinstance(m.record, Party) else None for m in self.all]
        return np.array([*(numbers.setdefault(side, len(numbers) + 1) if side else 0 for side in told), 0])

    @cached_property
    def counts(self) -> Indices:
        """Return how often its text mentions each mention's entity."""
        return np.bincount(self.entities + 1)[self.entities + 1] * (self.entities >= 0)

    @cached_property
    def most(self) -> Indices:
        """Return of each mention how often its text mentions the entity that it mentions most."""
        texts = np.repeat(np.arange(len(self.by_text) + 1), [*map(len, self.by_text), 1])
        most = np.zeros(len(self.by_text) + 1, dtype=np.int64)
        np.maximum.at(most, texts, self.counts)
        return most[texts]

    @cached_property
    def opens(self) -> NDArray[np.bool_]:
        """Return which mentions stand in the first words of their text."""
        opens: list[bool] = []
        for sketch, of in zip(self.columns.sketches, self.by_text, strict=True):
            first = sketch.bounds[0][1] if of else 0
            opens += [m.head < first and m.first < _OPENING for m in of]
        return np.array([*opens, False])

    @cached_property
    def before(self) -> Indices:
        """Return the token before each mention's head, the words of its own phrase passed over."""
        pairs = zip(self.columns.sketches, self.by_text, strict=True)
        found = [[_before(sketch.dep, mention.head) for mention in of] for sketch, of in pairs]
        return in_a_row(found, self.columns.begins)

    @cached_property
    def heads_until(self) -> Indices:
        """Return how many heads of mentions of each kind, a row a kind, stand before each token."""
        counted = np.zeros((len(_KINDS), len(self.columns.head) + 1), dtype=np.int64)
        np.add.at(counted, (self.kind_rows[:-1], self.heads[:-1] + 1), 1)
        return counted.cumsum(axis=1)

    @cached_property
    def kind_rows(self) -> Indices:
        """Return the row of each mention's kind in `heads_until`."""
        return self._numbers(lambda mention: _KINDS.index(mention.kind), fill=0)


def _before(dep: Sequence[str], head: int) -> int:
    at = head - 1
    while at > 0 and dep[at] in _SKIPPED:
        at -= 1
    return at


def _known(record: Party | Place) -> int:
    if isinstance(record, Place):
        return 0
    return 1 if record.id is None else 2 if record.id.startswith(GENERIC) else 3
