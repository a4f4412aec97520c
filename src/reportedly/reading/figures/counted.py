"""What a figure counts: the singular head of the noun phrase behind it, or the evident noun where none is said.

Takes the parse and the token behind the figure. It walks over the tokens' tags to the first plural noun and asks the
tree only where that fails, because texts that have lost their commas make trees run on.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from spacy.tokens import Doc, Token

from reportedly.reading.figures.lexicon import FigureLexicon
from reportedly.reading.figures.nouns import load_unit_lexicon

REACH = 10  # tokens walked behind a figure
_PLURAL = frozenset({"NNS", "NNPS"})
_NAMES = frozenset({"NNP", "NNPS"})
NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_MODIFIERS = frozenset({"JJ", "JJR", "JJS", "HYPH", "POS", "AFX", "``", "''", "FW", "ADD"})
_PARTICIPLES = frozenset({"VBN", "VBG", "VBD"})
_BETWEEN = NOUN_TAGS | _MODIFIERS | {"VBN", "VBG", "CD", ",", "CC"}
_NOUNS_OF_PEOPLE = frozenset({"casualties", "victims", "deaths", "lives", "death"})
_DETERMINERS = frozenset({"DT", "PRP$", "PDT"})
_SAME = frozenset(
    {
        "aircraft",
        "personnel",
        "staff",
        "police",
        "people",
        "cattle",
        "sheep",
        "livestock",
        "infantry",
        "cavalry",
    }
)
_IRREGULAR = {
    "people": "person", "persons": "person", "men": "man", "women": "woman", "children": "child", "children's": "child",
    "feet": "foot", "wives": "wife", "lives": "life", "police": "police", "aircraft": "aircraft",
    "personnel": "personnel", "casualties": "casualty", "bodies": "body", "families": "family", "buses": "bus",
    "bases": "base", "corpses": "corpse",
    "crises": "crisis", "axes": "axis", "corps": "corps", "knives": "knife", "halves": "half",
}  # fmt: skip
_GENERIC = frozenset({"others", "other", "more", "another", "them", "those", "these", "whom"})
_DAYS = frozenset(
    {
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "today",
        "yesterday",
        "overnight",
        "tonight",
    }
)


@dataclass(frozen=True, slots=True)
class Counted:
    """The counted noun in the singular (None where it is not evident), its token, and whether it is a plural noun."""

    noun: str | None
    token: int | None = None
    plural: bool = False


NOTHING = Counted(None)


def is_acronym(word: str) -> bool:
    """Return whether a word has capitals past its first letter: "SDF", "FAMa"."""
    return word[1:] != word[1:].lower()


def singular(token: Token) -> str:
    """Return the singular of a noun as a lower-case word, names with their capital: "bodies" is "body"."""
    return _singular(token.text, token.tag_, token.lemma_)


@lru_cache(maxsize=10_000)
def _singular(text: str, tag: str, lemma: str) -> str:
    low = text.lower()
    if low in _IRREGULAR:
        return _IRREGULAR[low]
    if low.endswith("men") and len(low) > 3:
        return low[:-3] + "man"
    if tag == "NNS" and lemma.lower() != low and not text.istitle():
        return lemma.lower()
    word = _strip_plural(text) if tag in _PLURAL or low.endswith("s") else text
    name = tag in _NAMES or text.istitle() or is_acronym(text)
    return word if name and word.lower() not in load_unit_lexicon().nouns else word.lower()


def _strip_plural(word: str) -> str:
    low = word.lower()
    if low.endswith("ies") and len(low) > 4:
        return word[:-3] + "y"
    if low.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    if word.istitle() and low.endswith("is"):
        return word[:-1]  # "Iraqis"
    if low.endswith("s") and not low.endswith(("ss", "us", "is")) and len(low) > 3:
        return word[:-1]
    return word


def find_counted(doc: Doc, at: int, *, several: bool, lexicon: FigureLexicon) -> Counted:
    """Return the noun that a figure counts whose last token is `at - 1`; `several` where it is not one."""
    at = _over_strong(doc, at)
    index = _hyphened(doc, at)
    if index is None:
        index = _walk(doc, at, several=several, lexicon=lexicon)
    if index is None and not (at < len(doc) and doc[at].lower_ in lexicon.verbs):
        index = _by_tree(doc, at)
    if index is None or (doc[index].lower_ in lexicon.people_words and doc[index].lower_ not in _NOUNS_OF_PEOPLE):
        return NOTHING
    token = doc[index]
    return Counted(singular(token), index, token.tag_ in _PLURAL or token.lower_ in _IRREGULAR or token.lower_ in _SAME)


def _over_strong(doc: Doc, at: int) -> int:
    """Step over "-strong": "a 40-strong force" counts the force."""
    strong = at + 1 < len(doc) and doc[at].lower_ == "-" and doc[at + 1].lower_ == "strong"
    return at + 2 if strong else at


def _hyphened(doc: Doc, at: int) -> int | None:
    """Return the word that hangs on the figure by a hyphen: "a 48-truck convoy" counts trucks."""
    tight = 0 < at < len(doc) - 1 and doc[at].lower_ == "-" and not doc[at - 1].whitespace_ and not doc[at].whitespace_
    return at + 1 if tight and doc[at + 1].is_alpha else None


class _Role(Enum):
    """What a token behind a figure is to it."""

    FOUND = 1  # the counted noun
    HEAD = 2  # the counted noun, unless a better one follows
    NAME = 3  # a name before the counted noun
    PASS = 4  # a modifier
    STOP = 5  # the phrase is over


def _walk(doc: Doc, at: int, *, several: bool, lexicon: FigureLexicon) -> int | None:
    head: int | None = None
    last = min(len(doc), at + REACH)
    n = _enter_of(doc, at, last)
    while n < last:
        compound = _hyphenated(doc, n, last)
        if compound > n:
            n = compound
            continue
        following = doc[n + 1] if n + 1 < last else None
        role = _role(doc[n], following, several=several, lexicon=lexicon)
        if role is _Role.FOUND:
            return n
        if role is _Role.STOP and doc[n].tag_ == "CD" and n > at and doc[n - 1].tag_ in {"POS", "CC"}:
            role = _Role.PASS  # "20 regime and 30 rebel fighters", "5 of the town's 20 residents"
        if role is _Role.STOP:
            n = _over_brackets(doc, n, last) if several and head is not None else n
            if doc[n].lower_ not in {"and", ",", ")", "]"} or not several or not _goes_on(doc, n, last):
                break
        elif role is _Role.HEAD or (role is _Role.NAME and head is None):
            head = n
        n += 1
    return _accept(doc, at, head, several=several)


def _role(token: Token, following: Token | None, *, several: bool, lexicon: FigureLexicon) -> _Role:
    tag, low = token.tag_, token.lower_
    next_tag = following.tag_ if following is not None else ""
    if low in {"more", "another", "other"} or token.is_space:
        return _Role.PASS
    if low in {"police", "infantry", "staff"} and next_tag in _PLURAL:
        return _Role.PASS  # "nine police posts"
    if low in _GENERIC or low in _DAYS or (low in lexicon.verbs and not token.is_upper):
        return _Role.STOP
    if low in lexicon.people_words and low not in _NOUNS_OF_PEOPLE:
        return _Role.PASS if next_tag in NOUN_TAGS or next_tag in {"JJ", "HYPH", "VBN"} else _Role.STOP
    if tag in _PLURAL or (low in _IRREGULAR and tag in NOUN_TAGS) or low in _SAME or (several and _looks_plural(token)):
        return _Role.PASS if _modifies(token, following, lexicon) else _Role.FOUND
    if tag == "NN":
        return _Role.HEAD
    if tag == "NNP":
        return _Role.NAME
    if tag in _PARTICIPLES:
        return _Role.PASS if next_tag in NOUN_TAGS or next_tag in {"JJ", "HYPH", "VBN"} else _Role.STOP
    return _Role.PASS if tag in _MODIFIERS else _Role.STOP


def _looks_plural(token: Token) -> bool:
    """Return whether a token tagged otherwise is the plural of a noun that claims count."""
    low = token.lower_
    return low.endswith("s") and token.tag_ in {"VBZ", "NN", "NNP"} and low[:-1] in load_unit_lexicon().nouns


def _over_brackets(doc: Doc, at: int, last: int) -> int:
    """Return the closing bracket where one opens at a position and closes soon: "20 Islamic State (IS) fighters"."""
    if doc[at].lower_ not in {"(", "["}:
        return at
    for n in range(at + 1, last):
        if doc[n].lower_ in {")", "]"}:
            return n
    return at


def _hyphenated(doc: Doc, at: int, last: int) -> int:
    """Return the last part of a compound such as "surface-to-surface" before a noun, `at` where there is none."""
    n = at
    while n + 2 < last and not doc[n].whitespace_ and doc[n + 1].lower_ == "-" and not doc[n + 1].whitespace_:
        n += 2
    if n > at and n + 1 < last and doc[n].tag_ not in _PLURAL and doc[n].whitespace_:
        return n + 1
    return n


def _enter_of(doc: Doc, at: int, last: int) -> int:
    """Step into "of the ..." behind "dozens", "14", "three more"."""
    n = at
    while n < last and doc[n].lower_ in _GENERIC:
        n += 1
    if n < last and doc[n].lower_ == "of":
        n += 1
        while n < last and (doc[n].tag_ in _DETERMINERS or doc[n].tag_ == "CD"):
            n += 1
        return n
    return at


def _modifies(token: Token, following: Token | None, lexicon: FigureLexicon) -> bool:
    """Return whether a plural noun only modifies the one behind it: "special forces soldiers"."""
    if following is None:
        return False
    if following.tag_ == "POS" or following.text in {"'", "’", "'s", "’s"}:
        return True
    if following.tag_ not in NOUN_TAGS:
        return False
    if is_acronym(token.text) and not is_acronym(following.text):
        return True  # "15 SDF volunteers"
    return token.lower_ in lexicon.modifiers or (token.tag_ == "NNPS" and following.tag_ == "NNS")


def _goes_on(doc: Doc, at: int, last: int) -> bool:
    """Return whether the phrase goes on: "20 Syrian, Iraqi and Afghan fighters"."""
    if doc[at].lower_ in {")", "]"}:
        return at + 1 < last and doc[at + 1].tag_ in NOUN_TAGS | _MODIFIERS
    if doc[at - 1].tag_ in _PARTICIPLES:
        return False
    for n in range(at + 1, min(last, at + 5)):
        tag = doc[n].tag_
        if tag in _PLURAL:
            return True
        if (
            tag not in {"JJ", "NN", "NNP", "HYPH"}
            and not (tag == "CD" and n == at + 1)
            and not _joins(doc[n], n > at + 1)
        ):
            return False
    return False


def _joins(token: Token, inside: bool) -> bool:
    return inside and token.tag_ in {"CC", ","}


def _accept(doc: Doc, at: int, head: int | None, *, several: bool) -> int | None:
    """Return a singular head, unless it is a name that the tree does not put under the figure."""
    if head is None:
        return None
    token = doc[head]
    if token.tag_ == "NNP" and several and at:
        number = doc[at - 1]
        return head if number.head.i == head or number.head.head.i == head else None
    return head


def _by_tree(doc: Doc, at: int) -> int | None:
    """Return the noun to the right that the figure's last token modifies."""
    if not 0 < at <= len(doc):
        return None
    number = doc[at - 1]
    head = number.head
    if any(doc[n].tag_ not in _BETWEEN for n in range(at, min(head.i, at + REACH))):
        return None
    if (
        number.dep_ == "nummod"
        and at <= head.i < at + REACH
        and head.tag_ in NOUN_TAGS
        and head.lower_ not in _DAYS | _GENERIC
    ):
        return head.i if head.tag_ != "NNP" else None
    return None
