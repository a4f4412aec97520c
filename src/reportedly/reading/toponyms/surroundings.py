"""Surroundings: the words and tags of a text around the names that stand in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from spacy.tokens import Doc

from reportedly.gazetteer.match import Match, Word
from reportedly.reading.events.tree import list_words
from reportedly.reading.toponyms.lexicon import toponym_lexicon

_JOINS = frozenset(("", "."))
_HYPHENS = frozenset((" ", "-", "\u00a0", "–"))
_SHOUTED_WORDS = 3  # that many capitals in a row are a headline, not an acronym


@dataclass(slots=True)
class Surroundings:
    """The words of a text, its tags, and the names that stand in it."""

    text: str
    doc: Doc
    words: Sequence[Word]
    matches: Sequence[Match]
    firsts: frozenset[int] = field(init=False)  # words that a match begins with
    lasts: frozenset[int] = field(init=False)  # words that follow a match
    _tags: dict[int, str] = field(init=False)  # by the offset of the token

    def __post_init__(self) -> None:
        self.firsts = frozenset(match.first for match in self.matches)
        self.lasts = frozenset(match.last for match in self.matches)
        listed = list_words(self.doc)
        self._tags = dict(zip(listed.start, listed.tag, strict=True))

    def tag(self, at: int) -> str:
        """Return the fine tag of the token that begins at an offset, or ""."""
        return self._tags.get(at, "")

    def gap(self, left: int) -> str:
        """Return what stands between word `left` and the next; at either end of the text, a line's end."""
        return self.words[left].gap if left >= 0 else "\n"

    def before(self, match: Match, back: int = 1) -> Word | None:
        """Return the word `back` before the match if only spaces or hyphens lie between."""
        at = match.first - back
        if at < 0:
            return None
        words = self.words
        for between in range(at, match.first):
            if not _is_joint(words[between].gap):
                return None
        return words[at]

    def after(self, match: Match) -> Word | None:
        """Return the next word if nothing but a space or a hyphen lies between."""
        if match.last >= len(self.words) or self.words[match.last - 1].gap not in _HYPHENS:
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


@lru_cache(maxsize=1_000)
def _is_joint(gap: str) -> bool:
    return gap.strip(" -–\u00a0\"'“‘") in _JOINS
