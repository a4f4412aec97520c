"""How long a ledger of many claims takes, and how large it is: python -m bench.ledger [--sizes 10000,100000,1000000]

A ledger is filled with made documents through the same code that `reportedly add` uses, one transaction each, but
without waiting for the disk each time; at each size in turn it is asked pages of many kinds, and takes in documents as
it always does. Times are of this machine: the loop printed first tells how fast that is. `--keep FILE` leaves the
ledger for a closer look, and goes on from where it stands.
"""

from __future__ import annotations

import argparse
import random
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from statistics import median

from bench.made import DAYS, FIRST_DAY, Maker
from reportedly.ledger import Box, ClaimFilter, Ledger, ReaderVersion

CLAIMS_EACH = 20
READER = ReaderVersion("bench")
BUDGET_MEDIAN_MS, BUDGET_P95_MS, BUDGET_ADD_MS, BUDGET_BYTES = 50, 150, 100, 2_000_000_000
_PAGES = 300  # asked of each kind
_ADDED = 100  # documents timed one by one


def main() -> None:
    """Print a table for each size."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sizes", default="10000,100000,1000000")
    options.add_argument("--keep", type=Path)
    given = options.parse_args()
    print(f"calibration: {_calibrate():.1f} ms for a million additions")
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
    maker = Maker(claims_each=CLAIMS_EACH)
    with Ledger.open(path, create=True) as ledger:
        have = ledger.documents(limit=1).total
        begun = time.perf_counter()
        more = max(0, size // CLAIMS_EACH - have)
        hurry(ledger, True)
        for _ in ledger.add(maker.documents(more, first=have), reader=READER):
            pass
        hurry(ledger, False)
        seconds = time.perf_counter() - begun
        print(f"\n{size:,} claims in {size // CLAIMS_EACH:,} documents")
        if more:
            print(f"  filled with {more:,} documents in {seconds:.0f} s: {seconds / more * 1000:.1f} ms each")
        _print_add(ledger, maker, size)
        for name, filters in _questions(maker).items():
            _print_pages(ledger, name, filters)
        _print_other(ledger)
    bytes_ = path.stat().st_size
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"  file {bytes_ / 1e9:.2f} GB, {bytes_ / size:.0f} bytes a claim; memory at most {memory} MB")


def hurry(ledger: Ledger, hurrying: bool) -> None:
    """While the ledger is filled, do not wait for the disk after each document; what is timed later does wait."""
    with ledger._store.engine.connect() as connection:
        connection.exec_driver_sql(f"PRAGMA synchronous={'OFF' if hurrying else 'FULL'}")
        if not hurrying:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")


def _print_add(ledger: Ledger, maker: Maker, size: int) -> None:
    other = Maker(seed=size, claims_each=CLAIMS_EACH)
    other.outlets, other.places, other.parties = maker.outlets, maker.places, maker.parties
    pairs = list(other.documents(_ADDED))
    added = ledger.add(pairs, reader=READER)
    times = [_time(lambda: next(added)) for _ in pairs]
    print(f"  one new document: {_spread(times)} (budget {BUDGET_ADD_MS})")


def _print_pages(ledger: Ledger, name: str, filters: Iterator[ClaimFilter]) -> None:
    times = []
    for _, wanted in zip(range(_PAGES), filters, strict=False):
        times.append((_time(lambda wanted=wanted: ledger.claims(wanted)), wanted))  # type: ignore[misc]
    worst = max(times, key=_first)
    shown = {
        field: value for field in worst[1].__slots__ if (value := getattr(worst[1], field)) not in ((), "", None, False)
    }
    print(
        f"  page, {name}: {_spread([each[0] for each in times])} (budget {BUDGET_MEDIAN_MS}, {BUDGET_P95_MS});", end=""
    )
    print(f" worst {shown}")


def _print_other(ledger: Ledger) -> None:
    attacks = ClaimFilter(type="attack")
    second = ledger.claims(attacks).next
    later = [_time(lambda: ledger.claims(attacks, after=second)) for _ in range(20)]
    print(f"  a later page: {_spread(later)}")
    print(f"  the most doubtful: {_spread([_time(lambda: ledger.claims(order='doubtful')) for _ in range(20)])}")
    print(f"  facets of all: {_spread([_time(ledger.facets) for _ in range(10)])}")
    facets = [_time(lambda: ledger.facets(ClaimFilter(type="attack", modality="planned"))) for _ in range(10)]
    print(f"  facets of a filter: {_spread(facets)}")
    print(f"  parties: {_spread([_time(ledger.parties) for _ in range(10)])}")


def _questions(maker: Maker) -> dict[str, Iterator[ClaimFilter]]:
    return {"filtered": _filters(maker, random.Random(1)), "words": _words(maker, random.Random(2))}


def _filters(maker: Maker, rng: random.Random) -> Iterator[ClaimFilter]:
    """Yield filters of the kinds people ask, of frequent values and of rare ones."""
    while True:
        party, place = (
            rng.choice(maker.parties).id or "",
            rng.choice(maker.places[: rng.choice([5, 50, 3000])]).id or "",
        )
        day = (FIRST_DAY + timedelta(days=rng.randrange(DAYS))).isoformat()
        west, south = rng.uniform(36, 41), rng.uniform(33, 36)
        yield rng.choice(
            (
                ClaimFilter(type="attack"),
                ClaimFilter(subtype="killed", modality="planned"),
                ClaimFilter(party=party),
                ClaimFilter(party=(party, maker.parties[0].id or "")),
                ClaimFilter(place=place),
                ClaimFilter(place=place, type="casualties"),
                ClaimFilter(party=party, place=place),
                ClaimFilter(publisher=rng.choice(maker.outlets), type="control"),
                ClaimFilter(source=rng.choice(maker.speakers).name or "", modality="asserted"),
                ClaimFilter(anonymous=True, party=party),
                ClaimFilter(area=Box(west, south, west + rng.uniform(0.1, 4), south + rng.uniform(0.1, 3))),
                ClaimFilter(at=day),
                ClaimFilter(at=day, type="gain", country="SY"),
                ClaimFilter(since=day, type="withdraw"),
                ClaimFilter(until=day, party=party),
                ClaimFilter(known_by=day, type="strength"),
                ClaimFilter(score_below=0.3, type="movement"),
                ClaimFilter(),
            )
        )


def _words(maker: Maker, rng: random.Random) -> Iterator[ClaimFilter]:
    while True:
        place = rng.choice(maker.places[: rng.choice([5, 50, 3000])]).name or ""
        party = rng.choice(maker.parties)
        yield rng.choice(
            (
                ClaimFilter(words="shelled"),
                ClaimFilter(words=place),
                ClaimFilter(words=f'"{place}" killed'),
                ClaimFilter(words=f"{party.name} withdrew"),
                ClaimFilter(words="civilians wounded", party=party.id or ""),
                ClaimFilter(words="shell*", type="attack", modality="denied"),
                ClaimFilter(words=place, type="attack"),
                ClaimFilter(words="fighters", publisher=rng.choice(maker.outlets)),
                ClaimFilter(words="nosuchword"),
            )
        )


def _time(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def _spread(times: list[float]) -> str:
    ordered = sorted(times)
    return f"median {median(ordered):.1f} ms, 95 % {ordered[int(len(ordered) * 0.95) - 1]:.1f}, most {ordered[-1]:.1f}"


def _first(pair: tuple[float, ClaimFilter]) -> float:
    return pair[0]


if __name__ == "__main__":
    main()
