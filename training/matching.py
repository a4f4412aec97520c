"""Matching: whether a filler of the marked claims and a mention name the same thing."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

from reportedly.reading.claims.mentions import Mention

_STOP = frozenset("the a an of in and al el s forces fighters militants group its their".split())
_ENOUGH = 0.67  # shared content words, of the shorter name


def load_aliases(path: Path) -> dict[str, str]:
    """Return the canonical name of each alias in a file of groups of names, empty if there is no such file."""
    groups = json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
    return {name: group[0] for group in groups for name in group}


@lru_cache(maxsize=50_000)
def _words(name: str) -> tuple[str, ...]:
    plain = unicodedata.normalize("NFKD", name.lower().replace("’", "'").replace("'s", " "))
    return tuple(re.sub(r"[^\w\s]", " ", "".join(c for c in plain if not unicodedata.combining(c))).split())


def same_name(left: str, right: str, aliases: dict[str, str]) -> bool:
    """Return whether two names are aliases of one another or share two thirds of their content words."""
    a, b = _words(left), _words(right)
    if _canonical(a, aliases) == _canonical(b, aliases):
        return True
    content_a, content_b = frozenset(a) - _STOP or frozenset(a), frozenset(b) - _STOP or frozenset(b)
    shorter = min(len(content_a), len(content_b))
    return shorter > 0 and len(content_a & content_b) / shorter >= _ENOUGH


def _canonical(words: tuple[str, ...], aliases: dict[str, str]) -> str:
    bare = " ".join(words[1:] if words[:1] in (("the",), ("a",), ("an",)) else words)
    return aliases.get(" ".join(words)) or aliases.get(bare) or bare


def fillers(value: Any) -> list[str]:  # Any: a slot is a string, a list of strings or null
    """Return the fillers of a slot as a list."""
    return [] if value is None else [v for v in value if v] if isinstance(value, list) else [value]


def matches(mention: Mention, names: Iterable[str], aliases: dict[str, str]) -> bool:
    """Return whether the mention, by its words or its canonical name, is one of the names."""
    own = [text for text in (mention.record.text, mention.record.name) if text]
    return any(same_name(name, text, aliases) for name in names for text in own)
