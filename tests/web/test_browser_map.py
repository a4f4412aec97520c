"""Tests in a browser: the map, its timeline and its lists move together; charts draw; nothing is asked of others."""

from __future__ import annotations

import re
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from reportedly import Settings
from reportedly.web import create_app
from reportedly.web.readers import Readers, start_thread
from tests.web.coded import fill_coded

pytestmark = pytest.mark.slow
CHROMIUM = shutil.which("chromium")
AXE = Path(__file__).parent / "vendor" / "axe.min.js"
_FAULTS = """async () => {
  const { violations } = await axe.run({ rules: { "target-size": { enabled: true } } });
  const serious = violations.filter((one) => ["serious", "critical"].includes(one.impact));
  return serious.map((one) => [one.id, one.nodes.slice(0, 4).map((node) => node.html.slice(0, 160))]);
}"""
_FLAGS = ["--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a server over the ledger of coded rows."""
    import uvicorn

    path = tmp_path_factory.mktemp("browser") / "coded.db"
    fill_coded(path)
    settings = Settings(ledger=str(path))
    app = create_app(settings, author="Amal", reading=Readers(settings, start=start_thread))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Return a browser, or skip where there is none."""
    if CHROMIUM is None:
        pytest.skip("no chromium here")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=CHROMIUM, args=_FLAGS)
        yield made
        made.close()


@pytest.fixture
def page(browser: Any, address: str) -> Iterator[Any]:
    """Return a page that may ask nobody but the server, and whose errors fail the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, base_url=address)
    made = context.new_page()
    wrong: list[str] = []
    made.on("pageerror", lambda error: wrong.append(str(error)))
    made.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    own = (address, "blob:", "data:")
    made.on("request", lambda asked: None if asked.url.startswith(own) else wrong.append(asked.url))
    made.set_default_timeout(20_000)
    yield made
    context.close()
    assert wrong == []


def _ready(page: Any) -> None:
    page.wait_for_selector("#map[data-ready]")


def test_pointing_in_the_list_lights_the_map(page: Any) -> None:
    """A claim that has the focus lights its place on the map and its day on the timeline."""
    page.goto("/map")
    _ready(page)
    page.focus('.map-claims li[data-place="own:marqada"] a')

    assert page.evaluate("[...document.getElementById('map').reportedly.lit]") == ["own:marqada"]
    assert page.locator("#days rect.lit").count() >= 1


def test_brushing_time_filters_the_rest(page: Any) -> None:
    """Sliding the beginning of the window filters list and map, and the address keeps it across a reload."""
    page.goto("/map")
    _ready(page)
    before = page.locator(".map-claims li").count()
    page.focus("#slide-from")
    for _ in range(8):
        page.keyboard.press("ArrowRight")
    page.wait_for_url("**from=2021-03-18**")
    page.wait_for_selector("#listed[data-of*='from=2021-03-18']")
    after = page.locator(".map-claims li").count()

    assert after < before
    assert "from=2021-03-18" in page.url
    page.reload()
    assert page.locator(".map-claims li").count() == after


def test_playback_moves_the_window(page: Any) -> None:
    """Play goes on step by step, and pause stops it."""
    page.goto("/map?step=day")
    _ready(page)
    page.click("#play")
    page.wait_for_url(re.compile("from=2021-03-1[1-9]"))
    page.click("#play")

    assert page.get_attribute("#play", "aria-pressed") == "false"


def test_views_and_clocks_change_map_and_lists(page: Any) -> None:
    """Another view, and what was known by a day, show other words of the same place, and stand in the address."""
    page.goto("/map")
    _ready(page)
    held = "document.getElementById('map').reportedly.data.places.find((one) => one.key === 'own:marqada').holder"
    assert "SDF" in page.evaluate(held)
    page.select_option(".map-tools select[name=view]", "source:residents")
    page.wait_for_url("**view=source%3Aresidents**")
    page.wait_for_selector("#listed[data-of*='view=']")
    page.wait_for_function(f"() => {held} === 'ISIS'")  # a function: the guard lets no page evaluate text again
    assert page.locator(".map-claims li").count() == 1
    page.goto("/map")
    page.fill("form.clocks input[name=known_by]", "2021-03-12")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    _ready(page)
    assert "known_by=2021-03-12" in page.url
    assert page.evaluate(held) == "ISIS"
    assert page.locator(".map-claims li").count() == 2


def test_the_lists_are_in_the_order_of_tab(page: Any) -> None:
    """From the map's own buttons Tab goes on to the claims and then to the places that it draws."""
    page.goto("/map")
    _ready(page)
    page.locator(".map-buttons button").last.focus()
    met: list[str] = []
    for _ in range(40):
        page.keyboard.press("Tab")
        name = page.evaluate(
            "['.map-claims', '.places-shown tbody'].find((one) => document.activeElement.closest(one)) ?? ''"
        )
        met += [name] if name and name not in met else []
    assert met == [".map-claims", ".places-shown tbody"]


def test_selecting_a_place_goes_along_in_the_address(page: Any) -> None:
    """A place picked from the list is shown beside the map; going back shows all places again."""
    page.goto("/map")
    _ready(page)
    page.click('.places-shown tr[data-key="own:marqada"] a[data-live]')
    page.wait_for_selector(".chosen")

    assert "sel=own%3Amarqada" in page.url
    page.go_back()
    page.wait_for_selector(".chosen", state="detached")


def test_a_place_is_one_click_from_its_sentence(page: Any) -> None:
    """From the list a single press of Enter leads to the claim."""
    page.goto("/map")
    page.focus(".map-claims li:first-child a")
    with page.expect_navigation():
        page.keyboard.press("Enter")

    assert "/claims/" in page.url


def test_a_figure_is_drawn(page: Any) -> None:
    """The chart through time draws from the table beneath it."""
    page.goto("/disputes?kind=how_many")
    page.click(".cards h2 a")
    page.click("text=The figure through time")
    page.wait_for_selector("#figure-chart canvas")

    assert page.locator("#figure-chart canvas").count() == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/disputes", "/figures", "/places/own%3Amarqada", "/parties/sdf", "/map"])
def test_pages_have_no_serious_fault_of_access(page: Any, path: str, scheme: str) -> None:
    """axe-core finds nothing serious or critical, and nothing runs over at a phone's width."""
    page.emulate_media(color_scheme=scheme)
    page.goto(path)
    if path == "/map":
        _ready(page)
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate(_FAULTS)
    assert found == []
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
