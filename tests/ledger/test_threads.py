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
