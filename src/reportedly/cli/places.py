"""The verb `places`: which places the ledger's claims name, and what a name means in the whole ledger."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from reportedly.cli.entries import find_entry
from reportedly.cli.ledger_options import (
    After,
    AsJson,
    AsLines,
    Author,
    LedgerPath,
    Limit,
    NoColor,
    Quiet,
    Reason,
    find_author,
    open_ledger,
)
from reportedly.cli.listing import Printing, print_rows
from reportedly.cli.registers import At, KnownBy, RecordedBy, print_register
from reportedly.errors import UsageError

if TYPE_CHECKING:
    from rich.console import Console

    from reportedly.ledger import Page
    from reportedly.model import Place

app = typer.Typer(
    help="Show a ledger's places, and say what a name means.\n\nExample: reportedly places list --words markada",
    epilog="Next: reportedly places identify --help",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@app.command("list")
def list_places(
    *,
    words: Annotated[str, typer.Option(help="Only those whose names hold these words.")] = "",
    at: At = None,
    known_by: KnownBy = None,
    recorded_by: RecordedBy = None,
    limit: Limit = 30,
    after: After = None,
    ledger: LedgerPath = None,
    as_json: AsJson = False,
    as_lines: AsLines = False,
    quiet: Quiet = False,
    no_color: NoColor = False,
) -> None:
    """List the places that claims name, the most frequent first; one without an id was not found in the gazetteer.

    Example: reportedly places list --limit 10
    """
    printing = Printing(as_json, as_lines, quiet, not no_color)
    asked = {"words": words, "limit": limit, "after": after, "at": at, "known_by": known_by, "recorded_by": recorded_by}
    print_register("places", ledger, printing, show=_show, **asked)


@app.command("identify")
def identify(
    entry: Annotated[str, typer.Argument(help="The name as claims have it, or its id in the list.")],
    place: Annotated[str, typer.Argument(help="What it is: a name or an id that the gazetteer knows.")],
    *,
    lat: Annotated[float | None, typer.Option(min=-90, max=90, help="Where it lies, if no gazetteer knows it.")] = None,
    lon: Annotated[float | None, typer.Option(min=-180, max=180)] = None,
    kind: Annotated[str, typer.Option(help="With --lat and --lon: city, base, river ...")] = "city",
    country: Annotated[str | None, typer.Option(help="ISO code: SY.")] = None,
    reason: Reason = "",
    author: Author = None,
    ledger: LedgerPath = None,
    quiet: Quiet = False,
) -> None:
    """Say that a name is a place, once for the whole ledger; claims of it move, and keep what was written.

    Example: reportedly places identify "Tell Marran" "Tell Marran" --lat 35.59 --lon 40.71 --country SY
    """
    if (lat is None) != (lon is None):
        raise UsageError(
            "R230", "--lat and --lon were not given together.", why="A point has both.", fix="give both, or neither."
        )
    who = find_author(author)
    meant = find_place(place, country) if lat is None else _make(place, kind, lat, lon, country)
    from reportedly.model.decision import Naming

    with open_ledger(ledger, writes=True) as opened:
        entry = find_entry(entry, opened.places)
        decision = opened.identify(Naming(entry, place=meant), author=who, reason=reason)
    if not quiet:
        done = f"{entry} is {meant.name} ({meant.id})."
        print(f"{done} `reportedly review --undo {decision.id}` undoes it.", file=sys.stderr)


def find_place(name: str, country: str | None) -> Place:
    """Return the place of the gazetteer that a name or an id means.

    Raises: UsageError (R231) where it knows none.
    """
    from reportedly.cli.building import build_if_needed
    from reportedly.gazetteer.lookup import look_up
    from reportedly.gazetteer.store import open_gazetteer
    from reportedly.model import Place

    build_if_needed(quiet=False, color=sys.stderr.isatty())
    gazetteer = open_gazetteer()
    found = look_up(name, gazetteer, countries=[country.upper()] if country else ())
    at = gazetteer.identified(name) or (found[0][1].entry if found else None)
    if at is None:
        raise UsageError(
            "R231",
            f"no place is called {name!r}.",
            why="A name can only be settled on a place that is known, or on a point.",
            fix="pass --lat and --lon, or add it: `reportedly gazetteer add FILE`.",
        )
    return Place(name, None, None, at.id, at.name, at.kind, at.lat, at.lon, at.radius_km, None, at.country, at.admin1)


def _make(name: str, kind: str, lat: float, lon: float | None, country: str | None) -> Place:
    from reportedly.gazetteer.fold import fold_plain
    from reportedly.model import Place

    slug = fold_plain(name).strip().replace(" ", "-")
    code = country.upper() if country else None
    return Place(name, None, None, f"ledger:{slug}", name, kind, lat, lon, None, None, code)


def _show(console: Console, page: Page[Any]) -> None:
    from reportedly.cli.cells import make_safe

    rows = (
        (
            make_safe(entry.name),
            make_safe(entry.id),
            entry.kind or "",
            entry.country or "",
            "" if entry.lat is None else f"{entry.lat:.4f}, {entry.lon:.4f}",
            f"{entry.claims:,}",
        )
        for entry in page.items
    )
    print_rows(console, ("place", "id", "kind", "country", "lat, lon", ">claims"), rows)
