"""`reportedly check`: sums of parts and wholes, and whether they fit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli.ledger_options import AsJson, AsLines, LedgerPath, Limit, NoColor, Quiet
from reportedly.cli.listing import Printing, print_records
from reportedly.cli.weighed import open_weighed

if TYPE_CHECKING:
    from rich.text import Text

    from reportedly.model import KeptClaim
    from reportedly.model.dispute import Sum

FOUND = 3  # exit code: a check found something
_STYLES = {"fits": "green", "cannot fit": "bold red", "fits only if approximate": "yellow", "cannot tell": "dim"}


def command(
    *,
    all_sums: Annotated[bool, typer.Option("--all", help="Also those that fit.")] = False,
    limit: Limit = 200,
    ledger: LedgerPath = None,
    as_json: AsJson = False,
    as_lines: AsLines = False,
    quiet: Quiet = False,
    no_color: NoColor = False,
) -> None:
    """Add up parts of wholes and say which cannot fit; exit code 3 where some cannot.

    Example: reportedly check --all
    """
    printing = Printing(as_json, as_lines, quiet, not no_color)
    from reportedly.model.dispute import Verdict
    from reportedly.weighing.asking import check

    with open_weighed(ledger) as opened:
        found = check(opened, limit=limit)
        wholes = {kept.claim.id: kept for kept in opened.claims_by_id({one.whole for one in found})}
    bad = sum(one.verdict is Verdict.CANNOT_FIT for one in found)
    shown = [one for one in found if all_sums or one.verdict is not Verdict.FITS]
    print_records(
        shown,
        "sums",
        printing,
        as_text=lambda one: _as_text(one, wholes.get(one.whole)),
        end=_say_end(found, bad, all_sums),
    )
    if bad:
        raise typer.Exit(FOUND)


def _as_text(one: Sum, whole: KeptClaim | None) -> Text:
    from rich.text import Text

    from reportedly.cli.cells import make_safe, say_kind, say_source, say_where, say_who

    text = Text(one.verdict.value, style=_STYLES.get(one.verdict.value, ""))
    if whole is not None:
        claim = whole.claim
        what = ", ".join(part for part in (say_kind(claim), say_who(claim), say_where(claim)) if part)
        text.append(f"  {what} ({say_source(claim, whole.publisher)}, {whole.reported or 'undated'})", style="bold")
    text.append(f"  {one.whole}\n", style="dim")
    text.append(f"    {make_safe(one.words)}\n")
    for reason in one.reasons:
        text.append(f"    {make_safe(reason)}\n", style="dim")
    return text


def _say_end(found: list[Sum], bad: int, all_sums: bool) -> str:
    if not found:
        return "No figure of the ledger is a part of another."
    shown = f"{len(found)} sum{'' if len(found) == 1 else 's'}, {bad} of which cannot fit."
    return shown if all_sums else f"{shown} Next: reportedly check --all"
