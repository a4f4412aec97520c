"""The log: every write in the order in which it was made, each entry chained to the one before by its hash.

Entries hold digests and ids, no words of articles and no names, so that redacting leaves them as they are.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, func, insert, select

from reportedly.ledger.keeping import last_entry
from reportedly.ledger.lines import write_line
from reportedly.ledger.records import LogEntry
from reportedly.ledger.schema import log
from reportedly.ledger.store import Store

BEGINNING = "0" * 64  # stands before the first entry
_BATCH = 1000  # entries read at once


def append(connection: Connection, kind: str, payload: dict[str, Any], *, recorded: str) -> int:  # Any: JSON
    """Add an entry to the log and return its position."""
    last = connection.execute(select(log.c.position, log.c.hash).order_by(log.c.position.desc()).limit(1)).first()
    position, previous = (last[0] + 1, last[1]) if last else (1, BEGINNING)
    line = write_line(payload)
    row = {
        "position": position,
        "recorded": recorded,
        "kind": kind,
        "payload": line,
        "previous": previous,
        "hash": hash_entry(position, recorded, kind, line, previous),
    }
    connection.execute(insert(log), row)
    return position


def hash_entry(position: int, recorded: str, kind: str, payload: str, previous: str) -> str:
    """Return the sha-256, in hex, of an entry and of the hash before it."""
    parts = "\0".join((previous, str(position), recorded, kind, payload))
    return hashlib.sha256(parts.encode("utf-8", "surrogatepass")).hexdigest()


def position_by(connection: Connection, instant: str) -> int:
    """Return the last position of which it and all before were recorded by the instant.

    Where a clock was set back, this shows less rather than what was recorded later.
    """
    later = connection.execute(select(func.min(log.c.position)).where(log.c.recorded > instant)).scalar()
    return last_entry(connection) if later is None else int(later) - 1


def last_position(store: Store) -> int:
    """Return the position of the last entry, 0 where there is none."""
    with store.reading() as connection:
        return last_entry(connection)


def each_entry(store: Store, *, after: int = 0) -> Iterator[LogEntry]:
    """Yield the entries after a position, in order."""
    while True:
        with store.reading() as connection:
            entries = read_entries(connection, after=after, limit=_BATCH)
        yield from entries
        if len(entries) < _BATCH:
            return
        after = entries[-1].position


def read_entries(connection: Connection, *, after: int, limit: int) -> list[LogEntry]:
    """Return at most `limit` entries after a position."""
    rows = connection.execute(select(log).where(log.c.position > after).order_by(log.c.position).limit(limit))
    return [LogEntry(row[0], row[1], row[2], json.loads(row[3]), row[4], row[5]) for row in rows]
