"""Short noun phrases around a group's noun: where they begin and end.

Takes the parse; a phrase has no determiner, no figure and no word that says how many or what became of them.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

from spacy.attrs import IDX
from spacy.tokens import Doc, Token

from reportedly.gazetteer.parties import Word, split_words
from reportedly.reading.events.lexicon import load_words

PHRASE_MOST = 7  # tokens before the noun
_DASHES = frozenset({"-", "–", "‑"})
# "Turkish-backed", "rebel-held": what stands before is somebody else.
_SPLITS = frozenset(
    (
        "backed", "led", "aligned", "allied", "sponsored", "supported", "trained", "armed", "funded", "held",
        "controlled", "dominated", "linked", "affiliated", "run", "supplied", "equipped", "brokered", "mediated",
    )
)  # fmt: skip
_NUMBERLIKE = frozenset({"CD", "DT", "PRP$", "WP$", "IN", "CC", ",", ".", "TO", "PRP", "MD", "VBZ", "VBP", "VBD"})


@dataclass(frozen=True, slots=True)
class Page:
    """A text with its parse, the starts of its tokens and its folded words, each made once for all steps."""

    text: str
    doc: Doc
    starts: list[int]
    words: list[Word]


def open_page(text: str, doc: Doc) -> Page:
    """Return the page of a text and its parse."""
    return Page(text, doc, doc.to_array([IDX]).tolist(), split_words(text))


@lru_cache(maxsize=4)
def outside_words(language: str = "en") -> frozenset[str]:
    """Return the words before a group's noun that are no part of its name ("several", "suspected")."""
    return frozenset(load_words("groups", language)["outside"]["words"])


def token_at(starts: list[int], position: int) -> int:
    """Return the index of the token that holds a character, given the tokens' starts in order."""
    return max(0, bisect_right(starts, position) - 1)


def phrase_start(doc: Doc, noun: int, *, head: int | None = None) -> int:
    """Return the first token of the short phrase whose noun begins with token `noun` and ends with token `head`.

    It takes adjectives, participles and nouns that modify the noun, and a possessor that is a name ("Assad's forces").
    It stops after "X-backed", whose X is somebody else.
    """
    outside = outside_words()
    start = at = noun
    head = noun if head is None else head
    for _ in range(PHRASE_MOST):
        if at == 0:
            break
        token = doc[at - 1]
        if token.lower_ in outside or token.is_space or is_split(doc, at - 1):
            break
        if token.lower_ in _DASHES:
            if at < 2 or doc[at - 2].whitespace_ or token.whitespace_:
                break
        elif token.lower_ in ("'s", "’s"):
            if at < 2 or doc[at - 2].pos_ != "PROPN":
                break
        elif not _modifies(token, head):
            break
        else:
            start = at - 1
        at -= 1
    return start


def is_split(doc: Doc, at: int) -> bool:
    """Return whether token `at` is the "backed" of "Turkish-backed", with somebody before it."""
    return at >= 2 and doc[at].lower_ in _SPLITS and doc[at - 1].lower_ in _DASHES and not doc[at - 2].whitespace_


def _modifies(token: Token, head: int) -> bool:
    tag = token.tag_
    if tag in _NUMBERLIKE:
        return False
    if tag in ("NNP", "NNPS", "NN", "JJ", "NNS", "HYPH", "AFX"):
        # A noun of another phrase ("in Homs rebels said") hangs elsewhere in the tree.
        if token.i < token.head.i <= head:
            return True
        # "Syrian army positions": the adjective hangs on the noun after the phrase; "big army gains" is not of it.
        return token.dep_ in ("compound", "amod", "nmod") and (token.text[0].isupper() or tag[0] == "N")
    return tag in ("VBN", "VBG", "JJR") and token.dep_ in ("amod", "compound", "nmod")
