"""Tests of taking inputs into a ledger: what is read, what is not read again, what is counted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from reportedly.ledger import Added, AddedClaims, Ledger, Outcome, ReaderVersion
from reportedly.scaling import Tally, add_inputs
from reportedly.settings import load_settings

READER = ReaderVersion("test 1")
LINES = """\
{"id": "a", "publisher": "Post", "published": "2021-03-01", "text": "Rebels captured Saraqib on Monday, the army said."}
{"id": "b", "publisher": "Post", "published": "2021-03-09", "text": "HAMA, March 2, 2021 (Post) - The army left Hama."}
{"id": "c", "publisher": "Post", "text": "غادر الجيش مدينة حماة يوم الاثنين، بحسب ما قال متحدث باسم الجيش في المدينة."}
{"id": "d", "text": ""}
"""
ROWS = "type,sentence,publisher\ngain,The army took Hama.,Post\nwedding,They married.,Post\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with documents, one of them in Arabic and one empty, and a table of claims."""
    news = tmp_path / "news"
    news.mkdir()
    (news / "a.jsonl").write_text(LINES)
    (news / "hand.csv").write_text(ROWS)
    return news


@pytest.fixture
def add(tmp_path: Path) -> Callable[..., Tally]:
    """Return a function that adds inputs to one ledger and counts."""

    def go(*inputs: Path, reader: ReaderVersion = READER, retry: bool = False) -> Tally:
        tally = Tally()
        with Ledger.open(tmp_path / "kept.db", create=True) as ledger:
            names = [str(path) for path in inputs]
            for done in add_inputs(ledger, names, reader=reader, settings=load_settings(), retry=retry):
                tally = tally.count(done)
        return tally

    return go


def test_a_folder_goes_in(folder: Path, add: Callable[..., Tally]) -> None:
    """Documents are read and kept, those that fail quarantined, rows of claims kept, wrong rows left out."""
    tally = add(folder)
    assert (tally.documents, tally.added, tally.quarantined) == (4, 2, 2)
    assert (tally.ready_claims, tally.wrong_rows) == (1, 1)
    assert tally.claims >= 1
    assert tally.dates_disagree == 1


def test_what_is_kept_is_not_read_again(
    folder: Path, add: Callable[..., Tally], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second run changes nothing and reads nothing, so that a run that stopped goes on where it was."""
    add(folder)

    def read_nothing(parsed: list[object], *_: object) -> list[object]:
        assert not parsed, "read again"
        return []

    monkeypatch.setattr("reportedly.reading.pipeline._read_parsed", read_nothing)
    tally = add(folder)
    assert (tally.added, tally.unchanged, tally.documents) == (0, 4, 4)
    assert (tally.claims, tally.ready_claims, tally.ready_unchanged) == (0, 0, 1)


def test_another_reader_reads_again(folder: Path, add: Callable[..., Tally]) -> None:
    """Documents that another reader read are read again; nothing is added twice."""
    add(folder)
    tally = add(folder, reader=ReaderVersion("test 2"))
    assert tally.reread == 2 and tally.added == 0


def test_a_retry_tries_failures_again(folder: Path, add: Callable[..., Tally]) -> None:
    """`retry` looks again at what failed; what fails as before changes nothing."""
    add(folder)
    tally = add(folder, retry=True)
    assert tally.documents == 4 and tally.added == 0


def test_a_named_table_is_taken_as_claims(folder: Path, add: Callable[..., Tally]) -> None:
    """A table of claims may be named by itself."""
    tally = add(folder / "hand.csv")
    assert (tally.documents, tally.ready_claims) == (0, 1)


def test_a_missing_input_is_quarantined(tmp_path: Path, add: Callable[..., Tally]) -> None:
    """What is not there is reported, as by `read`."""
    assert add(tmp_path / "none.txt").quarantined == 1


def test_a_tally_counts_each_outcome() -> None:
    """Every outcome has its count, and the documents are their sum."""
    tally = Tally()
    for outcome in Outcome:
        tally = tally.count(Added("d", outcome, claims=2, lost=1, orphaned=1))
    tally = tally.count(AddedClaims(claims=3, unchanged=1, documents=2))
    assert tally.documents == len(Outcome)
    assert tally.as_dict()["documents"] == len(Outcome)
    assert (tally.ready_claims, tally.ready_unchanged) == (3, 1)
    assert tally.claims == 2 * (len(Outcome) - 1)
