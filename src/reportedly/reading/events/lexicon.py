"""The lexicon of triggers: which words signal which event type, with their frames, kept as data.

Takes nothing but the files `lexicon/<language>/<type>.toml`; gives `Entry` records. An entry says which word
(lemma and part of speech) signals a type, what must or must not stand near it, how sure it is, and in which
relation to it the fillers of the roles stand (the relations are those of `frames.py`). Each has an example of
its own, which is tested. It does not look at any text.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from reportedly.model import ClaimType

_Row = dict[str, Any]  # Any: a row of TOML
ROLES = ("actor", "target", "place", "destination", "person", "quantity")


class Strength(StrEnum):
    """How sure a trigger is: a weak one is only a candidate, one that holds always may not be refused."""

    ALWAYS = "always"
    SURE = "sure"
    LIKELY = "likely"
    WEAK = "weak"


@dataclass(frozen=True, slots=True)
class Entry:
    """A word that signals an event type, with its frame: for each role the relations that fill it, best first.

    `needs` lists alternatives of which one must stand near the word: as its dependent, as its head or among the
    next four words ("NUM" and other parts of speech stand for a dependent or head of that class). `avoids` lists
    words that rule it out as its dependent, its head or the next word; where `objects` is true, both look only at what
    the verb is done to. A verb's entry also holds for its
    participle as an adjective. `expects` says what the frame must give for `example`.
    """

    type: ClaimType
    subtype: str | None
    lemma: str
    pos: str
    needs: tuple[str, ...]
    avoids: tuple[str, ...]
    strength: Strength
    actor: tuple[str, ...]
    target: tuple[str, ...]
    place: tuple[str, ...]
    destination: tuple[str, ...]
    person: tuple[str, ...]
    quantity: tuple[str, ...]
    example: str
    expects: tuple[tuple[str, str], ...]
    objects: bool = False

    @property
    def rule(self) -> str:
        """Return the name of the rule, as a claim carries it: "gain/capture.VERB"."""
        return f"{self.type}/{self.lemma}.{self.pos}"


@lru_cache(maxsize=4)
def load_lexicon(language: str = "en") -> tuple[Entry, ...]:
    """Return all entries of a language, in the order of the types and of their files.

    >>> load_lexicon()[0].type.value
    'control'
    """
    return tuple(entry for claim_type in ClaimType for entry in _read_entries(language, claim_type))


@lru_cache(maxsize=16)
def load_words(name: str, language: str = "en") -> MappingProxyType[str, Any]:  # Any: a table of TOML
    """Return the table of word lists in `lexicon/<language>/<name>.toml`."""
    path = files("reportedly.reading") / "lexicon" / language / f"{name}.toml"
    return MappingProxyType(tomllib.loads(path.read_text(encoding="utf-8")))


def _read_entries(language: str, claim_type: ClaimType) -> Iterator[Entry]:
    table, lists = load_words(claim_type.value, language), load_words("frames", language)["lists"]
    for row in table["entries"]:
        yield _read_entry(claim_type, row, table["frames"][row["frame"]], lists)


def _expand(words: Iterable[str], lists: Mapping[str, list[str]]) -> tuple[str, ...]:
    """Return the words, with "@name" replaced by the list of that name."""
    return tuple(found for word in words for found in (lists[word[1:]] if word.startswith("@") else [word]))


def _read_entry(
    claim_type: ClaimType, row: _Row, frame: Mapping[str, list[str]], lists: Mapping[str, list[str]]
) -> Entry:
    lemma, _, pos = row["word"].rpartition(".")
    roles = {role: tuple(frame.get(role, ())) for role in ROLES}
    return Entry(
        type=claim_type,
        subtype=row.get("subtype"),
        lemma=lemma,
        pos=pos,
        needs=_expand(row.get("needs", ()), lists),
        avoids=_expand(row.get("avoids", ()), lists),
        strength=Strength(row.get("strength", "likely")),
        example=row["example"],
        expects=tuple(row.get("expects", {}).items()),
        objects=row.get("objects", False),
        **roles,
    )
