"""Load on the web app: many clients turning pages over a ledger of many claims.

    python -m bench.web --ledger big.db        # made with 100,000 claims where it does not exist

Each client opens a page, waits a second, and opens another: lists with and without filters, pages of a list, claims,
documents, searches, registers. Prints the number of answers, of errors, and the time by which 95 of 100 had come; and
what of the machine's time the server took for a page, which says more than waiting does where others use the machine.
A new ledger is weighed meanwhile in a process of its own, as it would be; `--weighed` waits for the end of that first.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import statistics
import subprocess
import sys
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from bench.made import Maker
from reportedly import Ledger, ReaderVersion

CLAIMS_EACH = 20
WANTED_MS = 300
FAMILIES = ("/claims?type=", "/claims", "/claims/", "/documents/", "/search", "/sources", "/documents", "/")
TYPES = ("gain", "control", "withdraw", "attack", "casualties", "strength", "movement", "displacement")


@dataclass(slots=True)
class Seen:
    """What came back: seconds by family of pages, and what went wrong."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: Counter[str] = field(default_factory=Counter)


def make_ledger(path: Path, claims: int) -> None:
    """Make the ledger where it does not exist."""
    if path.exists():
        return
    with Ledger.open(path, create=True) as ledger:
        for _ in ledger.add(Maker(seed=1).documents(claims // CLAIMS_EACH), reader=ReaderVersion("made")):
            pass


def start_server(path: Path) -> tuple[subprocess.Popen[str], str]:
    """Start the app as its users do, and return its process and address once it answers."""
    command = [sys.executable, "-c", "from reportedly.cli.main import run; run()", "serve", "--port", "0"]
    server = subprocess.Popen([*command, "--ledger", str(path)], stdout=subprocess.PIPE, text=True)
    address = (server.stdout.readline() if server.stdout else "").strip().rstrip("/")
    for _ in range(300):
        try:
            httpx.get(f"{address}/static/mark.svg", timeout=2)
            return server, address
        except httpx.HTTPError:
            time.sleep(0.1)
    raise TimeoutError("the app did not start")


def wait_for_weighing(address: str) -> None:
    """Wait until all is weighed: the page of disputes answers only then."""
    while httpx.get(f"{address}/disputes.json?limit=1", timeout=60).status_code == 503:
        time.sleep(1)


def cpu_seconds(process: int) -> float:
    """Return the time that a process took of the machine, without that of its children; 0 where that is not told."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def turn_pages(address: str, ids: list[tuple[str, str]], seen: Seen, *, seed: int, seconds: float) -> None:
    """Be one client: a page, a second's wait, another page."""
    rng = random.Random(seed)
    end = time.monotonic() + seconds
    async with httpx.AsyncClient(base_url=address, headers={"accept": "text/html"}, timeout=30) as client:
        await asyncio.sleep(rng.random())
        while time.monotonic() < end:
            family, path = choose_page(rng, ids)
            begun = time.perf_counter()
            try:
                answer = await client.get(path)
            except httpx.HTTPError as error:
                seen.errors[type(error).__name__] += 1
            else:
                seen.seconds[family].append(time.perf_counter() - begun)
                if answer.status_code >= 400:
                    seen.errors[f"{answer.status_code} {family}"] += 1
            await asyncio.sleep(1)


def choose_page(rng: random.Random, ids: list[tuple[str, str]]) -> tuple[str, str]:
    """Return the family of a page and its address: claims most often, as people read."""
    family = rng.choices(FAMILIES, weights=(4, 3, 6, 3, 2, 1, 1, 1))[0]
    claim, document = rng.choice(ids)
    paths = {
        "/claims?type=": f"/claims?type={rng.choice(TYPES)}&since=2016-{rng.randrange(1, 13):02}-01",
        "/claims/": f"/claims/{claim}",
        "/documents/": f"/documents/{document}",
        "/search": f"/search?q={rng.choice(('shelled', 'withdrew', 'families fled', 'column'))}",
    }
    return family, paths.get(family, family)


async def load(address: str, *, clients: int, seconds: float) -> Seen:
    """Let all clients turn pages at once."""
    seen = Seen()
    async with httpx.AsyncClient(base_url=address, timeout=60) as client:
        pages = [(await client.get(f"/claims.json?limit=500&type={name}")).json() for name in TYPES]
    ids = [(kept["claim"]["id"], kept["document"]) for page in pages for kept in page["claims"]["items"]]
    await asyncio.gather(*(turn_pages(address, ids, seen, seed=number, seconds=seconds) for number in range(clients)))
    return seen


def main() -> int:
    """Run the load and print what came of it; exit with 1 on an error or where it was too slow."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--ledger", type=Path, default=Path("build/web-load.db"))
    options.add_argument("--claims", type=int, default=100_000)
    options.add_argument("--clients", type=int, default=50)
    options.add_argument("--seconds", type=float, default=60)
    options.add_argument("--weighed", action="store_true", help="wait until the ledger is weighed")
    given = options.parse_args()
    given.ledger.parent.mkdir(parents=True, exist_ok=True)
    make_ledger(given.ledger, given.claims)
    server, address = start_server(given.ledger)
    try:
        if given.weighed:
            wait_for_weighing(address)
        before = cpu_seconds(server.pid)
        seen = asyncio.run(load(address, clients=given.clients, seconds=given.seconds))
        spent = cpu_seconds(server.pid) - before
    finally:
        server.terminate()
        server.wait(20)
    return report(seen, spent)


def report(seen: Seen, spent: float) -> int:
    """Print the times by family and together, and the errors."""
    together = [one for times in seen.seconds.values() for one in times]
    for family, times in sorted(seen.seconds.items()):
        print(f"{family:16} {len(times):5} pages  median {_ms(times, 50):5.0f} ms  p95 {_ms(times, 95):5.0f} ms")
    p95 = _ms(together, 95)
    print(f"{'all':16} {len(together):5} pages  median {_ms(together, 50):5.0f} ms  p95 {p95:5.0f} ms")
    print(f"the server's own time: {1000 * spent / max(1, len(together)):.0f} ms a page")
    print(f"errors: {sum(seen.errors.values())} {dict(seen.errors) or ''}")
    return int(bool(seen.errors) or p95 > WANTED_MS)


def _ms(times: list[float], percent: int) -> float:
    return 1000 * statistics.quantiles(times, n=100, method="inclusive")[percent - 1] if len(times) > 1 else 0.0


if __name__ == "__main__":
    sys.exit(main())
