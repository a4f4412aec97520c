"""Chains: which attribution a claim belongs to, and the links from the publisher inwards.

Takes a draft whose attributions are found; reads nothing else. An attribution of a wish or a plan is no source of a
claim, nor is one that names nobody, nor the judge of what is taken as given ("condemned the attack"). The innermost
speaker counts; what somebody in a speaker's words believes or shows is the speaker's.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import lru_cache

from reportedly.model import PUBLISHER, Attribution, AttributionKind, Link, LinkKind, Span
from reportedly.reading.draft import Draft
from reportedly.reading.events.tree import list_words
from reportedly.reading.speech.cues import load_objects

_BUCKET = 512  # code points
_NOBODY = ("no ", "nobody", "no-one", "none")


def source_of(draft: Draft, span: Span, *, trigger: int | None = None) -> Attribution | None:
    """Return the innermost attribution that covers the claim, or None if it is in the article's own voice.

    Args:
        draft: a draft whose attributions are found.
        span: the claim's evidence.
        trigger: the index of the token that carries the claim, if known; else the evidence's first word counts.
    """
    index = _index(_Same(draft))
    point = _point(draft, span, trigger)
    near = index.near(point)
    acts = [one for one in near if one.is_act and any(c.start <= point < c.end for c in one.attribution.cue)]
    if acts:
        return max(acts, key=_level).attribution
    covering = [one for one in near if one.is_source and any(c.start <= point < c.end for c in one.attribution.content)]
    spoken = [one for one in covering if one.attribution.kind is AttributionKind.SPEECH]
    return max(spoken or covering, key=_depth).attribution if covering else None


def chain_of(draft: Draft, attribution: Attribution) -> tuple[Link, ...]:
    """Return the links from the publisher inwards to the attribution's source, media that carried it included."""
    index = _index(_Same(draft))
    near = index.near(attribution.cue[0].start)
    outer = [one for one in near if one.is_source and _holds(one.attribution, attribution)]
    links: list[Link] = [PUBLISHER]
    for one in [*(o.attribution for o in sorted(outer, key=_depth) if o.attribution is not attribution), attribution]:
        if one.via is not None:
            links.append(one.via)
        links.append(one.link)
    return tuple(links)


def carrier_of(chain: tuple[Link, ...]) -> Link | None:
    """Return the last medium of a chain that carried the source's words, or None if none did."""
    return next((link for link in chain[-2:0:-1] if link.kind is LinkKind.MEDIUM), None)


@dataclass(frozen=True, slots=True)
class _One:
    """An attribution, whether what it holds is its source's word, and whether its cue is itself an act of speech."""

    attribution: Attribution
    is_source: bool
    is_act: bool


@dataclass(frozen=True, slots=True)
class _Index:
    """The attributions of a draft by stretches of text, so that a claim looks only at those near it."""

    buckets: dict[int, tuple[_One, ...]]

    def near(self, point: int) -> tuple[_One, ...]:
        return self.buckets.get(point // _BUCKET, ())


class _Same:
    """A draft as a key of a cache: the same only if it holds the very same attributions."""

    __slots__ = ("draft",)

    def __init__(self, draft: Draft) -> None:
        self.draft = draft

    def __hash__(self) -> int:
        return id(self.draft.attributions)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.draft.attributions is self.draft.attributions


@lru_cache(maxsize=4)
def _index(same: _Same) -> _Index:
    buckets: dict[int, list[_One]] = {}
    for attribution in same.draft.attributions:
        one = _described(same.draft, attribution)
        if one.is_source or one.is_act:
            pieces = (*attribution.content, *attribution.cue)
            for number in sorted({n for c in pieces for n in range(c.start // _BUCKET, c.end // _BUCKET + 1)}):
                buckets.setdefault(number, []).append(one)
    return _Index({number: tuple(ones) for number, ones in buckets.items()})


def _described(draft: Draft, attribution: Attribution) -> _One:
    link, kind = attribution.link, attribution.kind
    named = bool(attribution.source) and link.text is not None and link.kind is not LinkKind.PUBLISHER
    if not named or (link.text or "").lower().startswith(_NOBODY):
        return _One(attribution, False, False)
    objects = load_objects()
    lemma = _lemma(draft, attribution)
    told = kind in {AttributionKind.SPEECH, AttributionKind.DOCUMENT}
    source = kind is not AttributionKind.INTENTION and lemma not in objects.presuming and lemma not in objects.carrying
    return _One(attribution, source, told or lemma in objects.acts)


def _lemma(draft: Draft, attribution: Attribution) -> str:
    """Return the lemma of the cue's first verb, noun or adjective."""
    cue, words = attribution.cue[0], list_words(draft.doc)
    for at in range(bisect_right(words.end, cue.start), bisect_left(words.start, cue.end)):
        if words.pos[at] in {"VERB", "NOUN", "ADJ"}:
            return words.lemma[at]
    return ""


def _point(draft: Draft, span: Span, trigger: int | None) -> int:
    if trigger is not None and 0 <= trigger < len(draft.doc):
        return list_words(draft.doc).start[trigger]
    return span.start


def _holds(outer: Attribution, inner: Attribution) -> bool:
    return any(c.covers(cue) for c in outer.content for cue in inner.cue)


def _level(one: _One) -> int:
    return one.attribution.level


def _depth(one: _One) -> tuple[int, int]:
    """Return what orders attributions from the outermost inwards."""
    return one.attribution.level, -sum(c.end - c.start for c in one.attribution.content)
