"""Short noun phrases around a group's noun: where they begin and end.

Takes the parse; a phrase has no determiner, no figure and no word that says how many or what became of them.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

from reportedly.reading.events.lexicon import load_words
from reportedly.reading.events.tree import Words

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
    """A text with the tokens of its parse."""

    text: str
    tokens: Words

    def written(self, at: int) -> str:
        """Return a token as written."""
        return self.text[self.tokens.start[at] : self.tokens.end[at]]

    def between(self, first: int, last: int) -> str:
        """Return the text of a half-open range of tokens."""
        return self.text[self.tokens.start[first] : self.tokens.end[last - 1]]

    def spaced(self, at: int) -> bool:
        """Return whether a space stands behind a token."""
        starts = self.tokens.start
        return at + 1 < len(starts) and starts[at + 1] > self.tokens.end[at]

    def begins_sentence(self, at: int) -> bool:
        """Return whether a sentence of the parse begins at a token."""
        return not at or self.tokens.sentence[at] != self.tokens.sentence[at - 1]


@lru_cache(maxsize=4)
def outside_words(language: str = "en") -> frozenset[str]:
    """Return the words before a group's noun that are no part of its name ("several", "suspected", "Friday")."""
    table = load_words("groups", language)
    return frozenset((*table["outside"]["words"], *table["when"]["days"], *table["when"]["months"]))


@lru_cache(maxsize=4)
def _when(language: str = "en") -> dict[str, frozenset[str]]:
    return {key: frozenset(words) for key, words in load_words("groups", language)["when"].items()}


def tells_when(page: Page, at: int) -> bool:
    """Return whether a capitalised word is a weekday, or a month that stands behind a preposition."""
    words, lower = _when(), page.tokens.lower
    if lower[at] in words["days"]:
        return True
    return lower[at] in words["months"] and at > 0 and lower[at - 1] in words["before"]


def token_at(starts: list[int], position: int) -> int:
    """Return the index of the token that holds a character, given the tokens' starts in order."""
    return max(0, bisect_right(starts, position) - 1)


def phrase_start(page: Page, noun: int, *, head: int | None = None) -> int:
    """Return the first token of the short phrase whose noun begins with token `noun` and ends with token `head`.

    It takes adjectives, participles and nouns that modify the noun, and a possessor that is a name ("Assad's forces").
    It stops after "X-backed", whose X is somebody else.
    """
    outside, tokens = outside_words(), page.tokens
    start = at = noun
    head = noun if head is None else head
    for _ in range(PHRASE_MOST):
        if at == 0:
            break
        word = tokens.lower[at - 1]
        if word in outside or word.isspace() or is_split(page, at - 1):
            break
        if word in _DASHES:
            if at < 2 or page.spaced(at - 2) or page.spaced(at - 1):
                break
        elif word in ("'s", "’s"):
            if at < 2 or tokens.pos[at - 2] != "PROPN":
                break
        elif not _modifies(page, at - 1, head):
            break
        else:
            start = at - 1
        at -= 1
    return start


def is_split(page: Page, at: int) -> bool:
    """Return whether token `at` is the "backed" of "Turkish-backed", with somebody before it."""
    lower = page.tokens.lower
    return at >= 2 and lower[at] in _SPLITS and lower[at - 1] in _DASHES and not page.spaced(at - 2)


def _modifies(page: Page, at: int, head: int) -> bool:
    tag, dep = page.tokens.tag[at], page.tokens.dep[at]
    if tag in _NUMBERLIKE:
        return False
    if tag in ("NNP", "NNPS", "NN", "JJ", "NNS", "HYPH", "AFX"):
        # A noun of another phrase ("in Homs rebels said") hangs elsewhere in the tree.
        if at < page.tokens.head[at] <= head:
            return True
        # "Syrian army positions": the adjective hangs on the noun after the phrase; "big army gains" is not of it.
        return dep in ("compound", "amod", "nmod") and (tag[0] == "N" or page.written(at)[0].isupper())
    return tag in ("VBN", "VBG", "JJR") and dep in ("amod", "compound", "nmod")
