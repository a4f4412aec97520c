"""Browser runs: the pages as a person meets them, in Chromium, with every address but this machine's refused."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from reportedly import Settings
from reportedly.web import create_app
from tests.web.conftest import fill
from tests.web.test_hostile import fill_hostile

pytestmark = pytest.mark.slow

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
AXE = Path(__file__).parent / "vendor" / "axe.min.js"
PAGES = ("/", "/claims", "/documents", "/sources", "/disputes", "/figures", "/places", "/parties", "/map", "/changes",
         "/quarantine", "/sums", "/paste", "/docs", "/search?q=rebels")  # fmt: skip
ARTICLE = """AMMAN, March 3, 2021 (Meridian Press) - At least 20 ISIS fighters were killed in Hajin on Tuesday, a
spokesman for the Syrian Democratic Forces said.
"""

Browser = Any  # of playwright, which may not be there


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Return a Chromium without a window."""
    if CHROMIUM is None:
        pytest.skip("no chromium: apt-get install chromium")
    api = pytest.importorskip("playwright.sync_api")
    with api.sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield launched
        launched.close()


def serve(path: Path) -> tuple[Any, str]:
    """Serve a ledger from a thread, and return the server and its address."""
    import uvicorn

    settings = Settings(ledger=str(path))
    app = create_app(settings, author="Amal")
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="error"))
    threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True).start()
    while not server.started:
        time.sleep(0.05)
    return server, f"http://127.0.0.1:{listening.getsockname()[1]}"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of an app over a ledger of twelve invented documents, and hostile ones."""
    path = tmp_path_factory.mktemp("browser") / "made.db"
    fill(path)
    fill_hostile(path, long=False)
    server, found = serve(path)
    yield found
    server.should_exit = True


@pytest.fixture
def open_page(browser: Browser, address: str) -> Iterator[Any]:
    """Return a function that opens a page; whatever it asks of another machine, or logs as wrong, fails the test."""
    contexts, wrong = [], []

    def refuse(route: Any) -> None:
        if route.request.url.startswith((address, "data:", "blob:")):
            route.continue_()
        else:
            wrong.append(route.request.url)
            route.abort()

    def make(path: str, **options: Any) -> Any:
        context = browser.new_context(base_url=address, **options)
        contexts.append(context)
        context.route("**/*", refuse)
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda said: wrong.append(said.text) if "Content Security Policy" in said.text else None)
        page.goto(path)
        return page

    yield make
    for context in contexts:
        context.close()
    assert not wrong


def one_of_each(page: Any) -> list[str]:
    """Return the addresses of a claim, a document, and of an entry of each register."""
    found = page.request.get("/claims.json?limit=1").json()["claims"]["items"][0]
    registers = {name: page.request.get(f"/{name}.json").json()[name] for name in ("sources", "places", "parties")}
    entries = [f"/{name}/{quote(listed['items'][0]['id'], safe='')}" for name, listed in registers.items()]
    return [f"/claims/{found['claim']['id']}", f"/documents/{found['document']}", *entries]


@pytest.mark.parametrize(("scheme", "width"), [("light", 390), ("dark", 1440)])
def test_axe_finds_no_fault(open_page: Any, scheme: str, width: int) -> None:
    """No page has a fault of accessibility that axe-core calls more than minor, in light or dark, wide or narrow."""
    page = open_page("/", color_scheme=scheme, viewport={"width": width, "height": 840})
    for path in (*PAGES, *one_of_each(page)):
        page.goto(path)
        if path == "/map":
            page.wait_for_timeout(1500)
        page.evaluate(AXE.read_text("utf-8"))
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        faults = [
            (one["id"], [node["html"][:200] for node in one["nodes"][:3]])
            for one in found["violations"]
            if one["impact"] != "minor"
        ]
        assert not faults, (path, faults)


@pytest.mark.parametrize("width", [390, 1440])
def test_no_page_is_wider_than_the_screen(open_page: Any, width: int) -> None:
    """Nothing runs past the edge of a phone or of a desk."""
    page = open_page("/", viewport={"width": width, "height": 840})
    for path in (*PAGES, *one_of_each(page)):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_nothing_of_a_hostile_article_runs(open_page: Any) -> None:
    """Pages of hostile articles run nothing of theirs, whatever is clicked."""
    page = open_page("/claims?limit=500&q=rebels")
    for kept in page.request.get("/claims.json?limit=100&q=rebels").json()["claims"]["items"]:
        page.goto(f"/claims/{kept['claim']['id']}")
        page.locator("main").hover()
        assert page.evaluate("window.hit") is None


def test_the_keyboard_alone_leads_to_the_sentence(open_page: Any) -> None:
    """From the table a few keys lead to a claim's words, and a key decides on it."""
    page = open_page("/claims")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/claims/*")
    assert page.locator("a.claimed.picked").first.is_visible()
    page.keyboard.press("a")
    page.wait_for_selector(".tag.accepted")
    page.wait_for_selector("#keys:not([hidden])")  # its scripts are there
    page.keyboard.press("z")
    page.wait_for_selector(".tag.accepted", state="detached")
    page.wait_for_selector("#keys:not([hidden])")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "q"


def test_two_documents_are_compared(open_page: Any) -> None:
    """A second document stands beside the first on a desk and under it on a phone, each with its claims marked."""
    page = open_page("/documents", viewport={"width": 1440, "height": 900})
    claims = page.request.get("/claims.json?limit=200").json()["claims"]["items"]
    first, second = list(dict.fromkeys(kept["document"] for kept in claims))[:2]
    page.goto(f"/documents/{quote(first, safe='')}?beside={quote(second, safe='')}")
    articles = page.locator("article:has(a.claimed)")
    assert articles.count() == 2
    one, other = (articles.nth(number).bounding_box() for number in (0, 1))
    assert one["x"] + one["width"] <= other["x"]
    page.set_viewport_size({"width": 390, "height": 844})
    one, other = (articles.nth(number).bounding_box() for number in (0, 1))
    assert one["y"] + one["height"] <= other["y"]
    articles.nth(1).locator("a.claimed").first.click()  # a claim of the second: the first stays beside it
    page.wait_for_url("**beside=**")
    assert page.locator("article:has(a.claimed)").count() == 2
    assert page.locator("article").nth(1).locator("a.claimed.picked").count() >= 1


def test_a_filter_lives_in_the_address(open_page: Any) -> None:
    """A facet that is clicked stands in the address, and a reload gives the same view."""
    page = open_page("/claims")
    page.locator(".facets a", has_text="gain").first.click()
    page.wait_for_url("**type=gain**")
    before = page.locator("#count").inner_text()
    page.reload()
    assert page.locator("#count").inner_text() == before
    assert page.locator(".chips a").count() == 1


def test_an_article_that_is_pasted_gives_its_claims(open_page: Any) -> None:
    """A pasted article shows its claims, is not stored, and is kept when asked."""
    page = open_page("/paste")
    page.fill("textarea[name=text]", ARTICLE)
    page.click("button.main")
    page.wait_for_url("**/paste/*", timeout=120_000)
    assert page.locator("text=not stored").count() == 1
    assert page.locator("a.claimed").count() >= 1
    before = page.request.get("/index.json").json()["documents"]
    page.click("text=Keep in the ledger")
    page.wait_for_url("**/documents/*")
    assert page.request.get("/index.json").json()["documents"] == before + 1


def test_the_theme_can_be_set(open_page: Any) -> None:
    """The colours follow the system until somebody chooses, and the choice outlives the page."""
    page = open_page("/", color_scheme="light")
    page.click("#theme")
    page.reload()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"


def test_print_leaves_out_what_cannot_be_pressed(open_page: Any) -> None:
    """On paper there are words and tables, no navigation and no buttons."""
    page = open_page("/claims")
    page.emulate_media(media="print")
    assert not page.locator(".top nav").is_visible()
    assert page.locator("table.claims").is_visible()


def test_the_examples_are_one_click_away(browser: Browser, tmp_path: Path) -> None:
    """On an empty ledger one click loads the example dispatches, and their disputes lead to sentences."""
    server, address = serve(tmp_path / "new.db")
    page = browser.new_page(base_url=address)
    page.goto("/")
    page.click("text=Load the example dispatches")
    page.wait_for_selector("#h-disputed", timeout=300_000)
    page.wait_for_selector("[data-job], [data-wait]", state="detached", timeout=300_000)
    page.locator("section[aria-labelledby=h-disputed] .list a").first.click()
    page.wait_for_url("**/disputes/*")
    page.locator("main a[href^='/claims/']").first.click()
    assert page.locator("a.claimed.picked").count() >= 1
    arabic = page.request.get("/quarantine.json").json()["quarantine"]["items"][0]
    page.goto(f"/documents/{arabic['id']}")
    assert page.locator("h1").evaluate("each => getComputedStyle(each).direction") == "rtl"
    page.close()
    server.should_exit = True
