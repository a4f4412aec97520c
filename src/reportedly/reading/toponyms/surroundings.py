"""Surroundings: the words and tags of a text around the names that stand in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from spacy.tokens import Doc

from reportedly.gazetteer.match import Match, Word
from reportedly.reading.events.tree import Words, list_words
from reportedly.reading.toponyms.lexicon import toponym_lexicon

_JOINS = frozenset(("", "."))
_HYPHENS = frozenset((" ", "-", "\u00a0", "–"))
_NAME_RELATIONS = frozenset(("compound", "conj", "poss"))
_SUBJECTS = frozenset(("nsubj", "nsubjpass"))
_VERBS_OF_WORDS = frozenset(("say", "add", "note", "write"))  # nobody is said or added; somebody is told or asked
_YEAR = re.compile(r"(?:19|20)\d\d")
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
    _parse: Words = field(init=False)
    _tokens: dict[int, int] = field(init=False)  # numbers of the tokens by their offsets

    def __post_init__(self) -> None:
        self.firsts = frozenset(match.first for match in self.matches)
        self.lasts = frozenset(match.last for match in self.matches)
        self._parse = list_words(self.doc)
        self._tokens = dict(zip(self._parse.start, range(len(self._parse.start)), strict=True))

    def tag(self, at: int) -> str:
        """Return the fine tag of the token that begins at an offset, or ""."""
        i = self._tokens.get(at)
        return "" if i is None else self._parse.tag[i]

    def is_counted(self, match: Match) -> bool:
        """Return whether a number counts those that a name means: "200 Amhara", not "2016 Aleppo" or "10 km Homs"."""
        before = self.words[match.first - 1] if match.first else None
        if before is None or before.gap != " " or self.tag(before.start) != "CD" or _YEAR.fullmatch(before.text):
            return False
        i, number = self._tokens.get(match.start), self._tokens[before.start]
        return i is not None and self._parse.dep[number] == "nummod" and self._parse.head[number] == i

    def is_of_other_verb(self, name: int, verb: int) -> bool:
        """Return whether the name at one offset is no argument of the verb at another that stands beside it.

        In "officials said Hama was calm" it is the subject of "was"; in "the army said Hama, in the north, had fallen"
        some parse it as an object, though the verb has a subject already.
        """
        i, above = self._tokens.get(name), self._tokens.get(verb)
        if i is None or above is None:
            return False
        head, dep = self._parse.head, self._parse.dep
        while dep[i] in _NAME_RELATIONS and head[i] != above:
            i = head[i]
        if head[i] != above:
            return dep[i] in _SUBJECTS
        subjects = [k for k in self._parse.children[above] if dep[k] in _SUBJECTS and k != i]
        return dep[i] == "dobj" and bool(subjects) and self._parse.lemma[above] in _VERBS_OF_WORDS

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
