"""A ledger asked by many threads at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from bench.made import Maker
from reportedly import ClaimFilter, Ledger, ReaderVersion


def test_many_threads_may_ask_at_once(tmp_path: Path) -> None:
    """Forty threads that ask one ledger at once all get their answer; none loses its connection to another."""
    with Ledger.open(tmp_path / "l.db", create=True) as ledger:
        for _ in ledger.add(Maker(seed=1).documents(20), reader=ReaderVersion("made")):
            pass

        def ask(number: int) -> int:
            return ledger.claims(ClaimFilter(type="gain" if number % 2 else "attack"), limit=5).total

        with ThreadPoolExecutor(40) as threads:
            found = list(threads.map(ask, range(400)))
    assert len(set(found[::2])) == len(set(found[1::2])) == 1


def test_a_moment_lasts_until_its_thread_writes(tmp_path: Path) -> None:
    """Within a moment what others write is not seen; what the thread writes itself is, and after it all is."""
    path = tmp_path / "l.db"
    with Ledger.open(path, create=True) as ledger, Ledger.open(path) as other:
        first, second, third = Maker(seed=1).documents(3)
        list(other.add([first], reader=ReaderVersion("made")))
        with ledger.moment(), ledger.moment():
            assert ledger.documents().total == 1
            list(other.add([second], reader=ReaderVersion("made")))
            assert ledger.documents().total == 1
            before = ledger.position
            list(ledger.add([third], reader=ReaderVersion("made")))
            assert ledger.documents().total == 3
            assert ledger.position > before
            ledger.grade("Harbour Post", "C", author="ann")
            assert set(ledger.letters().values()) == {"C"}
        list(other.add(Maker(seed=2).documents(1), reader=ReaderVersion("made")))
        assert ledger.documents().total == 4


def test_each_thread_has_its_own_moment(tmp_path: Path) -> None:
    """A moment of one thread holds up neither what others read nor what they write."""
    with Ledger.open(tmp_path / "l.db", create=True) as ledger, ThreadPoolExecutor(1) as thread:
        with ledger.moment():
            assert ledger.documents().total == 0
            thread.submit(lambda: list(ledger.add(Maker().documents(2), reader=ReaderVersion("made")))).result()
            assert thread.submit(lambda: ledger.documents().total).result() == 2
            assert ledger.documents().total == 0
        assert ledger.documents().total == 2
