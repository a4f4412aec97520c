"""Exports of the claims that a page shows, as CSV and JSON lines: through the default profile, and noted in the log."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from reportedly.ledger import Order
from reportedly.ledger.format import record_as_dict
from reportedly.ledger.frames import as_cells
from reportedly.model import KeptClaim
from reportedly.sharing.profile import DEFAULT, last_day
from reportedly.sharing.table import make_cell
from reportedly.sharing.veil import release_claims
from reportedly.web.clocks import TheFilter
from reportedly.web.desk import TheDesk
from reportedly.web.guard import TheUser
from reportedly.web.leaving import attach, let_out, today

router = APIRouter()
InOrder = Annotated[Order, Query()]


@router.get("/claims.csv", summary="The claims of a filter that may leave, as CSV.", response_class=Response)
def export_table(desk: TheDesk, wanted: TheFilter, user: TheUser, order: InOrder = Order.NEWEST) -> Response:
    """Return the claims of a filter that may leave as CSV, each cell safe to open in a spreadsheet."""
    content = _export(desk, wanted, order, user.name, what="claims csv", write=_as_csv)
    return attach(content, "claims.csv", "text/csv; charset=utf-8")


@router.get("/claims.jsonl", summary="The claims of a filter that may leave, as JSON lines.", response_class=Response)
def export_lines(desk: TheDesk, wanted: TheFilter, user: TheUser, order: InOrder = Order.NEWEST) -> Response:
    """Return the claims of a filter that may leave as JSON lines."""
    content = _export(desk, wanted, order, user.name, what="claims jsonl", write=_as_lines)
    return attach(content, "claims.jsonl", "application/x-ndjson")


def _export(
    desk: TheDesk,
    wanted: TheFilter,
    order: Order,
    author: str,
    *,
    what: str,
    write: Callable[[Sequence[KeptClaim]], str],
) -> bytes:
    """Return the claims of a filter that may leave, as `write` writes them, after a line in the log of what left.

    Raises: SharingError (R703) where the log cannot be written.
    """
    last = last_day(DEFAULT, today(), at=wanted.known_by)
    found = desk.ledger.each_claim(replace(wanted, known_by=last), order=order)
    claims = release_claims([kept for kept in found if kept.reported], DEFAULT)
    ids = [kept.claim.id for kept in claims]
    return let_out(desk.ledger, write(claims), ids, author=author, what=what, last_day=last)


def _as_csv(claims: Sequence[KeptClaim]) -> str:
    text = io.StringIO()
    writer = csv.writer(text)
    for number, cells in enumerate(map(as_cells, claims)):
        if number == 0:
            writer.writerow(cells)
        writer.writerow([make_cell(value) for value in cells.values()])
    return text.getvalue()


def _as_lines(claims: Sequence[KeptClaim]) -> str:
    return "".join(json.dumps(record_as_dict(kept), ensure_ascii=False) + "\n" for kept in claims)
