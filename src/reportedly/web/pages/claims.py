"""Claims: a table of those that an address asks for, with facets and counts."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, fields, replace
from typing import Annotated, Any

from fastapi import APIRouter, Query

from reportedly.ledger import ClaimFilter, Facet, Facets, Ledger, Order, Page
from reportedly.model import KeptClaim
from reportedly.model.source import Letter
from reportedly.web.answer import Answer, page
from reportedly.web.clocks import TheFilter, Word
from reportedly.web.desk import Desk, TheDesk
from reportedly.web.guard import TheUser
from reportedly.web.pages.blind import all_as_seen

router = APIRouter()

FACETS = ("type", "subtype", "modality", "state", "party", "place", "source", "publisher", "country")
_LABELS = {"subtype": "kind", "state": "review", "party": "party (actor or target)", "words": "words"}
_SHOWN = 12  # values of a facet


@dataclass(frozen=True, slots=True)
class Period:
    """A month or a year of reports, as the facet of time offers it: its first and last day, and its claims."""

    name: str  # "2021-03", or "2021"
    since: str
    until: str
    claims: int


@page(router, "/claims", "claims.html")
def show_claims(
    desk: TheDesk,
    user: TheUser,
    wanted: TheFilter,
    *,
    order: Annotated[Order, Query()] = Order.NEWEST,
    limit: Annotated[int, Query(ge=1, le=500)] = 50,
    after: Word = "",
) -> Answer:
    """List and search claims, with facets and counts."""
    found: Page[KeptClaim] = desk.ask(Ledger.claims, wanted, order=order, limit=limit, after=after or None)
    found = replace(found, items=all_as_seen(desk, user, found.items))
    facets: Facets = desk.ask(Ledger.facets, wanted, most=_SHOWN)
    data = {"claims": found, "facets": facets, "filter": _given(wanted), "order": order}
    more = {
        "orders": list(Order),
        "labels": _LABELS,
        "facet_names": FACETS,
        "names": _names(facets),
        "periods": [find_period(one) for one in facets.reported],
        "letters": _letters(desk, wanted),
        "without": [] if found.total else _without(desk, wanted),
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


def find_period(counted: Facet) -> Period:
    """Return a value of the facet of time with its days.

    >>> find_period(Facet("2021-02", "2021-02", 7)).until
    '2021-02-28'
    """
    year, _, month = counted.value.partition("-")
    first, last = int(month or 1), int(month or 12)
    until = f"{year}-{last:02}-{monthrange(int(year), last)[1]}"
    return Period(counted.value, f"{year}-{first:02}-01", until, counted.claims)


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
