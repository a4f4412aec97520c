"""What looks like a figure and is none, by the words round it: dates, clock times, names with a number, "no one".

Takes a figure as written, says whether to leave it out. A plural noun that it could count speaks for a figure.
"""

from __future__ import annotations

from reportedly.model import Unit
from reportedly.reading.figures.context import Word
from reportedly.reading.figures.counted import Counted
from reportedly.reading.figures.lexicon import FigureLexicon
from reportedly.reading.figures.nouns import unit_of_noun
from reportedly.reading.figures.numbers import Number
from reportedly.reading.figures.written import Written

_YEARS = range(1900, 2100)
_OLD_YEARS = range(1500, 1900)  # seldom told of
_AGES = range(1, 111)
_CONCRETE = frozenset({Unit.PEOPLE, Unit.PLACES, Unit.VEHICLES, Unit.WEAPONS})
_DAYTIMES = frozenset({"morning", "afternoon", "evening"})
_DASHES = "-‐‑–—"
_COUNTS_ONE = frozenset({"in", "within", "for", "least", "than", "just", "only"})
_HALVES = frozenset({"first", "second", "other", "latter", "last", "former", "next", "third", "fourth"})
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
        "that",
        "were",
        "was",
        "are",
        "have",
        "had",
    }
)
_STREETS = frozenset({"street", "st", "road", "rd", "avenue", "lane", "square", "boulevard"})
_SCORES_NEXT = frozenset(
    {"of", "more", "others", "were", "are", "have", "dead", "killed", "wounded", "injured", "in", "at", ".", ","}
)


def is_refused(written: Written, lexicon: FigureLexicon, counted: Counted, *, dated: bool) -> bool:
    """Return whether the figure is none; `dated` says that a date or a clock time found before covers it."""
    counts = counted.plural
    if written.low.share:
        return not _is_share(written)
    if written.measure.unit is not None:
        return written.measure.unit == "day" and _is_pronoun_one(written, lexicon)
    if dated and not counts:
        return True
    if not (written.hedge and counts) and _is_date(written, lexicon, counted):
        return True
    if written.low.value == 0 and not written.low.digits:
        return True
    if _is_age(written, lexicon, counts=counts):
        return True
    return _is_name(written, lexicon, counts=counts) or _is_pronoun_one(written, lexicon) or _is_match(written)


def _is_date(written: Written, lexicon: FigureLexicon, counted: Counted) -> bool:
    """Return whether it is a day of a month, a year or a clock time.

    A year or a day before a plural noun is a figure unless the word before says otherwise ("in March 12 rebels died"
    against "on March 12 rebels attacked").
    """
    last, counts = written.last, counted.plural
    if written.right() in lexicon.clock and written.after[0].start - last.end < 2:
        return True
    if written.right() == "in" and written.right(1) == "the" and written.right(2) in _DAYTIMES:
        return not counts
    for number in {written.low, last}:
        if not number.digits or number.comma or number.scaled > 1 or number.value != int(number.value):
            continue
        value = int(number.value)
        if written.left() == "at" and len(written.words) == 4 and not counts and value < 2400 and value % 100 < 60:
            return True  # "at 1530"
        if len(written.words) == 4 and value < 2400 and written.right().count(".") == 2:
            return True  # "2204 18.05.2017", of a page's head
        if value <= 31 and _is_day(written, lexicon, counts=counts):
            return True
        if value in _YEARS and _is_year(written, lexicon, counted):
            return True
        if value in _OLD_YEARS and _is_old_year(written, lexicon):
            return not counts
    return False


def _is_month(word: Word | None, lexicon: FigureLexicon) -> bool:
    return word is not None and word.low in lexicon.months and word.text[0].isupper()


def _month_before(written: Written, at: int, lexicon: FigureLexicon) -> bool:
    return at < len(written.before) and _is_month(written.before[at], lexicon)


def _is_day(written: Written, lexicon: FigureLexicon, *, counts: bool) -> bool:
    if _month_before(written, 0, lexicon):
        return not (counts and written.left(1) == "in")
    if _is_month(written.after[0] if written.after else None, lexicon):
        return True
    if written.right() in {"and", "or", "to", ","} and written.right(1).isdigit() and len(written.after) > 2:
        return _is_month(written.after[2], lexicon)  # the first day of "9 and 10 April"
    listed = written.left() in {"to", "and", "or", ","} or written.left() in set(_DASHES)
    # the second day of "March 3 to 5"
    return listed and written.left(1).isdigit() and _month_before(written, 2, lexicon) and not counts


def _is_year(written: Written, lexicon: FigureLexicon, counted: Counted) -> bool:
    """Return whether a number from 1900 to 2099 is a year: always, but before persons and things that are counted."""
    if _month_before(written, 0, lexicon) or _is_month(written.after[0] if written.after else None, lexicon):
        return True
    if written.left().isdigit() and _month_before(written, 1, lexicon):
        return True
    if written.left() == "," and written.left(1).isdigit():
        return _month_before(written, 2, lexicon)
    concrete = counted.plural and unit_of_noun(counted.noun or "") in _CONCRETE
    return not concrete or written.left() in lexicon.before_year


def _is_old_year(written: Written, lexicon: FigureLexicon) -> bool:
    """Return whether the words before say that a number is a year: "in 1648", "the siege of 1648"."""
    return written.left() in lexicon.before_year or (written.left() == "of" and written.left(1) in lexicon.of_year)


def _is_age(written: Written, lexicon: FigureLexicon, *, counts: bool) -> bool:
    """Return whether the number says how old somebody is: "a woman of 62"."""
    if counts or written.hedge or written.left() != "of" or written.left(1) not in lexicon.ages:
        return False
    return written.low.value in _AGES


def _is_name(written: Written, lexicon: FigureLexicon, *, counts: bool) -> bool:
    """Return whether the number belongs to a name: "Regiment 111", "point 875", "82 Brigade", "No. 54"."""
    number: Number = written.low
    if written.right() in lexicon.designators_behind and written.after[0].text[0].isupper():
        return number.value > 1 and number.digits
    if number.digits and written.right(1) in _STREETS and written.after[0].text[0].isupper():
        return True
    if not written.before:
        return False
    word = written.before[0]
    capital = word.text[0].isupper()
    if word.low in {"no", "nos", "nr"}:
        return number.digits and (word.text.endswith(".") or capital or not counts)
    if word.low == "number" and (number.value > 999 or number.comma):
        return False  # "they number 5,000"
    if word.low in lexicon.designators:
        return number.digits or capital or not counts
    return word.low in lexicon.weak_designators and not counts and (number.digits or capital)


def _is_pronoun_one(written: Written, lexicon: FigureLexicon) -> bool:
    """Return whether "one" counts nothing: "no one", "one another", "on the one hand", and "one of" for itself."""
    if written.words != "one":
        return False
    if written.left() in lexicon.one_after or written.left() in set(_DASHES):
        return True
    if not written.after:
        return True
    if written.left() in _COUNTS_ONE:
        return False
    if written.right() == "of":
        return written.left() != "killed"
    if written.right(1) == "after" and written.right(2) == "another":
        return True
    glued = written.after[0].start == written.low.end and written.right() in set(_DASHES)
    return written.right() in lexicon.one_nouns or written.right() in {"'s", "’s", "'", "’"} or glued


def is_furniture(written: Written) -> bool:
    """Return whether digits that count and measure nothing and are not hedged are a page's own numbers."""
    if written.hedge or written.behind or written.high or not written.low.digits or written.low.scaled > 1:
        return False
    if not written.before or written.before[0].text[-1] in ".!?)|":
        return True
    name = written.before[0].text[0].isupper() and len(written.before) > 1
    return name and written.low.value < 100


def _is_match(written: Written) -> bool:
    """Return whether "tens" or "scores" is no number: "it scores", "in their tens"."""
    if written.words == "tens":
        return written.right() != "of"
    return written.words == "scores" and written.right() not in _SCORES_NEXT


def _is_share(written: Written) -> bool:
    """Return whether a fraction is a share of something: "a third of", "two thirds"; "the second half" is none."""
    if written.left() in _HALVES or (written.left() == "a" and written.left(1) == "and"):
        return False  # "the second half", "a month and a half"
    if not written.after:
        return True
    word = written.after[0]
    if word.low in {"-", "an"} or (word.start == written.last.end and word.low.isalpha()):
        return False
    words = written.words
    if written.hedge or written.low.digits or (words != "half" and not words.startswith(("a ", "an "))):
        return True
    return word.low in _SHARE_NEXT or not word.low[0].isalpha()
