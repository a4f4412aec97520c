"""Finding: the names of the gazetteer that stand in a text, longest first, by one pass over its words.

It knows letters and words only; whether a name that stands there means a place is decided by who has the parse.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reportedly.gazetteer.fold import fold_plain
from reportedly.gazetteer.store import Gazetteer

MOST_WORDS = 7  # of one name
_WORD = re.compile(r"(?:[A-Z]\.){2,}(?![a-z])|[^\W_]+(?:['’‘`ʼʻʾʿ´][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’][sS]$")
# What may stand between the words of one name; a point only after an abbreviation
_GAPS = frozenset((" ", "-", "–", "\n", "  ", " \n", "\u00a0", "\u2010", "\u2011"))
_ABBREVIATED = frozenset(["St", "Mt", "Ft", "Sta", "Ste", "Pt"])
_CONNECTORS = frozenset(
    [
        "of",
        "the",
        "and",
        "de",
        "la",
        "las",
        "los",
        "del",
        "da",
        "do",
        "dos",
        "das",
        "du",
        "des",
        "d",
        "le",
        "les",
        "el",
        "al",
        "ar",
        "as",
        "ad",
        "an",
        "at",
        "ash",
        "az",
        "ez",
        "es",
        "er",
        "ed",
        "en",
        "upon",
        "on",
        "sur",
        "sous",
        "am",
        "im",
        "ob",
        "der",
        "den",
        "van",
        "bin",
        "ibn",
        "bei",
        "y",
        "e",
    ]
)
ARTICLES = frozenset(["al", "el", "ar", "as", "ad", "an", "ash", "az", "ez", "es", "er", "ed", "et", "at", "ul"])


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text, without a possessive ending, and its key."""

    start: int
    end: int
    text: str
    key: str

    @property
    def is_name_like(self) -> bool:
        """Return whether a name may begin with this word: it has a capital, or its script has none."""
        first = self.text[0]
        return first.isupper() or (first > "\u0590" and first.isalpha() and not first.islower())


@dataclass(frozen=True, slots=True)
class Match:
    """A run of words that the gazetteer knows: `words[first:last]`, `text[start:end]`."""

    first: int
    last: int
    start: int
    end: int
    key: str


def split_words(text: str) -> list[Word]:
    """Return the words of the text: runs of letters and digits, with apostrophes inside, and dotted capitals.

    >>> [word.text for word in split_words("U.S. and Syria's Ma'arrat")]
    ['U.S.', 'and', 'Syria', "Ma'arrat"]
    """
    words = []
    for match in _WORD.finditer(text):
        raw = match[0]
        if len(raw) > 2 and _POSSESSIVE.search(raw, len(raw) - 2):
            raw = raw[:-2]
        words.append(Word(match.start(), match.start() + len(raw), raw, fold_plain(raw)))
    return words


def find_names(text: str, words: list[Word], gazetteer: Gazetteer) -> Iterator[Match]:
    """Yield the longest names that stand in the text, left to right, never overlapping."""
    at = 0
    while at < len(words):
        word = words[at]
        match = None
        if word.is_name_like or (word.key in ARTICLES and at + 1 < len(words) and words[at + 1].is_name_like):
            match = _longest(text, words, at, gazetteer)
        if match is None:
            at += 1
        else:
            yield match
            at = match.last


def _longest(text: str, words: list[Word], at: int, gazetteer: Gazetteer) -> Match | None:
    joined = words[at].key
    lengths = [len(joined)]
    last = at
    while last + 1 < len(words) and last + 1 - at < MOST_WORDS and joins(text, words[last], words[last + 1]):
        last += 1
        if not (words[last].is_name_like or words[last].key in _CONNECTORS or words[last].text.isdigit()):
            break
        joined += " " + words[last].key
        lengths.append(len(joined))
    for key in reversed(gazetteer.prefixes(joined)):
        if len(key) in lengths:
            end = at + lengths.index(len(key))
            if words[end].is_name_like or words[end].text.isdigit():
                return Match(at, end + 1, words[at].start, words[end].end, key)
    return None


def joins(text: str, left: Word, right: Word) -> bool:
    """Return whether nothing but a space or a hyphen stands between two words (or the point of "St.")."""
    gap = text[left.end : right.start]
    return gap in _GAPS or (gap in (". ", ".") and left.text in _ABBREVIATED)
