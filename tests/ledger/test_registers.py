"""Registers, facets, changes, documents, and what other rooms keep in the file."""

from __future__ import annotations

import importlib.util

import pytest
from sqlalchemy import Column, Integer, MetaData, Table, insert, select

from bench.made import Maker
from reportedly.errors import InternalError, LedgerError, UsageError
from reportedly.ledger import ClaimFilter, Ledger
from reportedly.ledger.facets import MOST_COUNTED
from reportedly.model import Naming, Party
from tests.ledger.dispatches import READER, SPOKESMAN, dispatch, reading


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    """Give a ledger of three documents of two publishers."""
    pairs = [
        dispatch("Northerners took Talma.", "Northerners left Talma.", source=SPOKESMAN),
        dispatch("Northerners shelled Talma.", publisher="Hill Radio", published="2020-05-08"),
        dispatch("Southerners took Talma.", publisher="Hill Radio", published="2020-06-08"),
    ]
    list(ledger.add(pairs, reader=READER))
    return ledger


def test_registers_count_what_stands(filled: Ledger) -> None:
    """Sources by what they said, published and carried on; parties and places by claims; found by words."""
    sources = {entry.name: (entry.claims, entry.published, entry.letter) for entry in filled.sources()}
    assert sources == {"Dara Venn": (2, 0, "F"), "Harbour Post": (0, 2, "F"), "Hill Radio": (2, 2, "F")}
    assert [(entry.name, entry.claims) for entry in filled.parties()] == [("Northern Front", 4), ("Southern Guard", 4)]
    (place,) = filled.places()
    assert (place.name, place.claims, place.country, place.lat) == ("Talma", 4, "SY", 35.0)
    assert [entry.name for entry in filled.parties(words="guard")] == ["Southern Guard"]
    page = filled.sources(limit=2)
    assert [entry.name for entry in filled.sources(limit=2, after=page.next)] == ["Harbour Post"]


def test_facets_of_all_are_those_of_every_claim(ledger: Ledger) -> None:
    """Counted by the registers or row by row, the facets are the same."""
    list(ledger.add(Maker(claims_each=10).documents(20), reader=READER))
    assert ledger.facets() == ledger.facets(ClaimFilter(since="1990-01-01"))
    facets = ledger.facets(ClaimFilter(type="attack"), most=3)
    assert facets.exact and facets.counted == ledger.claims(ClaimFilter(type="attack")).total < MOST_COUNTED
    assert [facet.value for facet in facets.type] == ["attack"]
    assert len(facets.party) == 3
    for facet in facets.party:
        assert ledger.claims(ClaimFilter(type="attack", party=facet.value)).total == facet.claims


def test_facets_of_time_are_months_or_years(filled: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reports are counted by month, by year where months are many; a month that may have more is left out."""
    counted = {one.value: one.claims for one in filled.facets().reported}
    assert list(counted) == ["2020-06", "2020-05"] and sum(counted.values()) == filled.claims().total
    for month, claims in counted.items():
        assert filled.claims(ClaimFilter(since=f"{month}-01", until=f"{month}-30")).total == claims
    assert [one.value for one in filled.facets(most=1).reported] == ["2020"]
    monkeypatch.setattr("reportedly.ledger.facets.MOST_COUNTED", 2)
    cut = filled.facets(ClaimFilter(since="2020-01-01"))
    assert not cut.exact and [one.value for one in cut.reported] == ["2020-06"]


def test_changes_tell_what_happened_in_order(filled: Ledger) -> None:
    """Documents, versions with what they lost, decisions; from a position, an instant or a day on."""
    position = filled.position
    first = filled.claims(ClaimFilter(publisher="Harbour Post"), order="oldest").items[0]
    later = dispatch("Northerners took Talma.", url=None, id=first.document, published="2020-05-06", source=SPOKESMAN)
    list(filled.add([later], reader=READER))
    made = filled.grade("Hill Radio", "C", author="ann")
    version, grade = filled.changes(position)
    assert (version.kind, [kept.sentence for kept in version.lost]) == ("version", ["Northerners left Talma."])
    assert [kept.sentence for kept in version.claims] == ["Northerners took Talma."]
    assert (grade.kind, grade.decision) == ("grade", made.id)
    assert list(filled.changes(grade.recorded)) == [grade]
    assert len(filled.changes("2020-06-01")) == 5
    page = filled.changes(0, limit=2)
    assert [change.position for change in filled.changes(0, limit=2, after=page.next)] == [3, 4]


def test_changes_are_seen_by_both_clocks_and_a_day(filled: Ledger) -> None:
    """Of each change the claims so at a day and come out by one stay; what was recorded later is not there."""
    every = list(filled.changes(0))
    reported = sorted({kept.reported for change in every for kept in change.claims if kept.reported})
    early = [kept for change in filled.changes(0, known_by=reported[0]) for kept in change.claims]
    assert early and {kept.reported for kept in early} == {reported[0]}
    assert len(early) < sum(len(change.claims) for change in every)
    assert list(filled.changes(0, recorded_by=every[0].recorded)) == every[:1]
    assert not [kept for change in filled.changes(0, at="1999-01-01") for kept in change.claims]


def test_documents_since_a_position_are_those_touched(filled: Ledger) -> None:
    """New documents, documents decided on, and those whose names were ruled on."""
    ids = {document.id for document in filled.documents()}
    assert set(filled.documents_since(0)) == ids
    position = filled.position
    assert filled.documents_since(position) == ()
    empty = dispatch("Nobody was seen there.", id="empty")[0]
    list(filled.add([(empty, reading(empty))], reader=READER))
    assert filled.documents_since(position) == ("empty",)
    position = filled.position
    kept = filled.claims().items[0]
    filled.decide(kept.claim.id, "accept", author="ann")
    assert filled.documents_since(position) == (kept.document,)
    position = filled.position
    made = filled.identify(Naming("northern", party=Party("", None, None, "x", "X")), author="ann")
    assert set(filled.documents_since(position)) == ids
    position = filled.position
    filled.undo(made.id, author="ann")
    assert set(filled.documents_since(position)) == ids


def test_documents_are_listed_and_found(filled: Ledger) -> None:
    """The latest published first; one by its id or the beginning of its digest; an unknown one is an error."""
    page = filled.documents(limit=2)
    assert [document.published for document in page] == ["2020-06-08", "2020-05-08"]
    assert [document.published for document in filled.documents(limit=2, after=page.next)] == ["2020-05-04"]
    assert filled.documents(publisher="Hill Radio").total == 2
    first = page.items[0]
    assert filled.document(first.digest[:20]).text == "Southerners took Talma."
    with pytest.raises(LedgerError, match="R510"):
        filled.document("nothing")


def test_other_rooms_keep_tables_of_their_own(filled: Ledger) -> None:
    """They are made on demand, hold what was put in, go when dropped, and are no part of what is verified."""
    tables = MetaData()
    sums = Table("derived_sums", tables, Column("key", Integer, primary_key=True))
    for _ in range(2):
        with filled.derived(tables) as connection:
            connection.execute(insert(sums), [{}])
    with filled.derived(tables) as connection:
        assert len(connection.execute(select(sums)).all()) == 2
    assert filled.verify().clean
    with filled.derived(tables, writes=False) as connection:
        assert len(connection.execute(select(sums)).all()) == 2
    filled.drop_derived()
    with filled.derived(tables) as connection:
        assert not connection.execute(select(sums)).all()
    filled.drop_derived()
    with filled.derived(tables, writes=False) as connection:  # made where they are missing
        assert not connection.execute(select(sums)).all()
    Table("sums", tables, Column("key", Integer, primary_key=True))
    with pytest.raises(InternalError, match="R905"), filled.derived(tables):
        pass


def test_a_page_is_a_data_frame_and_a_table(filled: Ledger) -> None:
    """One row for each item, with the main slots; in a notebook as an escaped table."""
    pytest.importorskip("pandas")
    frame = filled.claims().to_frame()
    assert list(frame["publisher"]) == ["Hill Radio", "Hill Radio", "Harbour Post", "Harbour Post"]
    assert {"id", "type", "actor", "lat", "earliest", "source", "reported", "recorded"} <= set(frame.columns)
    assert list(filled.parties().to_frame()["claims"]) == [4, 4]
    html = filled.claims()._repr_html_()
    assert html.count("<tr>") == 5 and 'dir="auto"' in html
    with pytest.raises(UsageError, match="R515"):
        filled.claims().to_frame(kind="excel")
    if importlib.util.find_spec("polars") is None:
        with pytest.raises(UsageError, match="R515"):
            filled.claims().to_frame(kind="polars")


def test_words_in_a_notebook_are_escaped(ledger: Ledger) -> None:
    """What stands in an article is shown, not run."""
    list(ledger.add([dispatch("Northerners <script>alert(1)</script>.")], reader=READER))
    assert "<script>" not in ledger.claims()._repr_html_()
