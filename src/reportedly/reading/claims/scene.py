"""The scene: a sketch with everything the claim step asks about a token, looked up once for the whole text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from reportedly.intake.dateline import find_dateline
from reportedly.model import Attribution, ClaimType, Quantity
from reportedly.reading.claims.antecedents import find_antecedents
from reportedly.reading.claims.columns import Columns, pad
from reportedly.reading.claims.companions import find_companions
from reportedly.reading.claims.keys import Indices, Keys, keys_of
from reportedly.reading.claims.mentioned import Mentioned
from reportedly.reading.claims.mentions import Mention, MentionKind, figure_token, find_mentions
from reportedly.reading.claims.repeats import said_again, said_before, title_echo
from reportedly.reading.claims.sketch import Sketch, innermost, sketch_draft
from reportedly.reading.draft import Draft
from reportedly.reading.events.lexicon import Entry, Strength
from reportedly.reading.events.triggers import find_triggers

_FEW_COMMAS = 0.004  # of the tokens; ordinary news has ten times as many
_LENGTHS = (("short", 120), ("middle", 400))  # tokens at most
_MOST_NAMED = 16  # mentions, and figures, of one sentence that the features of triggers look at
_MOST_FIGURES = 8
_TYPES = tuple(ClaimType)
_BITS = np.uint64(1) << np.arange(len(_TYPES), dtype=np.uint64)
_TYPE_KEYS = keys_of(kind.value for kind in _TYPES)


@dataclass(frozen=True, slots=True)
class Spoken:
    """The attributions of a text as arrays: kinds, kinds of the speakers, and first tokens of the contents."""

    kinds: Keys
    speakers: Keys
    firsts: Indices


@dataclass(frozen=True)  # not slotted: cached properties need a dictionary
class Scene:
    """The text by token: who is mentioned, which figures, triggers and attributions stand where.

    Arrays by token, mention or figure have one entry more, for "none" (index -1).
    """

    sketch: Sketch
    mentions: list[Mention]
    figures: list[tuple[int, Quantity]]  # token by which it hangs, and the figure
    figures_in: list[list[tuple[int, Quantity]]]  # by sentence
    entries: dict[int, tuple[Entry, ...]]  # lexicon hits by token
    said_in: list[Attribution | None]  # innermost attribution by token
    cues: dict[int, Attribution]  # tokens of cues
    sources: dict[int, Attribution]  # tokens of sources
    style: str  # how the text is punctuated and how long it is
    opening: int  # offset at which the dateline ends, 0 where there is none
    voices_in: list[list[Attribution]]  # attributions with a source, by the sentence of their cue

    @cached_property
    def columns(self) -> Columns:
        """Return the words and the tree as arrays."""
        return Columns(self.sketch)

    @cached_property
    def mentioned(self) -> Mentioned:
        """Return the mentions as arrays."""
        return Mentioned(self.mentions, self.columns)

    @cached_property
    def mentions_at(self) -> dict[int, list[Mention]]:
        """Return the mentions by their syntactic head."""
        found: dict[int, list[Mention]] = {}
        for mention in self.mentions:
            found.setdefault(mention.head, []).append(mention)
        return found

    @cached_property
    def antecedents(self) -> dict[int, int]:
        """Return the number of the mention that each pronoun stands for, by token."""
        return find_antecedents(self.sketch, self.mentions, self.said_in)

    @cached_property
    def companions(self) -> dict[int, list[Mention]]:
        """Return the parties and persons that are joined to others, all of a list by the first token of each."""
        return find_companions(self.sketch, self.mentions)

    @cached_property
    def echo(self) -> NDArray[np.bool_]:
        """Return which tokens repeat the title."""
        return np.array([*title_echo(self.sketch), False])

    @cached_property
    def before(self) -> NDArray[np.bool_]:
        """Return which tokens say again what was said before."""
        return np.array([*said_before(self.sketch), False])

    @cached_property
    def again(self) -> NDArray[np.bool_]:
        """Return which tokens say what will be said again."""
        return np.array([*said_again(self.sketch), False])

    @cached_property
    def content(self) -> Keys:
        """Return the keys of the lemmas of content words, and 0 for the others."""
        keys = self.columns.lemma.copy()
        keys[:-1][[not word for word in self.sketch.content]] = 0
        return keys

    @cached_property
    def types_at(self) -> Keys:
        """Return the types that the lexicon sees in each token, weak hits left out, one bit each."""
        bits = np.zeros(len(self.sketch) + 1, dtype=np.uint64)
        for token, entries in self.entries.items():
            kinds = {_TYPES.index(entry.type) for entry in entries if entry.strength is not Strength.WEAK}
            bits[token] = sum(1 << kind for kind in kinds)
        return bits

    @cached_property
    def named_in(self) -> Indices:
        """Return the mentions of each sentence that a layer names, at most sixteen, -1 where there are no more."""
        inside = self.mentioned.by_sentence
        named = [[k for k in of if self.mentions[k].kind is not MentionKind.PHRASE] for of in inside]
        return _grid(named, _MOST_NAMED)

    @cached_property
    def figured_in(self) -> Indices:
        """Return the figures of each sentence, at most eight, -1 where there are no more."""
        numbered: list[list[int]] = [[] for _ in self.sketch.bounds]
        for number, (token, _) in enumerate(self.figures):
            numbered[self.sketch.sentence[token]].append(number)
        return _grid(numbered, _MOST_FIGURES)

    @cached_property
    def figure_tokens(self) -> Indices:
        """Return the token by which each figure hangs."""
        return pad([token for token, _ in self.figures])

    @cached_property
    def figure_counts(self) -> Keys:
        """Return the keys of what each figure counts, or of its unit."""
        return keys_of([*(q.of or q.unit or "none" for _, q in self.figures), ""])

    @cached_property
    def figure_units(self) -> Keys:
        """Return the keys of each figure's unit."""
        return keys_of([*(q.unit or "none" for _, q in self.figures), ""])

    @cached_property
    def fresh(self) -> Indices:
        """Return of each sentence 2 with a figure that no other has, 1 with shared figures alone, 0 without."""
        inside = [{(q.low, q.high) for _, q in figures} for figures in self.figures_in]
        counted = Counter(figure for figures in inside for figure in figures)
        return np.array([max((2 if counted[f] == 1 else 1 for f in figures), default=0) for figures in inside])

    @cached_property
    def said_numbers(self) -> Indices:
        """Return a number for the innermost attribution of each token, -1 outside of any."""
        return pad([-1 if one is None else self._numbers[id(one)] for one in self.said_in])

    @cached_property
    def source_numbers(self) -> Indices:
        """Return the number of the attribution whose source a token belongs to, -1 where it is of none."""
        return self._number(self.sources)

    @cached_property
    def cue_numbers(self) -> Indices:
        """Return the number of the attribution whose cue a token belongs to, -1 where it is of none."""
        return self._number(self.cues)

    @cached_property
    def voices(self) -> Spoken:
        """Return the attributions as arrays."""
        told = self.sketch.draft.attributions
        return Spoken(
            keys_of([*(one.kind.value for one in told), ""]),
            keys_of([*(one.link.kind.value for one in told), ""]),
            pad([self.sketch.tokens(*one.content[0])[0] if one.content else -1 for one in told]),
        )

    def _number(self, by_token: dict[int, Attribution]) -> Indices:
        numbers = np.full(len(self.sketch) + 1, -1, dtype=np.int64)
        for token, one in by_token.items():
            numbers[token] = self._numbers[id(one)]
        return numbers

    @cached_property
    def _numbers(self) -> dict[int, int]:
        return {id(one): number for number, one in enumerate(self.sketch.draft.attributions)}


def type_keys(types: Iterable[ClaimType]) -> Keys:
    """Return the keys of claim types."""
    return keys_of(kind.value for kind in types)


def unpack_types(bits: Keys) -> Keys:
    """Return the keys of the types whose bits are set, a column a type."""
    return np.where(bits[:, None] & _BITS, _TYPE_KEYS, np.uint64(0))


def _grid(lists: list[list[int]], most: int) -> Indices:
    """Return the lists as rows of one table, at most `most` long, filled up with -1."""
    width = min(most, max(map(len, lists), default=0))
    return np.array([[*one[:width], *[-1] * (width - len(one))] for one in lists], dtype=np.int64).reshape(
        len(lists), width
    )


def set_scene(draft: Draft) -> Scene:
    """Return the scene of a draft whose layers are all there."""
    sketch = sketch_draft(draft)
    figures = [(figure_token(sketch, q), q) for q in draft.quantities if q.start is not None] if len(sketch) else []
    figures_in: list[list[tuple[int, Quantity]]] = [[] for _ in sketch.bounds]
    for token, figure in figures:
        figures_in[sketch.sentence[token]].append((token, figure))
    return Scene(
        sketch=sketch,
        mentions=find_mentions(sketch),
        figures=figures,
        figures_in=figures_in,
        entries=_entries(draft),
        said_in=innermost(sketch),
        cues=_role_tokens(sketch, "cue"),
        sources=_role_tokens(sketch, "source"),
        style=_style(sketch),
        opening=_opening(draft),
        voices_in=_voices(sketch, len(sketch.bounds)),
    )


def _style(sketch: Sketch) -> str:
    """Return the class of a text: scraped ones have lost their commas, and long ones dwell on background.

    Both shift how likely a word states a claim that a careful reader would mark.
    """
    commas = sketch.lower.count(",") / max(1, len(sketch))
    length = next((name for name, most in _LENGTHS if len(sketch) <= most), "long")
    return f"{'bare' if commas < _FEW_COMMAS else 'full'}-{length}"


def _opening(draft: Draft) -> int:
    dateline = find_dateline(draft.document.text, draft.document.publisher)
    return dateline.span.end if dateline else 0


def _voices(sketch: Sketch, sentences: int) -> list[list[Attribution]]:
    voices: list[list[Attribution]] = [[] for _ in range(sentences)]
    for attribution in sketch.draft.attributions:
        first, last = sketch.tokens(*attribution.cue[0])
        if attribution.source and first < last:
            voices[sketch.sentence[first]].append(attribution)
    return voices


def _entries(draft: Draft) -> dict[int, tuple[Entry, ...]]:
    found: dict[int, tuple[Entry, ...]] = {}
    for trigger in find_triggers(draft.doc):
        found[trigger.index] = (*found.get(trigger.index, ()), trigger.entry)
    return found


def _role_tokens(sketch: Sketch, role: str) -> dict[int, Attribution]:
    """Return the tokens of the cues, or of the sources, of attributions."""
    found = {}
    for attribution in sketch.draft.attributions:
        for piece in getattr(attribution, role):
            first, last = sketch.tokens(piece.start, piece.end)
            found.update(dict.fromkeys(range(first, last), attribution))
    return found
