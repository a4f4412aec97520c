"""The words and digits that numbers are made of, in runs that stand next to each other.

Takes a text, gives runs of `Atom`s in order: "two", "hundred", "and", "six". It looks for digits and number words in
one pass of a pattern, because most words of a text are no number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from reportedly.reading.figures.lexicon import FigureLexicon, load_figure_lexicon

# Digits with thousands (comma, no-break, thin or plain space) and decimals; or a run of letters.
_ATOM = re.compile(
    r"(?P<digits>\d{1,3}(?:,\d{2,3})*,\d{3}(?![\d])(?:\.\d+)?"
    r"|\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?![\d,.]\d|\d)"
    r"|\d{1,18}(?:\.\d{1,9})?(?!\d))"
    r"|(?P<word>[^\W\d_]+)"
)
_GAP = re.compile(r"[ \t\u00a0]{0,3}(?:[-‐‑][ \t]?)?(?:\r?\n)?[ \t]{0,3}")
MOST_WORDS = 12  # a number of more words is taken in pieces
_ARTICLE = re.compile(r"\b[aA][nN]?[ -]$")
_JOINTS = frozenset({"and", "of", "in", "out"})  # inside a number only: "two and a half", "one in five"
ARTICLES = frozenset({"a", "an"})


@dataclass(frozen=True, slots=True)
class Atom:
    """A word or digits of a number: its span, the word in lower case (empty for digits), the value of digits."""

    start: int
    end: int
    word: str  # lower-case; empty for digits
    value: float
    comma: bool = False


def find_runs(text: str, lexicon: FigureLexicon) -> Iterator[list[Atom]]:
    """Yield the runs of number atoms that stand next to each other."""
    end = 0
    for candidate in _candidates().finditer(text):
        start = candidate.start()
        if start < end:
            continue
        if not text[start].isdigit():
            article = _ARTICLE.search(text, max(0, start - 3), start)
            start = article.start() if article and article.start() >= end else start
        run = list(_run_from(text, start, lexicon))
        if run:
            end = run[-1].end
            yield run


def _run_from(text: str, start: int, lexicon: FigureLexicon) -> Iterator[Atom]:
    end = start
    for count in range(MOST_WORDS):
        match = _ATOM.match(text, end if count == 0 else _GAP.match(text, end).end())  # type: ignore[union-attr]
        atom = _atom(match, lexicon, after=count > 0) if match else None
        if atom is None:
            return
        yield atom
        end = atom.end


@lru_cache(maxsize=1)
def _candidates() -> re.Pattern[str]:
    """Return the pattern of a digit or a number word, written small, with a capital or in capitals."""
    lexicon = load_figure_lexicon()
    words = {*lexicon.numbers, *lexicon.multipliers, *lexicon.vague, *lexicon.fractions, *lexicon.few}
    single = {word for word in words if " " not in word}
    forms = single | {word.capitalize() for word in single} | {word.upper() for word in single}
    return re.compile(rf"\d|\b(?:{_alternatives(sorted(forms))})\b")


def _alternatives(words: list[str]) -> str:
    """Return sorted words as alternatives that share their first letters: several times faster than a flat list."""
    branches = []
    for first, group in groupby((word for word in words if word), key=lambda word: word[0]):
        rest = [word[1:] for word in group]
        tail = _alternatives(rest)
        optional = "?" if "" in rest else ""
        branches.append(re.escape(first) + (f"(?:{tail}){optional}" if tail else ""))
    return "|".join(branches)


def _atom(match: re.Match[str], lexicon: FigureLexicon, *, after: bool) -> Atom | None:
    start, end = match.span()
    digits = match.group("digits")
    if digits is not None:
        return _digits(digits, start, end)
    word = match.group().lower()
    if word in lexicon.numbers or word in lexicon.multipliers or word in lexicon.vague:
        return Atom(start, end, word, 0.0)
    if word in lexicon.fractions or word in lexicon.few or word in ARTICLES:
        return Atom(start, end, word, 0.0)
    if after and word in _JOINTS:
        return Atom(start, end, word, 0.0)
    return None


def _digits(digits: str, start: int, end: int) -> Atom:
    plain = re.sub(r"[, \u00a0\u2009\u202f]", "", digits)
    return Atom(start, end, "", float(plain), comma=len(plain) != len(digits))
