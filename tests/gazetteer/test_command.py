"""Tests of the verb `gazetteer` and of looking up single names."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from reportedly.cli.gazetteer import app
from reportedly.gazetteer.lookup import look_up
from reportedly.gazetteer.store import Gazetteer, open_gazetteer

RUNNER = CliRunner()


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    """Return the compiled gazetteer."""
    return open_gazetteer()


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("Aleppo", "geonames:170063"),
        ("Halab", "geonames:170063"),
        ("حلب", "geonames:170063"),
        ("Aleppo Governorate", "geonames:170062"),
        ("the city of Homs", "geonames:169577"),
        ("Tigris River", "own:tigris"),
        ("Mosul Dam", "own:mosul-dam"),
        ("Syria", "geonames:163843"),
    ],
)
def test_a_name_finds_its_place(gazetteer: Gazetteer, name: str, id: str) -> None:
    """Names in several forms and scripts lead to their place."""
    assert look_up(name, gazetteer, countries=["SY", "IQ"])[0][1].entry.id == id


@pytest.mark.parametrize("name", ["", " ", "\0", "Xqzptlvw", "'" * 500, "of", "\u202e"])
def test_odd_names_find_nothing_or_something_but_never_fail(gazetteer: Gazetteer, name: str) -> None:
    """Any text may be asked for."""
    look_up(name, gazetteer, countries=["SY"])


def test_names_in_cyrillic_are_found(gazetteer: Gazetteer) -> None:
    """Alternate names in Cyrillic script lead to their place."""
    assert look_up("Донецьк", gazetteer)[0][1].entry.country == "UA"


def test_find_prints_places_as_json() -> None:
    """`find --json` prints places with points and scores."""
    result = RUNNER.invoke(app, ["find", "Raqqa", "--countries", "SY", "--json"])
    assert result.exit_code == 0
    place = json.loads(result.stdout)["places"][0]
    assert (place["kind"], place["country"], round(place["lat"])) == ("city", "SY", 36)


def test_finding_nothing_is_exit_code_1() -> None:
    """A name nobody bears gives exit code 1 and says how to add it."""
    result = RUNNER.invoke(app, ["find", "Xqzptlvw"])
    assert result.exit_code == 1
    assert "gazetteer add" in result.stderr


def test_info_tells_origin_and_size() -> None:
    """`info` prints the digest, the number of places and the credit due."""
    result = RUNNER.invoke(app, ["info", "--json"])
    facts = json.loads(result.stdout)
    assert int(facts["entries"]) > 270_000 and facts["digest"]
    assert facts["bytes"] < 60_000_000
    assert "GeoNames (CC BY 4.0)" in facts["sources"]


def test_every_hand_kept_name_finds_a_place_near_its_own(gazetteer: Gazetteer) -> None:
    """Each name of the hand-kept table has its own place among its candidates."""
    from reportedly.gazetteer.fold import fold_plain
    from reportedly.gazetteer.sources import kept_entries

    missing = [
        name
        for named in kept_entries()
        for name, _ in named.names
        if named.entry.id not in {candidate.entry.id for candidate in gazetteer.named(fold_plain(name))}
    ]
    assert missing == []


def test_adding_reports_bad_rows_and_exits_with_1(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`add` tells file and line of each row left out."""
    monkeypatch.setenv("REPORTEDLY_DATA", str(tmp_path))
    monkeypatch.setattr("reportedly.cli.gazetteer.build_if_needed", lambda **_: None)
    table = tmp_path / "mine.csv"
    table.write_text("name,lat,lon,kind\nHill 12,35,37,hill\nHill 13,999,37,hill\n")
    result = RUNNER.invoke(app, ["add", str(table)])
    assert result.exit_code == 1
    assert f"{table}:3: left out: lat '999'" in result.stderr
    assert "1 places added" in result.stderr
