"""What the ledger gives, as JSON: the records by their own names, as the command line and the web print them."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from pydantic import TypeAdapter

# Any: records of all kinds, and JSON objects.


def record_as_dict(record: Any) -> dict[str, Any]:
    """Return a record of the ledger (a kept claim, a document, a change ...) as a JSON object.

    Places come without the candidates that lost, and scores are rounded to four places.

    >>> from reportedly.model import Party
    >>> record_as_dict(Party("Rebels", 0, 6))["text"]
    'Rebels'
    """
    kind: Any = type(record)  # Any: the cache wants something hashable, which mypy does not grant a class
    found: dict[str, Any] = _adapter(kind).dump_python(record, mode="json")
    _tidy(found)
    return found


@lru_cache(maxsize=64)
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def _tidy(value: Any) -> None:
    if isinstance(value, dict):
        value.pop("candidates", None)
        if isinstance(value.get("score"), float):
            value["score"] = round(value["score"], 4)
        for inner in value.values():
            _tidy(inner)
    elif isinstance(value, list):
        for inner in value:
            _tidy(inner)
