"""Tests of the records: laws that hold for all of them, and ids that stay."""

from __future__ import annotations

import dataclasses
import json
from enum import StrEnum
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import reportedly.model as model
from reportedly.errors import ErrorRecord
from reportedly.model import Claim, ClaimType, Document, Layers, Reading, Span, claim_id, digest_document
from reportedly.reading.format import reading_as_dict, reading_as_json, reading_from_dict, reading_schema

NUMBERS = st.floats(-1e12, 1e12, allow_nan=False)
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


def spans() -> st.SearchStrategy[Span]:
    """Half-open ranges."""
    return st.tuples(st.integers(0, 500), st.integers(0, 50)).map(lambda p: Span(p[0], p[0] + p[1]))


st.register_type_strategy(Span, spans())
st.register_type_strategy(str, WORDS)
st.register_type_strategy(float, NUMBERS)
# A score is rounded to four places in the format; one that is already so comes back as it was.
CLAIMS = st.builds(Claim, score=st.integers(0, 10_000).map(lambda n: n / 10_000))
READINGS = st.builds(Reading, claims=st.lists(CLAIMS, max_size=2).map(tuple), schema=st.just(model.SCHEMA))
RECORDS = [value for value in vars(model).values() if isinstance(value, type) and dataclasses.is_dataclass(value)]


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_records_are_frozen_and_slotted(record: Any) -> None:
    """A record cannot be changed, and holds nothing but its fields."""
    assert record.__dataclass_params__.frozen
    assert "__slots__" in vars(record)
    assert record.__doc__ and not record.__doc__.startswith(f"{record.__name__}(")


def test_closed_sets_are_enumerations_of_strings() -> None:
    """The values of enumerations are the strings of the exchange format: lower case, or as TimeML writes them."""
    for value in vars(model).values():
        if isinstance(value, type) and issubclass(value, StrEnum):
            assert all(str(member) == member.value for member in value)


@settings(max_examples=60, deadline=None)
@given(READINGS)
def test_a_reading_survives_json(reading: Reading) -> None:
    """Written as JSON and read back, a reading is what it was."""
    assert reading_from_dict(json.loads(reading_as_json(reading, layers=True, explain=True))) == reading


@settings(max_examples=30, deadline=None)
@given(READINGS)
def test_a_line_is_valid_by_the_schema(reading: Reading) -> None:
    """Whatever a reading holds, its line is valid by the published schema, with layers and without."""
    schema = reading_schema()
    for layers in (True, False):
        jsonschema.validate(reading_as_dict(reading, layers=layers), schema)


def test_a_line_has_the_fields_of_the_published_format() -> None:
    """The fields of version 1 of the format, in their order; to lose one is a breaking change."""
    reading = Reading("x", "", "", None, (), None, (), error=ErrorRecord("R101", "w", "y", "f"))
    assert list(reading_as_dict(reading, layers=True)) == (
        "schema id title publisher published dates language warnings claims layers error".split()
    )
    assert [field.name for field in dataclasses.fields(Claim)] == (
        "id type subtype evidence trigger actor target person place destination quantity modality time valid source "
        "anonymous via chain part_of rule score"
    ).split()
    assert [field.name for field in dataclasses.fields(Layers)] == (
        "attributions toponyms times quantities parties".split()
    )


def test_ids_are_what_they_were() -> None:
    """Ids are pinned: a change that alters them breaks every ledger."""
    assert claim_id("d", ClaimType.GAIN, Span(3, 7)) == "0a0867052691948a"
    assert claim_id("d", ClaimType.GAIN, Span(3, 7), 1) != claim_id("d", ClaimType.GAIN, Span(3, 7))
    assert digest_document("p", "t", "x")[:16] == "67647382837d6088"


@given(st.text(max_size=8), st.sampled_from(ClaimType), spans(), st.integers(0, 5))
def test_a_claims_id_depends_on_what_identifies_it(name: str, kind: ClaimType, trigger: Span, count: int) -> None:
    """Document, type, trigger and count make the id, and nothing else can: 16 hex digits, the same each time."""
    found = claim_id(name, kind, trigger, count)
    assert found == claim_id(name, kind, trigger, count)
    assert len(found) == 16 and int(found, 16) >= 0
    assert found != claim_id(name, kind, Span(trigger.start, trigger.end + 1), count)


@given(st.text(st.characters(codec=None), max_size=20), st.text(max_size=20))
def test_a_digest_tells_title_from_text(title: str, text: str) -> None:
    """Moving words from title to text changes the digest; lone surrogates do not break it."""
    assert digest_document("", title, text) != digest_document("", title + "x", text)


@given(spans(), spans())
def test_spans_that_cover_overlap(one: Span, other: Span) -> None:
    """Overlap is mutual, and a span that covers a span with characters in it overlaps it."""
    assert one.overlaps(other) == other.overlaps(one)
    if one.covers(other) and other.end > other.start:
        assert one.overlaps(other)


def test_a_document_keeps_its_text() -> None:
    """A document cannot be rewritten."""
    document = Document(id="x", digest="y", text="z")
    with pytest.raises(dataclasses.FrozenInstanceError):
        document.text = "other"  # type: ignore[misc]
