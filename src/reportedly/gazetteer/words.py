"""Words that the finding and folding of names need, from `data/words.toml`."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib import resources


@lru_cache(maxsize=1)
def _lists() -> dict[str, str]:
    path = resources.files("reportedly.gazetteer") / "data" / "words.toml"
    return tomllib.loads(path.read_text("utf-8"))


@lru_cache(maxsize=16)
def word_set(name: str) -> frozenset[str]:
    """Return the words of one list of the file.

    >>> "SY" in word_set("romanised")
    True
    """
    return frozenset(_lists()[name].split())
