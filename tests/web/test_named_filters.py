"""Filters of an address by names as people type them, which the registers know under others."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from reportedly import Ledger
from tests.web.conftest import open_client

ROW = {"type": "gain", "sentence": "ISIS took Markada, a resident said.", "actor": "isis", "place": "Markadah",
       "place_id": "geonames:167208", "place_kind": "city", "lat": 35.75, "lon": 40.75, "country": "SY",
       "day": "2021-03-10", "source": "the Valley Monitor", "publisher": "North Wire", "published": "2021-03-11",
       "document": "n1", "title": "Town taken"}  # fmt: skip

OTHER = {**ROW, "sentence": "The army took Talma, its spokesman said.", "actor": "the army", "place": "Talma",
         "place_id": "own:talma", "source": "an army spokesman", "publisher": "South Wire", "document": "n2",
         "title": "Talma taken"}  # fmt: skip


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a ledger of one claim."""
    path = tmp_path_factory.mktemp("named") / "named.db"
    with Ledger.open(path, create=True) as opened:
        opened.add_claims([ROW])
    return path


@pytest.fixture
def named(ledger: Path, make_app: Callable[[Path], FastAPI]) -> Iterator[TestClient]:
    """Return a client of an app over that ledger."""
    with open_client(make_app(ledger)) as client:
        yield client


@pytest.mark.parametrize("query", ["party=ISIL", "place=Markada", "source=monitor", "publisher=North+Wire"])
def test_what_is_typed_finds_what_the_register_calls_otherwise(named: TestClient, query: str) -> None:
    """A name in another spelling finds the claim, on the page of claims and in the review."""
    assert named.get(f"/claims.json?{query}").json()["claims"]["total"] == 1
    assert "0</b> claims left" not in named.get(f"/review?{query}").text


@pytest.mark.parametrize("query", ["party=ISIL", "place=Markada", "source=monitor", "publisher=North+Wire"])
def test_the_facet_of_a_typed_name_is_ticked(named: TestClient, query: str) -> None:
    """The value that a name stands for is shown as chosen, and a click on it drops the name."""
    facets = named.get(f"/claims?{query}").text.partition('class="facets"')[2]
    ticked = re.findall(r'<a href="([^"]*)" aria-current="true"', facets)
    assert ticked == ["/claims"]


@pytest.mark.parametrize("query", ["place=Markada", "source=monitor", "grade=F"])
def test_a_form_of_the_review_is_of_the_claims_that_its_page_showed(
    make_app: Callable[[Path], FastAPI], tmp_path: Path, query: str
) -> None:
    """A form that accepts what its page showed finds the same claims, however the address narrows them."""
    with Ledger.open(tmp_path / "two.db", create=True) as opened:
        opened.add_claims([ROW, OTHER])
        opened.grade("an army spokesman", "B", author="Amal")
    with open_client(make_app(tmp_path / "two.db")) as client:
        hidden = re.findall(
            r'name="(csrf|mark|back)" value="([^"]*)"', client.get(f"/review/best?score=0&{query}").text
        )
        form = {name: unescape(value) for name, value in hidden}
        assert client.post("/review/best", data={**form, "score": 0}, follow_redirects=False).status_code == 303
        assert client.get("/review/best.json?score=0").json()["claims"] == 1


@pytest.mark.parametrize("query", ["party=nobody+known", "place=Nowhere+At+All", "place=geonames:1"])
def test_what_no_register_knows_finds_nothing(named: TestClient, query: str) -> None:
    """A name that no register knows, or another's id, is kept as it was written and finds nothing."""
    assert named.get(f"/claims.json?{query}").json()["claims"]["total"] == 0


def test_a_day_that_was_set_is_told_where_it_is_not_heeded(named: TestClient) -> None:
    """The start page, which is of now, says that its links keep the day, and how to drop it."""
    text = named.get("/?at=2021-03-10&known_by=").text
    assert "This page is of now" in text and "10 March 2021" in text
    assert 'href="/claims?at=2021-03-10"' in text  # an empty clock goes no further


def test_a_day_without_disputes_leads_to_every_day(named: TestClient) -> None:
    """Where the day set leaves nothing, the page offers to look at every day."""
    for page in ("/disputes", "/figures"):
        assert "look at every day" in named.get(f"{page}?at=2021-01-01").text
