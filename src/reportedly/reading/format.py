"""The reading format at the edge: readings as JSON, and the schema of a line.

A line has the fields of `Reading`; without `layers` and, where all went well, without `error`. Places come without
the candidates that lost, unless asked for. Scores are rounded to four places.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from pydantic import TypeAdapter

from reportedly.model import Reading

# Any: JSON objects, whose values are of all kinds.


@lru_cache(maxsize=1)
def _adapter() -> TypeAdapter[Reading]:
    return TypeAdapter(Reading)


def reading_as_dict(reading: Reading, *, layers: bool = False, explain: bool = False) -> dict[str, Any]:
    """Return the reading as one JSON object of the published format; `explain` keeps candidates that lost."""
    found = _adapter().dump_python(reading, mode="json", exclude=None if layers else {"layers"})
    for claim in found["claims"]:
        claim["score"] = round(claim["score"], 4)
        if not explain:
            _drop_candidates(claim["place"] + claim["destination"])
    if layers and not explain:
        _drop_candidates(found["layers"]["toponyms"])
    if found["error"] is None:
        del found["error"]
    return {"schema": found.pop("schema"), **found}


def _drop_candidates(places: list[dict[str, Any]]) -> None:
    for place in places:
        place.pop("candidates", None)


def reading_as_json(reading: Reading, *, layers: bool = False, explain: bool = False) -> str:
    """Return the reading as one line of JSON."""
    return json.dumps(reading_as_dict(reading, layers=layers, explain=explain), ensure_ascii=False, allow_nan=False)


def reading_from_dict(line: dict[str, Any]) -> Reading:
    """Return the reading that a JSON object of the format holds.

    Raises: pydantic.ValidationError where it is none.
    """
    return _adapter().validate_python(line)


def reading_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of one line of output."""
    schema = _adapter().json_schema(mode="serialization")
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "reportedly/reading/1"
    optional = {"layers", "error"}
    schema["required"] = [name for name in schema["properties"] if name not in optional]
    schema["properties"]["schema"] = {"const": "reportedly/reading/1", "title": "Schema"}
    return schema
