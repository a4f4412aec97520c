"""Tests of mentions: which pieces of a text may fill a claim's places."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.reading.claims.mentions import MentionKind, find_mentions
from reportedly.reading.claims.sketch import sketch_draft
from reportedly.reading.draft import Draft
from reportedly.reading.pipeline import STEPS, read_draft


def _places(draft: Draft) -> list[str]:
    mentions = find_mentions(sketch_draft(read_draft(draft, STEPS[:-1])))
    return [m.record.text for m in mentions if m.kind is MentionKind.PLACE]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("The Tripoli Brigade shelled Misrata.", ["Misrata"]),
        ("The Homs Martyrs Brigade left Hama.", ["Hama"]),
        ("Mosul Police arrested ten men in Erbil.", ["Mosul", "Erbil"]),
        ("Homs residents fled to Hama.", ["Homs", "Hama"]),
    ],
    ids=["brigade", "martyrs", "police", "residents"],
)
def test_a_group_called_after_a_place_is_not_there(draft: Callable[[str], Draft], text: str, places: list[str]) -> None:
    """A place in a group's name says not where it acts; one before a police or a noun does."""
    assert _places(draft(text)) == places
