"""Digits that are no figure by the characters round them: addresses, dates and times in digits, "T-72", "40th".

Takes a text and a number in it. Every test reads a bounded stretch. What words tell stands in `figures.refusals`.
"""

from __future__ import annotations

import re

from reportedly.reading.figures.numbers import Number

_ADDRESS = re.compile(r"://|www\.|@")
_MASKS = re.compile(
    r"(?<![\d.,])\d{4}[-./]\d{1,2}[-./]\d{1,2}(?!\d)|(?<![\d.,])\d{1,2}[-./]\d{1,2}[-./]\d{2,4}(?!\d)"
    r"|(?<![\d.,])\d{1,2}:\d{2}(?::\d{2})?(?![\d])|(?<!\d)\d{1,2}[.:]\d{2}\s?[ap]\.?m\b"
    r"|\[\d{1,3}\]|\+\d[\d ()/-]{6,}|°\s?\d|\d+(?:\.\d+)?\s?°(?!\s?[CF])(?:\s?\d+)?|(?<![\w.])#\d+"
    r"|(?<!\d)\d{1,3}(?:\.\d{1,3}){2,}|(?<!\d)24/7(?!\d)|(?<!\d)9/11(?!\d)"
    r"|(?<![\d/])\d{1,3}/(?=\s)"  # a thread's count
    r"|^[ \t]*\(?\d{1,2}[.)][ \t]+(?=[^\W\d_])",
    re.IGNORECASE | re.MULTILINE,
)
_MARKS = frozenset("-./:[]+°#@)=&?%_")  # one of them stands beside a number that is masked
_MASK_CHARS = 24  # longer than any of them
_ADDRESS_CHARS = 80
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b", re.IGNORECASE)
_PLURAL_S = re.compile(r"['’]?s\b")
_DASHES = "-‐‑–—"


def is_masked(text: str, number: Number) -> bool:
    """Return whether digits are part of an address, a date in digits, a clock time or a footnote mark."""
    if not number.digits:
        return False
    start, end = number.start, number.end
    if text[start - 1 : start] not in _MARKS and text[end : end + 1] not in _MARKS and "." not in text[start:end]:
        return False
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
    if before and (before.isalnum() or before in "_/\\^" or (before == "." and text[start - 2 : start - 1].isalnum())):
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
