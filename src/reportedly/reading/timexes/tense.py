"""The tense of what a time expression belongs to, by the parse."""

from __future__ import annotations

from bisect import bisect_right

from spacy.tokens import Doc, Token

from reportedly.reading.events.tree import list_words
from reportedly.reading.timexes.vocabulary import load_words

_CLIMB = 8  # heads looked at; longer chains say little
_INSIDE_NOUN = frozenset({"poss", "compound", "nmod", "nummod"})
_VERBAL = frozenset({"VERB", "AUX"})


class TokenFinder:
    """Finds the token at a character, by bisection over the starts of the tokens."""

    __slots__ = ("_sentences", "_starts", "doc")

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        words = list_words(doc)
        self._starts, self._sentences = words.start, words.sentence

    def at(self, char: int) -> Token | None:
        """Return the token that starts at or last before `char`."""
        return self.doc[max(0, bisect_right(self._starts, char) - 1)] if self._starts else None

    def sentence_at(self, char: int) -> int:
        """Return the number of the sentence that holds a character."""
        return self._sentences[max(0, bisect_right(self._starts, char) - 1)] if self._starts else 0


def is_of_saying(token: Token | None) -> bool:
    """Return whether a time at `token` hangs on a verb of saying ("the army said on Friday")."""
    verb = governing_verb(token) if token is not None else None
    return verb is not None and verb.lemma_.lower() in load_words("saying")["verbs"]


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
    """Return -1 where a time at `token` is in the past by its verb, 1 where it is in the future, else 0."""
    if token.dep_ in _INSIDE_NOUN and token.head.pos_ == "NOUN":
        return 0  # "Friday's attack", "the May 3 truce": the verb above says little
    if _is_limit(token):
        return 1
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


def _is_limit(token: Token) -> bool:
    """Return whether "until" or "by" stands before it within a sentence ("extended it until Tuesday")."""
    if token.i < 2 or token.is_sent_start:
        return False
    before = token.nbor(-1)
    if before.lower_ == "as" and before.nbor(-1).lower_ in ("soon", "early"):
        return True
    if before.lower_ not in ("until", "till", "by") or before.is_sent_start:
        return False
    return before.nbor(-1).lower_ not in ("not", "up", "n't", "killed")


def _lean_of_verb(verb: Token) -> int | None:
    """Return the leaning of a verb group, None where it takes that of the verb above it."""
    helpers = {child.lower_: child for child in verb.children if child.dep_ in ("aux", "auxpass")}
    lemma, words = verb.lemma_.lower(), load_words("tense")
    if any(word in words["will"] for word in helpers):
        return -1 if "have" in helpers else 1
    if lemma in words["schedules"] or (lemma == "set" and verb.tag_ == "VBN"):
        return 1
    if (
        verb.tag_ == "VBD"
        or any(word in words["have"] for word in helpers)
        or any(h.tag_ == "VBD" for h in helpers.values())
    ):
        return -1
    if "to" in helpers:
        return 1 if verb.head.i != verb.i and verb.head.lemma_.lower() in words["plans"] else None
    if verb.tag_ == "VBN" and not helpers:
        return -1 if verb.dep_ in ("acl", "ROOT") else None
    if verb.tag_ in ("VBG", "VB") and not helpers:
        return None if verb.dep_ != "ROOT" else 0
    return _lean_of_present(verb)


def _lean_of_present(verb: Token) -> int:
    # "when the case is heard in May": a present under "when" is still to come; a headline's present is not.
    marks = (child.lower_ for child in verb.children if child.dep_ in ("advmod", "mark"))
    return 1 if any(mark in load_words("tense")["when"] for mark in marks) else 0
