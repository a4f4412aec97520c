"""The file of a ledger: made, opened, checked, and given out in connections.

Readers do not wait for the one writer (WAL). A write begins with the write lock, so that two writers take turns; each
waits for the other up to a bound. The file, and what SQLite lays beside it, is readable by its owner only.
"""

from __future__ import annotations

import os
import sqlite3
import threading
import uuid
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event, insert
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool, StaticPool

from reportedly.errors import LedgerError
from reportedly.ledger import schema
from reportedly.ledger.clock import utc_now
from reportedly.ledger.failures import explain_failures, no_ledger
from reportedly.ledger.records import KeepText
from reportedly.ledger.termsets import TermSets
from reportedly.settings import load_settings

T = TypeVar("T")

MEMORY = ":memory:"
_WAIT_MS = 30_000  # for another writer; one document's transaction takes some milliseconds
_CACHE_KIB = 32_768  # of pages in memory, each connection
_HELD_CONNECTIONS = 8  # kept open for threads that ask at once; more are opened and closed again
# Pages in the write-ahead log before they are carried into the file: documents that come in one after the other change
# many of the same pages, which are then carried once. 64 MB.
_CHECKPOINT_PAGES = 16_384
_REMEMBERED = "remembered"  # what was asked within the transaction of a connection that only reads
_HEADER = b"SQLite format 3\0"
_HEADER_BYTES = 100


class _Held(threading.local):
    """The connection over which a thread reads all it reads within `Store.moment`."""

    connection: Connection | None = None


class Store:
    """A ledger's file and the connections to it."""

    def __init__(self, path: Path | None, engine: Engine, *, read_only: bool, clock: Callable[[], str]) -> None:
        self.path = path
        self.engine = engine
        self.read_only = read_only
        self.clock = clock
        self.keep_text = KeepText.ALL
        self._held = _Held()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection in one transaction: all it reads is of one moment, that of `moment` within one."""
        if self._held.connection is not None:
            with explain_failures(self.path):
                yield self._held.connection
            return
        with explain_failures(self.path), self.engine.connect() as connection:
            _begin_reading(connection)
            try:
                yield connection
            finally:
                _end_reading(connection)

    @contextmanager
    def moment(self) -> Iterator[None]:
        """Let all that this thread reads within the block be of one moment, but for what it writes itself."""
        if self._held.connection is not None:
            yield
            return
        with self.reading() as connection:
            self._held.connection = connection
            try:
                yield
            finally:
                self._held.connection = None

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection in one transaction that is on disk when the block ends, or undone if it fails."""
        with self._letting_go(), explain_failures(self.path), self.engine.connect() as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.exec_driver_sql("COMMIT")
            except BaseException:
                _roll_back(connection)
                raise

    @contextmanager
    def _letting_go(self) -> Iterator[None]:
        """End the moment that this thread holds while it writes; the next one has what was written."""
        held, self._held.connection = self._held.connection, None
        if held is not None:
            _end_reading(held)
        try:
            yield
        finally:
            if held is not None:
                _begin_reading(held)
                self._held.connection = held

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()


def _driver(connection: Connection) -> Any:  # Any: the driver's own connection, which sqlalchemy does not type
    return connection.connection.driver_connection


def _begin_reading(connection: Connection) -> None:
    """Begin a transaction that only reads: by the driver, for pages begin dozens of them."""
    _driver(connection).execute("BEGIN")
    connection.info[_REMEMBERED] = {}


def _end_reading(connection: Connection) -> None:
    connection.info[_REMEMBERED] = None
    _driver(connection).execute("ROLLBACK")


def remember(connection: Connection, key: Hashable, make: Callable[[], T]) -> T:
    """Return what `make` gives; while a connection only reads, where all is of one moment, it is asked once."""
    held = connection.info.get(_REMEMBERED)
    if held is None:
        return make()
    if key not in held:
        held[key] = make()
    found: T = held[key]
    return found


def _roll_back(connection: Connection) -> None:
    if _driver(connection).in_transaction:  # SQLite itself rolls back when a disk is full
        connection.exec_driver_sql("ROLLBACK")


def open_store(
    path: str | Path | None, *, create: bool, read_only: bool, keep_text: KeepText, clock: Callable[[], str]
) -> Store:
    """Return the store at the path, checked; see `Ledger.open`."""
    named = str(path) if path is not None else load_settings().ledger
    if named == MEMORY:
        store = Store(None, _engine(None, read_only=False), read_only=False, clock=clock)
        _make(store, keep_text)
        return store
    place = Path(named)
    if create and not read_only and not place.exists():
        return _create(place, keep_text, clock)
    store = open_unchecked(place, read_only=read_only, clock=clock)
    check_version(place, find_version(store))
    with store.reading() as connection:
        kept = connection.exec_driver_sql("SELECT value FROM meta WHERE name = 'keep_text'").scalar()
    store.keep_text = KeepText(kept or KeepText.ALL)
    return store


def open_unchecked(path: str | Path | None, *, read_only: bool = False, clock: Callable[[], str] = utc_now) -> Store:
    """Return the store at the path, whatever version its schema has.

    Raises: LedgerError (R501, R502, R503, R513) where the file is no ledger.
    """
    place = Path(path if path is not None else load_settings().ledger)
    _check_file(place)
    return Store(place, _engine(place, read_only=read_only), read_only=read_only, clock=clock)


def _create(path: Path, keep_text: KeepText, clock: Callable[[], str]) -> Store:
    """Make the file whole under another name and give it its own only then: there is never half a ledger."""
    making = path.with_name(f".{path.name}.{uuid.uuid4().hex[:8]}")
    try:
        os.close(os.open(making, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except OSError as error:
        raise _cannot_make(path, error) from error
    try:
        store = Store(making, _engine(making, read_only=False), read_only=False, clock=clock)
        _make(store, keep_text)
        store.close()  # the last connection to close writes all into the one file
        _name(making, path)
    finally:
        making.unlink(missing_ok=True)
    return open_store(path, create=False, read_only=False, keep_text=keep_text, clock=clock)


def _name(making: Path, path: Path) -> None:
    try:
        os.link(making, path)
    except FileExistsError:  # another process was first: its ledger is as good
        return
    except OSError:  # a file system without links
        os.replace(making, path)


def _cannot_make(path: Path, error: OSError) -> LedgerError:
    return LedgerError(
        "R513",
        f"a ledger cannot be made at {path} ({error.strerror}).",
        why="The folder is missing, or may not be written by you.",
        fix="make the folder, or name another file: --ledger other.db.",
    )


def _engine(path: Path | None, *, read_only: bool) -> Engine:
    def connect() -> sqlite3.Connection:
        if path is None:
            return sqlite3.connect(MEMORY, check_same_thread=False, isolation_level=None)
        address = f"{path.resolve().as_uri()}?{_mode(path, read_only)}"
        return sqlite3.connect(address, uri=True, check_same_thread=False, isolation_level=None, timeout=0)

    # Named here, since for an address without a file SQLAlchemy takes a pool that closes other threads' connections.
    options: dict[str, Any] = {"poolclass": StaticPool}  # Any: options of many kinds
    if path is not None:
        options = {"poolclass": QueuePool, "pool_size": _HELD_CONNECTIONS, "max_overflow": -1}
    engine = create_engine("sqlite://", creator=connect, isolation_level="AUTOCOMMIT", **options)

    @event.listens_for(engine, "connect")
    def _prepare(connection: sqlite3.Connection, entry: ConnectionPoolEntry) -> None:
        for pragma in (
            f"busy_timeout={_WAIT_MS}",
            "foreign_keys=ON",
            "synchronous=FULL",  # what was reported as done outlives a power cut
            f"cache_size=-{_CACHE_KIB}",
            f"wal_autocheckpoint={_CHECKPOINT_PAGES}",
            f"journal_size_limit={_CHECKPOINT_PAGES * 4096}",
            "temp_store=MEMORY",
            "trusted_schema=OFF",  # a ledger from a stranger runs no code of ours
        ):
            connection.execute(f"PRAGMA {pragma}")
        entry.info["term_sets"] = TermSets(connection)

    return engine


def _mode(path: Path, read_only: bool) -> str:
    if not read_only:
        return "mode=rw"
    # Without a write-ahead log and where none can be laid beside it, the file is all there is.
    alone = not os.access(path.parent, os.W_OK) and not path.with_name(path.name + "-wal").exists()
    return "mode=ro&immutable=1" if alone else "mode=ro"


def _make(store: Store, keep_text: KeepText) -> None:
    with explain_failures(store.path), store.engine.connect() as connection:
        if store.path is not None:
            connection.exec_driver_sql("PRAGMA journal_mode=WAL")
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        schema.tables.create_all(connection)
        for statement in schema.VIRTUAL:
            connection.exec_driver_sql(statement)
        connection.exec_driver_sql("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)")
        connection.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (schema.REVISION,))
        settled = {"ledger": uuid.uuid4().hex, "keep_text": str(keep_text), "rows": "0"}
        connection.execute(insert(schema.meta), [{"name": name, "value": value} for name, value in settled.items()])
        connection.exec_driver_sql(f"PRAGMA application_id={schema.APPLICATION_ID}")
        connection.exec_driver_sql(f"PRAGMA user_version={schema.SCHEMA_VERSION}")
        connection.exec_driver_sql("COMMIT")
    store.keep_text = keep_text


def _check_file(path: Path) -> None:
    """Raise LedgerError where the file is not there, is none, or is shorter than it says itself."""
    if not path.exists():
        raise LedgerError(
            "R501",
            f"there is no ledger at {path}.",
            why="Claims are kept in a file that must have been made once.",
            fix="make it with `reportedly ledger init`, or name another: --ledger FILE, or REPORTEDLY_LEDGER.",
        )
    try:
        with path.open("rb") as file:
            header = file.read(_HEADER_BYTES)
    except OSError as error:
        raise LedgerError(
            "R513",
            f"the ledger {path} cannot be opened ({error.strerror}).",
            why="It may not be read by you, or is no file.",
            fix="check what it is and whose it is.",
        ) from error
    if not header.startswith(_HEADER) or len(header) < _HEADER_BYTES:
        raise no_ledger(path, "its first bytes are not those of a SQLite file")
    _check_length(path, header)


def _check_length(path: Path, header: bytes) -> None:
    waiting = path.with_name(path.name + "-wal")
    if waiting.exists() and waiting.stat().st_size:
        return  # the end of the file may still lie in the write-ahead log
    page_bytes = int.from_bytes(header[16:18], "big")
    page_bytes = 65_536 if page_bytes == 1 else page_bytes
    pages = int.from_bytes(header[28:32], "big")
    if path.stat().st_size < pages * page_bytes:
        raise LedgerError(
            "R503",
            f"the ledger {path} is damaged: {path.stat().st_size} of {pages * page_bytes} bytes are there.",
            why="It was cut, as by a copy that did not end.",
            fix="copy it again, or go back to a backup.",
        )


def find_version(store: Store) -> int:
    """Return the version of a ledger's schema.

    Raises: LedgerError (R502) where the file is another program's.
    """
    with explain_failures(store.path), store.engine.connect() as connection:
        mark = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
        if mark != schema.APPLICATION_ID:
            raise no_ledger(store.path, "it is another program's database")
        return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def check_version(path: Path | None, found: int) -> None:
    """Raise LedgerError (R504, R505) where the schema of a ledger is not the one that this version knows."""
    if found < schema.SCHEMA_VERSION:
        raise LedgerError(
            "R504",
            f"the ledger {path} has schema {found}; this version of reportedly needs {schema.SCHEMA_VERSION}.",
            why="It was made by an older version.",
            fix="run `reportedly ledger upgrade`; it keeps a copy of the ledger as it was.",
        )
    if found > schema.SCHEMA_VERSION:
        raise LedgerError(
            "R505",
            f"the ledger {path} has schema {found}; this version of reportedly knows {schema.SCHEMA_VERSION}.",
            why="It was made by a newer version, and would be damaged by this one.",
            fix="install the newer version of reportedly.",
        )
