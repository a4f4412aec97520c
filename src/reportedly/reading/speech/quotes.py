"""Quotation marks: the stretches of a text that stand in quotes.

Takes a text, gives spans with their marks, in one pass from left to right. Knows “ ”, \", '' and ``, « », and single
‘ ’ around at least two words. A quote that is not closed ends with its paragraph, or goes on where the next paragraph
opens with a mark of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from reportedly.model import Span

MOST_CHARS = 6_000  # a quote left open for longer is a lost mark
_MARK = re.compile(r"\"|“|”|''|``|’’|‘‘|«|»|„|‘(?=\w)|’(?![\w])|\n")
_OPENERS = {"“", "``", "‘‘", "«", "„"}
_CLOSERS = {"”", "’’", "»"}


@dataclass(frozen=True, slots=True)
class Quote:
    """A stretch in quotes: `span` with its marks, `inner` without them, and whether it was closed."""

    span: Span
    inner: Span
    closed: bool


def find_quotes(text: str) -> tuple[Quote, ...]:
    """Return the outermost stretches in quotes, in order, none overlapping another.

    >>> [text[q.span.start:q.span.end] for text in ['He said "yes" and left.'] for q in find_quotes(text)]
    ['"yes"']
    """
    found: list[Quote] = []
    opened: re.Match[str] | None = None
    for mark in _MARK.finditer(text):
        sign = mark.group()
        if sign == "\n":
            if opened is not None:
                found.extend(_quote(text, opened, mark.start(), mark.start(), closed=False))
                opened = None
            continue
        if opened is not None and mark.start() - opened.end() > MOST_CHARS:
            opened = None
        if opened is None or (sign == opened.group() and _only_opens(text, mark)):
            opened = mark if _opens(text, mark) else None
        elif _closes(text, mark, opened.group()):
            found.extend(_quote(text, opened, mark.start(), mark.end(), closed=True))
            opened = None
        elif sign in _OPENERS and sign == opened.group():
            opened = mark  # the earlier one was never closed
    if opened is not None and len(text) - opened.end() <= MOST_CHARS:
        found.extend(_quote(text, opened, len(text), len(text), closed=False))
    return tuple(found)


def _quote(text: str, opened: re.Match[str], inner_end: int, end: int, *, closed: bool) -> list[Quote]:
    inner = Span(opened.end(), inner_end)
    if not text[inner.start : inner.end].strip():
        return []
    if opened.group() == "‘" and " " not in text[inner.start : inner.end]:
        return []  # single marks around one word are not speech
    while not closed and text[end - 1].isspace():
        end -= 1
    inner = Span(inner.start, max(inner.start, min(inner.end, end)))
    return [Quote(Span(opened.start(), end), inner, closed)]


def _opens(text: str, mark: re.Match[str]) -> bool:
    sign = mark.group()
    if sign in _OPENERS:
        return True
    before = text[mark.start() - 1] if mark.start() else " "
    after = text[mark.end()] if mark.end() < len(text) else " "
    if sign == "‘":
        return not before.isalnum()
    if sign in {'"', "''"}:
        return not after.isspace() and not before.isalnum()
    return False


def _only_opens(text: str, mark: re.Match[str]) -> bool:
    """Return whether a mark that looks alike on both sides can only open a quote, so that an earlier one was lost."""
    before = text[mark.start() - 1 : mark.start()]
    after = text[mark.end() : mark.end() + 1]
    return mark.group() in {'"', "''"} and before.isspace() and after.isalnum()


def _closes(text: str, mark: re.Match[str], opener: str) -> bool:
    sign = mark.group()
    if opener == '"':
        return sign in {'"', "”"}
    if opener in {"''", "``"}:
        return sign in {"''", '"', "’’"}
    if opener in {"“", "„"}:
        after = text[mark.end() : mark.end() + 1]
        turned = sign == "“" and (opener == "„" or (not text[mark.start() - 1].isspace() and not after.isalnum()))
        return sign in {"”", '"'} or turned
    if opener == "«":
        return sign == "»"
    if opener == "‘‘":
        return sign in {"’’", "''", "”"}
    return sign == "’" and not text[mark.end() : mark.end() + 1].isalnum()
