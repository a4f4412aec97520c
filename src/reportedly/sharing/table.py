"""Tables: rows as CSV whose cells no spreadsheet takes for a formula.

UTF-8 with a header line, commas, and lines that end in CR LF (RFC 4180). A cell of words that begins as a formula does
gets an apostrophe before it (OWASP, "CSV injection"); numbers stay numbers.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from reportedly.sharing.rows import Row, Value

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # full-width ones are taken for the narrow
_CONTROLS = {code: " " for code in (*range(32), 127)}


def write_table(rows: Iterable[Row], columns: Iterable[str]) -> str:
    """Return the rows as CSV with these columns."""
    file = io.StringIO(newline="")
    names = list(columns)
    writer = csv.writer(file)
    writer.writerow(names)
    for row in rows:
        writer.writerow([make_cell(row.values.get(name)) for name in names])
    return file.getvalue()


def make_cell(value: Value) -> str:
    """Return a value as a cell.

    >>> make_cell('=HYPERLINK("x")'), make_cell(-3), make_cell(12.0), make_cell(None)
    ('\\'=HYPERLINK("x")', '-3', '12', '')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return f"{value:.10g}"
    guarded = f"'{value}" if value.lstrip(" ").startswith(_FORMULA) else value
    return guarded.translate(_CONTROLS)
