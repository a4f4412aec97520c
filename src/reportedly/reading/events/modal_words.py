"""The words that decide a modality, by the tables of `modality.toml`, and what negates a word.

Takes a word of the parse, gives what the words on it say. It does not climb: that is `events.modality`.
"""

from __future__ import annotations

from functools import lru_cache

from reportedly.model import Modality
from reportedly.reading.events.lexicon import load_words
from reportedly.reading.events.tree import Word

Decision = tuple[Modality, str]
"""A modality and the word that decided it."""

_ORDER = (Modality.UNKNOWN, Modality.DENIED, Modality.POSSIBLE, Modality.PLANNED)


@lru_cache(maxsize=1)
def _modalities() -> dict[str, dict[str, Modality]]:
    """Return for each table the modality of each word."""
    tables = load_words("modality")
    names = ("auxiliaries", "adverbs", "adjectives", "clause_governors", "noun_governors", "conditions")
    return {
        name: {word: modality for modality in _ORDER for word in tables[name].get(modality.value, ())} for name in names
    }


@lru_cache(maxsize=1)
def load_sets() -> dict[str, frozenset[str]]:
    """Return the sets of words that have one meaning each."""
    tables = load_words("modality")
    sets = {name: frozenset(table["words"]) for name, table in tables.items() if "words" in table}
    return sets | {name: frozenset(tables["negations"][name]) for name in ("failing", "figures", "able")}


def look(table: str, word: Word) -> Decision | None:
    """Return what the table says of the word, by its lemma or its form."""
    known = _modalities()[table]
    modality = known.get(word.lower) or known.get(word.lemma)
    return None if modality is None else (modality, word.text)


def look_governor(table: str, verb: Word) -> Decision | None:
    """Return what the table says of a verb with its particle ("ruled out"); what is not denied is possible."""
    particle = next((child.lower for child in verb.children if child.dep == "prt"), None)
    phrasal = _modalities()[table].get(f"{verb.lemma} {particle}") if particle else None
    found = (phrasal, verb.text) if phrasal else look(table, verb)
    denies = found is not None and found[0] is Modality.DENIED
    return (Modality.POSSIBLE, verb.text) if denies and find_negation(verb) else found


def look_adverb(above: Word) -> Decision | None:
    """Return what an adverb on a participle or a preposition decides."""
    adverbs = (child for child in above.children if child.dep == "advmod")
    return next((found for child in adverbs if (found := look("adverbs", child))), None)


def find_negation(word: Word) -> str | None:
    """Return what negates the word ("not", "no", "nobody" as its subject), or None."""
    for child in word.children:
        if child.dep in ("neg", "det", "preconj", "nsubj", "nsubjpass", "dobj", "attr"):
            if _negates(child):
                return child.text
            if child.dep not in ("neg", "det", "preconj") and word.pos in ("VERB", "AUX"):
                for inner in child.children:
                    if inner.dep in ("det", "neg", "preconj") and _negates(inner):
                        return inner.text
    return None


def _negates(word: Word) -> bool:
    if word.lower not in load_sets()["negations"]:
        return False
    after = next(iter(word.words.lower[word.i + 1 : word.i + 2]), word.lower)
    return after not in load_sets()["figures"] and not after[0].isdigit()  # "killed 28, not 31"


def find_ignorance(verb: Word) -> str | None:
    """Return the negation of a word of knowing ("could not confirm", "unable to say", "not aware"), or None."""
    if verb.lemma not in load_sets()["knowing"]:
        return None
    if verb.dep == "xcomp" and verb.head.lemma in load_sets()["failing"]:
        return verb.head.text
    return find_negation(verb) or (find_negation(verb.head) if verb.dep == "acomp" else None)  # "is not aware of"
