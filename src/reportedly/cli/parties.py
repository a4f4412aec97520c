"""The verb `parties`: show the register of parties, and lay a project's own parties over it."""

from __future__ import annotations

import json
import re
import sys
from dataclasses import asdict
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated

import typer

from reportedly.cli.kept_parties import identify, list_kept
from reportedly.errors import GazetteerError, UsageError
from reportedly.gazetteer.parties import (
    KINDS,
    OWN_FILE,
    PartyEntry,
    Register,
    active_register,
    load_register,
)

app = typer.Typer(
    help="Show the register of conflict parties, and the parties of a ledger.\n\nExample: reportedly parties find ISIL",
    epilog="Next: reportedly parties add --help",
    no_args_is_help=True,
    rich_markup_mode=None,
)

_Json = Annotated[bool, typer.Option("--json", help="One JSON object instead of text.")]


@app.command("list")
def list_parties(
    *,
    conflict: Annotated[str, typer.Option(help="Only parties of this conflict (syria, yemen ...).")] = "",
    kind: Annotated[str, typer.Option(help=f"Only parties of this kind: {', '.join(sorted(KINDS))}.")] = "",
    as_json: _Json = False,
) -> None:
    """List the parties known, by id.

    Example: reportedly parties list --conflict yemen
    """
    register = active_register()
    conflicts = {side.conflict for entry in register.entries.values() for side in entry.sides}
    _check(conflict, conflicts, "conflict")
    _check(kind, KINDS, "kind")
    chosen = [
        entry
        for _, entry in sorted(register.entries.items())
        if (not kind or entry.kind == kind) and (not conflict or any(side.conflict == conflict for side in entry.sides))
    ]
    _show(chosen, as_json=as_json)


@app.command("find")
def find_party(
    name: Annotated[str, typer.Argument(help="A name in any spelling, or an id.")], *, as_json: _Json = False
) -> None:
    """Show the parties that bear a name.

    Example: reportedly parties find "Jaysh al-Islam"
    """
    register = active_register()
    found = [register.entries[name]] if name in register.entries else list(register.find(name))
    _show(found, as_json=as_json)
    if not found:
        near = _nearest(register, name)
        hint = f" Do you mean {near}?" if near else ""
        print(f"No party is called {name!r}.{hint} `reportedly parties add` adds one.", file=sys.stderr)
        raise typer.Exit(1)


@app.command("add")
def add_party(
    name: Annotated[str, typer.Argument(help="Its name, or the id of a known party to amend.")],
    *,
    kind: Annotated[str, typer.Option(help=f"One of {', '.join(sorted(KINDS))}.")] = "",
    alias: Annotated[list[str] | None, typer.Option(help="Another name; may be repeated.")] = None,
    conflict: Annotated[str, typer.Option(help="The conflict in which it has a side.")] = "",
    side: Annotated[str, typer.Option(help="Its side in that conflict.")] = "",
    since: Annotated[int | None, typer.Option("--from", help="First year on that side.")] = None,
    until: Annotated[int | None, typer.Option("--to", help="Last year on that side.")] = None,
    country: Annotated[list[str] | None, typer.Option(help="ISO code of where it acts.")] = None,
    parent: Annotated[list[str] | None, typer.Option(help="Id of a party it belongs to.")] = None,
    file: Annotated[Path, typer.Option(help="The project's file of parties.")] = Path(OWN_FILE),
) -> None:
    """Add a party to the project, or amend one of the register.

    Example: reportedly parties add "Falcon Brigade" --kind militia --conflict syria --side opposition --country SY
    """
    if bool(conflict) != bool(side):
        raise UsageError(
            "R230",
            "--conflict and --side were not given together.",
            why="A side is a side in one conflict.",
            fix="give both, or neither.",
        )
    _check(kind, KINDS, "kind")
    known = name in load_register().entries
    lists = {"aliases": alias or [], "countries": country or [], "parents": parent or []}
    text = _as_toml(name, kind, lists, known=known)
    if side:
        text += f"sides = [{_side_as_toml(conflict, side, since, until)}]\n"
    _append(file, text)
    print(f"Wrote {name} to {file}. Check it with `reportedly parties find {json.dumps(name)}`.", file=sys.stderr)


def _check(given: str, allowed: frozenset[str] | set[str], what: str) -> None:
    if given and given not in allowed:
        near = get_close_matches(given, sorted(allowed), 1)
        raise UsageError(
            "R231",
            f"{given!r} is no {what} of the register.",
            why="No party would be listed.",
            fix=f"use {near[0]!r}." if near else f"use one of {', '.join(sorted(allowed))}.",
        )


def _nearest(register: Register, name: str) -> str | None:
    names = {form: form for e in register.entries.values() for form in (e.name, *e.aliases)}
    near = get_close_matches(name, names, 1, cutoff=0.7)
    return near[0] if near else None


def _show(entries: list[PartyEntry], *, as_json: bool) -> None:
    if as_json:
        print(json.dumps({"parties": [asdict(entry) for entry in entries]}, ensure_ascii=False, indent=1))
        return
    for entry in entries:
        sides = ", ".join(f"{s.conflict}: {s.side}{_period(s.since, s.until)}" for s in entry.sides)
        print(f"{entry.id}\t{entry.name}\t{entry.kind}\t{sides}".rstrip())
        if len(entries) <= _SHOW_ALIASES and entry.aliases:
            print("    also: " + "; ".join(entry.aliases))


_SHOW_ALIASES = 5  # at most so many parties are shown with their other names


def _period(since: int | None, until: int | None) -> str:
    return f" {since or ''}-{until or ''}" if since or until else ""


def _as_toml(name: str, kind: str, lists: dict[str, list[str]], *, known: bool) -> str:
    """Return one [[party]] entry; a known id is amended, anything else gets an id made of its name."""
    lines = ["[[party]]"]
    if known:
        lines.append(f"id = {_quote(name)}")
    else:
        lines += [f"id = {_quote(_slug(name))}", f"name = {_quote(name)}"]
    if kind or not known:
        lines.append(f"kind = {_quote(kind or 'other')}")
    lines += [f"{key} = [{', '.join(map(_quote, values))}]" for key, values in lists.items() if values]
    return "\n".join(lines) + "\n"


def _side_as_toml(conflict: str, side: str, since: int | None, until: int | None) -> str:
    years = "".join(f", {key} = {year}" for key, year in (("from", since), ("to", until)) if year is not None)
    return f"{{ conflict = {_quote(conflict)}, side = {_quote(side)}{years} }}"


def _quote(text: str) -> str:
    # A JSON string is a TOML string, but for DEL, which TOML wants escaped.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _slug(name: str) -> str:
    return "own:" + (re.sub(r"\W+", "_", name.lower()).strip("_") or "party")


def _append(path: Path, text: str) -> None:
    """Append an entry to the project's file, if the whole can be loaded with it."""
    before = path.read_text("utf-8") if path.exists() else "# Parties of this project, over the register.\n"
    draft = path.with_name(path.name + ".new")
    try:
        draft.write_text(before.rstrip("\n") + "\n\n" + text, "utf-8")
        load_register.__wrapped__((draft,))
        draft.replace(path)
    except OSError as error:
        raise GazetteerError(
            "R422",
            f"{path} cannot be written: {error}.",
            why="The party was not kept.",
            fix="pass --file with a path that can be written.",
        ) from error
    finally:
        draft.unlink(missing_ok=True)


app.command("kept")(list_kept)
app.command("identify")(identify)
