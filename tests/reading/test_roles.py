"""Countries and capitals: where they act, and where they are places."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.model import Party
from reportedly.reading.draft import Draft
from reportedly.reading.parties.find import find_parties

Make = Callable[..., Draft]


def _find(draft: Make, text: str) -> dict[str, Party]:
    return {party.text: party for party in find_parties(draft(text))}


def test_country_as_a_place_is_no_party(draft: Make) -> None:
    """A country that something happens in does not act."""
    assert _find(draft, "Floods hit farms in Turkey and across northern Iraq.") == {}


@pytest.mark.parametrize(
    ("text", "capital", "party"),
    [
        ("The envoy accused Ankara of arming the group.", "Ankara", "state:TR"),
        ("The envoys urged Beijing to close the dam.", "Beijing", "state:CN"),
        ("Riyadh was blamed for the raid on the mill.", "Riyadh", "state:SA"),
        ("Islamabad has been accused of arming the group.", "Islamabad", "state:PK"),
        ("Ankara is believed to have sent ten boats.", "Ankara", "state:TR"),
        ("Beijing is said to be sending boats.", "Beijing", "state:CN"),
        ("Moscow is believed to have massed troops.", "Moscow", "state:RU"),
        ("Paris is to send ten boats to the lake.", "Paris", "state:FR"),
    ],
)
def test_a_capital_that_answers_for_deeds_is_its_state(draft: Make, text: str, capital: str, party: str) -> None:
    """A capital is its state where it is blamed or urged, believed to do something, or about to."""
    assert _find(draft, text)[capital].id == party


@pytest.mark.parametrize(
    "text",
    [
        "Ankara was shelled on Monday.",
        "Storms hit Beijing on Monday.",
        "Riyadh is calm, and Paris is the capital.",
        "Kabul is expected to fall.",
        "Kyiv was reported to be calm.",
        "Tripoli is to be rebuilt.",
        "Khartoum is thought to have been mined.",
    ],
)
def test_a_capital_that_something_happens_to_is_a_place(draft: Make, text: str) -> None:
    """A capital that is hit, described, or believed to suffer is no government."""
    assert _find(draft, text) == {}
