"""Word lists: what a source is, by its head word (`lexicon/en/sources.toml`)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Words:
    """The word lists of `sources.toml`."""

    lists: dict[str, frozenset[str]]

    def holds(self, name: str, word: str) -> bool:
        """Return whether the list `name` holds `word`."""
        return word in self.lists[name]


@lru_cache(maxsize=4)
def load_words(language: str = "en") -> Words:
    """Return the word lists of `language`, read once."""
    path = files("reportedly.reading") / "lexicon" / language / "sources.toml"
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return Words({name: frozenset(words) for name, words in table.items()})


def is_witness(lemma: str) -> bool:
    """Return whether a noun names somebody who may have seen it: a resident, a correspondent, an officer."""
    words = load_words()
    return any(words.holds(name, lemma) for name in ("witnesses", "unnamed", "officials"))
