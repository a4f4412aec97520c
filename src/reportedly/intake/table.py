"""Tables of articles, a document a row: CSV, TSV and (with the extra `xlsx`) spreadsheets.

The first row names the columns. The text stands in a column `text`, or one of the names in `_NAMES`; the other columns
of a document are found likewise, and columns with other names are left alone.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

from reportedly.errors import InputError
from reportedly.intake.build import NOTHING_GIVEN, Fields, Given, build_document, empty_error
from reportedly.intake.decode import decode
from reportedly.intake.jsonl import too_large_error
from reportedly.intake.refusal import Refusal
from reportedly.model import Document

# What columns are called in the data sets that people bring, ours first; compared without case.
_NAMES = {
    "text": ("text", "article_content", "content", "body", "article", "full_text"),
    "id": ("id", "unit_id", "article_id", "doc_id"),
    "title": ("title", "article_title", "headline"),
    "publisher": ("publisher", "outlet"),
    "published": ("published", "date", "publication_date"),
    "url": ("url", "link"),
}
TEXT_COLUMNS = _NAMES["text"]
_SNIFF_BYTES = 64_000
_DELIMITERS = ",;\t|"


def read_csv(
    stream: BinaryIO, where: str, given: Given = NOTHING_GIVEN, *, max_bytes: int
) -> Iterator[Document | Refusal]:
    """Yield a document, or a refusal, for each row; a cell has at most `max_bytes` characters."""
    head = stream.peek(_SNIFF_BYTES)[:_SNIFF_BYTES] if isinstance(stream, io.BufferedReader) else b""
    lines = _decode_lines(stream)
    before = csv.field_size_limit(max_bytes)
    try:
        rows = csv.reader(lines, delimiter=_tell_delimiter(head))
        yield from _read_rows(_bounded(rows, where, max_bytes), where, given)
    finally:
        csv.field_size_limit(before)


def _tell_delimiter(head: bytes) -> str:
    first = decode(head)[0].lstrip("\ufeff").partition("\n")[0]
    return max(_DELIMITERS, key=first.count)


def _decode_lines(stream: BinaryIO) -> Iterator[str]:
    for line in stream:
        # NUL bytes end a field for some versions of the csv module, and mean nothing in a table.
        yield decode(line)[0].replace("\0", "\ufffd")


def _bounded(rows: Iterator[list[str]], where: str, most: int) -> Iterator[list[str] | None]:
    """Yield the rows, and None for one that is no row or has too large a cell."""
    while True:
        try:
            yield next(rows)
        except StopIteration:
            return
        except csv.Error:
            yield None


def _read_rows(rows: Iterable[Sequence[object] | None], where: str, given: Given) -> Iterator[Document | Refusal]:
    numbered = enumerate(rows, 1)
    columns: dict[str, int] | None = None
    found = False
    for number, row in numbered:
        at = f"{where}:{number}"
        if row is None:
            found = True
            yield Refusal(at, too_large_error(at, csv.field_size_limit()).record)
        elif columns is None:
            columns = _find_columns(row, where) if any(row) else None
        elif any(cell not in (None, "") for cell in row):
            found = True
            yield _read_row(row, columns, at, given)
    if not found:
        raise empty_error(where)


def _find_columns(row: Sequence[object], where: str) -> dict[str, int]:
    names = [str(cell or "").strip().lstrip("\ufeff").lower() for cell in row]
    columns = {}
    for field, known in _NAMES.items():
        at = next((names.index(name) for name in known if name in names), None)
        if at is not None:
            columns[field] = at
    if "text" not in columns:
        raise InputError(
            "R108",
            f"table {where} has no column with the text; its first row is {', '.join(names[:8])[:120]!r}.",
            why="The text of each document is read from a column, named in the first row.",
            fix=f"name the column `text` (or {', '.join(_NAMES['text'][1:])}).",
        )
    return columns


def _read_row(row: Sequence[object], columns: dict[str, int], where: str, given: Given) -> Document | Refusal:
    cells = {field: str(row[at]) if at < len(row) and row[at] is not None else "" for field, at in columns.items()}
    try:
        return build_document(
            Fields(
                where,
                cells["text"],
                id=cells.get("id") or None,
                title=cells.get("title") or given.title or "",
                publisher=cells.get("publisher"),
                published=cells.get("published"),
                url=cells.get("url") or None,
            ),
            given,
        )
    except InputError as error:
        return Refusal(cells.get("id") or where, error.record)


def read_sheet(raw: bytes, where: str, given: Given = NOTHING_GIVEN) -> Iterator[Document | Refusal]:
    """Yield a document, or a refusal, for each row of a spreadsheet's first sheet.

    Raises: InputError (R108, R114) where it is none, or the extra `xlsx` is not installed.
    """
    try:
        from openpyxl import load_workbook
    except ImportError as error:
        raise InputError(
            "R114",
            f"spreadsheet {where} needs the package openpyxl.",
            why="It is not installed with reportedly, since few need it.",
            fix="pip install 'reportedly[xlsx]', or save the sheet as CSV.",
        ) from error
    try:
        sheet = load_workbook(io.BytesIO(raw), read_only=True, data_only=True).worksheets[0]
        yield from _read_rows(sheet.iter_rows(values_only=True), where, given)
    except InputError:
        raise
    except Exception as error:  # openpyxl and zipfile raise whatever a broken file makes them stumble over
        raise InputError(
            "R108",
            f"{where} is no spreadsheet that can be opened: {str(error)[:100]}.",
            why="Its rows are not to be had.",
            fix="save it again as .xlsx, or as CSV.",
        ) from error
