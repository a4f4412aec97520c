"""How long weighing takes: python -m bench.weighing [--sizes 10000,100000,1000000]

A ledger is filled with made documents up to each size in turn, as news come in: a thousand claims a day, a tenth of the
documents reprints of the day before, a fifth of all claims in one town. There it is weighed from scratch, and then new
documents come in one by one and are weighed by themselves; the memory is the most that was held up to then. Times are
of this machine: the loop printed first tells how fast that is. `--keep FILE` leaves the ledger, and goes on from where
it stands.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from bench.ledger import hurry
from bench.made import Maker
from reportedly.ledger import Ledger, ReaderVersion
from reportedly.weighing.weighing import Weighing

CLAIMS_EACH = 20
A_DAY = 50  # documents
REPRINTED = 0.1  # of them
READER = ReaderVersion("bench")
_ADDED = 20  # documents weighed one by one


def main() -> None:
    """Print a line for each size."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--sizes", default="10000,100000,1000000")
    options.add_argument("--keep", type=Path)
    given = options.parse_args()
    print(f"calibration: {_calibrate():.1f} ms for a million additions")
    print(
        f"{'claims':>9} {'documents':>9} {'scratch':>10} {'processor':>10} {'a claim':>11} "
        f"{'one added':>11} {'processor':>11} {'questions':>9} {'disputed':>8} {'memory':>8}"
    )
    with tempfile.TemporaryDirectory() as folder:
        path = given.keep or Path(folder) / "bench.db"
        for size in [int(each) for each in given.sizes.split(",")]:
            _measure(path, size)


def _calibrate() -> float:
    begun = time.perf_counter()
    total = 0
    for number in range(1_000_000):
        total += number
    return (time.perf_counter() - begun) * 1000


def _measure(path: Path, size: int) -> None:
    maker = Maker(claims_each=CLAIMS_EACH, a_day=A_DAY, reprinted=REPRINTED)
    with Ledger.open(path, create=True) as ledger:
        have = ledger.documents(limit=1).total
        more = max(0, size // CLAIMS_EACH - have)
        hurry(ledger, True)
        for _ in ledger.add(maker.documents(more, first=have), reader=READER):
            pass
        hurry(ledger, False)
        ledger.drop_derived()
        weighing = Weighing(ledger)
        (wall, processor), documents = _timed(weighing.refresh)
        one = [_weigh_one(ledger, weighing, maker, documents + number) for number in range(_ADDED)]
        questions, disputed = weighing.count_questions()
        print(
            f"{size:>9,} {documents:>9,} {wall:>8.1f} s {processor:>8.1f} s {1000 * processor / size:>8.2f} ms "
            f"{1000 * median(each[0] for each in one):>8.1f} ms {1000 * median(each[1] for each in one):>8.1f} ms "
            f"{questions:>9,} {disputed:>8,} {_memory():>5,} MB",
            flush=True,
        )


def _memory() -> int:
    """Return the most memory that was held up to now, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _weigh_one(ledger: Ledger, weighing: Weighing, maker: Maker, number: int) -> tuple[float, float]:
    """Return the seconds that one new document takes to weigh, by the clock and of the processor."""
    for _ in ledger.add(maker.documents(1, first=number), reader=READER):
        pass
    return _timed(weighing.refresh)[0]


def _timed(work: Callable[[], int]) -> tuple[tuple[float, float], int]:
    wall, processor = time.perf_counter(), time.process_time()
    done = work()
    return (time.perf_counter() - wall, time.process_time() - processor), done


if __name__ == "__main__":
    main()
