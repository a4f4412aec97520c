"""Tests of reports as HTML and PDF: one file that asks nobody, whose words are those of the Markdown."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from reportedly.errors import SharingError
from reportedly.ledger import Ledger
from reportedly.model import Place
from reportedly.sharing.material import Scope
from reportedly.sharing.pdf import _stamp, find_browser, print_pdf
from reportedly.sharing.report import draft_report, make_report
from reportedly.sharing.report_files import ReportFormat, write_report
from reportedly.sharing.report_html import _inline, lead_nowhere, plain, render_report
from reportedly.sharing.words import escape
from tests.sharing.conftest import TODAY
from tests.web.hostile import ATTACKS
from tests.weighing.claims import MONITOR, REBELS, claim, figure
from tests.weighing.test_weighing import _add

VOID = {"meta"}


class Elements(HTMLParser):
    """The elements of a page, and whether they are nested as they should be."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.found.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element of a drawing that holds nothing."""
        self.found.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        """Close the last element."""
        assert self.open.pop() == tag


@pytest.fixture
def page(ledger: Ledger, scope: Scope) -> str:
    """Return a report as HTML."""
    return str(write_report(ledger, scope, ReportFormat.HTML).content)


def test_the_file_asks_nobody_and_runs_nothing(page: str) -> None:
    """There is no script, no link to elsewhere, no picture to fetch, and the policy forbids them."""
    elements = Elements(page)
    assert not elements.open
    names = {name for name, _ in elements.found}
    assert not names & {"script", "link", "img", "iframe", "object", "image", "use", "a:x"}
    addresses = [value or "" for _, given in elements.found for key, value in given.items() if key in ("href", "src")]
    assert addresses
    assert all(value.startswith("#") for value in addresses)
    assert "default-src 'none'" in page
    assert "@import" not in page
    assert not re.search(r"url\((?!#)", page)


def test_it_says_what_the_markdown_says(ledger: Ledger, scope: Scope, page: str) -> None:
    """Each statement of the Markdown stands in the HTML, in the same order."""
    markdown = str(make_report(ledger, scope).content)
    text = (
        re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page.partition("<article")[2]))
        .replace("&#x27;", "'")
        .replace("&quot;", '"')
    )
    at = text.index("What changed", text.index("What changed") + 1)
    for line in markdown.partition("## What changed")[2].splitlines():
        words = plain(re.sub(r"^(- |\d+\. |## |    - )", "", line))
        if words and not words.startswith("|"):
            assert words in text[at:], words


def test_marks_lead_to_notes(page: str) -> None:
    """Each mark is a link to a note that is there."""
    marks = set(re.findall(r'class="mark" href="#(note-\d+)"', page))
    assert marks
    assert marks <= set(re.findall(r'id="(note-\d+)"', page))


def test_in_the_app_ids_lead_to_claims(ledger: Ledger, scope: Scope) -> None:
    """A note's ids are links where the app says where a claim is, and words elsewhere."""
    draft = draft_report(ledger, scope)
    linked = render_report(draft, None, link=lambda words: f"/claims/{words}")
    assert 'href="/claims/' in linked
    assert "/claims/" not in render_report(draft, None, link=lead_nowhere)


@pytest.mark.parametrize("attack", ATTACKS, ids=range(len(ATTACKS)))
def test_hostile_words_stay_words(attack: str) -> None:
    """A title, a publisher, a sentence, a place and a party that hold markup are shown as they are."""
    hostile = [
        claim("h1", figure(12), source=MONITOR, sentence=f"Shells killed 12 people in Talma {attack}"),
        claim("h2", type="control", subtype=None, actor=(REBELS,), source=MONITOR, sentence=attack),
    ]
    here = Place(attack, None, None, "own:talma", attack, "city", 35.3, 40.7, 3.0, country="SY")
    kept = [
        replace(one, title=attack, publisher=attack, url=attack, claim=replace(one.claim, place=(here,)))
        for one in hostile
    ]
    with Ledger.open(":memory:", create=True) as opened:
        _add(opened, *kept)
        page = str(write_report(opened, Scope(TODAY, since="2031-05-01"), ReportFormat.HTML).content)
    elements = Elements(page)
    assert not {name for name, _ in elements.found} & {"script", "img", "animate", "textarea", "iframe"}
    assert sum(name == "style" for name, _ in elements.found) == 1
    assert not [key for _, given in elements.found for key in given if key.startswith("on")]


@pytest.mark.parametrize("text", ["a [1] b", "**x** `y` | z", "“open", "close”", "\\", "<b>&amp;", "“a **b” c**"])
def test_escaped_text_is_text(text: str) -> None:
    """What a report escapes comes out as the same words, with nothing left open."""
    drawn = _inline(escape(text), lead_nowhere)
    assert not Elements(drawn).open
    assert plain(escape(text)) == text


def test_a_pdf_without_a_browser_is_refused(tmp_path: Path) -> None:
    """Where the browser that was named is not there, the error says what to do."""
    with pytest.raises(SharingError) as raised:
        print_pdf("<p>", day="2031-05-04", browser=str(tmp_path / "none"))
    assert raised.value.record.code == "R707"
    assert "REPORTEDLY_BROWSER" in raised.value.record.fix


def test_a_browser_that_fails_is_told_of(tmp_path: Path) -> None:
    """A program that prints nothing gives an error, and never an empty file."""
    script = tmp_path / "browser"
    script.write_text("#!/bin/sh\nexit 3\n")
    script.chmod(0o755)
    with pytest.raises(SharingError) as raised:
        print_pdf("<p>", day="2031-05-04", browser=str(script))
    assert raised.value.record.code == "R708"


def test_a_browser_that_hangs_is_ended(tmp_path: Path) -> None:
    """A program that does not come to an end is ended with what it started."""
    script = tmp_path / "browser"
    script.write_text("#!/bin/sh\nsleep 60 &\nsleep 60\n")
    script.chmod(0o755)
    with pytest.raises(SharingError) as raised:
        print_pdf("<p>", day="2031-05-04", browser=str(script), timeout_s=0.3)
    assert "more than" in raised.value.record.what


def test_stamps_keep_their_length() -> None:
    """The dates in a PDF are set to the report's day without moving what stands behind them."""
    raw = b"/CreationDate (D:20261122180000+00'00')\n/ModDate (D:20261122180000Z)"
    stamped = _stamp(raw, "2021-04-02")
    assert len(stamped) == len(raw)
    assert stamped.count(b"D:20210402000000") == 2


@pytest.mark.slow
def test_a_pdf_is_the_same_each_time(ledger: Ledger, scope: Scope) -> None:
    """The same report printed twice gives the same bytes."""
    if find_browser() is None:
        pytest.skip("no browser here")
    first, second = (write_report(ledger, scope, ReportFormat.PDF).content for _ in range(2))
    assert first == second
    assert bytes(first).startswith(b"%PDF")  # type: ignore[arg-type]
