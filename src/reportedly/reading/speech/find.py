"""Attributions: who said what, and through whom.

Takes a draft's parse (and its parties, where found), gives the attributions in text order, each with its source
resolved to a link. The steps, in order: cues (`speech/cues.py`), speakers, contents, quotes that go on, levels, links
(`speech/sources.py`). Which attribution a claim belongs to is for `speech/chains.py` to say.
It does not judge whether what is said is so.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from itertools import accumulate

from reportedly.model import Attribution, AttributionKind, Span
from reportedly.reading.draft import Draft
from reportedly.reading.speech.chains import carrier_of, chain_of, source_of
from reportedly.reading.speech.contents import Found, find_content
from reportedly.reading.speech.cues import Hit, find_hits
from reportedly.reading.speech.labels import LABEL, find_turns, turn_speaker
from reportedly.reading.speech.mention import Mention
from reportedly.reading.speech.scene import Scene, make_scene
from reportedly.reading.speech.sources import Resolver
from reportedly.reading.speech.speakers import find_speaker
from reportedly.reading.speech.tree import Tree, make_tree
from reportedly.reading.speech.words import is_witness

_NOBODY = {"no", "nobody", "none", "neither"}
_ENDS = set(".?!”\"'")

__all__ = ["carrier_of", "chain_of", "find_attributions", "source_of"]


@dataclass(frozen=True, slots=True)
class _Raw:
    hit: Hit
    speaker: Mention | None
    found: Found


def find_attributions(draft: Draft) -> tuple[Attribution, ...]:
    """Return who said what in the draft's text, in order of the cues."""
    tree = make_tree(draft.doc, draft.document.text)
    scene = make_scene(tree)
    raws = [raw for hit in find_hits(tree) if (raw := _raw(scene, hit)) is not None]
    raws = _with_turns(scene, raws)
    raws = _with_resumed_quotes(scene, raws)
    levels = _levels(scene, raws)
    resolver = Resolver(draft, scene)
    return tuple(_attribution(scene, resolver, raw, level) for raw, level in zip(raws, levels, strict=True))


def _raw(scene: Scene, hit: Hit) -> _Raw | None:
    speaker = find_speaker(scene, hit)
    found = find_content(scene, hit, speaker)
    if found is None or not _is_good(scene, hit, speaker, found):
        return None
    if speaker is not None and scene.tree.lower[speaker.first] in _NOBODY:
        return None
    is_inside = speaker is not None and any(first <= speaker.head <= last for first, last in found.ranges)
    if is_inside and found.frame != "reckonings":  # "by its own count, the army lost ten men"
        speaker = None
    return _Raw(hit, speaker, found)


def _is_good(scene: Scene, hit: Hit, speaker: Mention | None, found: Found) -> bool:
    """Return whether the cue is sure enough in the frame that was found."""
    if found.use.grade == "sure" or found.frame in {"quote", "openers", "reckonings"}:
        return True
    if found.frame in {"to", "that"} and scene.tree.kid(hit.at, "auxpass") is not None:
        return True
    if found.use.grade == "witness":
        return speaker is not None and is_witness(scene.tree.lemmas[speaker.head])
    return speaker is not None


def _with_turns(scene: Scene, raws: list[_Raw]) -> list[_Raw]:
    """Return the attributions with the labelled turns and blocks of the text, which replace those of their cues."""
    tree = scene.tree
    by_cue = {raw.hit.at: raw for raw in raws}
    for turn in find_turns(scene):
        content = (tree.token_at(turn.content.start), tree.token_before(turn.content.end))
        mention = turn_speaker(scene, turn)
        if mention is None or content[0] > content[1]:
            continue
        colon = tree.token_at(turn.colon.start)
        inside = [by_cue.pop(at) for at in range(tree.token_at(turn.who.start), colon + 1) if at in by_cue]
        hit = inside[-1].hit if inside else Hit(colon, colon, colon, LABEL)
        speaker = mention
        by_cue[hit.at] = _Raw(hit, speaker, Found((content,), "label", LABEL.uses["that"]))
    return [by_cue[at] for at in sorted(by_cue)]


def _with_resumed_quotes(scene: Scene, raws: list[_Raw]) -> list[_Raw]:
    """Return the attributions with the quotes that go on in the next sentences of their paragraph."""
    owners, spoken = _quote_owners(scene, raws)
    taken, text = set(owners), scene.tree.text
    more: dict[int, list[tuple[int, int]]] = {}
    for q, quote in enumerate(scene.quotes):
        if q in taken:
            continue
        span = scene.ranges[q]
        before = text[max(0, quote.span.start - 40) : quote.span.start].rstrip()
        at = bisect_left(spoken, (quote.span.start, 0)) - 1
        if _is_left_open(scene, q - 1) and q - 1 in owners:  # each paragraph of a speech has its opening mark
            owners[q] = owners[q - 1]
        elif span[1] - span[0] >= 3 and before[-1:] in _ENDS and at >= 0:
            end, number = spoken[at]
            between = text[end : quote.span.start]
            if _goes_on(between) or (_is_paragraph(text, quote.span) and _goes_on(between.replace("\n", " "))):
                owners[q] = number
                spoken[at] = (quote.span.end, number)
        if q in owners:
            more.setdefault(owners[q], []).append(span)
    return [
        replace(raw, found=replace(raw.found, ranges=(*raw.found.ranges, *more[n]))) if n in more else raw
        for n, raw in enumerate(raws)
    ]


def _quote_owners(scene: Scene, raws: list[_Raw]) -> tuple[dict[int, int], list[tuple[int, int]]]:
    """Return which attribution holds each quote, and where each speech outside quotes ends, with its number, sorted."""
    owners: dict[int, int] = {}
    spoken: list[tuple[int, int]] = []
    for number, raw in enumerate(raws):
        inside = scene.quote_of[raw.hit.at]
        for first, last in raw.found.ranges:
            for q in range(*scene.quotes_between(first, last)):
                if q != inside:
                    owners.setdefault(q, number)
        is_speech = raw.found.use.kind is AttributionKind.SPEECH and raw.found.frame in {"quote", "that", "label"}
        if inside < 0 and is_speech:
            end = max(raw.hit.last, raw.found.ranges[-1][1], raw.speaker.last if raw.speaker is not None else 0)
            spoken.append((scene.tree.ends[end], number))
    return owners, sorted(spoken)


def _is_left_open(scene: Scene, q: int) -> bool:
    """Return whether quote `q` was not closed and the next one follows at once, in the next paragraph."""
    if q < 0 or scene.quotes[q].closed:
        return False
    return not scene.tree.text[scene.quotes[q].span.end : scene.quotes[q + 1].span.start].strip()


def _goes_on(between: str) -> bool:
    """Return whether nothing but the end of one sentence stands between a speech and the next quote."""
    return "\n" not in between and sum(between.count(stop) for stop in (". ", "? ", "! ")) <= 1


def _is_paragraph(text: str, quote: Span) -> bool:
    """Return whether a quote is a paragraph by itself, as where a speech goes on in the next one."""
    return text[: quote.start].rstrip(" ").endswith("\n") and not text[quote.end :].split("\n", 1)[0].strip()


def _levels(scene: Scene, raws: list[_Raw]) -> list[int]:
    """Return for each attribution how many others hold its cue in their content; a quote of nobody counts as one."""
    depth = [0] * (len(scene.tree) + 1)
    owned: set[int] = set()
    for raw in raws:
        inside = scene.quote_of[raw.hit.at]
        for first, last in raw.found.ranges:
            owned.update(q for q in range(*scene.quotes_between(first, last)) if q != inside)
    for q, (first, last) in enumerate(scene.ranges):
        if q not in owned:
            depth[first] += 1
            depth[last + 1] -= 1
    for raw in raws:
        for first, last in raw.found.ranges:
            depth[first] += 1
            depth[last + 1] -= 1
    depth = list(accumulate(depth))
    return [depth[raw.hit.at] for raw in raws]


def _attribution(scene: Scene, resolver: Resolver, raw: _Raw, level: int) -> Attribution:
    tree = scene.tree
    link, via = resolver.resolve(raw.hit, raw.speaker, level)
    source = (tree.span(raw.speaker.first, raw.speaker.last),) if raw.speaker is not None else ()
    return Attribution(
        source=source,
        cue=(_cue_span(tree, raw.hit),),
        content=tuple(tree.span(first, last) for first, last in raw.found.ranges),
        level=level,
        kind=_kind(raw),
        link=link,
        via=via,
    )


def _kind(raw: _Raw) -> AttributionKind:
    return raw.found.use.kind


def _cue_span(tree: Tree, hit: Hit) -> Span:
    """Return the cue with its auxiliaries and negation where they stand right before it."""
    first = hit.first
    while first > 0 and tree.heads[first - 1] == hit.at and tree.deps[first - 1] in {"aux", "auxpass", "neg", "advmod"}:
        first -= 1
    return tree.span(first, hit.last)
