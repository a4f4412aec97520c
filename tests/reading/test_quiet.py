"""Quiet sentences: those far from any word of war."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.model import Claim
from reportedly.reading.claims.find import find_claims
from reportedly.reading.claims.quiet import NEAR, quiet_sentences
from reportedly.reading.claims.scene import set_scene
from reportedly.reading.draft import Draft
from reportedly.reading.pipeline import STEPS, read_draft

_CALM = "The baker sold bread to the school. "


@pytest.fixture(scope="module")
def read(draft: Callable[..., Draft]) -> Callable[[str], Draft]:
    """Return a function that reads the layers below the claims."""
    steps = [step for step in STEPS if step.adds != "claims"]
    return lambda text: read_draft(draft(text), steps)


def _claims(read: Callable[[str], Draft], text: str) -> list[str]:
    found: tuple[Claim, ...] = find_claims(read(text))
    return [text[claim.trigger.start : claim.trigger.end] for claim in found]


def test_a_word_of_war_is_heard_a_few_sentences_away(read: Callable[[str], Draft]) -> None:
    """A sentence is quiet where no word of war stands within some sentences before or behind it."""
    scene = set_scene(read(_CALM * (NEAR + 2) + "Soldiers slept."))
    assert quiet_sentences(scene)[:4] == [True, True, False, False]


def test_a_game_is_no_conflict(read: Callable[[str], Draft]) -> None:
    """A text without any word of war has no claims, whatever its verbs."""
    text = "Harlow United beat Northam on Saturday. Two late goals killed the game, and the visitors lost the cup. "
    assert _claims(read, text + _CALM * NEAR) == []


def test_a_figure_of_speech_makes_no_war(read: Callable[[str], Draft]) -> None:
    """Among many words of sport, one word of war is a figure of speech."""
    game = "The striker shot twice for the league leaders. Their goalkeeper, under siege, was hurt before half-time. "
    more = "The manager said the champions had lost the midfield battle. The club sold out its stadium. "
    assert _claims(read, game + more + _CALM * NEAR) == []
    assert _claims(read, game + more + "Rebels shelled the mill. " * NEAR)


def test_a_short_dispatch_is_never_quiet(read: Callable[[str], Draft]) -> None:
    """A dispatch of a sentence or two needs no word of war."""
    assert "killed" in _claims(read, "Nine men were killed in Tarsa on Tuesday, the director said.")


def test_a_conflict_is_heard(read: Callable[[str], Draft]) -> None:
    """What stands beside a word of war is read."""
    assert "killed" in _claims(read, "Two men were killed in Tarsa on Saturday. Rebels hold the hills.")
