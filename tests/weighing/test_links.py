"""Tests of links: the strongest are kept, from either side, and found again by their strength."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from itertools import combinations

import pytest

from reportedly.weighing.links import KEPT, Links


@pytest.fixture
def cursor() -> Iterator[sqlite3.Cursor]:
    """Give a cursor on an empty table of links."""
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE derived_weigh_link (claim TEXT PRIMARY KEY, others TEXT NOT NULL)")
    yield connection.cursor()
    connection.close()


def test_links_are_found_from_either_side_by_their_strength(cursor: sqlite3.Cursor) -> None:
    """A link is found by both of its claims where it is strong enough, the strongest first."""
    Links(cursor).add([("a", "b", 2.0), ("a", "c", 15.5), ("d", "a", 3.5)])
    links = Links(cursor)
    assert list(links.find("a", 2.0)) == ["c", "d", "b"]
    assert list(links.find("a", 3.5)) == ["c", "d"]
    assert list(links.find("b", 2.0)) == ["a"]
    assert list(links.find("b", 2.5)) == []


def test_of_many_links_the_strongest_are_kept_in_any_order(cursor: sqlite3.Cursor) -> None:
    """Which links of a claim are kept follows from their strengths and ids, not from when they came."""
    made = random.Random(3)
    links = [(one, other, made.randrange(4, 16) / 2) for one, other in combinations([f"{n:03}" for n in range(90)], 2)]
    Links(cursor).add(links)
    at_once = {claim: Links(cursor).row(claim) for claim in ("000", "044", "089")}
    cursor.execute("DELETE FROM derived_weigh_link")
    made.shuffle(links)
    for at in range(0, len(links), 500):
        Links(cursor).add(links[at : at + 500])
    assert {claim: Links(cursor).row(claim) for claim in at_once} == at_once
    assert all(len(row) == KEPT for row in at_once.values())


def test_only_what_changes_a_row_is_told(cursor: sqlite3.Cursor) -> None:
    """A claim whose links stay as they are is not told of; one with new ones with the strength of the strongest."""
    assert Links(cursor).add([("a", "b", 2.0), ("a", "c", 4.0)]) == {"a": 4.0, "b": 2.0, "c": 4.0}
    assert Links(cursor).add([("b", "a", 2.0), ("b", "c", 3.0)]) == {"b": 3.0, "c": 3.0}


def test_a_claim_taken_out_is_linked_with_nobody(cursor: sqlite3.Cursor) -> None:
    """Its own links go, and those of others to it."""
    Links(cursor).add([("a", "b", 2.0), ("a", "c", 4.0), ("b", "c", 3.0)])
    Links(cursor).drop(["a"])
    links = Links(cursor)
    assert [list(links.find(claim, 2.0)) for claim in "abc"] == [[], ["c"], ["b"]]
