"""Speakers: the words that name who says it, for a cue, by the parse and by what stands next to the cue.

Takes a scene and a hit, gives a token range with its head. It does not resolve pronouns; `sources.py` does.
"""

from __future__ import annotations

from reportedly.reading.speech.cues import DAYS, MONTHS, Hit, load_objects
from reportedly.reading.speech.mention import Mention, mention_of
from reportedly.reading.speech.scene import Scene
from reportedly.reading.speech.subjects import verb_speaker
from reportedly.reading.speech.tags import named_head, phrase_start, with_name_before
from reportedly.reading.speech.tree import Tree

_RUMOURS = {"report", "rumor", "rumour", "allegation"}
_BEFORE_DAYS = {"on", "in", "last", "this", "late", "early", "since", "by"}
_OWN = {"its", "their", "his", "her"}
_ISSUED = set("provided released issued given compiled published obtained gathered collected cited carried".split())


def find_speaker(scene: Scene, hit: Hit) -> Mention | None:
    """Return who the cue says is the source, or None where nobody is."""
    speaker = _find_speaker(scene, hit)
    if speaker is None or speaker.last >= hit.first:
        return speaker
    speaker = _behind_time(scene, speaker)
    return with_name_before(scene, speaker) if scene.bare else speaker


def _find_speaker(scene: Scene, hit: Hit) -> Mention | None:
    tree = scene.tree
    if hit.cue.form == "verb":
        return verb_speaker(scene, hit.at)
    if hit.cue.form == "openers":
        return _after_opener(scene, hit)
    if hit.cue.form in {"adjectives", "attitudes"}:
        verb = tree.heads[hit.at]
        return (
            verb_speaker(scene, verb) if tree.deps[hit.at] in {"acomp", "oprd", "attr"} else verb_speaker(scene, hit.at)
        )
    if hit.cue.form == "reckonings":
        return _who_reckons(scene, hit.at)
    if hit.cue.form in {"nouns", "thoughts"}:
        return _of_noun(scene, hit.at)
    return None


def _behind_time(scene: Scene, speaker: Mention) -> Mention:
    """Return the speaker without the day that the parser has hung on it: "On 3 May Nord Watch said"."""
    first = speaker.first
    while first < speaker.head and (size := _size_of_time(scene, first)) and first + size <= speaker.head:
        first += size
    return Mention(first, speaker.last, speaker.head)


def _size_of_time(scene: Scene, at: int) -> int:
    """Return how many tokens from `at` on are a day, 0 where none are: some people are called Friday or May."""
    tree = scene.tree
    word, after = tree.words(at, 2)
    if tree.pos[at] == "NUM":
        return 2 * (after in MONTHS)
    if word in MONTHS and tree.pos[at + 1] == "NUM":
        return 2
    led = scene.bare or tree.pos[at + 1] == "DET" or (at > 0 and tree.lower[at - 1] in _BEFORE_DAYS)
    return int(word in DAYS and led)


def _after_opener(scene: Scene, hit: Hit) -> Mention | None:
    tree = scene.tree
    begin, end = tree.sentence(hit.at)
    if hit.last + 1 < end and tree.tags[hit.last + 1] in {"WDT", "WP"}:  # "rumours according to which ..."
        return named_head(tree, phrase_start(scene, hit.first - 1), hit.first - 1) if hit.first > begin else None
    if scene.bare and hit.at - begin < 12:
        at = hit.last + 1
        while (
            at < end
            and at - hit.last < 12
            and (tree.pos[at] in {"ADJ", "NOUN", "PROPN"} or at == hit.last + 1 or tree.lower[at] in {"for", "of", "-"})
            and tree.lower[at] not in {"more", "less", "some"}
        ):
            at += 1
        if tree.lower[at] in _ISSUED and at + 2 < end and tree.lower[at + 1] == "by":
            last = at + 2
            while last + 1 < end and tree.pos[last + 1] in {"ADJ", "NOUN", "PROPN", "PART"}:
                last += 1
            return Mention(hit.last + 1, last, at - 1)  # "the information provided by the mayor"
        if tree.pos[at - 1] in {"NOUN", "PROPN"}:
            return named_head(tree, hit.last + 1, at - 1)
    for at in range(hit.last + 1, min(end, hit.last + 12)):
        if tree.pos[at] in {"NOUN", "PROPN", "PRON", "NUM"} and tree.deps[at] in {
            "pobj",
            "ROOT",
            "dobj",
            "pcomp",
            "nsubj",
        }:
            return mention_of(tree, at, after=hit.last)
    for at in range(hit.last + 1, min(end, hit.last + 12)):
        if tree.pos[at] in {"NOUN", "PROPN", "PRON"}:
            head = at
            while head + 1 < end and tree.pos[head + 1] in {"NOUN", "PROPN"}:
                head += 1
            return Mention(hit.last + 1, head, head)
    return None


def that_clause_of(tree: Tree, noun: int) -> int | None:
    """Return the verb of the clause with "that" which says what a noun's content is, or None."""
    for k in tree.kids[noun]:
        first = tree.left(k)
        if k > noun and tree.deps[k] in {"acl", "ccomp", "relcl"} and tree.lower[first] == "that":
            return k if tree.deps[k] != "relcl" or tree.deps[first] == "mark" else None
    return None


def _who_reckons(scene: Scene, noun: int) -> Mention | None:
    """Return the possessor in "by the army's count"; in "by its own count", the subject of the clause."""
    tree = scene.tree
    owner = tree.kid(noun, "poss")
    clause = tree.heads[tree.heads[noun]]
    subject = tree.kid(clause, "nsubj", "nsubjpass")
    if owner is not None and tree.lower[owner] in _OWN and subject is not None:
        return mention_of(tree, subject, before=clause if subject < clause else None)
    return _of_noun(scene, noun)


def _of_noun(scene: Scene, noun: int) -> Mention | None:
    tree = scene.tree
    poss = tree.kid(noun, "poss")
    if poss is not None:
        first = tree.left(poss)
        return Mention(first, poss, poss)
    by = next((k for k in tree.kids[noun] if k > noun and tree.lower[k] in {"by", "from"}), None)
    if by is not None:
        person = tree.kid(by, "pobj")
        return mention_of(tree, person, after=by) if person is not None else None
    of = next((k for k in tree.kids[noun] if k > noun and tree.lower[k] == "of"), None)
    person = tree.kid(of, "pobj") if of is not None else None
    if person is not None and that_clause_of(tree, noun) is not None:
        return mention_of(tree, person, after=of)  # "the statement of the council that ..."
    head = tree.heads[noun]
    if tree.lemmas[noun] == "speculation" or (tree.lemmas[noun] in _RUMOURS and tree.tags[noun] == "NNS"):
        return Mention(noun, noun, noun)
    if tree.deps[noun] in {"dobj", "pobj", "attr"}:
        at = head if tree.pos[head] == "VERB" else tree.heads[head]
        if tree.lemmas[at] in load_objects().denying:
            return None  # "rejected calls for a truce": another's
        if tree.pos[at] == "VERB" and tree.kid(at, "nsubj") is not None and tree.kid(at, "nsubjpass") is None:
            return verb_speaker(scene, at)
    return None
