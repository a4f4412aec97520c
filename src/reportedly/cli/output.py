"""What `read` prints: the table for people, or JSON for programs; and what it says about failures on stderr."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from io import TextIOWrapper
from typing import Protocol

from rich.console import Console

from reportedly.cli.table import print_reading
from reportedly.model import Reading
from reportedly.reading.format import reading_as_json

_NARROWEST = 60


@dataclass(frozen=True, slots=True)
class Shown:
    """What is to be printed, and how."""

    json: bool = False
    jsonl: bool = False
    layers: bool = False
    explain: bool = False
    quiet: bool = False
    color: bool = True


class Printer(Protocol):
    """Something that prints readings one by one, and an end."""

    def show(self, reading: Reading, text: str) -> None:
        """Print one reading; `text` is its document's."""

    def close(self) -> None:
        """Print what stands at the end."""


def make_printer(shown: Shown) -> Printer:
    """Return the printer that the switches ask for."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")  # JSON is UTF-8, whatever the locale
    if shown.json:
        return JsonPrinter(shown)
    return JsonLinesPrinter(shown) if shown.jsonl else TablePrinter(shown)


@dataclass(slots=True)
class JsonLinesPrinter:
    """Prints one JSON object a line."""

    shown: Shown

    def show(self, reading: Reading, text: str) -> None:
        """Print the reading at once, so that a program behind a pipe can go on."""
        print(_as_json(reading, self.shown), flush=True)

    def close(self) -> None:
        """Print nothing."""


@dataclass(slots=True)
class JsonPrinter:
    """Prints one JSON object with all readings, without holding them."""

    shown: Shown
    count: int = 0

    def show(self, reading: Reading, text: str) -> None:
        """Print the reading as the next of the list."""
        print('{"readings": [' if self.count == 0 else ",")
        print(_as_json(reading, self.shown), end="")
        self.count += 1

    def close(self) -> None:
        """Close the list."""
        print("]}" if self.count else '{"readings": []}')


@dataclass(slots=True)
class TablePrinter:
    """Prints a table for each reading that went well."""

    shown: Shown
    console: Console = field(init=False)

    def __post_init__(self) -> None:
        self.console = make_console(color=self.shown.color)

    def show(self, reading: Reading, text: str) -> None:
        """Print the reading's table, with its warnings on stderr."""
        if reading.error is not None:
            return
        if not self.shown.quiet:
            for warning in reading.warnings:
                print(f"warning: document {reading.id}: {warning}", file=sys.stderr)
        with self.console.capture() as printed:
            print_reading(self.console, reading, text, explain=self.shown.explain)
        print("\n".join(line.rstrip() for line in printed.get().split("\n")), end="", flush=True)

    def close(self) -> None:
        """Print nothing."""


def _as_json(reading: Reading, shown: Shown) -> str:
    return reading_as_json(reading, layers=shown.layers, explain=shown.explain)


def make_console(*, color: bool = True, stderr: bool = False) -> Console:
    """Return a console: colours on a terminal alone, and the width of the terminal or of COLUMNS."""
    stream = sys.stderr if stderr else sys.stdout
    width = max(shutil.get_terminal_size((100, 24)).columns, _NARROWEST)
    plain = not color or bool(os.environ.get("NO_COLOR")) or not stream.isatty()
    return Console(
        file=stream,
        width=width,
        no_color=plain,
        color_system=None if plain else "auto",
        highlight=False,
        markup=False,
        emoji=False,
    )


def say_error(reading: Reading) -> str:
    """Return the error of a reading in its three parts."""
    error = reading.error
    return f"{error.code}: {error.what}\n{error.why}\nFix: {error.fix}" if error else ""


def watch(
    shown: Shown, total: int | None, *, what: str = "reading", wherever: bool = False
) -> tuple[Callable[[], None], Callable[[], None]]:
    """Return a function to call for each document, and one for the end: a bar on stderr if that is a terminal.

    A table on the same terminal is in the bar's way, so that there is none then, unless `wherever` says so.
    """
    beside_a_table = sys.stdout.isatty() and not (shown.json or shown.jsonl or wherever)
    if shown.quiet or not sys.stderr.isatty() or beside_a_table:
        return _nothing, _nothing
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        ProgressColumn,
        Task,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )
    from rich.text import Text

    class SpeedColumn(ProgressColumn):
        """Documents a second, once that can be told."""

        def render(self, task: Task) -> Text:
            speed = task.finished_speed or task.speed
            return Text(f"{speed:.1f}/s" if speed else "")

    progress = Progress(
        TextColumn(what),
        BarColumn(),
        MofNCompleteColumn(),
        SpeedColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        console=make_console(color=shown.color, stderr=True),
        transient=True,
    )
    task = progress.add_task(what, total=total)
    progress.start()
    return lambda: progress.advance(task), progress.stop


def _nothing() -> None:
    return None
