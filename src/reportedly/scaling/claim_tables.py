"""Tables of ready-made claims (hand-coded rows): told from tables of documents, and read row by row.

A row of documents has a text; a row of claims has a `type` and none. CSV, TSV and JSON lines are known; what columns
mean is the ledger's to say (`reportedly.ledger.table`).
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from reportedly.errors import InputError
from reportedly.intake.decode import decode
from reportedly.intake.table import TEXT_COLUMNS

_TABLES = {".csv": ",;\t|", ".tsv": "\t"}
_LINES = {".jsonl", ".ndjson"}
_FIRST_BYTES = 64_000


def is_claim_table(path: Path) -> bool:
    """Return whether a file's first row or line has a `type` and no text."""
    if path.suffix.lower() not in {*_TABLES, *_LINES} or not path.is_file():
        return False
    try:
        with path.open("rb") as file:
            first = file.readline(_FIRST_BYTES)
    except OSError:
        return False
    names = _names(path, decode(first)[0].lstrip("\ufeff"))
    return "type" in names and not names & set(TEXT_COLUMNS)


def _names(path: Path, first: str) -> set[str]:
    if path.suffix.lower() in _TABLES:
        return {name.strip().lower() for name in next(csv.reader([first], delimiter=_delimiter(path, first)), [])}
    try:
        value = json.loads(first)
    except ValueError:
        return set()
    return set(value) if isinstance(value, dict) else set()


def _delimiter(path: Path, first: str) -> str:
    return max(_TABLES[path.suffix.lower()], key=first.count)


def read_claim_rows(path: Path) -> Iterator[dict[str, Any]]:  # Any: JSON values; the cells of CSV are strings
    """Yield the rows of a table of claims, a line that is no JSON object as an empty row for the ledger to report.

    Raises: InputError (R102) where the file cannot be read.
    """
    try:
        with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
            if path.suffix.lower() in _LINES:
                yield from (_read_object(line) for line in file if line.strip())
                return
            first = file.readline()
            file.seek(0)
            for row in csv.DictReader(file, delimiter=_delimiter(path, first)):
                yield {name.strip().lower(): cell for name, cell in row.items() if name and isinstance(cell, str)}
    except (OSError, csv.Error) as error:
        raise InputError(
            "R102",
            f"table {str(path)!r} cannot be read: {error}.",
            why="The claims in it were not added from there on.",
            fix="check the file and its permissions, and add it again: what is in the ledger stays as it is.",
        ) from error


def _read_object(line: str) -> dict[str, Any]:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}
