"""Sources as the register holds them, with the letter that people gave them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Letter(StrEnum):
    """Reliability of a source on the Admiralty scale (NATO STANAG 2511)."""

    A = "A"  # completely reliable
    B = "B"  # usually reliable
    C = "C"  # fairly reliable
    D = "D"  # not usually reliable
    E = "E"  # unreliable
    F = "F"  # cannot be judged


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """A source or publisher of the ledger, with the number of live claims it is the root source or publisher of.

    `letter` is F where nobody has given one.
    """

    id: str  # the name folded: "name:syrian observatory for human rights"
    name: str
    kind: str  # a LinkKind: publisher, medium, person, official ...
    letter: Letter
    claims: int  # as root source
    published: int = 0  # as publisher
    relayed: int = 0  # as a link between


@dataclass(frozen=True, slots=True)
class PartyEntry:
    """A party of the ledger, with the number of live claims that name it in any role."""

    id: str  # of the register, or "name:..." where not registered
    name: str
    kind: str | None
    side: str | None
    claims: int


@dataclass(frozen=True, slots=True)
class PlaceEntry:
    """A place of the ledger, with the number of live claims that name it."""

    id: str  # of the gazetteer, or "name:..." where not resolved
    name: str
    kind: str | None
    lat: float | None
    lon: float | None
    country: str | None
    claims: int
