"""The start page: what is in the ledger, what changed, what is disputed, and what was not read and why."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter

from reportedly.ledger import Change, Ledger, Page
from reportedly.model import KeptClaim, LinkKind
from reportedly.web.answer import Answer, page
from reportedly.web.clocks import TheClocks
from reportedly.web.desk import Desk, TheDesk
from reportedly.web.pages.unsettled import find_unsettled

if TYPE_CHECKING:
    from reportedly.weighing.revised import Revision

router = APIRouter()

_CHANGES = 8
_QUARANTINED = 5
_DISPUTES = 6
_SUMS = 4
_REVISED = 4
_RELAYED = 4
_LOOKED_AT = 300  # latest claims among which those that went through other media are sought


@page(router, "/", "start.html", clocks=False)
def show_start(desk: TheDesk) -> Answer:
    """Say what is in the ledger, what changed, what is disputed, and what was not read."""
    job = desk.job.as_dict() if desk.job else None
    if desk.find_ledger() is None or not desk.ask(_count_documents):
        return Answer({"empty": True, "job": job})
    weighed = {"disputes": _disputes(desk), "revised": desk.try_weighing(_find_revised), "sums": _sums(desk)}
    return Answer({"empty": False, "job": job, **desk.ask(_summarise), **weighed, "relayed": desk.ask(_find_relayed)})


def _disputes(desk: Desk) -> list[Any] | None:  # Any: disputes of weighing
    """Return what is contested, or None while the ledger is being weighed."""
    from reportedly.weighing.asking import disputes

    return desk.try_weighing(disputes, limit=_DISPUTES)


def _sums(desk: Desk) -> list[Any] | None:  # Any: sums of weighing
    from reportedly.web.pages.sums import find_sums

    return desk.try_weighing(find_sums, limit=_SUMS)


def _find_revised(ledger: Ledger) -> list[Revision]:
    from reportedly.weighing.revised import last_revised

    return last_revised(ledger, limit=_REVISED)


def _find_relayed(ledger: Ledger) -> list[KeptClaim]:
    """Return the latest claims that another medium had first, the first of each document and medium."""
    found: dict[tuple[str, str | None], KeptClaim] = {}
    for kept in ledger.claims(limit=_LOOKED_AT):
        medium = next((link for link in kept.claim.chain if link.kind is LinkKind.MEDIUM), None)
        if medium is not None:
            key = kept.document, medium.name or medium.text
            found[key] = min(found.get(key, kept), kept, key=_offset)
    return list(found.values())[:_RELAYED]


def _offset(kept: KeptClaim) -> int:
    return kept.claim.evidence.start


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
