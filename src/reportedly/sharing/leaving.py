"""The log of what left: one line of JSON for each report or export, in a file beside the ledger, only ever added to.

Each line says when, who, what, under which profile, up to which day, the hash of what was written and the ids of the
claims in it, so that one can answer later whether a claim has left.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from reportedly.errors import SharingError
from reportedly.sharing.profile import Profile


@dataclass(frozen=True, slots=True)
class Left:
    """What left: `what` is "report", or a kind of export and its format."""

    left_at: str  # ISO instant, UTC
    author: str
    what: str
    to: str  # a file's name, "-" for standard output
    last_day: str  # of the reports in it
    profile: Profile
    sha256: str
    claims: tuple[str, ...]  # ids, sorted


def log_path(ledger: Path) -> Path:
    """Return where the log of a ledger lies.

    >>> log_path(Path("reportedly.db")).name
    'reportedly.db.shared.jsonl'
    """
    return ledger.with_name(ledger.name + ".shared.jsonl")


def as_bytes(content: str | bytes) -> bytes:
    """Return what leaves as the bytes it is written as."""
    return content if isinstance(content, bytes) else content.encode("utf-8", "replace")


def describe_left(
    content: str | bytes,
    claims: Iterable[str],
    *,
    at: str,
    author: str,
    what: str,
    to: str,
    last_day: str,
    profile: Profile,
) -> Left:
    """Return the entry for a content that is about to leave."""
    digest = hashlib.sha256(as_bytes(content)).hexdigest()
    return Left(at, author, what, to, last_day, profile, digest, tuple(sorted(set(claims))))


def note_left(log: Path, left: Left) -> None:
    """Add an entry to the log; it is on disk when this returns.

    Raises: SharingError (R703) where it cannot be written.
    """
    line = json.dumps(asdict(left), ensure_ascii=False, sort_keys=True)
    try:
        with open(log, "a", encoding="utf-8", opener=_open_private) as file:
            file.write(line + "\n")
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise SharingError(
            "R703",
            f"the log {str(log)!r} cannot be written: {error}.",
            why="Nothing leaves without a line in the log of what left.",
            fix="make the folder of the ledger writable, or work on a copy of the ledger.",
        ) from error


def _open_private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
