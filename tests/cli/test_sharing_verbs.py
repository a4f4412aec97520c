"""Tests of `report` and `export`: what they write, ask, refuse and note."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reportedly.ledger import Ledger
from tests.cli.conftest import Command
from tests.sharing.conftest import make_claims
from tests.weighing.test_weighing import _add


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a ledger of claims of long ago."""
    path = tmp_path / "shared.db"
    claims = make_claims()[:7]
    from dataclasses import replace

    with Ledger.open(path, create=True) as ledger:
        _add(ledger, *(replace(kept, reported="2011-05-04") for kept in claims))
    return path


def _log(path: Path) -> list[dict]:
    log = path.with_name(path.name + ".shared.jsonl")
    return [json.loads(line) for line in log.read_text("utf-8").splitlines()] if log.exists() else []


def test_a_report_is_printed_and_noted(command: Command, path: Path) -> None:
    """The report is on stdout, what it holds on stderr, and the log has a line with its hash."""
    done = command("report", "--ledger", path)
    assert done.code == 0, done.err
    assert done.out.startswith("# Situation report, 4 May 2011")
    assert "profile default" in done.err
    assert [(line["what"], line["author"], line["to"]) for line in _log(path)] == [("report", "Amal", "-")]


def test_a_report_as_html_stands_alone(command: Command, path: Path, tmp_path: Path) -> None:
    """The file is one page with its styles in it and no script; the log says what left as what."""
    target = tmp_path / "report.html"
    done = command("report", "--html", "-o", target, "--ledger", path)
    assert done.code == 0, done.err
    page = target.read_text("utf-8")
    assert page.startswith("<!doctype html>")
    assert "<style>" in page and "<script" not in page
    assert _log(path)[-1]["what"] == "report as html"


def test_a_pdf_without_a_browser_is_refused_and_not_noted(
    command: Command, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The error says what, why and how to mend it; nothing left, so that nothing is in the log."""
    monkeypatch.setenv("REPORTEDLY_BROWSER", str(tmp_path / "none"))
    done = command("report", "--pdf", "-o", tmp_path / "report.pdf", "--ledger", path)
    assert done.code == 2
    assert "R707" in done.err and "Fix: install Chromium" in done.err
    assert not (tmp_path / "report.pdf").exists()
    assert _log(path) == []


def test_a_dry_run_writes_nothing(command: Command, path: Path, tmp_path: Path) -> None:
    """It says what would leave; there is no file and no line in the log."""
    done = command("export", "csv", "--dry-run", "-o", tmp_path / "x.csv", "--ledger", path)
    assert (done.code, done.out) == (0, "")
    assert "Would leave" in done.err and "no finer than a district" in done.err
    assert not (tmp_path / "x.csv").exists()
    assert _log(path) == []


def test_an_export_of_a_place_that_nothing_is_of_says_so(command: Command, path: Path, tmp_path: Path) -> None:
    """A misspelt place gives an empty table; the words beside it say why."""
    done = command("export", "csv", "--place", "Nowhereland", "-o", tmp_path / "x.csv", "--ledger", path)
    assert done.code == 0
    assert "none is of 'Nowhereland'" in done.err and "places list" in done.err


def test_an_export_is_written_to_a_file(command: Command, path: Path, tmp_path: Path) -> None:
    """The file holds the format asked for."""
    done = command("export", "geojson", "--of", "holdings", "-o", tmp_path / "x.geojson", "--ledger", path)
    assert done.code == 0, done.err
    assert json.loads((tmp_path / "x.geojson").read_text("utf-8"))["type"] == "FeatureCollection"


def test_a_weaker_profile_has_to_be_agreed_to(command: Command, path: Path, tmp_path: Path) -> None:
    """Without somebody to ask it is refused; with --yes it leaves, and the log has the profile."""
    profile = tmp_path / "open.toml"
    profile.write_text("mask_persons = false\n", "utf-8")
    refused = command("export", "jsonl", "--profile", profile, "--ledger", path)
    assert refused.code == 2 and "R704" in refused.err and "names private persons" in refused.err
    assert _log(path) == []
    done = command("export", "jsonl", "--profile", profile, "--yes", "--ledger", path)
    assert done.code == 0 and "Mira Tolan" in done.out
    assert _log(path)[0]["profile"]["name"] == "open"


def test_a_file_is_not_overwritten_unasked(command: Command, path: Path, tmp_path: Path) -> None:
    """A file that exists is replaced with --yes alone."""
    file = tmp_path / "r.md"
    file.write_text("mine", "utf-8")
    assert "R704" in command("report", "-o", file, "--ledger", path).err
    assert file.read_text("utf-8") == "mine"
    assert command("report", "-o", file, "--yes", "--ledger", path).code == 0
    assert file.read_text("utf-8").startswith("# Situation report")


def test_a_folder_that_is_not_there_is_told(command: Command, path: Path, tmp_path: Path) -> None:
    """The error names the file and the way to mend it."""
    done = command("report", "-o", tmp_path / "none" / "r.md", "--ledger", path)
    assert done.code == 2 and "R705" in done.err


def test_an_unknown_format_names_those_there_are(command: Command, path: Path) -> None:
    """The error lists the formats."""
    done = command("export", "shapefile", "--ledger", path)
    assert done.code == 2 and "csv, jsonl, geojson" in done.err
