"""Quotation marks: what stands in quotes."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.reading.speech.quotes import find_quotes


def quoted(text: str) -> list[str]:
    """Return the quotes as written, marks included."""
    return [text[quote.span.start : quote.span.end] for quote in find_quotes(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said "yes, we go" and left.', ['"yes, we go"']),
        ("He said “yes, we go” and left.", ["“yes, we go”"]),
        ("He said ''yes, we go'' and left.", ["''yes, we go''"]),
        ("He said «yes, we go» and left.", ["«yes, we go»"]),
        ("He said ‘yes, we go’ and left.", ["‘yes, we go’"]),
        ("The mayor’s men and the farmers’ sons left.", []),
        ("It’s the boys’ tank.", []),
        ('"One," he said. "Two."', ['"One,"', '"Two."']),
        ("“It is open\n\n“It is safe,” he said.", ["“It is open", "“It is safe,”"]),
    ],
    ids=["straight", "curly", "doubled", "guillemets", "single", "possessives", "apostrophe", "resumed", "open"],
)
def test_quotes_of_each_style_are_found(text: str, expected: list[str]) -> None:
    """Quotes are found in each style of marks, and apostrophes are none."""
    assert quoted(text) == expected


def test_lost_mark_does_not_turn_the_rest_inside_out() -> None:
    """A closing mark that was lost costs one quote, not the paragraphs after it."""
    assert quoted('He said "no. She said "yes" and "maybe".')[-1] == '"maybe"'


def test_ten_thousand_marks_take_linear_time() -> None:
    """Ten thousand marks are read in well under a second."""
    start = time.perf_counter()
    for sign in ('"', "''", "“", "”", "‘", "«"):
        find_quotes(f"{sign}word " * 10_000)
    assert time.perf_counter() - start < 2.0


@given(st.text(alphabet="ab \n\"'“”‘’«».,`„", max_size=80))
def test_quotes_lie_inside_the_text_in_order(text: str) -> None:
    """Quotes never overlap, and lie inside the text."""
    end = 0
    for quote in find_quotes(text):
        assert end <= quote.span.start < quote.span.end <= len(text)
        assert quote.span.start <= quote.inner.start <= quote.inner.end <= quote.span.end
        end = quote.span.end
