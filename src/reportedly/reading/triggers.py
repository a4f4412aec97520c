"""Triggers: every word of a text that the lexicon knows to signal an event type.

Takes a parse, gives each hit of each entry, weak ones too: which of them are claims is for a later step to
say. Linear in the text: words are looked up by lemma and part of speech, and what must stand near is sought
in a bounded window. It does not choose between types, and it does not look at names.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from spacy.tokens import Doc, Token

from reportedly.reading.lexicon import Entry, load_lexicon, load_words

WINDOW = (
    4  # words after the trigger in which `needs` is sought; `avoids` looks at dependents and the next word
)
MOST_CHILDREN = 20  # a list of thousands of dependents is no frame
_CLASSES = {"PROPN": "NOUN", "AUX": "VERB"}  # the tagger confuses them in headlines and titles


@dataclass(frozen=True, slots=True)
class Trigger:
    """A hit: the index of the token in the parse, and the entry that it matches."""

    index: int
    entry: Entry


def find_triggers(doc: Doc, *, language: str = "en") -> tuple[Trigger, ...]:
    """Return every hit of the lexicon, in the order of the text; one word may have several."""
    index, mended = _index(language), load_words("frames", language)["lemmas"]
    found: list[Trigger] = []
    for token in doc:
        lemma = token.lemma_.lower()
        if token.pos_ == "PROPN":  # names keep their plural
            lemma = lemma.removesuffix("s")
        entries = index.get((mended.get(lemma, lemma), _CLASSES.get(token.pos_, token.pos_)))
        if entries is None and "-" in token.text:
            entries = index.get((token.lower_.rpartition("-")[2], "ADJ"))
        if entries is not None:
            found.extend(Trigger(token.i, entry) for entry in _fitting(token, entries))
    return tuple(found)


@lru_cache(maxsize=4)
def _index(language: str) -> dict[tuple[str, str], tuple[Entry, ...]]:
    index: dict[tuple[str, str], tuple[Entry, ...]] = {}
    for entry in load_lexicon(language):
        keys = [(entry.lemma, entry.pos)]
        if entry.pos == "VERB":
            keys.append((participle(entry.lemma), "ADJ"))
        for key in keys:
            index[key] = (*index.get(key, ()), entry)
    return index


# Participles that do not end in -ed; the tagger calls many of them adjectives.
_IRREGULAR = {
    "arm": "armed", "beat": "beaten", "cut": "cut", "drive": "driven", "fight": "fought", "hit": "hit", "hold": "held",
    "lead": "led", "lose": "lost", "overrun": "overrun", "retake": "retaken", "send": "sent", "shoot": "shot",
    "strike": "struck", "take": "taken", "win": "won", "run": "run", "leave": "left",
}  # fmt: skip


def participle(lemma: str) -> str:
    """Return the past participle of a verb.

    >>> participle("besiege"), participle("occupy"), participle("hold")
    ('besieged', 'occupied', 'held')
    """
    if lemma in _IRREGULAR:
        return _IRREGULAR[lemma]
    if lemma.endswith("e"):
        return lemma + "d"
    if lemma.endswith("y") and lemma[-2:-1] not in "aeiou":
        return lemma[:-1] + "ied"
    return lemma + "ed"


def _fitting(token: Token, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    if not any(entry.needs or entry.avoids for entry in entries):
        return entries
    near, close = words_near(token, window=WINDOW), words_near(token, window=1)
    return tuple(
        entry
        for entry in entries
        if (not entry.needs or not near.isdisjoint(entry.needs)) and close.isdisjoint(entry.avoids)
    )


def words_near(token: Token, *, window: int) -> set[str]:
    """Return the lower-case lemmas of the token's dependents, of its head and of the next `window` words."""
    doc = token.doc
    near = {child.lemma_.lower() for child in islice(token.children, MOST_CHILDREN)}
    near.update(other.lemma_.lower() for other in doc[token.i + 1 : token.i + 1 + window])
    if token.head is not token:
        near.add(token.head.lemma_.lower())
        if token.head.pos_ == "ADP":
            near.add(token.head.head.lemma_.lower())
    return near
