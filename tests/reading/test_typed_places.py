"""Typed places: unknown names that a word for a kind of place says to be places."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.reading.claims.sketch import sketch_draft
from reportedly.reading.claims.typed_places import find_typed_places
from reportedly.reading.draft import Draft


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Shells fell on Wadi-Qorim village at dawn.", ["Wadi-Qorim"]),
        ("The rebels left the village of Umm Zarqat on Sunday.", ["Umm Zarqat"]),
        ("A clinic in the al-Tarmina neighbourhood was hit.", ["al-Tarmina"]),
        ("Two men were shot in Zarqat Street.", ["Zarqat Street"]),
        ("The village was quiet and the city slept.", []),
    ],
    ids=["before the word", "after of", "with an article", "a part of the name", "without a name"],
)
def test_a_name_beside_a_kind_of_place_is_a_place(draft: Callable[[str], Draft], text: str, names: list[str]) -> None:
    """The name beside a settlement's word is the place, and a street keeps its word."""
    found = find_typed_places(sketch_draft(draft(text)), set())

    assert [place.text for *_, place in found] == names


def test_a_name_that_is_known_already_is_left_alone(draft: Callable[[str], Draft]) -> None:
    """What another mention names is no typed place."""
    sketch = sketch_draft(draft("Shells fell on Zarqat village."))

    assert find_typed_places(sketch, {3}) == []
