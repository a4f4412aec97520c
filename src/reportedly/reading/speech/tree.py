"""The parse as plain lists, so that the rules of this sub-room read it without the cost of token objects.

Takes a `Doc`, gives a `Tree` made in one pass. It finds nothing itself.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from spacy.attrs import DEP, HEAD, IDX, LEMMA, LENGTH, LOWER, POS, SENT_START, TAG
from spacy.tokens import Doc

from reportedly.model import Span

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
    text = doc.text if text is None else text
    strings = doc.vocab.strings
    known: dict[int, str] = {}

    def named(column: list[int]) -> list[str]:
        for key in set(column) - known.keys():
            known[key] = strings[key]
        return [known[key] for key in column]

    array = doc.to_array([IDX, LENGTH, LOWER, LEMMA, POS, TAG, DEP, HEAD, SENT_START])
    if not len(doc):
        return Tree(doc, text, [], [], [], [], [], [], [], [], [], [])
    columns = [array[:, i].tolist() for i in range(7)]
    starts = columns[0]
    offsets = array[:, 7].astype("int64").tolist()
    heads = [i + offset for i, offset in enumerate(offsets)]
    kids: list[list[int]] = [[] for _ in starts]
    for i, head in enumerate(heads):
        if head != i:
            kids[head].append(i)
    flags = array[:, 8].astype("int64").tolist()
    lower = named(columns[2])
    begun = _sentence_starts(lower, flags)
    return Tree(
        doc=doc,
        text=text,
        starts=starts,
        ends=[start + length for start, length in zip(starts, columns[1], strict=True)],
        lower=lower,
        lemmas=[lemma.lower() for lemma in named(columns[3])],
        pos=named(columns[4]),
        tags=named(columns[5]),
        deps=named(columns[6]),
        heads=heads,
        kids=kids,
        sentence_starts=begun,
    )


def _sentence_starts(lower: list[str], flags: list[int]) -> list[int]:
    """Return where sentences begin; one that no mark ends is cut where the parser would, or at the most."""
    starts = [0]
    for i in range(1, len(lower)):
        size = i - starts[-1]
        parsed = flags[i] == 1
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
