"""Beside the cue: the quotes next to it, and what a tag at the end of its sentence owns.

Takes a scene, a cue and its speaker, gives ranges of tokens, both ends included. Holds also for texts that have lost
their commas: a cue in the last words of its sentence owns everything before it.
"""

from __future__ import annotations

from reportedly.model import AttributionKind
from reportedly.reading.speech.cues import Hit, load_objects
from reportedly.reading.speech.datelines import dateline_end
from reportedly.reading.speech.mention import Mention
from reportedly.reading.speech.scene import Scene
from reportedly.reading.speech.tags import is_tag_participle, quoting_verb
from reportedly.reading.speech.tree import Tree

Ranges = list[tuple[int, int]]
TAIL = 14  # tokens that may follow a tag at the end of its sentence
GAP = 16  # tokens between a cue and the quote it opens
_FINITE = {"VBD", "VBZ", "VBP", "MD"}
_TRIMMED = {",", ".", ";", ":", "-", "–", "—", "?", "!", "..."}
ADDRESSING = {"tell", "ask", "inform", "assure", "remind", "warn", "write", "urge", "say"}  # may have an addressee
_SHARED = {
    "add",
    "stress",
    "cite",
    "quote",
    "note",
    "say",
    "accuse",
    "blame",
    "warn",
    "insist",
    "a",
}  # begin a further cue


def trimmed(scene: Scene, first: int, last: int) -> tuple[int, int] | None:
    """Return the range without the punctuation around it, quotation marks apart, or None if nothing is left."""
    tree = scene.tree
    while first <= last and (tree.pos[first] == "SPACE" or tree.lower[first] in _TRIMMED):
        first += 1
    while last >= first and (tree.pos[last] == "SPACE" or (tree.lower[last] in _TRIMMED and scene.quote_of[last] < 0)):
        last -= 1
    return (first, last) if first <= last else None


def cluster(scene: Scene, hit: Hit, speaker: Mention | None) -> tuple[int, int]:
    """Return the tokens of speaker and cue together, where they stand side by side, with auxiliaries."""
    tree = scene.tree
    first, last = hit.first, hit.last
    quoting = quoting_verb(tree, hit.at)
    if quoting is not None:  # "the mayor was quoted as saying by the paper"
        subject = tree.kid(quoting, "nsubjpass", "nsubj")
        return min(first, quoting if subject is None else tree.left(subject)), max(last, _agent_end(tree, hit.at))
    while (
        first > 0
        and tree.pos[first - 1] in {"AUX", "ADV", "PART"}
        and tree.sentence_number(first - 1) == tree.sentence_number(hit.at)
    ):
        first -= 1
    if speaker is not None and speaker.last <= first and first - speaker.last <= 2:
        first = speaker.first
    elif speaker is not None and speaker.first >= last and speaker.first - last <= 3:
        last = speaker.last
    return first, last


def _agent_end(tree: Tree, verb: int) -> int:
    """Return the last token of by whom it was done, or the verb itself."""
    return max((tree.right(k) for k in tree.kids[verb] if tree.lower[k] == "by"), default=verb)


def quote_after(scene: Scene, hit: Hit, speaker: Mention | None) -> Ranges:
    """Return the quote that the cue opens: within a few words, in the same sentence or after a colon."""
    tree = scene.tree
    if scene.quote_of[hit.at] >= 0:
        return []
    objects = [k for k in tree.kids[hit.at] if tree.deps[k] == "dobj" and k > hit.at and scene.quote_of[k] < 0]
    bound = bool(objects) and hit.cue.words[0] not in ADDRESSING
    _, last = cluster(scene, hit, speaker)
    for at in range(last + 1, min(last + 1 + GAP, len(tree))):
        q = scene.quote_of[at]
        if q >= 0:
            if bound and tree.lower[at - 1] != ":":
                return []
            opens = at == last + 1 or tree.lower[at - 1] in {",", ":", "that", "\n"} or tree.pos[at - 1] == "SPACE"
            return [scene.ranges[q]] if opens or _is_speech(scene, q) else []
        if tree.lower[at] in {".", "?", "!", ";"} or (
            tree.pos[at] == "SPACE"
            and "\n\n" in tree.text[tree.starts[at] : tree.ends[at]]
            and tree.lower[at - 1] != ":"
        ):
            return []
        if tree.pos[at] == "VERB" and tree.tags[at] in {"VBD", "VBZ", "VBP"}:
            return []
    return []


def _is_speech(scene: Scene, q: int) -> bool:
    """Return whether a quote is long enough to be speech, not a word in distance marks."""
    first, last = scene.ranges[q]
    return last - first >= 6


def quote_before(scene: Scene, hit: Hit, speaker: Mention | None) -> Ranges:
    """Return the quote that a tag follows at once, with the words of its sentence before it."""
    tree = scene.tree
    if scene.quote_of[hit.at] >= 0:
        return []
    first, _ = cluster(scene, hit, speaker)
    at = first - 1
    while (
        at >= 0
        and first - at <= 3
        and (tree.lower[at] in {",", "-", "—", "–", "as"} or tree.pos[at] == "SPACE")
        and scene.quote_of[at] < 0
    ):
        at -= 1
    if at < 0 or first - at > 4 or scene.quote_of[at] < 0 or "\n" in tree.text[tree.ends[at] : tree.starts[first]]:
        return []
    quote_first, quote_last = scene.ranges[scene.quote_of[at]]
    inner = scene.quotes[scene.quote_of[at]].inner
    if tree.text[inner.end - 1] == "." and first - at == 1 and tree.text[tree.starts[first]].isupper():
        return []  # the sentence before, not what this cue says
    begin = dateline_end(tree, quote_first)
    is_near = begin < quote_first and scene.quote_of[begin] < 0 and quote_first - begin < 40
    if is_near and tree.lower[quote_first - 1] not in {".", "?", "!"}:
        kept = trimmed(scene, begin, quote_first)
        quote_first = kept[0] if kept else quote_first
    return [(quote_first, quote_last)]


def before_tag(scene: Scene, hit: Hit, speaker: Mention | None) -> Ranges:
    """Return what stands before a tag: a quote, or the sentence up to it; and after a tag in commas, the rest."""
    tree = scene.tree
    grade = hit.cue.uses.get("that") or hit.cue.uses["quote"]
    is_tag = grade.grade == "sure" and grade.kind is not AttributionKind.DOCUMENT
    if not (is_tag or _has_clause_before(tree, hit)) or not _may_end(scene, hit.at):
        return []
    first, last = cluster(scene, hit, speaker)
    begin, end = between_semicolons(scene, hit.at)
    if speaker is None or (speaker.last < hit.first and first > speaker.first):
        return []
    if scene.quote_of[hit.at] >= 0:
        begin = max(begin, scene.ranges[scene.quote_of[hit.at]][0])
        end = min(end, scene.ranges[scene.quote_of[hit.at]][1])
    in_commas = tree.lower[first - 1] == "," and last + 1 < end and tree.lower[last + 1] == ","
    verbs_before = any(tree.pos[at] in {"VERB", "AUX"} for at in range(begin, first))
    verbs_after = in_commas and any(tree.tags[at] in _FINITE for at in range(last + 1, end))
    if first - begin < 3 or not (verbs_before or verbs_after):
        return []
    ranges = []
    if begin < first:
        kept = trimmed(scene, begin, first - 1)
        ranges += [scene.widened(*kept)] if kept and scene.quote_of[hit.at] < 0 else [kept] if kept else []
    if in_commas and end - last > 5 and tree.lemmas[last + 2] not in _SHARED:
        kept = trimmed(scene, last + 2, end - 1)
        ranges += [kept] if kept else []
    elif not in_commas and _tail(tree, last + 1, end) > TAIL and tree.lower[first - 1] != ",":
        return []
    return ranges


def _has_clause_before(tree: Tree, hit: Hit) -> bool:
    """Return whether the parse has a clause before a verb for what it says: "..., an inquiry has found"."""
    clause = tree.kid(hit.at, "ccomp") if "that" in hit.cue.uses else None
    return clause is not None and clause < hit.at and tree.lower[tree.right(clause) + 1] == ","


def _may_end(scene: Scene, verb: int) -> bool:
    """Return whether a verb may be the tag of a sentence: finite, of a main clause, or "saying" of one quoted."""
    tree = scene.tree
    quoting = quoting_verb(tree, verb)
    is_relative = tree.deps[verb if quoting is None else quoting] in {"relcl", "acl"}
    if quoting is not None or (is_relative and not scene.bare) or tree.tags[verb] in {"VBG", "VB"}:
        return quoting is not None and not is_relative
    return tree.tags[verb] != "VBN" or tree.kid(verb, "aux") is not None or is_tag_participle(scene, verb)


def _tail(tree: Tree, first: int, end: int) -> int:
    """Return how many tokens stand after a tag, up to "adding"; only half of them count where no verb follows."""
    verbs = 0
    for at in range(first, end):
        if tree.tags[at] == "VBG":
            end = at
            break
        verbs += tree.tags[at] in {"VBD", "VBZ", "VBP", "MD"}
    return (end - first) if verbs else (end - first) // 2


def between_semicolons(scene: Scene, at: int) -> tuple[int, int]:
    """Return the half-open token range of the part of the sentence, between semicolons, that holds token `at`."""
    tree = scene.tree
    begin, (_, end) = dateline_end(tree, at), tree.sentence(at)
    if scene.quote_of[at] >= 0 or ";" not in tree.lower[begin:end]:
        return begin, end
    breaks = [i for i in range(begin, end) if tree.lower[i] == ";" and scene.quote_of[i] < 0]
    return max([begin, *(i + 1 for i in breaks if i < at)]), min([end, *(i for i in breaks if i > at)])


def widened(scene: Scene, hit: Hit, first: int, last: int) -> Ranges:
    """Return the range, quotes that it enters taken in whole, and never the cue itself."""
    tree = scene.tree
    sentence_first, sentence_end = tree.sentence(hit.at)
    first, last = max(first, sentence_first), min(last, sentence_end - 1)
    first, last = inside_quote(scene, hit, first, last)
    kept = trimmed(scene, first, last)
    if kept is None or (kept[0] <= hit.at <= kept[1]):
        return []
    quote = scene.quote_of[hit.at]
    first, last = kept
    if quote < 0:
        first, last = scene.widened(first, _without_aside(scene, first, last))
    return [(first, last)]


def inside_quote(scene: Scene, hit: Hit, first: int, last: int) -> tuple[int, int]:
    """Return the range cut to the quote that holds the cue, if one does: what stands outside is not its content."""
    quote = scene.quote_of[hit.at]
    if quote < 0:
        return first, last
    begin, end = scene.ranges[quote]
    return max(first, begin), min(last, end - scene.quotes[quote].closed)


def _is_denial(tree: Tree, first: int, last: int) -> bool:
    """Return whether the tokens are another's denial of what was said: "a claim the rebels deny"."""
    noun = first + (tree.pos[first] == "DET")
    objects = load_objects()
    return tree.lower[noun] in objects.deniable and not objects.denying.isdisjoint(tree.lemmas[noun + 1 : last + 1])


def _without_aside(scene: Scene, first: int, last: int) -> int:
    """Return the end of a content without ", which ..." at its end: the reporter's own remark, more often than not."""
    tree = scene.tree
    for at in range(last - 2, first + 3, -1):
        if tree.lower[at] == "," and scene.quote_of[at] < 0:
            if _is_denial(tree, at + 1, last):
                return at - 1
            after = at + 2 if tree.pos[at + 1] == "ADP" else at + 1
            if tree.tags[after] in {"WDT", "WP", "WP$"} and tree.lower[after] != "what":
                return at - 1 if scene.quote_of[last] < 0 else last
            if tree.pos[at + 1] in {"CCONJ", "SCONJ"}:
                return last
    return last
