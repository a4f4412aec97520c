"""What looks like a figure and is none: dates, clock times, names with a number, page furniture, the pronoun "one".

Takes a number as written and the words round it, says whether to leave it out. Every test reads a few words only.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportedly.reading.figure_context import Word
from reportedly.reading.figure_lexicon import FigureLexicon
from reportedly.reading.figure_numbers import Number

_ADDRESS = re.compile(r"://|www\.|@")
_MASKS = re.compile(
    r"(?<![\d.,])\d{4}[-./]\d{1,2}[-./]\d{1,2}(?!\d)|(?<![\d.,])\d{1,2}[-./]\d{1,2}[-./]\d{2,4}(?!\d)"
    r"|(?<![\d.,])\d{1,2}:\d{2}(?::\d{2})?(?![\d])|(?<!\d)\d{1,2}[.:]\d{2}\s?[ap]\.?m\b"
    r"|\[\d{1,3}\]|\+\d[\d ()/-]{6,}|°\s?\d|\d+(?:\.\d+)?\s?°(?!\s?[CF])|(?<![\w.])#\d+"
    r"|(?<!\d)\d{1,3}(?:\.\d{1,3}){2,}|(?<!\d)24/7(?!\d)|(?<!\d)9/11(?!\d)"
    r"|^[ \t]*\(?\d{1,2}[.)][ \t]+(?=[^\W\d_])",
    re.IGNORECASE | re.MULTILINE,
)
_MASK_CHARS = 24  # longer than any of them
_ADDRESS_CHARS = 80
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b", re.IGNORECASE)
_PLURAL_S = re.compile(r"['’]?s\b")
_YEARS = range(1900, 2100)
_CAPITAL_MONTHS = frozenset({"May", "March"})  # also words of other kinds
_DASHES = "-‐‑–—"


def is_masked(text: str, number: Number) -> bool:
    """Return whether digits are part of an address, a date in digits, a clock time or a footnote mark."""
    if not number.digits:
        return False
    start, end = number.start, number.end
    for match in _MASKS.finditer(text, max(0, start - _MASK_CHARS), end + _MASK_CHARS):
        if match.start() <= start < match.end():
            return True
    chunk = text[max(0, start - _ADDRESS_CHARS) : start].rsplit(maxsplit=1)
    return bool(chunk) and not text[start - 1].isspace() and _ADDRESS.search(chunk[-1]) is not None


def is_glued(text: str, number: Number) -> bool:
    """Return whether digits are part of a name or an ordinal: "T-72", "M4", "40th", "1990s", "0600", "3/4"."""
    if not number.digits:
        return False
    start, end = number.start, number.end
    before, after = text[start - 1 : start], text[end : end + 1]
    if before and (before.isalnum() or before in "_/\\^" or before == "." and text[start - 2 : start - 1].isalnum()):
        return True
    if before in _DASHES and before and text[start - 2 : start - 1].isalpha() and not _is_sub(text, start):
        return True
    if after and after in "/\\_" and text[end + 1 : end + 2].isdigit():
        return True
    if _ORDINAL.match(text, end) or _PLURAL_S.match(text, end):
        return True
    return text[start] == "0" and text[start + 1 : start + 2].isdigit()


def _is_sub(text: str, start: int) -> bool:
    return text[max(0, start - 4) : start - 1].lower() == "sub"


def is_date(
    number: Number, before: Sequence[Word], after: Sequence[Word], lexicon: FigureLexicon, *, counts: bool
) -> bool:
    """Return whether a number is a day of a month, a year or a clock time.

    `counts` says that a plural noun follows that it could count; a year or a day before one is a figure unless the
    word before says otherwise ("in March 12 rebels died" against "on March 12 rebels attacked").
    """
    left, right = before[0] if before else None, after[0] if after else None
    if right and right.low in lexicon.clock and right.start - number.end < 2:
        return True
    if not number.digits or number.comma or number.scaled > 1 or number.value != int(number.value):
        return False
    value = int(number.value)
    if (
        left
        and left.low == "at"
        and number.end - number.start == 4
        and not counts
        and value < 2400
        and value % 100 < 60
    ):
        return True  # "at 1530"
    if value <= 31 and _is_day(left, right, before, lexicon, counts=counts):
        return True
    return value in _YEARS and _is_year(number, left, right, before, lexicon, counts=counts)


def _is_month(word: Word | None, lexicon: FigureLexicon) -> bool:
    return word is not None and word.low in lexicon.months and word.text[0].isupper()


def _is_day(
    left: Word | None, right: Word | None, before: Sequence[Word], lexicon: FigureLexicon, *, counts: bool
) -> bool:
    if _is_month(left, lexicon):
        return not (counts and len(before) > 1 and before[1].low == "in")
    if _is_month(right, lexicon):
        return True
    if left is not None and (left.low in {"to", "and", "or", ","} or left.low in _DASHES) and len(before) > 2:
        # the second day of "March 3 to 5"
        return before[1].low.isdigit() and _is_month(before[2], lexicon) and not counts
    if right is not None and right.low == "of":
        return False
    return False


def _is_year(
    number: Number,
    left: Word | None,
    right: Word | None,
    before: Sequence[Word],
    lexicon: FigureLexicon,
    *,
    counts: bool,
) -> bool:
    if _is_month(left, lexicon) or _is_month(right, lexicon):
        return True
    if left is not None and left.low.isdigit() and len(before) > 1 and _is_month(before[1], lexicon):
        return True
    if left is not None and left.low == "," and len(before) > 1 and before[1].low.isdigit():
        return len(before) > 2 and _is_month(before[2], lexicon)
    return left is None or left.low in lexicon.before_year or not counts


def is_name(
    number: Number, before: Sequence[Word], after: Sequence[Word], lexicon: FigureLexicon, *, counts: bool
) -> bool:
    """Return whether a number belongs to a name: "Regiment 111", "point 875", "82 Brigade", "No. 54"."""
    if after and after[0].low in lexicon.designators_behind and after[0].text[0].isupper():
        return number.value > 1 and number.digits
    if not before:
        return False
    word = before[0]
    if word.low in {"no", "nos", "nr"}:
        return number.digits and (word.text.endswith(".") or word.text[0].isupper() or not counts)
    if word.low == "number" and (number.value > 999 or number.comma):
        return False
    if word.low in lexicon.designators:
        return number.digits or word.text[0].isupper() or not counts
    if word.low in lexicon.weak_designators:
        return not counts and (number.digits or word.text[0].isupper())
    return False


def is_pronoun_one(
    number: Number, text: str, before: Sequence[Word], after: Sequence[Word], lexicon: FigureLexicon
) -> bool:
    """Return whether "one" counts nothing: "no one", "one another", "on the one hand"."""
    if text[number.start : number.end].lower() != "one":
        return False
    if before and (before[0].low in lexicon.one_after or before[0].low in _DASHES):
        return True
    if not after:
        return True
    if before and before[0].low in {"in", "within", "for", "least", "than", "just", "only"}:
        return False
    if after[0].low == "of" and not (before and before[0].low in {"least", "than", "killed", "only"}):
        return True
    glued = after[0].start == number.end and after[0].low in _DASHES
    return after[0].low in lexicon.one_nouns or after[0].low in {"'s", "’s", "'", "’"} or glued
