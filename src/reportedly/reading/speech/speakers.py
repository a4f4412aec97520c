"""Speakers: the words that name who says it, for a cue, by the parse and by what stands next to the cue.

Takes a scene and a hit, gives a token range with its head. It does not resolve pronouns; `sources.py` does.
"""

from __future__ import annotations

from reportedly.reading.speech.beside import between_semicolons
from reportedly.reading.speech.cues import DAYS, Hit
from reportedly.reading.speech.datelines import dateline_end
from reportedly.reading.speech.mention import Mention, mention_of
from reportedly.reading.speech.scene import Scene
from reportedly.reading.speech.tags import (
    ADDRESSED,
    FINITE,
    TELLING,
    TIMES,
    first_subject,
    name_before_comma,
    name_before_role,
    named_head,
    speaker_beside,
    tag_speaker,
    with_name_before,
)
from reportedly.reading.speech.tree import Tree

_SUBJECTS = ("nsubj", "csubj")
_CLIMB = 6  # verbs to climb for a shared subject
_HEARSAY = {"say", "report", "believe", "think", "know", "suspect", "understand", "rumor", "rumour"}
_CONTROLLING = set("ask tell urge order force allow want lead cause push persuade prompt get help expect".split())
_RUMOURS = {"report", "rumor", "rumour", "allegation"}
_PAPERS = {
    "statement",
    "letter",
    "report",
    "warning",
    "call",
    "appeal",
    "tweet",
    "post",
    "message",
    "speech",
    "email",
    "memo",
    "release",
}
_SHARING = {
    "add",
    "stress",
    "say",
    "note",
    "emphasize",
    "emphasise",
    "insist",
    "claim",
    "warn",
    "explain",
    "point",
    "affirm",
    "reiterate",
    "underline",
    "accuse",
    "blame",
}
_MEANS = {"telephone", "phone", "email", "e-mail", "letter", "video", "radio", "fax", "satellite", "link", "message"}
_ISSUED = set("provided released issued given compiled published obtained gathered collected cited carried".split())
_LOCATING = {"in", "at", "near", "from", "outside"}


def find_speaker(scene: Scene, hit: Hit) -> Mention | None:
    """Return who the cue says is the source, or None where nobody is."""
    speaker = _find_speaker(scene, hit)
    if speaker is not None and scene.bare and speaker.last < hit.first:
        return with_name_before(scene, _behind_time(scene.tree, speaker))
    return speaker


def _find_speaker(scene: Scene, hit: Hit) -> Mention | None:
    tree = scene.tree
    if hit.cue.form == "verb":
        return _of_verb(scene, hit.at)
    if hit.cue.form == "openers":
        return _after_opener(scene, hit)
    if hit.cue.form in {"adjectives", "attitudes"}:
        verb = tree.heads[hit.at]
        return _of_verb(scene, verb) if tree.deps[hit.at] in {"acomp", "oprd", "attr"} else _of_verb(scene, hit.at)
    if hit.cue.form in {"nouns", "thoughts"}:
        return _of_noun(scene, hit.at)
    return None


def _behind_time(tree: Tree, speaker: Mention) -> Mention:
    """Return the speaker without the day that the parser has hung on it: "Sunday the mayor said"."""
    first = speaker.first
    while first < speaker.head and tree.lower[first] in DAYS:
        first += 1
    return Mention(first, speaker.last, speaker.head)


def _of_verb(scene: Scene, verb: int) -> Mention | None:
    tree = scene.tree
    if (
        tree.lemmas[verb] in _HEARSAY
        and verb + 1 < len(tree)
        and tree.pos[verb + 1] == "PART"
        and tree.lower[verb + 1] == "to"
    ):
        return None  # "a convoy said to come from the north"
    if scene.bare:
        tagged = tag_speaker(scene, verb)
        if tagged is not None:
            return tagged
    at = _above(scene, verb)
    for _ in range(_CLIMB):
        agent = _agent(tree, at)
        if tree.kid(at, "nsubjpass") is not None and at == verb:
            by = tree.kid(agent, "pobj") if agent is not None else None
            return mention_of(tree, by, after=agent) if by is not None else None
        if tree.kid(at, "auxpass") is not None and at == verb:
            return None
        subject = _subject(tree, at, nearest=scene.bare)
        if subject is not None and subject > verb and at == verb and tree.lemmas[verb] in ADDRESSED:
            return first_subject(scene, verb)  # whom it was told
        if subject is not None and at == verb and _is_cut_off(tree, subject, verb):
            behind = inverted_subject(tree, verb)
            if behind is not None:
                return mention_of(tree, behind, after=verb)
        if subject is not None:
            if scene.quote_of[subject] >= 0 and scene.quote_of[verb] < 0 and not _is_name_in_marks(scene, subject):
                behind = inverted_subject(tree, verb)
                return mention_of(tree, behind, after=verb) if behind is not None else speaker_beside(scene, verb)
            if ":" in tree.lower[subject:verb]:
                return speaker_beside(scene, verb)
            return _cut(tree, subject, verb)
        dep, head = tree.deps[at], tree.heads[at]
        if dep == "conj" and at == verb and ";" in tree.lower[head:at]:
            beside = _behind_semicolon(scene, verb)
            if beside is not None:
                return beside
        if dep == "pcomp" and tree.lower[head] == "as" and tree.lemmas[tree.heads[head]] in {"quote", "cite"}:
            quoted = tree.kid(tree.heads[head], "dobj")
            if quoted is not None:
                return mention_of(tree, quoted, before=head)
        if (
            dep == "acl" and tree.tags[at] == "VBN"
        ):  # after a comma it is a finite verb the tagger took for a participle
            by = tree.kid(agent, "pobj") if agent is not None else None
            if by is not None and at == verb:
                return mention_of(tree, by, after=agent)
            begin, end = tree.sentence(at)
            if any(tree.deps[k] == "ccomp" and tree.lower[tree.left(k)] == "that" for k in tree.kids[at]):
                return mention_of(tree, head, before=at)  # what has been revealed takes no clause
            is_finite = any(tree.deps[i] == "ROOT" and tree.tags[i] in FINITE for i in range(begin, end))
            return mention_of(tree, head, before=at) if tree.lower[at - 1] == "," and not is_finite else None
        if dep == "conj" and head < at and tree.lower[at - 1] == "," and tree.pos[at - 2] == "PROPN":
            return name_before_comma(tree, at)
        if dep == "acl" and tree.lemmas[head] in _PAPERS and tree.deps[head] == "dobj" and tree.heads[head] != head:
            at = tree.heads[head]
            continue
        if dep in {"acl", "relcl"} and tree.tags[at] == "VB" and tree.kid(at, "nsubj") is None:
            owner = tree.kid(head, "poss")
            if owner is not None:
                return Mention(tree.left(owner), owner, owner)
            at = _governor(tree, head)  # "is in no position to confirm"
            if at != head:
                continue
            break
        if dep in {"acl", "relcl"}:
            return mention_of(tree, head, before=at)
        if dep == "xcomp":
            owner = tree.kid(head, "dobj")
            if owner is not None and owner > head and tree.lemmas[head] in _CONTROLLING:
                return mention_of(tree, owner, before=at)
        if dep in {"pcomp", "prep", "conj", "advcl", "xcomp", "aux", "dep", "pobj"} and head != at:
            if tree.pos[head] in {"NOUN", "PROPN"} and dep == "pcomp":
                return None
            joins_infinitive = dep == "conj" and tree.tags[at] in FINITE and tree.tags[head] == "VB"
            at = tree.heads[head] if joins_infinitive else head  # "pressed him to talk and warned"
            continue
        break
    named = name_before_role(scene, verb)
    if named is not None:
        return named
    inverted = inverted_subject(tree, verb)
    return mention_of(tree, inverted, after=verb) if inverted is not None else speaker_beside(scene, verb)


def _is_cut_off(tree: Tree, subject: int, verb: int) -> bool:
    """Return whether one comma alone parts a subject from its verb, so that it belongs to what is said."""
    return subject < verb and tree.lower[verb - 1] == "," and "," not in tree.lower[tree.left(subject) : verb - 1]


def _agent(tree: Tree, verb: int) -> int | None:
    """Return the preposition of who did it, not of by what means: "by telephone"."""
    agent = tree.kid(verb, "agent")
    by = tree.kid(agent, "pobj") if agent is not None else None
    return agent if by is not None and tree.lemmas[by] not in _MEANS else None


def _governor(tree: Tree, noun: int) -> int:
    """Return the verb whose object the noun is, also by a preposition, or the noun itself where it is none's."""
    at = noun
    while tree.deps[at] in {"dobj", "pobj", "prep", "attr", "conj"} and tree.heads[at] != at:
        at = tree.heads[at]
        if tree.pos[at] in {"VERB", "AUX"}:
            return at
    return noun


def inverted_subject(tree: Tree, verb: int) -> int | None:
    """Return the subject behind a verb that follows a quote or a comma, which the parser takes for an object."""
    subject = tree.kid(verb, "nsubj")
    if not verb or tree.lower[verb - 1] not in {",", '"', "”", "''", "’’"}:
        return None
    if subject is not None and not (tree.lemmas[verb] in _SHARING and _is_cut_off(tree, subject, verb)):
        return None
    for k in tree.kids[verb]:
        if (
            k > verb
            and tree.deps[k] in {"dobj", "ccomp", "attr", "npadvmod", "oprd"}
            and tree.pos[k] in {"NOUN", "PROPN"}
        ):
            return k if tree.lower[k] not in DAYS and tree.lemmas[k] not in TIMES else None
    return None


def _behind_semicolon(scene: Scene, verb: int) -> Mention | None:
    """Return who opens the verb's part of its sentence: "...; a doctor, citing a list, spoke of three"."""
    tree = scene.tree
    first, _ = between_semicolons(scene, verb)
    heads = (i for i in range(first, verb) if tree.pos[i] in {"NOUN", "PROPN"} and tree.left(i) <= first)
    head = next(heads, None)
    return mention_of(tree, head, after=first - 1, before=verb) if head is not None else None


def _joins_name(tree: Tree, first: int) -> bool:
    """Return whether the token before `first` belongs to the same name, though the parse has cut it off."""
    return tree.pos[first - 1] == "PROPN" or (tree.lower[first - 1] == "-" and tree.pos[first] == "PROPN")


def _subject(tree: Tree, verb: int, *, nearest: bool) -> int | None:
    """Return the verb's subject, the first or the nearest: where commas are lost, the parser gives a verb several."""
    subjects = [k for k in tree.kids[verb] if tree.deps[k] in _SUBJECTS and tree.deps[k] != "csubj"]
    before = [k for k in subjects if k < verb]
    if len(before) > 1:
        behind = dateline_end(tree, before[0])
        before = [k for k in before if k >= behind] or before
    if len(before) > 1 and tree.right(before[-1]) == verb - 1 and tree.lower[tree.left(before[-1]) - 1] == ",":
        return before[-1]  # "Rebels captured in May left the town, the mayor said"
    if before:
        return before[-1 if nearest else 0]
    return subjects[0] if subjects else tree.kid(verb, "nsubjpass")


def _above(scene: Scene, verb: int) -> int:
    """Return the verb of speech above "adding that", whose speaker it shares, or the verb itself."""
    tree = scene.tree
    if tree.tags[verb] != "VBG" or tree.lemmas[verb] not in _SHARING or tree.kid(verb, "nsubj") is not None:
        return verb
    first, _ = tree.sentence(verb)
    for at in range(verb - 1, max(first, verb - 60) - 1, -1):
        tells = tree.lemmas[at] in TELLING and tree.pos[at] == "VERB" and tree.tags[at] != "VBG"
        if tells and (scene.quote_of[at] < 0) == (scene.quote_of[verb] < 0):
            return at
    return verb


def _is_name_in_marks(scene: Scene, i: int) -> bool:
    first, last = scene.ranges[scene.quote_of[i]]
    return last - first <= 3


def _behind_place(tree: Tree, subject: int, verb: int) -> int:
    """Return who speaks behind a place that the parse takes for the subject: "In Lubar, Qarat, a doctor said"."""
    located = tree.lower[subject - 1] == "," and tree.deps[subject - 2] == "pobj" and tree.pos[subject] == "PROPN"
    if not located or tree.lower[tree.heads[subject - 2]] not in _LOCATING:
        return subject
    behind = [k for k in tree.kids[subject] if tree.deps[k] == "appos" and subject < k < verb]
    return behind[0] if behind else subject


def _cut(tree: Tree, subject: int, verb: int) -> Mention:
    if subject < verb:
        subject = _behind_place(tree, subject, verb)
        found = mention_of(tree, subject, before=verb)
        first = found.first
        while first > 0 and tree.pos[subject] == "PROPN" and _joins_name(tree, first):
            first -= 1
        return Mention(first, found.last, found.head)
    return mention_of(tree, subject, after=verb)


def _after_opener(scene: Scene, hit: Hit) -> Mention | None:
    tree = scene.tree
    begin, end = tree.sentence(hit.at)
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
        if tree.pos[at] == "VERB" and tree.kid(at, "nsubj") is not None and tree.kid(at, "nsubjpass") is None:
            return _of_verb(scene, at)
    return None
