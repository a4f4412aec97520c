"""Words around place names, from `lexicon/en/toponyms.toml` and `common_words.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class ToponymLexicon:
    """Sets of lower-case words, each named after its entry in the file."""

    locative: frozenset[str]
    weak_locative: frozenset[str]
    direction_words: frozenset[str]
    speech: frozenset[str]
    type_words: frozenset[str]
    settlements: frozenset[str]
    place_prepositions: frozenset[str]
    trust_words: frozenset[str]
    tail_words: frozenset[str]
    tail_joiners: frozenset[str]
    street_words: frozenset[str]
    body_words: frozenset[str]
    press_words: frozenset[str]
    place_bodies: frozenset[str]
    titles: frozenset[str]
    given_names: frozenset[str]
    surnames: frozenset[str]
    calendar: frozenset[str]
    common: frozenset[str]
    kinds_by_type: Mapping[str, frozenset[str]]  # "province" -> kinds of entry it stands with


@lru_cache(maxsize=1)
def toponym_lexicon() -> ToponymLexicon:
    """Return the lexicon, read once."""
    folder = resources.files("reportedly.reading") / "lexicon" / "en"
    lists = tomllib.loads((folder / "toponyms.toml").read_text("utf-8"))
    common = tomllib.loads((folder / "common_words.toml").read_text("utf-8"))
    kinds = {word: frozenset(kinds.split("|")) for kinds, words in lists.pop("kinds").items() for word in words.split()}
    sets = {name: frozenset(words.split()) for name, words in lists.items()}
    return ToponymLexicon(**sets, common=frozenset(common["words"].split()), kinds_by_type=kinds)
