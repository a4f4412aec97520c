"""Ranges: two numbers that state the ends of one figure ("between 20 and 30", "20-30", "two or three").

Takes the numbers of a text, gives pairs (low, high), high None where a number stands alone. A change ("rose from 20
to 30") is two figures; a falling pair with a dash ("3-1") is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from reportedly.reading.figures.context import words_before
from reportedly.reading.figures.lexicon import FigureLexicon
from reportedly.reading.figures.numbers import Number

_SIGN = r"(?:US\$|[$€£])?"
_UNITS = "per ?cent|percent|km|people|days|hours|years|months|weeks|fighters|civilians|dollars|metres|meters"
_UNIT = rf"(?:\s?%|[ -](?:{_UNITS}))?"
_DASH = re.compile(rf"%?(?:\s?[-‐‑–—]\s?){_SIGN}")
_TO = re.compile(rf"{_UNIT}\s+(?:up )?to\s+{_SIGN}")
_AND = re.compile(rf"{_UNIT}\s+and\s+{_SIGN}")
_OR = re.compile(r"\s+or\s+")
_COMMA = re.compile(r",\s+(?:(?:perhaps|maybe|even|possibly)\s+)?")  # "two hundred, perhaps three hundred"
_LONGEST_JOIN = 24
_WIDEST = 50  # times the low end, beyond which "A to B" is no range


def join_ranges(text: str, numbers: Sequence[Number], lexicon: FigureLexicon) -> Iterator[tuple[Number, Number | None]]:
    """Yield the numbers alone or in pairs, in order."""
    n = 0
    while n < len(numbers):
        first = numbers[n]
        second = numbers[n + 1] if n + 1 < len(numbers) else None
        joint = _joint(text, first, second) if second else None
        if joint is None or second is None:
            yield first, None
            n += 1
            continue
        low, high = _scale(text, first, second, lexicon)
        if low.value < high.value and _is_range(text, low, high, joint, lexicon):
            yield low, high
        elif joint != "-":
            yield first, None
            n += 1
            continue
        elif second.scaled > 1 or second.comma:
            yield first, None
            yield second, None
        n += 2


def _joint(text: str, first: Number, second: Number) -> str | None:
    if second.start - first.end > _LONGEST_JOIN or first.vague or second.vague or first.share != second.share:
        return None
    for name, pattern in (("-", _DASH), ("to", _TO), ("and", _AND), ("or", _OR), (",", _COMMA)):
        if pattern.fullmatch(text, first.end, second.start):
            return name
    return None


def _scale(text: str, first: Number, second: Number, lexicon: FigureLexicon) -> tuple[Number, Number]:
    """Return the pair with a shared multiplier given to both: "20 to 30 million", "two or three dozen"."""
    scale = second.scaled
    if scale == 1:
        word = re.split(r"[\s-]", text[second.start : second.end])[-1].lower()
        scale = lexicon.multipliers.get(word, 1.0)
    if scale > 1 and first.value < second.value / scale and first.scaled == 1 and not first.comma:
        return replace(first, value=first.value * scale), second
    return first, second


def _is_range(text: str, low: Number, high: Number, joint: str, lexicon: FigureLexicon) -> bool:
    before = [word.low for word in words_before(text, low.start, 8)]
    lead = [word for word in before[:3] if word not in {"$", "€", "£"}]
    if joint == "and":
        return "between" in lead[:2]
    if joint == ",":
        return not low.digits and not high.digits and low.value > 2 and high.value <= 1.5 * low.value
    if joint == "or":
        return high.value <= max(2 * low.value, low.value + 2)
    if joint == "to":
        return high.value <= _WIDEST * low.value and not any(word in lexicon.change for word in before)
    return True
