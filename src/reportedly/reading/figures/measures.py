"""What a figure measures: currency before it, multiplier letters and units behind it.

Takes a number and the words behind it, gives the unit as a singular noun and where the expression ends.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportedly.reading.figures.context import Word, words_after
from reportedly.reading.figures.lexicon import FigureLexicon
from reportedly.reading.figures.nouns import unit_of_noun
from reportedly.reading.figures.numbers import Number

_CURRENCY = re.compile(
    r"(?<![^\W\d_])((?:US|AU?|C)?\$|[€£₦₹¥₪₴₽₱]|USD|EUR|GBP|NGN|PHP|Php|Rs\.?|[NPK])\s?$", re.IGNORECASE
)
_LETTERS = re.compile(r"[^\W\d_]+")
_LONGEST = 3  # words of a unit
_PEOPLE_SUFFIX = frozenset({"k", "mn", "mln", "bn", "tn"})  # never a unit of length


@dataclass(frozen=True, slots=True)
class Measure:
    """The unit of a figure (None where it counts), where number and unit end, and whether the unit stood before."""

    unit: str | None
    end: int
    before: bool = False


def read_suffix(text: str, number: Number, currency: str | None, lexicon: FigureLexicon) -> Number:
    """Return the number with letters like "k" and "bn" behind its digits taken in: "20k", "$1.5bn", "$116 M"."""
    if not number.digits or number.scaled > 1:
        return number
    at = number.end + (currency is not None and text[number.end : number.end + 1] == " ")
    match = _LETTERS.match(text, at)
    factor = lexicon.suffixes.get(match.group().lower()) if match else None
    if match is None or factor is None or len(match.group()) > 3:
        return number
    if currency is None and match.group().lower() not in _PEOPLE_SUFFIX and match.group() != "M":
        after = words_after(text, match.end(), _LONGEST)
        if not after or (_unit(after, lexicon)[0] not in lexicon.money_units and not _is_countable(after[0].low)):
            return number
    return replace(number, end=match.end(), value=number.value * factor, scaled=factor)


def _is_countable(word: str) -> bool:
    return word == "people" or (word.endswith("s") and unit_of_noun(word) is not None)


def find_currency(text: str, start: int, lexicon: FigureLexicon) -> tuple[str | None, int]:
    """Return the currency whose sign or code stands before a position, and where that begins: "US$" is dollar."""
    match = _CURRENCY.search(text[max(0, start - 6) : start])
    if match is None:
        return None, start
    sign = match.group(1)
    if (sign.isalpha() and not sign[0].isupper()) or (sign in ("N", "P", "K") and match.end() - match.start() > 1):
        return None, start
    return lexicon.currency.get(sign.lower()), start - (match.end() - match.start())


def find_measure(number: Number, after: Sequence[Word], currency: str | None, lexicon: FigureLexicon) -> Measure:
    """Return what the number measures by the words behind it, and where the expression ends."""
    after = after[:5]
    first = 1 if after and after[0].low in {"-", "‐", "‑", "–"} and _tight(after, number.end) else 0
    unit, used = _unit(after[first:], lexicon)
    if currency is not None:
        money = unit in lexicon.money_units or (after[first:] and after[first].low == "us")
        end = after[first + max(used, 1) - 1].end if money else number.end
        return Measure(currency, end, before=True)
    if unit is None or _is_other(unit, after[first:], number):
        return Measure(None, number.end)
    return Measure(unit, after[first + used - 1].end)


def _tight(after: Sequence[Word], end: int) -> bool:
    return after[0].start == end and len(after) > 1 and after[1].start == after[0].end


def _unit(after: Sequence[Word], lexicon: FigureLexicon) -> tuple[str | None, int]:
    for size in range(min(_LONGEST, len(after)), 0, -1):
        unit = lexicon.measures.get(tuple(word.low for word in after[:size]))
        if unit is not None:
            return unit, size
    return None, 0


def _is_other(unit: str, after: Sequence[Word], number: Number) -> bool:
    """Return whether the words are no unit here: "two second lieutenants", "5 minute men", "I have 2 in all"."""
    word = after[0]
    if (
        len(word.text) <= 2
        and word.low.isalpha()
        and word.text.isupper()
        and unit in {"metre", "millimetre", "tonne", "hectare"}
    ):
        return word.start > number.end
    if word.low in {"second", "in", "say", "pc"} and word.start > number.end:
        return True
    return unit == "metre" and word.low == "m" and number.value < 1
