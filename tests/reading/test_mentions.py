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


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Jets hit the refinery at al-Zarqimi.", ["al-Zarqimi"]),
        ("The rebels took al-Zarqimi on Friday.", ["al-Zarqimi"]),
        ("Soldiers captured Zarqimi, in Hiran region.", ["Zarqimi", "Hiran"]),
        ("Jets shelled Zarqimi and Turmali at dawn.", ["Zarqimi", "Turmali"]),
        ("Mortar shells fell on Zarqimi overnight.", ["Zarqimi"]),
        ("Fighting went on north of Zarqimi.", ["Zarqimi"]),
        ("They captured Zarqimi, a commander of the rebels.", []),
        ("A report on Zarqimi came out.", []),
        ("Rebels killed Zarqimi, in Goma.", ["Goma"]),
    ],
    ids=["article", "taken", "in a region", "a list", "fell on", "north of", "a captive", "a subject", "a victim"],
)
def test_an_unknown_name_where_a_place_would_stand_is_one(
    draft: Callable[[str], Draft], text: str, places: list[str]
) -> None:
    """What is shelled, taken, fallen on or lies in a known place is a place, its article included."""
    assert _places(draft(text)) == places
