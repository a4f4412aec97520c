"""Clauses: the clause that a verb says, by the parse and where the parse has cut it off or hung it elsewhere.

Takes a scene and a cue, gives a range of tokens. A second clause with "and that", a list parted by semicolons and a
finite verb that the parse gave to the cue belong to it.
"""

from __future__ import annotations

from reportedly.reading.speech.beside import ADDRESSING, GAP, Ranges, between_semicolons, widened
from reportedly.reading.speech.cues import DAYS, Hit
from reportedly.reading.speech.scene import Scene
from reportedly.reading.speech.subjects import PAPERS, inverted_subject
from reportedly.reading.speech.tags import TELLING, TIMES
from reportedly.reading.speech.tree import Tree
from reportedly.reading.speech.words import load_words

_FINITE = {"VBD", "VBZ", "VBP", "MD"}
_BREAKS = set(
    ", : that monday tuesday wednesday thursday friday saturday sunday today yesterday week month year day".split()
)
_OPENING = {"say", "state", "add", "insist"}  # verbs that take no object but what is said
_LEAST_BEFORE_GAP = 3  # tokens before the cue of a relative clause
_MORE_CLAUSES = 4  # with "and that" after the first
_MOST_FRAMES = 2  # "in a statement on Friday"
_PART_OF_DAY = {"late", "early", "earlier"}
_TO_A_DAY = {("on",), *((day,) for day in DAYS)}
_SPOKEN_IN = {"in", "on", "via"}
_WHILE = {"while", "whereas", "whilst"}
CITING = {"citing", "quoting"}


def find_clause(scene: Scene, hit: Hit) -> Ranges:
    """Return the clause that the verb says, or nothing where it says none."""
    tree = scene.tree
    _, end = between_semicolons(scene, hit.at)
    for k in tree.kids[hit.at]:
        is_clause = tree.deps[k] == "ccomp" and k != inverted_subject(tree, hit.at) and not _goes_on_telling(tree, k)
        if hit.last < k < end and is_clause:
            first = _clause_start(tree, hit, max(tree.left(k), hit.last + 1))
            last = _with_next_part(scene, hit, _with_its_verb(scene, hit, tree.right(k)))
            last = _before_another(scene, hit, first, last)
            return widened(scene, hit, first, last)
    for find in (_that_clause, _as_clause, _gap_clause, _open_clause, _hearsay):
        ranges = find(scene, hit)
        if ranges:
            return ranges
    return []


def _goes_on_telling(tree: Tree, verb: int) -> bool:
    """Return whether a participle is a further cue and no clause: "he said adding that ..."."""
    return tree.tags[verb] == "VBG" and tree.lemmas[verb] in TELLING and tree.kid(verb, "nsubj", "aux") is None


def _gap_clause(scene: Scene, hit: Hit) -> Ranges:
    """Return the rest of a relative clause whose subject stands before: "the raid which the army says killed ten"."""
    tree = scene.tree
    begin, end = between_semicolons(scene, hit.at)
    after = hit.last + 1
    if after >= end or tree.tags[after] not in _FINITE or hit.at - begin < _LEAST_BEFORE_GAP:
        return []
    return widened(scene, hit, after, end - 1)


def _with_next_part(scene: Scene, hit: Hit, last: int) -> int:
    """Return the end of a clause with what goes on behind it: "and that ...", or a list parted by semicolons."""
    tree = scene.tree
    last = _with_next_that(scene, hit, last)
    _, end = tree.sentence(hit.at)
    while last + 3 < end and tree.lower[last + 1] == ";" and scene.quote_of[last + 1] == scene.quote_of[hit.at]:
        after = last + 2
        is_item = tree.tags[after] == "VBG" or tree.lower[after] == "that" or tree.lower[after + 1] == "that"
        is_item = is_item or (tree.lower[after] == "and" and tree.tags[after + 1] == "VBG")
        if not is_item:
            break
        last = next((i - 1 for i in range(after, end) if tree.lower[i] == ";"), end - 1)
    return last


def _hearsay(scene: Scene, hit: Hit) -> Ranges:
    """Return the infinitive of "X is said by analysts to have ..."."""
    tree = scene.tree
    is_told = tree.kid(hit.at, "agent") is not None and tree.kid(hit.at, "nsubjpass") is not None
    return find_infinitive(scene, hit) if is_told else []


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


def _before_another(scene: Scene, hit: Hit, first: int, last: int) -> int:
    """Return the end of a clause before another's words beside it: ", while the mayor said ..."."""
    tree = scene.tree
    if not _WHILE.isdisjoint(tree.lower[first : last + 1]) and scene.quote_of[hit.at] < 0:
        for at in range(first + 3, last):
            verb = tree.heads[at]
            tells = tree.lower[at] in _WHILE and tree.lemmas[verb] in TELLING and tree.kid(verb, "nsubj") is not None
            if tells and tree.lower[at - 1] == "," and scene.quote_of[at] < 0:
                return at - 2
    return last


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
    """Return where a clause begins: behind the cue and when and where it was said.

    The parser hangs a subject in between on the cue or on the day: "said on Friday rebels had left".
    """
    begin = _behind_frame(tree, hit.last + 1)
    first = max(begin, first)
    if first - begin > 10 or hit.cue.words[0] in ADDRESSING - {"say"} or begin == first:
        return first
    if begin > hit.last + 1 and tree.deps[begin - 1] == "compound":
        return begin
    between = range(begin, first)
    if any(tree.deps[k] in {"dobj", "dative"} for k in tree.kids[hit.at] if begin <= k < first):
        return first
    if tree.pos[begin] in {"ADP", "PUNCT", "SCONJ", "PRON", "PROPN", "SPACE"} or any(
        tree.lower[i] in _BREAKS for i in between
    ):
        return first
    return begin


def _behind_frame(tree: Tree, at: int) -> int:
    """Return the token behind the day, paper or medium of saying: "said in a statement on Friday it had left"."""
    for _ in range(_MOST_FRAMES):
        at = _behind_paper(tree, _behind_day(tree, at))
    return at


def _behind_day(tree: Tree, at: int) -> int:
    """Return the token behind a day: "late on Tuesday evening"; the same where there is none."""
    day = at + (tree.lower[at] in _PART_OF_DAY and tree.words(at + 1, 1) in _TO_A_DAY)
    day += tree.words(day, 1) == ("on",)
    if day + 1 >= len(tree) or tree.lower[day] not in DAYS:
        return at
    if day == at and tree.deps[day] == "compound":
        return at  # "said Friday prayers would be held"
    return day + 1 + (tree.lower[day + 1] in TIMES)


def _behind_paper(tree: Tree, at: int) -> int:
    """Return the token behind a paper or medium to which the parse hangs the clause's subject, or which a day follows.

    The same where there is none, or where the parse has it right.
    """
    word = at + 1
    if tree.lower[at] not in _SPOKEN_IN:
        return at
    while word < len(tree) - 1 and tree.pos[word] in {"DET", "ADJ", "PRON"}:
        word += 1
    last = word
    while last < len(tree) - 1 and _is_paper(tree, last):
        last += 1
    head = tree.heads[last - 1]
    hung = tree.deps[last - 1] == "compound" and head >= last and tree.pos[head] == "NOUN"
    hung = hung and tree.words(head + 1, 1) != ("that",)  # "on its Facebook page that ..."
    return last if last > word and (hung or _behind_day(tree, last) > last) else at


def _is_paper(tree: Tree, i: int) -> bool:
    """Return whether a token names a paper or a medium by which something is said: "statement", "Telegram"."""
    words = load_words()
    return tree.lemmas[i] in PAPERS or any(words.holds(name, tree.lower[i]) for name in ("platforms", "medium_words"))


def _that_clause(scene: Scene, hit: Hit) -> Ranges:
    """Return what follows "that" a few words on, where the parser has hung it elsewhere ("told the crowd that ...")."""
    tree = scene.tree
    _, end = tree.sentence(hit.at)
    for at in range(hit.last + 1, min(end - 1, hit.last + GAP)):
        is_verb = tree.pos[at] in {"VERB", "AUX"} and tree.lower[at] not in CITING
        if is_verb or tree.lower[at] in {".", ";", ":", "who", "which"}:
            return []
        if tree.lower[at] == "that" and tree.pos[at] == "SCONJ":
            last = tree.right(tree.heads[at])
            return widened(scene, hit, at, last if last > at else end - 1)
    return []


def _open_clause(scene: Scene, hit: Hit) -> Ranges:
    """Return the rest of a sentence that "It also said" opens, where the parser found no clause but there is a verb."""
    tree = scene.tree
    begin, end = tree.sentence(hit.at)
    subject = tree.kid(hit.at, "nsubj")
    after = hit.last + 1
    if hit.cue.words[0] not in _OPENING or hit.at - begin > 8 or subject is None or subject > hit.at or after >= end:
        return []
    if tree.pos[after] in {"CCONJ", "PUNCT"} or _goes_on_telling(tree, after):
        return []
    finite = [i if tree.pos[i] == "VERB" else tree.heads[i] for i in range(after, end) if tree.tags[i] in _FINITE]
    if all(tree.deps[i] == "relcl" for i in finite):
        return []
    return widened(scene, hit, hit.last + 1, end - 1)


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
        return widened(scene, hit, last + 1, end - 1)
    return widened(scene, hit, begin, first - 1) if first > begin else []


def find_infinitive(scene: Scene, hit: Hit) -> Ranges:
    """Return the infinitive that the verb governs."""
    tree = scene.tree
    for k in tree.kids[hit.at]:
        if k > hit.last and tree.deps[k] in {"xcomp", "ccomp"} and any(tree.tags[j] == "TO" for j in tree.kids[k]):
            return widened(scene, hit, max(tree.left(k), hit.last + 1), tree.right(k))
    return []
