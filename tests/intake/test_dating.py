"""Tests of the date that a document is read by."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.intake import Fields, Given, as_iso_day, build_document

FILED = "TAFAS, Syria, June 12, 2017 (Border Post) - A convoy of trucks entered the town."


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2017-06-12", "2017-06-12"),
        ("2017-06-12T23:30:00+03:00", "2017-06-12"),
        ("2017-06-12 08:00", "2017-06-12"),
        ("20170612", "2017-06-12"),
        ("12 June 2017", "2017-06-12"),
        ("Jun 12, 2017", "2017-06-12"),
        ("Mon, 12 Jun 2017 08:00:00 GMT", "2017-06-12"),
        ("32 May 2016", None),
        ("2017-02-30", None),
        ("12/06/2017", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_days_are_read_as_people_and_programs_write_them(value: str, day: str | None) -> None:
    """ISO days and instants, days with the month's name, and mail dates; nothing that could be two days."""
    assert as_iso_day(value) == day


def test_the_dateline_beats_what_is_given_and_says_so() -> None:
    """Where text and user disagree by more than a day, the text wins, and both stay visible."""
    document = build_document(Fields("x", FILED, published="2017-06-20"))
    assert document.published == "2017-06-12"
    assert {date.value for date in document.dates} == {"2017-06-12", "2017-06-20"}
    assert "dated 2017-06-12 by its dateline, not 2017-06-20 as given" in document.warnings


def test_the_datelines_agency_is_the_publisher_where_none_is_given() -> None:
    """A publisher taken from the dateline is marked so; a given one stands."""
    found = build_document(Fields("x", FILED))
    assert found.publisher == "Border Post"
    assert "publisher 'Border Post' is taken from the dateline" in found.warnings
    assert build_document(Fields("x", FILED), Given(publisher="Own")).publisher == "Own"


@given(st.text(max_size=200), st.text(max_size=30), st.none() | st.text(max_size=30))
def test_any_text_and_date_give_a_document(text: str, publisher: str, published: str | None) -> None:
    """Odd dates and heads of texts never fail, and spans lie in the text."""
    document = build_document(Fields("x", "x" + text, publisher=publisher, published=published))
    for date in document.dates:
        assert date.span is None or 0 <= date.span.start <= date.span.end <= len(document.text)
