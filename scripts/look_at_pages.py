"""Take a picture of every page of the app, to be looked at before a screen is called done.

    python scripts/look_at_pages.py OUT [--ledger FILE] [--only claims,map] [--widths 1440,390]

Serves the ledger (the examples, read now, where none is given) on loopback and writes OUT/PAGE-WIDTH-SCHEME.png for
each page, width and colour scheme, and OUT/PAGE-print.png as on paper. Prints what no picture shows: serious faults
that axe finds, pages wider than the screen, and text that is cut.
"""

from __future__ import annotations

import argparse
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any  # Any: JSON, and objects of playwright

import httpx

from reportedly import Settings
from reportedly.web import create_app
from reportedly.web.address import segment

AXE = Path(__file__).parents[1] / "tests" / "web" / "vendor" / "axe.min.js"
TALLEST = 2600  # pixels of a picture
PAPER = 794  # A4 at 96 dots an inch
WEIGHED_S = 60  # at most, for the ledger to be weighed
_SERIOUS = ("serious", "critical")
# Elements whose words end before they do, but for those that say so by an ellipsis or scroll
_CUT = """() => [...document.querySelectorAll("main *, header *")].filter((one) => {
  const style = getComputedStyle(one);
  return one.scrollWidth > one.clientWidth + 1 && style.overflowX === "hidden" && style.textOverflow !== "ellipsis"
    && style.clipPath === "none" && one.clientWidth > 0 && one.namespaceURI.endsWith("xhtml");
}).map((one) => `${one.tagName} ${one.className}: ${one.textContent.trim().slice(0, 60)}`)"""


def find_pages(address: str) -> Iterator[tuple[str, str]]:
    """Yield a name and a path for each page that stands by itself, and for one of each kind that has an id."""
    with httpx.Client(base_url=address, timeout=60) as client:
        listed = client.get("/openapi.json").json()["paths"]
        for path in sorted(listed):
            if path.endswith(".json") and "{" not in path and path != "/openapi.json" and "get" in listed[path]:
                page = "/" if path == "/index.json" else path.removesuffix(".json")
                yield page.strip("/").replace("/", "-") or "start", page
        yield "search-words", "/search?q=rebels"
        yield "claims-filtered", "/claims?type=casualties&at=2021-03-03"
        yield "claims-none", "/claims?type=gain&q=nothing+of+the+kind"
        yield "problem", "/claims/0000000000000000"
        for name, path in _with_ids(client):
            yield name, path


def _with_ids(client: httpx.Client) -> Iterator[tuple[str, str]]:
    claims = client.get("/claims.json?limit=200").json()["claims"]["items"]
    chained = max(claims, key=_chain_length)
    documents = list(dict.fromkeys(kept["document"] for kept in claims))
    yield "claim", f"/claims/{chained['claim']['id']}"
    yield "document", f"/documents/{segment(chained['document'])}"
    if len(documents) > 1:
        yield "compared", f"/documents/{segment(documents[0])}?beside={segment(documents[1])}"
    for name, plural in (("dispute", "disputes"), ("figure", "figures"), ("place", "places"), ("party", "parties"),
                         ("source", "sources")):  # fmt: skip
        found = client.get(f"/{plural}.json").json().get(plural) or []
        items = found["items"] if isinstance(found, dict) else found
        if items:
            yield name, f"/{plural}/{segment(items[0]['id'])}"


def _chain_length(kept: dict[str, Any]) -> int:
    return len(kept["claim"]["chain"])


def look(page: Any, address: str, path: str, into: Path, *, name: str, width: int, scheme: str) -> list[str]:
    """Take the picture of one page at one width in one scheme, and return what is wrong with it."""
    page.emulate_media(color_scheme=scheme, media="screen")
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address + path, wait_until="load")
    if path.startswith("/map"):
        page.wait_for_selector("#map[data-ready=true]", timeout=30_000)
    page.wait_for_timeout(300)
    _shoot(page, into / f"{name}-{width}-{scheme}.png", width)
    wrong = [f"cut: {words}" for words in page.evaluate(_CUT)]
    beyond = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if beyond > 0:
        wrong.append(f"wider than the screen by {beyond}")
    page.add_script_tag(content=AXE.read_text("utf-8"))
    found = page.evaluate("axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']})")
    for fault in found["violations"]:
        if fault["impact"] in _SERIOUS:
            wrong.append(f"axe {fault['id']}: {fault['nodes'][0]['html'][:120]}")
    return wrong


def _shoot(page: Any, path: Path, width: int) -> None:
    height = min(TALLEST, page.evaluate("document.documentElement.scrollHeight"))
    page.screenshot(path=path, full_page=True, clip={"x": 0, "y": 0, "width": width, "height": height})


def look_at_print(page: Any, address: str, path: str, into: Path, *, name: str) -> None:
    """Take the picture of one page as it is printed."""
    page.emulate_media(media="screen", color_scheme="light")
    page.set_viewport_size({"width": PAPER, "height": 1123})
    page.goto(address + path, wait_until="load")
    if path.startswith("/map"):
        page.wait_for_selector("#map[data-ready=true]", timeout=30_000)
        page.wait_for_timeout(600)  # until its picture for paper is taken
    page.emulate_media(media="print")
    _shoot(page, into / f"{name}-print.png", PAPER)


def serve(ledger: Path) -> tuple[Any, str]:
    """Serve a ledger from a thread, and return the server and its address."""
    import uvicorn

    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    app = create_app(Settings(ledger=str(ledger)), author="Amal")
    server = uvicorn.Server(uvicorn.Config(app, log_level="error"))
    threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True).start()
    while not server.started:
        time.sleep(0.05)
    address = f"http://127.0.0.1:{listening.getsockname()[1]}"
    until = time.monotonic() + WEIGHED_S
    while time.monotonic() < until and httpx.get(f"{address}/disputes.json", timeout=60).status_code == 503:
        time.sleep(0.5)
    return server, address


def main() -> int:
    """Take the pictures and print what is wrong; exit with 1 where anything is."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("out", type=Path)
    options.add_argument("--ledger", type=Path)
    options.add_argument("--only", default="", help="names of pages, or their beginnings, with commas between")
    options.add_argument("--widths", default="1440,390")
    options.add_argument("--schemes", default="light,dark")
    options.add_argument("--no-print", action="store_true")
    given = options.parse_args()
    from playwright.sync_api import sync_playwright

    given.out.mkdir(parents=True, exist_ok=True)
    ledger = given.ledger or _read_examples(given.out / "examples.db")
    server, address = serve(ledger)
    only = tuple(name for name in given.only.split(",") if name)
    pages = [(name, path) for name, path in find_pages(address) if not only or name.startswith(only)]
    faults = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_context(bypass_csp=True).new_page()  # axe is not of the app
        for name, path in pages:
            for width in map(int, given.widths.split(",")):
                for scheme in given.schemes.split(","):
                    wrong = look(page, address, path, given.out, name=name, width=width, scheme=scheme)
                    faults += len(wrong)
                    print(f"{name} {width} {scheme}: {'; '.join(wrong) or 'ok'}", flush=True)
            if not given.no_print:
                look_at_print(page, address, path, given.out, name=name)
        browser.close()
    server.should_exit = True
    return int(faults > 0)


def _read_examples(path: Path) -> Path:
    if not path.exists():
        command = [sys.executable, "-c", "from reportedly.cli.main import run; run()", "add", "--examples"]
        subprocess.run([*command, "--ledger", str(path)], check=False)  # 1: one of them is in Arabic, which is not read
    return path


if __name__ == "__main__":
    sys.exit(main())
