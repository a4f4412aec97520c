"""Verifying: whether the file, the log, the hashes, the offsets and all that follows from them are as they must be.

Nothing is repaired. What follows from the log can be made again by `Ledger.rebuild`; what was taken in cannot.
"""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterator
from pathlib import Path

from sqlalchemy import Connection, func, select

from reportedly.errors import LedgerError
from reportedly.ledger.lines import write_line
from reportedly.ledger.log import BEGINNING, hash_entry, read_entries
from reportedly.ledger.records import Finding, Verdict
from reportedly.ledger.schema import claim, document, log
from reportedly.ledger.store import Store
from reportedly.ledger.verify_contents import Expected, check_contents
from reportedly.ledger.verify_rows import check_rows

_MOST_MESSAGES = 20  # of SQLite's own check
_BATCH = 1000


def verify_ledger(store: Store) -> Verdict:
    """Return what is wrong with a ledger; see `Ledger.verify`."""
    findings = list(_check_mode(store.path))
    with store.reading() as connection:
        findings += _guard("file", lambda: list(_check_file(connection)))
        expected = Expected()
        findings += _guard("chain", lambda: list(_check_chain(connection, expected)))
        findings += _guard("hash", lambda: list(check_contents(connection, expected)))
        findings += _guard("state", lambda: list(check_rows(connection)))
        counts = [
            int(connection.execute(select(func.count()).select_from(table)).scalar_one()) for table in (document, claim)
        ]
        last = connection.execute(select(log.c.hash).order_by(log.c.position.desc()).limit(1)).scalar()
    return Verdict(tuple(findings), expected.entries, counts[0], counts[1], last or BEGINNING)


def _guard(what: str, check: Callable[[], list[Finding]]) -> list[Finding]:
    """Return what a check finds; a ledger so damaged that the check cannot be made is a finding too."""
    from sqlalchemy.exc import SQLAlchemyError

    try:
        return check()
    except (SQLAlchemyError, LedgerError, ValueError, KeyError, TypeError, LookupError) as error:
        return [Finding(what, "the ledger", f"cannot be checked: {type(error).__name__}: {str(error)[:200]}")]


def _check_mode(path: Path | None) -> Iterator[Finding]:
    for beside in ("", "-wal", "-shm"):
        file = path.with_name(path.name + beside) if path else None
        if file is not None and file.exists() and stat.S_IMODE(file.stat().st_mode) & 0o077:
            yield Finding("mode", str(file), "others than its owner may use it: chmod 600 mends that")


def _check_file(connection: Connection) -> Iterator[Finding]:
    for (message,) in connection.exec_driver_sql(f"PRAGMA integrity_check({_MOST_MESSAGES})"):
        if message != "ok":
            yield Finding("file", "SQLite", message)
    for row in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield Finding("file", f"{row[0]} {row[1]}", f"points at nothing in {row[2]}")
    for name in ("span", "place_box"):
        said = connection.exec_driver_sql("SELECT rtreecheck(?)", (name,)).scalar()
        if said != "ok":
            yield Finding("index", name, str(said))


def _check_chain(connection: Connection, expected: Expected) -> Iterator[Finding]:
    previous, position = BEGINNING, 0
    while True:
        entries = read_entries(connection, after=position, limit=_BATCH)
        for entry in entries:
            if entry.position != position + 1:
                yield Finding("chain", f"entry {entry.position}", f"entry {position + 1} is missing")
            if entry.previous != previous:
                yield Finding("chain", f"entry {entry.position}", "does not follow on the entry before")
            line = write_line(entry.payload)
            if entry.hash != hash_entry(entry.position, entry.recorded, entry.kind, line, entry.previous):
                yield Finding("chain", f"entry {entry.position}", "is not what was written")
            expected.note(entry)
            previous, position = entry.hash, entry.position
        if len(entries) < _BATCH:
            return
