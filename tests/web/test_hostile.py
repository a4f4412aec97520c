"""Tests of hostile articles: nothing runs, nothing breaks a page, whatever stands in a title, a text or a name."""

from __future__ import annotations

import csv
import io
import time
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from reportedly import Ledger, ReaderVersion, Settings
from reportedly.web import create_app
from reportedly.web.address import segment
from reportedly.web.readers import Readers, start_thread
from tests.web.conftest import open_client
from tests.web.hostile import ATTACKS, make_hostile, make_long


class Elements(HTMLParser):
    """The elements of a page, with their attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.found.append((tag, dict(attrs)))


def check_page(text: str) -> None:
    """Assert that a page holds no script, style, handler or link of an article's making."""
    parser = Elements()
    parser.feed(text)
    for tag, attributes in parser.found:
        assert tag not in ("style", "iframe", "object", "embed", "animate", "b2")
        if tag == "script" and attributes.get("type") != "application/json":
            assert (attributes.get("src") or "").startswith("/static/")
        for name, value in attributes.items():
            assert not name.startswith("on"), (tag, name)
            if name in ("href", "src", "action", "formaction"):
                assert (value or "").startswith(("/", "#", "http://", "https://", "?")), (tag, name, value)
    assert text.count("</html>") == 1


def fill_hostile(path: Path, *, long: bool) -> None:
    """Make a ledger of hostile articles, or of one very long one."""
    pairs = [make_long()] if long else [make_hostile(number, attack) for number, attack in enumerate(ATTACKS)]
    with Ledger.open(path, create=True) as ledger:
        for _ in ledger.add(pairs, reader=ReaderVersion("made")):
            pass


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """Return a client of an app over a ledger of hostile articles, once it is weighed."""
    path = tmp_path_factory.mktemp("hostile") / "h.db"
    fill_hostile(path, long=False)
    settings = Settings(ledger=str(path))
    with open_client(create_app(settings, reading=Readers(settings, start=start_thread))) as client:
        wait_until_weighed(client)
        yield client


def wait_until_weighed(client: TestClient) -> None:
    """Wait until disputes can be asked for."""
    for _ in range(300):
        if client.get("/index.json").json()["disputes"] is not None:
            return
        time.sleep(0.2)


PAGES = ("/", "/claims", "/documents", "/sources", "/changes", "/quarantine", "/search?q=rebels", "/disputes",
         "/figures", "/places", "/parties", "/map")  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
def test_no_list_lets_an_article_through(hostile: TestClient, path: str) -> None:
    """Lists show what articles hold as words alone."""
    found = hostile.get(path)
    assert found.status_code in (200, 404)
    check_page(found.text)


def test_no_page_of_one_thing_lets_an_article_through(hostile: TestClient) -> None:
    """Claims, documents, sources, places and parties with hostile names are shown as words alone."""
    claims = hostile.get("/claims.json?limit=100").json()["claims"]["items"]
    assert len(claims) >= len(ATTACKS)
    for kept in claims:
        claim = kept["claim"]
        paths = [
            f"/claims/{claim['id']}",
            f"/documents/{segment(kept['document'])}",
            f"/places/{segment(claim['place'][0]['id'])}",
            f"/parties/{segment(claim['actor'][0]['id'])}",
        ]
        for path in paths:
            found = hostile.get(path)
            assert found.status_code in (200, 404), path
            check_page(found.text)


def test_words_of_the_address_come_back_as_words(hostile: TestClient) -> None:
    """What stands in the query is shown escaped, and breaks nothing."""
    for attack in ATTACKS:
        for path in ("/search", "/claims", "/sources"):
            found = hostile.get(path, params={"q": attack, attack: attack})
            assert found.status_code in (200, 400, 422)
            check_page(found.text)


@pytest.mark.slow
def test_a_long_document_is_shown_in_parts(tmp_path: Path, make_app: Callable[[Path], FastAPI]) -> None:
    """A document of five million characters is a page of a bounded size, with its parts to turn to."""
    fill_hostile(tmp_path / "long.db", long=True)
    with open_client(make_app(tmp_path / "long.db")) as client:
        kept = client.get("/claims.json").json()["claims"]["items"][0]
        found = client.get(f"/claims/{kept['claim']['id']}")
        last = client.get(f"/documents/{segment(kept['document'])}?part=34")
    assert found.status_code == last.status_code == 200
    assert len(found.text) < 1_500_000
    assert "part 1 of" in found.text
    check_page(found.text)


def test_offsets_past_plain_characters_are_right(hostile: TestClient) -> None:
    """A mark begins where its claim's words begin, also after characters outside the basic plane."""
    claims = hostile.get("/claims.json?limit=100").json()["claims"]["items"]
    document = hostile.get(f"/documents/{segment(claims[0]['document'])}.json").json()
    mark = document["marks"][0]
    text = document["document"]["text"]
    units = text.encode("utf-16-le", "surrogatepass")
    begin, end = mark["utf16"]
    assert units[2 * begin : 2 * end].decode("utf-16-le") == text[mark["start"] : mark["end"]]
    assert text[mark["start"] : mark["end"]] == claims[0]["sentence"]


def test_cells_of_an_export_are_no_formulas(hostile: TestClient) -> None:
    """A cell that a spreadsheet would obey begins with a quote."""
    rows = list(csv.reader(io.StringIO(hostile.get("/claims.csv").text)))
    assert len(rows) > 1
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "@"))]
