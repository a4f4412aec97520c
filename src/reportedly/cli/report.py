"""`reportedly report`: a situation report in Markdown that a desk could send."""

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
    *,
    at: Annotated[
        str | None, typer.Option("--at", metavar="DAY", help="The last day told of; else the last that may leave.")
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
    """Write a situation report: what changed, figures, who holds what, disputes, with a note to every sentence.

    Without --since it tells of the seven days before. What leaves is noted in a log beside the ledger.

    Example: reportedly report --at 2021-04-02 --since 2021-03-15 -o report.md
    """
    check_day(at)
    check_day(since)
    chosen = find_profile(profile)
    if not dry_run:
        agree(chosen, output, yes=yes)
    from reportedly.sharing.material import Scope
    from reportedly.sharing.report import make_report

    with open_weighed(ledger) as opened:
        shared = make_report(opened, Scope(datetime.now(UTC).date(), at, since, place, chosen))
        if not dry_run:
            let_out(opened, shared, "report", output, author=author)
    if dry_run or not quiet:
        print(say_shared(shared, "Would leave as a report" if dry_run else "Report"), file=sys.stderr)
        if not quiet:
            print("Next: reportedly export csv, or reportedly why CLAIM", file=sys.stderr)
