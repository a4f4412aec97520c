"""Tests of the one shape that errors have, over all routes."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient

from reportedly.errors import CODES

_BAD = ("nothing-of-that-id", "%00", "%2e%2e%2f", "a" * 300, "-1", "é\U0001f525")


def check_shape(found: Any) -> None:
    """Assert the one shape of an error: status, and code, what, why and fix."""
    body = found.json()
    assert set(body) == {"status", "error"}
    assert body["status"] == found.status_code
    assert set(body["error"]) == {"code", "what", "why", "fix"}
    assert body["error"]["code"] in CODES
    assert all(body["error"].values())


def test_every_route_answers_nonsense_in_one_shape(client: TestClient) -> None:
    """Whatever stands where an id is meant, a route gives a page or an error of the one shape, and never a 500."""
    paths = client.get("/openapi.json").json()["paths"]
    assert len(paths) > 10
    for path, methods in paths.items():
        for value in _BAD:
            address = path
            for name in ("claim_id", "document_id", "decision_id", "source_id", "key", "id", "place_id", "party_id"):
                address = address.replace(f"{{{name}}}", value).replace(f"{{{name}:path}}", value)
            for method in methods:
                found = client.request(method, address, headers={"accept": "application/json"})
                assert found.status_code < 500 or found.json()["error"]["code"] == "R807", (method, address, found.text)
                if found.status_code >= 400:
                    check_shape(found)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/claims.json?at=soon", 422),
        ("/claims.json?order=sideways", 422),
        ("/claims.json?limit=0", 422),
        ("/claims.json?type=gossip", 400),
        ("/claims.json?after=nowhere", 400),
        ("/claims.csv?type=gossip", 400),
        ("/claims.jsonl?grade=0", 400),
        ("/claims/ffff.json", 404),
        ("/documents/ffff.json", 404),
        ("/sources/nobody.json", 404),
        ("/paste/ffff.json", 404),
        ("/static/nothing.js", 404),
        ("/nowhere", 404),
    ],
)
def test_what_is_wrong_is_told(client: TestClient, path: str, status: int) -> None:
    """A wrong value, an unknown id and an unknown address each have their status and the one shape."""
    found = client.get(path, headers={"accept": "application/json"})
    assert found.status_code == status
    check_shape(found)


def test_a_person_gets_a_page_of_the_same_words(client: TestClient) -> None:
    """To a browser the error comes as a page with the same code, reason and way out."""
    words = client.get("/claims/ffff.json").json()["error"]
    page = client.get("/claims/ffff")
    assert page.status_code == 404
    assert words["code"] in page.text
    assert page.headers["content-type"].startswith("text/html")


def test_unknown_parameters_are_kept_and_reported(client: TestClient) -> None:
    """A parameter that a page does not know is named, and stays in the addresses that differ from this one."""
    assert client.get("/claims.json?colour=blue").json()["unknown_parameters"] == ["colour"]
    page = client.get("/claims?colour=blue").text
    assert "does not know colour" in page
    assert 'name="colour" value="blue"' in page
