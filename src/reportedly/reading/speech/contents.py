"""Contents: which words are said, for a cue and its speaker.

Three ways, in this order: what the cue governs in the parse (a clause, an infinitive, an object), the quotes next to
it, and, where the cue ends its sentence, everything before it ("... the monitor said on Friday"), which also holds
for texts that have lost their commas. Ranges are of tokens, both ends included.
"""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.model import AttributionKind
from reportedly.reading.speech.beside import (
    Ranges,
    before_tag,
    between_semicolons,
    inside_quote,
    quote_after,
    quote_before,
    trimmed,
    widened,
)
from reportedly.reading.speech.clauses import CITING, find_clause, find_infinitive
from reportedly.reading.speech.cues import Hit, Use, load_objects
from reportedly.reading.speech.mention import Mention
from reportedly.reading.speech.scene import Scene
from reportedly.reading.speech.speakers import that_clause_of
from reportedly.reading.speech.subjects import inverted_subject
from reportedly.reading.speech.tags import is_tag_participle
from reportedly.reading.speech.tree import Tree

_ARGUMENTS = {"of", "for", "over", "as", "with", "on", "against", "about", "to", "at"}


@dataclass(frozen=True, slots=True)
class Found:
    """What is said: ranges of tokens, in which frame it was found, and with what kind and certainty."""

    ranges: tuple[tuple[int, int], ...]
    frame: str
    use: Use


def find_content(scene: Scene, hit: Hit, speaker: Mention | None) -> Found | None:
    """Return what the cue says is said, or None where nothing is."""
    form = hit.cue.form
    if form == "verb":
        return _of_verb(scene, hit, speaker)
    use = hit.cue.uses["that"]
    if form == "openers":
        last = speaker.last if speaker is not None else hit.last
        ranges = _rest_of_sentence(scene, hit, hit.first, last)
    elif form == "reckonings":
        ranges = _rest_of_sentence(scene, hit, scene.tree.heads[hit.at], scene.tree.right(hit.at))
    elif form == "adverbs":
        ranges = []
    elif form in {"adjectives", "attitudes"}:
        ranges, is_clause = _of_adjective(scene, hit)
        use = use if is_clause else Use(AttributionKind.INTENTION, use.grade)
    else:
        ranges, is_clause = _of_noun(scene, hit)
        use = use if is_clause else Use(AttributionKind.INTENTION, use.grade)
    return Found(tuple(ranges), form, use) if ranges else None


def _of_verb(scene: Scene, hit: Hit, speaker: Mention | None) -> Found | None:
    uses = hit.cue.uses
    after = quote_after(scene, hit, speaker) if "quote" in uses else []
    if _is_idiom(scene.tree, hit):
        return None
    if "that" in uses:
        ranges = find_clause(scene, hit)
        if ranges:
            if after and 0 < after[0][0] - ranges[-1][1] <= 2:
                ranges = [*ranges, *after]
            if "quote" in uses and scene.quote_of[ranges[0][0]] >= 0 and hit.last < ranges[0][0]:
                ranges = [*quote_before(scene, hit, speaker), *ranges]
            return Found(tuple(ranges), "that", uses["that"])
    if "quote" in uses:
        ranges = [*quote_before(scene, hit, speaker), *after]
        if ranges:
            return Found(tuple(ranges), "quote", uses["quote"])
    is_inverted = speaker is not None and speaker.head == inverted_subject(scene.tree, hit.at)
    frames = () if is_inverted or is_tag_participle(scene, hit.at) else _FRAMES
    for frame, find in frames:
        if frame in uses:
            ranges = find(scene, hit)
            if ranges:
                return Found(tuple(ranges), frame, uses[frame])
    if "quote" in uses:
        ranges = before_tag(scene, hit, speaker)
        if ranges:
            return Found(tuple(ranges), "quote", uses["quote"])
    return None


def _is_idiom(tree: Tree, hit: Hit) -> bool:
    """Return whether the verb's dependents take speech out of it ("claimed eight lives") or it lacks those it needs."""
    word, kids = hit.cue.words[0], tree.kids[hit.at]
    if len(hit.cue.words) > 1:
        return False
    objects = load_objects()
    if any(k > hit.at and tree.lemmas[k] in objects.avoided.get(word, ()) for k in kids):
        return True
    needed = objects.needed.get(word)
    return needed is not None and not _has_needed(tree, hit.at, needed)


def _has_needed(tree: Tree, verb: int, needed: frozenset[str]) -> bool:
    """Return whether a verb governs a word that it needs; an adjective must be of an object: "held him responsible"."""
    of = tree.kid(verb, "dobj", "nsubjpass")
    for k in tree.kids[verb]:
        is_of = tree.pos[k] != "ADJ" or of is not None or tree.kid(k, "nsubj") is not None
        if tree.lemmas[k] in needed and is_of:
            return True
    return of is not None and any(tree.lemmas[k] in needed and tree.deps[k] == "amod" for k in tree.kids[of])


def _object_infinitive(scene: Scene, hit: Hit) -> Ranges:
    """Return the object and the infinitive of "urged both sides to stop"."""
    tree = scene.tree
    for k in tree.kids[hit.at]:
        if (
            k > hit.last
            and tree.deps[k] in {"xcomp", "ccomp", "advcl"}
            and any(tree.tags[j] == "TO" for j in tree.kids[k])
        ):
            first = max(tree.left(k), hit.last + 1)
            owner = next((j for j in tree.kids[hit.at] if hit.at < j < k and tree.deps[j] in {"dobj", "dative"}), None)
            first = min(first, max(tree.left(owner), hit.last + 1)) if owner is not None else first
            return widened(scene, hit, first, tree.right(k))
    if hit.last > hit.at:  # "called on both sides to stop": object and infinitive hang on the preposition
        for k in (*tree.kids[hit.last], *(j for j in tree.kids[hit.at] if j > hit.last)):
            if tree.deps[k] in {"pobj", "ccomp", "xcomp", "pcomp"}:
                return widened(scene, hit, hit.last + 1, max(tree.right(hit.last), tree.right(k)))
    return []


def _object(scene: Scene, hit: Hit) -> Ranges:
    tree = scene.tree
    if hit.last > hit.at:  # a verb with its preposition: what the preposition governs
        inner = [k for k in tree.kids[hit.last] if k > hit.last and tree.deps[k] in {"pobj", "pcomp", "prep", "ccomp"}]
        inner = inner or [
            k for k in tree.kids[hit.at] if k > hit.last and tree.deps[k] in {"pobj", "dobj", "ccomp", "pcomp", "xcomp"}
        ]
        return widened(scene, hit, hit.last + 1, tree.right(inner[0])) if inner else []
    if tree.deps[hit.at] == "acl" and tree.tags[hit.at] == "VBN" and tree.heads[hit.at] < hit.at:
        return widened(scene, hit, tree.left(tree.heads[hit.at]), hit.at - 1)
    passive = tree.kid(hit.at, "nsubjpass")
    if passive is not None and passive < hit.at:
        return widened(scene, hit, tree.left(passive), min(tree.right(passive), hit.at - 1))
    wanted = {"dobj", "ccomp", "xcomp", "oprd", "dative"}
    inner = [k for k in tree.kids[hit.at] if k > hit.at and tree.deps[k] in wanted and tree.lower[k] not in CITING]
    if not inner and hit.cue.uses["np"].kind is AttributionKind.SPEECH:
        inner = [k for k in tree.kids[hit.at] if k > hit.at and tree.deps[k] == "npadvmod" and tree.tags[k] == "NNS"]
    if not inner or tree.lower[inner[0]] in {"itself", "himself", "herself", "themselves"}:
        return []
    last = tree.right(inner[0])
    for k in tree.kids[hit.at]:
        if k > last and (
            tree.deps[k] in {"oprd", "xcomp", "dobj", "ccomp"}
            or (tree.deps[k] == "advcl" and any(tree.tags[j] == "TO" for j in tree.kids[k]))
            or (tree.deps[k] == "prep" and tree.lower[k] in _ARGUMENTS)
        ):
            if k - last > 2 and tree.lower[last + 1] in {",", ";"}:
                break
            last = max(last, tree.right(k))
    last = _with_next_object(tree, hit, _without_next_verb(tree, inner[0], last))
    return widened(scene, hit, tree.left(inner[0]), _with_next_figure(scene, hit, last))


def _with_next_object(tree: Tree, hit: Hit, last: int) -> int:
    """Return the end of an object with the next of its kind: "blamed rebels for the fire, and the army for a raid"."""
    for k in tree.kids[hit.at]:
        if k > last and tree.deps[k] == "conj" and tree.pos[k] in {"NOUN", "PROPN"}:
            is_next = any(j > k and tree.lower[j] in {"for", "of"} for j in tree.kids[k])
            last = tree.right(k) if is_next else last
    return last


def _with_next_figure(scene: Scene, hit: Hit, last: int) -> int:
    """Return the end of an object with the figures joined to it that the parse hangs elsewhere: "... and 118 hurt"."""
    tree = scene.tree
    _, end = between_semicolons(scene, hit.at)
    last -= tree.pos[last] == "CCONJ"
    while last + 2 < end and tree.lower[last + 1] in {"and", "+", "&"} and tree.pos[last + 2] == "NUM":
        last += 2
        while last + 1 < end and tree.pos[last + 1] not in {"PUNCT", "CCONJ", "SYM"} and tree.tags[last + 1] != "MD":
            last += 1
    return last


def _without_next_verb(tree: Tree, first: int, last: int) -> int:
    """Return the end of an object cut before "and" with a finite verb, which belongs to the cue's own clause."""
    for at in range(first + 1, last):
        if tree.pos[at] == "CCONJ" and tree.tags[at + 1] in {"VBD", "VBZ"} and tree.deps[at + 1] == "conj":
            return at - 1
    return last


_FRAMES = (("ask", _object_infinitive), ("to", find_infinitive), ("np", _object))


def _rest_of_sentence(scene: Scene, hit: Hit, since: int, last: int) -> Ranges:
    """Return the sentence without its tokens from `since` to `last`: without "according to X"."""
    begin, end = between_semicolons(scene, hit.at)
    ranges = []
    begin, end = inside_quote(scene, hit, begin, end - 1)
    if scene.tree.tags[min(hit.last + 1, end)] in {"WDT", "WP"}:
        begin, last = since, hit.last + 1  # "rumours according to which ..."
    for first, final in ((begin, since - 1), (last + 1, end)):
        kept = trimmed(scene, first, final) if first <= final else None
        if kept is not None and kept[1] - kept[0] >= 2:
            ranges.append(scene.widened(*kept) if scene.quote_of[hit.at] < 0 else kept)
    return ranges


def _of_adjective(scene: Scene, hit: Hit) -> tuple[Ranges, bool]:
    """Return the content of an adjective, and whether it is a clause of its own."""
    tree = scene.tree
    copula = tree.heads[hit.at]
    for k in (*tree.kids[hit.at], *(tree.kids[copula] if tree.deps[hit.at] == "acomp" else ())):
        if k > hit.at and tree.deps[k] in {"ccomp", "xcomp"}:
            return widened(scene, hit, max(tree.left(k), hit.at + 1), tree.right(k)), tree.deps[k] == "ccomp"
    for k in tree.kids[hit.at]:
        if k > hit.at and tree.deps[k] == "prep" and k < tree.right(k):
            return widened(scene, hit, k + 1, tree.right(k)), False
    return [], False


def _of_noun(scene: Scene, hit: Hit) -> tuple[Ranges, bool]:
    """Return the content of a noun, and whether it is a clause."""
    tree = scene.tree
    told = that_clause_of(tree, hit.at)
    for k in tree.kids[hit.at]:
        is_infinitive = tree.deps[k] in {"acl", "ccomp", "relcl"} and any(tree.tags[j] == "TO" for j in tree.kids[k])
        if k > hit.at and (k == told or is_infinitive):
            return widened(scene, hit, tree.left(k), tree.right(k)), True
    for k in tree.kids[hit.at]:
        governs = tree.deps[k] == "prep" and tree.lower[k] in {"of", "for", "about", "on", "to", "against"}
        if k > hit.at and governs and k < tree.right(k):
            return widened(scene, hit, k + 1, tree.right(k)), False
    return [], False
