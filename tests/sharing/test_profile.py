"""Tests of profiles, and of the veil that they draw over claims."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from reportedly.errors import SharingError
from reportedly.ledger import Ledger
from reportedly.model import ClaimType
from reportedly.sharing.coarse import UNDRAWN, coarsen_place
from reportedly.sharing.leaving import describe_left, log_path, note_left
from reportedly.sharing.material import Scope, gather
from reportedly.sharing.persons import find_private_names
from reportedly.sharing.profile import DEFAULT, Profile, last_day, list_weaknesses, load_profile
from reportedly.sharing.veil import draw_veil
from tests.sharing.conftest import HASAKAH, SYRIA, TODAY, make_claims, told, villager
from tests.weighing.claims import TALMA, claim, digest


def test_the_default_holds_back_a_day(ledger: Ledger) -> None:
    """What came out today stays; it is counted as kept back."""
    material = gather(ledger, Scope(TODAY))
    assert digest("late") not in material.claims
    assert (material.held.late, material.last) == (1, "2031-05-04")


def test_strength_and_movement_are_drawn_as_the_division(ledger: Ledger) -> None:
    """Their place is the division, and neither sentence nor title nor address leaves."""
    material = gather(ledger, Scope(TODAY))
    for name in ("d", "g"):
        kept = material.claims[digest(name)]
        assert kept.claim.place[0].kind == "admin1"
        assert kept.claim.place[0].area is not None
        assert kept.sentence == ""
        assert "Sarvat" not in str(kept)


def test_a_casualty_keeps_its_place(ledger: Ledger) -> None:
    """Only the types that the profile names are drawn coarsely."""
    assert gather(ledger, Scope(TODAY)).claims[digest("a")].claim.place[0].name == "Talma"


def test_wide_places_stay_and_unknown_ones_are_not_drawn() -> None:
    """A country is coarse enough; a town in no division that is known is not told at all."""
    assert coarsen_place(SYRIA) is SYRIA
    assert coarsen_place(HASAKAH).admin1 == "01"
    hidden = coarsen_place(TALMA)
    assert (hidden.text, hidden.lat, hidden.id) == (UNDRAWN, None, None)


def test_private_persons_are_masked_and_spokesmen_are_not(ledger: Ledger) -> None:
    """A nurse is named nowhere, by no part of her name; who speaks for an army is."""
    material = gather(ledger, Scope(TODAY))
    assert "Tolan" not in str(list(material.claims.values()))
    assert "3 people were killed" in material.claims[digest("e")].sentence
    assert material.claims[digest("d")].claim.source.name == "Oren Vask"


def test_a_paper_is_no_private_person() -> None:
    """Who publishes is public, though the name of a paper may look like a person's."""
    kept = told(make_claims()[0], person=villager("Northern Dispatch"))

    assert find_private_names([kept]) == {"Northern Dispatch"}
    assert find_private_names([replace(kept, publisher="Northern Dispatch")]) == frozenset()


def test_a_victim_is_private_and_a_commander_is_not() -> None:
    """The words before a name tell whether it is an office's."""
    base = make_claims()[0]
    private = told(base, person=villager("Sela Marun"))
    public = told(base, person=villager("Abu Taref"))
    assert find_private_names([private]) == {"Sela Marun"}
    from dataclasses import replace

    assert find_private_names([replace(public, sentence="the commander Abu Taref was killed")]) == frozenset()


def test_a_profile_file_changes_what_it_names(tmp_path: Path) -> None:
    """What a file leaves out is as in the default; its name is the file's."""
    path = tmp_path / "partners.toml"
    path.write_text('hold_back_days = 3\ncoarse_types = ["movement"]\n', "utf-8")
    profile = load_profile(path)
    assert profile == Profile("partners", 3, (ClaimType.MOVEMENT,))
    assert list_weaknesses(profile) == ("draws strength as finely as it was told",)
    assert last_day(profile, date(2031, 5, 4)) == "2031-05-01"


@pytest.mark.parametrize(
    ("words", "code"),
    [("hold_back = 3", "R702"), ('hold_back_days = "x"', "R702"), ("hold_back_days = -1", "R702"), ("a = ", "R701")],
)
def test_a_profile_that_is_not_understood_is_refused(tmp_path: Path, words: str, code: str) -> None:
    """Nothing leaves under a profile with an unknown field or a wrong value."""
    path = tmp_path / "p.toml"
    path.write_text(words, "utf-8")
    with pytest.raises(SharingError) as raised:
        load_profile(path)
    assert raised.value.record.code == code


def test_the_log_says_what_left(tmp_path: Path) -> None:
    """Each line names when, who, what, the profile and the claims; lines are only added."""
    log = log_path(tmp_path / "x.db")
    for name in ("one", "two"):
        note_left(
            log,
            describe_left(
                name, ["b", "a", "a"], at="2031-06-01T00:00:00Z", author="Amal", what="report", to="-",
                last_day="2031-05-31", profile=DEFAULT,
            ),
        )  # fmt: skip
    lines = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    assert [line["claims"] for line in lines] == [["a", "b"]] * 2
    assert lines[0]["sha256"] != lines[1]["sha256"]
    assert lines[0]["profile"]["hold_back_days"] == 1
    assert log.stat().st_mode & 0o077 == 0


def test_a_coarse_place_is_widened_in_every_spelling() -> None:
    """A title takes its spelling from any claim, so that the spellings of all are widened where one is coarse."""
    known = replace(HASAKAH, name="Sarvatah")
    moved = claim("a", type="movement", subtype=None, place=(known,))
    said = claim("b", type="statement", subtype=None, place=(replace(known, text="Servat"),))
    veil = draw_veil([moved, said], DEFAULT)
    wide = veil.hide("will there be a movement in Sarvat", coarse=True)
    assert "Sarvat" not in wide
    assert veil.hide("will there be a movement in Servat", coarse=True) == wide
