"""Proposals: what a claim reader says of a text before sources, times and offsets are put to it.

Any reader may stand behind `ClaimReader`: the rules of the lexicon, the trained parts, or a model of the user's own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from reportedly.model import Attribution, ClaimType, Party, Place, Quantity
from reportedly.reading.claims.scene import Scene


@dataclass(frozen=True, slots=True)
class Proposal:
    """A claim proposed: the token that states it, its type, and its fillers."""

    token: int
    type: ClaimType
    subtype: str | None
    actor: tuple[Party, ...]
    target: tuple[Party, ...]
    person: Party | None
    place: tuple[Place, ...]
    destination: tuple[Place, ...]
    quantity: Quantity | None
    said: Attribution | None  # whose word it is; None is the article's own voice
    rule: str
    score: float  # chance that token and type are right


class ClaimReader(Protocol):
    """Whatever proposes the claims of scenes."""

    def propose(self, scenes: Sequence[Scene]) -> list[list[Proposal]]:
        """Return the proposals of each scene, in the order of its text; none may depend on the other scenes."""
