"""The names and nouns that may open a mention of a party, as one trie over folded words.

Takes the register and `lexicon/en/groups.toml`, gives a `Trie` (built once a register), and walks a text's words
through it: longest first, left to right, in one pass. It decides nothing about grammar or context.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from typing import Any, NamedTuple

from reportedly.gazetteer.parties import PartyEntry, Register, Word, active_register, fold_name, fold_word
from reportedly.reading.events.lexicon import load_words

ACRONYM_MOST = 7  # letters of an all-capital name that must be written so
_MIXED_MOST = 5  # letters of one such as LeT
_POSSESSOR_LEAST = 4  # letters of a word that may have lost its apostrophe before the last one
_ARTICLE = 3  # characters of "al-"
_FORCES = frozenset({"state", "state_force"})
_GAPS = frozenset({" ", "-", "–", "‑", "\n", " \n", "  ", "/", ". ", " & "})
_GAP_MOST = 9
_GAP_QUOTES = str.maketrans("", "", "\"'“”‘’«»(")


class NameKind(IntEnum):
    """What a name in the trie is."""

    PARTY = 0  # a registered party that is no state
    STATE = 1  # a country's name or one of its government
    DEMONYM = 2  # "Russian"
    PEOPLE = 3  # "Russians"
    CAPITAL = 4  # "Moscow"
    GROUP = 5  # "rebels", "the army": a noun of [nouns] or [bodies]
    MEANS = 6  # "warplanes"
    MODIFIER = 7  # "rebel" before another noun
    BESIDE = 8  # "affiliate" of somebody who is named before


@dataclass(frozen=True, slots=True)
class Name:
    """One reading of a run of words: the id it stands for, or the kind and plural name of a group's noun.

    `written` is the exact form of an acronym, None where any capitals do; `capitals` asks for a capital letter of the
    first and of the last word.
    """

    kind: NameKind
    ids: tuple[str, ...] = ()
    group: str | None = None  # kind of a group noun, or of a registered party
    plural: str | None = None  # its name
    written: str | None = None
    capitals: tuple[bool, bool] = (False, False)


class Match(NamedTuple):
    """A run of words that bears a name: characters `start` to `end`, and the words' positions."""

    start: int
    end: int
    first: int
    last: int
    name: Name


@dataclass(frozen=True, slots=True)
class Trie:
    """A trie over folded words; the key "" of a node holds the names that end there."""

    root: dict[str, Any]  # Any: nested nodes
    register: Register


def load_trie(register: Register | None = None) -> Trie:
    """Return the trie of a register (the active one by default), built once."""
    return _build(register or active_register())


_TRIES: dict[int, Trie] = {}


def _build(register: Register) -> Trie:
    if id(register) not in _TRIES:
        root: dict[str, Any] = {}
        named = (row for row in _register_names(register) if row[1].capitals[0] or not _is_force(row[0]))
        for words, name in (*named, *_group_names().items()):
            node = root
            for word in words:
                node = node.setdefault(word, {})
            node.setdefault("", []).append(name)
        _TRIES[id(register)] = Trie(root, register)
    return _TRIES[id(register)]


def _register_names(register: Register) -> Iterator[tuple[tuple[str, ...], Name]]:
    for entry in register.entries.values():
        state = entry.kind == "state" and bool(entry.demonyms)
        forms = [
            (name, NameKind.STATE if state and not _SEATS.search(name) else NameKind.PARTY)
            for name in (entry.name, *entry.aliases)
        ]
        forms += [(name, NameKind.DEMONYM) for name in entry.demonyms]
        forms += [(name, NameKind.PEOPLE) for name in entry.people]
        forms += [(name, NameKind.CAPITAL) for name in entry.capitals]
        for form, form_kind in forms:
            yield fold_name(form), _named(form, form_kind, entry)


def _named(form: str, kind: NameKind, entry: PartyEntry) -> Name:
    bare = form.replace(".", "")
    last = re.split(r"[\s\-]", form)[-1]
    capitals = sum(c.isupper() for c in bare)
    acronym = " " not in bare and (
        (bare.isupper() and len(bare) <= ACRONYM_MOST) or (capitals > 1 and len(bare) <= _MIXED_MOST)
    )
    written = bare if acronym else None
    return Name(kind, (entry.id,), entry.kind, None, written, capitals=(form != form.lower(), last[:1].isupper()))


@lru_cache(maxsize=1)
def _group_names() -> dict[tuple[str, ...], Name]:
    words = load_words("groups")
    found: dict[tuple[str, ...], Name] = {}
    for group, plurals in words["nouns"].items():
        for plural in plurals:
            # One official is a source, not a party.
            forms = (plural,) if group == "political" else (plural, _singular(plural))
            for form in forms:
                found.setdefault(fold_name(form), Name(NameKind.GROUP, group=group, plural=plural))
    for group, singulars in words["bodies"].items():
        for singular in singulars:
            for form in (singular, _plural(singular)):
                found.setdefault(fold_name(form), Name(NameKind.GROUP, group=group, plural=singular))
    for modifier, plural in words["adjectives"].items():
        group = found[fold_name(plural)].group
        key = fold_name(modifier)
        found[key] = Name(NameKind.MODIFIER, group=group, plural=plural)
    persons = frozenset(words["means"]["persons"])
    for mean in words["means"]["words"]:
        for form in (mean,) if mean in persons else (mean, _singular(mean)):
            found.setdefault(fold_name(form), Name(NameKind.MEANS, group="state_force", plural=mean))
    for group, plurals in words["beside"].items():
        for plural in plurals:
            for form in (plural, _singular(plural)):
                found.setdefault(fold_name(form), Name(NameKind.BESIDE, group=group, plural=plural))
    return found


def _is_force(words: tuple[str, ...]) -> bool:
    """Return whether words are nouns that any country's force bears: "junta", "regime troops".

    Which of a register's parties they mean is seen by the document's country, not by the words.
    """
    nouns = _group_names()
    for last in range(len(words), 0, -1):
        name = nouns.get(words[:last])
        if name is not None and name.kind == NameKind.GROUP and name.group in _FORCES:
            rest = nouns.get(words[last:])
            return last == len(words) or (rest is not None and rest.group in _FORCES)
    return False


_SINGULARS = {"children": "child", "people": "people", "women": "woman", "men": "man", "mayors": "mayor"}


def _singular(plural: str) -> str:
    """Return the singular of a plural's last word; a word without one comes back unchanged.

    >>> _singular("armed men"), _singular("families"), _singular("troops")
    ('armed man', 'family', 'troops')
    """
    head, space, last = plural.rpartition(" ")
    if last in ("troops", "forces", "personnel", "police", "staff", "persons", "services"):
        return plural
    if last in _SINGULARS:
        last = _SINGULARS[last]
    elif last.endswith("men") or last.endswith("women"):
        last = last[:-2] + "an"
    elif last.endswith("children"):
        last = last[:-3]
    elif last.endswith("wives"):
        last = last[:-3] + "fe"
    elif last.endswith("ies"):
        last = last[:-3] + "y"
    elif last.endswith(("sses", "ches", "shes")):
        last = last[:-2]
    elif last.endswith("s") and not last.endswith("ss"):
        last = last[:-1]
    return head + space + last


def _plural(singular: str) -> str:
    if singular.endswith("y") and not singular.endswith("ey"):
        return singular[:-1] + "ies"
    return singular if singular.endswith("s") else singular + "s"


def find_matches(text: str, words: Sequence[Word], trie: Trie) -> list[Match]:
    """Return the longest names of the trie in a text, left to right, without overlaps; `words` are the text's."""
    found: list[Match] = []
    root, end = trie.root, 0
    for at in [i for i, (_, _, word) in enumerate(words) if word in root or word[-1] == "s"]:
        node = _step(root, words[at][2]) if at >= end else None
        match = _longest(text, words, at, node) if node is not None else None
        if match is not None:
            found.append(match)
            end = match.last
    return found


def _longest(text: str, words: Sequence[Word], first: int, node: dict[str, Any]) -> Match | None:
    best, last = None, first
    for at in range(first, len(words)):
        if "" in node:
            name = _accepted(node[""], text, words, first, at)
            if name is not None:
                best, last = name, at
        step = _step(node, words[at + 1][2]) if at + 1 < len(words) else None
        if step is None or not _is_gap(text, words[at], words[at + 1]):
            break
        node = step
    if best is None:
        return None
    return Match(_with_article(text, words[first][0]), words[last][1], first, last + 1, best)


def _step(node: dict[str, Any], word: str) -> dict[str, Any] | None:
    """Return where a word leads; "assads" leads where "assad" does, for texts that have lost their apostrophes."""
    found: dict[str, Any] | None = node.get(word)
    if found is None and len(word) > _POSSESSOR_LEAST and word[-1] == "s":
        found = node.get(word[:-1])
    return found


def _with_article(text: str, start: int) -> int:
    """Return the start of a name with its Arabic article ("al-Nusra"), which the words leave out."""
    if start >= _ARTICLE and text[start - _ARTICLE : start].lower() in ("al-", "el-", "al ", "el "):
        before = start - _ARTICLE
        return start if before and text[before - 1].isalnum() else before
    return start


def _is_gap(text: str, left: Word, right: Word) -> bool:
    """Return whether two words may belong to one name by what stands between them."""
    between = text[left[1] : right[0]]
    if between == " ":
        return True
    if len(between) > _GAP_MOST:
        return False
    if between in ("'s ", "’s "):
        return True
    bare = between.translate(_GAP_QUOTES)
    if bare == ". ":
        return left[1] - left[0] <= 2
    return bare in _GAPS or (len(bare) > 3 and fold_word(bare.strip(" -–")) in ("al", "el"))


def _accepted(names: Iterable[Name], text: str, words: Sequence[Word], first: int, last: int) -> Name | None:
    """Return the first reading that the capitals allow, with the ids of all of its kind that they allow."""
    written = text[words[first][0] : words[last][1]]
    fitting = [name for name in names if _is_written(name, written, text, words, first, last)]
    if len(fitting) < 2:
        return fitting[0] if fitting else None
    kind = fitting[0]
    ids = tuple(dict.fromkeys(i for name in fitting if name.kind == kind.kind for i in name.ids))
    if len(ids) <= 1:
        return kind
    return Name(kind.kind, ids, kind.group, kind.plural, kind.written, kind.capitals)


def _is_written(name: Name, written: str, text: str, words: Sequence[Word], first: int, last: int) -> bool:
    if name.written is not None:
        return written.replace(".", "") == name.written
    # "security council" of a village is not the Security Council; the first and the last word decide.
    if name.capitals[0] and text[words[first][0]].islower():
        return False
    return last == first or not name.capitals[1] or not text[words[last][0]].islower() or words[last][2] in _SMALL_ENDS


# Names of a state that are never a place.
_SEATS = re.compile(
    r"(?i)government|regime|administration|authority|house|kremlin|downing|entity|occupation|enemy|army"
)
_SMALL_ENDS = frozenset(
    [
        "group",
        "regime",
        "government",
        "forces",
        "army",
        "movement",
        "brigade",
        "brigades",
        "coalition",
        "alliance",
        "militants",
        "front",
        "police",
    ]
)
