"""A place in the ledger's file for what other rooms derive from it: made on demand, thrown away at will."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, MetaData, inspect

from reportedly.errors import InternalError
from reportedly.ledger.store import Store, remember

PREFIX = "derived_"


@contextmanager
def open_derived(store: Store, tables: MetaData, *, writes: bool = True) -> Iterator[Connection]:
    """Give a connection in one transaction to the tables, made where they are missing; see `Ledger.derived`.

    Who only reads waits for nobody who writes, and keeps nobody from it.
    """
    wrong = [name for name in tables.tables if not name.startswith(PREFIX)]
    if wrong:
        raise InternalError(
            "R905",
            f"derived tables have the names {wrong}.",
            why="They could not be told from what the ledger keeps.",
            fix=f"let their names begin with {PREFIX!r}.",
        )
    if not writes:
        with store.reading() as connection:
            if remember(connection, (_are_there, tables), lambda: _are_there(connection, tables)):
                yield connection
                return
    with store.writing() as connection:
        if not _are_there(connection, tables):
            tables.create_all(connection)
        yield connection


def _are_there(connection: Connection, tables: MetaData) -> bool:
    """Return whether all tables are there: one question, where asking for each would cost more than most uses."""
    asked = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name IN (SELECT value FROM json_each(?))"
    there = connection.exec_driver_sql(asked, (json.dumps(sorted(tables.tables)),)).scalar_one()
    return bool(there == len(tables.tables))


def drop_derived(store: Store) -> None:
    """Drop every derived table; see `Ledger.drop_derived`."""
    with store.writing() as connection:
        for name in sorted(inspect(connection).get_table_names()):
            if name.startswith(PREFIX):
                connection.exec_driver_sql(f'DROP TABLE "{name}"')
