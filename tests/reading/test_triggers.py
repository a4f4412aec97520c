"""Triggers: which words of a text the lexicon hits."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from reportedly.reading.draft import Draft
from reportedly.reading.events.frames import dependents
from reportedly.reading.events.lexicon import Strength
from reportedly.reading.events.modality import read_modality
from reportedly.reading.events.triggers import find_triggers, participle

MakeDraft = Callable[..., Draft]


def _rules(draft: MakeDraft, text: str) -> set[str]:
    doc = draft(text).doc
    return {entry.rule for entries in find_triggers(doc).values() for entry in entries}


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Rebels captured Saraqib on Monday.", "gain/capture.VERB"),
        ("Militia fighters captured the town of Harib.", "gain/capture.VERB"),
        ("The army captured nine fighters near Bara.", "detention/capture.VERB"),
        ("Nine rebels were captured near Bara.", "detention/capture.VERB"),
    ],
)
def test_what_is_captured_tells_a_gain_from_a_detention(draft: MakeDraft, text: str, rule: str) -> None:
    """Fighters who capture a town are no captives, whoever else says so."""
    hits = [entry for entries in find_triggers(draft(text).doc).values() for entry in entries]
    assert {entry.rule for entry in hits if entry.strength is not Strength.WEAK} == {rule}


def test_who_loses_a_stronghold_loses_no_lives(draft: MakeDraft) -> None:
    """What is lost tells a retreat from a toll, though fighters are the subject of both."""
    assert _rules(draft, "The fighters lost two strongholds.") & {"withdraw/lose.VERB", "casualties/lose.VERB"} == {
        "withdraw/lose.VERB"
    }
    assert "casualties/lose.VERB" in _rules(draft, "The fighters lost nine men.")


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("The ISIS-held town of Manbij was shelled.", "control/hold.VERB"),
        ("A U.S.-backed militia took the dam.", "support/back.VERB"),
        ("The regime-controlled crossing was shut.", "control/control.VERB"),
        ("The rebels took control of the crossing.", "gain/take.VERB"),
        ("Snipers cut off the village of Nubl.", "siege/cut.VERB"),
        ("The papers report that the rebels released a nun.", "detention/release.VERB"),
    ],
)
def test_finds_triggers_with_their_companions(draft: MakeDraft, text: str, rule: str) -> None:
    """Hyphenated participles and words that need a companion are found."""
    assert rule in _rules(draft, text)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("The farmers cut the grass.", "siege/cut.VERB"),
        ("The ministers held talks in Rome.", "control/hold.VERB"),
        ("The guests took their places.", "gain/control.NOUN"),
        ("The bank released a statement.", "detention/release.VERB"),
        ("Fears swept across the city.", "gain/sweep.VERB"),
        ("Six men were trapped under rubble.", "siege/trap.VERB"),
    ],
)
def test_false_friends_are_left_out(draft: MakeDraft, text: str, rule: str) -> None:
    """A word without its companion, or beside one that rules it out, is no trigger."""
    assert rule not in _rules(draft, text)


def test_one_word_may_trigger_several_types(draft: MakeDraft) -> None:
    """A word is a hit of every type that it may signal."""
    assert {"gain/capture.VERB", "status/capture.VERB"} <= _rules(draft, "Omar Said was captured.")


def test_hits_stand_in_the_order_of_the_text(draft: MakeDraft) -> None:
    """Hits come in the order of the text."""
    doc = draft("Rebels shelled Sirte and seized the port, killing nine soldiers.").doc
    indexes = list(find_triggers(doc))
    assert indexes == sorted(indexes) and indexes


@pytest.mark.parametrize(
    ("lemma", "form"), [("arm", "armed"), ("seize", "seized"), ("occupy", "occupied"), ("lead", "led")]
)
def test_participle(lemma: str, form: str) -> None:
    """Regular and irregular verbs have their participle."""
    assert participle(lemma) == form


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet=st.sampled_from("ab \n\"'.-?\0ا’%9") | st.characters(), max_size=80))
def test_no_text_breaks_the_stage(draft: MakeDraft, text: str) -> None:
    """Triggers, frames and modality raise on no text, and every hit lies inside it."""
    doc = draft(f"{text} killed {text} not seized held-").doc
    for index in find_triggers(doc):
        assert 0 <= index < len(doc)
        dependents(doc[index])
        read_modality(doc[index])


def test_long_lists_stay_linear(draft: MakeDraft) -> None:
    """A sentence of thousands of conjoined triggers is read in seconds."""
    doc = draft("killed and wounded, seized and shelled " * 600).doc
    started = time.perf_counter()
    for index in find_triggers(doc):
        dependents(doc[index])
        read_modality(doc[index])
    assert time.perf_counter() - started < 10


@pytest.mark.parametrize(
    ("form", "lemma"), [("retook", "retake"), ("fled", "flee"), ("captured", "capture"), ("overran", "overrun")]
)
def test_a_past_form_tagged_as_an_infinitive_is_found(nlp: Language, form: str, lemma: str) -> None:
    """Where the tagger takes a past form for an infinitive, its lemma is the form, and the verb is found still."""
    words = ["The", "army", form, "two", "villages"]
    classes, heads = ["DET", "NOUN", "VERB", "NUM", "NOUN"], [1, 2, 2, 4, 2]
    doc = Doc(nlp.vocab, words, pos=classes, lemmas=words, heads=heads, deps=["dep"] * 5)
    assert lemma in {entry.lemma for entries in find_triggers(doc).values() for entry in entries}
