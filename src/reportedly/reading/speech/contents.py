"""Contents: which words are said, for a cue and its speaker.

Three ways, in this order: what the cue governs in the parse (a clause, an infinitive, an object), the quotes next to
it, and, where the cue ends its sentence, everything before it ("... the monitor said on Friday"), which also holds
for texts that have lost their commas. Ranges are of tokens, both ends included.
"""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.model import AttributionKind
from reportedly.reading.speech.beside import (
    ADDRESSING,
    GAP,
    Ranges,
    before_tag,
    between_semicolons,
    quote_after,
    quote_before,
    trimmed,
)
from reportedly.reading.speech.cues import Hit, Use, load_objects
from reportedly.reading.speech.mention import Mention
from reportedly.reading.speech.scene import Scene
from reportedly.reading.speech.speakers import that_clause_of
from reportedly.reading.speech.subjects import inverted_subject
from reportedly.reading.speech.tags import TELLING, is_tag_participle
from reportedly.reading.speech.tree import Tree

_FINITE = {"VBD", "VBZ", "VBP", "MD"}
_BREAKS = {
    ",",
    ":",
    "that",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "today",
    "yesterday",
    "week",
    "month",
    "year",
    "day",
}
_MORE_CLAUSES = 4  # with "and that" after the first
_CITING = {"citing", "quoting"}
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
        ranges = _rest_of_sentence(scene, hit, speaker)
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
        ranges = _clause(scene, hit)
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
    return needed is not None and not any(tree.lemmas[k] in needed for k in kids)


def _clause(scene: Scene, hit: Hit) -> Ranges:
    tree = scene.tree
    _, end = between_semicolons(scene, hit.at)
    for k in tree.kids[hit.at]:
        if hit.last < k < end and tree.deps[k] == "ccomp" and k != inverted_subject(tree, hit.at):
            first = _clause_start(tree, hit, max(tree.left(k), hit.last + 1))
            last = _with_next_that(scene, hit, _with_its_verb(scene, hit, tree.right(k)))
            return _widened(scene, hit, first, last)
    return _that_clause(scene, hit) or _as_clause(scene, hit) or _open_clause(scene, hit) or _hearsay(scene, hit)


def _hearsay(scene: Scene, hit: Hit) -> Ranges:
    """Return the infinitive of "X is said by analysts to have ..."."""
    tree = scene.tree
    is_told = tree.kid(hit.at, "agent") is not None and tree.kid(hit.at, "nsubjpass") is not None
    return _infinitive(scene, hit) if is_told else []


def _with_its_verb(scene: Scene, hit: Hit, last: int) -> int:
    """Return the end of a clause with the verb that the parse has cut off: "said men held in Doral fled the town"."""
    tree = scene.tree
    _, end = between_semicolons(scene, hit.at)
    after = last + 1
    is_cut = after < end and tree.tags[after] in _FINITE and tree.pos[after - 1] in {"NOUN", "PROPN"}
    is_main = (
        tree.deps[hit.at] not in {"relcl", "acl"} and scene.quote_of[min(after, end - 1)] == scene.quote_of[hit.at]
    )
    return end - 1 if is_cut and is_main and after > hit.last + 2 else last


def _with_next_that(scene: Scene, hit: Hit, last: int) -> int:
    """Return the end of a clause with those that go on with "and that"."""
    tree = scene.tree
    _, end = between_semicolons(scene, hit.at)
    last -= tree.pos[last] == "CCONJ"
    for _ in range(_MORE_CLAUSES):
        at = next((i for i in range(last + 1, end - 1) if _joins_that(tree, i)), None)
        if at is None or any(tree.tags[i] in _FINITE and tree.lemmas[i] in TELLING for i in range(last + 1, at)):
            return last
        further = tree.right(tree.heads[at + 1])
        last = further if further > at + 1 else end - 1
    return last


def _joins_that(tree: Tree, at: int) -> bool:
    return tree.lower[at] in {"and", "or", "but"} and tree.lower[at + 1] == "that" and tree.tags[at + 1] == "IN"


def _clause_start(tree: Tree, hit: Hit, first: int) -> int:
    """Return where a clause begins: right after the cue, where a subject in between was hung on the cue."""
    begin = hit.last + 1
    if first - begin > 10 or hit.cue.words[0] in ADDRESSING - {"say"} or begin == first:
        return first
    between = range(begin, first)
    if any(tree.deps[k] in {"dobj", "dative"} for k in tree.kids[hit.at] if begin <= k < first):
        return first
    if tree.pos[begin] in {"ADP", "PUNCT", "SCONJ", "PRON", "PROPN", "SPACE"} or any(
        tree.lower[i] in _BREAKS for i in between
    ):
        return first
    return begin


def _that_clause(scene: Scene, hit: Hit) -> Ranges:
    """Return what follows "that" a few words on, where the parser has hung it elsewhere ("told the crowd that ...")."""
    tree = scene.tree
    _, end = tree.sentence(hit.at)
    for at in range(hit.last + 1, min(end - 1, hit.last + GAP)):
        is_verb = tree.pos[at] in {"VERB", "AUX"} and tree.lower[at] not in _CITING
        if is_verb or tree.lower[at] in {".", ";", ":", "who", "which"}:
            return []
        if tree.lower[at] == "that" and tree.pos[at] == "SCONJ":
            last = tree.right(tree.heads[at])
            return _widened(scene, hit, at, last if last > at else end - 1)
    return []


def _open_clause(scene: Scene, hit: Hit) -> Ranges:
    """Return the rest of a sentence that "It also said" opens, where the parser found no clause but there is a verb."""
    tree = scene.tree
    begin, end = tree.sentence(hit.at)
    subject = tree.kid(hit.at, "nsubj")
    if hit.cue.words[0] not in {"say", "state"} or hit.at - begin > 8 or subject is None or subject > hit.at:
        return []
    if not any(tree.tags[i] in _FINITE for i in range(hit.last + 1, end)):
        return []
    return _widened(scene, hit, hit.last + 1, end - 1)


def _as_clause(scene: Scene, hit: Hit) -> Ranges:
    """Return the main clause beside "as X announced"."""
    tree = scene.tree
    mark = next((k for k in tree.kids[hit.at] if k < hit.at and tree.lower[k] == "as"), None)
    if mark is None or tree.deps[hit.at] not in {"advcl", "ccomp", "parataxis"} or tree.kid(hit.at, "nsubj") is None:
        return []
    begin, end = tree.sentence(hit.at)
    first, last = tree.left(hit.at), tree.right(hit.at)
    if first - begin > 1 and tree.lower[first - 1] != ",":
        return []
    if first - begin <= 1 and last + 2 < end:
        return _widened(scene, hit, last + 1, end - 1)
    return _widened(scene, hit, begin, first - 1) if first > begin else []


def _infinitive(scene: Scene, hit: Hit) -> Ranges:
    tree = scene.tree
    for k in tree.kids[hit.at]:
        if k > hit.last and tree.deps[k] in {"xcomp", "ccomp"} and any(tree.tags[j] == "TO" for j in tree.kids[k]):
            return _widened(scene, hit, max(tree.left(k), hit.last + 1), tree.right(k))
    return []


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
            return _widened(scene, hit, first, tree.right(k))
    if hit.last > hit.at:  # "called on both sides to stop": object and infinitive hang on the preposition
        for k in (*tree.kids[hit.last], *(j for j in tree.kids[hit.at] if j > hit.last)):
            if tree.deps[k] in {"pobj", "ccomp", "xcomp", "pcomp"}:
                return _widened(scene, hit, hit.last + 1, max(tree.right(hit.last), tree.right(k)))
    return []


def _object(scene: Scene, hit: Hit) -> Ranges:
    tree = scene.tree
    if hit.last > hit.at:  # a verb with its preposition: what the preposition governs
        inner = [k for k in tree.kids[hit.last] if k > hit.last and tree.deps[k] in {"pobj", "pcomp", "prep", "ccomp"}]
        inner = inner or [
            k for k in tree.kids[hit.at] if k > hit.last and tree.deps[k] in {"pobj", "dobj", "ccomp", "pcomp", "xcomp"}
        ]
        return _widened(scene, hit, hit.last + 1, tree.right(inner[0])) if inner else []
    if tree.deps[hit.at] == "acl" and tree.tags[hit.at] == "VBN" and tree.heads[hit.at] < hit.at:
        return _widened(scene, hit, tree.left(tree.heads[hit.at]), hit.at - 1)
    passive = tree.kid(hit.at, "nsubjpass")
    if passive is not None and passive < hit.at:
        return _widened(scene, hit, tree.left(passive), min(tree.right(passive), hit.at - 1))
    wanted = {"dobj", "ccomp", "xcomp", "oprd", "dative"}
    inner = [k for k in tree.kids[hit.at] if k > hit.at and tree.deps[k] in wanted and tree.lower[k] not in _CITING]
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
    last = _without_next_verb(tree, inner[0], last)
    return _widened(scene, hit, tree.left(inner[0]), _with_next_figure(scene, hit, last))


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


_FRAMES = (("ask", _object_infinitive), ("to", _infinitive), ("np", _object))


def _widened(scene: Scene, hit: Hit, first: int, last: int) -> Ranges:
    """Return the range, quotes that it enters taken in whole, and never the cue itself."""
    tree = scene.tree
    sentence_first, sentence_end = tree.sentence(hit.at)
    first, last = max(first, sentence_first), min(last, sentence_end - 1)
    first, last = _inside_quote(scene, hit, first, last)
    kept = trimmed(scene, first, last)
    if kept is None or (kept[0] <= hit.at <= kept[1]):
        return []
    quote = scene.quote_of[hit.at]
    first, last = kept
    if quote < 0:
        first, last = scene.widened(first, _without_aside(scene, first, last))
    return [(first, last)]


def _inside_quote(scene: Scene, hit: Hit, first: int, last: int) -> tuple[int, int]:
    """Return the range cut to the quote that holds the cue, if one does: what stands outside is not its content."""
    quote = scene.quote_of[hit.at]
    if quote < 0:
        return first, last
    begin, end = scene.ranges[quote]
    return max(first, begin), min(last, end - scene.quotes[quote].closed)


def _without_aside(scene: Scene, first: int, last: int) -> int:
    """Return the end of a content without ", which ..." at its end: the reporter's own remark, more often than not."""
    tree = scene.tree
    for at in range(last - 2, first + 3, -1):
        if tree.lower[at] == "," and scene.quote_of[at] < 0:
            after = at + 2 if tree.pos[at + 1] == "ADP" else at + 1
            if tree.tags[after] in {"WDT", "WP", "WP$"} and tree.lower[after] != "what":
                return at - 1 if scene.quote_of[last] < 0 else last
            if tree.pos[at + 1] in {"CCONJ", "SCONJ"}:
                return last
    return last


def _rest_of_sentence(scene: Scene, hit: Hit, speaker: Mention | None) -> Ranges:
    """Return the sentence without "according to X"."""
    begin, end = between_semicolons(scene, hit.at)
    last = speaker.last if speaker is not None else hit.last
    ranges = []
    begin, end = _inside_quote(scene, hit, begin, end - 1)
    if scene.tree.tags[min(hit.last + 1, end)] in {"WDT", "WP"}:
        begin, last = hit.first, hit.last + 1  # "rumours according to which ..."
    for first, final in ((begin, hit.first - 1), (last + 1, end)):
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
            return _widened(scene, hit, max(tree.left(k), hit.at + 1), tree.right(k)), tree.deps[k] == "ccomp"
    for k in tree.kids[hit.at]:
        if k > hit.at and tree.deps[k] == "prep" and k < tree.right(k):
            return _widened(scene, hit, k + 1, tree.right(k)), False
    return [], False


def _of_noun(scene: Scene, hit: Hit) -> tuple[Ranges, bool]:
    """Return the content of a noun, and whether it is a clause."""
    tree = scene.tree
    told = that_clause_of(tree, hit.at)
    for k in tree.kids[hit.at]:
        is_infinitive = tree.deps[k] in {"acl", "ccomp", "relcl"} and any(tree.tags[j] == "TO" for j in tree.kids[k])
        if k > hit.at and (k == told or is_infinitive):
            return _widened(scene, hit, tree.left(k), tree.right(k)), True
    for k in tree.kids[hit.at]:
        governs = tree.deps[k] == "prep" and tree.lower[k] in {"of", "for", "about", "on", "to", "against"}
        if k > hit.at and governs and k < tree.right(k):
            return _widened(scene, hit, k + 1, tree.right(k)), False
    return [], False
