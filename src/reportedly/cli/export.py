"""`reportedly export`: claims, figures or holdings as CSV, JSON lines or GeoJSON."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from typing import Annotated

import typer

from reportedly.cli.ledger_options import Author, LedgerPath, Quiet
from reportedly.cli.sharing import (
    DryRun,
    Output,
    Place,
    ProfilePath,
    Since,
    Yes,
    agree,
    find_profile,
    let_out,
    say_shared,
)
from reportedly.cli.weighed import check_day, open_weighed


def command(
    form: Annotated[str, typer.Argument(metavar="FORMAT", help="csv, jsonl or geojson.")],
    *,
    of: Annotated[str, typer.Option("--of", metavar="KIND", help="claims, figures or holdings.")] = "claims",
    at: Annotated[
        str | None,
        typer.Option("--at", metavar="DAY", help="As reported by this day; else by the last that may leave."),
    ] = None,
    since: Since = None,
    place: Place = None,
    output: Output = None,
    profile: ProfilePath = None,
    dry_run: DryRun = False,
    yes: Yes = False,
    author: Author = None,
    ledger: LedgerPath = None,
    quiet: Quiet = False,
) -> None:
    """Export claims, figures or holdings, each with its days, its view, its grade and the claims it rests on.

    What leaves is noted in a log beside the ledger.

    Example: reportedly export geojson --of holdings --place Syria -o holdings.geojson
    """
    check_day(at)
    check_day(since)
    chosen = find_profile(profile)
    if not dry_run:
        agree(chosen, output, yes=yes)
    from reportedly.sharing.export import make_export
    from reportedly.sharing.material import Scope

    with open_weighed(ledger) as opened:
        shared = make_export(opened, of, form, Scope(datetime.now(UTC).date(), at, since, place, chosen))
        if not dry_run:
            let_out(opened, shared, f"{of} as {form}", output, author=author)
    if dry_run or not quiet:
        print(say_shared(shared, f"Would leave, {of} as {form}" if dry_run else f"Exported {of}"), file=sys.stderr)
