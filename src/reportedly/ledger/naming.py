"""Names that people ruled on: which entry of a register is which other one, put into claims as they are given out.

Rows stay as they were read. A chain of rulings is followed to its end; the last ruling on an entry counts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from sqlalchemy import Connection

from reportedly.ledger.codec import unpack
from reportedly.ledger.decided import ledger_wide
from reportedly.ledger.store import remember
from reportedly.ledger.terms import party_value, place_value
from reportedly.model import Claim, DecisionKind, Naming, Party, Place

T = TypeVar("T")

_MOST_STEPS = 20  # of a chain of rulings; two that name each other end there


@dataclass(frozen=True, slots=True)
class Names:
    """The rulings in force, by the entry they are about."""

    parties: Mapping[str, Party] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.parties or self.places)

    def party(self, party: Party) -> Party:
        """Return the party as ruled: with the words of the text, and who they mean."""
        meant = _follow(self.parties, party_value(party), party_value)
        if meant is None:
            return party
        return replace(party, id=meant.id, name=meant.name or meant.text, kind=meant.kind, side=meant.side)

    def place(self, place: Place) -> Place:
        """Return the place as ruled: with the words of the text, and what they mean."""
        meant = _follow(self.places, place_value(place), place_value)
        if meant is None:
            return place
        return replace(meant, text=place.text, start=place.start, end=place.end, name=meant.name or meant.text)

    def claim(self, claim: Claim) -> Claim:
        """Return the claim with its parties and places as ruled."""
        if not self:
            return claim
        return replace(
            claim,
            actor=tuple(self.party(party) for party in claim.actor),
            target=tuple(self.party(party) for party in claim.target),
            place=tuple(self.place(place) for place in claim.place),
            destination=tuple(self.place(place) for place in claim.destination),
        )


def _follow(rulings: Mapping[str, T], entry: str, value_of: Callable[[T], str]) -> T | None:
    meant = None
    for _ in range(_MOST_STEPS):
        following = rulings.get(entry)
        if following is None:
            break
        meant, entry = following, value_of(following)
    return meant


def names_by(connection: Connection, entry: int) -> Names:
    """Return the rulings on names in force at an entry of the log."""
    return remember(connection, (names_by, entry), lambda: _read_names(connection, entry))


def _read_names(connection: Connection, entry: int) -> Names:
    parties: dict[str, Party] = {}
    places: dict[str, Place] = {}
    for each in ledger_wide(connection, DecisionKind.NAME, entry):
        naming: Naming = unpack(Naming, each.content["naming"])
        if naming.party is not None:
            parties[naming.entry] = naming.party
        if naming.place is not None:
            places[naming.entry] = naming.place
    return Names(parties, places)
