"""Cues: the words that signal that somebody said, thought, wanted or showed something.

The lexicon is data (`lexicon/en/cues_*.toml`), each entry with an example that is tested. Takes a tree, gives hits; it
does not look for speakers or contents.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from reportedly.model import AttributionKind, Stance
from reportedly.reading.speech.tree import Tree

_FILES = ("cues_speech.toml", "cues_thought.toml", "cues_other.toml")
_LISTS = ("reckonings", "nouns", "thoughts", "adjectives", "attitudes", "openers", "adverbs")
WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
MONTHS = frozenset("january february march april may june july august september october november december".split())
DAYS = WEEKDAYS | MONTHS | {"today", "yesterday", "earlier", "late"}


_CLASSES = {
    "reckonings": "NOUN",
    "nouns": "NOUN",
    "thoughts": "NOUN",
    "adjectives": "ADJ",
    "attitudes": "ADJ",
    "adverbs": "ADV",
}
_DAY_WORDS = {(day,) for day in DAYS}


@dataclass(frozen=True, slots=True)
class Use:
    """What a cue is in one frame: its kind, and how sure it is ("sure", "likely", "weak")."""

    kind: AttributionKind
    grade: str


@dataclass(frozen=True, slots=True)
class Cue:
    """An entry: a lemma with the words that must follow it, and its uses by frame ("that", "quote", "np", ...)."""

    words: tuple[str, ...]
    form: str  # "verb", or the list it comes from: "nouns", "adjectives", ...
    uses: MappingProxyType[str, Use]
    stance: Stance
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue found: the token it hangs on, the tokens it covers, and its entry."""

    at: int
    first: int
    last: int
    cue: Cue


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All cues of a language: by first lemma, those of several words first."""

    verbs: MappingProxyType[str, tuple[Cue, ...]]
    others: MappingProxyType[str, tuple[Cue, ...]]  # nouns, adjectives, adverbs by lemma; openers by first word
    first: frozenset[str]  # lemmas and words that a cue begins with


@dataclass(frozen=True, slots=True)
class Objects:
    """What a verb's dependents must or must not be, by lemma, and which cues only judge or carry what is said."""

    needed: dict[str, frozenset[str]]
    avoided: dict[str, frozenset[str]]
    presuming: frozenset[str]  # what they judge is taken as given: "condemned the attack"
    carrying: frozenset[str]  # they say no more than that another spoke: "quoted"
    acts: frozenset[str]  # wishes and attitudes that are voiced in public
    deniable: frozenset[str]  # nouns for what was said, which another denies: "a claim the rebels deny"
    denying: frozenset[str]  # the verbs of it
    misread: dict[str, str]  # lemmas that the tagger gets wrong


@lru_cache(maxsize=4)
def load_objects(language: str = "en") -> Objects:
    """Return what the lexicon says of the verbs' dependents and of what they say of their content."""
    path = files("reportedly.reading") / "lexicon" / language / "cues_other.toml"
    table = tomllib.loads(path.read_text(encoding="utf-8"))["objects"]
    needed, avoided = ({k: frozenset(v) for k, v in table[name].items()} for name in ("needed", "avoided"))
    names = ("presuming", "carrying", "acts", "deniable", "denying")
    presuming, carrying, acts, deniable, denying = (frozenset(table[name]) for name in names)
    return Objects(needed, avoided, presuming, carrying, acts, deniable, denying, table["misread"])


@lru_cache(maxsize=4)
def load_lexicon(language: str = "en") -> Lexicon:
    """Return the cues of `language`, read once."""
    folder = files("reportedly.reading") / "lexicon" / language
    tables = [tomllib.loads((folder / name).read_text(encoding="utf-8")) for name in _FILES]
    stances = {
        lemma: Stance(name) for table in tables for name, lemmas in table.get("stances", {}).items() for lemma in lemmas
    }
    verbs: dict[tuple[str, ...], Cue] = {}
    for table in tables:
        for group in table.get("class", ()):
            for key, example in group["verbs"].items():
                words = tuple(key.split())
                verbs[words] = _merged(verbs.get(words), words, group, example, stances)
    others: list[Cue] = []
    for table in tables:
        for name in _LISTS:
            group = table.get(name, {"words": {}})
            for key, example in group["words"].items():
                words = tuple(key.split())
                use = Use(AttributionKind(group["kind"]), "likely")
                stance = stances.get(words[0], Stance.SAYS)
                others.append(Cue(words, name, MappingProxyType({"that": use}), stance, (example,)))
    first = {words[0] for words in verbs} | {cue.words[0] for cue in others}
    return Lexicon(_by_first(list(verbs.values())), _by_first(others), frozenset(first))


def _merged(old: Cue | None, words: tuple[str, ...], group: Any, example: str, stances: dict[str, Stance]) -> Cue:
    # Any: a TOML table
    use = Use(AttributionKind(group["kind"]), group["grade"])
    uses = {frame: use for frame in group["frames"]}
    if old is not None:
        uses = {**uses, **old.uses}  # the earlier, surer class keeps its frames
    examples = (*(old.examples if old else ()), example)
    return Cue(words, "verb", MappingProxyType(uses), stances.get(words[0], Stance.SAYS), examples)


def _by_first(cues: list[Cue]) -> MappingProxyType[str, tuple[Cue, ...]]:
    table: dict[str, list[Cue]] = {}
    for cue in cues:
        table.setdefault(cue.words[0], []).append(cue)
    return MappingProxyType({k: tuple(sorted(v, key=lambda cue: -len(cue.words))) for k, v in table.items()})


def find_hits(tree: Tree, *, language: str = "en") -> list[Hit]:
    """Return every cue in the text, in order; one token starts one cue at most."""
    lexicon = load_lexicon(language)
    misread = load_objects(language).misread
    verbs, others = lexicon.verbs, lexicon.others
    first = lexicon.first.union(misread)
    rows = zip(tree.lemmas, tree.lower, strict=True)
    hits: list[Hit] = []
    for i, lemma, word in [(i, a, b) for i, (a, b) in enumerate(rows) if a in first or b in first]:
        lemma = misread.get(lemma, lemma)
        hit = _hit_at(tree, i, verbs.get(lemma, ()), (*others.get(word, ()), *others.get(lemma, ())))
        if hit is not None:
            hits.append(hit)
    return hits


def _hit_at(tree: Tree, i: int, verbs: tuple[Cue, ...], others: tuple[Cue, ...]) -> Hit | None:
    if verbs and tree.pos[i] == "NOUN" and _is_verb_after_all(tree, i):
        return Hit(i, i, i, verbs[-1])
    is_verb = tree.pos[i] in {"VERB", "AUX"} and tree.deps[i] != "acomp" and not _is_state(tree, i)
    if verbs and is_verb and not _is_name(tree, i):
        hit = next(_verb_hits(tree, i, verbs), None)
        if hit is not None:
            return hit
    return next(_other_hits(tree, i, others), None)


def _is_verb_after_all(tree: Tree, i: int) -> bool:
    """Return whether a verb that the tagger took for a noun ends a sentence: "..., the brigades (RVB) claim."."""
    if not 0 < i < len(tree) - 1 or tree.lower[i + 1] != ".":
        return False
    if tree.lower[i] == "reports" and tree.text[tree.starts[i - 1]].isupper():
        return True
    return tree.deps[i] == "ROOT" and tree.kid(i, "nsubj") is not None and tree.kid(i, "ccomp") is not None


def _is_state(tree: Tree, i: int) -> bool:
    """Return whether "state" stands before its noun: "state television said"."""
    return tree.lower[i] == "state" and i + 1 < len(tree) and tree.pos[i + 1] in {"NOUN", "PROPN"}


def _is_name(tree: Tree, i: int) -> bool:
    """Return whether a capitalised verb in a sentence of small letters is part of a name: "Sheikh Said"."""
    if not tree.text[tree.starts[i]].isupper() or i == 0:
        return False
    before = tree.text[tree.starts[i - 1]]
    if i + 1 >= len(tree):
        return before.isupper()
    return before.isalnum() and tree.text[tree.starts[i + 1]].islower()


def _names_source(tree: Tree, i: int) -> bool:
    """Return whether "per" names a source ("per the ministry"), not a rate ("per day")."""
    if not 0 < i < len(tree) - 1:
        return False
    is_led = tree.lower[i - 1] in {",", "(", "-", "–"} and tree.pos[i + 1] == "DET"
    return is_led or (tree.pos[i + 1] == "PROPN" and tree.pos[i - 1] != "SYM" and tree.lower[i + 1] not in DAYS)


def _verb_hits(tree: Tree, i: int, cues: tuple[Cue, ...]) -> Iterator[Hit]:
    for cue in cues:
        rest = cue.words[1:]
        if not rest:
            yield Hit(i, i, i, cue)
            continue
        at = _follows(tree, i, rest)
        if at is not None:
            yield Hit(i, i, at, cue)


def _follows(tree: Tree, i: int, rest: tuple[str, ...]) -> int | None:
    """Return the last token of the words that must follow the verb, or None if they do not follow."""
    size = len(rest)
    for at in range(i + 1, min(i + 4, len(tree))):
        if tree.words(at, size) == rest and tree.words(at + size, 1) not in _DAY_WORDS:
            return at + size - 1 if tree.tags[at + size - 1] != "TO" or tree.pos[at + size - 1] == "ADP" else None
        if tree.pos[at] not in {"ADV", "PRON", "ADP", "PART"}:
            break
    if size == 1:
        for k in tree.kids[i]:
            if (
                i < k <= i + 8
                and tree.lower[k] == rest[0]
                and tree.words(k + 1, 1) not in _DAY_WORDS
                and tree.deps[k] in {"prep", "prt"}
            ):
                return k
    return None


def _other_hits(tree: Tree, i: int, cues: tuple[Cue, ...]) -> Iterator[Hit]:
    for cue in cues:
        size = len(cue.words)
        if cue.form == "openers":
            if tree.words(i, size) == cue.words and (cue.words[0] != "per" or _names_source(tree, i)):
                yield Hit(i, i, i + size - 1, cue)
        elif cue.form == "reckonings":
            if tree.lower[tree.heads[i]] == "by" and tree.deps[i] == "pobj" and tree.kid(i, "poss") is not None:
                yield Hit(i, i, i, cue)
        elif tree.pos[i] == _CLASSES[cue.form] or (tree.pos[i] == "VERB" and _CLASSES[cue.form] == "ADJ"):
            yield Hit(i, i, i, cue)
