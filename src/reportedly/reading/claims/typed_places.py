"""Typed places: names that no gazetteer holds and that a word for a kind of place says to be places.

"al-Hilaliya neighbourhood", "the village of Ain Dara", "Al-Noor hospital", "Kallasa Street": where they lie is not
known, but that something is claimed of them is.
"""

from __future__ import annotations

from functools import lru_cache

from reportedly.model import Place
from reportedly.reading.claims.sketch import Sketch
from reportedly.reading.figures.lexicon import load_figure_lexicon
from reportedly.reading.toponyms.lexicon import toponym_lexicon

_MOST = 6  # tokens of a name
_ARTICLES = frozenset({"al", "el", "ad", "as", "ash", "at", "an", "ar", "az", "de", "la", "bin", "ibn"})
_DASHES = frozenset({"-", "–"})
Found = tuple[int, int, int, Place]  # first token, the token after the last, the head, and the place


@lru_cache(maxsize=1)
def _kinds() -> tuple[frozenset[str], frozenset[str]]:
    """Return the words for settlements, which stand beside their names, and those that are part of a name."""
    words = toponym_lexicon()
    return words.settlements | {"area", "areas", "cities"}, words.tail_words | {
        "hospitals",
        "mosque",
        "school",
        "bakery",
    }


def find_typed_places(sketch: Sketch, taken: set[int]) -> list[Found]:
    """Return the names beside a word for a kind of place, but for those with a token among `taken`."""
    settlements, tails = _kinds()
    measures = load_figure_lexicon().measures
    found = []
    for i, word in enumerate(sketch.lower):
        if word not in settlements and word not in tails:
            continue
        if tuple(sketch.lower[max(0, i - 1) : i + 1]) in measures:  # "40 Kilometers square" is no square
            continue
        before = _run_before(sketch, i)
        if before < i:
            last = i if word in settlements else i + 1
            found.append((before, last))
        elif word in settlements and i + 2 < len(sketch) and sketch.lower[i + 1] == "of":
            last = _run_after(sketch, i + 2)
            if last > i + 2:
                found.append((i + 2, last))
    return [_as_found(sketch, *span) for span in dict.fromkeys(found) if taken.isdisjoint(range(*span))]


def _as_found(sketch: Sketch, first: int, last: int) -> Found:
    span = sketch.span(first, last)
    return first, last, sketch.top(first, last), Place(sketch.text(span), span.start, span.end)


def _run_before(sketch: Sketch, i: int) -> int:
    """Return the first token of the name that ends right before token `i`, and `i` where there is none."""
    first, named = i, i
    while first > 0 and i - first < _MOST and _belongs(sketch, first - 1):
        first -= 1
        if (sketch.pos[first] == "PROPN" and _is_capital(sketch, first)) or sketch.lower[first] in _ARTICLES:
            named = first
    return named if any(_is_name(sketch, k) for k in range(named, i)) else i


def _run_after(sketch: Sketch, i: int) -> int:
    """Return the token after the name that begins at token `i`, and `i` where there is none."""
    last = i
    while last < len(sketch) and last - i < _MOST and _belongs(sketch, last):
        last += 1
    while last > i and not _is_name(sketch, last - 1):
        last -= 1
    return last


def _belongs(sketch: Sketch, i: int) -> bool:
    return _is_name(sketch, i) or sketch.lower[i] in _DASHES or sketch.lower[i] in _ARTICLES


def _is_name(sketch: Sketch, i: int) -> bool:
    return sketch.pos[i] == "PROPN" and _is_capital(sketch, i) and sketch.lower[i] not in _ARTICLES


def _is_capital(sketch: Sketch, i: int) -> bool:
    return sketch.draft.document.text[sketch.start[i]].isupper()
