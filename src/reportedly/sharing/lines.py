"""Lines: rows as JSON lines, one object a line, in UTF-8, with every name in every line."""

from __future__ import annotations

import json
from collections.abc import Iterable

from reportedly.sharing.rows import Row, Value

_LISTS = frozenset({"claims", "against"})  # ids, which stand in one cell of a table
_BREAKS = str.maketrans({"\u2028": "\\u2028", "\u2029": "\\u2029", "\x85": "\\u0085"})  # line ends to some readers


def write_lines(rows: Iterable[Row]) -> str:
    """Return the rows as JSON lines."""
    return "".join(f"{_line(row.values)}\n" for row in rows)


def as_properties(values: dict[str, Value]) -> dict[str, Value | list[str]]:
    """Return a row's values with ids as a list."""
    return {name: str(value or "").split() if name in _LISTS else value for name, value in values.items()}


def _line(values: dict[str, Value]) -> str:
    return json.dumps(as_properties(values), ensure_ascii=False, separators=(",", ":")).translate(_BREAKS)
