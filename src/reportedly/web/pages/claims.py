"""Claims: a table of those that an address asks for, with facets and counts, and the same as CSV and JSON lines."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import fields, replace
from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.responses import StreamingResponse

from reportedly.ledger import ClaimFilter, Facets, Ledger, Order, Page
from reportedly.ledger.format import record_as_dict
from reportedly.ledger.frames import as_cells
from reportedly.model import KeptClaim
from reportedly.model.source import Letter
from reportedly.web.answer import Answer, page
from reportedly.web.clocks import TheFilter, Word
from reportedly.web.desk import Desk, TheDesk

router = APIRouter()

FACETS = ("type", "subtype", "modality", "state", "party", "place", "source", "publisher", "country")
_LABELS = {"subtype": "kind", "state": "review", "party": "party (actor or target)", "words": "words"}
_SHOWN = 12  # values of a facet
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would obey
_BATCH = 200  # rows sent at once


@page(router, "/claims", "claims.html")
def show_claims(
    desk: TheDesk,
    wanted: TheFilter,
    *,
    order: Annotated[Order, Query()] = Order.NEWEST,
    limit: Annotated[int, Query(ge=1, le=500)] = 50,
    after: Word = "",
) -> Answer:
    """List and search claims, with facets and counts."""
    found: Page[KeptClaim] = desk.ask(Ledger.claims, wanted, order=order, limit=limit, after=after or None)
    facets: Facets = desk.ask(Ledger.facets, wanted, most=_SHOWN)
    data = {"claims": found, "facets": facets, "filter": _given(wanted), "order": order}
    more = {
        "orders": list(Order),
        "labels": _LABELS,
        "facet_names": FACETS,
        "names": _names(facets),
        "letters": _letters(desk, wanted),
        "without": [] if found.total else _without(desk, wanted),
        "csv": "/claims.csv",
    }
    return Answer(data, more)


def _given(wanted: ClaimFilter) -> dict[str, Any]:  # Any: fields of the filter
    """Return the fields that narrow the list."""
    empty = ClaimFilter()
    named = {field.name: getattr(wanted, field.name) for field in fields(wanted)}
    return {name: value for name, value in named.items() if value != getattr(empty, name)}


def _names(facets: Facets) -> dict[tuple[str, str], str]:
    """Return how the values of facets are called."""
    return {(name, one.value): one.label for name in FACETS for one in getattr(facets, name)}


def _letters(desk: Desk, wanted: ClaimFilter) -> list[tuple[str, int]]:
    """Return the letters that sources have, with the number of claims found of each; none where nobody graded."""
    given = desk.ask(Ledger.letters)
    if not given:
        return []
    present = sorted({*(str(letter) for letter in given.values()), str(Letter.F)})
    counted = [(letter, desk.ask(_count, replace(wanted, grade=(letter,)))) for letter in present]
    return [(letter, number) for letter, number in counted if number]


def _count(ledger: Ledger, wanted: ClaimFilter) -> int:
    return ledger.claims(wanted, limit=1).total


def _without(desk: Desk, wanted: ClaimFilter) -> list[tuple[str, int]]:
    """Return for each part of a filter that finds nothing how many there were without it."""
    counted = []
    for name in _given(wanted):
        without = replace(wanted, **{name: getattr(ClaimFilter(), name)})
        counted.append((name, desk.ask(_count, without)))
    return [(name, number) for name, number in counted if number]


@router.get("/claims.csv", summary="The claims of a filter, as CSV.", response_class=StreamingResponse)
def export_table(
    desk: TheDesk, wanted: TheFilter, order: Annotated[Order, Query()] = Order.NEWEST
) -> StreamingResponse:
    """Return all claims of a filter as CSV, each cell safe to open in a spreadsheet."""
    desk.ask(_count, wanted)  # a filter that makes no sense is refused before the first byte is sent
    rows = (as_cells(kept) for kept in desk.ledger.each_claim(wanted, order=order))
    return _attach(_as_csv(rows), "claims.csv", "text/csv; charset=utf-8")


@router.get("/claims.jsonl", summary="The claims of a filter, as JSON lines.", response_class=StreamingResponse)
def export_lines(
    desk: TheDesk, wanted: TheFilter, order: Annotated[Order, Query()] = Order.NEWEST
) -> StreamingResponse:
    """Return all claims of a filter as JSON lines, whole."""
    desk.ask(_count, wanted)
    claims = desk.ledger.each_claim(wanted, order=order)
    lines = (json.dumps(record_as_dict(kept), ensure_ascii=False) + "\n" for kept in claims)
    return _attach(_join(lines), "claims.jsonl", "application/x-ndjson")


def _attach(chunks: Iterable[str], name: str, kind: str) -> StreamingResponse:
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return StreamingResponse((chunk.encode("utf-8", "replace") for chunk in chunks), media_type=kind, headers=headers)


def _as_csv(rows: Iterator[dict[str, Any]]) -> Iterator[str]:  # Any: cells
    first = next(rows, None)
    if first is None:
        return
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(first)
    for number, row in enumerate(_chain(first, rows), 1):
        writer.writerow([_safe(value) for value in row.values()])
        if number % _BATCH == 0:
            yield text.getvalue()
            text.seek(0)
            text.truncate()
    yield text.getvalue()


def _chain(first: dict[str, Any], rows: Iterator[dict[str, Any]]) -> Iterator[dict[str, Any]]:  # Any: cells
    yield first
    yield from rows


def _safe(value: Any) -> Any:  # Any: a cell
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def _join(lines: Iterator[str]) -> Iterator[str]:
    held: list[str] = []
    for line in lines:
        held.append(line)
        if len(held) == _BATCH:
            yield "".join(held)
            held = []
    yield "".join(held)
