"""The review of a ledger of many claims: how long one step takes.

    python -m bench.review --ledger big.db        # made with 100,000 claims where it does not exist

Works on a copy. Prints the median over some claims of each step: finding the first and the next claim by each order
and filter, counting what is left, showing a claim as one has it, deciding, undoing; and of accepting the best at once.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.web import make_ledger
from reportedly import ClaimFilter, Ledger
from reportedly.ledger.review_queue import ReviewOrder, ReviewQueue
from reportedly.ledger.reviewer import Reviewer

WANTED_MS = 200  # for any step but accepting many at once
_TIMES = 15
_FILTERS = {
    "all": ClaimFilter(),
    "casualties": ClaimFilter(type="casualties"),
    "a place": ClaimFilter(place="own:17"),
    "words": ClaimFilter(words="shelled"),
}


def take_times(step: Callable[[], Any]) -> float:
    """Return the median milliseconds of a step."""
    times = []
    for _ in range(_TIMES):
        begun = time.perf_counter()
        step()
        times.append(1000 * (time.perf_counter() - begun))
    return statistics.median(times)


def ask(reviewer: Reviewer) -> dict[str, float]:
    """Return how long it takes to find what comes first and next, by order and filter."""
    found = {}
    for order in ReviewOrder:
        for name, wanted in _FILTERS.items():
            queue = ReviewQueue(wanted, order)
            first = reviewer.following(queue)
            found[f"first, {order}, {name}"] = take_times(lambda queue=queue: reviewer.following(queue))
            found[f"next, {order}, {name}"] = take_times(lambda queue=queue, at=first: reviewer.following(queue, at))
    found["before"] = take_times(lambda: reviewer.before(ReviewQueue(), reviewer.following(ReviewQueue()) or ""))
    found["left"] = take_times(lambda: reviewer.count(ReviewQueue()))
    found["the claim"] = take_times(lambda: reviewer.own(reviewer.following(ReviewQueue()) or ""))
    return found


def decide(reviewer: Reviewer) -> dict[str, float]:
    """Return how long deciding takes, and taking it back."""
    queue = ReviewQueue()
    found = {"decide": take_times(lambda: reviewer.decide(reviewer.following(queue) or "", "accept"))}
    found["undo"] = take_times(reviewer.undo)
    found["redo"] = take_times(reviewer.redo)
    begun = time.perf_counter()
    number = reviewer.accept_best(reviewer.best(queue, 0.9))
    found[f"accept the best {number}"] = 1000 * (time.perf_counter() - begun)
    begun = time.perf_counter()
    reviewer.undo()
    found[f"undo {number} at once"] = 1000 * (time.perf_counter() - begun)
    return found


def main() -> int:
    """Run the steps and print their times; exit with 1 where one was too slow."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--ledger", type=Path, default=Path("build/web-load.db"))
    options.add_argument("--claims", type=int, default=100_000)
    given = options.parse_args()
    given.ledger.parent.mkdir(parents=True, exist_ok=True)
    make_ledger(given.ledger, given.claims)
    with tempfile.TemporaryDirectory() as folder:
        copied = Path(shutil.copy(given.ledger, folder))
        with Ledger.open(copied) as ledger:
            reviewer = ledger.reviewer("Amal")
            found = {**ask(reviewer), **decide(reviewer)}
            begun = time.perf_counter()
            ledger.judgements()
            found["judgements"] = 1000 * (time.perf_counter() - begun)
    for name, ms in found.items():
        print(f"{name:32} {ms:8.1f} ms")
    return int(max(ms for name, ms in found.items() if "best" not in name and "at once" not in name) > WANTED_MS)


if __name__ == "__main__":
    sys.exit(main())
