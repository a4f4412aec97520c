"""`reportedly schema`: the JSON schemas of what the program prints."""

from __future__ import annotations

import json
from difflib import get_close_matches

import typer

from reportedly.errors import UsageError

SCHEMAS = ("reading",)


def command(name: str = typer.Argument("reading", help=f"one of: {', '.join(SCHEMAS)}")) -> None:
    """Print the JSON schema of an output format.

    Example: reportedly schema reading > reading.schema.json
    """
    if name not in SCHEMAS:
        near = get_close_matches(name, SCHEMAS, n=1)
        raise UsageError(
            "R203",
            f"there is no schema {name!r}.",
            why=f"The formats are: {', '.join(SCHEMAS)}.",
            fix=f"reportedly schema {near[0] if near else SCHEMAS[0]}",
        )
    from reportedly.reading.format import reading_schema

    print(json.dumps(reading_schema(), indent=2, ensure_ascii=False))
