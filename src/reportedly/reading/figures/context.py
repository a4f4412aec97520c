"""The words round a figure: a few before it and a few after it, cut from the text itself.

Takes a text and a position, gives words with their offsets. It reads characters, not tokens, because measures and
hedges cling to digits ("12,000KM2", "200+", "7-day") in ways that tokenizers split differently.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import NamedTuple

BEFORE_CHARS = 50
AFTER_CHARS = 64
_WORD = re.compile(r"[^\W\d_]+(?:[.'’/^][^\W\d_]+)*[²³]?(?:(?<=[mM])[23](?!\d))?\.?|\d[\d.,:]*|[^\w\s]|_", re.UNICODE)


class Word(NamedTuple):
    """A word or a sign: lower-case, as written, and where it stands."""

    low: str
    text: str
    start: int
    end: int


def words_before(text: str, at: int, most: int = 6) -> list[Word]:
    """Return the words before a position, nearest first, within one paragraph.

    >>> [w.low for w in words_before("Of these, at least 20", 19)]
    ['least', 'at', ',', 'these', 'of']
    """
    begin = max(0, at - BEFORE_CHARS)
    broken = text.rfind("\n\n", begin, at)
    found = list(_WORD.finditer(text, begin if broken < 0 else broken, at))
    return [_word(match) for match in found[: -most - 1 : -1]]


def words_after(text: str, at: int, most: int = 7) -> list[Word]:
    """Return the words after a position, in order, within one paragraph.

    >>> [w.low for w in words_after("20 or more", 2)]
    ['or', 'more']
    """
    end = min(len(text), at + AFTER_CHARS)
    broken = text.find("\n\n", at, end)
    return [_word(match) for match in islice(_WORD.finditer(text, at, end if broken < 0 else broken), most)]


def _word(match: re.Match[str]) -> Word:
    written = match.group()
    low = written.lower()
    if len(low) > 1 and low[-1] == "." and "." not in low[:-1]:
        low = low[:-1]  # "approx.", "Jan."; kept in "p.m."
    return Word(low, written, match.start(), match.end())
