"""Numbers as written: digits and number words, read to values, before it is asked what they count.

Takes a text, gives `Number`s in order. Works on characters alone, so that it holds where a text has lost its commas
and the parse is poor. It does not decide what is no figure (dates, names): see `figures.masks`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reportedly.reading.figures.atoms import ARTICLES, Atom, find_runs
from reportedly.reading.figures.lexicon import FigureLexicon, load_figure_lexicon

_SLASH = re.compile(r"(?<![\d/.,])(1/2|1/3|2/3|1/4|3/4|1/5|2/5|3/5|4/5)(?![\d/])")


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


def find_numbers(text: str) -> list[Number]:
    """Return the numbers of the text, in order, not overlapping.

    >>> [n.value for n in find_numbers("1.5 million people in twenty-five towns, half a dozen camps")]
    [1500000.0, 25.0, 6.0]
    """
    lexicon = load_figure_lexicon()
    found: list[Number] = []
    for run in find_runs(text, lexicon):
        found.extend(_read_run(run, lexicon))
    fractions = _SLASH.finditer(text) if "/" in text else ()
    slashed = [Number(m.start(), m.end(), _percent(m.group(1)), digits=True, share=True) for m in fractions]
    return _merge(found, slashed) if slashed else found


def _percent(fraction: str) -> float:
    above, below = fraction.split("/")
    return _share(int(above), int(below))


def _share(above: float, below: int) -> float:
    # whole per cents, as people read them: a third is 33
    share = 100 * above / below
    return float(round(share)) if below in (3, 6, 7, 9) else share


def _merge(numbers: list[Number], slashed: list[Number]) -> list[Number]:
    """Put fractions written with a slash in the place of the digits that they cover."""
    spans = [(s.start, s.end) for s in slashed]
    at, kept = 0, []
    for number in numbers:
        while at < len(spans) and spans[at][1] <= number.start:
            at += 1
        if at == len(spans) or number.end <= spans[at][0]:
            kept.append(number)
    return sorted([*kept, *slashed], key=lambda n: n.start)


def _read_run(run: list[Atom], lexicon: FigureLexicon) -> Iterator[Number]:
    """Yield the numbers in a run of atoms, longest readings first."""
    if len(run) == 1 and not run[0].word:  # digits alone: the most common by far
        yield Number(run[0].start, run[0].end, run[0].value, digits=True, comma=run[0].comma)
        return
    at = 0
    while at < len(run):
        number, used = _read_at(run, at, lexicon)
        if number is not None:
            yield number
        at += max(used, 1)


def _read_at(run: list[Atom], at: int, lexicon: FigureLexicon) -> tuple[Number | None, int]:
    for read in (_vague, _fraction, _ratio, _half, _cardinal):
        number, used = read(run, at, lexicon)
        if used:
            return number, used
    return None, 1


def _words(run: list[Atom], at: int, count: int) -> list[str]:
    return [atom.word for atom in run[at : at + count]]


def _vague(run: list[Atom], at: int, lexicon: FigureLexicon) -> tuple[Number | None, int]:
    """Read "tens of thousands", "several hundred", "dozens"."""
    words = _words(run, at, 3)
    phrase = " ".join(words)
    if len(words) == 3 and phrase in lexicon.vague:
        return Number(run[at].start, run[at + 2].end, lexicon.vague[phrase], vague=True), 3
    skip = 1 if words[0] in ARTICLES else 0
    if len(words) > skip + 1 and words[skip] in lexicon.few and words[skip + 1] in lexicon.multipliers:
        value, end, used = 2.0 * lexicon.multipliers[words[skip + 1]], run[at + skip + 1].end, skip + 2
        if len(words) > used and words[used] in lexicon.multipliers:
            value, end, used = value * lexicon.multipliers[words[used]], run[at + used].end, used + 1
        return Number(run[at + skip].start, end, value, vague=True), used
    if words[0] in lexicon.vague:
        return Number(run[at].start, run[at].end, lexicon.vague[words[0]], vague=True), 1
    return None, 0


def _fraction(run: list[Atom], at: int, lexicon: FigureLexicon) -> tuple[Number | None, int]:
    """Read "two thirds", "a quarter", "one fifth" as shares; what is divided is asked for by the caller."""
    words = _words(run, at, 2)
    if len(words) < 2 or words[1] not in lexicon.fractions:
        return None, 0
    below = lexicon.fractions[words[1]]
    above = 1.0 if words[0] in ARTICLES else lexicon.numbers.get(words[0], 0.0)
    rest = _words(run, at + 2, 3)
    if rest[:2] == ["of", "a"] and len(rest) == 3 and lexicon.multipliers.get(rest[2], 0) >= 1000 and 0 < above < below:
        scale = lexicon.multipliers[rest[2]]
        return Number(run[at].start + 2 * (words[0] == "a"), run[at + 4].end, scale * above / below, scaled=scale), 5
    if not 0 < above < below or (above > 1) != words[1].endswith("s"):
        return None, 0
    if (
        words[1] == "half"
        and words[0] in ARTICLES
        and _words(run, at, 3)[2:]
        and run[at + 2].word in lexicon.multipliers
    ):
        return None, 0
    start = run[at + 1].start if words[0] in ARTICLES and words[1] == "half" else run[at].start
    return Number(start, run[at + 1].end, _share(above, below), share=True), 2


def _ratio(run: list[Atom], at: int, lexicon: FigureLexicon) -> tuple[Number | None, int]:
    """Read "one in five" and "three out of four" as shares; "two in three attacks" is none."""
    words = _words(run, at, 4)
    used = 4 if words[1:3] == ["out", "of"] else 3
    if len(words) < used or (used == 3 and words[1] != "in"):
        return None, 0
    above, below = _small(run, at, lexicon)[0], _small(run, at + used - 1, lexicon)[0]
    if not 0 < above < below <= 10 or (used == 3 and above != 1):
        return None, 0
    return Number(run[at].start, run[at + used - 1].end, _share(above, int(below)), share=True), used


def _half(run: list[Atom], at: int, lexicon: FigureLexicon) -> tuple[Number | None, int]:
    """Read "half a million", "half a dozen", "half"."""
    words = _words(run, at, 3)
    first = 1 if words[0] in ARTICLES and len(words) > 1 else 0
    if words[first] != "half":
        return None, 0
    rest = _words(run, at + first, 3)
    jump = 2 if len(rest) > 2 and rest[1] in ARTICLES else 1
    if len(rest) > jump and rest[jump] in lexicon.multipliers:
        last = run[at + first + jump]
        value = 0.5 * lexicon.multipliers[rest[jump]]
        return Number(run[at + first].start, last.end, value, scaled=lexicon.multipliers[rest[jump]]), first + jump + 1
    return Number(run[at + first].start, run[at + first].end, 50.0, share=True), first + 1


def _cardinal(run: list[Atom], at: int, lexicon: FigureLexicon) -> tuple[Number | None, int]:
    """Read digits or number words with their multipliers: "two hundred and fifty", "1.5 million", "a dozen"."""
    first = at + (run[at].word in ARTICLES)
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


def _group(run: list[Atom], at: int, lexicon: FigureLexicon, *, alone: bool) -> tuple[float, int]:
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


def _small(run: list[Atom], at: int, lexicon: FigureLexicon) -> tuple[float, int]:
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


def _tens(run: list[Atom], at: int, lexicon: FigureLexicon) -> float:
    scale = lexicon.multipliers.get(run[at].word, 1.0) if at < len(run) else 1.0
    return scale if scale <= 100 else 1.0


def _factor(run: list[Atom], at: int, lexicon: FigureLexicon) -> tuple[float, int]:
    """Return the product of the multipliers of a thousand and more at a position, and how many there are."""
    factor, used = 1.0, 0
    while at + used < len(run) and used < 3 and lexicon.multipliers.get(run[at + used].word, 1.0) >= 1000:
        factor *= lexicon.multipliers[run[at + used].word]
        used += 1
    return factor, used


def _and_half(run: list[Atom], at: int) -> int:
    """Return how many atoms "and a half" takes at a position, 0 if it is not there."""
    words = _words(run, at, 3)
    if len(words) == 3 and words[0] == "and" and words[1] in ARTICLES and words[2] == "half":
        return 3
    return 2 if words[:2] == ["and", "half"] else 0
