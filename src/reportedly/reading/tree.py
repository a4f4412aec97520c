"""The children of each word of a parse, listed once for a document.

`Token.children` walks the sentence anew at each call; frames, triggers and modality ask for the children of the same
words again and again. The lists are kept beside the parse (`Doc.user_data`) and live as long as it does.
"""

from __future__ import annotations

from spacy.attrs import HEAD
from spacy.tokens import Doc, Token

MOST_CHILDREN = 40  # a word with thousands of dependents is a broken parse; what follows is left out
_KEY = "reportedly.children"


def children(token: Token) -> list[Token]:
    """Return the dependents of a token in the order of the text, at most forty."""
    doc = token.doc
    table = doc.user_data.get(_KEY)
    if table is None:
        table = doc.user_data[_KEY] = _list_children(doc)
    return [doc[i] for i in table[token.i]]


def _list_children(doc: Doc) -> list[list[int]]:
    table: list[list[int]] = [[] for _ in range(len(doc))]
    offsets = doc.to_array(HEAD).astype("int64").tolist()
    for i, offset in enumerate(offsets):
        if offset and len(table[i + offset]) < MOST_CHILDREN:
            table[i + offset].append(i)
    return table
