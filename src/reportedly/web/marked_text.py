"""Marked text: a document's words cut where claims begin and end, in paragraphs, ready to be shown.

Offsets are code points of the text as kept; for programs that count in UTF-16, `utf16_offsets` turns them. A very long
text is shown in parts.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from reportedly.model import KeptClaim

PART = 150_000  # characters of a text on one page
_BREAK = re.compile(r"\n[ \t]*\n\s*")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words, the claims that they state (the narrowest first), and the claims that begin here."""

    text: str
    claims: tuple[KeptClaim, ...] = ()
    begins: tuple[str, ...] = ()  # ids


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a text: its paragraphs, its number, and how many there are."""

    paragraphs: tuple[tuple[Piece, ...], ...]
    number: int
    parts: int


def mark_text(text: str, claims: Iterable[KeptClaim], *, number: int = 1) -> Part:
    """Return a part of the text as paragraphs of pieces, each with the claims whose evidence it belongs to."""
    bounds = _parts(text)
    number = min(max(number, 1), len(bounds))
    start, end = bounds[number - 1]
    here = [kept for kept in claims if kept.claim.evidence.start < end and kept.claim.evidence.end > start]
    paragraphs = tuple(
        tuple(_pieces(text, here, first, last)) for first, last in _paragraphs(text, start, end) if last > first
    )
    return Part(paragraphs, number, len(bounds))


def part_of(text: str, offset: int) -> int:
    """Return the number of the part that holds an offset."""
    return bisect_right([start for start, _ in _parts(text)], offset)


def _parts(text: str) -> list[tuple[int, int]]:
    """Return where the parts begin and end: at the last line break before they grow too long."""
    bounds, start = [], 0
    while len(text) - start > PART:
        cut = text.rfind("\n", start + PART // 2, start + PART) + 1 or start + PART
        bounds.append((start, cut))
        start = cut
    return [*bounds, (start, len(text))]


def _paragraphs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for found in _BREAK.finditer(text, start, end):
        yield at, found.start()
        at = found.end()
    yield at, end


def _pieces(text: str, claims: Sequence[KeptClaim], start: int, end: int) -> Iterator[Piece]:
    here = [kept for kept in claims if kept.claim.evidence.start < end and kept.claim.evidence.end > start]
    cuts = {start, end}
    for kept in here:
        cuts.update(at for at in kept.claim.evidence if start < at < end)
    ordered = sorted(cuts)
    for first, last in pairwise(ordered):
        over = [kept for kept in here if kept.claim.evidence.start < last and kept.claim.evidence.end > first]
        over.sort(key=_width)
        begins = tuple(kept.claim.id for kept in over if kept.claim.evidence.start == first)
        yield Piece(text[first:last], tuple(over), begins)


def _width(kept: KeptClaim) -> tuple[int, int, str]:
    start, end = kept.claim.evidence
    return end - start, start, kept.claim.id


def utf16_offsets(text: str, offsets: Iterable[int]) -> dict[int, int]:
    """Return for each offset in code points the one in UTF-16 units, as browsers count.

    >>> utf16_offsets("a\\U0001f525b", [0, 2, 3])
    {0: 0, 2: 3, 3: 4}
    """
    found, units, at = {}, 0, 0
    for offset in sorted(set(offsets)):
        units += sum(2 if character > "\uffff" else 1 for character in text[at:offset])
        at = max(at, min(offset, len(text)))
        found[offset] = units
    return found
