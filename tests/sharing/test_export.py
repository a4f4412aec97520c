"""Tests of exports: each format is read back and checked against its standard."""

from __future__ import annotations

import csv
import io
import json

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from reportedly.errors import SharingError
from reportedly.ledger import Ledger
from reportedly.sharing.export import COLUMNS, make_export
from reportedly.sharing.lines import write_lines
from reportedly.sharing.material import Scope
from reportedly.sharing.rows import Kind, Row
from reportedly.sharing.table import make_cell, write_table
from tests.sharing.conftest import TODAY
from tests.weighing.claims import digest

SCOPE = Scope(TODAY)
PERIOD = {"valid_from", "valid_to", "view", "grade", "claims"}


def _features(ledger: Ledger, kind: str) -> list[dict]:
    return json.loads(make_export(ledger, kind, "geojson", SCOPE).content)["features"]


@pytest.mark.parametrize("kind", list(Kind))
def test_a_table_can_be_read_back(ledger: Ledger, kind: Kind) -> None:
    """Every line has as many cells as the header names, and there is one for each row."""
    rows = list(csv.reader(io.StringIO(make_export(ledger, kind, "csv", SCOPE).content, newline="")))
    assert tuple(rows[0]) == COLUMNS[kind]
    assert len(rows) > 1
    assert {len(row) for row in rows} == {len(rows[0])}


@pytest.mark.parametrize("kind", list(Kind))
def test_lines_are_one_object_each(ledger: Ledger, kind: Kind) -> None:
    """Each line is an object with the same names, the days, the view, the grade and the claims among them."""
    lines = [json.loads(line) for line in make_export(ledger, kind, "jsonl", SCOPE).content.splitlines()]
    assert lines
    assert len({tuple(line) for line in lines}) == 1
    assert set(lines[0]) >= PERIOD
    assert all(isinstance(line["claims"], list) for line in lines)


@pytest.mark.parametrize("kind", list(Kind))
def test_geojson_holds_to_the_standard(ledger: Ledger, kind: Kind) -> None:
    """A collection of features; geometries are closed, counter-clockwise and in range, or null (RFC 7946)."""
    content = json.loads(make_export(ledger, kind, "geojson", SCOPE).content)
    assert content["type"] == "FeatureCollection"
    assert content["features"]
    for feature in content["features"]:
        assert set(feature) == {"type", "geometry", "properties"}
        assert set(feature["properties"]) >= PERIOD
        if feature["geometry"] is None:
            continue
        shape = shapely.from_geojson(json.dumps(feature["geometry"]))
        west, south, east, north = shape.bounds
        assert -180 <= west <= east <= 180 and -90 <= south <= north <= 90
        for part in shapely.get_parts(shape):
            if isinstance(part, shapely.Polygon):
                assert part.exterior.is_ccw


def test_a_country_is_an_area_and_never_a_dot(ledger: Ledger) -> None:
    """What is said of a country is drawn as its outline, a town as a point, what lies nowhere not at all."""
    drawn = {one["properties"]["claim"]: one["geometry"] for one in _features(ledger, "claims")}
    assert drawn[digest("f")]["type"] in ("Polygon", "MultiPolygon")
    assert drawn[digest("c")]["type"] == "Point"
    rows = csv.DictReader(io.StringIO(make_export(ledger, "claims", "csv", SCOPE).content))
    points = {row["claim"]: row["lat"] for row in rows}
    assert points[digest("f")] == ""
    assert points[digest("c")] == "35"


def test_a_movement_is_an_area_and_leaks_nothing(ledger: Ledger) -> None:
    """No format names the town that a movement or a strength was told of."""
    drawn = {one["properties"]["claim"]: one["geometry"] for one in _features(ledger, "claims")}
    assert drawn[digest("g")]["type"] in ("Polygon", "MultiPolygon")
    for kind in Kind:
        for form in ("csv", "jsonl", "geojson"):
            lines = make_export(ledger, kind, form, SCOPE).content.splitlines()
            assert not [line for line in lines if "Sarvat" in line and ("movement" in line or "strength" in line)]
            assert not [line for line in lines if "Tolan" in line]


def test_a_grade_is_that_of_weighing(ledger: Ledger) -> None:
    """Two tolls that contradict each other, one origin each, are doubtful; nobody graded their sources."""
    rows = {
        row["claim"]: row for row in csv.DictReader(io.StringIO(make_export(ledger, "claims", "csv", SCOPE).content))
    }
    assert rows[digest("a")]["grade"] == rows[digest("b")]["grade"] == "F4"
    assert rows[digest("c")]["grade"] == "F2"


@given(st.text(max_size=30))
def test_no_cell_is_a_formula(words: str) -> None:
    """Whatever an article says, no cell begins as a formula, and every cell stays on its line."""
    cell = make_cell(words)
    assert not cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r"))
    assert not set(cell) & set("\r\n\0")
    read = next(csv.reader(io.StringIO(write_table([Row({"a": words, "b": 1}, (), ())], ["a", "b"]).split("\n", 1)[1])))
    assert read == [cell, "1"]


@given(st.text(max_size=30))
def test_a_line_stays_a_line(words: str) -> None:
    """Whatever an article says, a row is one line for every reader of lines."""
    written = write_lines([Row({"sentence": words}, (), ())])
    assert len(written.splitlines()) == 1
    assert json.loads(written)["sentence"] == words


def test_an_empty_export_is_still_valid(ledger: Ledger) -> None:
    """Nothing to tell is a header, no line, or an empty collection."""
    scope = Scope(TODAY, at="2020-01-01")
    assert make_export(ledger, "claims", "csv", scope).content.startswith("claim,type")
    assert make_export(ledger, "holdings", "jsonl", scope).content == ""
    assert json.loads(make_export(ledger, "figures", "geojson", scope).content)["features"] == []


@pytest.mark.parametrize(("kind", "form"), [("claims", "xml"), ("rumours", "csv")])
def test_what_is_not_on_the_list_is_refused(ledger: Ledger, kind: str, form: str) -> None:
    """A kind or a format that there is not is an error with the list."""
    with pytest.raises(SharingError) as raised:
        make_export(ledger, kind, form, SCOPE)
    assert raised.value.record.code == "R706"


def test_the_same_ledger_gives_the_same_bytes(ledger: Ledger) -> None:
    """Nothing in an export depends on the clock or the order of sets."""
    assert (
        make_export(ledger, "claims", "jsonl", SCOPE).content == make_export(ledger, "claims", "jsonl", SCOPE).content
    )
