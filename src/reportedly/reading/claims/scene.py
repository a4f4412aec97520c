"""The scene: a sketch with everything the claim step asks about a token, looked up once for the whole text."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from reportedly.intake.dateline import find_dateline
from reportedly.model import Attribution, Quantity
from reportedly.reading.claims.antecedents import find_antecedents
from reportedly.reading.claims.companions import find_companions
from reportedly.reading.claims.mentions import Mention, figure_token, find_mentions, is_named
from reportedly.reading.claims.reach import Reach
from reportedly.reading.claims.repeats import title_echo
from reportedly.reading.claims.sketch import Sketch, innermost, sketch_draft
from reportedly.reading.claims.units import claim_quantity
from reportedly.reading.draft import Draft
from reportedly.reading.events.lexicon import Entry
from reportedly.reading.events.triggers import find_triggers

_FEW_COMMAS = 0.004  # of the tokens; ordinary news has ten times as many
_LENGTHS = (("short", 120), ("middle", 400))  # tokens at most


@dataclass(frozen=True)  # not slotted: cached properties need a dictionary
class Scene:
    """The text by token: who is mentioned, which figures, triggers and attributions stand where."""

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
    def reach(self) -> Reach:
        """Return which mentions each sentence holds or may call upon."""
        return Reach(self.sketch, self.mentions)

    @cached_property
    def mentions_at(self) -> dict[int, list[Mention]]:
        """Return the mentions by their syntactic head."""
        found: dict[int, list[Mention]] = {}
        for mention in self.mentions:
            found.setdefault(mention.head, []).append(mention)
        return found

    @cached_property
    def countable_in(self) -> list[list[tuple[int, Quantity | None]]]:
        """Return the figures of each sentence as a claim counts them; None is of what no claim counts."""
        draft = self.sketch.draft
        return [[(token, claim_quantity(draft, figure)) for token, figure in of] for of in self.figures_in]

    @cached_property
    def antecedents(self) -> dict[int, int]:
        """Return the number of the mention that each pronoun or noun stands for, by token."""
        return find_antecedents(self.sketch, self.mentions, self.said_in)

    @cached_property
    def named_heads(self) -> frozenset[int]:
        """Return the heads of the mentions that have a name of their own."""
        return frozenset(mention.head for mention in self.mentions if is_named(mention))

    @cached_property
    def companions(self) -> dict[int, list[Mention]]:
        """Return the parties and persons that are joined to others, all of a list by the first token of each."""
        return find_companions(self.sketch, self.mentions)

    @cached_property
    def echo(self) -> list[bool]:
        """Return which tokens repeat the title."""
        return title_echo(self.sketch)


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
        entries=find_triggers(draft.doc),
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


def _role_tokens(sketch: Sketch, role: str) -> dict[int, Attribution]:
    """Return the tokens of the cues, or of the sources, of attributions."""
    found = {}
    for attribution in sketch.draft.attributions:
        for piece in getattr(attribution, role):
            first, last = sketch.tokens(piece.start, piece.end)
            found.update(dict.fromkeys(range(first, last), attribution))
    return found
