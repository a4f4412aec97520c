"""The verb `gazetteer`: build, extend, search and describe the list of places."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli.building import build_if_needed

if TYPE_CHECKING:
    from reportedly.gazetteer.resolve import Scored
    from reportedly.gazetteer.store import Gazetteer

app = typer.Typer(
    help='Build, extend and search the list of places.\n\nExample: reportedly gazetteer find "Deir Ezzor"',
    epilog="Next: reportedly gazetteer add --help",
    no_args_is_help=True,
    rich_markup_mode=None,
)
_MOST_REPORTED = 20  # bad rows told in full

_Json = Annotated[bool, typer.Option("--json", help="One JSON object instead of text.")]
_Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors.")]


@app.command("build")
def build(
    *,
    force: Annotated[bool, typer.Option("--force", help="Build again, even if there is one for today's data.")] = False,
    quiet: _Quiet = False,
) -> None:
    """Compile the gazetteer into the user's cache; done of itself when a name is first looked for.

    Example: reportedly gazetteer build --force
    """
    from reportedly.gazetteer.build import remove_compiled
    from reportedly.gazetteer.store import find_compiled

    if force:
        remove_compiled()
    build_if_needed(quiet=quiet, color=sys.stderr.isatty())
    if not quiet:
        print(find_compiled())


@app.command("add")
def add(
    files: Annotated[list[Path], typer.Argument(help="GeoNames dumps (19 columns) or CSV with name,lat,lon,kind.")],
    *,
    quiet: _Quiet = False,
) -> None:
    """Add places of your own; bad rows are reported by line, the rest goes in.

    Example: reportedly gazetteer add SY.txt front_lines.csv
    """
    from reportedly.gazetteer.additions import add_places

    failed = False
    for file in files:
        added = add_places(file)
        for bad in added.bad[:_MOST_REPORTED]:
            print(f"{file}:{bad.line}: left out: {bad.why}", file=sys.stderr)
        if len(added.bad) > _MOST_REPORTED:
            print(f"{file}: {len(added.bad) - _MOST_REPORTED} further rows left out", file=sys.stderr)
        if added.unused:
            print(f"{file}: not used: column {', '.join(added.unused)}", file=sys.stderr)
        if not quiet:
            print(f"{file}: {added.places} places added", file=sys.stderr)
        failed = failed or bool(added.bad)
    build_if_needed(quiet=quiet, color=sys.stderr.isatty())
    if failed:
        raise typer.Exit(1)


@app.command("find")
def find(
    name: Annotated[str, typer.Argument(help="A name in any spelling or script.")],
    *,
    countries: Annotated[str, typer.Option(help="ISO codes to prefer, commas between: SY,IQ.")] = "",
    limit: Annotated[int, typer.Option(help="How many to show.", min=1)] = 5,
    as_json: _Json = False,
) -> None:
    """Show the places that a name may mean, the likeliest first.

    Example: reportedly gazetteer find Kafarzita --countries SY
    """
    from reportedly.gazetteer.lookup import look_up

    gazetteer = _open()
    codes = [code.strip().upper() for code in countries.split(",") if code.strip()]
    found = look_up(name, gazetteer, countries=codes)[:limit]
    if as_json:
        places = [{**asdict(candidate.entry), "score": round(score, 4)} for score, candidate in found]
        print(json.dumps({"places": places}, ensure_ascii=False, indent=1))
    else:
        _print_places(found)
    if not found:
        print(f"No place is called {name!r}. `reportedly gazetteer add` adds places.", file=sys.stderr)
        raise typer.Exit(1)


@app.command("info")
def info(*, as_json: _Json = False) -> None:
    """Show where the gazetteer lies, what it holds and what it was made from.

    Example: reportedly gazetteer info
    """
    gazetteer = _open()
    facts: dict[str, object] = {"folder": str(gazetteer.folder), **gazetteer.facts()}
    facts["bytes"] = sum(path.stat().st_size for path in gazetteer.folder.iterdir())
    facts["sources"] = "GeoNames (CC BY 4.0), Natural Earth (public domain), the project's own tables"
    if as_json:
        print(json.dumps(facts, ensure_ascii=False, indent=1))
        return
    for key, value in facts.items():
        print(f"{key}: {value}")


def _open() -> Gazetteer:
    from reportedly.gazetteer.store import open_gazetteer

    build_if_needed(quiet=False, color=sys.stderr.isatty())
    return open_gazetteer()


def _print_places(found: list[Scored]) -> None:
    for _, candidate in found:
        entry = candidate.entry
        home = ".".join(part for part in (entry.country, entry.admin1) if part) or "-"
        people = f"{entry.population:,}" if entry.population else "-"
        print(f"{entry.id}\t{entry.name}\t{entry.kind}\t{home}\t{entry.lat:.4f},{entry.lon:.4f}\t{people}")
