"""Figures: every number in the text with its bounds, hedge, unit and what it counts (the layer `quantities`).

Takes the text, the parse and the times found so far. Numbers are read from characters, their surroundings from a few
words on either side; the parse helps to say what is counted. Dates, clock times, ordinals, numbers in names and the
pronoun "one" are left out; an age is a figure with the unit `year`. It does not say what a claim makes of a figure: see `claim_units`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from spacy.attrs import IDX

from reportedly.model import Quantity, Relation, TimeType, Unit
from reportedly.reading.draft import Draft
from reportedly.reading.figure_context import Word, words_after, words_before
from reportedly.reading.figure_counted import NOTHING, Counted, find_counted, infer_counted
from reportedly.reading.figure_hedges import Hedge, find_hedge_after, find_hedge_before
from reportedly.reading.figure_lexicon import FigureLexicon, load_figure_lexicon
from reportedly.reading.figure_masks import is_date, is_glued, is_masked, is_name, is_pronoun_one
from reportedly.reading.figure_measures import Measure, find_currency, find_measure, read_suffix
from reportedly.reading.figure_nouns import unit_of_noun
from reportedly.reading.figure_numbers import Number, find_numbers
from reportedly.reading.figure_ranges import join_ranges

_OF_UNITS = frozenset(
    {"percentage", "square kilometre", "square mile", "hectare", "acre", "tonne", "litre", "kilogram"}
)
_SHARE_NEXT = frozenset(
    {
        "of",
        "the",
        "its",
        "their",
        "his",
        "her",
        "our",
        "these",
        "those",
        "all",
        "a",
        "an",
        "that",
        "were",
        "was",
        "are",
        "have",
        "had",
    }
)
_HALVES = frozenset({"first", "second", "other", "latter", "last", "former", "next", "third", "fourth"})
_AGE_BEFORE = frozenset({"aged", "age", "ages"})
_AGE_AFTER = re.compile(r"[\s-]{0,2}(?:years?|yrs?|months?)[\s-](?:old|olds)\b|[\s-]{0,2}y/?o\b", re.IGNORECASE)
_ANOTHER_REACH = 300  # characters from "20 trucks" to "another 9", over the end of a sentence


@dataclass(frozen=True, slots=True)
class _Scene:
    """What all figures of one text are read against."""

    draft: Draft
    text: str
    lexicon: FigureLexicon
    starts: np.ndarray
    dates: tuple[tuple[int, int], ...]

    def token_at(self, offset: int) -> int:
        """Return the first token that begins at or after an offset."""
        return int(np.searchsorted(self.starts, offset))

    def in_date(self, start: int) -> bool:
        """Return whether a time expression that is a date or a clock time covers an offset."""
        at = bisect_right(self.dates, (start, len(self.text) + 1)) - 1
        return at >= 0 and start < self.dates[at][1]


def find_figures(draft: Draft) -> tuple[Quantity, ...]:
    """Return every figure of the text, in order."""
    text = draft.document.text
    dates = sorted((t.start, t.end) for t in draft.times if t.type in (TimeType.DATE, TimeType.TIME))
    starts = draft.doc.to_array([IDX]).reshape(-1) if len(draft.doc) else np.zeros(0, dtype="int64")
    lexicon = load_figure_lexicon()
    scene = _Scene(draft, text, lexicon, starts, tuple(dates))
    numbers = [n for n in find_numbers(text) if not is_masked(text, n)]
    found: list[Quantity] = []
    for low, high in join_ranges(text, numbers, lexicon):
        quantity = _read(scene, low, high, found)
        if quantity is not None:
            found.append(quantity)
    return tuple(found)


def _read(scene: _Scene, low: Number, high: Number | None, found: Sequence[Quantity]) -> Quantity | None:
    """Read one number, or the two of a range, in its surroundings."""
    text, lexicon = scene.text, scene.lexicon
    last = high or low
    currency, begin = find_currency(text, low.start, lexicon)
    if currency is None and high is not None:
        currency = find_currency(text, high.start, lexicon)[0]
    if currency is None and (
        is_glued(text, low) or (high is not None and is_glued(text, replace(high, start=low.start)))
    ):
        return None
    scaled = read_suffix(text, last, currency, lexicon)
    if high is not None and scaled.value != high.value and low.scaled == 1:
        low = replace(low, value=low.value * scaled.scaled)
    last = scaled
    low = low if high is not None else scaled
    before, after = words_before(text, begin), words_after(text, last.end)
    measure = find_measure(last, after, currency, lexicon)
    if measure.unit is None and last.digits and _letter_behind(text, last.end):
        return None
    counted = _counted(scene, low, last, measure)
    hedge = find_hedge_before(before, lexicon)
    if _is_none(scene, low, last, measure, counted, before, after, hedged=hedge is not None):
        return None
    if low.share and measure.unit is None:
        measure = replace(measure, unit="percentage")
    measure = _age(measure, text, last, before)
    if counted is NOTHING and measure.unit is None:
        counted = _infer(scene, low, last, before, after, found)
    hedge = _hedge(scene, measure, counted, hedge, after)
    return _quantity(scene, low, last if high else None, measure, counted, hedge)


def _letter_behind(text: str, end: int) -> bool:
    return text[end : end + 1].isalpha()


def _counted(scene: _Scene, low: Number, last: Number, measure: Measure) -> Counted:
    if scene.text[measure.end : measure.end + 1] == "/":
        return NOTHING
    at = scene.token_at(measure.end + (scene.text[measure.end : measure.end + 1] == "+"))
    doc = scene.draft.doc
    several = low.value != 1 or last is not low
    if measure.unit is None or low.share:
        return find_counted(doc, at, several=several and not low.share, lexicon=scene.lexicon)
    if at < len(doc) and (measure.unit in _OF_UNITS or measure.before or measure.unit in scene.lexicon.money_units):
        if doc[at].lower_ in {"of", "in", "worth"} or measure.before:
            return find_counted(doc, at, several=False, lexicon=scene.lexicon)
    return NOTHING


def _is_none(
    scene: _Scene,
    low: Number,
    last: Number,
    measure: Measure,
    counted: Counted,
    before: Sequence[Word],
    after: Sequence[Word],
    *,
    hedged: bool,
) -> bool:
    """Return whether the number is a date, a name, a pronoun or an ordinal, and no figure."""
    lexicon = scene.lexicon
    if low.share:
        return not _is_share(low, scene.text, before, after, hedged=hedged)
    if measure.unit is not None:
        return (
            measure.unit == "day"
            and low.end - low.start == 3
            and is_pronoun_one(low, scene.text, before, after, lexicon)
        )
    counts = counted.plural and not (low.vague and counted is NOTHING)
    if scene.in_date(low.start) and not counts:
        return True
    if not (hedged and counts) and (
        is_date(low, before, after, lexicon, counts=counts)
        or (last is not low and is_date(last, before, after, lexicon, counts=counts))
    ):
        return True
    if is_name(low, before, after, lexicon, counts=counts):
        return True
    if low.value == 0 and not low.digits:
        return True
    return (
        last is low and is_pronoun_one(low, scene.text, before, after, lexicon) or _is_plural_name(low, before, after)
    )


def _is_plural_name(low: Number, before: Sequence[Word], after: Sequence[Word]) -> bool:
    """Return whether a vague word is none: "scores" as a verb or of a match, "the hundreds"."""
    if not low.vague or low.value not in (20, 40) or low.end - low.start > 6:
        return False
    if low.value == 20:
        return not (after and after[0].low == "of")
    return not (
        after
        and after[0].low
        in {"of", "more", "others", "were", "are", "have", "dead", "killed", "wounded", "injured", "in", "at", ".", ","}
    )


def _is_share(low: Number, text: str, before: Sequence[Word], after: Sequence[Word], *, hedged: bool) -> bool:
    """Return whether a fraction is a share of something: "a third of" and "two thirds" are, "the second half" is not."""
    if before and before[0].low in _HALVES:
        return False
    if not after:
        return True
    word = after[0]
    if word.low in {"-", "an"} or (word.start == low.end and word.low.isalpha()):
        return False
    written = text[low.start : low.end].lower()
    if hedged or low.digits or (written != "half" and not written.startswith(("a ", "an "))):
        return True
    return word.low in _SHARE_NEXT or not word.low[0].isalpha()


def _is_apposition(text: str, number: Number, before: Sequence[Word]) -> bool:
    """Return whether a number between commas behind a name is an age: "Ahmad Ali, 44, said"."""
    named = before[0].low == "," and len(before) > 1 and before[1].text[0].isupper()
    return named and number.digits and number.value < 111 and text[number.end : number.end + 1] == ","


def _age(measure: Measure, text: str, last: Number, before: Sequence[Word]) -> Measure:
    if measure.unit is None and before:
        lows = [word.low for word in before[:4]]
        if _is_apposition(text, last, before):
            return replace(measure, unit="year")
        if lows[0] in _AGE_BEFORE or lows[:3] == ["as", "young", "as"] or lows[:2] == ["of", "age"]:
            return replace(measure, unit="year")
    return measure


def _infer(
    scene: _Scene, low: Number, last: Number, before: Sequence[Word], after: Sequence[Word], found: Sequence[Quantity]
) -> Counted:
    """Return what is evidently counted where no noun is said: by what happened to it, else as the figure before."""
    first, at = scene.token_at(low.start), scene.token_at(last.end)
    counted = infer_counted(scene.draft.doc, first, at, scene.lexicon)
    others = bool(after) and after[0].low == "others"
    earlier = [q for q in found[-3:] if q.of and q.unit is None and _near(scene.text, q, low.start)]
    if others:
        people = [q for q in earlier if unit_of_noun(q.of or "") is Unit.PEOPLE]
        return Counted(people[-1].of if people else "person")
    if counted is NOTHING and before and before[0].low == "another":
        earlier = [q for q in found[-1:] if q.of and low.start - (q.end or 0) < _ANOTHER_REACH]
    if counted is NOTHING and earlier:
        return Counted(earlier[-1].of)
    return counted


def _near(text: str, quantity: Quantity, start: int) -> bool:
    end = quantity.end or 0
    return start - end < 150 and ". " not in text[end:start] and "\n" not in text[end:start]


def _hedge(
    scene: _Scene, measure: Measure, counted: Counted, hedge: Hedge | None, after: Sequence[Word]
) -> Hedge | None:
    """Return the hedge before the figure, or a stronger one behind it or behind what it counts."""
    lexicon = scene.lexicon
    if hedge is not None and hedge.relation is not Relation.ABOUT:
        return hedge
    text, end = scene.text, measure.end
    if text[end : end + 1] == "+":
        return Hedge(Relation.AT_LEAST, end, end + 1)
    ends = [end]
    if counted.token is not None:
        token = scene.draft.doc[counted.token]
        ends.append(token.idx + len(token))
    for at in ends:
        behind = find_hedge_after([word for word in after if word.start >= at][:5], lexicon, at=0)
        if behind is not None and (hedge is None or behind.relation is not Relation.ABOUT):
            return behind
    return hedge


def _quantity(
    scene: _Scene, low: Number, high: Number | None, measure: Measure, counted: Counted, hedge: Hedge | None
) -> Quantity:
    relation = hedge.relation if hedge else Relation.EQUAL
    words = scene.text[hedge.start : hedge.end] if hedge else None
    bottom: float | None = _whole(low.value)
    top: float | None = _whole(high.value) if high else bottom
    if low.vague and high is None:
        relation, top, words = Relation.AT_LEAST, None, scene.text[low.start : low.end]
    elif high is None and relation in (Relation.AT_LEAST, Relation.ABOVE):
        top = None
    elif high is None and relation in (Relation.AT_MOST, Relation.BELOW):
        bottom = None
    elif high is not None and words is None and scene.text[low.end : high.start].strip() == "and":
        words = "between"
    end = (high or low).end
    return Quantity(bottom, top, measure.unit, counted.noun, relation, words, low.start, end)


def _whole(value: float) -> float:
    return int(value) if value == int(value) else value
