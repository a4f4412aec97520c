"""`reportedly claims`: list and search what the ledger keeps."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

import typer

from reportedly.cli.dating import dates_as_dict, find_dates
from reportedly.cli.ledger_options import (
    After,
    AsJson,
    AsLines,
    LedgerPath,
    Limit,
    NoColor,
    Quiet,
    open_ledger,
)
from reportedly.cli.listing import Printing, let_go, print_page
from reportedly.errors import UsageError

if TYPE_CHECKING:
    from reportedly.ledger import Box, ClaimFilter

_Many = list[str] | None
_ORDERS = ("newest", "oldest", "recorded", "doubtful")


def command(  # a command line has more switches than a function should
    words: Annotated[_Many, typer.Argument(metavar="[WORD]...", help="Words of the claim or its title.")] = None,
    *,
    type_: Annotated[_Many, typer.Option("--type", help="casualties, control, gain ...; may be repeated.")] = None,
    subtype: Annotated[_Many, typer.Option(help="killed, airstrike ...")] = None,
    party: Annotated[_Many, typer.Option(help="A party in any role: its id or its name.")] = None,
    place: Annotated[_Many, typer.Option(help="A place: its id or its name.")] = None,
    country: Annotated[_Many, typer.Option(help="The country of its places: SY.")] = None,
    area: Annotated[str, typer.Option(metavar="W,S,E,N", help="A box in degrees: 40,35,41,36.")] = "",
    source: Annotated[_Many, typer.Option(help="Who says so, innermost.")] = None,
    via: Annotated[_Many, typer.Option(help="Who carried it.")] = None,
    publisher: Annotated[_Many, typer.Option(help="Who printed it.")] = None,
    document: Annotated[str | None, typer.Option(help="Only of this document: its id.")] = None,
    modality: Annotated[_Many, typer.Option(help="asserted, planned, possible, denied, unknown.")] = None,
    state: Annotated[_Many, typer.Option(help="unreviewed, accepted, amended, rejected, unsure, retracted.")] = None,
    grade: Annotated[_Many, typer.Option(help="The source's letter, A to F.")] = None,
    anonymous: Annotated[bool | None, typer.Option("--anonymous/--named", help="By an unnamed source or not.")] = None,
    score_below: Annotated[float | None, typer.Option(help="Only doubtful readings.")] = None,
    at: Annotated[str | None, typer.Option(metavar="DAY", help="Said to be so on this day.")] = None,
    known_by: Annotated[str | None, typer.Option(metavar="DAY", help="As what had come out by then had it.")] = None,
    recorded_by: Annotated[str | None, typer.Option(metavar="TIME", help="As this ledger had it then.")] = None,
    since: Annotated[str | None, typer.Option(metavar="DAY", help="Reported on it or later.")] = None,
    until: Annotated[str | None, typer.Option(metavar="DAY", help="Reported on it or earlier.")] = None,
    superseded: Annotated[bool, typer.Option("--superseded", help="Also what a later version replaced.")] = False,
    order: Annotated[str, typer.Option(help=f"{', '.join(_ORDERS)}.")] = "newest",
    limit: Limit = 20,
    after: After = None,
    ledger: LedgerPath = None,
    as_json: AsJson = False,
    as_lines: AsLines = False,
    quiet: Quiet = False,
    no_color: NoColor = False,
) -> None:
    """List and search the claims of the ledger, the latest report first.

    Example: reportedly claims market --type casualties --place Markada --known-by 2021-03-18
    """
    printing = Printing(as_json, as_lines, quiet, not no_color)
    _check_order(order)
    wanted = _as_filter(
        words=" ".join(words or ()),
        type=type_,
        subtype=subtype,
        party=party,
        place=place,
        country=country,
        area=_read_area(area),
        source=source,
        via=via,
        publisher=publisher,
        document=document,
        modality=modality,
        state=state,
        grade=grade,
        anonymous=anonymous,
        score_below=score_below,
        at=at,
        known_by=known_by,
        recorded_by=recorded_by,
        since=since,
        until=until,
        superseded=superseded,
    )
    from reportedly.ledger.spelled import spell_out

    with open_ledger(ledger) as opened:
        page = opened.claims(spell_out(opened, wanted), order=order, limit=limit, after=after)
        disputed = find_dates(opened, (kept.document for kept in page))
    from reportedly.cli.kept_table import show_claims

    try:
        print_page(
            page,
            "claims",
            printing,
            show=partial(show_claims, disputed=disputed),
            more=_say_clocks(wanted),
            extend=lambda kept: dates_as_dict(disputed.get(kept.document)),
        )
    except BrokenPipeError:
        let_go()


def _as_filter(**given: Any) -> ClaimFilter:  # Any: values of the fields of a filter
    from reportedly.ledger import ClaimFilter

    fields: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in given.items()}
    kept: dict[str, Any] = {name: value for name, value in fields.items() if value is not None}
    return ClaimFilter(**kept)


def _check_order(order: str) -> None:
    if order not in _ORDERS:
        raise UsageError(
            "R231",
            f"{order!r} is not an order of claims.",
            why=f"Claims are listed by: {', '.join(_ORDERS)}.",
            fix="use one of these.",
        )


def _read_area(area: str) -> Box | None:
    if not area:
        return None
    from reportedly.ledger import Box

    try:
        west, south, east, north = (float(part) for part in area.split(","))
    except ValueError as error:
        raise UsageError(
            "R233",
            f"--area {area!r} is no box.",
            why="A box has four numbers: its western, southern, eastern and northern edge, in degrees.",
            fix="write it as --area 40,35,41,36.",
        ) from error
    return Box(west, south, east, north)


def _say_clocks(wanted: ClaimFilter) -> str:
    said = [
        f"so on {wanted.at}" if wanted.at else "",
        f"as known by {wanted.known_by}" if wanted.known_by else "",
        f"as recorded by {wanted.recorded_by}" if wanted.recorded_by else "",
    ]
    return "".join(f", {part}" for part in said if part)
