"""Copies and upgrades: what was kept is all there afterwards."""

from __future__ import annotations

import re
import sqlite3
from importlib import import_module
from pathlib import Path

import pytest

from bench.made import Maker
from reportedly.errors import LedgerError
from reportedly.ledger import Ledger, schema
from tests.ledger.dispatches import READER


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Give the path of a ledger of some documents."""
    path = tmp_path / "kept.db"
    with Ledger.open(path, create=True) as ledger:
        list(ledger.add(Maker(claims_each=3).documents(4), reader=READER))
    return path


def _tables(path: Path) -> dict[str, str]:
    with sqlite3.connect(path) as connection:
        rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'alembic%'")
        return {name: re.sub(r"\s+", "", sql or "") for name, sql in rows}


def _make_old(path: Path) -> None:
    """Make the ledger what the first schema had."""
    with sqlite3.connect(path) as connection:
        connection.execute("DROP INDEX claim_opened")
        connection.execute("DROP INDEX claim_closed")
        connection.execute("CREATE INDEX term_live ON term (kind, live, key)")
        connection.execute("UPDATE alembic_version SET version_num = '0001'")
        connection.execute("PRAGMA user_version = 1")


def test_a_copy_is_whole_while_the_ledger_is_written(path: Path, tmp_path: Path) -> None:
    """The copy opens, verifies and holds what the ledger held; it takes the place of no file."""
    with Ledger.open(path) as ledger:
        copy = ledger.backup(tmp_path / "copy.db")
        list(ledger.add(Maker(claims_each=3).documents(2, first=4), reader=READER))
        with Ledger.open(copy) as other:
            assert other.verify().clean
            assert other.documents().total == 4
        with pytest.raises(LedgerError, match="R509"):
            ledger.backup(copy)
        with pytest.raises(LedgerError, match="R513"):
            ledger.backup(tmp_path / "no" / "copy.db")


def test_an_older_ledger_is_upgraded_with_a_copy_kept(path: Path) -> None:
    """Refused before, sound after, with all it held; the copy is as it was; a second time nothing is done."""
    with Ledger.open(path) as ledger:
        before = list(ledger.each_claim())
    new = _tables(path)
    _make_old(path)
    with pytest.raises(LedgerError, match="R504"):
        Ledger.open(path)
    copy = Ledger.upgrade(path)
    assert copy is not None and copy.name == "kept.db.schema-1"
    assert _tables(path) == new
    assert "term_live" in _tables(copy)
    with Ledger.open(path) as ledger:
        assert list(ledger.each_claim()) == before
        assert ledger.verify().clean
    assert Ledger.upgrade(path) is None


def test_migrations_end_where_a_new_ledger_begins(path: Path, tmp_path: Path) -> None:
    """All migrations one after the other make the tables that a new ledger has."""
    bare = tmp_path / "bare.db"
    with sqlite3.connect(bare) as connection:
        connection.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        connection.execute("CREATE TABLE derived_x (y)")  # a file without a table has no header
    Ledger.upgrade(bare)
    made = _tables(bare)
    made.pop("derived_x")
    assert made == _tables(path)


def test_a_failed_upgrade_changes_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half of it is none of it: the ledger is as it was, and can be upgraded later."""
    _make_old(path)
    before = _tables(path)
    upgrading = import_module("reportedly.ledger.upgrade")
    migrate = upgrading._migrate

    def fail(connection: object) -> None:
        migrate(connection)
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(upgrading, "_migrate", fail)
        with pytest.raises(KeyboardInterrupt):
            Ledger.upgrade(path)
    assert _tables(path) == before
    Ledger.upgrade(path)
    Ledger.open(path).close()


def test_a_newer_ledger_is_not_upgraded(path: Path) -> None:
    """It is left to the version that made it."""
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA user_version = {schema.SCHEMA_VERSION + 1}")
    with pytest.raises(LedgerError, match="R505"):
        Ledger.upgrade(path)
