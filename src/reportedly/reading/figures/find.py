"""Figures: every number in the text with its bounds, hedge, unit and what it counts (the layer `quantities`).

Takes the text, the parse and the times found so far. Numbers are read from characters (`numbers`, `ranges`), their
surroundings from a few words on either side (`written`); the parse helps to say what is counted (`counted`). Dates,
clock times, ordinals, numbers in names and the pronoun "one" are left out (`masks`, `refusals`); an age is a figure
with the unit `year`. What a claim makes of a figure: see `claims.units`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from reportedly.model import Quantity, Relation, TimeType, Unit
from reportedly.reading.draft import Draft
from reportedly.reading.events.tree import list_words
from reportedly.reading.figures.counted import NOTHING, Counted, find_counted
from reportedly.reading.figures.hedges import Hedge, find_hedge_after
from reportedly.reading.figures.inferred import infer_counted
from reportedly.reading.figures.lexicon import FigureLexicon, load_figure_lexicon
from reportedly.reading.figures.masks import is_masked
from reportedly.reading.figures.nouns import unit_of_noun
from reportedly.reading.figures.numbers import Number, find_numbers
from reportedly.reading.figures.ranges import join_ranges
from reportedly.reading.figures.refusals import is_furniture, is_refused
from reportedly.reading.figures.written import Written, read_written

_OF_UNITS = frozenset(
    {"percentage", "square kilometre", "kilometre", "square mile", "hectare", "acre", "tonne", "litre", "kilogram"}
)
_LIST_REACH = 150  # characters over which a figure without a noun counts what the one before it does
_ANOTHER_REACH = 300  # the same from "20 trucks" to "another 9", over the end of a sentence


@dataclass(frozen=True, slots=True)
class _Scene:
    """What all figures of one text are read against."""

    draft: Draft
    lexicon: FigureLexicon
    starts: list[int]  # offsets of the tokens
    dates: tuple[tuple[int, int], ...]

    def token_at(self, offset: int) -> int:
        """Return the first token that begins at or after an offset."""
        return bisect_left(self.starts, offset)

    def in_date(self, start: int) -> bool:
        """Return whether a date or a clock time covers an offset."""
        at = bisect_right(self.dates, (start, 1 << 62)) - 1
        return at >= 0 and start < self.dates[at][1]


def find_figures(draft: Draft) -> tuple[Quantity, ...]:
    """Return every figure of the text, in order."""
    text = draft.document.text
    lexicon = load_figure_lexicon()
    dates = tuple(sorted((t.start, t.end) for t in draft.times if t.type in (TimeType.DATE, TimeType.TIME)))
    scene = _Scene(draft, lexicon, list_words(draft.doc).start, dates)
    numbers = [number for number in find_numbers(text) if not is_masked(text, number)]
    found: list[Quantity] = []
    for low, high in join_ranges(text, numbers, lexicon):
        written = read_written(text, low, high, lexicon)
        quantity = _judge(scene, written, found) if written else None
        if quantity is not None:
            found.append(quantity)
    return tuple(found)


def _judge(scene: _Scene, written: Written, found: Sequence[Quantity]) -> Quantity | None:
    """Return the figure with what it counts and its bounds, or None if it is none."""
    counted = _counted(scene, written)
    dated = scene.in_date(written.low.start)
    if is_refused(written, scene.lexicon, counted, dated=dated):
        return None
    if counted is NOTHING and written.measure.unit is None:
        counted = _infer(scene, written, found)
        if counted is NOTHING and (written.words == "one" or is_furniture(written)):
            return None
    return _bounded(written, counted, _hedge(scene, written, counted))


def _counted(scene: _Scene, written: Written) -> Counted:
    """Return the noun behind the figure, or the one that a share, an area or a sum of money is of."""
    doc, measure = scene.draft.doc, written.measure
    sign = written.text[measure.end : measure.end + 1]
    if sign == "/":
        return NOTHING
    at = scene.token_at(written.behind.end if written.behind else measure.end)
    if measure.unit is None or written.low.share:
        return find_counted(doc, at, several=written.several and not written.low.share, lexicon=scene.lexicon)
    of = at < len(doc) and doc[at].lower_ in {"of", "in", "worth"}
    takes = measure.unit in _OF_UNITS or measure.unit in scene.lexicon.money_units
    if takes and (of or measure.before):
        return find_counted(doc, at, several=False, lexicon=scene.lexicon)
    return NOTHING


def _infer(scene: _Scene, written: Written, found: Sequence[Quantity]) -> Counted:
    """Return what is evidently counted where no noun is said: by what happened to it, else as the figure before."""
    first, at = scene.token_at(written.low.start), scene.token_at(written.last.end)
    earlier = [q for q in found[-3:] if q.of and q.unit is None and _near(written, q)]
    if written.right() == "others":
        people = [q.of for q in earlier if unit_of_noun(q.of or "") is Unit.PEOPLE]
        return Counted(people[-1] if people else "person")
    counted = infer_counted(scene.draft.doc, first, at, scene.lexicon)
    if counted is NOTHING and written.left() == "another":
        earlier = [q for q in found[-1:] if q.of and written.low.start - (q.end or 0) < _ANOTHER_REACH]
    if counted is not NOTHING or not earlier or written.words == "one":
        return counted
    # a place in the sentence is rarely what goes on being counted: "12 incidents in three towns, against 9 in May"
    others = [q for q in earlier if unit_of_noun(q.of or "") is not Unit.PLACES]
    return Counted((others or earlier)[-1].of)


def _near(written: Written, quantity: Quantity) -> bool:
    """Return whether a figure stands before this one in the same sentence."""
    start, end = written.low.start, quantity.end or 0
    between = written.text[end:start] if start - end < _LIST_REACH else "\n"
    return ". " not in between and "\n" not in between


def _hedge(scene: _Scene, written: Written, counted: Counted) -> Hedge | None:
    """Return the hedge before the figure, or a bound behind it or behind what it counts."""
    if written.hedge is not None and written.hedge.relation is not Relation.ABOUT:
        return written.hedge
    behind = written.behind
    if behind is None and counted.token is not None:
        token = scene.draft.doc[counted.token]
        rest = [word for word in written.after if word.start >= token.idx + len(token)]
        behind = find_hedge_after(rest, scene.lexicon)
    if behind is None or (written.hedge is not None and behind.relation is Relation.ABOUT):
        return written.hedge
    return behind


def _bounded(written: Written, counted: Counted, hedge: Hedge | None) -> Quantity:
    """Return the closed range that number and hedge state."""
    low, high = written.low, written.high
    relation = hedge.relation if hedge else Relation.EQUAL
    words = written.text[hedge.start : hedge.end] if hedge else None
    bottom: float | None = _whole(low)
    top: float | None = _whole(high or low)
    if high is not None:
        between = words is None and written.text[low.end : high.start].strip() == "and"
        words = "between" if between else words
    elif low.vague:
        relation, top, words = Relation.AT_LEAST, None, written.text[low.start : low.end]
    elif relation in (Relation.AT_LEAST, Relation.ABOVE):
        top = None
    elif relation in (Relation.AT_MOST, Relation.BELOW):
        bottom = None
    return Quantity(bottom, top, written.measure.unit, counted.noun, relation, words, low.start, written.last.end)


def _whole(number: Number) -> float:
    value = round(number.value, 6)
    return int(value) if value == int(value) else value
