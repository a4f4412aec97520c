"""Upgrading a ledger to the schema of this version, with a copy kept of the ledger as it was."""

from __future__ import annotations

from importlib.resources import as_file, files
from pathlib import Path

from sqlalchemy import Connection

from reportedly.ledger import schema
from reportedly.ledger.backup import write_backup
from reportedly.ledger.store import check_version, find_version, open_unchecked


def upgrade_ledger(path: str | Path | None = None) -> Path | None:
    """Bring a ledger to the schema of this version; return where the copy of it as it was lies, None if it was current.

    All of it is done or nothing.

    Raises: LedgerError (R505) where the ledger is newer, and as `Ledger.open` does.
    """
    store = open_unchecked(path)
    try:
        found = find_version(store)
        if found == schema.SCHEMA_VERSION:
            return None
        if found > schema.SCHEMA_VERSION:
            check_version(store.path, found)
        copy = write_backup(store, _free_name(store.path, found)) if store.path else None
        with store.writing() as connection:
            _migrate(connection)
            connection.exec_driver_sql(f"PRAGMA user_version={schema.SCHEMA_VERSION}")
    finally:
        store.close()
    return copy


def _free_name(path: Path, found: int) -> Path:
    """Return a path beside the ledger where no file is yet."""
    name, number = path.with_name(f"{path.name}.schema-{found}"), 1
    while name.exists():
        number += 1
        name = path.with_name(f"{path.name}.schema-{found}-{number}")
    return name


def _migrate(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    with as_file(files("reportedly.ledger") / "migrations") as folder:
        config = Config()
        config.set_main_option("script_location", str(folder).replace("%", "%%"))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
