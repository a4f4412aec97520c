"""JSON as it lies in the ledger: one line, keys in order, nothing between, so that equal values are equal text."""

from __future__ import annotations

import json
from typing import Any

_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def write_line(value: Any) -> str:  # Any: JSON
    """Return a value as one line of JSON.

    >>> write_line({"b": 1, "a": [None]})
    '{"a":[null],"b":1}'
    """
    return _ENCODER.encode(value)
