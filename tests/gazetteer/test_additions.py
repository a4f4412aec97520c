"""Tests of what the user adds: two forms of file, and rows that cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportedly.errors import GazetteerError
from reportedly.gazetteer.additions import add_places, added_rows
from reportedly.gazetteer.sources import added_entries

_CELLS = "77|Tell Nowhere|Tell Nowhere|Tal Nowhere,تل|35.5|36.5|P|PPL|SY||10||||1200||300|Asia/Damascus|2020-01-01"
DUMP = _CELLS.replace("|", "\t")


@pytest.fixture(autouse=True)
def _own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPORTEDLY_DATA", str(tmp_path / "data"))


def _file(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "places.txt"
    path.write_text(text, "utf-8")
    return path


def test_a_geonames_dump_is_read(tmp_path: Path) -> None:
    """A dump's 19 columns give id, kind, division, people and names."""
    assert add_places(_file(tmp_path, DUMP + "\n")).places == 1
    row = next(added_rows())
    assert (row["id"], row["kind"], row["countries"], row["population"]) == ("geonames:77", "city", "SY.10", "1200")
    assert row["names"].split("|") == ["Tal Nowhere", "تل"]


def test_a_bad_row_is_reported_by_its_line_and_the_rest_goes_in(tmp_path: Path) -> None:
    """Each bad row is told with its line and why; the good ones are kept."""
    text = "name,lat,lon,kind\nHill 12,35.1,37.2,hill\nNowhere,95,12,city\n,1,2,city\nHill 13,x,37,hill\n"
    added = add_places(_file(tmp_path, text))
    assert added.places == 1
    assert [bad.line for bad in added.bad] == [3, 4, 5]
    assert "95" in added.bad[0].why and "no name" in added.bad[1].why


def test_adding_twice_keeps_one(tmp_path: Path) -> None:
    """A row with an id that is there replaces it."""
    path = _file(tmp_path, DUMP + "\n")
    add_places(path)
    add_places(path)
    assert len(list(added_rows())) == 1


def test_what_was_added_is_in_the_sources(tmp_path: Path) -> None:
    """An added place is an entry of its own, under its names."""
    add_places(_file(tmp_path, "name,lat,lon,kind,countries,names\nHill 12,35.1,37.2,hill,SY,Tal 12|Hill Twelve\n"))
    (last,) = added_entries()
    assert last.entry.id == "added:hill-12"
    assert {name for name, _ in last.names} == {"Hill 12", "Tal 12", "Hill Twelve"}


def test_headings_as_people_write_them_will_do(tmp_path: Path) -> None:
    """A country's column keeps its country, whatever its heading; a heading that says nothing of a place is told."""
    added = add_places(_file(tmp_path, "Name,Latitude,Longitude,Kind,Country,Colour\nHill 14,35.1,37.2,hill,SY,red\n"))
    assert (added.places, added.bad, added.unused) == (1, (), ("Colour",))
    assert next(added_rows())["countries"] == "SY"


def test_a_country_by_name_is_a_bad_row(tmp_path: Path) -> None:
    """Countries are ISO codes, since places are sought by them."""
    added = add_places(_file(tmp_path, "name,lat,lon,kind,country\nHill 15,35.1,37.2,hill,Syria\n"))
    assert added.places == 0
    assert "Syria" in added.bad[0].why and "SY" in added.bad[0].why


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "name,lat\nX,1\n"])
def test_a_file_of_another_form_is_an_error_with_a_fix(tmp_path: Path, text: str) -> None:
    """A file with neither form raises R403 and shows the columns wanted."""
    with pytest.raises(GazetteerError, match=r"R403(.|\n)*name,lat,lon,kind"):
        add_places(_file(tmp_path, text))


def test_a_file_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    """A missing file raises R403."""
    with pytest.raises(GazetteerError, match="R403"):
        add_places(tmp_path / "none.csv")


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(max_size=200))
def test_no_row_breaks_the_reading(tmp_path: Path, text: str) -> None:
    """Whatever follows a good first line, reading ends well or reports rows."""
    add_places(_file(tmp_path, "name,lat,lon,kind\n" + text))
