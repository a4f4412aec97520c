"""The scene: a sketch with everything the claim step asks about a token, looked up once for the whole text."""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter

from reportedly.intake.dateline import find_dateline
from reportedly.model import Attribution, Quantity
from reportedly.reading.claims.mentions import Mention, MentionKind, figure_token, find_mentions
from reportedly.reading.claims.repeats import said_again, said_before, title_echo
from reportedly.reading.claims.sketch import Sketch, innermost, sketch_draft
from reportedly.reading.draft import Draft
from reportedly.reading.events.lexicon import Entry, Strength
from reportedly.reading.events.triggers import find_triggers

FILLER_KINDS = (MentionKind.PARTY, MentionKind.PERSON)
PLACE_KINDS = (MentionKind.PLACE,)
_FEW_COMMAS = 0.004  # of the tokens; ordinary news has ten times as many
_LENGTHS = (("short", 120), ("middle", 400))  # tokens at most
_LEADING = 6  # entities offered throughout the article


@dataclass(frozen=True, slots=True)
class Scene:
    """The text by token: who is mentioned, which figures, triggers and attributions stand where."""

    sketch: Sketch
    mentions: list[Mention]
    mentions_at: dict[int, list[Mention]]  # by syntactic head
    mentions_in: list[list[Mention]]  # by sentence
    heads_in: list[dict[MentionKind, list[int]]]  # their heads by sentence and kind, sorted
    figures: list[tuple[int, Quantity]]  # token by which it hangs, and the figure
    figures_in: list[list[tuple[int, Quantity]]]  # by sentence
    entries: dict[int, tuple[Entry, ...]]  # lexicon hits by token
    strong: list[int]  # tokens with hits that are not weak
    said_in: list[Attribution | None]  # innermost attribution by token
    cues: dict[int, Attribution]  # tokens of cues
    sources: dict[int, Attribution]  # tokens of sources
    style: str  # how the text is punctuated and how long it is
    opening: int  # offset at which the dateline ends, 0 where there is none
    voices_in: list[list[Attribution]]  # attributions with a source, by the sentence of their cue
    echo: list[bool]
    before: list[bool]
    again: list[bool]
    counts: dict[str, int]  # mentions of each entity
    most: int  # the highest of them
    leading: dict[tuple[MentionKind, ...], list[list[Mention]]]  # mentions of the entities most mentioned, by kinds


def set_scene(draft: Draft) -> Scene:
    """Return the scene of a draft whose layers are all there."""
    sketch = sketch_draft(draft)
    mentions = find_mentions(sketch)
    figures = [(figure_token(sketch, q), q) for q in draft.quantities if q.start is not None] if len(sketch) else []
    sentences = len(sketch.bounds)
    mentions_at: dict[int, list[Mention]] = {}
    mentions_in: list[list[Mention]] = [[] for _ in range(sentences)]
    counts: dict[str, int] = {}
    for mention in mentions:
        mentions_at.setdefault(mention.head, []).append(mention)
        mentions_in[sketch.sentence[mention.head]].append(mention)
        counts[mention.entity] = counts.get(mention.entity, 0) + 1
    figures_in: list[list[tuple[int, Quantity]]] = [[] for _ in range(sentences)]
    for token, figure in figures:
        figures_in[sketch.sentence[token]].append((token, figure))
    heads_in = [_heads_by_kind(inside) for inside in mentions_in]
    entries = _entries(draft)
    return Scene(
        sketch=sketch,
        mentions=mentions,
        mentions_at=mentions_at,
        mentions_in=mentions_in,
        heads_in=heads_in,
        figures=figures,
        figures_in=figures_in,
        entries=entries,
        strong=sorted(i for i, hits in entries.items() if any(hit.strength is not Strength.WEAK for hit in hits)),
        said_in=innermost(sketch),
        cues=_role_tokens(sketch, "cue"),
        sources=_role_tokens(sketch, "source"),
        style=_style(sketch),
        opening=_opening(draft),
        voices_in=_voices(sketch, sentences),
        echo=title_echo(sketch),
        before=said_before(sketch),
        again=said_again(sketch),
        counts=counts,
        most=max(counts.values(), default=0),
        leading={kinds: _leading(mentions, kinds) for kinds in (FILLER_KINDS, PLACE_KINDS)},
    )


def _style(sketch: Sketch) -> str:
    """Return the class of a text: scraped ones have lost their commas, and long ones dwell on background.

    Both shift how likely a word states a claim that a careful reader would mark.
    """
    commas = sketch.lower.count(",") / max(1, len(sketch))
    length = next((name for name, most in _LENGTHS if len(sketch) <= most), "long")
    return f"{'bare' if commas < _FEW_COMMAS else 'full'}-{length}"


def _heads_by_kind(mentions: list[Mention]) -> dict[MentionKind, list[int]]:
    heads: dict[MentionKind, list[int]] = {}
    for mention in sorted(mentions, key=attrgetter("head")):
        heads.setdefault(mention.kind, []).append(mention.head)
    return heads


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


def _leading(mentions: list[Mention], kinds: tuple[MentionKind, ...]) -> list[list[Mention]]:
    """Return the mentions of the entities that are mentioned most, those of an entity together."""
    grouped: dict[str, list[Mention]] = {}
    for mention in mentions:
        if mention.kind in kinds:
            grouped.setdefault(mention.entity, []).append(mention)
    return sorted(grouped.values(), key=lambda group: (-len(group), group[0].head))[:_LEADING]


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
