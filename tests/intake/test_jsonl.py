"""Tests of JSON lines."""

from __future__ import annotations

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.intake import Given, Refusal
from reportedly.intake.jsonl import read_json_lines
from reportedly.model import Document


def read(*lines: str | bytes, given: Given | None = None, max_bytes: int = 100_000) -> list[Document | Refusal]:
    """Read the lines as a file."""
    raw = b"\n".join(line if isinstance(line, bytes) else line.encode("utf-8", "surrogatepass") for line in lines)
    return list(read_json_lines(io.BytesIO(raw), "f.jsonl", given or Given(), max_bytes=max_bytes))


def test_a_broken_line_is_reported_and_the_rest_goes_on() -> None:
    """One bad line of three gives its error with its number, between the other two documents."""
    one, two, three = read('{"text": "One."}', '{"text": ', '{"text": "Three."}')
    assert isinstance(one, Document) and isinstance(three, Document)
    assert isinstance(two, Refusal)
    assert (two.error.code, two.id) == ("R106", "f.jsonl:2")


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("[1, 2]", "R107"),
        ('"text"', "R107"),
        ('{"body": "Rebels left."}', "R107"),
        ('{"text": 7}', "R107"),
        ('{"text": null}', "R103"),
        ('{"text": "  "}', "R103"),
        ('{"text": "a", "title": ["b"]}', "R107"),
        ("[" * 100_000, "R106"),
        ('{"text": "a", "id": ' + "9" * 6000 + "}", "R106"),
    ],
    ids=["array", "string", "no text", "number", "null", "blank", "list as title", "deep", "huge number"],
)
def test_what_is_no_document_is_refused(line: str, code: str) -> None:
    """A line that is valid but no document says what is wrong with it."""
    (refusal,) = read(line, max_bytes=200_000)
    assert isinstance(refusal, Refusal)
    assert refusal.error.code == code


def test_a_refusal_keeps_the_given_id() -> None:
    """An object without a text still says which one it was."""
    (refusal,) = read('{"id": "a7", "title": "x"}')
    assert refusal.id == "a7"


def test_a_line_over_the_limit_is_skipped_without_being_kept() -> None:
    """A line that is too large is refused, and the next one is read."""
    long, short = read('{"text": "' + "x" * 5000 + '"}', '{"text": "Short."}', max_bytes=1000)
    assert isinstance(long, Refusal) and long.error.code == "R105"
    assert isinstance(short, Document)


def test_a_lone_surrogate_becomes_a_replacement_character() -> None:
    """An escaped lone surrogate keeps its place as U+FFFD and is counted."""
    (document,) = read('{"text": "a\\ud800b", "title": "t\\udfff"}')
    assert isinstance(document, Document)
    assert (document.text, document.title) == ("a\ufffdb", "t\ufffd")
    assert any("surrogate" in warning for warning in document.warnings)


def test_fields_win_over_what_the_user_gives() -> None:
    """`--publisher` is for documents that do not name their own."""
    own, other = read(
        '{"text": "a", "publisher": "Own"}', '{"text": "b"}', given=Given(publisher="Given", published="2017-06-12")
    )
    assert isinstance(own, Document) and isinstance(other, Document)
    assert (own.publisher, other.publisher, other.published) == ("Own", "Given", "2017-06-12")


def test_a_bad_date_is_a_warning() -> None:
    """A publication date that is none is left out, and the document says so."""
    (document,) = read('{"text": "Rebels left on Thursday.", "published": "32 May 2016"}')
    assert isinstance(document, Document)
    assert document.published is None
    assert document.warnings[0].startswith("R104")


def test_the_id_is_the_given_one_or_sixteen_digits_of_the_digest() -> None:
    """Ids are stable: they come from what was given, or from publisher, title and text."""
    given_id, digested, again = read('{"id": 12, "text": "a"}', '{"text": "b"}', '{"text": "b", "url": "x"}')
    assert isinstance(digested, Document)
    assert (given_id.id, digested.id, again.id) == ("12", digested.digest[:16], digested.digest[:16])


@given(st.text(max_size=80))
def test_any_text_survives_json_lines(text: str) -> None:
    """A text that can be written comes back as it was."""
    (found,) = read(json.dumps({"text": "x" + text}))
    assert isinstance(found, Document)
    assert found.text == "x" + text


@given(st.binary(max_size=300))
def test_any_bytes_give_documents_or_refusals(raw: bytes) -> None:
    """Whatever stands in a file, reading it ends, and each line gives one thing."""
    assert all(isinstance(item, Document | Refusal) for item in read(raw))
