"""The tense of what a time expression belongs to, by the parse."""

from __future__ import annotations

import numpy as np
from spacy.tokens import Doc, Token

_CLIMB = 8  # heads looked at; longer chains say little
_WILL = frozenset({"will", "shall", "would", "may", "might", "should", "must", "can", "could", "'ll", "wo", "ll"})
_PLANS = frozenset(
    {"plan", "expect", "schedule", "set", "due", "agree", "want", "decide", "vow", "promise", "prepare", "hope"}
    | {"intend", "propose", "go", "order", "threaten", "pledge", "seek", "offer", "ask", "demand", "likely", "slate"}
)
_VERBAL = frozenset({"VERB", "AUX"})


class TokenFinder:
    """Finds the token at a character, by bisection over the starts of the tokens."""

    __slots__ = ("_starts", "doc")

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self._starts: np.ndarray | None = None  # made on first use: most texts ask, empty ones do not

    def at(self, char: int) -> Token | None:
        """Return the token that starts at or last before `char`."""
        if not len(self.doc):
            return None
        if self._starts is None:
            self._starts = np.fromiter((t.idx for t in self.doc), dtype=np.int64, count=len(self.doc))
        return self.doc[max(0, int(np.searchsorted(self._starts, char, side="right")) - 1)]


def governing_verb(token: Token) -> Token | None:
    """Return the nearest verb above a token, or None."""
    for _ in range(_CLIMB):
        if token.pos_ in _VERBAL and token.dep_ not in ("aux", "auxpass"):
            return token
        if token.head is token or token.head.i == token.i:
            return None
        token = token.head
    return None


def lean(token: Token) -> int:
    """Return -1 where the verb above a token is in the past, 1 where it is in the future, else 0."""
    verb = governing_verb(token)
    for _ in range(_CLIMB):
        if verb is None:
            return 0
        found = _lean_of_verb(verb)
        if found is not None:
            return found
        above = verb.head
        verb = governing_verb(above) if above.i != verb.i else None
    return 0


def _lean_of_verb(verb: Token) -> int | None:
    """Return the leaning of a verb group, None where it takes that of the verb above it."""
    helpers = {child.lower_: child for child in verb.children if child.dep_ in ("aux", "auxpass")}
    if any(word in _WILL for word in helpers):
        return -1 if "have" in helpers else 1
    if verb.tag_ == "VBD" or any(child.tag_ == "VBD" for child in helpers.values()):
        return -1
    if "to" in helpers:
        return 1 if verb.head.i != verb.i and verb.head.lemma_.lower() in _PLANS else None
    if verb.tag_ in ("VBN", "VBG") and helpers:
        return -1 if verb.tag_ == "VBN" and any(h in ("has", "have", "'ve", "'s") for h in helpers) else 0
    if verb.tag_ in ("VBG", "VBN", "VB"):
        return None if verb.dep_ != "ROOT" else -1 if verb.tag_ == "VBN" else 0
    return 0
