"""Tests of what all pages share: headers, twins, errors."""

from __future__ import annotations

from fastapi.testclient import TestClient


def test_the_start_page_has_a_twin(client: TestClient) -> None:
    """The start page comes as HTML, and as JSON at its twin's address."""
    assert client.get("/").headers["content-type"].startswith("text/html")
    assert client.get("/index.json").json()["documents"] == 12


def test_an_unknown_address_is_an_error_of_one_shape(client: TestClient) -> None:
    """What is not there is told with code, what, why and fix."""
    found = client.get("/nowhere.json")
    assert found.status_code == 404
    assert found.json()["error"]["code"] == "R802"
    assert "R802" in client.get("/nowhere").text
