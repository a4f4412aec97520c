"""Tests of telling inputs apart: files, folders, patterns, addresses and standard input."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from reportedly.intake import Refusal, take_in
from reportedly.intake.sources import Item
from reportedly.model import Document
from reportedly.settings import load_settings


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one of each kind."""
    (tmp_path / "a.txt").write_text("Aid arrives\n\nA convoy came.")
    (tmp_path / "b.jsonl").write_text('{"text": "Rebels left."}\n{"text": "Others came."}\n')
    (tmp_path / "c.csv").write_text("text,publisher\nA village fell.,Post\n")
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "d.json").write_text('[{"text": "One."}, {"text": ""}]')
    (tmp_path / ".hidden.txt").write_text("Not read.")
    (tmp_path / "photo.bin").write_bytes(b"\x00\x01")
    return tmp_path


def codes(items: list[Item]) -> list[str]:
    """Return the text of each document and the code of each refusal."""
    return [item.error.code if isinstance(item, Refusal) else item.text for item in items]


def test_a_folder_is_read_in_the_order_of_names(folder: Path) -> None:
    """Kinds that can be read are; hidden files and other kinds are left alone."""
    found = codes(list(take_in([str(folder)])))
    assert found == ["A convoy came.", "Rebels left.", "Others came.", "A village fell.", "One.", "R103"]


def test_a_pattern_names_files(folder: Path) -> None:
    """A pattern that the shell left alone is matched, in the order of names."""
    assert codes(list(take_in([str(folder / "*.txt"), str(folder / "[bc].*")])))[:2] == [
        "A convoy came.",
        "Rebels left.",
    ]


def test_every_input_has_its_place(folder: Path) -> None:
    """Inputs that fail stand among the others, in the order given."""
    found = codes(list(take_in([str(folder / "none.txt"), str(folder / "a.txt"), str(folder / "*.xyz"), "a\0b"])))
    assert found == ["R101", "A convoy came.", "R113", "R102"]


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        (b'{"text": "Rebels left."}', ["Rebels left."]),
        (b"Rebels left.", ["Rebels left."]),
        (b'\xef\xbb\xbf{"text": "Rebels left."}\n{', ["Rebels left.", "R106"]),
        (b"", ["R103"]),
        (b"%PDF-1.4", ["R109"]),
    ],
)
def test_standard_input_is_json_lines_or_text(raw: bytes, found: list[str]) -> None:
    """The first character tells: a brace means JSON lines."""
    assert codes(list(take_in(["-"], stdin=io.BytesIO(raw)))) == found


@pytest.mark.parametrize("name", ["a.pdf", "a.zip", "a.txt", "a.dat"])
def test_a_file_that_is_no_text_is_refused(tmp_path: Path, name: str) -> None:
    """Known kinds of binary files are told by their first bytes, whatever they are called."""
    (tmp_path / name).write_bytes(b"%PDF-1.7 binary" if name != "a.zip" else b"PK\x03\x04")
    assert codes(list(take_in([str(tmp_path / name)]))) == ["R109"]


def test_a_file_over_the_limit_is_refused_with_the_way_to_raise_it(tmp_path: Path) -> None:
    """The error names the setting; the file is not read further than the limit."""
    (tmp_path / "big.txt").write_bytes(b"x" * 5000)
    (refusal,) = take_in([str(tmp_path / "big.txt")], settings=load_settings(max_document_bytes=1000))
    assert isinstance(refusal, Refusal)
    assert refusal.error.code == "R105" and "REPORTEDLY_MAX_DOCUMENT_BYTES" in refusal.error.fix


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    """A folder with nothing to read says so."""
    assert codes(list(take_in([str(tmp_path)]))) == ["R113"]


def test_an_address_inside_is_refused_before_anything_is_sent() -> None:
    """Loopback addresses are not fetched."""
    assert codes(list(take_in(["http://127.0.0.1:9/x"]))) == ["R111"]


def test_documents_are_taken_in_one_by_one(folder: Path) -> None:
    """Nothing is read before it is asked for."""
    items = take_in([str(folder / "a.txt"), str(folder / "none.txt")])
    assert isinstance(next(items), Document)


def test_a_readme_tells_about_a_folder(folder: Path) -> None:
    """A README in a folder is no article; named itself, it is read."""
    (folder / "README.md").write_text("These files came by mail.")
    assert "These files came by mail." not in codes(list(take_in([str(folder)])))
    assert codes(list(take_in([str(folder / "README.md")]))) == ["These files came by mail."]
