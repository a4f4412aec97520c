"""Whether a name stands where somebody who acts stands: a country, a capital, an acronym.

Takes the parse. A capital is its government only where it does what no town does, or answers for a deed.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from reportedly.reading.events.lexicon import load_words
from reportedly.reading.events.tree import Words

_PREPOSITIONS = frozenset({"by", "with", "between", "against", "of"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_CLAUSES = frozenset({"xcomp", "ccomp"})
_CLIMB = 4  # steps up a coordination


@dataclass(frozen=True, slots=True)
class _Words:
    deeds: frozenset[str]
    objects: frozenset[str]
    places: frozenset[str]
    answering: frozenset[str]
    believed: frozenset[str]


@lru_cache(maxsize=2)
def _words(language: str = "en") -> _Words:
    table = load_words("groups", language)
    verbs = table["verbs"]
    return _Words(
        frozenset(table["deeds"]["words"]),
        frozenset(verbs["object"]),
        frozenset(verbs["place_subject"]),
        frozenset(verbs["answering"]),
        frozenset(verbs["believed"]),
    )


def is_before_deed(tokens: Words, at: int) -> bool:
    """Return whether the word says whose deed the next noun is ("Turkish shelling", "Iran's missile strikes")."""
    deeds, dep, head, lower = _words().deeds, tokens.dep[at], tokens.head[at], tokens.lower
    if dep in ("amod", "compound", "poss", "nmod", "conj"):
        return lower[head] in deeds or lower[tokens.head[head]] in deeds
    # "weapons from Iran"
    return dep == "pobj" and lower[head] == "from" and lower[tokens.head[head]] in deeds


def _is_listed(tokens: Words, at: int) -> bool:
    """Return whether a name stands with others, or after a noun for it; not after a comma ("Homs, Syria")."""
    dep, head = tokens.dep[at], tokens.head[at]
    if dep == "appos":
        return at > 0 and tokens.lower[at - 1] != ","
    if dep in ("compound", "nmod"):
        return head > at and tokens.pos[head] == "PROPN"
    return dep == "conj"


def acts(tokens: Words, at: int, *, capital: bool = False) -> bool:
    """Return whether a country's name stands where somebody who acts stands."""
    for _ in range(_CLIMB):
        # A list without commas ("Russia Iran and Turkey") parses as a compound.
        if not _is_listed(tokens, at):
            break
        at = tokens.head[at]
    dep, head, words = tokens.dep[at], tokens.head[at], _words()
    if dep in _SUBJECTS:
        return not capital or _has_deed(tokens, head, passive=dep == "nsubjpass")
    if dep in ("dobj", "dative"):
        return tokens.lemma[head] in (words.answering if capital else words.objects)
    word = tokens.lower[head]
    return dep == "pobj" and word in _PREPOSITIONS and (word != "of" or not capital)


def _has_deed(tokens: Words, verb: int, *, passive: bool) -> bool:
    """Return whether the subject of a verb acts, or answers for a deed, so that a capital there is its state."""
    words, lemma = _words(), tokens.lemma[verb]
    if passive and lemma in words.answering:
        return True
    if (passive and lemma in words.believed) or lemma == "be":
        return any(_is_deed(tokens, child) for child in tokens.children[verb] if tokens.dep[child] in _CLAUSES)
    return not passive and lemma not in words.places


def _is_deed(tokens: Words, verb: int) -> bool:
    """Return whether the verb behind "is believed" or "is" is an infinitive of somebody who acts."""
    beside = [(tokens.dep[child], tokens.lower[child]) for child in tokens.children[verb]]
    active = ("aux", "to") in beside and not any(dep == "auxpass" for dep, _ in beside)
    if tokens.tag[verb + 1 : verb + 2] == ["VBN"]:
        return active  # "to have massed troops", parsed as troops that are massed
    return active and tokens.lemma[verb] not in _words().places
