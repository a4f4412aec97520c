"""The word lists of weighing, compiled once: `data/words.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any


@lru_cache(maxsize=1)
def _table() -> Mapping[str, Mapping[str, Any]]:  # Any: lists, or a word
    text = (files("reportedly.weighing") / "data" / "words.toml").read_text("utf-8")
    return tomllib.loads(text)


@lru_cache(maxsize=8)
def patterns(section: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the names of a section, in order, each with a pattern of its words."""
    return tuple((name, _any_of(tuple(words))) for name, words in _table()[section].items())


def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return re.compile(r"(?<![\w-])(?:" + "|".join(re.escape(word) for word in ordered) + r")(?![\w-])", re.I)


@lru_cache(maxsize=8192)
def first_named(section: str, text: str) -> str | None:
    """Return the first name of a section with a word in the text, or None.

    >>> first_named("victims", "12 policemen killed")
    'police'
    """
    return next((name for name, pattern in patterns(section) if pattern.search(text)), None)


@lru_cache(maxsize=8192)
def all_named(section: str, text: str) -> frozenset[str]:
    """Return all names of a section with a word in the text."""
    return frozenset(name for name, pattern in patterns(section) if pattern.search(text))


@lru_cache(maxsize=256)
def holders_of(group: str) -> tuple[str, ...]:
    """Return the groups of victims that a group is part of, besides all people."""
    return tuple(_table()["within"].get(group, ()))


@lru_cache(maxsize=256)
def excluded_by(method: str) -> frozenset[str]:
    """Return the methods that no account of one event mixes up with this one."""
    return frozenset(_table()["apart"].get(method, ()))
