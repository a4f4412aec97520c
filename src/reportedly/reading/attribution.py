"""Attributions: who said what, and through whom.

Takes a draft's parse (and its parties, where found), gives the attributions in text order, each with its source
resolved to a link. The steps, in order: cues (`speech/cues.py`), speakers, contents, quotes that go on, levels, links
(`speech/sources.py`). Which attribution a claim belongs to is for `speech/chains.py` to say.
It does not judge whether what is said is so.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from reportedly.model import Attribution, AttributionKind, Span
from reportedly.reading.draft import Draft
from reportedly.reading.speech.chains import chain_of, source_of
from reportedly.reading.speech.contents import Found, find_content
from reportedly.reading.speech.cues import Hit, find_hits
from reportedly.reading.speech.labels import LABEL, find_turns, turn_speaker
from reportedly.reading.speech.scene import Scene, make_scene
from reportedly.reading.speech.sources import Resolver, is_witness
from reportedly.reading.speech.speakers import Mention, find_speaker
from reportedly.reading.speech.tree import Tree, make_tree

__all__ = ["chain_of", "find_attributions", "source_of"]


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
    levels = _levels(tree, raws)
    resolver = Resolver(draft, scene)
    return tuple(_attribution(scene, resolver, raw, level) for raw, level in zip(raws, levels, strict=True))


def _raw(scene: Scene, hit: Hit) -> _Raw | None:
    speaker = find_speaker(scene, hit)
    found = find_content(scene, hit, speaker)
    if found is None or not _is_good(scene, hit, speaker, found):
        return None
    if speaker is not None and any(first <= speaker.head <= last for first, last in found.ranges):
        speaker = None
    return _Raw(hit, speaker, found)


def _is_good(scene: Scene, hit: Hit, speaker: Mention | None, found: Found) -> bool:
    """Return whether the cue is sure enough in the frame that was found."""
    if found.use.grade == "sure" or found.frame in {"quote", "openers"}:
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
    _tree, text = scene.tree, scene.tree.text
    owner: dict[int, int] = {}  # quote -> attribution
    for number, raw in enumerate(raws):
        inside = scene.quote_of[raw.hit.at]
        for first, last in raw.found.ranges:
            for q in {scene.quote_of[first], scene.quote_of[last]} - {-1, inside}:
                owner.setdefault(q, number)
    more: dict[int, list[tuple[int, int]]] = {}
    taken = {q for q in range(len(scene.quotes)) if q in owner}
    for raw in raws:
        inside = scene.quote_of[raw.hit.at]
        for first, last in raw.found.ranges:
            taken.update(q for q in range(*scene.quotes_between(first, last)) if q != inside)
    last_owner: int | None = None
    last_end = 0
    for q, quote in enumerate(scene.quotes):
        if q in taken:
            last_owner, last_end = owner.get(q, last_owner), quote.span.end
            continue
        between = text[last_end : quote.span.start] if last_owner is not None else "\n"
        before = (
            text[: quote.span.start].rstrip()[-1:]
            if quote.span.start < 200
            else text[quote.span.start - 200 : quote.span.start].rstrip()[-1:]
        )
        first, last = scene.ranges[q]
        if last_owner is not None and "\n" not in between and before in ".?!”\"'" and last - first >= 3:
            more.setdefault(last_owner, []).append((first, last))
            last_end = quote.span.end
    return [
        replace(raw, found=replace(raw.found, ranges=(*raw.found.ranges, *more[n]))) if n in more else raw
        for n, raw in enumerate(raws)
    ]


def _levels(tree: Tree, raws: list[_Raw]) -> list[int]:
    """Return for each attribution how many others hold its cue in their content."""
    depth = [0] * (len(tree) + 1)
    for raw in raws:
        for first, last in raw.found.ranges:
            depth[first] += 1
            depth[last + 1] -= 1
    total = 0
    for at, change in enumerate(depth):
        total += change
        depth[at] = total
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
