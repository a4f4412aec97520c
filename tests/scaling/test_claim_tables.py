"""Tests of telling tables of claims from tables of documents, and of reading their rows."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportedly.scaling.claim_tables import is_claim_table, read_claim_rows


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("a.csv", "type,sentence\n", True),
        ("a.csv", "Type;Sentence;source\n", True),
        ("a.tsv", "sentence\ttype\n", True),
        ("a.csv", "type,text\n", False),
        ("a.csv", "text,publisher\n", False),
        ("a.jsonl", '{"type": "gain", "sentence": "x"}\n', True),
        ("a.jsonl", '{"type": "news", "text": "x"}\n', False),
        ("a.jsonl", "[1]\n", False),
        ("a.jsonl", "{broken\n", False),
        ("a.txt", "type,sentence\n", False),
        ("a.csv", "", False),
    ],
)
def test_a_table_of_claims_has_a_type_and_no_text(tmp_path: Path, name: str, text: str, told: bool) -> None:
    """The first row or line tells."""
    (tmp_path / name).write_text(text)
    assert is_claim_table(tmp_path / name) is told


def test_a_folder_is_no_table(tmp_path: Path) -> None:
    """What is no file is no table."""
    (tmp_path / "x.csv").mkdir()
    assert not is_claim_table(tmp_path / "x.csv")
    assert not is_claim_table(tmp_path / "none.csv")


def test_rows_have_the_names_of_their_columns(tmp_path: Path) -> None:
    """Names are taken without case, quotes and marks as CSV has them, a byte order mark is no part of a name."""
    (tmp_path / "a.csv").write_text('\ufeffType;Sentence\ngain;"He said; ""yes"""\n')
    assert list(read_claim_rows(tmp_path / "a.csv")) == [{"type": "gain", "sentence": 'He said; "yes"'}]


def test_a_broken_line_stays_a_row(tmp_path: Path) -> None:
    """So that the ledger can name it by its number."""
    (tmp_path / "a.jsonl").write_text('{"type": "gain"}\n{broken\n\n[1]\n{"type": "siege"}\n')
    assert list(read_claim_rows(tmp_path / "a.jsonl")) == [{"type": "gain"}, {}, {}, {"type": "siege"}]
