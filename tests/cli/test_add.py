"""Tests of `reportedly add`: the command over reading and keeping."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from reportedly.cli.output import Shown, watch
from tests.cli.conftest import TABLE, Command

LINES = """\
{"id": "a", "publisher": "Post", "published": "2021-03-01", "text": "Rebels captured Saraqib on Monday, the army said."}
{"id": "b", "publisher": "Post", "published": "2021-03-09", "text": "HAMA, March 2, 2021 (Post) - Rebels hold Morek."}
{"id": "d", "text": ""}
"""


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """A file of three documents, of which one is empty and one has a wrong date."""
    path = tmp_path / "news.jsonl"
    path.write_text(LINES)
    return path


def test_documents_go_in_and_are_counted(command: Command, news: Path, tmp_path: Path) -> None:
    """The ledger is made, a line says what was done, what failed gives exit code 1; again, nothing changes."""
    path = tmp_path / "kept.db"
    done = command("add", news, "--ledger", path, "--jobs", 1)
    assert done.code == 1 and done.out == ""
    assert "3 documents: 2 added, 0 unchanged, 1 quarantined (see `reportedly quarantine`)" in done.err
    assert "1 of them with dates that disagree" in done.err and "quarantined: R103" in done.err
    again = command("add", news, "--ledger", path, "--jobs", 1)
    assert again.code == 0 and again.err == "3 documents: 0 added, 3 unchanged.\n"
    held = command("quarantine", "--ledger", path)
    assert "R103" in held.out and "1 document in quarantine" in held.err


def test_the_counts_as_json(command: Command, news: Path, tmp_path: Path) -> None:
    """`--json` gives the counts by name, `--jsonl` what became of each document, in order."""
    counts = command("add", news, "--ledger", tmp_path / "a.db", "--json", "-j", 1, "-q").json
    assert (counts["documents"], counts["added"], counts["quarantined"]) == (3, 2, 1)
    lines = command("add", news, "--ledger", tmp_path / "b.db", "--jsonl", "-j", 1, "-q").lines
    assert [(line["document"], line["outcome"]) for line in lines][:2] == [("a", "added"), ("b", "added")]
    assert [line["dates_disagree"] for line in lines] == [False, True, False]


def test_the_dateline_wins_and_the_difference_shows(command: Command, news: Path, tmp_path: Path) -> None:
    """A dateline beats a date given by more than a day; table, JSON, `why` and `changes` show both."""
    path = tmp_path / "kept.db"
    command("add", news, "--ledger", path, "--jobs", 1)
    shown = command("claims", "--document", "b", "--ledger", path)
    assert "2021-03-02" in shown.out and "given:" in shown.out and "2021-03-09" in shown.out
    (kept, *_) = command("claims", "--document", "b", "--ledger", path, "--jsonl").lines
    assert kept["reported"] == "2021-03-02" and kept["dates_disagree"] is True
    assert {(date["origin"], date["value"]) for date in kept["dates"]} == {
        ("dateline", "2021-03-02"),
        ("given", "2021-03-09"),
    }
    why = command("why", kept["claim"]["id"], "--ledger", path)
    assert "reported 2021-03-02 (dateline); given: 2021-03-09" in why.out
    changes = command("changes", "--ledger", path)
    assert "dates disagree: given 2021-03-09, dateline 2021-03-02" in changes.out
    (agreeing, *_) = command("claims", "--document", "a", "--ledger", path, "--jsonl").lines
    assert agreeing["dates_disagree"] is False and agreeing["dates"] == []


def test_tables_of_claims_go_in(command: Command, tmp_path: Path) -> None:
    """Rows are counted, wrong ones are told by their line and give exit code 1."""
    table = tmp_path / "hand.csv"
    table.write_text(TABLE.read_text() + "wedding;;They married.\n")
    done = command("add", table, "--ledger", tmp_path / "kept.db")
    assert done.code == 1
    assert "row 9 left out: R512" in done.err
    assert done.err.endswith("8 ready-made claims added, 1 row left out.\n")


def test_standard_input_goes_in(command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`-` is standard input."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"Rebels left Madaya on Monday, the army said.")))
    assert command("add", "-", "--ledger", tmp_path / "kept.db", "-j", 1, "--publisher", "Post").code == 0


def test_nothing_named_is_wrong_usage(command: Command, tmp_path: Path) -> None:
    """Without inputs nothing is added, and no ledger is made."""
    done = command("add", "--ledger", tmp_path / "kept.db")
    assert done.code == 2 and done.err.startswith("R235")
    assert not (tmp_path / "kept.db").exists()


def test_an_interrupt_says_what_was_done(
    command: Command, news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C leaves what was added, says how far it came, and ends with 130."""
    from reportedly.reading import pipeline

    whole = pipeline.read_documents

    def stop(items: object, **given: object) -> object:
        readings = whole(items, **given)  # type: ignore[arg-type]
        yield next(readings)
        raise KeyboardInterrupt

    monkeypatch.setattr("reportedly.reading.pipeline.read_documents", stop)
    done = command("add", news, "--ledger", tmp_path / "kept.db", "-j", 1)
    assert done.code == 130
    assert "1 document: 1 added" in done.err and "goes on from here" in done.err
    monkeypatch.undo()
    assert "3 documents: 1 added, 1 unchanged" in command("add", news, "--ledger", tmp_path / "kept.db", "-j", 1).err


@pytest.mark.slow
def test_the_examples_go_in(command: Command, tmp_path: Path) -> None:
    """The dispatches that ship go in by two processes: one new version, one in Arabic that is not read."""
    done = command("add", "--examples", "--ledger", tmp_path / "kept.db", "--jobs", 2, "--json")
    counts = done.json
    assert (counts["documents"], counts["added"], counts["versions"], counts["quarantined"]) == (46, 44, 1, 1)
    assert counts["dates_disagree"] == 1
    assert command("ledger", "verify", "--ledger", tmp_path / "kept.db").code == 0


def test_a_bar_is_drawn_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """The bar shows what is done of how much from the first moment, when no rate can be told yet."""
    terminal = io.StringIO()
    monkeypatch.setattr(terminal, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("TERM", "xterm")
    step, stop = watch(Shown(json=True), 3, what="adding")
    step()
    stop()
    assert "adding" in terminal.getvalue() and "1/3" in terminal.getvalue()
