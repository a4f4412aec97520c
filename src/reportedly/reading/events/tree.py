"""The children of each word of a parse, and the words that stand in a question, listed once for a document.

`Token.children` walks the sentence anew at each call; frames, triggers and modality ask for the children of the same
words again and again. What is found is kept beside the parse (`Doc.user_data`) and lives as long as it does.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.attrs import HEAD, LEMMA, LOWER, POS
from spacy.strings import get_string_id
from spacy.tokens import Doc, Token

MOST_CHILDREN = 40  # a word with thousands of dependents is a broken parse; what follows is left out
MOST_WORDS = 40  # of a sentence before its question mark
_CHILDREN, _QUESTIONS, _WORDS = "reportedly.children", "reportedly.questions", "reportedly.words"


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a parse as lists by token: lower-case lemmas, parts of speech, heads, and at most forty children."""

    lemmas: list[str]
    pos: list[str]
    heads: list[int]
    children: list[list[int]]


def list_words(doc: Doc) -> Words:
    """Return the words of a parse, listed once."""
    words: Words | None = doc.user_data.get(_WORDS)
    if words is None:
        words = doc.user_data[_WORDS] = _list_words(doc)
    return words


def children(token: Token) -> list[Token]:
    """Return the dependents of a token in the order of the text, at most forty."""
    doc = token.doc
    table = doc.user_data.get(_CHILDREN)
    if table is None:
        table = doc.user_data[_CHILDREN] = _list_children(doc)
    found: list[Token] = table[token.i]
    return found


def is_asked(token: Token) -> bool:
    """Return whether the token's sentence ends in a question mark, at most forty words on."""
    doc = token.doc
    asked = doc.user_data.get(_QUESTIONS)
    if asked is None:
        asked = doc.user_data[_QUESTIONS] = _find_questions(doc)
    return token.i in asked


def _list_children(doc: Doc) -> list[list[Token]]:
    tokens = list(doc)
    table: list[list[Token]] = [[] for _ in tokens]
    offsets = doc.to_array(HEAD).astype("int64").tolist()
    for i, offset in enumerate(offsets):
        if offset and len(table[i + offset]) < MOST_CHILDREN:
            table[i + offset].append(tokens[i])
    return table


def _list_words(doc: Doc) -> Words:
    strings = doc.vocab.strings
    lemmas, pos, offsets = doc.to_array([LEMMA, POS, HEAD]).T
    names = {key: strings[key] if key else "" for key in {*lemmas.tolist(), *pos.tolist()}}
    heads = (offsets.astype("int64") + range(len(doc))).tolist()
    kids: list[list[int]] = [[] for _ in heads]
    for i, head in enumerate(heads):
        if head != i and len(kids[head]) < MOST_CHILDREN:
            kids[head].append(i)
    return Words([names[k].lower() for k in lemmas.tolist()], [names[k] for k in pos.tolist()], heads, kids)


def _find_questions(doc: Doc) -> set[int]:
    mark, asked = get_string_id("?"), set()
    for i, lower in enumerate(doc.to_array(LOWER).tolist()):
        if lower == mark and i not in asked:
            for at in range(i, max(-1, i - MOST_WORDS), -1):
                asked.add(at)
                if doc[at].is_sent_start:
                    break
    return asked
