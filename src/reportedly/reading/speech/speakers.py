"""Speakers: the words that name who says it, for a cue, by the parse and by what stands next to the cue.

Takes a scene and a hit, gives a token range with its head. It does not resolve pronouns; `sources.py` does.
"""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.reading.speech.cues import DAYS, Hit
from reportedly.reading.speech.datelines import dateline_end
from reportedly.reading.speech.scene import Scene
from reportedly.reading.speech.tree import Tree

_SUBJECTS = ("nsubj", "csubj")
_CLIMB = 6  # verbs to climb for a shared subject
_HEARSAY = {"say", "report", "believe", "think", "know", "suspect", "understand", "rumor", "rumour"}
_CONTROLLING = set("ask tell urge order force allow want lead cause push persuade prompt get help expect".split())
_DASHED = {"—", "–"}
_ADDRESSING = {"tell", "inform", "assure", "remind", "ask", "urge"}
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
_TELLING = {
    "say",
    "tell",
    "state",
    "report",
    "announce",
    "declare",
    "confirm",
    "add",
    "claim",
    "deny",
    "condemn",
    "note",
    "stress",
    "warn",
    "affirm",
}
_FINITE = {"VBD", "VBZ", "VBP", "MD"}
TAG_TAIL = 18  # tokens from a tag's verb to the end of its sentence
_GOING_ON = {"and", "but", "whose", "who", "which"}  # what may follow a tag though it holds a verb
_JOINING = {"for", "of", "-", "based"}
_TIMES = {"week", "month", "year", "day", "morning", "evening", "night", "time"}
_NAMELIKE = {"DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON", "PART"}


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention: its first and last token, and its head."""

    first: int
    last: int
    head: int


def find_speaker(scene: Scene, hit: Hit) -> Mention | None:
    """Return who the cue says is the source, or None where nobody is."""
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


def mention_of(tree: Tree, head: int, *, before: int | None = None, after: int | None = None) -> Mention:
    """Return the noun phrase of `head`, cut so that it ends before token `before` and begins after `after`."""
    first, last = tree.left(head), tree.right(head)
    if after is not None and first <= after:
        first = min(head, after + 1)
    if before is not None and last >= before:
        last = before - 1
    for at in range(max(first, head - 30), head):
        if tree.lower[at] in {"-", "–", "—", "--"} and tree.lower[at - 1] in {")", " "} | _DASHED:
            first = at + 1  # a dateline in the middle of a paragraph
    sentence_first, sentence_end = tree.sentence(head)
    behind = dateline_end(tree, head)
    sentence_first = behind if behind <= head else sentence_first
    first, last = max(first, sentence_first, head - 60), min(last, sentence_end - 1, head + 60)
    while last > head and (tree.pos[last] == "PUNCT" and tree.lower[last] not in {")", "”", '"', "''"}):
        last -= 1
    while first < head and (
        tree.pos[first] in {"PUNCT", "SPACE", "CCONJ"} or (tree.pos[first] == "ADV" and tree.heads[first] == head)
    ):
        first += 1
    return Mention(min(first, head), max(last, head), head)


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
        tagged = _tag_speaker(scene, verb)
        if tagged is not None:
            return tagged
    at = _above(scene, verb)
    for _ in range(_CLIMB):
        agent = tree.kid(at, "agent")
        if tree.kid(at, "nsubjpass") is not None and at == verb:
            by = tree.kid(agent, "pobj") if agent is not None else None
            return mention_of(tree, by, after=agent) if by is not None else None
        if tree.kid(at, "auxpass") is not None and at == verb:
            return None
        subject = _subject(tree, at, nearest=scene.bare)
        if subject is not None and subject > verb and at == verb and tree.lemmas[verb] in _ADDRESSING:
            return _first_subject(scene, verb)  # whom it was told
        if subject is not None:
            if scene.quote_of[subject] >= 0 and scene.quote_of[verb] < 0 and not _is_name_in_marks(scene, subject):
                return _beside(scene, verb)
            if ":" in tree.lower[subject:verb]:
                return _beside(scene, verb)
            return _cut(tree, subject, verb)
        dep, head = tree.deps[at], tree.heads[at]
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
            is_finite = any(tree.deps[i] == "ROOT" and tree.tags[i] in _FINITE for i in range(begin, end))
            return mention_of(tree, head, before=at) if tree.lower[at - 1] == "," and not is_finite else None
        if dep == "conj" and head < at and tree.lower[at - 1] == "," and tree.pos[at - 2] == "PROPN":
            return _before_comma(tree, at)
        if dep == "acl" and tree.lemmas[head] in _PAPERS and tree.deps[head] == "dobj" and tree.heads[head] != head:
            at = tree.heads[head]
            continue
        if dep in {"acl", "relcl"}:
            return mention_of(tree, head, before=at)
        if dep == "xcomp":
            owner = tree.kid(head, "dobj")
            if owner is not None and owner > head and tree.lemmas[head] in _CONTROLLING:
                return mention_of(tree, owner, before=at)
        if dep in {"pcomp", "prep", "conj", "advcl", "xcomp", "aux", "dep", "pobj"} and head != at:
            if tree.pos[head] in {"NOUN", "PROPN"} and dep == "pcomp":
                return None
            at = head
            continue
        break
    inverted = inverted_subject(tree, verb)
    return mention_of(tree, inverted, after=verb) if inverted is not None else _beside(scene, verb)


def inverted_subject(tree: Tree, verb: int) -> int | None:
    """Return the subject behind a verb that follows a quote or a comma, which the parser takes for an object."""
    if not verb or tree.lower[verb - 1] not in {",", '"', "”", "''", "’’"} or tree.kid(verb, "nsubj") is not None:
        return None
    for k in tree.kids[verb]:
        if (
            k > verb
            and tree.deps[k] in {"dobj", "ccomp", "attr", "npadvmod", "oprd"}
            and tree.pos[k] in {"NOUN", "PROPN"}
        ):
            return k if tree.lower[k] not in DAYS and tree.lemmas[k] not in _TIMES else None
    return None


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
    if before:
        return before[-1 if nearest else 0]
    return subjects[0] if subjects else tree.kid(verb, "nsubjpass")


def _tag_speaker(scene: Scene, verb: int) -> Mention | None:
    """Return the noun phrase beside a tag that ends its sentence in a text without commas, or None if it is no tag."""
    tree = scene.tree
    if tree.lemmas[verb] not in _TELLING or scene.quote_of[verb] >= 0 or tree.kid(verb, "agent") is not None:
        return None
    begin, end = tree.sentence(verb)
    mistaken = tree.tags[verb] == "VBN" and end - verb <= 5 and tree.pos[verb - 1] in {"NOUN", "PROPN"}
    if verb - begin < 4 or end - verb > TAG_TAIL or (tree.tags[verb] not in _FINITE and not mistaken):
        return None
    if not any(tree.tags[i] in _FINITE for i in range(begin, verb - 1)):
        return None
    behind = _behind(tree, verb, end)
    rest = behind.last + 1 if behind is not None else verb + 1
    goes_on = rest < end and tree.lower[rest] in _GOING_ON
    if not goes_on and any(tree.tags[i] in _FINITE for i in range(rest, end)):
        return None
    return behind or _beside(scene, verb)


def _behind(tree: Tree, verb: int, end: int) -> Mention | None:
    """Return the noun phrase behind an inverted "said"."""
    after = min(verb + 1, end - 1)
    if tree.lemmas[verb] not in {"say", "add", "state"} or tree.pos[after] not in {"DET", "PROPN"}:
        return None
    at = after
    while at < end and (tree.pos[at] in _NAMELIKE or tree.lower[at] in _JOINING) and tree.lower[at] not in DAYS:
        at += 1
    if at > after and tree.pos[at - 1] in {"NOUN", "PROPN"} and tree.lower[at - 1] not in _TIMES:
        return _named_head(tree, after, at - 1)
    return None


def _named_head(tree: Tree, first: int, last: int) -> Mention:
    """Return the mention with its head at the end of its first run of names or nouns."""
    head = first
    while head < last and not (tree.pos[head] in {"NOUN", "PROPN"} and tree.pos[head + 1] not in {"NOUN", "PROPN"}):
        head += 1
    return Mention(first, last, head)


def _above(scene: Scene, verb: int) -> int:
    """Return the verb of speech above "adding that", whose speaker it shares, or the verb itself."""
    tree = scene.tree
    if tree.tags[verb] != "VBG" or tree.lemmas[verb] not in _SHARING or tree.kid(verb, "nsubj") is not None:
        return verb
    first, _ = tree.sentence(verb)
    for at in range(verb - 1, max(first, verb - 60) - 1, -1):
        tells = tree.lemmas[at] in _TELLING and tree.pos[at] == "VERB" and tree.tags[at] != "VBG"
        if tells and (scene.quote_of[at] < 0) == (scene.quote_of[verb] < 0):
            return at
    return verb


def _is_name_in_marks(scene: Scene, i: int) -> bool:
    first, last = scene.ranges[scene.quote_of[i]]
    return last - first <= 3


def _before_comma(tree: Tree, verb: int) -> Mention:
    """Return the name between commas before a verb: ", the adviser of the mayor, John Smith, said"."""
    last = first = verb - 2
    while first > 0 and tree.pos[first - 1] == "PROPN":
        first -= 1
    return Mention(first, last, last)


def _cut(tree: Tree, subject: int, verb: int) -> Mention:
    if subject < verb:
        found = mention_of(tree, subject, before=verb)
        first = found.first
        while first > 0 and tree.pos[subject] == "PROPN" and _joins_name(tree, first):
            first -= 1
        return Mention(first, found.last, found.head)
    return mention_of(tree, subject, after=verb)


def _beside(scene: Scene, verb: int) -> Mention | None:
    """Return the noun phrase right before the verb, or right after it, where the parse has lost the subject."""
    tree = scene.tree
    first, end = tree.sentence(verb)
    at = verb - 1
    while at >= first and tree.pos[at] in {"AUX", "ADV"}:
        at -= 1
    last = at
    if at >= first and tree.tags[at] == "PRP" and scene.quote_of[at] < 0:
        return Mention(at, at, at)
    while at >= first and last - at < 12 and scene.quote_of[at] < 0:
        joins = tree.lower[at] in {"for", "of"} and tree.pos[at - 1] == "PROPN" and tree.pos[at + 1] == "PROPN"
        if tree.pos[at] not in _NAMELIKE and not (joins and at > first):
            break
        at -= 1
        if tree.pos[at + 1] == "DET":
            break
    if last > at and tree.pos[last] in {"NOUN", "PROPN", "PRON"}:
        return _named_head(tree, at + 1, last)
    if tree.lemmas[verb] in _ADDRESSING:
        return _first_subject(scene, verb) if tree.lower[verb - 1] == "," else None
    at = verb + 1
    while at < end and at - verb < 12 and tree.pos[at] in _NAMELIKE and scene.quote_of[at] < 0:
        at += 1
    if at - 1 > verb and tree.pos[at - 1] in {"NOUN", "PROPN"}:
        return Mention(verb + 1, at - 1, at - 1)
    return None


def _first_subject(scene: Scene, verb: int) -> Mention | None:
    """Return the first subject of the sentence before the verb: "A doctor, asking not to be named, told the paper"."""
    tree = scene.tree
    begin, _ = tree.sentence(verb)
    for i in range(begin, verb):
        if tree.deps[i] in {"nsubj", "ROOT"} and tree.pos[i] in {"NOUN", "PROPN"} and scene.quote_of[i] < 0:
            return mention_of(tree, i, before=verb)
    return None


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
        if tree.pos[at - 1] in {"NOUN", "PROPN"}:
            return _named_head(tree, hit.last + 1, at - 1)
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
    head = tree.heads[noun]
    if tree.lemmas[noun] == "speculation" or (tree.lemmas[noun] in _RUMOURS and tree.tags[noun] == "NNS"):
        return Mention(noun, noun, noun)
    if tree.deps[noun] in {"dobj", "pobj", "attr"}:
        at = head if tree.pos[head] == "VERB" else tree.heads[head]
        if tree.pos[at] == "VERB" and tree.kid(at, "nsubj") is not None and tree.kid(at, "nsubjpass") is None:
            return _of_verb(scene, at)
    return None
