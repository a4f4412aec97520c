"""`reportedly read`: documents in, claims out; nothing is stored."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.errors import UsageError

if TYPE_CHECKING:
    from reportedly.model import Reading
    from reportedly.settings import Settings

_EPILOG = "Next: reportedly schema reading"


def command(  # a command line has more switches than a function should
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE...", help="Files, folders, patterns, http(s) addresses, or - for standard input."
        ),
    ],
    publisher: Annotated[
        str | None, typer.Option(help="Who published the documents that do not say so.")
    ] = None,
    published: Annotated[
        str | None, typer.Option(help="Day of publication (2017-06-12) of documents that give none.")
    ] = None,
    title: Annotated[str | None, typer.Option(help="Title; '' means that a first line is no title.")] = None,
    json_: Annotated[bool, typer.Option("--json", help="Print one JSON object with all readings.")] = False,
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help="Print one JSON object a line for each document.")
    ] = False,
    layers: Annotated[
        bool, typer.Option(help="With JSON: add attributions, places, times, figures and parties.")
    ] = False,
    explain: Annotated[
        bool, typer.Option(help="Say which rule fired, how sure, dated on what basis.")
    ] = False,
    rules_only: Annotated[
        bool | None, typer.Option("--rules-only", help="Read by rules alone, without the trained part.")
    ] = None,
    model: Annotated[str | None, typer.Option(help="The parser: sm, md, a package's name or a path.")] = None,
    time_limit: Annotated[
        float | None, typer.Option(help="Seconds that one document may take; 0 is no limit.")
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print no progress and no summary.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Log what happens, with reasons.")] = False,
    no_color: Annotated[bool, typer.Option("--no-color", help="Print without colours.")] = False,
) -> None:
    """Read documents and print their claims; nothing is stored.

    Example: reportedly read report.txt --publisher "Qasioun News Agency"
    """
    from reportedly.intake import Given, take_in
    from reportedly.reading.pipeline import read_documents
    from reportedly.settings import load_settings

    settings = load_settings(rules_only=rules_only or None, model=model, time_limit_s=time_limit)
    items = take_in(inputs, Given(publisher, published, title), settings=settings)
    failed = False
    from reportedly.reading.format import reading_as_json

    for reading in read_documents(items, settings=settings):
        failed = failed or reading.error is not None
        sys.stdout.write(reading_as_json(reading, layers=layers, explain=explain) + "\n")
    raise typer.Exit(1 if failed else 0)
