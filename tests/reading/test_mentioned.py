"""Whom "it" means, by what stands around it: bodies, parties and people without a name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from reportedly.model import Attribution
from reportedly.reading.draft import Draft
from reportedly.reading.parties.find import find_parties
from reportedly.reading.speech.find import find_attributions

MakeDraft = Callable[..., Draft]


def found_in(draft: Draft) -> list[Attribution]:
    """Return the attributions of a draft."""
    return list(find_attributions(draft))


def test_body_with_a_plural_name_is_it(draft: MakeDraft) -> None:
    """A body whose name is a plural says "it said" as well as "they said"."""
    text = 'The Tarsa Defence Forces said Monday it had struck 320 targets. "We struck a cell," it said.'
    assert [a.link.text for a in found_in(draft(text))] == ["The Tarsa Defence Forces"] * 2


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The Rapid Support Forces said it had left. It said ten had died.", ["The Rapid Support Forces"] * 2),
        ("The enemy said it had left. It denied shelling the mill.", ["The enemy"] * 2),
        ("The rebels said they had left. It said ten had died.", ["The rebels", "It"]),
    ],
    ids=["party of the register", "enemy", "nameless people"],
)
def test_party_with_a_plural_name_is_it(draft: MakeDraft, text: str, names: list[str]) -> None:
    """Forces of the register and "the enemy" are "it"; people without a name are not."""
    made = draft(text)
    made = replace(made, parties=find_parties(made))
    assert [a.link.text for a in found_in(made)] == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The health ministry said ten had died. The army named nine men it said it had killed.", "The army"),
        ("The health ministry said ten had died. The army left after it said rebels had fled.", "The army"),
        ("The health ministry said ten had died. It said nine were boys.", "The health ministry"),
    ],
)
def test_it_is_the_body_that_its_sentence_tells_of(draft: MakeDraft, text: str, name: str) -> None:
    """A body that governs the clause of an "it" is meant before a speaker of the sentence before."""
    assert found_in(draft(text))[-1].link.text == name
