"""Numbers as written: digits and number words, read to values, before it is asked what they count.

Takes a text, gives `Number`s in order. Works on characters alone, so that it holds where a text has lost its commas
and the parse is poor. It does not decide what is no figure (dates, names): see `figure_masks`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from reportedly.reading.figure_lexicon import FigureLexicon, load_figure_lexicon

# Digits with thousands (comma, no-break, thin or plain space) and decimals; or a run of letters.
_ATOM = re.compile(
    r"(?P<digits>\d{1,3}(?:,\d{2,3})*,\d{3}(?![\d])(?:\.\d+)?"
    r"|\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?![\d,.]\d|\d)"
    r"|\d{1,18}(?:\.\d{1,9})?(?!\d))"
    r"|(?P<word>[^\W\d_]+)"
)
_GAP = re.compile(r"[ \t\u00a0]{0,3}(?:[-‐‑][ \t]?)?(?:\r?\n)?[ \t]{0,3}")
_SLASH = re.compile(r"(?<![\d/.,])(1/2|1/3|2/3|1/4|3/4|1/5|2/5|3/5|4/5)(?![\d/])")
MOST_WORDS = 12  # a number of more words is taken in pieces


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written: its span, value, and how it was written.

    `vague` is the word where only a lower bound is said ("dozens"); `share` that it is a fraction, in per cent;
    `scaled` that it ends in a multiplier word ("million"), `digits` that it begins with digits.
    """

    start: int
    end: int
    value: float
    digits: bool = False
    vague: bool = False
    share: bool = False
    scaled: float = 1.0
    comma: bool = False


@dataclass(frozen=True, slots=True)
class _Atom:
    start: int
    end: int
    word: str  # lower-case; empty for digits
    value: float
    comma: bool = False


def find_numbers(text: str) -> list[Number]:
    """Return the numbers of the text, in order, not overlapping.

    >>> [n.value for n in find_numbers("1.5 million people in twenty-five towns, half a dozen camps")]
    [1500000.0, 25.0, 6.0]
    """
    lexicon = load_figure_lexicon()
    found = []
    for run in _runs(text, lexicon):
        found.extend(_read_run(run, lexicon))
    slashed = [Number(m.start(), m.end(), _percent(m.group(1)), digits=True, share=True) for m in _SLASH.finditer(text)]
    return _merge(found, slashed) if slashed else found


def _percent(fraction: str) -> float:
    above, below = fraction.split("/")
    return _share(int(above), int(below))


def _share(above: float, below: int) -> float:
    # whole per cents, as people read them: a third is 33
    share = 100 * above / below
    return float(round(share)) if below in (3, 6, 7, 9) else share


def _merge(numbers: list[Number], slashed: list[Number]) -> list[Number]:
    taken = {(s.start // 4, s.end): s for s in slashed}
    spans = [(s.start, s.end) for s in slashed]
    at, kept = 0, []
    for number in numbers:
        while at < len(spans) and spans[at][1] <= number.start:
            at += 1
        if at == len(spans) or number.end <= spans[at][0]:
            kept.append(number)
    return sorted([*kept, *taken.values()], key=lambda n: n.start)


def _runs(text: str, lexicon: FigureLexicon) -> Iterator[list[_Atom]]:
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


def _run_from(text: str, start: int, lexicon: FigureLexicon) -> Iterator[_Atom]:
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


_ARTICLE = re.compile(r"\b[aA][nN]?[ -]$")
_JOINTS = frozenset({"and", "of", "in", "out"})  # inside a number only: "two and a half", "one in five"
_ARTICLES = frozenset({"a", "an"})


def _atom(match: re.Match[str], lexicon: FigureLexicon, *, after: bool) -> _Atom | None:
    start, end = match.span()
    digits = match.group("digits")
    if digits is not None:
        return _digits(digits, start, end)
    word = match.group().lower()
    if word in lexicon.numbers or word in lexicon.multipliers or word in lexicon.vague:
        return _Atom(start, end, word, 0.0)
    if word in lexicon.fractions or word in lexicon.few or word in _ARTICLES:
        return _Atom(start, end, word, 0.0)
    if after and word in _JOINTS:
        return _Atom(start, end, word, 0.0)
    return None


def _digits(digits: str, start: int, end: int) -> _Atom | None:
    plain = re.sub(r"[, \u00a0\u2009\u202f]", "", digits)
    return _Atom(start, end, "", float(plain), comma=len(plain) != len(digits))


def _read_run(run: list[_Atom], lexicon: FigureLexicon) -> Iterator[Number]:
    """Yield the numbers in a run of atoms, longest readings first."""
    at = 0
    while at < len(run):
        number, used = _read_at(run, at, lexicon)
        if number is not None:
            yield number
        at += max(used, 1)


def _read_at(run: list[_Atom], at: int, lexicon: FigureLexicon) -> tuple[Number | None, int]:
    for read in (_vague, _fraction, _ratio, _half, _cardinal):
        number, used = read(run, at, lexicon)
        if used:
            return number, used
    return None, 1


def _words(run: list[_Atom], at: int, count: int) -> list[str]:
    return [atom.word for atom in run[at : at + count]]


def _vague(run: list[_Atom], at: int, lexicon: FigureLexicon) -> tuple[Number | None, int]:
    """Read "tens of thousands", "several hundred", "dozens"."""
    words = _words(run, at, 3)
    phrase = " ".join(words)
    if len(words) == 3 and phrase in lexicon.vague:
        return Number(run[at].start, run[at + 2].end, lexicon.vague[phrase], vague=True), 3
    skip = 1 if words[0] in _ARTICLES else 0
    if len(words) > skip + 1 and words[skip] in lexicon.few and words[skip + 1] in lexicon.multipliers:
        value, end, used = 2.0 * lexicon.multipliers[words[skip + 1]], run[at + skip + 1].end, skip + 2
        if len(words) > used and words[used] in lexicon.multipliers:
            value, end, used = value * lexicon.multipliers[words[used]], run[at + used].end, used + 1
        return Number(run[at + skip].start, end, value, vague=True), used
    if words[0] in lexicon.vague:
        return Number(run[at].start, run[at].end, lexicon.vague[words[0]], vague=True), 1
    return None, 0


def _fraction(run: list[_Atom], at: int, lexicon: FigureLexicon) -> tuple[Number | None, int]:
    """Read "two thirds", "a quarter", "one fifth" as shares; what is divided is asked for by the caller."""
    words = _words(run, at, 2)
    if len(words) < 2 or words[1] not in lexicon.fractions:
        return None, 0
    below = lexicon.fractions[words[1]]
    above = 1.0 if words[0] in _ARTICLES else lexicon.numbers.get(words[0], 0.0)
    rest = _words(run, at + 2, 3)
    if rest[:2] == ["of", "a"] and len(rest) == 3 and lexicon.multipliers.get(rest[2], 0) >= 1000 and 0 < above < below:
        scale = lexicon.multipliers[rest[2]]
        return Number(run[at].start + 2 * (words[0] == "a"), run[at + 4].end, scale * above / below, scaled=scale), 5
    if not 0 < above < below or (above > 1) != words[1].endswith("s"):
        return None, 0
    if (
        words[1] == "half"
        and words[0] in _ARTICLES
        and _words(run, at, 3)[2:]
        and run[at + 2].word in lexicon.multipliers
    ):
        return None, 0
    start = run[at + 1].start if words[0] in _ARTICLES and words[1] == "half" else run[at].start
    return Number(start, run[at + 1].end, _share(above, below), share=True), 2


def _ratio(run: list[_Atom], at: int, lexicon: FigureLexicon) -> tuple[Number | None, int]:
    """Read "one in five" and "three out of four" as shares; "two in three attacks" is none."""
    words = _words(run, at, 4)
    used = 4 if words[1:3] == ["out", "of"] else 3
    if len(words) < used or (used == 3 and words[1] != "in"):
        return None, 0
    above, below = _small(run, at, lexicon)[0], _small(run, at + used - 1, lexicon)[0]
    if not 0 < above < below <= 10 or (used == 3 and above != 1):
        return None, 0
    return Number(run[at].start, run[at + used - 1].end, _share(above, int(below)), share=True), used


def _half(run: list[_Atom], at: int, lexicon: FigureLexicon) -> tuple[Number | None, int]:
    """Read "half a million", "half a dozen", "half"."""
    words = _words(run, at, 3)
    first = 1 if words[0] in _ARTICLES and len(words) > 1 else 0
    if words[first] != "half":
        return None, 0
    rest = _words(run, at + first, 3)
    jump = 2 if len(rest) > 2 and rest[1] in _ARTICLES else 1
    if len(rest) > jump and rest[jump] in lexicon.multipliers:
        last = run[at + first + jump]
        value = 0.5 * lexicon.multipliers[rest[jump]]
        return Number(run[at + first].start, last.end, value, scaled=lexicon.multipliers[rest[jump]]), first + jump + 1
    return Number(run[at + first].start, run[at + first].end, 50.0, share=True), first + 1


def _cardinal(run: list[_Atom], at: int, lexicon: FigureLexicon) -> tuple[Number | None, int]:
    """Read digits or number words with their multipliers: "two hundred and fifty", "1.5 million", "a dozen"."""
    first = at + (run[at].word in _ARTICLES)
    n, last, total, ceiling = first, -1, 0.0, float("inf")
    while n < len(run):
        group, used = _group(run, n, lexicon, alone=n == first and first > at)
        factor, scales = _factor(run, n + used, lexicon)
        if used + scales == 0 or factor >= ceiling or (last >= 0 and run[n].word == "" and factor == 1):
            break
        half = _and_half(run, n + used + scales)
        total += factor * (group + 0.5 * (half > 0))
        n += used + scales + half
        last, ceiling = n - 1, factor
        if factor == 1:
            break
        n += run[n].word == "and" if n < len(run) else 0
    if last < 0:
        return None, 1
    begin = run[first]
    return Number(begin.start, run[last].end, total, begin.word == "", scaled=ceiling, comma=begin.comma), last + 1 - at


def _group(run: list[_Atom], at: int, lexicon: FigureLexicon, *, alone: bool) -> tuple[float, int]:
    """Read what stands before a thousand: digits, "twenty-five", "two hundred and six", "three dozen"."""
    value, used = _small(run, at, lexicon)
    scale = _tens(run, at + used, lexicon)
    if scale > 1 and (used or alone):
        value, used = (value if used else 1.0) * scale, used + 1
        rest = at + used + (_words(run, at + used, 1) == ["and"])
        more, extra = _small(run, rest, lexicon) if scale == 100 else (0.0, 0)
        if extra and run[rest].word and more < 100:
            return value + more, rest + extra - at
        return value, used
    half = _and_half(run, at + used) if used else 0
    if half and _factor(run, at + used + half, lexicon)[1]:
        return value + 0.5, used + half
    if used == 0 and alone and _factor(run, at, lexicon)[1]:
        return 1.0, 0
    return value, used


def _small(run: list[_Atom], at: int, lexicon: FigureLexicon) -> tuple[float, int]:
    """Read digits, or a number word below a hundred."""
    if at >= len(run):
        return 0.0, 0
    if run[at].word == "":
        return run[at].value, 1
    value = lexicon.numbers.get(run[at].word)
    if value is None:
        return 0.0, 0
    unit = lexicon.numbers.get(run[at + 1].word, 0.0) if at + 1 < len(run) else 0.0
    if value >= 20 and 0 < unit < 10:
        return value + unit, 2
    return value, 1


def _tens(run: list[_Atom], at: int, lexicon: FigureLexicon) -> float:
    scale = lexicon.multipliers.get(run[at].word, 1.0) if at < len(run) else 1.0
    return scale if scale <= 100 else 1.0


def _factor(run: list[_Atom], at: int, lexicon: FigureLexicon) -> tuple[float, int]:
    """Return the product of the multipliers of a thousand and more at a position, and how many there are."""
    factor, used = 1.0, 0
    while at + used < len(run) and used < 3 and lexicon.multipliers.get(run[at + used].word, 1.0) >= 1000:
        factor *= lexicon.multipliers[run[at + used].word]
        used += 1
    return factor, used


def _and_half(run: list[_Atom], at: int) -> int:
    """Return how many atoms "and a half" takes at a position, 0 if it is not there."""
    words = _words(run, at, 3)
    if len(words) == 3 and words[0] == "and" and words[1] in _ARTICLES and words[2] == "half":
        return 3
    return 2 if words[:2] == ["and", "half"] else 0
