"""What the verbs share by which something leaves a ledger: options, agreement, the log of what left, and the file."""

from __future__ import annotations

import os
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli.ledger_options import find_author
from reportedly.errors import SharingError

if TYPE_CHECKING:
    from reportedly.ledger import Ledger
    from reportedly.sharing.profile import Profile
    from reportedly.sharing.report import Shared

ProfilePath = Annotated[
    Path | None,
    typer.Option("--profile", metavar="FILE", help="What may leave, in TOML; else one day held back, no finer than a "
                 "district for movements and strength, private persons masked."),
]  # fmt: skip
Output = Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to it; else print.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Only say what would leave, and what would not.")]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")]
Place = Annotated[str | None, typer.Option("--place", metavar="AREA", help="A place, a division or a country.")]
Since = Annotated[str | None, typer.Option("--since", metavar="DAY", help="What was reported on it or later.")]


def find_profile(path: Path | None) -> Profile:
    """Return the profile of a file, else the default."""
    from reportedly.sharing.profile import DEFAULT, load_profile

    return DEFAULT if path is None else load_profile(path)


def agree(profile: Profile, output: Path | None, *, yes: bool) -> None:
    """Go on if what would leave is guarded as by default and overwrites nothing, or if a person says yes.

    Raises: SharingError (R704) where nobody can be asked.
    """
    from reportedly.sharing.profile import list_weaknesses

    doubts = [f"Profile {profile.name} {weakness}." for weakness in list_weaknesses(profile)]
    if output is not None and output.exists():
        doubts.append(f"{output} exists and would be replaced.")
    if not doubts or yes:
        return
    if not sys.stdin.isatty():
        raise SharingError(
            "R704",
            " ".join(doubts),
            why="What leaves cannot be called back, so that somebody has to agree.",
            fix="pass --yes, or take the default profile and another file.",
        )
    for doubt in doubts:
        print(doubt, file=sys.stderr)
    typer.confirm("Go on?", abort=True)


def let_out(ledger: Ledger, shared: Shared, what: str, output: Path | None, *, author: str | None) -> None:
    """Note in the log that something leaves, then write it to the file or print it.

    Raises: SharingError (R703) where the log cannot be written, (R705) where the file cannot.
    """
    from reportedly.sharing.leaving import as_bytes, describe_left, log_path, note_left

    left = describe_left(
        shared.content,
        shared.claims,
        at=datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        author=find_author(author),
        what=what,
        to="-" if output is None else output.name,
        last_day=shared.material.last,
        profile=shared.material.scope.profile,
    )
    if ledger.path is not None:
        note_left(log_path(ledger.path), left)
    if output is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(as_bytes(shared.content))
        sys.stdout.flush()
    else:
        _write(output, as_bytes(shared.content))


def _write(path: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise _unwritable(path, error) from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).replace(path)
    except OSError as error:
        Path(name).unlink(missing_ok=True)
        raise _unwritable(path, error) from error


def _unwritable(path: Path, error: OSError) -> SharingError:
    return SharingError(
        "R705",
        f"{str(path)!r} cannot be written: {error.strerror or error}.",
        why="The log says that it left, and the file is not there.",
        fix="name a file in a folder that exists and can be written, and run it again.",
    )


def say_shared(shared: Shared, what: str) -> str:
    """Return in words what leaves, up to which day, and what does not."""
    material = shared.material
    veil, profile, left = material.veil, material.scope.profile, set(shared.claims)
    words = [f"{what}: {len(shared.claims):,} claims, reported up to {material.last}, profile {profile.name}"]
    stayed = (
        (material.held.late, "kept back as too fresh"),
        (material.held.undated, "kept back, of reports without a day"),
        (len(veil.coarse & left), "drawn no finer than a district"),
        (len(veil.masked & left), "with names of private persons withheld"),
        (len(veil.unquoted & left), "without their sentence"),
    )
    words += [f"{number:,} {how}" for number, how in stayed if number]
    if material.scope.place is None or shared.claims:
        return "; ".join(words) + "."
    words.append(f"none is of {material.scope.place!r} (`reportedly places list --words NAME` tells what is)")
    return "; ".join(words) + "."
