"""Tests of tables of articles."""

from __future__ import annotations

import io

import pytest

from reportedly.errors import InputError
from reportedly.intake import Refusal
from reportedly.intake.table import read_csv, read_sheet
from reportedly.model import Document


def read(raw: bytes, *, max_bytes: int = 100_000) -> list[Document | Refusal]:
    """Read the bytes as a CSV file."""
    return list(read_csv(io.BufferedReader(io.BytesIO(raw)), "t.csv", max_bytes=max_bytes))  # type: ignore[arg-type]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_each_row_is_a_document(delimiter: str) -> None:
    """The first row names the columns, in any order and with any usual delimiter."""
    rows = [["title", "Text", "note", "date"], ["Aid", "A convoy came.", "x", "2017-06-12"]]
    (document,) = read("\n".join(delimiter.join(row) for row in rows).encode())
    assert isinstance(document, Document)
    assert (document.title, document.text, document.published) == ("Aid", "A convoy came.", "2017-06-12")


def test_a_quoted_cell_may_hold_lines() -> None:
    """Line ends inside quotation marks belong to the cell."""
    (document,) = read(b'id,text\n7,"One.\n\nTwo, ""three""."\n')
    assert (document.id, getattr(document, "text", "")) == ("7", 'One.\n\nTwo, "three".')


def test_a_table_without_a_text_column_is_refused() -> None:
    """The error names the columns that were found."""
    with pytest.raises(InputError, match="'id, story'"):
        read(b"id,story\n1,x\n")


def test_rows_that_are_short_or_empty_do_not_stop_the_others() -> None:
    """A row without a text is refused, a blank one skipped, the rest read."""
    short, good = read(b"id,text\n1\n\n2,Rebels left.\n")
    assert isinstance(short, Refusal) and (short.id, short.error.code) == ("1", "R103")
    assert isinstance(good, Document)


def test_a_cell_over_the_limit_is_refused() -> None:
    """A cell that is too large gives an error with the row, not an exception."""
    found = read(b"id,text\n1," + b"x" * 500 + b"\n2,Rebels left.\n", max_bytes=100)
    assert [item.error.code for item in found if isinstance(item, Refusal)] == ["R105"]


def test_nul_and_undecodable_bytes_do_not_stop_a_table() -> None:
    """A NUL or a broken byte in a cell becomes U+FFFD."""
    (document,) = read(b"id,text\n1,Rebels\0 left.\n")
    assert isinstance(document, Document) and document.text == "Rebels\ufffd left."


def test_an_empty_table_is_refused() -> None:
    """A table with a heading alone holds nothing to read."""
    with pytest.raises(InputError, match="R103"):
        read(b"id,text\n")


def test_a_spreadsheet_is_a_table() -> None:
    """The first sheet of a workbook is read like a CSV file."""
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.append(["id", "text", "published"])
    book.active.append([5, "Rebels left.", None])
    raw = io.BytesIO()
    book.save(raw)
    (document,) = read_sheet(raw.getvalue(), "t.xlsx")
    assert (document.id, getattr(document, "text", "")) == ("5", "Rebels left.")


def test_a_broken_spreadsheet_is_refused() -> None:
    """Bytes that are no workbook give an error in three parts."""
    pytest.importorskip("openpyxl")
    with pytest.raises(InputError, match="R108"):
        list(read_sheet(b"PK\x03\x04 not a workbook", "t.xlsx"))
