"""The map in a browser: how soon a ledger of many claims is on the screen, and how soon a filter of it.

    python -m bench.map --ledger big.db        # made with 100,000 claims where it does not exist

Opens the map in chromium some times, then presses filters. Prints for each step the quickest and the median wait until
what was asked for is on the screen, what the page's own thread and the server took of the machine's time for it, and
how busy the machine was besides. The lists come before the map: a browser without a graphics card draws that slowly,
which is told apart.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any  # Any: objects of playwright

import httpx

from bench.web import cpu_seconds, make_ledger, start_server

FIRST_VIEW_MS = 1000
FILTER_MS = 200
FLAGS = ("--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader")
_READING_S = 300  # at most, until the server has read the claims for the map
# When the lists of the first view are on the screen, and when the map is
_FIRST = """() => new Promise((done) => {
  const host = document.getElementById("map");
  const end = () => done({ lists: window.listed, map: performance.now() });
  if (host.dataset.ready) end();
  new MutationObserver(end).observe(host, { attributeFilter: ["data-ready"] });
})"""
_WATCH = """new MutationObserver((_, watching) => {
  if (!document.querySelector(".places-shown tbody tr")) return;
  watching.disconnect();
  requestAnimationFrame(() => setTimeout(() => { window.listed = performance.now(); }));
}).observe(document, { subtree: true, childList: true });"""
# From the press of a filter until the lists of it are on the screen, and until the map is
_FILTER = """(number) => new Promise((done) => {
  const begun = performance.now(), found = {};
  const { map } = document.getElementById("map").reportedly;
  const watching = new MutationObserver(() => {
    if (document.getElementById("listed").dataset.of !== location.search) return;
    watching.disconnect();
    requestAnimationFrame(() => setTimeout(() => {
      found.lists = performance.now() - begun;
      map.once("idle", () => done({ ...found, map: performance.now() - begun }));
    }));
  });
  watching.observe(document.querySelector(".over-view"), { subtree: true, childList: true, attributes: true });
  document.querySelectorAll(".chips.types a")[number].click();
})"""


@dataclass(slots=True)
class Waits:
    """Milliseconds of one step, each time: until lists and map are there, and of the processor for page and server."""

    lists: list[float] = field(default_factory=list)
    map: list[float] = field(default_factory=list)
    page: list[float] = field(default_factory=list)
    server: list[float] = field(default_factory=list)


@contextmanager
def open_browser() -> Iterator[Any]:
    """Give a browser that draws without a graphics card, the same on every machine."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(FLAGS))
        yield browser
        browser.close()


def wait_for_map(address: str) -> None:
    """Wait until the server has read the claims for the map, and the ground around them.

    Raises: TimeoutError where it does not come to that.
    """
    end = time.monotonic() + _READING_S
    while time.monotonic() < end:
        if httpx.get(f"{address}/map", timeout=60).status_code == 200:
            httpx.get(f"{address}/map/ground.geojson", timeout=60)
            return
        time.sleep(1)
    raise TimeoutError("the claims were not read for the map")


def measure(browser: Any, address: str, *, times: int, server: int = 0) -> dict[str, Waits]:
    """Return the waits for a first view and for filters, of which each is asked once; `server` is its process."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, base_url=address)
    context.add_init_script(_WATCH)
    page = context.new_page()
    ticks = context.new_cdp_session(page)
    ticks.send("Performance.enable", {"timeDomain": "threadTicks"})
    found: dict[str, Waits] = defaultdict(Waits)
    for number in range(times + 1):
        page.goto("about:blank")
        with _counted(ticks, server) as spent:
            page.goto("/map", wait_until="commit")
            page.wait_for_load_state("domcontentloaded")
            waited = page.evaluate(_FIRST)
        if number:  # the first fills the browser's cache, as a visit of the start page does
            _note(found["first view"], waited, spent)
    for number in range(times):
        page.wait_for_timeout(1500)  # a person looks; what the map still draws is not of the next step
        with _counted(ticks, server) as spent:
            waited = page.evaluate(_FILTER, number)
        _note(found["filter"], waited, spent)
    context.close()
    return found


@contextmanager
def _counted(ticks: Any, server: int) -> Iterator[dict[str, float]]:
    spent: dict[str, float] = {}
    page, own = _page_seconds(ticks), cpu_seconds(server)
    yield spent
    spent["page"], spent["server"] = 1000 * (_page_seconds(ticks) - page), 1000 * (cpu_seconds(server) - own)


def _page_seconds(ticks: Any) -> float:
    metrics = {one["name"]: one["value"] for one in ticks.send("Performance.getMetrics")["metrics"]}
    return float(metrics["TaskDuration"])


def _note(waits: Waits, waited: dict[str, float], spent: dict[str, float]) -> None:
    waits.lists.append(waited["lists"])
    waits.map.append(waited["map"])
    waits.page.append(spent["page"])
    waits.server.append(spent["server"])


def main() -> int:
    """Print the waits; exit with 1 where the lists came too late in the median."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--ledger", type=Path, default=Path("build/web-load.db"))
    options.add_argument("--claims", type=int, default=100_000)
    options.add_argument("--times", type=int, default=7)
    given = options.parse_args()
    given.ledger.parent.mkdir(parents=True, exist_ok=True)
    make_ledger(given.ledger, given.claims)
    server, address = start_server(given.ledger)
    try:
        wait_for_map(address)
        with open_browser() as browser:
            found = measure(browser, address, times=given.times, server=server.pid)
    finally:
        server.terminate()
        server.wait(20)
    for step, waits in found.items():
        parts = (f"{name} {_said(getattr(waits, name))}" for name in ("lists", "map", "page", "server"))
        print(f"{step:10} {', '.join(parts)}")
    print(f"quickest and median of {given.times}, in ms; load of the machine {os.getloadavg()[0]:.1f}")
    late = (statistics.median(found[name].lists) > most
            for name, most in (("first view", FIRST_VIEW_MS), ("filter", FILTER_MS)))  # fmt: skip
    return int(any(late))


def _said(times: list[float]) -> str:
    return f"{min(times):.0f} / {statistics.median(times):.0f}"


if __name__ == "__main__":
    sys.exit(main())
