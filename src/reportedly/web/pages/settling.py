"""Settling: what people ruled an entry of the registers to be, told where the claims went, and undone there."""

from __future__ import annotations

from reportedly.errors import WebError
from reportedly.ledger import Ledger
from reportedly.ledger.terms import party_value, place_value
from reportedly.model import Decision
from reportedly.model.decision import DecisionKind, Naming

_PAGE = 500


def find_rulings(ledger: Ledger, id: str) -> tuple[Decision, ...]:
    """Return the rulings in force by which other entries are this one, the last first."""
    found: list[Decision] = []
    after = None
    while True:
        page = ledger.decisions(kind=DecisionKind.NAME, limit=_PAGE, after=after)
        found += [one for one in page if one.holds and one.naming is not None and _meant(one.naming) == id]
        if page.next is None:
            return tuple(found)
        after = page.next


def _meant(naming: Naming) -> str | None:
    if naming.place is not None:
        return place_value(naming.place)
    return party_value(naming.party) if naming.party is not None else None


def no_entry(what: str, id: str) -> WebError:
    """Return the error of an id that no entry of a register has."""
    return WebError(
        "R816",
        f"no claim of this ledger names a {what} with the id {id[:80]!r}.",
        why="It may have been settled on another entry since, or its documents may be gone.",
        fix=f"look for it under /{'places' if what == 'place' else 'parties'}.",
    )
