"""Antecedents: whom a pronoun stands for."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.reading.claims.scene import set_scene
from reportedly.reading.draft import Draft
from reportedly.reading.pipeline import STEPS, read_draft

Ask = Callable[[str, str], str | None]


@pytest.fixture(scope="module")
def antecedent(draft: Callable[..., Draft]) -> Ask:
    """Return a function that gives the words which the first such pronoun of a text stands for."""

    def ask(text: str, pronoun: str) -> str | None:
        scene = set_scene(read_draft(draft(text), [step for step in STEPS if step.adds != "claims"]))
        number = scene.antecedents.get(scene.sketch.lower.index(pronoun))
        return None if number is None else scene.mentions[number].record.text

    return ask


def test_they_are_the_subject_of_the_sentence_before(antecedent: Ask) -> None:
    """The subject of the last sentence is more salient than what else was named there."""
    assert antecedent("The Taliban attacked a post of the Afghan army. They left at dawn.", "they") == "Taliban"


def test_it_in_a_clause_that_is_told_is_who_tells(antecedent: Ask) -> None:
    """Who says that "it" did something speaks of itself, where nobody else is one."""
    assert antecedent("The Houthi movement said on Monday that it had shelled the port.", "it") == "Houthi movement"


def test_it_is_not_many(antecedent: Ask) -> None:
    """A plural is no antecedent of "it"."""
    assert antecedent("The rebels met on Monday. It was raining.", "it") is None


def test_one_verb_does_not_act_upon_its_own_subject(antecedent: Ask) -> None:
    """Who hits "them" is somebody else."""
    text = "Al-Shabaab entered the town. Somali troops attacked them on Friday."

    assert antecedent(text, "them") == "Al-Shabaab"


def test_we_are_the_party_that_speaks(antecedent: Ask) -> None:
    """In a quotation "we" is the party in the words that name its speaker."""
    assert antecedent('"We hold the airport," the Syrian army said on Monday.', "we") == "Syrian army"


def test_nobody_is_meant_where_nobody_was_named(antecedent: Ask) -> None:
    """A pronoun without anybody before it stands for nobody."""
    assert antecedent("They left at dawn.", "they") is None


def test_a_noun_stands_for_the_named_party_of_its_kind(antecedent: Ask) -> None:
    """ "Militants" are the armed group that was named, and not the army that was named after it."""
    text = "Boko Haram entered the town, and the Nigerian army shelled it. Militants burned a school."

    assert antecedent(text, "militants") == "Boko Haram"


def test_a_noun_with_a_name_stands_for_nobody_else(antecedent: Ask) -> None:
    """A noun that a name belongs to is that name's."""
    assert antecedent("Boko Haram entered the town. Hezbollah fighters left.", "fighters") is None


def test_a_noun_points_back_some_sentences_only(antecedent: Ask) -> None:
    """A party that was named long before is not meant any more."""
    calm = "It rained. " * 9

    assert antecedent(f"Boko Haram entered the town. {calm}Militants burned a school.", "militants") is None
