"""`reportedly quarantine`: what could not be taken in or read, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportedly.cli.ledger_options import After, AsJson, AsLines, LedgerPath, Limit, NoColor, Quiet, open_ledger
from reportedly.cli.listing import Printing, let_go, print_page, print_trimmed

if TYPE_CHECKING:
    from rich.console import Console

    from reportedly.ledger import Page


def command(
    *,
    limit: Limit = 50,
    after: After = None,
    ledger: LedgerPath = None,
    as_json: AsJson = False,
    as_lines: AsLines = False,
    quiet: Quiet = False,
    no_color: NoColor = False,
) -> None:
    """List the documents that could not be taken in or read, with the way to mend it.

    Example: reportedly quarantine --json
    """
    printing = Printing(as_json, as_lines, quiet, not no_color)
    with open_ledger(ledger) as opened:
        page = opened.quarantine(limit=limit, after=after)
    more = "" if printing.json or printing.jsonl or not len(page) else " in quarantine; `add --retry` tries again"
    try:
        print_page(page, "documents", printing, show=_show, more=more)
    except BrokenPipeError:
        let_go()


def _show(console: Console, page: Page[Any]) -> None:
    from rich.text import Text

    from reportedly.cli.cells import make_safe

    for held in page.items:
        text = Text(make_safe(held.title or held.id), style="bold")
        about = ", ".join(make_safe(part) for part in (held.id, held.publisher, held.published or "") if part)
        text.append(f"\n  {about}\n", style="dim")
        text.append(
            f"  {held.error.code}: {make_safe(held.error.what)}\n  Fix: {make_safe(held.error.fix)}\n", style=""
        )
        print_trimmed(console, text)
