"""What SQLite says when it fails, in our words: one table from its codes to our errors."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from reportedly.errors import LedgerError

_PRIMARY = 0xFF  # the low byte of an extended code of SQLite is the primary code


@contextmanager
def explain_failures(path: Path | None) -> Iterator[None]:
    """Turn the failures of the database that have a known cause into a LedgerError; others pass."""
    try:
        yield
    except DBAPIError as error:
        known = explain(error.orig, path) if isinstance(error.orig, sqlite3.Error) else None
        if known is None:
            raise
        raise known from error
    except sqlite3.Error as error:
        known = explain(error, path)
        if known is None:
            raise
        raise known from error


def explain(error: sqlite3.Error, path: Path | None) -> LedgerError | None:
    """Return our error for one of SQLite's, or None where it has no cause outside the program."""
    code = (getattr(error, "sqlite_errorcode", None) or 0) & _PRIMARY
    make = _MAKERS.get(code)
    if make is None and isinstance(error, sqlite3.OperationalError) and "no such table" in str(error):
        make = _damaged
    return make(path, str(error)) if make else None


def _locked(path: Path | None, said: str) -> LedgerError:
    return LedgerError(
        "R506",
        f"the ledger {path} is locked by another process ({said}).",
        why="Two processes cannot write at once; this one has waited as long as it may.",
        fix="wait until the other has done, or end it; nothing was written by this one, so run it again.",
    )


def _read_only(path: Path | None, said: str) -> LedgerError:
    return LedgerError(
        "R507",
        f"the ledger {path} can only be read ({said}).",
        why="Nothing can be added to it.",
        fix="make the file and its folder writable, or write to another ledger: --ledger other.db.",
    )


def _full(path: Path | None, said: str) -> LedgerError:
    return LedgerError(
        "R508",
        f"the ledger {path} cannot be written: {said}.",
        why="The last document was not kept; all before it were.",
        fix="free some space and run the same command again: it goes on where it stopped.",
    )


def _damaged(path: Path | None, said: str) -> LedgerError:
    return LedgerError(
        "R503",
        f"the ledger {path} is damaged: {said}.",
        why="What it would show could not be trusted.",
        fix="run `reportedly ledger verify` to see what is wrong, and go back to a backup.",
    )


def no_ledger(path: Path | None, said: str) -> LedgerError:
    """Return the error (R502) of a file that is something else."""
    return LedgerError(
        "R502",
        f"{path} is no ledger ({said}).",
        why="It was not made by reportedly, or not all of it is there.",
        fix="name another file, or make a ledger: reportedly ledger init --ledger other.db.",
    )


def _unusable(path: Path | None, said: str) -> LedgerError:
    return LedgerError(
        "R513",
        f"the ledger {path} cannot be opened ({said}).",
        why="The file or its folder is missing, or may not be used by you.",
        fix="check that the folder exists and that you may read and write in it.",
    )


_MAKERS = {
    sqlite3.SQLITE_BUSY: _locked,
    sqlite3.SQLITE_LOCKED: _locked,
    sqlite3.SQLITE_READONLY: _read_only,
    sqlite3.SQLITE_FULL: _full,
    sqlite3.SQLITE_IOERR: _full,
    sqlite3.SQLITE_CORRUPT: _damaged,
    sqlite3.SQLITE_NOTADB: no_ledger,
    sqlite3.SQLITE_CANTOPEN: _unusable,
    sqlite3.SQLITE_PERM: _unusable,
}
