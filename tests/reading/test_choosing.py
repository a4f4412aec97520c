"""Choosing: the fillers of a claim's slots from the chances of its candidates."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.model import ClaimType, Party
from reportedly.reading.claims.choosing import add_up, choose_parties
from reportedly.reading.claims.mentions import Mention, MentionKind
from reportedly.reading.claims.pairs import Anchor, set_anchor
from reportedly.reading.claims.scene import set_scene
from reportedly.reading.draft import Draft


@pytest.fixture
def anchor(draft: Callable[..., Draft]) -> Anchor:
    """Return the anchor of a trigger in a text that names nobody."""
    return set_anchor(set_scene(draft("Shells fell on the port.")), 1, ClaimType.ATTACK)


def mention(name: str, first: int, *, side: str | None = None) -> Mention:
    """Return a mention of a party by its name."""
    party = Party(name, first, first + 1, name.lower(), name, "state_force", side)
    return Mention(MentionKind.PARTY, first, first + 1, first, name.lower(), "state_force", party)


def names(parties: tuple[Party, ...]) -> list[str]:
    """Return the words of parties."""
    return [party.text for party in parties]


def test_the_likeliest_of_a_group_has_the_chances_of_all() -> None:
    """Chances of one group stand with its likeliest candidate, and no chance is sure."""
    assert add_up(["a", "b", "a"], [0.25, 0.125, 0.5]) == [0.0, 0.125, 0.75]
    assert add_up(["a", "a"], [0.75, 0.75])[0] < 1


def test_two_names_of_one_side_act_as_one(anchor: Anchor) -> None:
    """Each alone would be too unlikely: the regime and its army are one actor, told by the likelier name."""
    mentions = [mention("Regime", 0, side="regime"), mention("Army", 2, side="regime"), mention("Rebels", 4)]

    actor, _, _ = choose_parties(anchor, mentions, [[0.2, 0.3, 0.1], [0.0] * 3, [0.0] * 3])

    assert names(actor) == ["Army"]


def test_nobody_acts_on_himself(anchor: Anchor) -> None:
    """A party that is likely in both slots stays in the likelier one."""
    mentions = [mention("Army", 0), mention("Rebels", 2)]

    actor, target, _ = choose_parties(anchor, mentions, [[0.5, 0.4], [0.6, 0.1], [0.0] * 2])

    assert (names(actor), names(target)) == (["Rebels"], ["Army"])
