"""The reading format at the edge: readings as JSON, and the schema of a line."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from pydantic import TypeAdapter

from reportedly.model import Reading


@lru_cache(maxsize=1)
def _adapter() -> TypeAdapter[Reading]:
    return TypeAdapter(Reading)


def reading_as_dict(reading: Reading, *, layers: bool = False) -> dict[str, Any]:
    """Return the reading as one JSON object of the published format."""
    found = _adapter().dump_python(reading, mode="json")
    if not layers:
        del found["layers"]
    if found["error"] is None:
        del found["error"]
    return {"schema": found.pop("schema"), **found}
