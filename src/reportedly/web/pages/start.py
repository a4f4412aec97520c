"""The start page: what is in the ledger, what changed, what is disputed, and what was not read and why."""

from __future__ import annotations

from collections import Counter
from typing import Any

from fastapi import APIRouter

from reportedly.ledger import Change, Ledger, Page
from reportedly.web.answer import Answer, page
from reportedly.web.clocks import TheClocks
from reportedly.web.desk import Desk, TheDesk
from reportedly.web.pages.unsettled import find_unsettled

router = APIRouter()

_CHANGES = 8
_QUARANTINED = 5
_DISPUTES = 6


@page(router, "/", "start.html", clocks=False)
def show_start(desk: TheDesk) -> Answer:
    """Say what is in the ledger, what changed, what is disputed, and what was not read."""
    job = desk.job.as_dict() if desk.job else None
    if desk.find_ledger() is None or not desk.ask(_count_documents):
        return Answer({"empty": True, "job": job})
    return Answer({"empty": False, "job": job, **desk.ask(_summarise), "disputes": _disputes(desk)})


def _disputes(desk: Desk) -> list[Any] | None:  # Any: disputes of weighing
    """Return what is contested, or None while the ledger is being weighed."""
    from reportedly.weighing.asking import disputes

    return desk.try_weighing(disputes, limit=_DISPUTES)


def _count_documents(ledger: Ledger) -> int:
    return ledger.documents(limit=1).total


def _summarise(ledger: Ledger) -> dict[str, Any]:  # Any: records
    quarantine = ledger.quarantine(limit=_QUARANTINED)
    facets = ledger.facets(most=8)
    return {
        "documents": ledger.documents(limit=1).total,
        "claims": facets.counted,
        "sources": ledger.sources(limit=1).total,
        "places": ledger.places(limit=1).total,
        "parties": ledger.parties(limit=1).total,
        "types": facets.type,
        "changes": _last_changes(ledger),
        "quarantine": quarantine,
        "orphaned": ledger.decisions(orphaned=True, limit=1).total,
    }


def _last_changes(ledger: Ledger) -> list[Change]:
    """Return the last changes, the latest first."""
    found: Page[Change] = ledger.changes(max(0, ledger.position - _CHANGES), limit=_CHANGES)
    return list(reversed(found.items))


@page(router, "/changes", "changes.html")
def show_changes(desk: TheDesk, clocks: TheClocks, since: str = "", after: str = "", limit: int = 30) -> Answer:
    """Tell what happened in the ledger since a day: documents, versions, dropped claims, decisions, new disputes."""
    limit = max(1, min(limit, 200))
    found = desk.ask(
        Ledger.changes, since or 0, limit=limit, after=after or None, at=clocks.at, known_by=clocks.known_by
    )
    claims = tuple(sorted({kept.claim.id for change in found for kept in change.claims}))
    unsettled = desk.try_weighing(find_unsettled, claims)  # None while the ledger is being weighed
    counted = Counter(str(change.kind) for change in found)
    data = {
        "since": since,
        "changes": found,
        "disputes": unsettled.disputes if unsettled else None,
        "revisions": unsettled.revisions if unsettled else None,
    }
    return Answer(data, {"counted": counted.most_common()})


@page(router, "/quarantine", "quarantine.html", clocks=False)
def show_quarantine(desk: TheDesk, after: str = "") -> dict[str, Any]:  # Any: records
    """List what was not read, each with the reason and the way to mend it."""
    return {"quarantine": desk.ask(Ledger.quarantine, limit=50, after=after or None)}
