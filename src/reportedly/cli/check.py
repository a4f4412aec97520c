"""`reportedly check`: what does not fit: sums of parts and wholes, tolls that fall, days that cannot be."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli.ledger_options import AsJson, AsLines, LedgerPath, Limit, NoColor, Quiet
from reportedly.cli.listing import Printing, print_groups
from reportedly.cli.weighed import open_weighed

if TYPE_CHECKING:
    from rich.text import Text

    from reportedly.model import KeptClaim
    from reportedly.model.dispute import Misfit, Sum

FOUND = 3  # exit code: a check found something
_KINDS = {
    "fallen": "a toll that falls",
    "ahead": "told before its day",
    "shares": "more than all of it",
}
_FEW = 5  # sums that are shown whether they fit or not
_STYLES = {"fits": "green", "cannot fit": "bold red", "fits only if approximate": "yellow", "cannot tell": "dim"}


def command(
    *,
    all_sums: Annotated[bool, typer.Option("--all", help="Also those that fit, where there are many.")] = False,
    limit: Limit = 200,
    ledger: LedgerPath = None,
    as_json: AsJson = False,
    as_lines: AsLines = False,
    quiet: Quiet = False,
    no_color: NoColor = False,
) -> None:
    """Say what cannot fit: parts and wholes, tolls that fall, days that cannot be; exit code 3 where some do not.

    Example: reportedly check --all
    """
    printing = Printing(as_json, as_lines, quiet, not no_color)
    from reportedly.model.dispute import Verdict
    from reportedly.weighing.asking import check, misfits

    with open_weighed(ledger) as opened:
        found, others = check(opened, limit=limit), misfits(opened, limit=limit)
        wanted = {one.whole for one in found} | {claim for one in others for claim in one.claims}
        claims = {kept.claim.id: kept for kept in opened.claims_by_id(wanted)}
    bad = [one.verdict for one in found].count(Verdict.CANNOT_FIT)
    bad += [one.verdict for one in others].count(Verdict.CANNOT_FIT)
    all_sums = all_sums or len(found) <= _FEW
    shown = [one for one in found if all_sums or one.verdict is not Verdict.FITS]
    print_groups(
        {"sums": shown, "misfits": others},
        printing,
        as_text=lambda one: _as_text(one, claims),
        end=_say_end(len(found), len(others), bad, all_sums),
    )
    if bad:
        raise typer.Exit(FOUND)


def _as_text(one: Sum | Misfit, claims: Mapping[str, KeptClaim]) -> Text:
    from reportedly.model.dispute import Sum

    return _sum_as_text(one, claims.get(one.whole)) if isinstance(one, Sum) else _misfit_as_text(one, claims)


def _misfit_as_text(one: Misfit, claims: Mapping[str, KeptClaim]) -> Text:
    from rich.text import Text

    from reportedly.cli.cells import make_safe

    text = Text(one.verdict.value, style=_STYLES.get(one.verdict.value, ""))
    text.append(f"  {_KINDS[one.kind.value]}", style="bold")
    text.append(f"  {one.claims[0]}\n", style="dim")
    text.append(f"    {make_safe(one.words)}\n")
    for claim in one.claims:
        if claim in claims:
            text.append(f"    {make_safe(claims[claim].sentence)}\n")
    for reason in one.reasons:
        text.append(f"    {make_safe(reason)}\n", style="dim")
    return text


def _sum_as_text(one: Sum, whole: KeptClaim | None) -> Text:
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


def _say_end(sums: int, others: int, bad: int, all_sums: bool) -> str:
    if not sums and not others:
        return "No figure of the ledger is a part of another, no toll falls, and no day is one that cannot be."
    shown = f"{sums} sum{'' if sums == 1 else 's'}, {others} other{'' if others == 1 else 's'}; {bad} cannot fit."
    return shown if all_sums or not sums else f"{shown} Next: reportedly check --all"
