"""Subtypes: the table of codes."""

from __future__ import annotations

from reportedly.model import ClaimType
from reportedly.reading.events.lexicon import load_lexicon
from reportedly.reading.events.subtypes import code_event, list_subtypes


def test_every_subtype_of_the_lexicon_has_codes() -> None:
    """No entry of the lexicon has a subtype that the table lacks."""
    assert not [e.rule for e in load_lexicon() if e.subtype and e.subtype not in list_subtypes(e.type)]


def test_unknown_subtype_has_the_codes_of_its_type() -> None:
    """A subtype that nobody listed falls back to its type."""
    assert code_event(ClaimType.ATTACK, "duel") == code_event(ClaimType.ATTACK)


def test_casualties_have_the_four_subtypes() -> None:
    """Casualties are killed, wounded, missing, or killed or wounded."""
    assert list_subtypes(ClaimType.CASUALTIES) == ("killed", "killed_or_wounded", "missing", "wounded")
