"""Replaying the log: all that follows from what was taken in and decided, made again in the same order."""

from __future__ import annotations

from sqlalchemy import Connection, delete, select, update

from reportedly.ledger.adding import apply_document
from reportedly.ledger.log import read_entries
from reportedly.ledger.records import LogEntry
from reportedly.ledger.schema import body, carried, claim, decision, document, mark, meta, past, reading, term, version
from reportedly.ledger.standing import settle_document
from reportedly.ledger.store import Store

_BATCH = 1000


def replay_log(store: Store) -> None:
    """Throw away the rows that follow from the log and make them again, in one transaction; see `Ledger.rebuild`."""
    with store.writing() as connection:
        _clear(connection)
        after = 0
        while True:
            entries = read_entries(connection, after=after, limit=_BATCH)
            for entry in entries:
                _apply(connection, entry)
            if len(entries) < _BATCH:
                return
            after = entries[-1].position


def _clear(connection: Connection) -> None:
    for table in (carried, claim, version, mark, past, term):  # what points at others first
        connection.execute(delete(table))
    connection.execute(delete(body).where(body.c.decision.is_not(None)))
    connection.execute(update(meta).where(meta.c.name == "rows").values(value="0"))
    connection.exec_driver_sql("INSERT INTO words(words) VALUES ('delete-all')")
    connection.exec_driver_sql("DELETE FROM span")
    connection.exec_driver_sql("DELETE FROM place_box")


def _apply(connection: Connection, entry: LogEntry) -> None:
    """Do what an entry of the log did; refusals and redactions left no rows behind."""
    if entry.kind in ("document", "reading"):
        key = connection.execute(select(reading.c.document).where(reading.c.entry == entry.position)).scalar_one()
        first = connection.execute(select(document.c.entry).where(document.c.key == key)).scalar_one()
        apply_document(connection, key, new=first == entry.position, entry=entry.position)
    elif entry.kind == "decision":
        home = connection.execute(select(decision.c.document).where(decision.c.entry == entry.position)).scalar()
        if home is not None:
            settle_document(connection, home, entry=entry.position)
