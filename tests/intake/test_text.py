"""Tests of plain text files and their titles."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.errors import InputError
from reportedly.intake import Given
from reportedly.intake.text import MAX_TITLE_CHARS, read_text, split_title


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Convoy reaches Foah\n\nFood arrived.", "Convoy reaches Foah"),
        ("Convoy reaches Foah\r\n\r\nFood arrived.", "Convoy reaches Foah"),
        ("Convoy reaches Foah\n  \n\n\nFood arrived.", "Convoy reaches Foah"),
        ("Has the convoy arrived?\n\nIt has.", "Has the convoy arrived?"),
        ("Food arrived.\n\nMore will come.", ""),
        ("Convoy reaches Foah\nFood arrived.", ""),
        ("Convoy reaches Foah\n\n", ""),
        ("x" * (MAX_TITLE_CHARS + 1) + "\n\nFood arrived.", ""),
        ("", ""),
    ],
)
def test_a_short_first_line_before_a_blank_line_is_the_title(text: str, title: str) -> None:
    """At most 200 characters, no full stop at the end, a blank line after it, and a text to follow."""
    found, rest = split_title(text)
    assert found == title
    assert rest == (text if not title else rest)
    assert not title or rest.startswith(("Food", "It"))


def test_an_empty_title_switches_the_rule_off() -> None:
    """With `--title ''` the first line belongs to the text."""
    document = read_text(b"Convoy reaches Foah\n\nFood arrived.", "x.txt", Given(title=""))
    assert document.title == "" and document.text.startswith("Convoy")


def test_a_given_title_is_used_and_the_text_stays_whole() -> None:
    """A title given by the user is the title, and nothing is cut from the text."""
    document = read_text(b"Convoy reaches Foah\n\nFood arrived.", "x.txt", Given(title="Aid"))
    assert (document.title, document.text[:6]) == ("Aid", "Convoy")


@pytest.mark.parametrize("raw", [b"", b" \n\t\n", b"\xef\xbb\xbf", b"\0\0\0"])
def test_a_file_without_text_is_refused(raw: bytes) -> None:
    """Nothing, blanks, a mark or NULs alone are no document."""
    with pytest.raises(InputError, match="R103"):
        read_text(raw, "x.txt")


@given(st.text(max_size=300))
def test_title_and_text_are_parts_of_the_file(text: str) -> None:
    """Nothing is made up: the title starts the file, the text ends it."""
    title, rest = split_title(text)
    assert title in text and text.endswith(rest)
