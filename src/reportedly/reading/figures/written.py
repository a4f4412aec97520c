"""A figure as written: its number or two, the words round it, its currency, unit and hedge, before it is judged.

Takes the text and one number, or the two of a range; gives a `Written`, or None for digits that are part of something
else ("T-72", "40th").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportedly.model import Relation
from reportedly.reading.figures.context import Word, words_after, words_before
from reportedly.reading.figures.hedges import Hedge, find_hedge_after, find_hedge_before
from reportedly.reading.figures.lexicon import FigureLexicon
from reportedly.reading.figures.masks import is_glued
from reportedly.reading.figures.measures import Measure, find_currency, find_measure, read_suffix
from reportedly.reading.figures.numbers import Number

_AGE_BEFORE = frozenset({"aged", "age", "ages"})
_YOUNG = frozenset({"children", "boys", "girls", "kids", "those"})
_OLDEST = 110  # years; more is no age
_ENDS = frozenset({",", ".", ";", ")"})
_YO = re.compile(r"[\s-]?y/?o\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Written:
    """A figure as written; `before` has the nearest word first; `hedge` is the one before, `behind` right behind."""

    text: str
    low: Number
    high: Number | None
    before: Sequence[Word]
    after: Sequence[Word]
    measure: Measure
    hedge: Hedge | None
    behind: Hedge | None

    @property
    def last(self) -> Number:
        """The number that the words behind stand behind."""
        return self.high or self.low

    @property
    def words(self) -> str:
        """The figure's own words, lower-case."""
        return self.text[self.low.start : self.last.end].lower()

    @property
    def several(self) -> bool:
        """Whether more than one thing is counted."""
        return self.high is not None or self.low.value != 1

    def left(self, at: int = 0) -> str:
        """Return the word so many words before the figure, empty where there is none."""
        return self.before[at].low if at < len(self.before) else ""

    def right(self, at: int = 0) -> str:
        """Return the word so many words behind the figure, empty where there is none."""
        return self.after[at].low if at < len(self.after) else ""


def read_written(text: str, low: Number, high: Number | None, lexicon: FigureLexicon) -> Written | None:
    """Return a number, or the two of a range, with what stands round it."""
    currency, begin = find_currency(text, low.start, lexicon)
    if currency is None and high is not None:
        currency = find_currency(text, high.start, lexicon)[0]
    if currency is None and (is_glued(text, low) or (high and is_glued(text, replace(high, start=low.start)))):
        return None
    low, high = _with_suffix(text, low, high, currency, lexicon)
    last = high or low
    before, after = words_before(text, begin), words_after(text, last.end)
    measure = find_measure(last, after, currency, lexicon)
    if measure.unit is None and _is_age(text, last, before):
        measure = replace(measure, unit="year")
    elif measure.unit is None and low.share:
        measure = replace(measure, unit="percentage")
    if measure.unit is None and last.digits and text[last.end : last.end + 1].isalpha():
        return None
    hedge, behind = find_hedge_before(before, lexicon), _behind(text, after, measure.end, lexicon)
    return Written(text, low, high, before, after, measure, hedge, behind)


def _behind(text: str, after: Sequence[Word], end: int, lexicon: FigureLexicon) -> Hedge | None:
    if text[end : end + 1] == "+":
        return Hedge(Relation.AT_LEAST, end, end + 1)
    return find_hedge_after([word for word in after if word.start >= end], lexicon)


def _with_suffix(
    text: str, low: Number, high: Number | None, currency: str | None, lexicon: FigureLexicon
) -> tuple[Number, Number | None]:
    """Take in the letters behind digits; those of a range's end hold for both: "$20-30m"."""
    if high is None:
        return read_suffix(text, low, currency, lexicon), None
    scaled = read_suffix(text, high, currency, lexicon)
    if scaled.value != high.value and low.scaled == 1:
        low = replace(low, value=low.value * scaled.scaled)
    return low, scaled


def _is_age(text: str, number: Number, before: Sequence[Word]) -> bool:
    """Return whether a number without a unit is an age: "aged 7", "as young as 10", "Ahmad Ali, 44, said", "30yo"."""
    if _YO.match(text, number.end):
        return True
    if not before or number.value > _OLDEST or number.share:
        return False
    lows = [word.low for word in before[:3]]
    if lows[0] in {"between", "under", "over", "from"} and len(lows) > 1:
        return lows[1] in _AGE_BEFORE or (lows[0] == "under" and lows[1] in _YOUNG)
    if lows[0] in _AGE_BEFORE or lows in (["as", "young", "as"], ["as", "old", "as"]) or lows[:2] == ["of", "age"]:
        return True
    if lows[:2] in (["am", "i"], ["is", "he"], ["is", "she"], ["was", "he"], ["was", "she"], ["turned", "he"]):
        return text[number.end : number.end + 1] in _ENDS
    end = text[number.end : number.end + 1]
    named = lows[0] == "," and len(before) > 1 and (before[1].text[0].isupper() or end == ")")
    return named and number.digits and end in _ENDS
