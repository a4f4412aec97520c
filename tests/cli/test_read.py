"""Tests of `reportedly read`: output, exit codes, streams."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import jsonschema
import pytest

from reportedly.cli.main import run

TEXT = "Aid arrives in Tafas\n\nA convoy of 20 trucks entered Tafas on Monday, the Red Crescent said.\n"


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """A plain text file."""
    path = tmp_path / "a.txt"
    path.write_text(TEXT)
    return path


def code(*arguments: str) -> int:
    """Run the command and return its exit code."""
    with pytest.raises(SystemExit) as ended:
        run(arguments)
    return int(ended.value.code or 0)


def test_json_lines_follow_the_published_schema(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each line of output is valid by `reportedly schema reading`, with layers and without, failed ones too."""
    assert code("schema", "reading") == 0
    schema = json.loads(capsys.readouterr().out)
    jsonschema.Draft202012Validator.check_schema(schema)
    for switches in (["--layers"], [], ["--explain", "--layers"]):
        assert code("read", "--jsonl", *switches, str(article), "missing.txt") == 1
        lines = capsys.readouterr().out.splitlines()
        assert len(lines) == 2
        for line in lines:
            jsonschema.validate(json.loads(line), schema)
        assert ("layers" in json.loads(lines[0])) is ("--layers" in switches)
        assert json.loads(lines[1])["error"]["code"] == "R101"


def test_json_is_one_object(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--json` gives one object with the list of readings, in order."""
    assert code("read", "--json", str(article), str(article)) == 0
    assert [r["title"] for r in json.loads(capsys.readouterr().out)["readings"]] == ["Aid arrives in Tafas"] * 2


def test_the_same_input_gives_the_same_bytes(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Two runs print the same."""
    code("read", "--jsonl", "--layers", str(article))
    once = capsys.readouterr().out
    code("read", "--jsonl", "--layers", str(article))
    assert capsys.readouterr().out == once


def test_the_table_names_title_and_publisher(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a switch a person gets a table, with no colours where it is no terminal."""
    assert code("read", str(article), "--publisher", "Border Post", "--published", "2017-06-12") == 0
    out = capsys.readouterr().out
    assert out.startswith("Aid arrives in Tafas\nBorder Post, 2017-06-12\n")
    assert "\x1b" not in out


def test_standard_input_is_read(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """`-` is standard input."""
    stdin = io.TextIOWrapper(io.BytesIO(b'{"id": "x", "text": "Rebels left Madaya."}'))
    monkeypatch.setattr(sys, "stdin", stdin)
    assert code("read", "--jsonl", "-") == 0
    assert json.loads(capsys.readouterr().out)["id"] == "x"


def test_a_failed_document_is_told_on_stderr(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One input that fails: its error in three parts, the others printed, exit code 1."""
    assert code("read", "missing.txt", str(article)) == 1
    printed = capsys.readouterr()
    assert "R101" in printed.err and "Fix:" in printed.err and "1 of 2" in printed.err
    assert "Aid arrives" in printed.out


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["read", "--json", "--jsonl", "x"], "R202"),
        (["read", "--published", "32 May 2016", "x"], "R104"),
        (["read", "--time-limit", "-1", "x"], "R201"),
        (["read", "--model", "no_such_model", "x"], "R304"),
        (["read"], "FILE"),
        (["read", "--publishr", "x"], "--publisher"),
        (["raed"], "Did you mean 'read'"),
        (["schema", "readings"], "reportedly schema reading"),
    ],
)
def test_wrong_usage_ends_with_2(arguments: list[str], word: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A mistake in the command is told with the way to mend it, and nothing is printed to stdout."""
    assert code(*arguments) == 2
    printed = capsys.readouterr()
    assert word in printed.err
    assert printed.out == ""


def test_interrupting_ends_with_130(article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C ends the run with 130."""

    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("reportedly.reading.pipeline.read_documents", stop)
    assert code("read", str(article)) == 130


def test_rules_only_reaches_the_steps(article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`--rules-only` becomes the setting of that name."""
    seen = []

    def note(items: object, *, settings: object, own_process: bool) -> list[object]:
        seen.append(settings)
        return []

    monkeypatch.setattr("reportedly.reading.pipeline.read_documents", note)
    code("read", "--rules-only", str(article))
    code("read", str(article))
    assert [s.rules_only for s in seen] == [True, False]  # type: ignore[attr-defined]
