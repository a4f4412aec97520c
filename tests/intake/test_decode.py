"""Tests of decoding bytes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.intake.decode import decode, replace_surrogates

SENTENCE = "The governor said “no one” was hurt in Qamishlo — a café burned down near the square."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be", "cp1252"])
def test_an_english_text_is_decoded_from_the_usual_encodings(encoding: str) -> None:
    """UTF-8, UTF-16 and UTF-32 with or without a mark, and Windows-1252, give the text that was written."""
    assert decode(SENTENCE.encode(encoding))[0] == SENTENCE


def test_a_mostly_arabic_legacy_text_is_guessed() -> None:
    """A text of another script in a legacy encoding comes out in that script."""
    text = "قال المتحدث باسم القوات إن المقاتلين انسحبوا من المدينة بعد معارك عنيفة استمرت أياما " * 3
    assert "المدينة" in decode(text.encode("cp1256"))[0]


def test_utf8_with_a_broken_byte_keeps_the_rest() -> None:
    """A few broken bytes in UTF-8 become U+FFFD, are counted, and leave the rest as written."""
    text, warnings = decode("Zaïd fled Hôms for Idlîb ".encode() * 3 + b"\xff.")
    assert text.startswith("Zaïd fled Hôms") and text.endswith("\ufffd.")
    assert warnings == ("1 undecodable bytes, each shown as U+FFFD (decoded as utf-8)",)


def test_a_replacement_character_that_was_written_is_not_counted() -> None:
    """U+FFFD in the bytes themselves is text, not a failure."""
    assert decode("a\ufffdb".encode()) == ("a\ufffdb", ())


def test_nul_characters_stay() -> None:
    """NUL bytes are part of the text."""
    assert decode(b"one\0two and more")[0] == "one\0two and more"


@given(st.binary(max_size=400))
def test_any_bytes_give_a_text_that_can_be_written(raw: bytes) -> None:
    """Whatever the bytes, the text has no lone surrogate and decoding never fails."""
    text, _ = decode(raw)
    text.encode("utf-8")


@given(st.text(st.characters(codec=None), max_size=200))
def test_replacing_surrogates_keeps_every_offset(text: str) -> None:
    """The text keeps its length, and what is no surrogate keeps its place."""
    found, warnings = replace_surrogates(text)
    assert len(found) == len(text)
    assert all(a == b or 0xD800 <= ord(a) <= 0xDFFF for a, b in zip(text, found, strict=True))
    assert bool(warnings) == (found != text)
