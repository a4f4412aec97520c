"""Invented claims for the tests of weighing, with as little said of each as a test needs."""

from __future__ import annotations

import hashlib

from reportedly.model import (
    PUBLISHER,
    Basis,
    Claim,
    ClaimType,
    KeptClaim,
    Link,
    LinkKind,
    Modality,
    Party,
    Place,
    Precision,
    Quantity,
    Relation,
    Span,
    Valid,
)

# A made-up country: towns some way from each other, a division that holds the first two
TALMA = Place("Talma", None, None, "own:talma", "Talma", "city", 35.0, 40.0, 4.0, country="XX", admin1="1")
ORVEN = Place("Orven", None, None, "own:orven", "Orven", "city", 35.6, 40.6, 4.0, country="XX", admin1="1")
FAR_KESH = Place("Far Kesh", None, None, "own:kesh", "Far Kesh", "city", 31.0, 44.0, 4.0, country="XX", admin1="2")
ARMY = Party("the army", None, None, "own:army", "the army", "state_force", "state")
REBELS = Party("the Talma Front", None, None, "own:front", "Talma Front", "rebel_group", "front")
MONITOR = Link("the Talma Monitor", None, None, "the Talma Monitor", LinkKind.BODY)
MINISTRY = Link("the health ministry", None, None, "the health ministry", LinkKind.BODY)


def figure(low: float | None, high: float | None = -1, *, unit: str = "people", of: str = "", about: bool = False):
    """Return a figure; one number is exact, None on a side leaves it open."""
    high = low if high == -1 else high
    relation = Relation.ABOUT if about else Relation.EQUAL if low == high else Relation.AT_LEAST
    if low is None:
        relation = Relation.BELOW
    return Quantity(low, high, unit, of or None, relation, None, None, None)


def claim(
    id: str,
    quantity: Quantity | None = None,
    *,
    type: str = "casualties",
    subtype: str | None = "killed",
    source: Link = PUBLISHER,
    document: str | None = None,
    publisher: str = "The Orven Courier",
    reported: str = "2031-05-04",
    day: str | None = "2031-05-03",
    until: str | None = None,
    place: tuple[Place, ...] = (TALMA,),
    actor: tuple[Party, ...] = (),
    target: tuple[Party, ...] = (),
    modality: str = "asserted",
    sentence: str = "people were killed when shells fell on Talma",
    start: int = 0,
    part_of: str | None = None,
    score: float = 0.9,
    basis: Basis = Basis.EXPRESSION,
) -> KeptClaim:
    """Return a kept claim."""
    valid = Valid(day, until or day, Precision.DAY, basis)
    made = Claim(
        id=digest(id),
        type=ClaimType(type),
        subtype=subtype,
        evidence=Span(start, start + len(sentence)),
        trigger=Span(start, start + 1),
        actor=actor,
        target=target,
        person=None,
        place=place,
        destination=(),
        quantity=quantity,
        modality=Modality(modality),
        time=None,
        valid=valid,
        source=source,
        anonymous=source.anonymous,
        via=None,
        chain=(source,),
        part_of=digest(part_of) if part_of else None,
        rule="test",
        score=score,
    )
    return KeptClaim(made, document or f"document of {id}", publisher, reported, "2031-06-01T00:00:00Z", sentence)


def digest(name: str) -> str:
    """Return the id that the claim of a name has: the name first, so that failures can be read."""
    return (name + hashlib.sha256(name.encode()).hexdigest())[:16]
