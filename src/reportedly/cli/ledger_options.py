"""What the verbs of the ledger share: their options, and opening the ledger that is meant."""

from __future__ import annotations

import getpass
import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.errors import UsageError

if TYPE_CHECKING:
    from reportedly.ledger import Ledger

AUTHOR_VARIABLE = "REPORTEDLY_AUTHOR"

LedgerPath = Annotated[
    Path | None,
    typer.Option("--ledger", metavar="FILE", help="The ledger; else REPORTEDLY_LEDGER, or reportedly.db here."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]
AsLines = Annotated[bool, typer.Option("--jsonl", help="Print one JSON object a line.")]
Limit = Annotated[int, typer.Option("--limit", min=1, max=10_000, help="How many to show.")]
After = Annotated[str | None, typer.Option("--after", help="Go on after this mark, which the page before gave.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print no summary and no hints.")]
NoColor = Annotated[bool, typer.Option("--no-color", help="Print without colours.")]
Author = Annotated[
    str | None, typer.Option("--author", help=f"Who decides; else {AUTHOR_VARIABLE}, or your name on this machine.")
]
Reason = Annotated[str, typer.Option("--reason", help="Why; kept with the decision.")]


def open_ledger(path: Path | None, *, writes: bool = False) -> Ledger:
    """Return the ledger at the path, or the one that the settings name.

    Raises: LedgerError where there is none or it cannot be used.
    """
    from reportedly.ledger import Ledger

    return Ledger.open(path, read_only=not writes)


def find_author(given: str | None) -> str:
    """Return who decides: the one given, else the one of the environment, else the user of this machine.

    Raises: UsageError (R232) where nobody can be named.
    """
    try:
        author = given or os.environ.get(AUTHOR_VARIABLE) or getpass.getuser()
    except (OSError, KeyError):
        author = ""
    if not author.strip():
        raise UsageError(
            "R232",
            "nobody is named who decides.",
            why="A decision is a record with an author, a time and a reason.",
            fix=f"pass --author NAME, or set {AUTHOR_VARIABLE}.",
        )
    return author.strip()


def check_output(as_json: bool, as_lines: bool) -> None:
    """Raise UsageError (R202) where both forms of JSON are asked for."""
    if as_json and as_lines:
        raise UsageError(
            "R202",
            "--json and --jsonl are both given.",
            why="The output is one or the other.",
            fix="drop one.",
        )
