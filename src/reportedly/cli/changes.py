"""`reportedly changes`: what happened in the ledger since a day, an instant, or a position of its log."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from reportedly.cli.dating import dates_as_dict, find_dates
from reportedly.cli.ledger_options import After, AsJson, AsLines, LedgerPath, Limit, NoColor, Quiet, open_ledger
from reportedly.cli.listing import Printing, let_go, print_page, print_trimmed
from reportedly.cli.registers import At, KnownBy, RecordedBy

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from reportedly.ledger import Change, Page
    from reportedly.model import FoundDate

_SHOWN = 6  # claims named under one change


def command(
    since: Annotated[
        str, typer.Option(metavar="TIME", help="A day, an instant, or a position of the log; else the beginning.")
    ] = "0",
    *,
    at: At = None,
    known_by: KnownBy = None,
    recorded_by: RecordedBy = None,
    limit: Limit = 50,
    after: After = None,
    ledger: LedgerPath = None,
    as_json: AsJson = False,
    as_lines: AsLines = False,
    quiet: Quiet = False,
    no_color: NoColor = False,
) -> None:
    """Tell what is new in the ledger: documents, versions, decisions, what was revised.

    Example: reportedly changes --since 2021-04-01
    """
    printing = Printing(as_json, as_lines, quiet, not no_color)
    with open_ledger(ledger) as opened:
        begin = int(since) if since.isdigit() else since
        page = opened.changes(begin, limit=limit, after=after, at=at, known_by=known_by, recorded_by=recorded_by)
        documents = (change.document for change in page if change.kind in _DATED and change.document)
        disputed = find_dates(opened, documents)
    try:
        print_page(
            page,
            "changes",
            printing,
            show=partial(_show, disputed=disputed),
            extend=lambda change: dates_as_dict(disputed.get(change.document or "")),
        )
        if not (as_json or as_lines):
            _show_unsettled(ledger, page, color=not no_color)
    except BrokenPipeError:
        let_go()


def _show_unsettled(ledger: Path | None, page: Page[Any], *, color: bool) -> None:
    """Print what claims of the page revise, and the disputes in which they stand: what is newly disputed, or anew."""
    from rich.text import Text

    from reportedly.cli.output import make_console
    from reportedly.cli.standing import find_unsettled, say_dispute, say_revision

    claims = {kept.claim.id for change in page for kept in change.claims}
    disputes, revisions = find_unsettled(ledger, claims) if claims else ([], [])
    lines = [f"revised     {say_revision(one)}" for one in revisions]
    lines += [f"in dispute  {say_dispute(one)}" for one in disputes]
    if lines:
        print_trimmed(make_console(color=color), Text("\n".join(lines), style="yellow"))


def _show(console: Console, page: Page[Any], *, disputed: Mapping[str, tuple[FoundDate, ...]]) -> None:
    from rich.padding import Padding

    for change in page.items:
        lines = [Padding(line, (0, 0, 0, 4)) for line in _say_claims(change, disputed.get(change.document or "", ()))]
        print_trimmed(console, _say_change(change), *lines)


def _say_change(change: Change) -> Text:
    from rich.text import Text

    from reportedly.cli.cells import make_safe

    text = Text(f"{change.recorded[:16].replace('T', ' ')}  ", style="dim")
    text.append(f"{_WORDS.get(change.kind, change.kind)}", style=_STYLES.get(change.kind, "bold"))
    about = ", ".join(make_safe(part) for part in (change.title, change.publisher) if part)
    text.append(f"  {about or change.document or ''}")
    if change.decision is not None:
        text.append(f"  (decision {change.decision})", style="dim")
    return text


def _say_claims(change: Change, dates: tuple[FoundDate, ...]) -> Iterator[Text]:
    """Yield dates that disagree, and a line for each claim that came (+) or went (-), the first few of each."""
    from rich.text import Text

    if dates:
        yield Text("dates disagree: " + ", ".join(f"{found.origin} {found.value}" for found in dates), style="yellow")

    for sign, style, claims in (("+", "", change.claims), ("-", "red", change.lost)):
        for kept in claims[:_SHOWN]:
            yield Text(f"{sign} {_say_claim(kept)}", style=style)
        if len(claims) > _SHOWN:
            yield Text(f"{sign} and {len(claims) - _SHOWN} more", style="dim")


def _say_claim(kept: Any) -> str:  # Any: a KeptClaim, whose module would cost the help page its time
    from reportedly.cli.cells import say_figure, say_kind, say_source, say_where, say_who

    claim = kept.claim
    said = [say_who(claim), say_where(claim), say_figure(claim.quantity)]
    modality = "" if claim.modality == "asserted" else f", {claim.modality}"
    what = "; ".join(part for part in said if part)
    return f"{claim.id}  {say_kind(claim)}{modality}  {what}  ({say_source(claim, kept.publisher)})"


_DATED = ("added", "version", "reread")  # kinds of changes that bring a document
_WORDS = {
    "added": "new document",
    "version": "new version",
    "reread": "read again",
    "failed": "quarantined",
    "quarantine": "quarantined",
    "unchanged": "unchanged",
    "accept": "accepted",
    "amend": "amended",
    "reject": "rejected",
    "same": "said to be the same",
    "not_same": "said not to be the same",
    "grade": "source graded",
    "name": "name settled",
    "retract": "document retracted",
    "undo": "decision undone",
    "redact": "redacted",
    "claims": "claims from a table",
}
_STYLES = {"version": "bold yellow", "failed": "bold red", "quarantine": "bold red", "retract": "bold red"}
