"""Exports: claims, figures or holdings of a ledger, through a profile, in one of the formats.

The table of formats is here and nowhere else; a new one is a function from rows to text.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import TypeVar

from reportedly.errors import SharingError
from reportedly.ledger import Ledger
from reportedly.sharing.geojson import write_geojson
from reportedly.sharing.holders import find_holders
from reportedly.sharing.key_figures import find_series
from reportedly.sharing.lines import write_lines
from reportedly.sharing.material import Material, Scope, gather
from reportedly.sharing.report import Shared
from reportedly.sharing.rows import Kind, Row, claim_rows, figure_rows, holding_rows
from reportedly.sharing.table import write_table

Name = TypeVar("Name", bound=StrEnum)
_MOST_QUESTIONS = 100_000  # figures exported at once
# The columns of a table, so that an empty one has its header too
COLUMNS: dict[Kind, tuple[str, ...]] = {
    Kind.CLAIMS: (
        "claim", "type", "subtype", "modality", "actor", "target", "person", "place", "place_id", "lat", "lon",
        "destination", "low", "high", "unit", "of", "hedge", "valid_from", "valid_to", "precision", "claimed_by",
        "source_kind", "side", "anonymous", "via", "view", "grade", "publisher", "title", "url", "reported", "sentence",
        "score", "state",
    ),
    Kind.FIGURES: (
        "question", "kind", "title", "place", "valid_from", "valid_to", "answer", "low", "high", "claimed_by",
        "reported", "revised_since", "reports", "origins", "view", "grade", "claims",
    ),
    Kind.HOLDINGS: (
        "place", "place_id", "holder", "standing", "valid_from", "valid_to", "changed_after", "view", "belief",
        "support", "grade", "age_days", "claims", "against", "reasons", "lat", "lon",
    ),
}  # fmt: skip


class Format(StrEnum):
    """The formats of exports."""

    CSV = "csv"
    JSONL = "jsonl"
    GEOJSON = "geojson"


_WRITERS: dict[Format, Callable[[Sequence[Row], Kind], str]] = {
    Format.CSV: lambda rows, kind: write_table(rows, COLUMNS[kind]),
    Format.JSONL: lambda rows, kind: write_lines(rows),
    Format.GEOJSON: lambda rows, kind: write_geojson(rows),
}


def make_export(ledger: Ledger, kind: str, form: str, scope: Scope) -> Shared:
    """Return claims, figures or holdings in a format, under the profile of the scope.

    Without `since` everything up to the last day that may leave is in it. Added in 0.2.

    Raises: SharingError (R706) for a kind or a format that there is not.
    """
    of, written = _named(Kind, kind, "kind"), _named(Format, form, "format")
    material = gather(ledger, scope)
    rows = [row for row in _rows(material, of) if scope.since is None or _is_since(row, scope.since)]
    claims = sorted({id for row in rows for id in row.claims})
    return Shared(_WRITERS[written](rows, of), tuple(claims), material)


def _rows(material: Material, kind: Kind) -> Sequence[Row]:
    if kind is Kind.CLAIMS:
        return list(claim_rows(material))
    if kind is Kind.FIGURES:
        return list(figure_rows(material, find_series(material, recent=False, most=_MOST_QUESTIONS)))
    return list(holding_rows(find_holders(material)))


def _is_since(row: Row, day: str) -> bool:
    """Return whether a row was reported on a day or later; a holding, whether it lasts until then."""
    return str(row.values.get("reported") or row.values.get("valid_to") or "") >= day


def _named(names: type[Name], word: str, what: str) -> Name:
    try:
        return names(word)
    except ValueError as error:
        raise SharingError(
            "R706",
            f"{word!r} is no {what} of export.",
            why="An export has a kind and a format of a closed list.",
            fix=f"take one of {', '.join(names)}.",
        ) from error
