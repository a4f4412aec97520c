"""Triggers: every word of a text that the lexicon knows to signal an event type.

Takes a parse, gives each hit of each entry, weak ones too: which of them are claims is for a later step to say.
Linear in the text: words are looked up by lemma and part of speech, and what must stand near is sought in a
bounded window. It does not choose between types, and it does not look at names.
"""

from __future__ import annotations

from functools import lru_cache

from spacy.tokens import Doc, Token

from reportedly.model import ClaimType
from reportedly.reading.events.lexicon import Entry, load_lexicon, load_words
from reportedly.reading.events.tree import MOST_CHILDREN, Words, list_words

WINDOW = 4  # words after the trigger in which `needs` is sought; `avoids` looks at dependents and the next word
_UNDERGOING, _MODIFYING = frozenset({"dobj", "nsubjpass"}), frozenset({"amod", "acl"})
_AS = {"NOUN": ("NOUN", "PROPN")}  # the tagger confuses them
_Index = dict[tuple[str, str], tuple[Entry, ...]]


def find_triggers(doc: Doc, *, language: str = "en") -> dict[int, tuple[Entry, ...]]:
    """Return the entries that each token hits, by its index, in the order of the text."""
    index, words = _index(language), list_words(doc)
    found: dict[int, tuple[Entry, ...]] = {}
    for i, (lemma, lower, pos) in enumerate(zip(words.lemma, words.lower, words.pos, strict=True)):
        entries = index.get((lower if pos == "PROPN" else lemma, pos))
        if entries is None and "-" in lower:
            entries = _find_hyphened(lower, language)
        fitting = _fitting(words, i, entries) if entries else ()
        if fitting:
            found[i] = fitting
    return found


def avoided_types(token: Token, *, language: str = "en") -> frozenset[ClaimType]:
    """Return the types that the lexicon knows the word for, and rules out here by what stands beside it.

    "Took the decision" is no gain, whatever else speaks for one.
    """
    entries = _index(language).get((token.lemma_, token.pos_), ())
    if not any(entry.avoids for entry in entries):
        return frozenset()
    fitting = {entry.type for entry in _fitting(list_words(token.doc), token.i, entries)}
    avoiding = {entry.type for entry in entries if entry.avoids}
    return frozenset(avoiding - fitting)


@lru_cache(maxsize=4)
def _index(language: str) -> _Index:
    """Return the entries by lemma and part of speech; names are looked up by their lower-case form."""
    wrong: dict[str, list[str]] = {}
    for form, lemma in load_words("frames", language)["lemmas"].items():
        wrong.setdefault(lemma, []).append(form)
    index: _Index = {}
    for entry in load_lexicon(language):
        keys = {(lemma, pos) for lemma in (entry.lemma, *wrong.get(entry.lemma, ())) for pos in _classes(entry)}
        if entry.pos == "VERB":
            keys.update((participle(entry.lemma), pos) for pos in ("ADJ", "VERB"))  # "VERB": tagged as an infinitive
        if entry.pos == "NOUN":
            keys.add((entry.lemma + "s", "PROPN"))
        for key in keys:
            index[key] = (*index.get(key, ()), entry)
    return index


def _classes(entry: Entry) -> tuple[str, ...]:
    return _AS.get(entry.pos, (entry.pos,))


@lru_cache(maxsize=4)
def _participles(language: str) -> dict[str, tuple[Entry, ...]]:
    found: dict[str, tuple[Entry, ...]] = {}
    for entry in load_lexicon(language):
        if entry.pos == "VERB" and not entry.needs:
            form = participle(entry.lemma)
            found[form] = (*found.get(form, ()), entry)
    return found


def _find_hyphened(word: str, language: str) -> tuple[Entry, ...]:
    """Return the entries of a word that holds both halves in one token, as "U.S.-backed" does."""
    first, _, last = word.rpartition("-")
    return _participles(language).get(last, ()) if first else ()


# Participles that do not end in -ed; the tagger calls many of them adjectives.
_IRREGULAR = {
    "beat": "beaten", "cut": "cut", "drive": "driven", "fight": "fought", "hit": "hit", "hold": "held",
    "lead": "led", "leave": "left", "lose": "lost", "overrun": "overrun", "retake": "retaken", "run": "run",
    "send": "sent", "shoot": "shot", "strike": "struck", "take": "taken", "win": "won",
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


def _fitting(words: Words, i: int, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Return the entries that fit token `i`: one of what they need stands near, and nothing that they avoid."""
    if not any([entry.needs or entry.avoids for entry in entries]):  # a list: a generator costs twice as much
        return entries
    after = words.lemma[i + 1 : i + 1 + WINDOW]
    below, above = _words_below(words, i), _words_above(words, i)
    near = below.union(above, after)
    beside = below.union(after[:1])
    if "VERB" not in above or words.pos[i] != "VERB":  # a verb above a verb says nothing of what it does to whom
        beside |= above
    objects = _objects(words, i) if any([entry.objects for entry in entries]) else set()
    fitting = [
        entry
        for entry in entries
        if (not entry.needs or not (objects if entry.objects else near).isdisjoint(entry.needs))
        and (objects if entry.objects else beside).isdisjoint(entry.avoids)
    ]
    return tuple(fitting)


def _objects(words: Words, i: int) -> set[str]:
    """Return the lemmas and parts of speech of what a verb is done to: "fighters captured the town" captures a town."""
    children = words.children
    below = [k for k in children[i][:MOST_CHILDREN] if words.dep[k] in _UNDERGOING]
    below += [k for at in below for k in children[at][:MOST_CHILDREN] if words.dep[k] == "conj"]
    if words.dep[i] in _MODIFYING:
        below.append(words.head[i])
    return {words.lemma[k] for k in below} | {words.pos[k] for k in below}


def _words_below(words: Words, i: int) -> set[str]:
    """Return the lower-case lemmas of a token's dependents, and their parts of speech in upper case: "NUM"."""
    children = words.children[i][:MOST_CHILDREN]
    return {words.lemma[k] for k in children} | {words.pos[k] for k in children}


def _words_above(words: Words, i: int) -> set[str]:
    """Return the lemma and the part of speech of a token's head, and what stands above a preposition."""
    lemma, pos, head = words.lemma, words.pos, words.head[i]
    if head == i:
        return set()
    return {lemma[head], pos[head], lemma[words.head[head]] if pos[head] == "ADP" else lemma[head]}
