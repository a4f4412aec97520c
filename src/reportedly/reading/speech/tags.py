"""Tags: who speaks by what stands next to a verb of saying, where the parse has lost or mistaken its subject.

"... the monitor said on Friday", "..., Anna Berg, a spokeswoman for the council, told reporters".
"""

from __future__ import annotations

from reportedly.reading.speech.cues import DAYS
from reportedly.reading.speech.mention import Mention, mention_of
from reportedly.reading.speech.scene import Scene
from reportedly.reading.speech.tree import Tree
from reportedly.reading.speech.words import is_witness, load_words

ADDRESSED = {"tell", "inform", "assure", "remind", "ask", "urge"}  # what stands behind is whom it was told
TELLING = {
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
QUOTING = {"quote", "cite"}
FINITE = {"VBD", "VBZ", "VBP", "MD"}
_TAG_TAIL = 18  # tokens from a tag's verb to the end of its sentence
_TAG_END = 5  # and of one that the tagger took for a participle
_GOING_ON = {"and", "but", "whose", "who", "which"}  # what may follow a tag though it holds a verb
_PLACING = {"at", "in", "from", "of", "for", "with", "inside"}
_JOINING = {"for", "of", "-", "based"}
_ROLE_MOST = 16  # tokens of a role between commas
TIMES = {"week", "month", "year", "day", "morning", "evening", "night", "time"}
_PHRASE_MOST = 12  # tokens of a noun phrase before a verb of saying
_ROLES = ("officials", "witnesses", "unnamed", "bodies", "medium_words", "documents", "titles")
_NOUNS = {"NOUN", "PROPN"}
_NAMELIKE = {"DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON", "PART"}


def tag_speaker(scene: Scene, verb: int) -> Mention | None:
    """Return the noun phrase beside a tag that ends its sentence in a text without commas, or None if it is no tag."""
    tree = scene.tree
    if tree.lemmas[verb] not in TELLING or scene.quote_of[verb] >= 0 or tree.kid(verb, "agent") is not None:
        return None
    begin, end = tree.sentence(verb)
    is_verb = tree.tags[verb] in FINITE or tree.tags[verb] == "NNS" or is_tag_participle(scene, verb)  # "X reports."
    if verb - begin < 4 or end - verb > _TAG_TAIL or not is_verb:
        return None
    if not any(tree.tags[i] in FINITE for i in range(begin, verb - 1)):
        return None
    behind = _behind(tree, verb, end)
    rest = behind.last + 1 if behind is not None else verb + 1
    goes_on = rest < end and tree.lower[rest] in _GOING_ON
    if not goes_on and any(tree.tags[i] in FINITE for i in range(rest, end)):
        return None
    return behind or speaker_beside(scene, verb)


def quoting_verb(tree: Tree, verb: int) -> int | None:
    """Return the verb that "as saying" belongs to: "was quoted by the paper as saying"; None where it is none's."""
    as_ = tree.heads[verb]
    above = tree.heads[as_]
    is_quoted = tree.deps[verb] == "pcomp" and tree.lower[as_] == "as" and tree.lemmas[above] in QUOTING
    return above if is_quoted else None


def is_tag_participle(scene: Scene, verb: int) -> bool:
    """Return whether a participle at the end of a sentence is a tag that the tagger mistook: "... the mayor said"."""
    tree = scene.tree
    _, end = tree.sentence(verb)
    return scene.bare and tree.tags[verb] == "VBN" and end - verb <= _TAG_END and tree.pos[verb - 1] in _NOUNS


def with_name_before(scene: Scene, speaker: Mention) -> Mention:
    """Return the speaker with the name that stands before its role where commas are lost: "Anna Berg a nurse said"."""
    tree = scene.tree
    first, last = speaker.first, speaker.first - 1
    begin, _ = tree.sentence(first)
    is_role = tree.pos[first] == "DET" and tree.pos[speaker.head] == "NOUN"
    if not (is_role and last > begin and tree.pos[last] == "PROPN" and tree.lower[last] not in DAYS):
        return speaker
    start = phrase_start(scene, last)
    is_led = start == begin or tree.pos[start - 1] in {"PUNCT", "SPACE"} or tree.lower[start - 1] in DAYS
    is_name = is_led and all(tree.pos[i] in {"DET", "PROPN", "PUNCT", "ADP"} for i in range(start, last + 1))
    return Mention(start, speaker.last, named_head(tree, start, last).head) if is_name else speaker


def _behind(tree: Tree, verb: int, end: int) -> Mention | None:
    """Return the noun phrase behind an inverted "said"."""
    after = min(verb + 1, end - 1)
    if tree.lemmas[verb] not in {"say", "add", "state"} or tree.pos[after] not in {"DET", "PROPN"}:
        return None
    at = after
    while at < end and (tree.pos[at] in _NAMELIKE or tree.lower[at] in _JOINING) and tree.lower[at] not in DAYS:
        at += 1
    if at > after and tree.pos[at - 1] in {"NOUN", "PROPN"} and tree.lower[at - 1] not in TIMES:
        return named_head(tree, after, at - 1)
    return None


def named_head(tree: Tree, first: int, last: int) -> Mention:
    """Return the mention with its head at the end of its first run of names or nouns."""
    ends = (i for i in range(first, last) if tree.pos[i] in _NOUNS and tree.pos[i + 1] not in _NOUNS)
    return Mention(first, last, next((i for i in ends if not _is_hyphened(tree, i + 1)), last))


def name_before_comma(tree: Tree, verb: int) -> Mention:
    """Return the name between commas before a verb: ", the adviser of the mayor, John Smith, said"."""
    last = first = verb - 2
    while first > 0 and tree.pos[first - 1] == "PROPN":
        first -= 1
    return Mention(first, last, last)


def name_before_aside(scene: Scene, verb: int) -> Mention | None:
    """Return who stands before a role or a remark between commas: "..., Anna Berg, a baker, told reporters".

    The parse often ties such a name to the noun before it, and leaves the verb without a subject.
    """
    tree = scene.tree
    first, _ = tree.sentence(verb)
    if tree.lower[verb - 1] != "," or tree.lemmas[verb] not in TELLING:
        return None
    comma = next((i for i in range(verb - 2, max(first, verb - _ROLE_MOST), -1) if tree.lower[i] == ","), None)
    if comma is None:
        return None
    begin = comma
    while begin > first and tree.pos[begin - 1] == "PROPN":
        begin -= 1
    is_named = comma - begin > 1 and tree.pos[comma + 1] in {"DET", "NOUN", "ADJ"}
    if not is_named and is_witness(tree.lemmas[comma - 1].lower()):
        begin = phrase_start(scene, comma - 1)  # "a nurse, her hand bandaged, said"
        is_named = tree.pos[begin] == "DET"
    led = begin == first or tree.pos[begin - 1] == "PUNCT"
    return Mention(begin, verb - 2, comma - 1) if led and is_named else None


def speaker_beside(scene: Scene, verb: int) -> Mention | None:
    """Return the noun phrase right before the verb, or right after it, where the parse has lost the subject."""
    tree = scene.tree
    first, end = tree.sentence(verb)
    at = verb - 1
    while at >= first and tree.pos[at] in {"AUX", "ADV"}:
        at -= 1
    last = at
    if at >= first and tree.tags[at] == "PRP" and scene.quote_of[at] < 0:
        return Mention(at, at, at)
    if at >= first and tree.pos[last] in {"NOUN", "PROPN", "PRON"} and scene.quote_of[last] < 0:
        return _with_role(scene, named_head(tree, phrase_start(scene, last), last))
    if tree.lemmas[verb] in ADDRESSED:
        return first_subject(scene, verb) if tree.lower[verb - 1] == "," else None
    at = verb + 1
    while at < end and at - verb < 12 and tree.pos[at] in _NAMELIKE and scene.quote_of[at] < 0:
        at += 1
    if at - 1 > verb and tree.pos[at - 1] in {"NOUN", "PROPN"}:
        return Mention(verb + 1, at - 1, at - 1)
    return None


def _with_role(scene: Scene, found: Mention) -> Mention:
    """Return the mention with the person it says the place or the body of: "a source at the port"."""
    tree = scene.tree
    begin, _ = tree.sentence(found.first)
    at = found.first - 2
    is_placed = at >= begin and tree.lower[at + 1] in _PLACING and tree.pos[at] == "NOUN"
    if tree.pos[found.last] == "PROPN" and "NOUN" in tree.pos[found.first : found.last]:
        return found  # "head of the service Anna Berg"
    if not (is_placed and is_witness(tree.lemmas[at].lower())):
        return found
    return Mention(phrase_start(scene, at), found.last, at)


def phrase_start(scene: Scene, last: int) -> int:
    """Return the first token of the noun phrase that ends with token `last`, by the words alone."""
    tree = scene.tree
    first, _ = tree.sentence(last)
    at = last
    while at >= first and last - at < _PHRASE_MOST and scene.quote_of[at] < 0:
        if not (tree.pos[at] in _NAMELIKE or _is_hyphened(tree, at) or (at > first and _joins_names(tree, at))):
            break
        if at < last and (tree.lower[at] in DAYS or _ends_object(tree, at)):
            break  # "On Friday the mayor", "struck markets the mayor"
        at -= 1
        if tree.pos[at + 1] == "DET":
            break
    return min(at + 1, last)


def _ends_object(tree: Tree, at: int) -> bool:
    """Return whether a noun ends the clause that is said: a plural, or one that is no role, before a name."""
    if tree.tags[at] == "NNS":
        return tree.pos[at + 1] != "PART"
    is_before_name = tree.pos[at] == "NOUN" and tree.text[tree.starts[at + 1]].isupper()
    return is_before_name and not any(load_words().holds(name, tree.lower[at]) for name in _ROLES)


def _joins_names(tree: Tree, at: int) -> bool:
    return tree.lower[at] in {"for", "of"} and tree.pos[at - 1] == tree.pos[at + 1] == "PROPN"


def _is_hyphened(tree: Tree, at: int) -> bool:
    """Return whether a token is a hyphen inside a word, or is joined by one to the word before: "Coast-based"."""
    at = at if tree.lower[at] == "-" else at - 1
    is_inside = 0 < at < len(tree) - 1 and tree.ends[at - 1] == tree.starts[at] and tree.ends[at] == tree.starts[at + 1]
    return is_inside and tree.lower[at] == "-"


def first_subject(scene: Scene, verb: int) -> Mention | None:
    """Return the first subject of the sentence before the verb: "A doctor, asking not to be named, told the paper"."""
    tree = scene.tree
    begin, _ = tree.sentence(verb)
    for i in range(begin, verb):
        if tree.deps[i] in {"nsubj", "ROOT"} and tree.pos[i] in {"NOUN", "PROPN"} and scene.quote_of[i] < 0:
            return mention_of(tree, i, before=verb)
    return None
