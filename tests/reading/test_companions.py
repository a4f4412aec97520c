"""Companions: parties that a text joins."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.reading.claims.scene import set_scene
from reportedly.reading.draft import Draft
from reportedly.reading.pipeline import STEPS, read_draft

Ask = Callable[[str], set[str]]


@pytest.fixture(scope="module")
def joined(draft: Callable[..., Draft]) -> Ask:
    """Return a function that gives the names of a text that are joined to others."""

    def ask(text: str) -> set[str]:
        scene = set_scene(read_draft(draft(text), [step for step in STEPS if step.adds != "claims"]))
        return {mention.record.text for group in scene.companions.values() for mention in group}

    return ask


def test_names_with_and_between_are_joined(joined: Ask) -> None:
    """All of a list that ends with "and" are companions."""
    text = "Clashes between the Taliban, Hezb-e-Islami and Islamic State went on."

    assert joined(text) == {"Taliban", "Hezb-e-Islami", "Islamic State"}


def test_an_aside_is_not_joined(joined: Ask) -> None:
    """Commas alone join nobody: the second name may explain the first."""
    assert joined("Hezbollah, Iran's ally, left the town.") == set()


def test_civilians_act_with_nobody(joined: Ask) -> None:
    """Victims stand beside soldiers without acting with them."""
    assert joined("The Taliban and civilians left the town.") == set()


def test_a_backer_is_not_joined(joined: Ask) -> None:
    """Of "the army and Iranian-backed militias", Iran does not act."""
    assert "Iranian" not in joined("The Syrian army and Iranian-backed militias shelled the town.")
