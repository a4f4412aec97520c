"""`reportedly read`: documents in, claims out; nothing is stored."""

from __future__ import annotations

import logging
import os
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from typing import Annotated

import typer

from reportedly.cli.building import build_if_needed
from reportedly.cli.output import Shown, make_printer, say_error, watch
from reportedly.cli.progress import count_documents
from reportedly.errors import UsageError
from reportedly.intake import Given, Item
from reportedly.settings import Settings, load_settings


def command(  # a command line has more switches than a function should
    inputs: Annotated[
        list[str],
        typer.Argument(metavar="FILE...", help="Files, folders, patterns, http(s) addresses, or - for standard input."),
    ],
    publisher: Annotated[str | None, typer.Option(help="Who published the documents that do not say so.")] = None,
    published: Annotated[
        str | None, typer.Option(help="Day of publication (2017-06-12) of documents that give none.")
    ] = None,
    title: Annotated[str | None, typer.Option(help="Title; '' means that a first line is no title.")] = None,
    json_: Annotated[bool, typer.Option("--json", help="Print one JSON object with all readings.")] = False,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="Print one JSON object a line for each document.")] = False,
    layers: Annotated[
        bool, typer.Option("--layers", help="With JSON: add attributions, places, times, figures and parties.")
    ] = False,
    explain: Annotated[bool, typer.Option("--explain", help="Say what rule fired, how sure, dated by what.")] = False,
    rules_only: Annotated[
        bool | None, typer.Option("--rules-only", help="Read by rules alone, without the trained part.")
    ] = None,
    model: Annotated[str | None, typer.Option(help="The parser: sm, md, a package's name or a path.")] = None,
    time_limit: Annotated[float | None, typer.Option(help="Seconds that one document may take; 0 is no limit.")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print no progress and no summary.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Log what happens, with reasons.")] = False,
    no_color: Annotated[bool, typer.Option("--no-color", help="Print without colours.")] = False,
) -> None:
    """Read documents and print their claims; nothing is stored.

    Example: reportedly read report.txt --publisher "Qasioun News Agency"
    """
    if json_ and jsonl:
        raise UsageError(
            "R202",
            "--json and --jsonl are both given.",
            why="The output is one or the other.",
            fix="drop one.",
        )
    check_day(published)
    shown = Shown(json_, jsonl, layers, explain, quiet, not no_color)
    log_if_asked(verbose)
    settings = load_settings(rules_only=rules_only or None, model=model, time_limit_s=time_limit)
    try:
        failed = _read_all(inputs, Given(publisher, published, title), settings, shown)
    except BrokenPipeError:  # the reader of our output (head, less) has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        failed = 0
    raise typer.Exit(1 if failed else 0)


def _read_all(inputs: list[str], given: Given, settings: Settings, shown: Shown) -> int:
    """Print the readings of all inputs and return how many failed."""
    from reportedly.intake import take_in
    from reportedly.reading.pipeline import read_documents

    build_if_needed(quiet=shown.quiet, color=shown.color)
    printer, texts = make_printer(shown), deque[str]()
    items = _note_texts(take_in(inputs, given, settings=settings), texts)
    step, stop = watch(shown, count_documents(inputs))
    count = failed = 0
    try:
        for reading in read_documents(items, settings=settings, own_process=True):
            printer.show(reading, texts.popleft())
            step()
            count += 1
            if reading.error is not None:
                failed += 1
                if not (shown.json or shown.jsonl):
                    print(say_error(reading), file=sys.stderr)
        printer.close()
    finally:
        stop()
    if failed and not shown.quiet:
        print(f"{failed} of {count} documents could not be read.", file=sys.stderr)
    return failed


def _note_texts(items: Iterable[Item], texts: deque[str]) -> Iterator[Item]:
    """Yield the items, keeping each one's text until its reading is printed."""
    for item in items:
        texts.append(getattr(item, "text", ""))
        yield item


def check_day(published: str | None) -> None:
    """Raise UsageError (R104) where the day given on the command line is none."""
    from reportedly.intake import as_iso_day

    if published and as_iso_day(published) is None:
        raise UsageError(
            "R104",
            f"publication date {published!r} is not a date.",
            why='Relative times such as "on Thursday" cannot be resolved without one.',
            fix="write year, month and day: --published 2017-06-12.",
        )


def log_if_asked(verbose: bool) -> None:
    """Log to stderr with all details, if that is asked for."""
    if verbose:
        logging.basicConfig(stream=sys.stderr, format="%(levelname)s %(name)s: %(message)s")
        logging.getLogger("reportedly").setLevel(logging.DEBUG)
