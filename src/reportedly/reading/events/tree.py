"""The words of a parse as lists by token, and as a tree of plain objects, made once for a document.

Reading attributes of spaCy tokens one by one costs more than all that the rules of events and claims do with them. What
is made is kept beside the parse (`Doc.user_data`) and lives as long as it does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import accumulate

from spacy.attrs import DEP, HEAD, IDX, LEMMA, LENGTH, LOWER, POS, SENT_START, TAG
from spacy.strings import StringStore
from spacy.tokens import Doc, Token

MOST_CHILDREN = 40  # a word with thousands of dependents is a broken parse; what follows is left out
MOST_WORDS = 40  # of a sentence before its question mark
_MOST_NAMES = 200_000  # bounds the memory of a long run
_WORDS = "reportedly.words"


@dataclass(frozen=True)  # not slotted: cached properties need a dictionary
class Words:
    """The words of a parse as lists by token."""

    doc: Doc
    lower: list[str]
    lemma: list[str]  # in lower case, of names too
    pos: list[str]
    tag: list[str]
    dep: list[str]
    head: list[int]  # the root's head is itself
    sentence: list[int]  # number of the sentence the token stands in
    start: list[int]  # offsets in code points
    end: list[int]

    @cached_property
    def children(self) -> list[list[int]]:
        """Return each token's dependents, in text order."""
        children: list[list[int]] = [[] for _ in self.head]
        for i, head in enumerate(self.head):
            if head != i:
                children[head].append(i)
        return children

    @cached_property
    def sentence_starts(self) -> list[int]:
        """Return the offset at which each sentence begins."""
        begins = [i for i, n in enumerate(self.sentence) if i == 0 or n != self.sentence[i - 1]]
        return [self.start[i] for i in begins]

    @cached_property
    def tree(self) -> list[Word]:
        """Return the tokens as a tree."""
        rows = zip(self.lower, self.lemma, self.pos, self.tag, self.dep, strict=True)
        tree = [Word(self, i, *row) for i, row in enumerate(rows)]
        for word, head, children in zip(tree, self.head, self.children, strict=True):
            word.head = tree[head]
            if children:
                word.children = [tree[k] for k in children[:MOST_CHILDREN]]
        return tree

    def top(self, first: int, last: int) -> Word:
        """Return the word of a half-open range of tokens that stands highest in the tree, the first of several."""
        return self.tree[first] if last - first == 1 else min(self.tree[first:last], key=_depth)


@dataclass(slots=True, eq=False)  # not frozen: head and children are set when all words are there
class Word:
    """A token with its head (a root's is itself) and at most forty dependents, in the order of the text."""

    words: Words = field(repr=False)
    i: int
    lower: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: Word = field(init=False, repr=False)
    children: Sequence[Word] = field(init=False, repr=False, default=())

    @property
    def text(self) -> str:
        """Return the word as written."""
        return str(self.words.doc[self.i].text)


def _depth(word: Word) -> int:
    depth = 0
    while word.head is not word:
        word, depth = word.head, depth + 1
    return depth


def list_words(doc: Doc) -> Words:
    """Return the words of a parse, listed once."""
    words: Words | None = doc.user_data.get(_WORDS)
    if words is None:
        words = doc.user_data[_WORDS] = _list_words(doc)
    return words


def word_of(token: Token) -> Word:
    """Return the plain object of a token."""
    return list_words(token.doc).tree[token.i]


def is_asked(word: Word) -> bool:
    """Return whether the word's sentence ends in a question mark, at most forty words on."""
    lower, sentence, i = word.words.lower, word.words.sentence, word.i
    near = lower[i : i + MOST_WORDS]
    return "?" in near and sentence[i + near.index("?")] == sentence[i]


def _list_words(doc: Doc) -> Words:
    array = doc.to_array([LOWER, LEMMA, POS, TAG, DEP, HEAD, SENT_START, IDX, LENGTH]).T
    names = _names(doc.vocab.strings)
    if len(names) > _MOST_NAMES:
        names.clear()
    lower, lemma, pos, tag, dep = [[names[key] for key in keys] for keys in array[:5].tolist()]
    heads, begins, starts, lengths = array[5:].astype("int64")
    return Words(
        doc,
        lower,
        [word.lower() for word in lemma],
        pos,
        tag,
        dep,
        head=(heads + range(len(doc))).tolist(),
        sentence=_number_sentences(begins.tolist()),
        start=starts.tolist(),
        end=(starts + lengths).tolist(),
    )


class _Names(dict[int, str]):
    """The strings of a store by their keys, as they are asked for: the store itself takes five times as long."""

    def __init__(self, strings: StringStore) -> None:
        self._strings = strings

    def __missing__(self, key: int) -> str:
        name = self[key] = str(self._strings[key]) if key else ""
        return name


@lru_cache(maxsize=2)
def _names(strings: StringStore) -> _Names:
    return _Names(strings)


def _number_sentences(begins: list[int]) -> list[int]:
    return list(accumulate((flag == 1 for flag in begins[1:]), initial=0))[: len(begins)]
