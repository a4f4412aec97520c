"""Subjects: who a verb says is the source, by the parse and by what stands next to the verb.

The subject may be another verb's ("urged them to go and warned"), stand behind ("noted the mayor") or be lost by the
parse. Takes a scene and a verb, gives a token range with its head.
"""

from __future__ import annotations

from reportedly.reading.speech.beside import between_semicolons
from reportedly.reading.speech.cues import DAYS
from reportedly.reading.speech.datelines import dateline_end, ends_heading
from reportedly.reading.speech.mention import Mention, mention_of
from reportedly.reading.speech.scene import Scene
from reportedly.reading.speech.tags import (
    ADDRESSED,
    FINITE,
    TELLING,
    TIMES,
    first_subject,
    name_before_aside,
    name_before_comma,
    quoting_verb,
    speaker_beside,
    tag_speaker,
)
from reportedly.reading.speech.tree import Tree
from reportedly.reading.speech.words import is_witness, load_words

_SUBJECTS = ("nsubj", "csubj")
_CLIMB = 6  # verbs to climb for a shared subject
_SHARING_DEPS = {"pcomp", "prep", "conj", "advcl", "xcomp", "aux", "dep", "pobj"}
_HEARSAY = {"say", "report", "believe", "think", "know", "suspect", "understand", "rumor", "rumour"}
_CONTROLLING = set("ask tell urge order force allow want lead cause push persuade prompt get help expect".split())
PAPERS = set("statement letter report warning call appeal tweet post message speech email memo release".split())
_SHARING = set(
    "add stress say note emphasize emphasise insist claim warn explain point affirm reiterate underline accuse blame"
    " charge".split()
)
_MEANS = {"telephone", "phone", "email", "e-mail", "letter", "video", "radio", "fax", "satellite", "link", "message"}
_CLAUSAL = {"who", "which", "whose", "that", "(", ")", ":"}
_LOCATING = {"in", "at", "near", "from", "outside"}
_NOUNS = {"NOUN", "PROPN"}


def verb_speaker(scene: Scene, verb: int) -> Mention | None:
    """Return who the verb says is the source, or None where nobody is."""
    tree = scene.tree
    if tree.lemmas[verb] in _HEARSAY and verb + 1 < len(tree) and tree.tags[verb + 1] == "TO":
        return None  # "a convoy said to come from the north"
    tagged = tag_speaker(scene, verb) if scene.bare else None
    if tagged is not None:
        return tagged
    at = _above(scene, verb)
    if at == verb and (tree.kid(at, "nsubjpass") is not None or tree.kid(at, "auxpass") is not None):
        return _by_agent(tree, verb) if tree.kid(at, "nsubjpass") is not None else None
    for _ in range(_CLIMB):
        subject = _subject(tree, at, nearest=scene.bare)
        if subject is not None:
            return _by_subject(scene, subject, verb, own=at == verb)
        above = _climb(scene, at, verb)
        if not isinstance(above, int):
            return above
        if above == at:
            break
        at = above
    named = name_before_aside(scene, verb)
    if named is not None:
        return named
    inverted = inverted_subject(tree, verb)
    return mention_of(tree, inverted, after=verb) if inverted is not None else speaker_beside(scene, verb)


def _by_agent(tree: Tree, verb: int) -> Mention | None:
    """Return by whom it was said, not by what means: "by telephone"."""
    agent = tree.kid(verb, "agent")
    by = tree.kid(agent, "pobj") if agent is not None else None
    return mention_of(tree, by, after=agent) if by is not None and tree.lemmas[by] not in _MEANS else None


def _by_subject(scene: Scene, subject: int, verb: int, *, own: bool) -> Mention | None:
    """Return the speaker by a subject, the verb's own or one it shares: another where it belongs to what is said."""
    tree = scene.tree
    if own and subject > verb and tree.lemmas[verb] in ADDRESSED:
        return first_subject(scene, verb)  # whom it was told
    quoted = scene.quote_of[subject] >= 0 and scene.quote_of[verb] < 0 and not _is_name_in_marks(scene, subject)
    if quoted or (own and _is_cut_off(tree, subject, verb)):
        behind = inverted_subject(tree, verb)
        if behind is not None:
            return mention_of(tree, behind, after=verb)
    if quoted or ":" in tree.lower[subject:verb]:
        return speaker_beside(scene, verb)
    return _cut(tree, subject, verb)


def _climb(scene: Scene, at: int, verb: int) -> Mention | int | None:
    """Return the verb above whose subject this one shares (itself where there is none), or who speaks, if it tells."""
    tree = scene.tree
    dep, head = tree.deps[at], tree.heads[at]
    if dep == "conj" and at == verb and ";" in tree.lower[head:at]:
        beside = _behind_semicolon(scene, verb)
        if beside is not None:
            return beside
    behind = inverted_subject(tree, verb) if at == verb and tree.lemmas[verb] in _SHARING else None
    if behind is not None and _may_speak(tree, behind):
        return mention_of(tree, behind, after=verb)  # "..., noted the mayor"
    quoting = quoting_verb(tree, at)
    quoted = tree.kid(quoting, "nsubjpass", "dobj") if quoting is not None else None
    if quoted is not None:
        return mention_of(tree, quoted, before=head)
    if dep == "conj" and head < at and tree.lower[at - 1] == "," and tree.pos[at - 2] == "PROPN":
        return name_before_comma(tree, at)
    if dep in {"acl", "relcl"}:
        return _by_noun_above(tree, at, verb)
    if dep == "xcomp":
        owner = tree.kid(head, "dobj")
        if owner is not None and owner > head and tree.lemmas[head] in _CONTROLLING:
            return mention_of(tree, owner, before=at)
    if dep not in _SHARING_DEPS:
        return at
    if tree.pos[head] in _NOUNS and dep == "pcomp":
        return None
    joins_infinitive = dep == "conj" and tree.tags[at] in FINITE and tree.tags[head] == "VB"
    return tree.heads[head] if joins_infinitive else head  # "pressed him to talk and warned"


def _by_noun_above(tree: Tree, at: int, verb: int) -> Mention | int | None:
    """Return who speaks by the noun that a clause belongs to: the noun, its owner, or whoever does what it names."""
    dep, head = tree.deps[at], tree.heads[at]
    if dep == "acl" and tree.tags[at] == "VBN":  # after a comma it is a finite verb the tagger took for a participle
        by = _by_agent(tree, at) if at == verb else None
        if by is not None:
            return by
        begin, end = tree.sentence(at)
        if any(tree.deps[k] == "ccomp" and tree.lower[tree.left(k)] == "that" for k in tree.kids[at]):
            return mention_of(tree, head, before=at)  # what has been revealed takes no clause
        is_finite = any(tree.deps[i] == "ROOT" and tree.tags[i] in FINITE for i in range(begin, end))
        return mention_of(tree, head, before=at) if tree.lower[at - 1] == "," and not is_finite else None
    if dep == "acl" and tree.lemmas[head] in PAPERS and tree.deps[head] == "dobj" and tree.heads[head] != head:
        return tree.heads[head]
    if tree.tags[at] != "VB" or tree.kid(at, "nsubj") is not None:
        return mention_of(tree, head, before=at)
    owner = tree.kid(head, "poss")
    if owner is not None:
        return Mention(tree.left(owner), owner, owner)
    above = _governor(tree, head)  # "is in no position to confirm"
    return above if above != head else at


def _may_speak(tree: Tree, noun: int) -> bool:
    """Return whether a noun names somebody: by a name, a role or a body."""
    lemma = tree.lemmas[noun].lower()
    return tree.pos[noun] == "PROPN" or is_witness(lemma) or load_words().holds("bodies", lemma)


def _is_cut_off(tree: Tree, subject: int, verb: int) -> bool:
    """Return whether one comma alone parts a subject from its verb, so that it belongs to what is said."""
    return subject < verb and tree.lower[verb - 1] == "," and "," not in tree.lower[tree.left(subject) : verb - 1]


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
    joins = tree.pos[first - 1] == "PROPN" or (tree.lower[first - 1] == "-" and tree.pos[first] == "PROPN")
    return joins and not ends_heading(tree, first - 1)


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


def _behind_comma(tree: Tree, found: Mention, verb: int) -> Mention | None:
    """Return who speaks where one comma parts the subject of the parse from the verb: "..., half of them hurt, X said".

    An apposition has two commas and a list has "and".
    """
    commas = [i for i in range(found.head + 1, verb) if tree.lower[i] == ","]
    inside = range(found.head + 1, verb)
    if len(commas) != 1 or commas[0] == verb - 1 or found.last != verb - 1:
        return None
    if any(tree.pos[i] == "CCONJ" or tree.lower[i] in _CLAUSAL for i in inside) or tree.pos[verb - 1] not in _NOUNS:
        return None
    first, last = commas[0] + 1, verb - 1
    return Mention(first, last, last) if tree.pos[first] in {"DET", "PROPN"} and last > first else None


def _cut(tree: Tree, subject: int, verb: int) -> Mention:
    if subject < verb:
        behind = max(dateline_end(tree, subject), *(at + 1 for at in range(subject, verb) if ends_heading(tree, at)), 0)
        if subject < behind < verb and tree.pos[verb - 1] in _NOUNS:
            return mention_of(tree, verb - 1)  # the parse takes a dateline or a heading for the subject
        subject = _behind_place(tree, subject, verb)
        found = mention_of(tree, subject, before=verb)
        beside = _behind_comma(tree, found, verb)
        if beside is not None:
            return beside
        first = found.first
        while first > behind and tree.pos[subject] == "PROPN" and _joins_name(tree, first):
            first -= 1
        return Mention(first, found.last, found.head)
    return mention_of(tree, subject, after=verb)
