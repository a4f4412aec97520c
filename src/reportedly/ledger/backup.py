"""Copies of a ledger, whole as of one moment, while others go on reading and writing it."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import Any

from reportedly.errors import LedgerError
from reportedly.ledger.failures import explain_failures
from reportedly.ledger.store import Store

_PAGES = 4096  # copied between two looks at whether somebody waits


def write_backup(store: Store, path: Path) -> Path:
    """Write a copy to a path where there is no file yet; see `Ledger.backup`.

    Raises: LedgerError (R509) where there is one, R513 where none can be made.
    """
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError as error:
        raise LedgerError(
            "R509",
            f"there is a file at {path} already.",
            why="A copy must not take the place of something else.",
            fix="name another file, or move that one away.",
        ) from error
    except OSError as error:
        raise LedgerError(
            "R513",
            f"no copy can be made at {path} ({error.strerror}).",
            why="The folder is missing, or may not be written by you.",
            fix="make the folder, or name another file.",
        ) from error
    try:
        _copy(store, path)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return path


def _copy(store: Store, path: Path) -> None:
    with explain_failures(path), store.engine.connect() as connection:
        source: Any = connection.connection.driver_connection  # Any: the driver's own, not typed by sqlalchemy
        target = sqlite3.connect(path)
        try:
            source.backup(target, pages=_PAGES)
            target.execute("PRAGMA journal_mode=DELETE")  # one file, with nothing beside it
        finally:
            target.close()
