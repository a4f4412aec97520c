"""Scenes: the scenes of some texts as arrays, from which features are made for all candidates of all texts at once.

Texts are short, and an array has its price however short it is: a dozen texts together cost a third less than one by
one (docs/decisions/0036-texts-claim-together.md). Nothing told of a text depends on the others beside it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from reportedly.model import Attribution, ClaimType, Quantity
from reportedly.reading.claims.columns import Columns, begins_of, in_a_row
from reportedly.reading.claims.keys import Indices, Keys, keys_of
from reportedly.reading.claims.mentioned import Mentioned
from reportedly.reading.claims.mentions import MentionKind
from reportedly.reading.claims.repeats import said_again, said_before
from reportedly.reading.claims.scene import Scene
from reportedly.reading.events.lexicon import Entry, Strength

_MOST_NAMED = 16  # mentions, and figures, of one sentence that the features of triggers look at
_MOST_FIGURES = 8
_BARE = 4  # letters of a style's name that say how it is punctuated
_TYPES = tuple(ClaimType)
_BITS = np.uint64(1) << np.arange(len(_TYPES), dtype=np.uint64)
_TYPE_KEYS = keys_of(kind.value for kind in _TYPES)


@dataclass(frozen=True, slots=True)
class Spoken:
    """The attributions of some texts as arrays: kinds, kinds of the speakers, and first tokens of the contents."""

    kinds: Keys
    speakers: Keys
    firsts: Indices


@dataclass(frozen=True)  # not slotted: cached properties need a dictionary
class Scenes:
    """What stands where in some texts, their tokens, sentences, mentions and figures in a row each, text by text.

    Arrays by token, mention, figure or attribution have one entry more, for "none" (index -1).
    """

    of: list[Scene]

    @cached_property
    def columns(self) -> Columns:
        """Return the words and the trees as arrays."""
        return Columns([scene.sketch for scene in self.of])

    @cached_property
    def mentioned(self) -> Mentioned:
        """Return the mentions as arrays."""
        return Mentioned([scene.mentions for scene in self.of], self.columns)

    @cached_property
    def entries(self) -> dict[int, tuple[Entry, ...]]:
        """Return the lexicon's hits by token."""
        placed = zip(self.of, self.columns.begins, strict=False)
        return {begin + token: found for scene, begin in placed for token, found in scene.entries.items()}

    def _flags(self, tell: Callable[[Scene], list[bool]]) -> NDArray[np.bool_]:
        return np.array([*chain.from_iterable(map(tell, self.of)), False])

    @cached_property
    def echo(self) -> NDArray[np.bool_]:
        """Return which tokens repeat their text's title."""
        return self._flags(lambda scene: scene.echo)

    @cached_property
    def before(self) -> NDArray[np.bool_]:
        """Return which tokens say again what was said before."""
        return self._flags(lambda scene: said_before(scene.sketch))

    @cached_property
    def again(self) -> NDArray[np.bool_]:
        """Return which tokens say what will be said again."""
        return self._flags(lambda scene: said_again(scene.sketch))

    @cached_property
    def content(self) -> Keys:
        """Return the keys of the lemmas of content words, and 0 for the others."""
        told = self._flags(lambda scene: [bool(word) for word in scene.sketch.content])
        return np.where(told, self.columns.lemma, np.uint64(0))

    @cached_property
    def styles(self) -> Keys:
        """Return the key of each text's style."""
        return keys_of(scene.style for scene in self.of)

    @cached_property
    def bare_styles(self) -> Keys:
        """Return the key of how each text is punctuated."""
        return keys_of(scene.style[:_BARE] for scene in self.of)

    @cached_property
    def types_at(self) -> Keys:
        """Return the types that the lexicon sees in each token, weak hits left out, one bit each."""
        bits = np.zeros(self.columns.begins[-1] + 1, dtype=np.uint64)
        for token, entries in self.entries.items():
            kinds = {_TYPES.index(entry.type) for entry in entries if entry.strength is not Strength.WEAK}
            bits[token] = sum(1 << kind for kind in kinds)
        return bits

    @cached_property
    def named_in(self) -> Indices:
        """Return the mentions of each sentence that a layer names, at most sixteen, -1 where there are no more."""
        named = [
            [begin + k for k in of if scene.mentions[k].kind is not MentionKind.PHRASE]
            for scene, begin in zip(self.of, self.mentioned.begins, strict=False)
            for of in scene.reach.by_sentence
        ]
        return _grid(named, _MOST_NAMED)

    @cached_property
    def _figures(self) -> list[Quantity]:
        return [figure for scene in self.of for _, figure in scene.figures]

    @cached_property
    def figured_in(self) -> Indices:
        """Return the figures of each sentence, at most eight, -1 where there are no more."""
        numbered: list[list[int]] = [[] for _ in range(self.columns.sentence_begins[-1])]
        for number, token in enumerate(self.figure_tokens[:-1]):
            numbered[self.columns.sentence[token]].append(number)
        return _grid(numbered, _MOST_FIGURES)

    @cached_property
    def figure_tokens(self) -> Indices:
        """Return the token by which each figure hangs."""
        return in_a_row([[token for token, _ in scene.figures] for scene in self.of], self.columns.begins)

    @cached_property
    def figure_counts(self) -> Keys:
        """Return the keys of what each figure counts, or of its unit."""
        return keys_of([*(q.of or q.unit or "none" for q in self._figures), ""])

    @cached_property
    def figure_units(self) -> Keys:
        """Return the keys of each figure's unit."""
        return keys_of([*(q.unit or "none" for q in self._figures), ""])

    @cached_property
    def fresh(self) -> Indices:
        """Return of each sentence 2 with a figure that no other has, 1 with shared figures alone, 0 without."""
        return np.array([grade for scene in self.of for grade in _freshness(scene)], dtype=np.int64)

    @cached_property
    def said_numbers(self) -> Indices:
        """Return a number for the innermost attribution of each token, -1 outside of any."""
        numbered = zip(self.of, self._numbers, strict=True)
        said = [[-1 if one is None else numbers[id(one)] for one in scene.said_in] for scene, numbers in numbered]
        return in_a_row(said)

    @cached_property
    def source_numbers(self) -> Indices:
        """Return the number of the attribution whose source a token belongs to, -1 where it is of none."""
        return self._number(lambda scene: scene.sources)

    @cached_property
    def cue_numbers(self) -> Indices:
        """Return the number of the attribution whose cue a token belongs to, -1 where it is of none."""
        return self._number(lambda scene: scene.cues)

    @cached_property
    def voices(self) -> Spoken:
        """Return the attributions as arrays."""
        told = [one for scene in self.of for one in scene.sketch.draft.attributions]
        firsts = [
            [scene.sketch.tokens(*one.content[0])[0] if one.content else -1 for one in scene.sketch.draft.attributions]
            for scene in self.of
        ]
        return Spoken(
            keys_of([*(one.kind.value for one in told), ""]),
            keys_of([*(one.link.kind.value for one in told), ""]),
            in_a_row(firsts, self.columns.begins),
        )

    def _number(self, tell: Callable[[Scene], dict[int, Attribution]]) -> Indices:
        found = np.full(self.columns.begins[-1] + 1, -1, dtype=np.int64)
        for scene, begin, numbers in zip(self.of, self.columns.begins, self._numbers, strict=False):
            for token, one in tell(scene).items():
                found[begin + token] = numbers[id(one)]
        return found

    @cached_property
    def _numbers(self) -> list[dict[int, int]]:
        """Return for each text the numbers of its attributions."""
        told = [scene.sketch.draft.attributions for scene in self.of]
        return [
            {id(one): number for number, one in enumerate(of, begin)}
            for of, begin in zip(told, begins_of(told), strict=False)
        ]


def type_keys(types: Iterable[ClaimType]) -> Keys:
    """Return the keys of claim types."""
    return keys_of(kind.value for kind in types)


def unpack_types(bits: Keys) -> Keys:
    """Return the keys of the types whose bits are set, a column a type."""
    return np.where(bits[:, None] & _BITS, _TYPE_KEYS, np.uint64(0))


def _freshness(scene: Scene) -> list[int]:
    inside = [{(q.low, q.high) for _, q in figures} for figures in scene.figures_in]
    counted = Counter(figure for figures in inside for figure in figures)
    return [max((2 if counted[f] == 1 else 1 for f in figures), default=0) for figures in inside]


def _grid(lists: list[list[int]], most: int) -> Indices:
    """Return the lists as rows of one table, at most `most` long, filled up with -1."""
    width = min(most, max(map(len, lists), default=0))
    return np.array([[*one[:width], *[-1] * (width - len(one))] for one in lists], dtype=np.int64).reshape(
        len(lists), width
    )
