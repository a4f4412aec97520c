"""The register of parties: what it holds, how a name finds its party, how a project lays its own over it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.errors import GazetteerError
from reportedly.gazetteer.parties import KINDS, Side, fold_name, fold_word, load_register, split_words


def test_register_is_large_and_wide() -> None:
    """The register holds at least 250 parties that are no states, of at least ten conflicts."""
    entries = load_register().entries.values()
    assert len([e for e in entries if e.kind != "state"]) >= 250
    assert len({side.conflict for e in entries for side in e.sides}) >= 10


def test_every_parent_is_a_party_and_every_kind_known() -> None:
    """A parent is itself in the register, and a kind is one of the closed list."""
    register = load_register()
    for entry in register.entries.values():
        assert set(entry.parents) <= set(register.entries)
        assert entry.kind in KINDS


def test_countries_are_iso_codes() -> None:
    """The countries of a party are two capital letters each."""
    codes = {code for entry in load_register().entries.values() for code in entry.countries}
    assert all(len(code) == 2 and code.isupper() for code in codes)


def test_every_alias_finds_its_party() -> None:
    """Each name of a party, looked up, gives that party among others."""
    register = load_register()
    for entry in register.entries.values():
        for name in (entry.name, *entry.aliases):
            assert entry in register.find(name), (entry.id, name)


@pytest.mark.parametrize(
    ("name", "party"),
    [
        ("ISIL", "isis"),
        ("Da’esh", "isis"),
        ("the Islamic State in Iraq and the Levant", "isis"),
        ("Jaysh al Islam", "jaish_al_islam"),
        ("Hizbollah", "hezbollah"),
        ("Al-Shabab", "al_shabaab"),
        ("U.S.-led coalition", "us_led_coalition"),
        ("Huthis", "houthis"),
    ],
)
def test_spellings_fold_to_one_party(name: str, party: str) -> None:
    """Spellings of one name find the same party."""
    assert party in [entry.id for entry in load_register().find(name)]


@given(st.text())
def test_folding_is_idempotent(word: str) -> None:
    """A folded word folds to itself."""
    assert fold_word(fold_word(word)) == fold_word(word)


@given(st.text())
def test_words_lie_inside_the_text(text: str) -> None:
    """The offsets of words are in order and inside the text."""
    words = split_words(text)
    assert all(0 <= start < end <= len(text) for start, end, _ in words)
    assert [w[0] for w in words] == sorted(w[0] for w in words)


def test_article_and_possessive_are_no_part_of_a_name() -> None:
    """ "the", "al-" and "'s" do not matter."""
    assert fold_name("the al-Nusra Front’s") == fold_name("Nusra Front")


def test_side_depends_on_conflict_and_year() -> None:
    """A party has a side in a conflict for as long as the register says."""
    entry = load_register().entries["syrian_army"]
    assert entry.side_in("syria", 2016) == "government"
    assert entry.side_in("syria", 2026) is None
    assert entry.side_in("yemen", 2016) is None
    assert Side("x", "a").holds_in(None)


def test_project_file_adds_a_party(tmp_path: Path) -> None:
    """A project's own party is found by its name."""
    path = tmp_path / "parties.toml"
    path.write_text('[[party]]\nid = "own:lark"\nname = "Lark Brigade"\nkind = "militia"\n', "utf-8")
    assert [e.id for e in load_register((path,)).find("Lark brigade")] == ["own:lark"]


def test_project_file_amends_a_known_party(tmp_path: Path) -> None:
    """An entry with a known id keeps what it does not name, and its aliases are added."""
    path = tmp_path / "parties.toml"
    path.write_text(
        '[[party]]\nid = "isis"\naliases = ["the Organisation"]\n'
        'sides = [{ conflict = "syria", side = "caliphate" }]\n',
        "utf-8",
    )
    entry = load_register((path,)).entries["isis"]
    assert "Daesh" in entry.aliases
    assert "the Organisation" in entry.aliases
    assert entry.side_in("syria", 2016) == "caliphate"


@pytest.mark.parametrize(
    "content",
    [
        "[[party]\n",
        '[[party]]\nname = "X"\n',
        '[[party]]\nid = "x"\nname = "X"\nkind = "dragon"\n',
        '[[party]]\nid = "x"\n',
        '[party]\nid = "x"\n',
        '[[party]]\nid = "x"\nname = "X"\nkind = "militia"\naliases = "Y"\n',
    ],
)
def test_bad_project_file_is_an_error_with_a_fix(tmp_path: Path, content: str) -> None:
    """A file that cannot be used says so with code R420."""
    path = tmp_path / "parties.toml"
    path.write_text(content, "utf-8")
    with pytest.raises(GazetteerError) as caught:
        load_register((path,))
    assert caught.value.record.code == "R420"


def test_missing_project_file_is_an_error(tmp_path: Path) -> None:
    """A project file that is not there says so with code R421."""
    with pytest.raises(GazetteerError) as caught:
        load_register((tmp_path / "none.toml",))
    assert caught.value.record.code == "R421"


def test_signs_that_stand_for_a_full_stop_are_dropped_as_one() -> None:
    """A one dot leader folds like the full stop that it is compatible with."""
    assert fold_word("U․S․") == "us" and fold_word("․") == ""
