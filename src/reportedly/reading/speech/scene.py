"""The scene of a text: its tree, its quotes, and which token stands in which quote."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from reportedly.reading.speech.quotes import Quote, find_quotes
from reportedly.reading.speech.tree import Tree

BARE_RATE = 200  # fewer than one comma in so many tokens: news has about one in twenty


@dataclass(frozen=True, slots=True)
class Scene:
    """A tree with its quotes; `quote_of` gives each token the number of its quote, or -1."""

    tree: Tree
    quotes: tuple[Quote, ...]
    ranges: tuple[tuple[int, int], ...]  # each quote's first and last token, marks included
    quote_of: list[int]
    bare: bool  # the text has lost its commas

    def quotes_between(self, first: int, last: int) -> tuple[int, int]:
        """Return the half-open numbers of the quotes that touch the tokens from `first` to `last`."""
        begin = bisect_left(self.ranges, first, key=_last_of)
        return begin, max(begin, bisect_right(self.ranges, last, key=_first_of))

    def widened(self, first: int, last: int) -> tuple[int, int]:
        """Return the range with quotes that it enters taken in whole."""
        q = self.quote_of[first]
        if q >= 0:
            first = min(first, self.ranges[q][0])
        q = self.quote_of[last]
        if q >= 0:
            last = max(last, self.ranges[q][1])
        return first, last


def make_scene(tree: Tree) -> Scene:
    """Return the scene of a tree."""
    quote_of = [-1] * len(tree)
    quotes: list[Quote] = []
    ranges: list[tuple[int, int]] = []
    for quote in find_quotes(tree.text):
        first, last = tree.token_at(quote.span.start), tree.token_before(quote.span.end)
        if first > last or (ranges and first <= ranges[-1][1]):
            continue  # marks inside one token
        for i in range(first, last + 1):
            quote_of[i] = len(quotes)
        quotes.append(quote)
        ranges.append((first, last))
    bare = len(tree) > 60 and tree.lower.count(",") * BARE_RATE < len(tree)
    return Scene(tree, tuple(quotes), tuple(ranges), quote_of, bare)


def _first_of(span: tuple[int, int]) -> int:
    return span[0]


def _last_of(span: tuple[int, int]) -> int:
    return span[1]
