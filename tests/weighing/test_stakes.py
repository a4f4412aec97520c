"""Tests of stakes: on which side a source stands."""

from __future__ import annotations

from reportedly.model import Link, LinkKind, Party
from reportedly.weighing.stakes import sides_in_play, with_stakes
from tests.weighing.claims import MONITOR, TALMA, claim

SDF = Party("the SDF", None, None, "sdf", "SDF", "rebel_group", "sdf")
ISIS = Party("ISIS", None, None, "isis", "ISIS", "rebel_group", "isis")


def _stake(source: Link, *actors: Party, document: str = "d", **fields) -> str | None:
    gain = claim("g", type="gain", subtype=None, source=source, actor=actors, place=(TALMA,), document=document)
    return with_stakes([gain])[0].claim.source.stake


def _link(text: str, kind: LinkKind = LinkKind.OFFICIAL, **fields) -> Link:
    return Link(text, None, None, text, kind, **fields)


def test_a_commander_has_the_side_of_his_force() -> None:
    """Whose commander it is says which side he is on, named or not."""
    assert _stake(_link("an SDF commander", anonymous=True), SDF) == "sdf"


def test_only_sides_in_play_count() -> None:
    """Where no claim at hand has a party of that side, it is no stake."""
    assert _stake(_link("an SDF commander"), ISIS) is None


def test_a_monitor_has_no_side() -> None:
    """Who belongs to no side has no stake."""
    assert _stake(MONITOR, SDF, ISIS) is None


def test_a_spokesman_has_the_side_he_is_once_named_with() -> None:
    """Named with his force in one claim, a spokesman has its side in the others."""
    full = Link("SDF spokesman Karo Bel", None, None, "Karo Bel", LinkKind.PERSON)
    first = claim("a", type="gain", subtype=None, source=full, actor=(SDF,))
    later = claim("b", type="gain", subtype=None, source=_link("Karo Bel", LinkKind.PERSON), actor=(SDF,))
    assert [one.claim.source.stake for one in with_stakes([first, later])] == ["sdf", "sdf"]


def test_who_is_not_theirs_has_no_stake() -> None:
    """A defector from a force, or somebody of a town that it holds, does not speak for it."""
    assert _stake(_link("a defector from the SDF"), SDF) is None
    assert _stake(_link("a teacher in SDF-held Talma"), SDF) is None


def test_what_was_read_stands() -> None:
    """A stake that reading found is not changed."""
    assert _stake(_link("an SDF commander", stake="isis"), SDF) == "isis"


def test_sides_in_play_are_those_of_parties() -> None:
    """Actors and targets bring their sides into play."""
    assert sides_in_play([claim("a", actor=(SDF,), target=(ISIS,))]) == {"sdf", "isis"}
    assert with_stakes([]) == []
