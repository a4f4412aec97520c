"""Search: one box for words of claims, for parties, places, sources, documents and ids."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from fastapi import APIRouter

from reportedly.errors import LedgerError
from reportedly.ledger import ClaimFilter, Ledger, Page
from reportedly.model import KeptClaim
from reportedly.web.answer import page
from reportedly.web.clocks import TheClocks, Word
from reportedly.web.desk import Desk, TheDesk

router = APIRouter()

_SHOWN = 8
_CLAIMS = 20
_SHORTEST_ID = 8


@page(router, "/search", "search.html")
def search(desk: TheDesk, clocks: TheClocks, q: Word = "") -> dict[str, Any]:  # Any: records
    """Find words in claims, and parties, places, sources and documents by name or id."""
    words = q.strip()
    if not words:
        return {"q": q, "claims": None, "parties": (), "places": (), "sources": (), "named": None}
    wanted = ClaimFilter(words=words, at=clocks.at, known_by=clocks.known_by)
    claims: Page[KeptClaim] = desk.ask(Ledger.claims, wanted, limit=_CLAIMS)
    return {
        "q": q,
        "named": _named(desk, words),
        "claims": claims,
        "parties": desk.ask(Ledger.parties, words=words, limit=_SHOWN).items,
        "places": desk.ask(Ledger.places, words=words, limit=_SHOWN).items,
        "sources": desk.ask(Ledger.sources, words=words, limit=_SHOWN).items,
    }


def _named(desk: Desk, words: str) -> Any:  # Any: a claim, a document, or None
    """Return the claim or the document of that id."""
    if len(words) < _SHORTEST_ID or " " in words:
        return None
    for find in (Ledger.claim, Ledger.document):
        try:
            found: Any = desk.ask(find, words)
        except LedgerError:
            continue
        return replace(found, text=None) if find is Ledger.document else found
    return None
