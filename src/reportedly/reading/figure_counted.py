"""What a figure counts: the singular head of the noun phrase behind it, or the evident noun where none is said.

Takes the parse and the token behind the figure. It walks over the tokens' tags to the first plural noun and asks the
tree only where that fails, because texts that have lost their commas make trees run on.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from reportedly.reading.figure_lexicon import FigureLexicon

REACH = 10  # tokens walked behind a figure
_PLURAL = frozenset({"NNS", "NNPS"})
_COMMON = frozenset({"NN"})
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_MODIFIERS = frozenset({"JJ", "JJR", "JJS", "HYPH", "POS", "AFX", "``", "''", "FW", "ADD"})
_PARTICIPLES = frozenset({"VBN", "VBG", "VBD"})
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
        "wounded",
        "dead",
        "injured",
    }
)
_IRREGULAR = {
    "people": "person", "persons": "person", "men": "man", "women": "woman", "children": "child", "children's": "child",
    "feet": "foot", "wives": "wife", "lives": "life", "police": "police", "aircraft": "aircraft", "personnel": "personnel",
    "servicemen": "serviceman", "casualties": "casualty", "bodies": "body", "families": "family", "troops": "troop",
    "buses": "bus", "corps": "corps", "forces": "force", "soldiers": "soldier", "knives": "knife", "halves": "half",
}  # fmt: skip
_COUNTERS = frozenset({"number", "total", "count", "strength", "figure", "tally", "estimate", "size"})
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


def singular(token: Token) -> str:
    """Return the singular of a noun as a lower-case word, names with their capital: "bodies" is "body"."""
    low = token.lower_
    if low in _IRREGULAR:
        return _IRREGULAR[low]
    if low.endswith("men") and len(low) > 3:
        return low[:-3] + "man"
    if token.tag_ == "NNS" and token.lemma_.lower() != low:
        return token.lemma_.lower()
    name = token.tag_ in {"NNP", "NNPS"} and token.is_title
    word = token.text if name else low
    return _strip_plural(word) if token.tag_ in _PLURAL or low.endswith("s") else word


def _strip_plural(word: str) -> str:
    low = word.lower()
    if low.endswith("ies") and len(low) > 4:
        return word[:-3] + "y"
    if low.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    if low.endswith("s") and not low.endswith(("ss", "us", "is")) and len(low) > 3:
        return word[:-1]
    return word


def find_counted(doc: Doc, at: int, *, several: bool, lexicon: FigureLexicon) -> Counted:
    """Return the noun that a figure counts whose last token is `at - 1`; `several` where it is not one."""
    index = _walk(doc, at, several=several, lexicon=lexicon)
    if index is None:
        index = _by_tree(doc, at)
    if index is None:
        return NOTHING
    token = doc[index]
    return Counted(singular(token), index, token.tag_ in _PLURAL or token.lower_ in _IRREGULAR or token.lower_ in _SAME)


def _walk(doc: Doc, at: int, *, several: bool, lexicon: FigureLexicon) -> int | None:
    head: int | None = None
    last = min(len(doc), at + REACH)
    n = _enter_of(doc, at, last)
    while n < last:
        token = doc[n]
        tag, low = token.tag_, token.lower_
        following = doc[n + 1] if n + 1 < last else None
        compound = _hyphenated(doc, n, last)
        if compound > n:
            n = compound
            continue
        if low in _GENERIC or (token.is_space and n == at):
            pass
        elif tag in _PLURAL or (low in _IRREGULAR and tag in _NOUNS):
            if not _modifies(token, following, lexicon):
                return n
        elif tag in _COMMON:
            if low in _SAME:
                return n
            head = n
        elif tag == "NNP":
            head = n if head is None and low not in _DAYS else head
            if low in _DAYS:
                break
        elif tag in _PARTICIPLES or low in lexicon.people_words:
            if (
                following is None
                or not (following.tag_ in _NOUNS or following.tag_ in {"JJ", "HYPH", "VBN"})
                or head is not None
            ):
                break
        elif tag in {"CC", ","} or low == "/":
            if not several or not _goes_on(doc, n, last):
                break
        elif tag not in _MODIFIERS:
            break
        n += 1
    return _accept(doc, at, head, several=several)


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
        while n < last and doc[n].tag_ in _DETERMINERS:
            n += 1
        return n
    return at


def _modifies(token: Token, following: Token | None, lexicon: FigureLexicon) -> bool:
    """Return whether a plural noun only modifies the one behind it: "prisoners' relatives", "special forces soldiers"."""
    if following is None:
        return False
    if following.tag_ == "POS" or following.text in {"'", "’"}:
        return True
    if following.tag_ not in _NOUNS:
        return False
    return token.lower_ in lexicon.modifiers or (token.tag_ == "NNPS" and following.tag_ == "NNS")


def _goes_on(doc: Doc, at: int, last: int) -> bool:
    """Return whether "and" or a comma stands inside the phrase: "20 Syrian, Iraqi and Afghan fighters"."""
    if at and doc[at - 1].tag_ in _PARTICIPLES:
        return False
    for n in range(at + 1, min(last, at + 5)):
        tag = doc[n].tag_
        if tag in _PLURAL:
            return True
        if tag not in {"JJ", "NN", "NNP", "CC", ",", "HYPH"} or (
            tag in {"CC", ","} and n == at + 1 and doc[at].tag_ == "CC"
        ):
            return False
    return False


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
    if (
        number.dep_ == "nummod"
        and at <= head.i < at + REACH
        and head.tag_ in _NOUNS
        and head.lower_ not in _DAYS | _GENERIC
    ):
        return head.i if head.tag_ != "NNP" else None
    return None


def infer_counted(doc: Doc, first: int, at: int, lexicon: FigureLexicon) -> Counted:
    """Return what is evidently counted where no noun is said: "killing 14", "the toll rose to 30"."""
    for n in range(at, min(len(doc), at + 4)):
        if doc[n].lower_ in lexicon.people_words:
            return Counted("person")
        if doc[n].is_punct and doc[n].lower_ not in {"-", ","}:
            break
    subject = _subject(doc, first)
    if subject is not None:
        return subject
    for n in range(first - 1, max(-1, first - 6), -1):
        if doc[n].lower_ in lexicon.people_words:
            return Counted("person")
        if doc[n].lower_ in {".", ";", ":"}:
            break
    return NOTHING


def _subject(doc: Doc, first: int) -> Counted | None:
    """Return the noun of "the number of X rose to 30" and "X numbered 30"."""
    token = doc[first] if first < len(doc) else None
    for _ in range(4):
        if token is None or token.head is token:
            break
        token = token.head
        if token.pos_ in {"VERB", "AUX"}:
            break
    if token is None or token.pos_ not in {"VERB", "AUX"}:
        return None
    for child in token.lefts:
        if child.dep_ in {"nsubj", "nsubjpass"} and child.lemma_.lower() in _COUNTERS:
            for preposition in child.rights:
                if preposition.lower_ == "of":
                    for noun in preposition.rights:
                        if noun.tag_ in _NOUNS:
                            return Counted(singular(noun), noun.i)
    return None
