"""`reportedly report`: a situation report that a desk could send, as Markdown, HTML or PDF."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
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
from reportedly.errors import SharingError


def command(
    *,
    at: Annotated[
        str | None, typer.Option("--at", metavar="DAY", help="The last day told of; else the last that may leave.")
    ] = None,
    since: Since = None,
    place: Place = None,
    html: Annotated[
        bool, typer.Option("--html", help="As one HTML file with a map, that asks nobody for anything.")
    ] = False,
    pdf: Annotated[bool, typer.Option("--pdf", help="As PDF, printed by a Chromium that is present.")] = False,
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

    Example: reportedly report --at 2021-04-02 --since 2021-03-15 --html -o report.html
    """
    check_day(at)
    check_day(since)
    chosen = find_profile(profile)
    if not dry_run:
        _refuse_terminal(pdf, output)
        agree(chosen, output, yes=yes)
    from reportedly.settings import load_settings
    from reportedly.sharing.material import Scope
    from reportedly.sharing.report_files import ReportFormat, write_report

    form = ReportFormat.PDF if pdf else ReportFormat.HTML if html else ReportFormat.MARKDOWN
    written = ReportFormat.MARKDOWN if dry_run else form  # what would leave is the same in every format
    what = "report" if form is ReportFormat.MARKDOWN else f"report as {form}"
    scope = Scope(datetime.now(UTC).date(), at, since, place, chosen)
    with open_weighed(ledger) as opened:
        shared = write_report(opened, scope, written, browser=load_settings().browser)
        if not dry_run:
            let_out(opened, shared, what, output, author=author)
    if dry_run or not quiet:
        print(say_shared(shared, "Would leave as a report" if dry_run else "Report"), file=sys.stderr)
        if not quiet:
            print("Next: reportedly export csv, or reportedly why CLAIM", file=sys.stderr)


def _refuse_terminal(pdf: bool, output: Path | None) -> None:
    if pdf and output is None and sys.stdout.isatty():
        raise SharingError(
            "R709",
            "a PDF would go to the terminal.",
            why="A terminal shows its bytes as noise.",
            fix="name a file: reportedly report --pdf -o report.pdf",
        )
