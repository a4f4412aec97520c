"""Browser runs: the report on screen, in print and as a file that asks nobody; coverage; pictures as PNG."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.web.coded import fill_coded
from tests.web.test_browser import AXE, browser, open_page, serve
from tests.web.test_hostile import fill_hostile

pytestmark = pytest.mark.slow
__all__ = ["browser", "open_page"]  # fixtures that are used here too
REPORT = "/report?at=2021-03-21&since=2021-03-10"
PAGES = (REPORT, "/report", "/coverage", "/coverage?weeks=4&until=2021-03-28", "/changes", "/places/own:marqada")
_FAULTS = """async () => {
  const { violations } = await axe.run({ rules: { "target-size": { enabled: true } } });
  const serious = violations.filter((one) => ["serious", "critical"].includes(one.impact));
  return serious.map((one) => [one.id, one.nodes.slice(0, 4).map((node) => node.html.slice(0, 200))]);
}"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of an app over coded rows and hostile articles."""
    path = tmp_path_factory.mktemp("browser-report") / "coded.db"
    fill_coded(path)
    fill_hostile(path, long=False)
    server, found = serve(path)
    yield found
    server.should_exit = True


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_no_serious_fault(open_page: Any, scheme: str, width: int) -> None:
    """The pages have no serious fault of accessibility, wide and narrow, in light and in dark."""
    page = open_page("/", color_scheme=scheme, viewport={"width": width, "height": 900})
    for path in PAGES:
        page.goto(path)
        page.evaluate(AXE.read_text("utf-8"))
        assert page.evaluate(_FAULTS) == [], path


@pytest.mark.parametrize("path", PAGES)
def test_no_page_is_wider_than_a_phone(open_page: Any, path: str) -> None:
    """On 390 pixels nothing but tables and pictures in their own frames scrolls sideways."""
    page = open_page(path, viewport={"width": 390, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_note_leads_to_the_claim(open_page: Any) -> None:
    """From a statement by its mark to its note, and from the note to the claim, two clicks."""
    page = open_page(REPORT)
    page.locator("a.mark").first.click()
    assert "#note-" in page.url
    page.locator(".notes li:target a").last.click()
    page.wait_for_url("**/claims/*")


def test_the_report_prints(open_page: Any) -> None:
    """On paper stand the report, its map and its day; not the app's head, its forms and its buttons."""
    page = open_page(REPORT)
    page.emulate_media(media="print")
    for gone in (".top", ".report-tools", ".foot"):
        assert not page.locator(gone).is_visible(), gone
    assert page.locator("svg.picture").is_visible()
    words = _text_of(page.pdf(format="A4"))
    assert "Situation report, 21 March 2021" in words
    assert "As of 21 March 2021. Claimed, not verified." in words
    assert "According to" not in words


def test_the_file_stands_alone(open_page: Any, browser: Any, tmp_path: Path) -> None:
    """The saved report opens without a network, asks for nothing, runs nothing, and shows its map."""
    page = open_page(REPORT)
    with page.expect_download() as waiting:
        page.get_by_role("link", name="HTML").click()
    path = tmp_path / "report.html"
    waiting.value.save_as(path)
    context = browser.new_context(offline=True)
    alone = context.new_page()
    asked: list[str] = []
    alone.on("request", lambda one: asked.append(one.url))
    alone.goto(path.as_uri())
    assert asked == [path.as_uri()]
    assert alone.locator("svg.picture").is_visible()
    assert alone.evaluate("document.scripts.length") == 0
    assert alone.evaluate("window.hit") is None
    alone.evaluate("document.body.append(new Image())")
    alone.evaluate(AXE.read_text("utf-8"))
    assert alone.evaluate(_FAULTS.replace("axe.run(", "axe.run('main', ")) == []
    context.close()


def test_the_pdf_is_given_where_a_browser_is(open_page: Any, tmp_path: Path) -> None:
    """The PDF that the server prints has the day on its pages."""
    if shutil.which("chromium") is None:
        pytest.skip("no chromium where the server looks")
    page = open_page(REPORT)
    with page.expect_download() as waiting:
        page.get_by_role("link", name="PDF").click()
    path = tmp_path / "report.pdf"
    waiting.value.save_as(path)
    assert "As of 21 March 2021" in _text_of(path.read_bytes())


@pytest.mark.parametrize(
    ("path", "name"),
    [
        (REPORT, "map as PNG"),
        ("/coverage", "table as PNG"),
        ("/coverage?week=2021-03-17", "map as PNG"),
        ("/map?to=2021-03-21", "PNG"),
        ("/places/own:marqada", "PNG"),
    ],
)
def test_a_picture_is_saved_as_png(open_page: Any, tmp_path: Path, path: str, name: str) -> None:
    """The PNG has the whole picture, twice as fine as the SVG."""
    page = open_page(path)
    with page.expect_download() as waiting:
        page.get_by_role("link", name=name, exact=True).click()
    saved = tmp_path / "picture.png"
    waiting.value.save_as(saved)
    content = saved.read_bytes()
    assert content.startswith(b"\x89PNG")
    assert int.from_bytes(content[16:20], "big") == 1920


def test_hostile_words_run_nowhere(open_page: Any) -> None:
    """Nothing that an article says runs in a report, a table of coverage or a picture."""
    page = open_page("/report")
    for path in ("/report", "/coverage", "/changes", "/map.svg", "/report.svg"):
        if path.endswith(".svg"):
            page.set_content(page.request.get(path).text())
        else:
            page.goto(path)
        assert page.evaluate("window.hit") is None


def test_coverage_is_walked_by_keyboard(open_page: Any) -> None:
    """A number of the table is reached by Tab and leads to the claims of its area and week."""
    page = open_page("/coverage?weeks=4&until=2021-03-28")
    page.locator(".coverage td.heard a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/claims?*")
    assert "since=2021-03" in page.url


def _text_of(pdf: bytes) -> str:
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    words = " ".join(one.get_textpage().get_text_range() for one in document)
    return " ".join(words.split())
