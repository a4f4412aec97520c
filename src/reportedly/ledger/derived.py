"""A place in the ledger's file for what other rooms derive from it: made on demand, thrown away at will."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, MetaData, inspect

from reportedly.errors import InternalError
from reportedly.ledger.store import Store

PREFIX = "derived_"


@contextmanager
def open_derived(store: Store, tables: MetaData) -> Iterator[Connection]:
    """Give a connection in one transaction to the tables, made where they are missing; see `Ledger.derived`."""
    wrong = [name for name in tables.tables if not name.startswith(PREFIX)]
    if wrong:
        raise InternalError(
            "R905",
            f"derived tables have the names {wrong}.",
            why="They could not be told from what the ledger keeps.",
            fix=f"let their names begin with {PREFIX!r}.",
        )
    with store.writing() as connection:
        tables.create_all(connection)
        yield connection


def drop_derived(store: Store) -> None:
    """Drop every derived table; see `Ledger.drop_derived`."""
    with store.writing() as connection:
        for name in sorted(inspect(connection).get_table_names()):
            if name.startswith(PREFIX):
                connection.exec_driver_sql(f'DROP TABLE "{name}"')
