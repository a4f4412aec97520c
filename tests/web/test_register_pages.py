"""Tests of the pages of places and parties: what is claimed of them, and names settled once for the whole ledger."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from reportedly import Settings
from reportedly.web import create_app
from reportedly.web.readers import Readers, start_thread
from tests.web.coded import fill_coded
from tests.web.conftest import open_client


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    """Return a client over a ledger of coded rows of its own."""
    fill_coded(tmp_path / "coded.db")
    settings = Settings(ledger=str(tmp_path / "coded.db"))
    with open_client(create_app(settings, author="Amal", reading=Readers(settings, start=start_thread))) as made:
        yield made


def _token(text: str) -> str:
    found = re.search(r'name="csrf" value="([0-9a-f]+)"', text)
    assert found is not None
    return found[1]


def test_places_are_listed_with_their_claims(client: TestClient) -> None:
    """Each place stands with its number of claims and leads to its page."""
    text = client.get("/places").text

    assert 'href="/places/own%3Amarqada"' in text
    assert "not resolved" in text


def test_a_place_says_who_is_said_to_have_held_it(client: TestClient) -> None:
    """The strips name both holders, the table gives age and reasons, and each leads to a sentence."""
    text = client.get("/places/own%3Amarqada").text
    held = client.get("/places/own%3Amarqada.json").json()["holdings"]["all"]

    assert {"SDF", "ISIS"} <= {one["holder"] for one in held}
    for claim in (claim for one in held for claim in one["claims"]):
        assert f'href="/claims/{claim}"' in text


def test_a_place_of_an_earlier_day_knows_nothing_later(client: TestClient) -> None:
    """As known on 12 March nobody says that the SDF holds the town."""
    found = client.get("/places/own%3Amarqada.json", params={"known_by": "2021-03-12"}).json()

    assert "SDF" not in {one["holder"] for one in found["holdings"]["all"]}
    assert all(kept["reported"] <= "2021-03-12" for kept in found["claims"]["items"])


def test_hostile_and_arabic_words_are_shown_as_words(client: TestClient) -> None:
    """A name in Arabic stands in its own direction, and markup in a title is text."""
    places = client.get("/places.json").json()["places"]["items"]
    id = next(one["id"] for one in places if "مرقدة" in one["name"])
    answer = client.get(f"/places/{id}")

    assert answer.status_code == 200
    assert "<script>alert" not in answer.text
    assert 'dir="auto">مرقدة' in answer.text


def test_an_unknown_place_is_a_problem_that_says_so(client: TestClient) -> None:
    """An id that no claim names is answered with R816."""
    assert client.get("/places/own%3Anowhere.json").json()["error"]["code"] == "R816"
    assert client.get("/parties/nobody.json").json()["error"]["code"] == "R816"


def test_a_wrong_place_is_settled_once_for_the_whole_ledger(client: TestClient) -> None:
    """Whoever says what a name means moves all of its claims, in a decision with an author, and can undo it."""
    places = client.get("/places.json").json()["places"]["items"]
    id = next(one["id"] for one in places if "مرقدة" in one["name"])
    page = client.get(f"/places/{id}", params={"meant": "Al-Hasakah"}).text
    meant = re.search(r'name="meant" value="(geonames:\d+)"', page)
    assert meant is not None
    form = {"csrf": _token(page), "entry": id, "meant": meant[1]}
    answer = client.post("/identify/place", data=form, follow_redirects=False)

    assert answer.status_code == 303
    assert client.get(answer.headers["location"]).status_code == 200
    assert client.get(f"/places/{id}.json").status_code == 404
    ledger = client.app.state.desk.ledger  # type: ignore[attr-defined]
    decision = next(iter(ledger.decisions(kind="name")))
    assert decision.author == "Amal"


def test_a_name_is_not_settled_without_a_token(client: TestClient) -> None:
    """A form that does not come from a page of the app is refused."""
    form = {"csrf": "0" * 64, "entry": "name:x", "meant": "geonames:173813"}

    assert client.post("/identify/place", data=form).status_code == 403
    assert client.post("/identify/party", data=form).status_code == 403


def test_a_party_says_what_it_is_said_to_hold(client: TestClient) -> None:
    """The page of a party has the last claim for each place, by whom, with its sentence."""
    parties = client.get("/parties.json").json()["parties"]["items"]
    id = next(one["id"] for one in parties if one["name"] == "SDF")
    text = client.get(f"/parties/{id}").text

    assert "Last said to hold" in text
    assert "The SDF holds Marqada, its spokesman said." in text


def test_a_wrong_party_is_settled_once_for_the_whole_ledger(client: TestClient) -> None:
    """The same holds for parties."""
    parties = client.get("/parties.json").json()["parties"]["items"]
    id = next(one["id"] for one in parties if one["name"] == "SDF")
    page = client.get(f"/parties/{id}", params={"meant": "ISIS"}).text
    meant = re.search(r'name="meant" value="([a-z_]+)">It is this', page)
    assert meant is not None
    form = {"csrf": _token(page), "entry": id, "meant": meant[1], "reason": "one desk calls both so"}
    answer = client.post("/identify/party", data=form, follow_redirects=False)

    assert answer.status_code == 303
    assert client.get(f"/parties/{id}.json").status_code == 404

    settled = client.get(answer.headers["location"]).text
    undo = re.search(r'action="(/decisions/\d+/undo)">.*?name="back" value="([^"]+)"', settled)
    assert "one desk calls both so" in settled and undo is not None
    back = client.post(undo[1], data={"csrf": _token(settled), "back": undo[2]}, follow_redirects=False)

    assert back.headers["location"] == f"/parties/{id}"
    assert client.get(f"/parties/{id}.json").status_code == 200


def test_undoing_leads_nowhere_else(client: TestClient) -> None:
    """Who forges the page to come back to leads nobody out of the app."""
    ledger = client.app.state.desk.ledger  # type: ignore[attr-defined]
    made = ledger.grade("Northern Desk", "C", author="Amal")
    form = {"csrf": _token(client.get("/paste").text), "back": "//elsewhere.example/"}
    answer = client.post(f"/decisions/{made.id}/undo", data=form, follow_redirects=False)

    assert answer.headers["location"] == "/changes"
