"""The file: made, opened, refused; and what happens where it cannot be written."""

from __future__ import annotations

import os
import sqlite3
import stat
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.made import Maker
from reportedly.errors import LedgerError
from reportedly.ledger import Ledger, Outcome, schema, store
from reportedly.ledger.records import KeepText
from tests.ledger.dispatches import READER, dispatch

PAIRS = [dispatch(f"Northerners took house {number}.") for number in range(6)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Give the path of a ledger of one document."""
    path = tmp_path / "kept.db"
    with Ledger.open(path, create=True) as ledger:
        list(ledger.add(PAIRS[:1], reader=READER))
    return path


@pytest.fixture
def short_wait(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let a writer wait for another one only a moment."""
    monkeypatch.setattr(store, "_WAIT_MS", 50)
    yield


def test_a_ledger_is_its_owners_alone(path: Path) -> None:
    """The file, and what SQLite lays beside it, can be read by nobody else, whatever the umask."""
    old = os.umask(0)
    try:
        with Ledger.open(path) as ledger:
            list(ledger.add(PAIRS, reader=READER))
            beside = sorted(path.parent.iterdir())
            assert [file.name for file in beside] == ["kept.db", "kept.db-shm", "kept.db-wal"]
            assert {stat.S_IMODE(file.stat().st_mode) for file in beside} == {0o600}
            copy = ledger.backup(path.with_name("copy.db"))
            assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    finally:
        os.umask(old)
    assert sorted(file.name for file in path.parent.iterdir()) == ["copy.db", "kept.db"]


def test_others_rights_are_a_finding(path: Path) -> None:
    """A ledger that others may read is told by `verify`."""
    path.chmod(0o644)
    with Ledger.open(path) as ledger:
        assert "mode" in {finding.what for finding in ledger.verify().findings}


def test_how_much_text_is_kept_is_chosen_once(path: Path, tmp_path: Path) -> None:
    """What the ledger was made with holds, whatever it is opened with."""
    other = tmp_path / "evidence.db"
    Ledger.open(other, create=True, keep_text="evidence").close()
    with Ledger.open(other, create=True, keep_text="all") as ledger:
        assert ledger.keep_text is KeepText.EVIDENCE


def test_no_ledger_is_made_unasked(tmp_path: Path) -> None:
    """A path where nothing is gives R501, and still nothing is there."""
    with pytest.raises(LedgerError, match="R501"):
        Ledger.open(tmp_path / "none.db")
    assert not list(tmp_path.iterdir())
    with pytest.raises(LedgerError, match="R513"):
        Ledger.open(tmp_path / "no" / "folder.db", create=True)


def test_the_setting_names_the_ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a path the one of REPORTEDLY_LEDGER is opened."""
    monkeypatch.setenv("REPORTEDLY_LEDGER", str(tmp_path / "mine.db"))
    with Ledger.open(create=True) as ledger:
        assert ledger.path == tmp_path / "mine.db"


@pytest.mark.parametrize(
    "content", [b"", b"words", b"\0" * 4096, b"SQLite format 3\0"], ids=["empty", "text", "zeros", "head"]
)
def test_a_file_that_is_none_is_refused(tmp_path: Path, content: bytes) -> None:
    """Another file is not taken for a ledger, and not changed."""
    path = tmp_path / "other.db"
    path.write_bytes(content)
    with pytest.raises(LedgerError, match="R502"):
        Ledger.open(path)
    with pytest.raises(LedgerError, match="R502"):
        Ledger.open(path, create=True)
    assert path.read_bytes() == content


def test_another_programs_database_is_refused(tmp_path: Path) -> None:
    """A database without our mark is not touched."""
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE claim (key)")
    with pytest.raises(LedgerError, match="R502"):
        Ledger.open(path)


@pytest.mark.parametrize(("change", "code"), [(-1, "R504"), (1, "R505")], ids=["older", "newer"])
def test_another_schema_is_refused(path: Path, change: int, code: str) -> None:
    """An older ledger is to be upgraded, a newer one to be opened by a newer version."""
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA user_version={schema.SCHEMA_VERSION + change}")
    with pytest.raises(LedgerError, match=code):
        Ledger.open(path)


@pytest.mark.parametrize("part", [0.3, 0.7, 0.99])
def test_a_truncated_file_is_refused(path: Path, part: float) -> None:
    """A file that is shorter than it says is damaged, not empty."""
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * part)])
    with pytest.raises(LedgerError, match="R503"):
        Ledger.open(path)


def test_a_locked_ledger_is_waited_for(path: Path) -> None:
    """Two writers take turns: the second waits, and both have written."""
    holder = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    holder.execute("BEGIN IMMEDIATE")
    release = threading.Timer(0.3, holder.execute, ["COMMIT"])
    with Ledger.open(path) as ledger:
        release.start()
        begun = time.monotonic()
        (added,) = ledger.add(PAIRS[1:2], reader=READER)
        assert added.outcome is Outcome.ADDED
        assert time.monotonic() - begun > 0.2
    release.join()
    holder.close()


@pytest.mark.usefixtures("short_wait")
def test_a_ledger_locked_for_too_long_is_an_error(path: Path) -> None:
    """After the wait the error says who is in the way; reading goes on all the while, and nothing was written."""
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with Ledger.open(path) as ledger:
        with pytest.raises(LedgerError, match="R506"):
            list(ledger.add(PAIRS[1:2], reader=READER))
        assert ledger.claims().total == 1
        holder.execute("COMMIT")
        assert [added.outcome for added in ledger.add(PAIRS[1:2], reader=READER)] == [Outcome.ADDED]
    holder.close()


def test_two_writers_at_once_lose_nothing(path: Path) -> None:
    """Two ledgers over one file, written by two threads, hold in the end what both added, once."""
    maker = Maker(claims_each=3)
    failures: list[Exception] = []

    def write(first: int) -> None:
        try:
            with Ledger.open(path) as ledger:
                list(ledger.add(maker.documents(15, first=first), reader=READER))
        except LedgerError as error:
            failures.append(error)

    threads = [threading.Thread(target=write, args=(first,)) for first in (0, 8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    with Ledger.open(path) as ledger:
        assert ledger.documents().total == 24
        assert ledger.verify().clean


def test_a_ledger_opened_to_be_read_is_not_written(path: Path) -> None:
    """Writing is R507, and the file stays as it is; reading works."""
    before = path.read_bytes()
    with Ledger.open(path, read_only=True) as ledger:
        with pytest.raises(LedgerError, match="R507"):
            list(ledger.add(PAIRS, reader=READER))
        with pytest.raises(LedgerError, match="R507"):
            ledger.grade("Harbour Post", "A", author="ann")
        assert ledger.claims().total == 1
    assert path.read_bytes() == before


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is read-only for root")
def test_a_read_only_file_is_an_error_when_written(path: Path) -> None:
    """A file that may not be written can be read, and writing says why it fails."""
    path.chmod(0o400)
    with Ledger.open(path) as ledger, pytest.raises(LedgerError, match="R507"):
        list(ledger.add(PAIRS, reader=READER))


def test_a_full_disk_loses_nothing_that_was_reported(path: Path) -> None:
    """When no page is left the document at hand is not kept, those before it are, and the ledger is sound."""
    with Ledger.open(path) as ledger:

        def bound(pages: int) -> None:
            with ledger._store.engine.connect() as connection:
                size = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
                connection.exec_driver_sql(f"PRAGMA max_page_count={size + pages}")

        bound(12)
        done = []
        with pytest.raises(LedgerError, match="R508"):
            done += [added.document for added in _each(ledger)]
        bound(100_000)
        assert ledger.verify().clean
        assert ledger.documents().total >= 1 + len(done)
        outcomes = {added.outcome for added in ledger.add(Maker(claims_each=10).documents(40), reader=READER)}
        assert Outcome.ADDED in outcomes
        assert ledger.documents().total == 41


def _each(ledger: Ledger) -> Iterator[object]:
    yield from ledger.add(Maker(claims_each=10).documents(40), reader=READER)


def test_many_threads_may_ask_one_ledger(path: Path) -> None:
    """A ledger is asked by several threads while one of them writes."""
    failures: list[LedgerError] = []
    with Ledger.open(path) as ledger:

        def ask() -> None:
            try:
                for _ in range(20):
                    ledger.claims()
            except LedgerError as error:
                failures.append(error)

        threads = [threading.Thread(target=ask) for _ in range(4)]
        for thread in threads:
            thread.start()
        list(ledger.add(Maker(claims_each=3).documents(10), reader=READER))
        for thread in threads:
            thread.join()
    assert not failures
