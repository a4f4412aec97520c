"""Finding: the names of the gazetteer that stand in a text, longest first, by one pass over its words.

It knows letters and words only; whether a name that stands there means a place is decided by who has the parse.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from reportedly.gazetteer.entry import NameKind
from reportedly.gazetteer.fold import fold_plain
from reportedly.gazetteer.parties import party_key
from reportedly.gazetteer.store import Gazetteer
from reportedly.gazetteer.words import word_set

MOST_WORDS = 7  # of one name
_LEAST_POSSESSED = 5  # letters
_WORD = re.compile(r"((?:[A-Z]\.){2,}(?:[A-Z](?![^\W_]))?(?![a-z])|[^\W_]+(?:['’‘`ʼʻʾʿ´][^\W_]+)*)")
# What may stand between the words of one name; a point only after an abbreviation
_GAPS = frozenset((" ", "-", "–", "\n", "  ", " \n", "\u00a0", "\u2010", "\u2011"))
_ABBREVIATED = frozenset(["St", "Mt", "Ft", "Sta", "Ste", "Pt"])
_THINGS = word_set("things")
_INNER = word_set("connectors") | _THINGS  # small words that a name may go on with
ARTICLES = word_set("leading_articles")


class Word(NamedTuple):
    """A word of a text, without a possessive ending, and its key."""

    start: int
    end: int
    text: str
    key: str
    is_name_like: bool  # it has a capital, or its script has none
    gap: str  # what stands behind it, up to the next word; a line's end behind the last
    party_key: str  # by which parties are sought; empty for an Arabic article


class Match(NamedTuple):
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
    pieces = _WORD.split(text)  # what stands between words, and words, in turn
    starts = list(accumulate(map(len, pieces)))[:-1:2]
    pieces[-1] = "\n"
    rows = zip(starts, map(_read_word, pieces[1::2]), pieces[2::2], strict=True)
    new = tuple.__new__  # of Word itself takes twice as long
    return [
        new(Word, (start, start + length, bare, key, named, ending + gap, party))
        for start, (length, bare, ending, key, named, party), gap in rows
    ]


@lru_cache(maxsize=50_000)
def _read_word(raw: str) -> tuple[int, str, str, str, bool, str]:
    """Return what is told of a word wherever it stands: length, itself, possessive ending, key, case, party key."""
    word = raw[:-2] if raw[-1] in "sS" and raw[-2:-1] in "'’" and len(raw) > 2 else raw
    first = word[0]
    named = first.isupper() or (first > "\u0590" and first.isalpha() and not first.islower())
    named = named or (word[1:2] in ("'", "’") and word[2:3].isupper())  # "d'Ivoire"
    return len(word), word, raw[len(word) :], fold_plain(word), named, party_key(word)


def find_names(words: list[Word], gazetteer: Gazetteer) -> Iterator[Match]:
    """Yield the longest names that stand in the text, left to right, never overlapping."""
    end = 0
    for at in [i for i, word in enumerate(words) if word.is_name_like or word.key in ARTICLES]:
        if at < end or not (words[at].is_name_like or (at + 1 < len(words) and words[at + 1].is_name_like)):
            continue  # an article stands before a name
        match = _longest(words, at, gazetteer) or _without_s(words, at, gazetteer)
        if match is not None:
            yield match
            end = match.last


def _longest(words: list[Word], at: int, gazetteer: Gazetteer) -> Match | None:
    before = words[at]
    joined = before.key
    lengths = [len(joined)]
    for word in words[at + 1 : at + MOST_WORDS]:
        if not (word.is_name_like or word.key in _INNER or word.text.isdigit()) or not joins(before):
            break
        joined += " " + word.key
        lengths.append(len(joined))
        before = word
    for key in reversed(gazetteer.prefixes(joined)):
        if len(key) in lengths:
            end = at + lengths.index(len(key))
            word = words[end]
            if words[at].key == "the" and _is_kept(key[4:], gazetteer):
                return None  # "The Netherlands" is found at its next word, as "the Netherlands" is
            if word.is_name_like or word.text.isdigit() or (end > at and word.key in _THINGS):
                return Match(at, end + 1, words[at].start, words[end].end, key)
    return None


def _without_s(words: list[Word], at: int, gazetteer: Gazetteer) -> Match | None:
    """Read "Syrias" as "Syria's": some texts have lost their apostrophes. Only for names of the hand-kept tables."""
    word = words[at]
    if len(word.key) < _LEAST_POSSESSED or word.key[-1] != "s" or word.text[-1] != "s":
        return None
    key = word.key[:-1]
    return Match(at, at + 1, word.start, word.end - 1, key) if _is_kept(key, gazetteer) else None


def _is_kept(key: str, gazetteer: Gazetteer) -> bool:
    return any(candidate.how & NameKind.KEPT for candidate in gazetteer.named(key))


def joins(word: Word) -> bool:
    """Return whether nothing but a space or a hyphen stands between a word and the next (or the point of "St.")."""
    return word.gap in _GAPS or (word.gap in (". ", ".") and word.text in _ABBREVIATED)
