"""Mentioned: the mentions and figures of a text as arrays, and which of them each sentence holds or may call upon."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from reportedly.model import Party, Place
from reportedly.reading.claims.columns import Columns, pad
from reportedly.reading.claims.keys import Indices, Keys, keys_of
from reportedly.reading.claims.mentions import FILLER_KINDS, PLACE_KINDS, Mention, MentionKind

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
_LEADING = 6  # entities offered throughout the article
_MOST = 28  # candidates of one sentence


@dataclass(frozen=True)  # not slotted: cached properties need a dictionary
class Mentioned:
    """Arrays by mention, each with one entry more for "no mention" (index -1)."""

    mentions: list[Mention]
    columns: Columns

    @cached_property
    def heads(self) -> Indices:
        """Return the numbers of the mentions' syntactic heads."""
        return pad([mention.head for mention in self.mentions])

    @cached_property
    def entities(self) -> Indices:
        """Return the numbers of what the mentions name; -1 is nothing."""
        numbers: dict[str, int] = {}
        return pad([numbers.setdefault(mention.entity, len(numbers)) for mention in self.mentions])

    @cached_property
    def kinds(self) -> Keys:
        """Return the keys of the mentions' kinds."""
        return keys_of([*(mention.kind.value for mention in self.mentions), ""])

    @cached_property
    def labels(self) -> Keys:
        """Return the keys of the mentions' finer kinds."""
        return keys_of([*(mention.label for mention in self.mentions), ""])

    @cached_property
    def kind_labels(self) -> Keys:
        """Return the keys of kind and finer kind together."""
        return keys_of([*(f"{mention.kind.value}:{mention.label}" for mention in self.mentions), ""])

    @cached_property
    def label_numbers(self) -> Indices:
        """Return the numbers of the mentions' finer kinds, those that are alike beside each other; -1 is any other."""
        return pad([_LABELS.get(mention.label, -1) for mention in self.mentions])

    @cached_property
    def known(self) -> Indices:
        """Return how well each mention is known: 3 is registered, 2 "the army" of no country, 1 not; 0 is a place."""
        return pad([_known(mention.record) for mention in self.mentions], 0)

    @cached_property
    def sides(self) -> Indices:
        """Return the numbers of the mentions' sides in their conflict, 0 where none is known."""
        numbers: dict[str, int] = {}
        told = [m.record.side if isinstance(m.record, Party) else None for m in self.mentions]
        return pad([numbers.setdefault(side, len(numbers) + 1) if side else 0 for side in told], 0)

    @cached_property
    def counts(self) -> Indices:
        """Return how often each mention's entity is mentioned."""
        counted = Counter(mention.entity for mention in self.mentions)
        return pad([counted[mention.entity] for mention in self.mentions], 0)

    @cached_property
    def opens(self) -> NDArray[np.bool_]:
        """Return which mentions stand in the first words of the text."""
        first = self.columns.sketch.bounds[0][1] if self.mentions else 0
        return np.array([*(m.head < first and m.first < 8 for m in self.mentions), False])

    @cached_property
    def before(self) -> Indices:
        """Return the token before each mention's head, the words of its own phrase passed over."""
        dep = self.columns.sketch.dep
        found = []
        for mention in self.mentions:
            at = mention.head - 1
            while at > 0 and dep[at] in _SKIPPED:
                at -= 1
            found.append(at)
        return pad(found)

    @cached_property
    def heads_until(self) -> Indices:
        """Return how many heads of mentions of each kind, a row a kind, stand before each token."""
        counted = np.zeros((len(_KINDS), len(self.columns.head) + 1), dtype=np.int64)
        rows = [_KINDS.index(mention.kind) for mention in self.mentions]
        np.add.at(counted, (np.array(rows, dtype=np.int64), self.heads[:-1] + 1), 1)
        return counted.cumsum(axis=1)

    @cached_property
    def kind_rows(self) -> Indices:
        """Return the row of each mention's kind in `heads_until`."""
        return pad([_KINDS.index(mention.kind) for mention in self.mentions], 0)

    @cached_property
    def by_sentence(self) -> list[list[int]]:
        """Return the numbers of the mentions of each sentence."""
        inside: list[list[int]] = [[] for _ in self.columns.sketch.bounds]
        sentence = self.columns.sketch.sentence
        for number, mention in enumerate(self.mentions):
            inside[sentence[mention.head]].append(number)
        return inside

    @cached_property
    def _leading(self) -> dict[frozenset[MentionKind], list[list[int]]]:
        """Return, by kinds, the mentions of the entities that are mentioned most, those of an entity together."""
        found = {}
        for kinds in (FILLER_KINDS, PLACE_KINDS):
            grouped: dict[str, list[int]] = {}
            for number, mention in enumerate(self.mentions):
                if mention.kind in kinds:
                    grouped.setdefault(mention.entity, []).append(number)
            order = sorted(grouped.values(), key=lambda group: (-len(group), self.mentions[group[0]].head))
            found[kinds] = order[:_LEADING]
        return found

    def candidates(
        self, sentence: int, kinds: frozenset[MentionKind], *, back: int, here_only: MentionKind | None
    ) -> list[int]:
        """Return the mentions that a claim of a sentence may call upon.

        These are all of the sentence, those of `kinds` in the sentences before, nearest first and one an entity, and
        the entities most mentioned in the article: their last mention before, else their first.
        """
        mentions = self.mentions
        inside = self.by_sentence
        found = [k for k in inside[sentence] if mentions[k].kind in kinds or mentions[k].kind is here_only][:_MOST]
        seen = {mentions[k].entity for k in found}
        for other in range(sentence - 1, max(-1, sentence - 1 - back), -1):
            for k in reversed(inside[other]):
                if mentions[k].kind in kinds and mentions[k].entity not in seen and len(found) < _MOST:
                    seen.add(mentions[k].entity)
                    found.append(k)
        begin = self.columns.sketch.bounds[sentence][0]
        for group in self._leading[kinds]:
            if mentions[group[0]].entity not in seen:
                found.append(max((k for k in group if mentions[k].head < begin), default=group[0]))
        return found

    @cached_property
    def firsts(self) -> Indices:
        """Return the first token of each mention."""
        return pad([mention.first for mention in self.mentions])

    @cached_property
    def lasts(self) -> Indices:
        """Return the token after each mention."""
        return pad([mention.last for mention in self.mentions])

    @cached_property
    def wide(self) -> Indices:
        """Return 1 for mentions of places that hold others, else 0."""
        return pad([isinstance(m.record, Place) and m.record.kind in _WIDE for m in self.mentions], 0)


def _known(record: Party | Place) -> int:
    if isinstance(record, Place):
        return 0
    return 1 if record.id is None else 2 if record.id.startswith(_GENERIC) else 3


_GENERIC = "generic:"
