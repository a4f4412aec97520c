"""Tests of the start page and of sums: what was revised, added up or had from elsewhere is one click away."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from reportedly import Ledger, Settings
from reportedly.web import create_app
from reportedly.web.pages.start import _find_relayed
from reportedly.web.readers import Readers, start_thread
from tests.web.coded import fill_coded
from tests.web.conftest import open_client

_RELAYED = {"type": "detention", "sentence": "The commander was captured, the paper Al-Mirsad wrote.",
            "day": "2021-03-13", "target": "a commander", "source": "Al-Mirsad", "source_kind": "medium",
            "publisher": "East Post",
            "published": "2021-03-13", "document": "r1", "title": "Captured, a paper says"}  # fmt: skip


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """Return a client over the coded rows and a claim that another paper had first."""
    path = tmp_path_factory.mktemp("start") / "coded.db"
    fill_coded(path)
    with Ledger.open(path) as ledger:
        assert not ledger.add_claims([_RELAYED]).errors
    settings = Settings(ledger=str(path))
    with open_client(create_app(settings, author="Amal", reading=Readers(settings, start=start_thread))) as made:
        yield made


def test_the_start_page_leads_to_what_was_revised(client: TestClient) -> None:
    """The toll that its own source lowered stands on the start page with the figure that it replaced."""
    text = client.get("/").text
    figure = client.get("/figures.json", params={"kind": "how_many"}).json()["figures"][0]

    assert "What was revised" in text
    assert f'href="/figures/{figure["id"]}"' in text


def test_the_start_page_shows_the_versions_that_stand(client: TestClient) -> None:
    """Of a dispute the start page names what is still said, not what its own source revised."""
    told = client.get("/").text.split("What was revised")[0]
    versions = [version for one in client.get("/disputes.json").json()["disputes"] for version in one["versions"]]

    assert any(version["superseded"] for version in versions)
    assert all((f">{one['answer']}<" in told) is not one["superseded"] for one in versions)


def test_the_start_page_leads_to_what_came_from_elsewhere(client: TestClient) -> None:
    """A claim that the publisher has from another paper is named, a click from its sentence."""
    text = client.get("/").text

    assert "Had from other media" in text and "Al-Mirsad" in text


def test_of_each_medium_the_first_words_are_taken(client: TestClient) -> None:
    """Of a document's claims from one medium one is shown; claims without a medium are not."""
    with Ledger.open(client.app.state.desk.path) as ledger:  # type: ignore[attr-defined]
        assert [kept.document for kept in _find_relayed(ledger)] == ["r1"]


def test_a_ledger_without_sums_says_so(client: TestClient) -> None:
    """Where no claim gives parts of a whole, the page says that and offers nothing."""
    assert "No claim of this ledger gives parts of a whole" in client.get("/sums").text
    assert client.get("/sums.json").json() == {"sums": []}


def test_the_register_shows_track_records_and_sides(client: TestClient) -> None:
    """The register says of a source what its own page does, over all its claims."""
    listed = client.get("/sources.json").json()
    one = client.get("/sources/name:valley%20monitor.json").json()

    assert listed["records"]["name:valley monitor"] == one["record"]
    assert one["record"]["claims"] == 2 and one["record"]["revised"] == 2
    assert "Borne out" in client.get("/sources").text


def test_a_paste_of_nothing_is_asked_again(client: TestClient) -> None:
    """The form says what is missing and stands there still; a program gets the error in its one shape."""
    token = re.search(r'name="csrf" value="([0-9a-f]+)"', client.get("/paste").text)
    assert token is not None
    answer = client.post("/paste", data={"csrf": token[1]})

    assert answer.status_code == 400
    assert 'role="alert"' in answer.text and "<textarea" in answer.text

    answer = client.post("/paste", data={"csrf": token[1]}, headers={"accept": "application/json"})

    assert answer.json()["error"]["code"] == "R815"


def test_an_address_alone_is_no_text(client: TestClient) -> None:
    """An address that stands alone in the box for text is fetched, not read; one of this machine is refused."""
    token = re.search(r'name="csrf" value="([0-9a-f]+)"', client.get("/paste").text)
    assert token is not None
    answer = client.post("/paste", data={"csrf": token[1], "text": " http://127.0.0.1:9/page "})

    assert "R111" in answer.text
    assert "Keep in the ledger" not in answer.text
