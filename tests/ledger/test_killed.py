"""A process that is killed while it adds: nothing reported is lost, nothing is there twice, and the ledger is sound."""

from __future__ import annotations

import os
import random
import signal
import time
from pathlib import Path

import pytest

from bench.made import Maker
from reportedly.ledger import ClaimFilter, Ledger
from tests.ledger.dispatches import READER

MOMENTS = 200
LONGEST_S = 0.25  # before the kill: some ten documents
FRESH = 20  # kills before a new ledger is begun, so that checking it stays quick
CLAIMS_EACH = 4
MAKER = Maker(claims_each=CLAIMS_EACH)


def _write_until_killed(path: Path, report: int) -> None:
    """Add documents and accept claims, and report each document by its number once it was given as done."""
    with Ledger.open(path, create=True) as ledger:
        first = ledger.documents(limit=1).total
        for number, added in enumerate(ledger.add(MAKER.documents(1000, first=first), reader=READER), first):
            os.write(report, f"{number}\n".encode())
            if number % 3 == 0:
                found = ledger.claims(ClaimFilter(document=added.document), limit=1)
                ledger.decide(found.items[0].claim.id, "accept", author="ann")


def _kill_one(path: Path, after_s: float) -> list[int]:
    """Let a process write, kill it after a while, and return the numbers of the documents it reported."""
    read_end, write_end = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            _write_until_killed(path, write_end)
        finally:
            os._exit(1)
    os.close(write_end)
    time.sleep(after_s)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    with os.fdopen(read_end) as report:
        lines = report.read().splitlines()
    assert os.WIFSIGNALED(status), "the writer ended by itself"
    return [int(line) for line in lines]


@pytest.mark.slow
def test_killed_at_any_moment_nothing_is_lost_or_doubled(tmp_path: Path) -> None:
    """At 200 random moments: all that was reported is there, once, with its claims, and `verify` is clean."""
    rng = random.Random(4)
    reported: set[int] = set()
    path = tmp_path / "0.db"
    for moment in range(MOMENTS):
        if moment % FRESH == 0:
            path, reported = tmp_path / f"{moment}.db", set()
        reported.update(_kill_one(path, rng.uniform(0, LONGEST_S)))
        if not path.exists():
            assert not reported
            continue
        with Ledger.open(path) as ledger:
            verdict = ledger.verify()
            assert verdict.clean, (moment, verdict.findings)
            documents = ledger.documents(limit=1).total
            assert documents in (len(reported), len(reported) + 1)  # killed between the disk and the report
            reported.update(range(documents))
            assert all(ledger.has(MAKER.make(number)[0], READER) for number in reported)
            assert sum(facet.claims for facet in ledger.facets().type) == documents * CLAIMS_EACH
