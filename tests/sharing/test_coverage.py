"""Tests of coverage: heard, silent and not read are three things."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from reportedly.ledger import Ledger
from reportedly.model import KeptClaim, Place
from reportedly.sharing import covering
from reportedly.sharing.coverage import State, Week, count_documents, cover, list_weeks, places_by_area
from reportedly.sharing.coverage_map import draw_coverage_map
from reportedly.sharing.coverage_picture import draw_coverage
from reportedly.sharing.covering import find_coverage
from reportedly.weighing.facets import find_facets
from tests.sharing.conftest import HASAKAH, SYRIA
from tests.weighing.claims import MINISTRY, MONITOR, claim, figure

IRAQ = Place("Iraq", None, None, "geonames:99237", "Iraq", "country", 33.0, 44.0, 300.0, country="IQ")
WEEKS = count_documents(list_weeks(date(2031, 5, 11), 3), ["2031-04-22", "2031-05-01"], ["2031-05-01"])


def told(name: str, *places: Place, source: object = MONITOR, reported: str = "2031-05-01") -> KeptClaim:
    """Return a claim of places."""
    kept = claim(name, figure(3), source=source, reported=reported, sentence=f"3 people were killed {name}")
    return replace(kept, publisher=f"Paper {name}", document=f"d-{name}", claim=replace(kept.claim, place=places))


def cells(*claims: KeptClaim, country: str | None = None) -> dict[str, list[tuple[State, int]]]:
    """Return the states and origins of each area by week."""
    found = cover(find_facets(claims), WEEKS, country=country)
    return {
        row.code: [(cell.state, cell.origins) for cell in row.cells] for row in (*found.divisions, *found.countries)
    }


def test_weeks_run_from_monday_to_sunday() -> None:
    """The last week is that of the day; documents are counted in the week of their day."""
    assert [(week.first, week.read, week.unread) for week in WEEKS] == [
        ("2031-04-21", 1, 0), ("2031-04-28", 1, 1), ("2031-05-05", 0, 0),
    ]  # fmt: skip


def test_three_states_are_told_apart() -> None:
    """Silence is told only of a week of which all was read; of one with a document unread, or with none, it is not."""
    found = cells(told("a", HASAKAH))
    assert found["SY.01"] == [(State.SILENT, 0), (State.HEARD, 1), (State.UNREAD, 0)]
    assert found["SY.09"] == [(State.SILENT, 0), (State.UNREAD, 0), (State.UNREAD, 0)]


def test_reprints_are_one_origin() -> None:
    """Two papers that carry one speaker are one origin; another speaker is a second."""
    assert cells(told("a", HASAKAH), told("b", HASAKAH))["SY.01"][1] == (State.HEARD, 1)
    assert cells(told("a", HASAKAH), told("b", HASAKAH, source=MINISTRY))["SY.01"][1] == (State.HEARD, 2)


def test_what_is_wider_than_a_province_counts_for_the_country() -> None:
    """A claim of a country is of no province, and never fills one."""
    found = cells(told("a", SYRIA))
    assert found["SY"][1] == (State.HEARD, 1)
    assert found["SY.01"][1][0] is State.UNREAD


def test_another_country_is_one_row() -> None:
    """Of other countries the whole is shown; asked for, they have their provinces."""
    both = [told("a", HASAKAH), told("b", HASAKAH, source=MINISTRY), told("c", IRAQ)]
    assert cells(*both)["IQ"][1] == (State.HEARD, 1)
    assert "SY.01" not in cells(*both, country="IQ")
    assert cells(*both, country="IQ")["SY"][1] == (State.HEARD, 2)


def test_a_claim_without_a_known_place_is_counted_beside() -> None:
    """Nothing vanishes: what has no area is counted as unplaced."""
    nowhere = Place("Orven", None, None)
    assert not places_by_area(told("a", nowhere))
    assert cover(find_facets([told("a", nowhere)]), WEEKS).unplaced == 1


def test_cells_name_the_places_they_come_from() -> None:
    """A cell has the ids by which its claims are found."""
    row = next(row for row in cover(find_facets([told("a", HASAKAH)]), WEEKS).divisions if row.code == "SY.01")
    assert row.cells[1].places == ("own:sarvat",)


def test_a_ledger_is_covered(ledger: Ledger) -> None:
    """Of a ledger the weeks with documents are shown, up to its last report."""
    found = find_coverage(ledger)
    assert found.country == "SY"
    assert found.weeks[0].read
    assert any(cell.state is State.HEARD for row in found.divisions for cell in row.cells)


def test_weeks_that_were_not_counted_whole_are_not_shown(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there are too many claims the earlier weeks are left out and it is said, so that none looks silent."""
    whole = find_coverage(ledger, weeks=6)
    monkeypatch.setattr(covering, "_MOST_CLAIMS", 1)
    cut = find_coverage(ledger, weeks=6)
    assert (whole.is_cut, cut.is_cut) == (False, True)
    assert len(cut.weeks) < len(whole.weeks)


def test_an_empty_ledger_is_no_silence() -> None:
    """Where nothing came in, nothing is said to be silent."""
    with Ledger.open(":memory:", create=True) as empty:
        found = find_coverage(empty)
    assert found.country is None
    assert draw_coverage(found) is None


def test_the_picture_shows_the_numbers_of_the_table() -> None:
    """Each number of a cell stands in the picture, with legend and days; the same cells give the same bytes."""
    found = cover(find_facets([told("a", HASAKAH), told("b", HASAKAH, source=MINISTRY)]), WEEKS)
    picture = draw_coverage(found)
    assert picture is not None
    assert ">2</text>" in picture
    assert "Silence is not peace" in picture
    assert picture.count('fill="#dedbd4"') == 1 + sum(c.state is State.SILENT for r in found.divisions for c in r.cells)
    assert picture == draw_coverage(found)


def test_the_map_of_a_week_has_the_states_of_its_column() -> None:
    """Each province is shaded, grey or hatched as the cell of the table; what is wider stands in the words."""
    found = cover(find_facets([told("a", HASAKAH), told("b", SYRIA)]), WEEKS)
    heard, open_week = draw_coverage_map(found, 1), draw_coverage_map(found, 2)
    assert heard is not None and open_week is not None
    assert "1 origin" in heard and "Of the country as a whole, no province named: 1 origin" in heard
    assert heard.count("<title>") == open_week.count("<title>") == 1 + len(found.divisions) - 1
    assert open_week.count(": not read</title>") == len(found.divisions) - 1
    silent = draw_coverage_map(found, 0)
    assert silent is not None and silent.count(": silent</title>") == len(found.divisions) - 1


@pytest.mark.parametrize(("read", "unread", "whole"), [(1, 0, True), (1, 1, False), (0, 0, False), (0, 2, False)])
def test_a_week_is_whole_where_all_that_came_was_read(read: int, unread: int, *, whole: bool) -> None:
    """A week of which nothing came in is no silent one."""
    assert Week("2031-05-05", "2031-05-11", read, unread).is_whole is whole
