"""Tests of the pipeline over a stream of documents."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest
from spacy.language import Language

import reportedly
from reportedly.errors import InputError, InternalError, ReadingError
from reportedly.intake import Fields, Refusal, build_document
from reportedly.model import Document, Reading
from reportedly.reading.draft import Draft
from reportedly.reading.pipeline import STEPS, Step, bind_steps, check_steps, read_documents
from reportedly.settings import load_settings


def document(text: str, name: str) -> Document:
    """Return a document with this id."""
    return build_document(Fields(name, text, id=name))


def read(*items: Document | Refusal, nlp: Language, steps: Any = (), **settings: Any) -> list[Reading]:
    """Read the items with these steps."""
    return list(read_documents(items, nlp=nlp, steps=steps, settings=load_settings(**settings)))


def test_the_steps_are_in_an_order_that_works() -> None:
    """Each layer that a step reads is added by an earlier one."""
    check_steps(STEPS)


def test_a_step_that_reads_what_nobody_adds_is_our_bug() -> None:
    """A wrong order is found before anything is read."""
    with pytest.raises(InternalError, match="R901"):
        check_steps(reversed(STEPS))


def test_settings_are_bound_to_the_steps_that_name_them() -> None:
    """A step gets the settings it asks for as keywords, and no others."""

    def find(draft: Draft, *, rules_only: bool) -> tuple[bool, ...]:
        return (rules_only,)

    (step,) = bind_steps([Step("claims", (), find, ("rules_only",))], load_settings(rules_only=True))
    assert step.find(None) == (True,)


def test_every_item_gives_one_reading_in_order(nlp: Language) -> None:
    """Refused and foreign documents stand in their places among those that are read."""
    refusal = Refusal("c", InputError("R106", "w", why="y", fix="f").record)
    items = [
        document("It rained.", "a"),
        document("Боевики покинули город до рассвета, сообщил представитель армии.", "b"),
        refusal,
        document("It snowed.", "d"),
    ]
    found = read(*items, nlp=nlp)
    assert [r.id for r in found] == ["a", "b", "c", "d"]
    assert [r.error and r.error.code for r in found] == [None, "R301", "R106", None]
    assert found[1].language == "ru"


def test_a_step_that_fails_spoils_its_document_alone(nlp: Language) -> None:
    """An exception in a step becomes the document's error, and the others are read."""

    def find(draft: Draft) -> tuple[()]:
        if "snow" in draft.document.text:
            raise ValueError("no snow")
        return ()

    found = read(document("It rained.", "a"), document("It snowed.", "b"), nlp=nlp, steps=[Step("times", (), find)])
    assert [r.error and r.error.code for r in found] == [None, "R902"]


def test_a_document_over_the_time_limit_is_given_up(nlp: Language) -> None:
    """A document that takes too long gives R302, and the next one is read."""

    def find(draft: Draft) -> tuple[()]:
        if "snow" in draft.document.text:
            time.sleep(30)
        return ()

    steps = [Step("times", (), find)]
    found = read(document("It snowed.", "a"), document("It rained.", "b"), nlp=nlp, steps=steps, time_limit_s=0.3)
    assert [r.error and r.error.code for r in found] == ["R302", None]


def test_documents_are_read_as_they_come(nlp: Language) -> None:
    """A stream without end gives readings; no more than a batch is taken from it beforehand."""
    taken = 0

    def endless() -> Iterator[Document]:
        nonlocal taken
        while True:
            taken += 1
            yield document("It rained.", str(taken))

    readings = read_documents(endless(), nlp=nlp, steps=())
    assert next(readings).id == "1"
    assert taken < 50


def test_a_library_document_with_surrogates_is_read(nlp: Language) -> None:
    """A document that did not come through intake is made safe to parse, with its offsets kept."""
    odd = Document(id="x", digest="x", text="Rebels \ud800 left.")
    (found,) = read(odd, nlp=nlp)
    assert found.error is None
    assert any("surrogate" in warning for warning in found.warnings)


def test_a_missing_model_is_told() -> None:
    """A model that is not installed ends the run with the way to mend it."""
    with pytest.raises(ReadingError, match="R304"):
        list(read_documents([], settings=load_settings(model="no_such_model")))


def test_reading_one_text_from_python() -> None:
    """`reportedly.read` takes a text and gives its reading."""
    reading = reportedly.read("The rebels left Madaya.", publisher="Border Post", published="2017-06-12")
    assert (reading.publisher, reading.published, reading.language) == ("Border Post", "2017-06-12", "en")
    with pytest.raises(InputError, match="R103"):
        reportedly.read(" ")
