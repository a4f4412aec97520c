"""`reportedly why`: what one claim rests on: its sentence, its chain, its dates, what fired, and who decided what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from reportedly.cli.ledger_options import AsJson, LedgerPath, NoColor, open_ledger
from reportedly.cli.listing import print_json, print_trimmed, write_utf8
from reportedly.cli.registers import At, KnownBy, RecordedBy

if TYPE_CHECKING:
    from rich.text import Text

    from reportedly.cli.grounds import Grounds
    from reportedly.weighing.grounds import Standing


def command(
    claim: Annotated[str, typer.Argument(metavar="CLAIM", help="The claim's id, as `reportedly claims` prints it.")],
    *,
    at: At = None,
    known_by: KnownBy = None,
    recorded_by: RecordedBy = None,
    ledger: LedgerPath = None,
    as_json: AsJson = False,
    no_color: NoColor = False,
) -> None:
    """Say what a claim rests on: who says so through whom, its dates, the rule, decisions.

    Example: reportedly why 3f9c2a77b01e4d58
    """
    from reportedly.cli.grounds import find_grounds
    from reportedly.cli.standing import find_standing, standing_as_dict
    from reportedly.cli.weighed import check_day

    with open_ledger(ledger) as opened:
        grounds = find_grounds(opened, claim, at=check_day(at), known_by=check_day(known_by), recorded_by=recorded_by)
    standing = find_standing(ledger, grounds.kept.claim.id, at=at, known_by=known_by)
    write_utf8()
    if as_json:
        print_json({**_as_dict(grounds), "standing": standing_as_dict(standing)})
        return
    from reportedly.cli.output import make_console

    print_trimmed(make_console(color=not no_color), _as_text(grounds, standing))


def _as_dict(grounds: Grounds) -> dict[str, Any]:  # Any: JSON
    from reportedly.ledger.format import record_as_dict

    document = record_as_dict(grounds.document)
    document.pop("text")
    return {
        **record_as_dict(grounds.kept),
        "context": grounds.context,
        "of": document,
        "dates_disagree": grounds.dates_disagree,
        "machine": record_as_dict(grounds.machine) if grounds.machine else None,
        "history": [
            {"from": row.recorded_from, "to": row.recorded_to, "state": str(row.kept.state), "by": row.opened_by}
            for row in grounds.rows
        ],
        "decisions": [record_as_dict(decision) for decision in grounds.decisions],
    }


def _as_text(grounds: Grounds, standing: Standing | None) -> Text:
    from rich.text import Text

    from reportedly.cli.grounds import explain_grounds
    from reportedly.cli.standing import explain_standing

    text = Text()
    for head, lines in (*explain_grounds(grounds), *explain_standing(standing)):
        text.append(f"{head}\n", style="bold")
        for line in lines:
            text.append(f"  {line}\n")
    return text
