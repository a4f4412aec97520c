"""`parties kept` and `parties identify`: the parties that the ledger's claims name, and what a name means there."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from reportedly.cli.entries import find_entry
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
    from reportedly.model import Party


def list_kept(
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
    """List the parties that the ledger's claims name, the most frequent first.

    Example: reportedly parties kept --limit 10
    """
    printing = Printing(as_json, as_lines, quiet, not no_color)
    asked = {"words": words, "limit": limit, "after": after, "at": at, "known_by": known_by, "recorded_by": recorded_by}
    print_register("parties", ledger, printing, show=_show, **asked)


def identify(
    entry: Annotated[str, typer.Argument(help="The name as claims have it, or its id in the list.")],
    party: Annotated[str, typer.Argument(help="What it is: a name or an id of the register.")],
    *,
    reason: Reason = "",
    author: Author = None,
    ledger: LedgerPath = None,
    quiet: Quiet = False,
) -> None:
    """Say that a name is a party, once for the whole ledger; claims of it move, and keep what was written.

    Example: reportedly parties identify "regime forces" syrian_army --reason "so in every report of it"
    """
    from reportedly.model.decision import Naming

    who, meant = find_author(author), find_registered(party)
    with open_ledger(ledger, writes=True) as opened:
        entry = find_entry(entry, opened.parties)
        decision = opened.identify(Naming(entry, party=meant), author=who, reason=reason)
    if not quiet:
        done = f"{entry} is {meant.name} ({meant.id})."
        print(f"{done} `reportedly review --undo {decision.id}` undoes it.", file=sys.stderr)


def find_registered(name: str) -> Party:
    """Return the party of the register that a name or an id means.

    Raises: UsageError (R231) where there is none, or more than one.
    """
    from reportedly.gazetteer.parties import active_register
    from reportedly.model import Party

    register = active_register()
    entry = register.identify(name)
    if entry is None:
        found = register.find(name)
        ids = ", ".join(entry.id for entry in found)
        raise UsageError(
            "R231",
            f"{name!r} names {'no party' if not found else f'{len(found)} parties: {ids}'}.",
            why="A name can only be settled on one party of the register.",
            fix="use an id of `reportedly parties find`, or add it: `reportedly parties add`.",
        )
    return Party(name, None, None, entry.id, entry.name, entry.kind, entry.sides[0].side if entry.sides else None)


def _show(console: Console, page: Page[Any]) -> None:
    from reportedly.cli.cells import make_safe

    rows = (
        (make_safe(entry.name), make_safe(entry.id), entry.kind or "", entry.side or "", f"{entry.claims:,}")
        for entry in page.items
    )
    print_rows(console, ("party", "id", "kind", "side", ">claims"), rows)
