"""Pages as data frames and as tables in notebooks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from html import escape
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from reportedly.errors import UsageError
from reportedly.ledger.records import Page
from reportedly.model import Claim, KeptClaim, Link, Party, Place, Quantity

# Any: frames of other packages, and cells of all kinds.

FRAMES = ("pandas", "polars")  # in the order in which they are looked for
_SHOWN_ROWS = 20  # in a notebook
_SHOWN_CHARACTERS = 160  # in a cell of a notebook


def as_frame(items: Iterable[Any], *, kind: str | None = None) -> Any:
    """Return records as a data frame; see `Page.to_frame`."""
    if kind is not None and kind not in FRAMES:
        raise _no_frame(f"{kind!r} is no kind of data frame")
    for name in (kind,) if kind else FRAMES:
        if find_spec(name) is not None:
            return import_module(name).DataFrame([as_cells(item) for item in items])
    raise _no_frame(f"{kind or ' or '.join(FRAMES)} is not installed")


def _no_frame(what: str) -> UsageError:
    return UsageError(
        "R515",
        f"{what}.",
        why="A page can only be given as a frame of a package that is there.",
        fix='install one: pip install pandas, or pip install polars; or use the records in "items".',
    )


def as_cells(item: Any) -> dict[str, Any]:
    """Return a record as one row of a table: a claim by its main slots, another record by its fields.

    >>> from reportedly.model import PartyEntry
    >>> as_cells(PartyEntry("sdf", "SDF", None, None, 3))["claims"]
    3
    """
    if isinstance(item, KeptClaim):
        return {**_claim_cells(item.claim), **_kept_cells(item)}
    if not is_dataclass(item):
        return {"value": item}
    return {field.name: _cell(getattr(item, field.name)) for field in fields(item)}


def _claim_cells(claim: Claim) -> dict[str, Any]:
    place = claim.place[0] if claim.place else None
    quantity = claim.quantity
    return {
        "id": claim.id,
        "type": claim.type.value,
        "subtype": claim.subtype,
        "actor": _cell(claim.actor),
        "target": _cell(claim.target),
        "person": _cell(claim.person),
        "place": _cell(claim.place),
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "destination": _cell(claim.destination),
        "low": quantity.low if quantity else None,
        "high": quantity.high if quantity else None,
        "unit": quantity.unit if quantity else None,
        "of": quantity.of if quantity else None,
        "modality": claim.modality.value,
        "earliest": claim.valid.earliest,
        "latest": claim.valid.latest,
        "precision": claim.valid.precision.value,
        "basis": claim.valid.basis.value,
        "source": _cell(claim.source),
        "anonymous": claim.anonymous,
        "score": claim.score,
    }


def _kept_cells(kept: KeptClaim) -> dict[str, Any]:
    named = ("sentence", "document", "publisher", "title", "url", "reported", "recorded", "superseded")
    return {"state": kept.state.value, **{name: getattr(kept, name) for name in named}}


def _cell(value: Any) -> Any:
    if isinstance(value, tuple):
        return "; ".join(str(_cell(item)) for item in value)
    if isinstance(value, Party | Place | Link):
        return value.name or value.text or ""
    if isinstance(value, Quantity):
        return f"{value.low} to {value.high} {value.unit or ''}".strip()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Mapping) or is_dataclass(value):
        return str(value)
    return value


def as_html(page: Page[Any]) -> str:
    """Return a page as an HTML table, its words escaped and in their own direction."""
    rows = [as_cells(item) for item in page.items[:_SHOWN_ROWS]]
    total = f"{page.total}" if page.total_exact else f"more than {page.total}"
    if not rows:
        return f"<p>nothing found ({total} in all)</p>"
    head = "".join(f"<th>{escape(name)}</th>" for name in rows[0])
    body = "".join("<tr>" + "".join(_html_cell(value) for value in row.values()) + "</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table><p>{len(rows)} of {total}</p>"


def _html_cell(value: Any) -> str:
    text = "" if value is None else str(value)
    cut = text if len(text) <= _SHOWN_CHARACTERS else text[: _SHOWN_CHARACTERS - 1] + "…"
    return f'<td dir="auto">{escape(cut)}</td>'
