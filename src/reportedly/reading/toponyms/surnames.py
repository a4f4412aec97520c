"""Surnames: names of places that are, in this text, the last names of persons met in full or heard to speak."""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.gazetteer.entry import Candidate
from reportedly.gazetteer.match import ARTICLES, Match, Word
from reportedly.reading.toponyms.lexicon import toponym_lexicon
from reportedly.reading.toponyms.senses import is_small, senses_of
from reportedly.reading.toponyms.surroundings import Surroundings


def last_names(around: Surroundings, candidates: Sequence[tuple[Candidate, ...]]) -> frozenset[str]:
    """Return the keys of last names of persons met in full: after a given name, a title, or an unknown name."""
    found = set()
    for match, named in zip(around.matches, candidates, strict=True):
        name = last_name_of(match)
        if name is None:
            continue
        word = around.before(match)
        if is_small(named) and _speaks(around, match, word):
            found.add(name)
        if word is None or not word.text[0].isupper() or around.gap(match.first - 1) not in (" ", ". "):
            continue
        if _names_person(around, match, word, small=is_small(named)):
            found.add(name)
    return frozenset(found)


def _names_person(around: Surroundings, match: Match, before: Word, *, small: bool) -> bool:
    """Return whether the capitalised word before a name makes a person's full name of it.

    Behind an unknown word a name with an article may be the next of a list: only "Abu X al-Y" is a person's for sure.
    """
    lexicon = toponym_lexicon()
    if before.key in lexicon.given_names or before.key in lexicon.titles:
        return True
    if not small or match.first in around.lasts or not _is_unknown_name(around, before):
        return False
    if match.last - match.first == 1:
        return True
    first = around.before(match, 2)
    return first is not None and (first.key in lexicon.given_names or first.key in lexicon.titles)


def last_name_of(match: Match) -> str | None:
    """Return the key of a name of one word, an article aside: "baghdadi" of "al-Baghdadi"."""
    if match.last - match.first == 1:
        return match.key
    article, _, name = match.key.partition(" ")
    return name if match.last - match.first == 2 and article in ARTICLES else None


def _speaks(around: Surroundings, match: Match, before: Word | None) -> bool:
    """Return whether "said X" or "X said" makes X a person.

    A dateline's "HOMS, he said" does not, nor does "officials said Homs was calm".
    """
    lexicon = toponym_lexicon()
    if before is not None and before.key in lexicon.speech:
        return not around.is_of_other_verb(match.start, before.start)
    after = around.after(match)
    return after is not None and after.key in lexicon.speech


def _is_unknown_name(around: Surroundings, word: Word) -> bool:
    lexicon = toponym_lexicon()
    plain = word.key in lexicon.locative or word.key in lexicon.direction_words or word.key in lexicon.type_words
    return not plain and around.tag(word.start) == "NNP"


def closed_words(
    around: Surroundings, candidates: Sequence[tuple[Candidate, ...]], persons: frozenset[str]
) -> frozenset[int]:
    """Return the words in names that are no place's in any spelling: of persons, and of bodies like "Islamic State".

    A surname behind another capitalised word stays open, since both may be a village's name.
    """
    return frozenset(
        i
        for match, found in zip(around.matches, candidates, strict=True)
        if "none" in senses_of(found).kinds or (last_name_of(match) in persons and _is_lone(around, match, found))
        for i in range(match.first, match.last)
    )


def _is_lone(around: Surroundings, match: Match, candidates: tuple[Candidate, ...]) -> bool:
    before = around.before(match)
    return is_small(candidates) and (before is None or not before.text[0].isupper())
