"""The verb `sources`: who says things in this ledger, and the letter each of them has."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from reportedly.cli.ledger_options import (
    After,
    AsJson,
    AsLines,
    Author,
    LedgerPath,
    Limit,
    NoColor,
    Quiet,
    Reason,
    find_author,
    open_ledger,
)
from reportedly.cli.listing import Printing, print_rows
from reportedly.cli.registers import At, KnownBy, RecordedBy, print_register
from reportedly.errors import UsageError

if TYPE_CHECKING:
    from rich.console import Console

    from reportedly.ledger import Page

app = typer.Typer(
    help="Show who says things in this ledger, and grade them.\n\nExample: reportedly sources list --words observatory",
    epilog="Next: reportedly sources grade --help",
    no_args_is_help=True,
    rich_markup_mode=None,
)
LETTERS = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "cannot be judged",
}


@app.command("list")
def list_sources(
    *,
    words: Annotated[str, typer.Option(help="Only those whose names hold these words.")] = "",
    at: At = None,
    known_by: KnownBy = None,
    recorded_by: RecordedBy = None,
    limit: Limit = 30,
    after: After = None,
    ledger: LedgerPath = None,
    as_json: AsJson = False,
    as_lines: AsLines = False,
    quiet: Quiet = False,
    no_color: NoColor = False,
) -> None:
    """List sources and publishers, the most frequent first, with their letters.

    Example: reportedly sources list --words ministry
    """
    printing = Printing(as_json, as_lines, quiet, not no_color)
    asked = {"words": words, "limit": limit, "after": after, "at": at, "known_by": known_by, "recorded_by": recorded_by}
    print_register("sources", ledger, printing, show=_show, **asked)


@app.command("grade")
def grade(
    source: Annotated[str, typer.Argument(help="Its name, or its id in the list.")],
    letter: Annotated[str, typer.Argument(help="A (completely reliable) to E (unreliable); F: cannot be judged.")],
    *,
    reason: Reason = "",
    author: Author = None,
    ledger: LedgerPath = None,
    quiet: Quiet = False,
) -> None:
    """Give a source its Admiralty letter, from now on and for the whole ledger.

    Example: reportedly sources grade "State Bulletin" D --reason "twice retracted without saying so"
    """
    letter = letter.upper()
    if letter not in LETTERS:
        raise UsageError(
            "R231",
            f"{letter!r} is no letter of the Admiralty scale.",
            why="; ".join(f"{one}: {meaning}" for one, meaning in LETTERS.items()) + ".",
            fix="use one of these.",
        )
    who = find_author(author)
    with open_ledger(ledger, writes=True) as opened:
        decision = opened.grade(source, letter, author=who, reason=reason)
    if not quiet:
        print(
            f"{source}: {letter}, {LETTERS[letter]}. `reportedly review --undo {decision.id}` undoes it.",
            file=sys.stderr,
        )


def _show(console: Console, page: Page[Any]) -> None:
    from reportedly.cli.cells import make_safe

    rows = (
        (
            make_safe(entry.name),
            entry.kind,
            f"{entry.letter}",
            *(f"{number:,}" if number else "" for number in (entry.claims, entry.published, entry.relayed)),
        )
        for entry in page.items
    )
    print_rows(console, ("source", "kind", "letter", ">says", ">prints", ">carries"), rows)
