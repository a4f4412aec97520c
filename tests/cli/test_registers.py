"""Tests of the registers of a ledger: sources, places and parties, and what is settled once for all of it."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Command


def test_sources_are_listed_with_their_letters(command: Command, ledger: Path) -> None:
    """Sources and publishers stand with how often they say and print something; none has a letter but F at first."""
    found = command("sources", "list", "--ledger", ledger, "--json").json["sources"]
    counts = {entry["name"]: (entry["claims"], entry["published"], entry["letter"]) for entry in found}
    assert counts["a military source"] == (2, 0, "F")
    assert counts["East Monitor"] == (0, 2, "F")
    assert "letter" in command("sources", "list", "--ledger", ledger, "--words", "monitor").out


def test_a_source_is_graded(command: Command, ledger: Path) -> None:
    """A letter holds for the whole ledger, is found by `--grade`, and can be undone."""
    done = command("sources", "grade", "the Observatory", "b", "--ledger", ledger)
    assert done.code == 0 and "usually reliable" in done.err
    graded = command("claims", "--grade", "B", "--ledger", ledger, "--jsonl").lines
    assert [kept["document"] for kept in graded] == ["em-0321", "em-0319"]
    assert command("sources", "grade", "the Observatory", "G", "--ledger", ledger).err.startswith("R231")


def test_a_place_is_settled_on_a_point(command: Command, ledger: Path) -> None:
    """A village that no gazetteer knows gets a point, and is found in a box."""
    point = ["--lat", 35.59, "--lon", 40.71, "--country", "sy"]
    done = command("places", "identify", "tell marran", "Tell Marran", *point, "--ledger", ledger)
    assert done.code == 0, done.err
    found = command("claims", "--area", "40.7,35.5,40.8,35.6", "--ledger", ledger, "--jsonl").lines
    assert [kept["document"] for kept in found] == ["kp-0304"]
    assert found[0]["claim"]["place"][0]["text"] == "Tell Marran"
    listed = command("places", "list", "--ledger", ledger, "--json").json["places"]
    assert {entry["id"] for entry in listed} >= {"ledger:tell-marran"}


def test_a_place_is_settled_on_the_gazetteer(command: Command, ledger: Path) -> None:
    """A name becomes an entry of the gazetteer, by name or by id; undoing gives the name back."""
    assert command("places", "identify", "Markada", "geonames:167208", "--ledger", ledger).code == 0
    listed = command("places", "list", "--words", "markada", "--ledger", ledger, "--json").json["places"]
    assert [entry["id"] for entry in listed] == ["geonames:167208"]
    assert command("places", "identify", "Al-Suwar", "Al-Suwar", "--ledger", ledger).code == 0
    decisions = command("review", "--decisions", "--ledger", ledger, "--json").json["decisions"]
    assert [decision["kind"] for decision in decisions] == ["name", "name"]
    assert command("review", "--undo", decisions[1]["id"], "--ledger", ledger).code == 0
    listed = command("places", "list", "--words", "markada", "--ledger", ledger, "--json").json["places"]
    assert [entry["id"] for entry in listed] == ["name:markada"]


def test_what_is_not_in_the_ledger_cannot_be_settled(command: Command, ledger: Path) -> None:
    """A name that no claim has is refused, with the nearest that one has."""
    done = command("places", "identify", "Tel Maran", "Hajin", "--ledger", ledger)
    assert done.code == 2 and "name:tell marran" in done.err
    assert command("places", "identify", "Al-Suwar", "Xyzzyville", "--ledger", ledger).err.startswith("R231")
    assert command("places", "identify", "Al-Suwar", "x", "--lat", 3, "--ledger", ledger).err.startswith("R230")


def test_parties_are_listed_and_settled(command: Command, ledger: Path) -> None:
    """The ledger's parties stand with how many claims name them; a name becomes a party of the register."""
    found = command("parties", "kept", "--ledger", ledger, "--json").json["parties"]
    assert {entry["id"]: entry["claims"] for entry in found}.items() >= {"sdf": 2, "isis": 2}.items()
    assert command("parties", "identify", "name:civilians", "residents of Markada", "--ledger", ledger).code == 2
    assert command("parties", "identify", "syrian_army", "SDF", "--ledger", ledger).code == 0
    found = command("parties", "kept", "--ledger", ledger, "--json").json["parties"]
    assert "syrian_army" not in {entry["id"] for entry in found}


def test_registers_can_be_asked_of_the_past(command: Command, ledger: Path) -> None:
    """As known by a day, only what had come out by then counts; as said to be so on a day, only claims of it."""
    found = command("sources", "list", "--known-by", "2021-03-19", "--ledger", ledger, "--json").json["sources"]
    counts = {entry["name"]: entry["claims"] for entry in found}
    assert counts["the Observatory"] == 1 and "Ferhad Rojan" not in counts
    found = command("places", "list", "--at", "2021-03-04", "--ledger", ledger, "--json").json["places"]
    assert [entry["name"] for entry in found] == ["Tell Marran"]
    assert command("parties", "kept", "--recorded-by", "2001-01-01", "--ledger", ledger, "--json").json["total"] == 0
