"""`reportedly figures`: one figure through time, by source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli.ledger_options import AsJson, AsLines, LedgerPath, Limit, NoColor, Quiet
from reportedly.cli.listing import Printing, print_records
from reportedly.cli.weighed import At, InPlace, Kind, KnownBy, Since, Until, Words, as_wanted, open_weighed

if TYPE_CHECKING:
    from rich.text import Text

    from reportedly.model.dispute import Series


def command(
    question: Words = None,
    *,
    kind: Kind = None,
    place: InPlace = None,
    at: At = None,
    since: Since = None,
    until: Until = None,
    known_by: KnownBy = None,
    suggest: Annotated[
        bool, typer.Option("--suggest", help="Add the figure that arithmetic would suggest, labelled so.")
    ] = False,
    limit: Limit = 10,
    ledger: LedgerPath = None,
    as_json: AsJson = False,
    as_lines: AsLines = False,
    quiet: Quiet = False,
    no_color: NoColor = False,
) -> None:
    """Show a figure through time, by source: ranges as they were said, never their sum.

    Example: reportedly figures killed Markada
    """
    printing = Printing(as_json, as_lines, quiet, not no_color)
    wanted = as_wanted(question, kind, place=place, at=at, since=since, until=until, known_by=known_by)
    from reportedly.weighing.asking import figures

    with open_weighed(ledger) as opened:
        found = figures(opened, wanted, suggest=suggest, limit=limit)
    print_records(found, "figures", printing, as_text=_as_text, end=_say_end(found))


def _say_end(found: list[Series]) -> str:
    count = f"{len(found)} question{'' if len(found) == 1 else 's'}"
    return f"{count}. Next: reportedly figures ID, or reportedly disputes"


def _as_text(series: Series) -> Text:
    from rich.text import Text

    from reportedly.cli.cells import make_safe

    text = Text(make_safe(series.title), style="bold")
    text.append(f"  {series.id}\n", style="dim")
    text.append(f"  {make_safe(series.summary)}\n")
    width = min(40, max((len(make_safe(point.answer)) for point in series.points), default=0))
    for point in series.points:
        line = f"    {point.reported or 'undated   '}  {make_safe(point.answer):<{width}}  {make_safe(point.source)}"
        taken = "  (revised since)" if point.superseded else ""
        text.append(f"{line}{taken}", style="dim" if point.superseded else "")
        text.append(f"  {point.claim}\n", style="dim")
    if series.suggested is not None:
        from reportedly.weighing.ranges import say_number

        text.append(f"    suggested, not found: {say_number(series.suggested)} ({'; '.join(series.suggested_why)})\n")
    return text
