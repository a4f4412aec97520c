"""Tests of the table of claims, of claims and documents, of search and of paging."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient

from reportedly.sharing.leaving import log_path
from reportedly.web.marked_text import PART, mark_text, part_of


def items(client: TestClient, query: str = "") -> list[dict[str, Any]]:
    """Return the claims of a filter."""
    found: list[dict[str, Any]] = client.get(f"/claims.json{query}").json()["claims"]["items"]
    return found


def test_filters_narrow_the_table(client: TestClient) -> None:
    """Values of one filter widen it, several filters narrow it."""
    gains = client.get("/claims.json?type=gain").json()["claims"]["total"]
    both = client.get("/claims.json?type=gain&type=attack").json()["claims"]["total"]
    assert 0 < gains < both
    assert {kept["claim"]["type"] for kept in items(client, "?type=gain")} == {"gain"}


def test_facets_count_what_a_click_finds(client: TestClient) -> None:
    """The number beside a facet is the number of claims that the click gives."""
    for one in client.get("/claims.json?modality=asserted").json()["facets"]["type"]:
        found = client.get("/claims.json", params={"modality": "asserted", "type": one["value"]}).json()
        assert found["claims"]["total"] == one["claims"]


def test_pages_are_cut_by_key(client: TestClient) -> None:
    """Going from page to page gives every claim once."""
    seen, query = [], "?limit=50"
    while query:
        found = client.get(f"/claims.json{query}").json()["claims"]
        seen += [kept["claim"]["id"] for kept in found["items"]]
        query = f"?limit=50&after={found['next']}" if found["next"] else ""
    assert len(seen) == len(set(seen)) == 240


def test_an_export_holds_what_is_shown(client: TestClient) -> None:
    """CSV and JSON lines hold all claims of the filter, not the first page alone."""
    total = client.get("/claims.json?type=gain").json()["claims"]["total"]
    rows = list(csv.DictReader(io.StringIO(client.get("/claims.csv?type=gain").text)))
    lines = [json.loads(line) for line in client.get("/claims.jsonl?type=gain").text.splitlines()]
    assert len(rows) == len(lines) == total
    assert {row["type"] for row in rows} == {"gain"}


def test_an_export_goes_through_the_default_profile(client: TestClient, made_ledger: Path) -> None:
    """Strengths leave as their province and without their sentence, and the log holds their ids."""
    kept = [json.loads(line) for line in client.get("/claims.jsonl?type=strength").text.splitlines()]
    assert kept
    assert not any(one["sentence"] for one in kept)
    log = log_path(made_ledger).read_text().splitlines()
    assert {one["claim"]["id"] for one in kept} == set(json.loads(log[-1])["claims"])


def test_a_filter_that_finds_nothing_says_which_part_to_drop(client: TestClient) -> None:
    """An empty table offers the table without each part of the filter."""
    page = client.get("/claims?type=gain&q=nothingofthekind").text
    assert "Without the words" in page


def test_the_clocks_go_along(client: TestClient) -> None:
    """A page asked for as known by a day leads to pages asked for as known by that day."""
    page = client.get("/claims?known_by=2017-01-01").text
    links = re.findall(r'href="(/claims/[0-9a-f]+[^"]*)"', page)
    assert links
    assert all("known_by=2017-01-01" in link for link in links)
    assert all(kept["reported"] <= "2017-01-01" for kept in items(client, "?known_by=2017-01-01"))


def test_every_claim_leads_to_its_words(client: TestClient) -> None:
    """The page of a claim marks its words in the document."""
    kept = items(client)[0]
    page = client.get(f"/claims/{kept['claim']['id']}").text
    assert re.search(r'class="claimed[^"]* picked"', page)
    assert f'id="c-{kept["claim"]["id"]}"' in page


def test_a_citation_names_publisher_title_day_words_and_id(client: TestClient) -> None:
    """The citation line holds what somebody needs to find the claim again."""
    kept = items(client)[0]
    citation = client.get(f"/claims/{kept['claim']['id']}.json").json()["citation"]
    for part in (kept["publisher"], kept["title"], kept["sentence"], kept["claim"]["id"]):
        assert part in citation


def test_two_documents_stand_side_by_side(client: TestClient) -> None:
    """A second document opens beside the first, by a claim or by its own id."""
    first, second = items(client)[0], items(client, "?order=oldest")[0]
    page = client.get(f"/claims/{first['claim']['id']}?beside={second['claim']['id']}").text
    assert page.count('class="doc-text"') == 2
    found = client.get(f"/documents/{first['document']}.json?beside={second['document']}").json()
    assert found["beside"]["document"]["id"] == second["document"]


def test_search_finds_names_words_and_ids(client: TestClient) -> None:
    """The box finds a claim by its id, and places by their names."""
    kept = items(client)[0]
    found = client.get("/search.json", params={"q": kept["claim"]["id"]}).json()
    assert found["named"]["claim"]["id"] == kept["claim"]["id"]
    name = kept["claim"]["place"][0]["name"]
    assert name in [place["name"] for place in client.get("/search.json", params={"q": name}).json()["places"]]


def test_the_reference_lists_every_twin(client: TestClient) -> None:
    """The page of the API names each address, and asks nothing from elsewhere."""
    page = client.get("/docs").text
    assert "/claims.json" in page
    assert not re.search(r'(src|href)="https?://', page)


def test_a_long_text_comes_in_parts_that_make_it_whole(client: TestClient) -> None:
    """The parts of a long text together are the text, but for the blank lines between paragraphs."""
    text = ("one line of words\n" * 30 + "\n") * 600
    parts = mark_text(text, ()).parts
    assert parts == -(-len(text) // PART)
    words = [
        piece.text
        for number in range(1, parts + 1)
        for paragraph in mark_text(text, (), number=number).paragraphs
        for piece in paragraph
    ]
    assert " ".join(words).split() == text.split()
    assert part_of(text, len(text) - 1) == parts


def test_every_claim_of_a_document_has_a_mark(client: TestClient) -> None:
    """The twin of a document gives the offsets of all its claims, in code points and in UTF-16."""
    document = client.get(f"/documents/{items(client)[0]['document']}.json").json()
    assert len(document["marks"]) == len(document["claims"]) == 20
    for mark in document["marks"]:
        assert mark["utf16"] == [mark["start"], mark["end"]]
