"""`reportedly holds`: who holds a place, according to whom, and since when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli.ledger_options import AsJson, AsLines, LedgerPath, NoColor, Quiet
from reportedly.cli.listing import Printing, print_records
from reportedly.cli.weighed import KnownBy, check_day, open_weighed

if TYPE_CHECKING:
    from rich.text import Text

    from reportedly.model import Holding


def command(
    place: Annotated[str, typer.Argument(metavar="PLACE", help="A place, a division or a country: its id or name.")],
    *,
    at: Annotated[
        str | None, typer.Option("--at", metavar="DAY", help="On this day; else on that of the last claim.")
    ] = None,
    known_by: KnownBy = None,
    view: Annotated[
        str, typer.Option("--view", help="Whose word: all, side:NAME, source:NAME, or a source's name.")
    ] = "all",
    history: Annotated[bool, typer.Option("--history", help="Also who held it before.")] = False,
    nearness: Annotated[bool, typer.Option("--nearness", help="Let places around count where little is said.")] = False,
    ledger: LedgerPath = None,
    as_json: AsJson = False,
    as_lines: AsLines = False,
    quiet: Quiet = False,
    no_color: NoColor = False,
) -> None:
    """Show who holds a place by claims, with belief, age and reasons; never "is", always "claimed by".

    Example: reportedly holds Markada --at 2021-03-20 --view side:government
    """
    printing = Printing(as_json, as_lines, quiet, not no_color)
    check_day(at)
    check_day(known_by)
    from reportedly.weighing.grounds import holds

    with open_weighed(ledger) as opened:
        found = holds(opened, place, at=at, known_by=known_by, view=view, nearness=nearness)
    shown = list(found) if history else _latest(found)
    print_records(shown, "holdings", printing, as_text=_as_text, end=_say_end(shown, place, view))


def _latest(found: tuple[Holding, ...]) -> list[Holding]:
    """Return for each place the last of its holdings."""
    return list({one.place: one for one in found}.values())


def _as_text(one: Holding) -> Text:
    from rich.text import Text

    from reportedly.cli.cells import make_safe

    text = Text(make_safe(one.name), style="bold")
    state = f"claimed by {make_safe(one.holder)}" if one.holder not in ("contested", "unknown") else one.holder
    how = "" if one.holder == "unknown" else f", {one.band} ({one.belief:.2f}), grade {one.grade}"
    text.append(f"  {state}{how}\n")
    age = f"; the last claim is {one.age_days} days old" if one.age_days else ""
    text.append(f"    since {one.since}, as of {one.until}, view {make_safe(one.view)}{age}\n")
    for reason in one.reasons:
        text.append(f"    {make_safe(reason)}\n", style="dim")
    if one.claims:
        text.append(f"    rests on {' '.join(one.claims)}\n", style="dim")
    if one.against:
        text.append(f"    said otherwise: {' '.join(one.against)}\n", style="dim")
    return text


def _say_end(shown: list[Holding], place: str, view: str) -> str:
    if not shown:
        return f"No claim of the ledger says who holds {place} (view {view})."
    return f"{len(shown)} holding{'' if len(shown) == 1 else 's'}. Next: reportedly why CLAIM"
