"""Pages of the ledger as they are printed: a table for people, JSON for programs, and the way to the next page."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from io import TextIOWrapper
from typing import TYPE_CHECKING, Any

from reportedly.cli.ledger_options import check_output

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from reportedly.ledger import Page


@dataclass(frozen=True, slots=True)
class Printing:
    """How a list is to be printed."""

    json: bool = False
    jsonl: bool = False
    quiet: bool = False
    color: bool = True

    def __post_init__(self) -> None:
        check_output(self.json, self.jsonl)


# Any: pages of records of all kinds.


def print_page(
    page: Page[Any],
    name: str,
    printing: Printing,
    *,
    show: Callable[[Console, Page[Any]], None],
    more: str = "",
    extend: Callable[[Any], dict[str, Any]] | None = None,
) -> None:
    """Print a page as asked for; `name` is that of the list in JSON, `show` prints the table.

    `more` is what is said of the whole on stderr, such as which filters hold; `extend` gives what JSON is to say of an
    item besides its own fields.
    """
    from reportedly.cli.output import make_console
    from reportedly.ledger.format import record_as_dict

    write_utf8()
    if printing.json:
        items = [{**record_as_dict(item), **(extend(item) if extend else {})} for item in page.items]
        print_json({name: items, "total": page.total, "total_exact": page.total_exact, "next": page.next})
    elif printing.jsonl:
        for item in page.items:
            print_line({**record_as_dict(item), **(extend(item) if extend else {})})
    else:
        show(make_console(color=printing.color), page)
    if not printing.quiet:
        print(say_count(page, name, more=more), file=sys.stderr)


def print_records(
    records: Iterable[Any], name: str, printing: Printing, *, as_text: Callable[[Any], RenderableType], end: str
) -> None:
    """Print records as asked for, each with its text on a terminal; `end` is what is said of them on stderr."""
    print_groups({name: records}, printing, as_text=as_text, end=end)


def print_groups(
    groups: Mapping[str, Iterable[Any]], printing: Printing, *, as_text: Callable[[Any], RenderableType], end: str
) -> None:
    """Print records of several kinds, which in JSON are a list each under their names."""
    from reportedly.cli.output import make_console
    from reportedly.ledger.format import record_as_dict

    write_utf8()
    try:
        if printing.json:
            print_json({name: [record_as_dict(record) for record in records] for name, records in groups.items()})
        elif printing.jsonl:
            for record in (record for records in groups.values() for record in records):
                print_line(record_as_dict(record))
        else:
            console = make_console(color=printing.color)
            for record in (record for records in groups.values() for record in records):
                print_trimmed(console, as_text(record))
    except BrokenPipeError:
        let_go()
    if not printing.quiet:
        print(end, file=sys.stderr)


def say_count(page: Page[Any], name: str, *, more: str = "") -> str:
    """Return how many there are, and how to see the next ones."""
    total = f"{page.total:,}" if page.total_exact else f"more than {page.total:,}"
    noun = name[:-1] if page.total == 1 and page.total_exact and name.endswith("s") else name
    shown = f"{total} {noun}{more}" if len(page) == page.total else f"{len(page):,} of {total} {noun}{more}"
    return f"{shown}. Next: --after {page.next}" if page.next else f"{shown}."


def print_json(value: Any) -> None:
    """Print one JSON object."""
    print(json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False))


def print_line(value: Any) -> None:
    """Print one JSON object on one line."""
    print(json.dumps(value, ensure_ascii=False, allow_nan=False))


def print_trimmed(console: Console, *parts: RenderableType) -> None:
    """Print tables and texts without the spaces that fill their lines."""
    with console.capture() as printed:
        console.print(*parts)
    print("\n".join(line.rstrip() for line in printed.get().split("\n")), end="")


def print_rows(console: Console, heads: Iterable[str], rows: Iterable[Iterable[RenderableType]]) -> None:
    """Print a plain table; a head that begins with ">" is of a column of numbers."""
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 2, 0, 0))
    for head in heads:
        table.add_column(head.removeprefix(">"), justify="right" if head.startswith(">") else "left", overflow="fold")
    for row in rows:
        table.add_row(*row)
    if table.row_count:
        print_trimmed(console, table)


def write_utf8() -> None:
    """Print UTF-8 whatever the locale, for JSON is that."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")


def let_go() -> None:
    """Leave standard output alone: its reader (head, less) has seen enough."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
