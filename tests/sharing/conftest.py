"""A small ledger of an invented war: tolls, a capture, a movement, a private person, a claim about a country."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from reportedly.ledger import Ledger
from reportedly.model import KeptClaim, Link, LinkKind, Party, Place
from reportedly.sharing.material import Scope
from tests.weighing.claims import ARMY, MINISTRY, MONITOR, REBELS, claim, figure
from tests.weighing.test_weighing import _add

TODAY = date(2031, 6, 1)
NURSE = Link("nurse Mira Tolan", None, None, "Mira Tolan", LinkKind.PERSON)
SPEAKER = Link("army spokesman Oren Vask", None, None, "Oren Vask", LinkKind.PERSON)
HASAKAH = Place("Sarvat", None, None, "own:sarvat", "Sarvat", "city", 36.5, 40.75, 3.0, country="SY", admin1="01")
SYRIA = Place("Syria", None, None, "geonames:163843", "Syria", "country", 35.0, 38.0, 300.0, country="SY")


def told(kept: KeptClaim, **slots: object) -> KeptClaim:
    """Return the claim with other slots."""
    return replace(kept, claim=replace(kept.claim, **slots))


def make_claims() -> list[KeptClaim]:
    """Return the claims, the last one a day before today."""
    made = [
        claim("a", figure(12), source=MONITOR, sentence="Shells killed 12 people in Talma"),
        claim("b", figure(20), source=MINISTRY, sentence="The shells killed 20 people in Talma"),
        claim("c", type="gain", subtype=None, actor=(REBELS,), source=MONITOR, sentence="The Front took Talma"),
        claim(
            "d", figure(400, of="fighters"), type="strength", subtype=None, actor=(ARMY,), place=(HASAKAH,),
            source=SPEAKER, sentence="Vask said 400 fighters were at Sarvat",
        ),
        claim(
            "e", figure(3), source=NURSE, place=(HASAKAH,), day="2031-05-02",
            sentence="Mira Tolan said that 3 people were killed, and Tolan wept",
        ),
        claim("f", type="control", subtype=None, actor=(ARMY,), place=(SYRIA,), sentence="The army holds Syria"),
        claim(
            "g", type="movement", subtype=None, actor=(ARMY,), place=(HASAKAH,), modality="planned",
            sentence="=The army will move from Sarvat",
        ),
        claim("late", figure(9), reported="2031-06-01", day="2031-05-31", sentence="9 people were killed in Orven"),
    ]  # fmt: skip
    # Of one publisher they would be taken for versions of one article
    return [replace(kept, publisher=f"Paper {number}") for number, kept in enumerate(made)]


@pytest.fixture
def ledger() -> Iterator[Ledger]:
    """Give the ledger, in memory."""
    with Ledger.open(":memory:", create=True) as opened:
        _add(opened, *make_claims())
        yield opened


@pytest.fixture
def scope() -> Scope:
    """Return the scope of everything, on the day after the last report but one."""
    return Scope(TODAY, since="2031-05-01")


def villager(name: str) -> Party:
    """Return a person of no register."""
    return Party(name, None, None, None, name, "person")
