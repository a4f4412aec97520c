"""Masks: what stands in the place of redacted words. Lengths stay, so that offsets stay what they are."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from typing import Any

# Any: JSON of the published format.

MARK = "█"
WORDS_GONE = "[redacted]"
# Fields that hold words of the article. What has an id keeps its name, which is the register's.
_WORDS_OF = frozenset({"text", "cue", "reason", "hedge", "of"})
_NOT_WORDS = re.compile(r"[\W_]+")

_ADDRESS_GONE = "redacted:"  # before the hash of an address: versions of an article are still known by it

Mask = Callable[[Any], Any]


def hide(words: str) -> str:
    """Return a mark for every character but spaces.

    >>> hide("Ali Nasser")
    '███ ██████'
    """
    return re.sub(r"\S", MARK, words)


def hide_address(url: str | None) -> str | None:
    """Return what stands in the place of an address: a hash, by which versions of one article are still known."""
    if url is None or url.startswith(_ADDRESS_GONE):
        return url
    return _ADDRESS_GONE + hashlib.sha256(url.encode("utf-8", "surrogatepass")).hexdigest()


def is_hidden(url: str) -> bool:
    """Return whether an address was redacted."""
    return url.startswith(_ADDRESS_GONE)


def shown_address(url: str | None) -> str | None:
    """Return the address as it is given out: none where it was redacted."""
    return None if url is None or is_hidden(url) else url


def person_mask(name: str) -> Mask:
    """Return a mask that hides a name in any text of a JSON value, however it is written in capitals and spaces.

    >>> person_mask("Ali  Nasser")({"text": "Gen. ALI NASSER", "id": "person:ali_nasser"})
    {'text': 'Gen. ███ ██████', 'id': None}
    """
    parts = [re.escape(part) for part in name.split()]
    written = re.compile(r"(?<!\w)" + r"\s+".join(parts) + r"(?!\w)", re.IGNORECASE)

    def mask(value: Any, *, is_id: bool = False) -> Any:
        if isinstance(value, str):
            if is_id and not value.startswith("name:"):
                return None if written.search(_NOT_WORDS.sub(" ", value)) else value
            return written.sub(_hide_match, value)
        if isinstance(value, list):
            return [mask(item) for item in value]
        if isinstance(value, dict):
            return {name: mask(item, is_id=name == "id") for name, item in value.items()}
        return value

    return mask


def _hide_match(match: re.Match[str]) -> str:
    return hide(match[0])


def hide_words(value: Any) -> Any:
    """Return a JSON value with all words of the article hidden, and the names that are in no register.

    >>> hide_words({"text": "the rebels", "name": "rebels", "type": "attack"})
    {'text': '███ ██████', 'name': '██████', 'type': 'attack'}
    """
    if isinstance(value, list):
        return [hide_words(item) for item in value]
    if not isinstance(value, dict):
        return value
    hidden = {}
    for name, item in value.items():
        if isinstance(item, str) and (name in _WORDS_OF or (name == "name" and not value.get("id"))):
            hidden[name] = hide(item)
        else:
            hidden[name] = hide_words(item)
    return hidden


def without_nulls(value: Any) -> Any:
    """Return a JSON value as `codec.pack` writes it: without fields that are null."""
    if isinstance(value, dict):
        return {name: without_nulls(item) for name, item in value.items() if item is not None}
    return [without_nulls(item) for item in value] if isinstance(value, list) else value
