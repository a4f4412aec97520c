"""Registers of a ledger (sources, parties, places) as they are listed: now, or as of a day or a clock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from reportedly.cli.ledger_options import open_ledger
from reportedly.cli.listing import Printing, let_go, print_page

if TYPE_CHECKING:
    from rich.console import Console

    from reportedly.ledger import Facet, Ledger, Page

At = Annotated[str | None, typer.Option(metavar="DAY", help="Of claims said to be so on this day.")]
KnownBy = Annotated[str | None, typer.Option(metavar="DAY", help="Of what had come out by then.")]
RecordedBy = Annotated[str | None, typer.Option(metavar="TIME", help="As this ledger had it then.")]
_MOST = 10_000  # entries of a register looked through


def print_register(  # Any: a page of sources, parties or places; fields of the question
    register: str,
    ledger: Path | None,
    printing: Printing,
    *,
    show: Callable[[Console, Page[Any]], None],
    **asked: Any,
) -> None:
    """Print a page of a register of the ledger at a path; see `list_entries` for what may be asked."""
    with open_ledger(ledger) as opened:
        page = list_entries(opened, register, **asked)
    try:
        print_page(page, register, printing, show=show)
    except BrokenPipeError:
        let_go()


def list_entries(  # Any: entries of sources, parties or places
    ledger: Ledger,
    register: str,
    *,
    words: str,
    limit: int,
    after: str | None,
    at: str | None = None,
    known_by: str | None = None,
    recorded_by: str | None = None,
) -> Page[Any]:
    """Return a page of a register ("sources", "parties", "places"); counted as of a time, where one is given.

    Of a time only entries that a claim of then names are listed.
    """
    listed = getattr(ledger, register)
    if not (at or known_by or recorded_by):
        found: Page[Any] = listed(words=words, limit=limit, after=after)
        return found
    from reportedly.ledger import ClaimFilter, Page

    facets = ledger.facets(ClaimFilter(at=at, known_by=known_by, recorded_by=recorded_by), most=_MOST)
    entries = {entry.id: entry for entry in listed(words=words, limit=_MOST)}
    prints = {facet.value: facet.claims for facet in facets.publisher}
    named: dict[str, tuple[Facet, ...]] = {
        "sources": facets.source,
        "parties": facets.party,
        "places": facets.place,
    }
    items = [replace(entries[facet.value], claims=facet.claims) for facet in named[register] if facet.value in entries]
    if register == "sources":
        items = [replace(item, published=prints.get(item.id, 0), relayed=0) for item in items]
    begin = next((n + 1 for n, item in enumerate(items) if item.id == after), 0)
    shown = items[begin : begin + limit]
    further = shown[-1].id if begin + limit < len(items) else None
    return Page(tuple(shown), len(items), facets.exact, further)
