"""Tests of trust: the chance that a source is right, and why."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reportedly.model import Link, LinkKind, Modality, Stance
from reportedly.weighing.trust import benefits, letter_of, source_name, weigh_source
from tests.weighing.claims import ARMY, MONITOR, REBELS, TALMA, claim

ARMY_SPOKESMAN = Link("Col. Dar", None, None, "Dar", LinkKind.PERSON, stake="state")


def _gain(source=MONITOR, actor=ARMY, **fields):
    return claim("a", type="gain", subtype=None, source=source, actor=(actor,), place=(TALMA,), **fields)


def test_a_letter_sets_the_base() -> None:
    """A better letter gives a higher chance, and an ungraded source says that nobody has graded it."""
    chances = [weigh_source(_gain(), {"the Talma Monitor": letter}).chance for letter in "ABCDE"]
    assert chances == sorted(chances, reverse=True)
    assert letter_of(_gain()) == ("F", "nobody has graded the Talma Monitor")


def test_an_unnamed_source_has_letter_f() -> None:
    """Whoever is not named cannot be graded, whatever the register says."""
    unnamed = Link("an official", None, None, "an official", LinkKind.UNNAMED, anonymous=True)
    assert letter_of(_gain(unnamed), {"an official": "A"}) == ("F", "an unnamed source (an official)")


def test_own_gain_weighs_less_and_own_loss_more() -> None:
    """A side's gain told by itself weighs less than told by others, its loss told by itself more."""
    neutral = weigh_source(_gain()).chance
    assert weigh_source(_gain(ARMY_SPOKESMAN)).chance < neutral < weigh_source(_gain(ARMY_SPOKESMAN, REBELS)).chance


@pytest.mark.parametrize(
    ("sentence", "hedged"),
    [
        ("The report could not be independently verified.", True),
        ("Unconfirmed reports say so.", True),
        ("The army said it took the town.", False),
    ],
)
def test_unconfirmed_words_halve_the_chance(sentence: str, hedged: bool) -> None:
    """What is told as unconfirmed weighs half."""
    assert ("told as unconfirmed" in weigh_source(_gain(sentence=sentence)).reasons) is hedged


def test_each_medium_between_takes_something_off() -> None:
    """A claim that came through a medium weighs less than the same at first hand."""
    kept = _gain()
    agency = Link("an agency", None, None, "an agency", LinkKind.MEDIUM)
    relayed = replace(kept, claim=replace(kept.claim, chain=(agency, MONITOR)))
    assert weigh_source(relayed).chance < weigh_source(kept).chance
    assert "came through 1 medium" in weigh_source(relayed).reasons


def test_claims_weigh_less_than_statements() -> None:
    """What a source is said to claim weighs less than what it says."""
    doubtful = replace(MONITOR, stance=Stance.CLAIMS)
    assert weigh_source(_gain(doubtful)).chance < weigh_source(_gain()).chance


def test_a_denial_is_to_the_credit_of_whom_the_claim_harms() -> None:
    """A withdrawal harms who withdraws; denied, it is to his credit."""
    withdrawal = claim("w", type="withdraw", subtype=None, actor=(ARMY,)).claim
    assert benefits(withdrawal) == (frozenset(), {"state"})
    assert benefits(replace(withdrawal, modality=Modality.DENIED)) == ({"state"}, frozenset())


def test_the_articles_own_voice_is_the_publishers() -> None:
    """Where no source is named the publisher is the source."""
    assert source_name(claim("a")) == "The Orven Courier"
