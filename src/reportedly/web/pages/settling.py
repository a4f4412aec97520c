"""Settling: what people ruled an entry of the registers to be, told where the claims went, and undone there."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.errors import WebError
from reportedly.ledger import Ledger
from reportedly.ledger.terms import party_value, place_value
from reportedly.model import Decision
from reportedly.model.decision import DecisionKind, Naming

_PAGE = 500


@dataclass(frozen=True, slots=True)
class Ruling:
    """A decision in force by which an entry is another one, and what that entry is called."""

    decision: Decision
    entry: str  # id in the register
    name: str


def find_rulings(ledger: Ledger, id: str) -> tuple[Ruling, ...]:
    """Return the rulings in force by which other entries are this one, the last first."""
    found: list[Ruling] = []
    after = None
    while True:
        page = ledger.decisions(kind=DecisionKind.NAME, limit=_PAGE, after=after)
        for one in page:
            if one.holds and one.naming is not None and _meant(one.naming) == id:
                found.append(Ruling(one, one.naming.entry, _name(one.naming)))
        if page.next is None:
            return tuple(found)
        after = page.next


def _meant(naming: Naming) -> str | None:
    if naming.place is not None:
        return place_value(naming.place)
    return party_value(naming.party) if naming.party is not None else None


def _name(naming: Naming) -> str:
    """Return what the entry that was ruled on is called; its id where the registers do not know it."""
    from reportedly.gazetteer.parties import active_register
    from reportedly.gazetteer.store import open_gazetteer

    known = open_gazetteer().identified(naming.entry) if naming.place else active_register().identify(naming.entry)
    return known.name if known is not None else naming.entry.removeprefix("name:")


def no_entry(what: str, id: str) -> WebError:
    """Return the error of an id that no entry of a register has."""
    return WebError(
        "R816",
        f"no claim of this ledger names a {what} with the id {id[:80]!r}.",
        why="It may have been settled on another entry since, or its documents may be gone.",
        fix=f"look for it under /{'places' if what == 'place' else 'parties'}.",
    )
