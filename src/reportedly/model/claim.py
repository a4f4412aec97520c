"""Claims: the smallest statements about a conflict that somebody can be held to."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from reportedly.model.attribution import Link
from reportedly.model.party import Party
from reportedly.model.place import Place
from reportedly.model.quantity import Quantity
from reportedly.model.span import Span
from reportedly.model.when import TimeText, Valid


class ClaimType(StrEnum):
    """The closed list of event types."""

    CONTROL = "control"
    PRESENCE = "presence"
    SIEGE = "siege"
    GAIN = "gain"
    WITHDRAW = "withdraw"
    ATTACK = "attack"
    CASUALTIES = "casualties"
    STRENGTH = "strength"
    MOVEMENT = "movement"
    DISPLACEMENT = "displacement"
    DETENTION = "detention"
    STATUS = "status"
    AGREEMENT = "agreement"
    SUPPORT = "support"
    VIOLATION = "violation"
    STATEMENT = "statement"


class Modality(StrEnum):
    """Whether the claim says that it is so, will be, may be, is not, or is not known."""

    ASSERTED = "asserted"
    PLANNED = "planned"
    POSSIBLE = "possible"
    DENIED = "denied"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim with its words, its slots, its source and its chain.

    `source` is the chain's last link, `via` the last medium before it. `score` is the chance, 0 to 1, that type, source
    and figure were read right.
    """

    id: str
    type: ClaimType
    subtype: str | None
    evidence: Span
    trigger: Span
    actor: tuple[Party, ...]
    target: tuple[Party, ...]
    person: Party | None
    place: tuple[Place, ...]
    destination: tuple[Place, ...]
    quantity: Quantity | None
    modality: Modality
    time: TimeText | None
    valid: Valid
    source: Link
    anonymous: bool
    via: Link | None
    chain: tuple[Link, ...]
    part_of: str | None
    rule: str
    score: float


def claim_id(document_id: str, claim_type: ClaimType, trigger: Span, count: int = 0) -> str:
    """Return the id of a claim: 16 hex digits of document, type, the trigger's span and a count.

    Slots are not in it, so that a better reader keeps ids. `count` tells apart several claims of one trigger.

    >>> claim_id("d", ClaimType.GAIN, Span(0, 4)) == claim_id("d", ClaimType.GAIN, Span(0, 4), 0)
    True
    """
    raw = f"{document_id}\0{claim_type}\0{trigger.start}\0{trigger.end}\0{count}"
    return hashlib.sha256(raw.encode("utf-8", "surrogatepass")).hexdigest()[:16]
