"""Surroundings: the words and tags of a text around the names that stand in it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.attrs import IDX, TAG
from spacy.tokens import Doc

from reportedly.gazetteer.match import Match, Word
from reportedly.reading.toponyms.lexicon import toponym_lexicon

_JOINS = frozenset(("", "."))
_SHOUTED_WORDS = 3  # that many capitals in a row are a headline, not an acronym


@dataclass(slots=True)
class Surroundings:
    """The words of a text, its tags, and the names that stand in it."""

    text: str
    doc: Doc  # its parse; `doc.text` would put the text together anew at each look
    words: Sequence[Word]
    matches: Sequence[Match]
    firsts: frozenset[int] = field(init=False)  # words that a match begins with
    lasts: frozenset[int] = field(init=False)  # words that follow a match
    _starts: list[int] = field(init=False)
    _tags: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.firsts = frozenset(match.first for match in self.matches)
        self.lasts = frozenset(match.last for match in self.matches)
        table = self.doc.to_array([IDX, TAG])
        self._starts = table[:, 0].tolist() if len(self.doc) else []
        self._tags = table[:, 1].tolist() if len(self.doc) else []

    def tag(self, at: int) -> str:
        """Return the fine tag of the token that begins at an offset, or ""."""
        i = bisect_left(self._starts, at)
        if i == len(self._starts) or self._starts[i] != at:
            return ""
        return str(self.doc.vocab.strings[self._tags[i]])

    def gap(self, left: int) -> str:
        """Return what stands between word `left` and the next; at either end of the text, a line's end."""
        if left < 0 or left + 1 >= len(self.words):
            return "\n"
        return self.text[self.words[left].end : self.words[left + 1].start]

    def before(self, match: Match, back: int = 1) -> Word | None:
        """Return the word `back` before the match if only spaces or hyphens lie between."""
        at = match.first - back
        if at < 0:
            return None
        for i in range(at, match.first):
            if self.gap(i).strip(" -–\u00a0\"'“‘") not in _JOINS:
                return None
        return self.words[at]

    def after(self, match: Match) -> Word | None:
        """Return the next word if nothing but a space or a hyphen lies between."""
        if match.last >= len(self.words) or self.gap(match.last - 1) not in (" ", "-", "\u00a0", "–"):
            return None
        return self.words[match.last]

    def tail(self, match: Match) -> Word | None:
        """Return the last of the capitalised type words behind a match, which belong to the name: "X Airport".

        None where there is none, or where the name goes on ("Denver District Judge").
        """
        lexicon = toponym_lexicon()
        found = None
        at = match.last
        while (
            at < len(self.words)
            and at - match.last < 3
            and self.gap(at - 1) == " "
            and self.words[at].text[0].isupper()
        ):
            word = self.words[at]
            if word.key not in lexicon.tail_words and word.key not in lexicon.tail_joiners:
                return None
            found = word if word.key in lexicon.tail_words else found
            at += 1
        return found

    def begins_paragraph(self, word: int) -> bool:
        """Return whether a word is the first of its line, as a dateline's is."""
        return "\n" in self.gap(word - 1)

    def shouts(self, match: Match) -> bool:
        """Return whether the words around are all in capitals, as in a headline."""
        near = self.words[max(0, match.first - _SHOUTED_WORDS) : match.last + _SHOUTED_WORDS]
        capitals = sum(1 for word in near if word.text.isupper() and len(word.text) > 1)
        return capitals > (match.last - match.first) + 1
