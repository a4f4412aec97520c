"""The parse as the rules of this sub-room read it: plain lists, with sentences cut where speech goes by them.

Takes a `Doc`, gives a `Tree`. It finds nothing itself.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from spacy.tokens import Doc

from reportedly.model import Span
from reportedly.reading.events.tree import list_words

MERGED_TOKENS = 120  # a sentence joined from several of the parser's is no longer than about that
MOST_TOKENS = 600  # and no sentence is longer than that
_STOPS = ".?!:…;"
_CLOSING = "\"'”’»)]"


@dataclass(frozen=True, slots=True)
class Tree:
    """A parsed document as lists with one entry a token; `kids` are a token's dependents in text order."""

    doc: Doc
    text: str
    starts: list[int]  # offset of each token's first character
    ends: list[int]
    lower: list[str]
    lemmas: list[str]
    pos: list[str]
    tags: list[str]
    deps: list[str]
    heads: list[int]  # index of the head; a root's is its own
    kids: list[list[int]]
    sentence_starts: list[int]  # token index at which each sentence begins

    def __len__(self) -> int:
        return len(self.starts)

    def left(self, i: int) -> int:
        """Return the first token of the subtree of `i`."""
        return int(self.doc[i].left_edge.i)

    def right(self, i: int) -> int:
        """Return the last token of the subtree of `i`."""
        return int(self.doc[i].right_edge.i)

    def sentence(self, i: int) -> tuple[int, int]:
        """Return the half-open token range of the sentence that holds `i`."""
        at = bisect_right(self.sentence_starts, i) - 1
        after = at + 1
        end = self.sentence_starts[after] if after < len(self.sentence_starts) else len(self.starts)
        return self.sentence_starts[at], end

    def sentence_number(self, i: int) -> int:
        """Return the number of the sentence that holds token `i`, from 0."""
        return bisect_right(self.sentence_starts, i) - 1

    def token_at(self, offset: int) -> int:
        """Return the first token that ends after `offset` (the number of tokens if there is none)."""
        return bisect_right(self.ends, offset)

    def token_before(self, offset: int) -> int:
        """Return the last token that starts before `offset` (-1 if there is none)."""
        return bisect_left(self.starts, offset) - 1

    def span(self, first: int, last: int) -> Span:
        """Return the span from token `first` to token `last`, both included."""
        return Span(self.starts[first], self.ends[last])

    def kid(self, i: int, *deps: str) -> int | None:
        """Return the first dependent of `i` with one of the relations, or None."""
        for k in self.kids[i]:
            if self.deps[k] in deps:
                return k
        return None

    def words(self, i: int, count: int) -> tuple[str, ...]:
        """Return the `count` lower-cased words from token `i` on."""
        return tuple(self.lower[i : i + count])


def make_tree(doc: Doc, text: str | None = None) -> Tree:
    """Return the document's parse as lists; `text` is the document's, where it is at hand (`doc.text` is slow)."""
    words = list_words(doc)
    return Tree(
        doc=doc,
        text=doc.text if text is None else text,
        starts=words.start,
        ends=words.end,
        lower=words.lower,
        lemmas=words.lemma,
        pos=words.pos,
        tags=words.tag,
        deps=words.dep,
        heads=words.head,
        kids=words.children,
        sentence_starts=_sentence_starts(words.lower, words.sentence),
    )


def _sentence_starts(lower: list[str], parsed_in: list[int]) -> list[int]:
    """Return where sentences begin; one that no mark ends is cut where the parser would, or at the most.

    `parsed_in` has the number of each token's sentence as the parser has it.
    """
    if not lower:
        return []
    starts = [0]
    rows = zip(parsed_in, parsed_in[1:], lower, strict=False)
    may_begin = [i for i, (before, here, word) in enumerate(rows, 1) if before != here or word.isspace()]
    for i in (*may_begin, len(lower)):
        starts.extend(range(starts[-1] + MOST_TOKENS, i, MOST_TOKENS))
        if i == len(lower):
            break
        size, parsed = i - starts[-1], parsed_in[i] != parsed_in[i - 1]
        if size >= MOST_TOKENS or (parsed and size >= MERGED_TOKENS) or _begins_sentence(lower, i, parsed):
            starts.append(i)
    return starts


def _begins_sentence(lower: list[str], at: int, parsed: bool) -> bool:
    """Return whether a sentence begins at token `at`.

    The parser cuts texts without commas in mid sentence, and runs on over a paragraph's end.
    """
    word = lower[at - 1]
    if word.isspace():
        return parsed or "\n\n" in word or ("\n" in word and at > 1 and lower[at - 2][-1] in _STOPS + _CLOSING)
    if not parsed:
        return False
    if word[-1] in _CLOSING and at > 1:
        return lower[at - 2][-1] in _STOPS or word[-1] == "'"
    return word[-1] in _STOPS
