"""Tests of the pages by which something leaves: report, coverage, pictures of map and charts, and what changed."""

from __future__ import annotations

import hashlib
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from reportedly import Settings
from reportedly.sharing.leaving import log_path
from reportedly.web import create_app
from reportedly.web.readers import Readers, start_thread
from tests.web.coded import fill_coded
from tests.web.conftest import open_client
from tests.web.test_hostile import hostile, wait_until_weighed

__all__ = ["hostile"]  # a fixture that is used here too
MARQADA = "own:marqada"


@pytest.fixture(scope="module")
def coded_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a ledger of coded rows."""
    path = tmp_path_factory.mktemp("leaving") / "coded.db"
    fill_coded(path)
    return path


@pytest.fixture(scope="module")
def coded(coded_path: Path) -> Iterator[TestClient]:
    """Return a client of an app over the ledger of coded rows, once it is weighed."""
    settings = Settings(ledger=str(coded_path))
    with open_client(create_app(settings, author="Amal", reading=Readers(settings, start=start_thread))) as client:
        wait_until_weighed(client)
        yield client


def last_left(path: Path) -> dict[str, object]:
    """Return the last line of the log of what left."""
    return dict(json.loads(log_path(path).read_text("utf-8").splitlines()[-1]))


def test_a_report_has_its_sections_its_map_and_links_to_claims(coded: TestClient) -> None:
    """The page shows the report of a day, with a note to each sentence that leads to its claim."""
    page = coded.get("/report?at=2021-03-21&since=2021-03-10").text
    assert "Situation report, 21 March 2021" in page
    assert 'class="picture"' in page
    assert re.search(r'<a href="/claims/[0-9a-f]{16}"><code>', page)
    assert "Who holds what, by claims" in page


def test_its_state_is_in_the_address_and_its_twin_says_the_same(coded: TestClient) -> None:
    """Day, period and place stand in the address; the twin has the same sections and notes."""
    twin = coded.get("/report.json?at=2021-03-21&since=2021-03-10&place=Marqada").json()
    assert (twin["at"], twin["since"], twin["place"]) == ("2021-03-21", "2021-03-10", "Marqada")
    assert twin["sections"][0]["title"] == "What changed"
    assert twin["notes"]
    assert twin["profile"]["name"] == "default"


@pytest.mark.parametrize(
    ("address", "kind", "begins"),
    [
        ("/report.html?at=2021-03-21", "text/html", b"<!doctype html>"),
        ("/report.md?at=2021-03-21", "text/markdown", b"# Situation report"),
        ("/report.svg?at=2021-03-21", "image/svg+xml", b"<?xml"),
        ("/coverage.svg", "image/svg+xml", b"<?xml"),
        ("/map.svg", "image/svg+xml", b"<?xml"),
        (f"/places/{quote(MARQADA)}.svg", "image/svg+xml", b"<?xml"),
    ],
)
def test_what_is_saved_is_noted(coded: TestClient, coded_path: Path, address: str, kind: str, begins: bytes) -> None:
    """Each download is a file, and has a line in the log with its hash and who took it."""
    answer = coded.get(address)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(kind)
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.content.startswith(begins)
    left = last_left(coded_path)
    assert (left["author"], left["to"]) == ("Amal", "browser")
    assert left["sha256"] == hashlib.sha256(answer.content).hexdigest()


def test_disputes_and_figures_have_pictures(coded: TestClient) -> None:
    """The toll in dispute is a picture of ranges, and one through time; both say as of when and by whose word."""
    id = next(one["id"] for one in coded.get("/disputes.json").json()["disputes"] if one["question"] == "how_many")
    for address in (f"/disputes/{id}.svg", f"/figures/{id}.svg"):
        picture = coded.get(address).text
        ET.fromstring(picture)
        assert "As known on 21 March 2021" in picture
        assert "Valley Monitor" in picture


def test_a_picture_of_the_png_says_so_in_the_log(coded: TestClient, coded_path: Path) -> None:
    """What the page's script makes a PNG of is noted as one."""
    coded.get("/map.svg?form=png")
    assert last_left(coded_path)["what"] == "map as png"


def test_a_map_of_a_view_and_a_box_is_that(coded: TestClient) -> None:
    """The picture follows the address: whose word, which days, which part of the map."""
    picture = coded.get("/map.svg?view=source:Sami Haddad&to=2021-03-20&box=40.0,35.0,41.5,36.5").text
    assert "according to Sami Haddad" in picture
    assert "Marqada" in picture


def test_an_empty_picture_is_refused_in_words(coded: TestClient) -> None:
    """Where nothing is to be drawn, the error says why and what to do."""
    answer = coded.get("/map.svg?view=source:nobody", headers={"accept": "application/json"})
    assert answer.status_code == 404
    assert answer.json()["error"]["code"] == "R817"
    for address in ("/map.svg?box=1,2", "/map.svg?form=gif"):
        assert coded.get(address, headers={"accept": "application/json"}).status_code == 422


def test_movements_do_not_leave_with_the_map(coded: TestClient) -> None:
    """Claims that may be drawn no finer than a district are not in the picture, asked for or not."""
    assert coded.get("/map.svg?type=movement").status_code == 404


def test_coverage_has_three_states_and_links_to_its_claims(coded: TestClient) -> None:
    """The table tells heard from silent from not read; a number leads to the claims of that area and week."""
    page = coded.get("/coverage?weeks=4&until=2021-03-28").text
    for name in ("heard step-", 'class="silent"', 'class="unread"'):
        assert name in page
    link = re.search(r'class="heard[^"]*"><a href="([^"]+)"', page)
    assert link
    found = coded.get(link[1].replace("&amp;", "&").replace("/claims?", "/claims.json?")).json()["claims"]
    assert found["total"] > 0


def test_a_week_of_coverage_is_a_map(coded: TestClient) -> None:
    """The week of the address is drawn, else the last; saved, the picture says which week it is of."""
    assert "week of 2021-03-15" in coded.get("/coverage?weeks=4&until=2021-03-28&week=2021-03-17").text
    picture = coded.get("/coverage.svg?weeks=4&until=2021-03-28&week=2021-03-17").text
    ET.fromstring(picture)
    assert "week of 2021-03-15" in picture


def test_the_twin_of_coverage_has_the_cells_of_the_table(coded: TestClient) -> None:
    """Each cell of the table is in the twin, with its state."""
    twin = coded.get("/coverage.json?weeks=4&until=2021-03-28").json()
    page = coded.get("/coverage?weeks=4&until=2021-03-28").text
    cells = [cell for row in (*twin["divisions"], *twin["countries"]) for cell in row["cells"]]
    assert {cell["state"] for cell in cells} == {"heard", "silent", "not read"}
    for state, name in (("silent", '<td class="silent">'), ("not read", '<td class="unread">')):
        assert page.count(name) == sum(cell["state"] == state for cell in cells)


def test_changes_tell_what_is_disputed_and_revised(coded: TestClient) -> None:
    """The page of changes names the disputes in which new claims stand, and figures that their source revised."""
    twin = coded.get("/changes.json").json()
    assert twin["disputes"]
    assert any(one["now"]["source"] == "Valley Monitor" for one in twin["revisions"])
    page = coded.get("/changes").text
    assert "Revised by their own source" in page


def test_changes_follow_the_clocks(coded: TestClient) -> None:
    """What came out later is not among the changes known by a day."""
    early = coded.get("/changes.json?known_by=2021-03-12").json()
    assert not any(kept["reported"] > "2021-03-12" for change in early["changes"]["items"] for kept in change["claims"])


@pytest.mark.parametrize(
    "address", ["/report", "/report.html", "/report.svg", "/coverage", "/coverage.svg", "/map.svg", "/changes"]
)
def test_hostile_articles_stay_words(hostile: TestClient, address: str) -> None:
    """No page, file or picture lets an article's markup through."""
    text = hostile.get(address).text
    assert "<script>window" not in text
    assert not re.search(r"<img[^>]+onerror", text)
    assert "<animate" not in text
    if address.endswith(".svg"):
        ET.fromstring(text)


def test_hostile_places_and_questions_have_harmless_pictures(hostile: TestClient) -> None:
    """Pictures of hostile places are XML with nothing in it that runs."""
    for entry in hostile.get("/places.json").json()["places"]["items"]:
        answer = hostile.get(f"/places/{quote(entry['id'], safe='')}.svg")
        if answer.status_code == 200:
            names = {one.tag.rpartition("}")[2] for one in ET.fromstring(answer.text).iter()}
            assert not names & {"script", "image", "foreignObject", "a", "animate"}


def test_without_a_browser_there_is_no_pdf(tmp_path: Path, coded_path: Path) -> None:
    """The page says so, and the address gives an error in three parts."""
    settings = Settings(ledger=str(coded_path), browser=str(tmp_path / "none"))
    with open_client(create_app(settings, reading=Readers(settings, start=start_thread))) as client:
        wait_until_weighed(client)
        page = client.get("/report?at=2021-03-21").text
        assert "No browser was found here" in page
        assert "/report.pdf" not in page
        answer = client.get("/report.pdf?at=2021-03-21", headers={"accept": "application/json"})
    assert answer.status_code == 501
    assert answer.json()["error"]["code"] == "R707"
