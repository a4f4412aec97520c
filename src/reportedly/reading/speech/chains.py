"""Chains: which attribution a claim belongs to, and the links from the publisher inwards.

Takes a draft whose attributions are found; reads nothing else. An attribution of a wish or a plan is no source of a
claim, nor is one that names nobody.
"""

from __future__ import annotations

from reportedly.model import PUBLISHER, Attribution, AttributionKind, Link, LinkKind, Span
from reportedly.reading.draft import Draft


def source_of(draft: Draft, span: Span, *, trigger: int | None = None) -> Attribution | None:
    """Return the innermost attribution that covers the claim, or None if it is in the article's own voice.

    Args:
        draft: a draft whose attributions are found.
        span: the claim's evidence.
        trigger: the index of the token that carries the claim, if known; else the whole span counts.
    """
    point = _point(draft, span, trigger)
    acts = [a for a in draft.attributions if _is_source(a) and any(c.start <= point < c.end for c in a.cue)]
    if acts:
        return acts[-1]
    covering = [a for a in draft.attributions if _is_source(a) and any(c.start <= point < c.end for c in a.content)]
    spoken = [a for a in covering if a.kind is not AttributionKind.BELIEF]
    return max(spoken or covering, key=_depth) if covering else None


def chain_of(draft: Draft, attribution: Attribution) -> tuple[Link, ...]:
    """Return the links from the publisher inwards to the attribution's source, media that carried it included."""
    outer = [a for a in draft.attributions if a is not attribution and _is_source(a) and _holds(a, attribution)]
    links: list[Link] = [PUBLISHER]
    for one in [*sorted(outer, key=_depth), attribution]:
        if one.via is not None:
            links.append(one.via)
        links.append(one.link)
    return tuple(links)


def _point(draft: Draft, span: Span, trigger: int | None) -> int:
    if trigger is not None and 0 <= trigger < len(draft.doc):
        return draft.doc[trigger].idx
    return span.start


def _is_source(attribution: Attribution) -> bool:
    return (
        attribution.kind is not AttributionKind.INTENTION
        and bool(attribution.source)
        and attribution.link.kind is not LinkKind.PUBLISHER
        and attribution.link.text is not None
    )


def _holds(outer: Attribution, inner: Attribution) -> bool:
    return any(c.covers(cue) for c in outer.content for cue in inner.cue)


def _depth(attribution: Attribution) -> tuple[int, int]:
    """Return what orders attributions from the outermost inwards."""
    return attribution.level, -sum(c.end - c.start for c in attribution.content)
