"""The words round a figure: a few before it and a few after it, cut from the text itself.

Takes a text and a position, gives words with their offsets. It reads characters, not tokens, because measures and
hedges cling to digits ("12,000KM2", "200+", "7-day") in ways that tokenizers split differently.
"""

from __future__ import annotations

import re
from typing import NamedTuple

WINDOW = 90  # characters looked at on either side
_WORD = re.compile(r"[^\W\d_]+(?:[.'’/^][^\W\d_]+)*[²³]?(?:(?<=m)[23](?!\d))?\.?|\d[\d.,:]*|[^\w\s]|_", re.UNICODE)
_BREAK = re.compile(r"\n[ \t\r]*\n")


class Word(NamedTuple):
    """A word or a sign: lower-case, as written, and where it stands."""

    low: str
    text: str
    start: int
    end: int


def words_before(text: str, at: int, most: int = 8) -> list[Word]:
    """Return the words before a position, nearest first, within one paragraph.

    >>> [w.low for w in words_before("Of these, at least 20", 19)]
    ['least', 'at', ',', 'these', 'of']
    """
    begin = max(0, at - WINDOW)
    piece = text[begin:at]
    breaks = list(_BREAK.finditer(piece))
    if breaks:
        begin += breaks[-1].end()
        piece = text[begin:at]
    return [_word(m, begin) for m in _WORD.finditer(piece)][: -most - 1 : -1]


def words_after(text: str, at: int, most: int = 8) -> list[Word]:
    """Return the words after a position, in order, within one paragraph.

    >>> [w.low for w in words_after("20 or more", 2)]
    ['or', 'more']
    """
    piece = text[at : at + WINDOW]
    broken = _BREAK.search(piece)
    if broken:
        piece = piece[: broken.start()]
    found = []
    for match in _WORD.finditer(piece):
        found.append(_word(match, at))
        if len(found) == most:
            break
    return found


def _word(match: re.Match[str], begin: int) -> Word:
    low = match.group().lower()
    if low.endswith(".") and "." not in low[:-1]:
        low = low[:-1]  # "approx.", "Jan."; kept in "p.m."
    return Word(low, match.group(), begin + match.start(), begin + match.end())
