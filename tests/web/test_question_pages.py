"""Tests of the pages of disputes and figures: every version beside the others, each a click from its words."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from reportedly import Settings
from reportedly.web import create_app
from reportedly.web.readers import Readers, start_thread
from tests.web.coded import fill_coded
from tests.web.conftest import open_client


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """Return a client over the ledger of coded rows."""
    path = tmp_path_factory.mktemp("questions") / "coded.db"
    fill_coded(path)
    settings = Settings(ledger=str(path))
    with open_client(create_app(settings, author="Amal", reading=Readers(settings, start=start_thread))) as made:
        yield made


def _toll(client: TestClient) -> str:
    found = client.get("/disputes.json", params={"kind": "how_many"}).json()["disputes"]
    assert len(found) == 1
    return str(found[0]["id"])


def test_the_list_names_each_dispute_with_its_versions(client: TestClient) -> None:
    """The list has the toll with both answers that exclude each other, and a bar for each."""
    text = client.get("/disputes").text

    assert "killed in Marqada" in text
    assert "more than 41" in text or "more than 40" in text or "41" in text
    assert "28" in text
    assert text.count('class="range') >= 2


def test_a_dispute_shows_every_version_with_its_sentence(client: TestClient) -> None:
    """Each version stands with its source, and its sentence leads to its claim."""
    id = _toll(client)
    twin = client.get(f"/disputes/{id}.json").json()
    text = client.get(f"/disputes/{id}").text

    for kept in twin["claims"]:
        assert f'href="/claims/{kept["claim"]["id"]}"' in text
        assert kept["sentence"] in text
    assert "Valley Monitor" in text
    assert "Defence Ministry" in text


def test_a_dispute_draws_open_ends_open(client: TestClient) -> None:
    """An open end is drawn as one that fades, with an arrow."""
    text = client.get(f"/disputes/{_toll(client)}").text

    assert 'fill="url(#fade-high)"' in text
    assert 'class="arrow"' in text


def test_a_dispute_sums_nothing(client: TestClient) -> None:
    """No number of the page is the sum of what the sources say."""
    text = client.get(f"/disputes/{_toll(client)}").text

    assert not re.search(r"\b(64|69|92)\b", re.sub(r"<svg.*?</svg>", "", text, flags=re.DOTALL))


def test_a_dispute_of_an_earlier_day_knows_nothing_later(client: TestClient) -> None:
    """As known before the lowered toll came out, it is not there."""
    id = _toll(client)
    twin = client.get(f"/disputes/{id}.json", params={"known_by": "2021-03-18"}).json()
    sentences = [kept["sentence"] for kept in twin.get("claims", [])]

    assert not any("lowered" in sentence for sentence in sentences)


def test_clocks_go_along_with_links(client: TestClient) -> None:
    """The day by which it was known goes along wherever a link leads."""
    text = client.get("/disputes", params={"known_by": "2021-03-30"}).text

    assert re.search(r'href="/disputes/[0-9a-f]+\?known_by=2021-03-30"', text)


def test_an_unknown_question_is_a_problem_that_says_so(client: TestClient) -> None:
    """An id that no question has is answered with R816."""
    answer = client.get("/disputes/ffffffffffffffff.json")

    assert answer.status_code == 404
    assert answer.json()["error"]["code"] == "R816"


@pytest.mark.parametrize("path", ["/disputes/zz", "/figures/<script>", "/disputes?limit=0", "/figures?since=soon"])
def test_what_is_not_understood_is_refused(client: TestClient, path: str) -> None:
    """Wrong ids and days are refused in the one shape of an error."""
    assert client.get(path).status_code in (404, 422)


def test_a_figure_has_a_row_for_every_point(client: TestClient) -> None:
    """The table beneath the chart has all of its points, with their bounds, days and claims."""
    id = _toll(client)
    twin = client.get(f"/figures/{id}.json").json()
    text = client.get(f"/figures/{id}").text

    assert len(twin["figure"]["points"]) == 3
    for point in twin["figure"]["points"]:
        assert f'data-claim="/claims/{point["claim"]}"' in text
    assert text.count("<tr data-day=") + text.count('<tr class="revised" data-day=') == 3


def test_a_revised_figure_says_to_what(client: TestClient) -> None:
    """A figure that its own source lowered is marked as revised, with the figure that came after it."""
    text = client.get(f"/figures/{_toll(client)}").text

    assert 'class="revised"' in text
    assert "revised by its source on 2021-03-21" in text


def test_a_suggested_figure_is_asked_for_and_labelled(client: TestClient) -> None:
    """No figure is suggested unless asked for, and then it is labelled so."""
    id = _toll(client)

    assert "Suggested, not found" not in client.get(f"/figures/{id}").text
    assert "Suggested, not found" in client.get(f"/figures/{id}", params={"suggest": "true"}).text


def test_an_empty_list_says_which_filter_to_drop(client: TestClient) -> None:
    """A filter under which nothing is left offers to drop it."""
    text = client.get("/disputes", params={"q": "nothing of this kind"}).text

    assert "Drop them all" in text
