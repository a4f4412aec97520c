"""The sketch: the parse and the layers of a draft as plain lists, by token, for the claim step."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property

from reportedly.model import Attribution, Span
from reportedly.reading.draft import Draft
from reportedly.reading.events.tree import list_words

_CONTENT = frozenset({"NOUN", "VERB", "ADJ", "PROPN"})
PATH_MOST = 6  # a longer tree path tells nothing


@dataclass(frozen=True)  # not slotted: cached properties need a dictionary
class Sketch:
    """Columns of a parsed draft; index i is the token's number."""

    draft: Draft
    lower: list[str]
    lemma: list[str]
    pos: list[str]
    tag: list[str]
    dep: list[str]
    head: list[int]  # the root's head is itself
    sentence: list[int]  # number of the sentence the token stands in
    start: list[int]  # offsets in code points
    end: list[int]

    def __len__(self) -> int:
        """Return the number of tokens."""
        return len(self.head)

    @cached_property
    def children(self) -> list[list[int]]:
        """Return each token's children, in text order."""
        return list_words(self.draft.doc).children

    @cached_property
    def content(self) -> list[str]:
        """Return the lemma of each content word, and "" for the other words."""
        return [lemma if pos in _CONTENT else "" for lemma, pos in zip(self.lemma, self.pos, strict=True)]

    @cached_property
    def bounds(self) -> list[tuple[int, int]]:
        """Return the half-open token range of each sentence."""
        firsts = [i for i in range(len(self)) if i == 0 or self.sentence[i] != self.sentence[i - 1]]
        return list(zip(firsts, [*firsts[1:], len(self)], strict=True))

    @cached_property
    def subtree(self) -> list[tuple[int, int]]:
        """Return for each token the half-open token range from its leftmost to its rightmost descendant."""
        head, left, right = self.head, list(range(len(self))), list(range(1, len(self) + 1))
        order = [i for i, above in enumerate(head) if above == i]
        for i in order:  # grows while it is read: heads before their children
            order.extend(self.children[i])
        for i in reversed(order):
            above = head[i]
            if left[i] < left[above]:
                left[above] = left[i]
            if right[i] > right[above]:
                right[above] = right[i]
        return list(zip(left, right, strict=True))

    def tokens(self, start: int, end: int) -> tuple[int, int]:
        """Return the half-open range of tokens that overlap the offsets, empty where there are none."""
        first = bisect_right(self.end, start)
        return first, max(first, bisect_left(self.start, end))

    def span(self, first: int, last: int) -> Span:
        """Return the offsets of the half-open token range."""
        return Span(self.start[first], self.end[last - 1])

    def top(self, first: int, last: int) -> int:
        """Return the token of the range whose head lies outside it: the range's syntactic head."""
        for i in range(first, last):
            if not first <= self.head[i] < last or self.head[i] == i:
                return i
        return last - 1

    def ancestors(self, i: int, most: int = PATH_MOST) -> list[int]:
        """Return `i` and up to `most` tokens above it, in order."""
        chain = [i]
        while len(chain) <= most and self.head[chain[-1]] != chain[-1]:
            chain.append(self.head[chain[-1]])
        return chain

    def text(self, span: Span) -> str:
        """Return the words of a span, as written."""
        return self.draft.document.text[span.start : span.end]


def sketch_draft(draft: Draft) -> Sketch:
    """Return the columns of the draft's parse."""
    w = list_words(draft.doc)
    return Sketch(draft, w.lower, w.lemma, w.pos, w.tag, w.dep, w.head, w.sentence, w.start, w.end)


def innermost(sketch: Sketch) -> list[Attribution | None]:
    """Return for each token the innermost attribution whose content holds it, or None."""
    found: list[Attribution | None] = [None] * len(sketch)
    for attribution in sorted(sketch.draft.attributions, key=lambda a: a.level):
        for piece in attribution.content:
            first, last = sketch.tokens(piece.start, piece.end)
            found[first:last] = [attribution] * (last - first)
    return found
