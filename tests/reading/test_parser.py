"""The parser: documents whose text equals what came in, in bounded time."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from reportedly.reading.draft import Draft
from reportedly.reading.parser import cut_pieces, load_parser, parse_texts


@pytest.mark.parametrize("mark", ['"', "“", "(", "$", "…", "'", "http://", "a"])
def test_long_runs_without_spaces_are_tokenized_quickly(mark: str) -> None:
    """Ten thousand marks in a row take seconds, not the square of that, and the text is kept."""
    text = f"He said: {mark * 10_000} and left."
    started = time.perf_counter()
    (doc,) = parse_texts(load_parser(), [text])
    assert doc.text == text
    assert time.perf_counter() - started < 10


def test_long_addresses_stay_in_one_piece() -> None:
    """A run of up to 200 characters, such as an address, is left to the tokenizer."""
    address = "https://example.org/" + "a" * 150
    (doc,) = parse_texts(load_parser(), [f"See {address} today."])
    assert address in [token.text for token in doc]


@given(st.lists(st.sampled_from(["word ", "\n", "“" * 300, "x" * 201, ". ", "\u00a0", "'s", "😀" * 70]), max_size=12))
@settings(max_examples=25, deadline=None)
def test_text_is_kept(parts: list[str]) -> None:
    """Whatever is cut, the parse's text equals the text."""
    text = "".join(parts)
    (doc,) = parse_texts(load_parser(), [text])
    assert doc.text == text


@given(st.text(max_size=200), st.integers(min_value=1, max_value=30))
def test_pieces_make_up_the_text(text: str, most: int) -> None:
    """Pieces are no longer than asked for, and together they are the text."""
    pieces = cut_pieces(text, most=most)
    assert "".join(pieces) == text
    assert all(len(piece) <= most for piece in pieces)


def test_a_sentence_without_an_end_is_cut() -> None:
    """A text of megabytes without a full stop has sentences of bounded length, and keeps its text."""
    text = "The army said rebels left the town and " * 300
    (doc,) = parse_texts(load_parser(), [text])
    assert doc.text == text
    assert max(len(sentence) for sentence in doc.sents) < 500


def test_a_sentence_ends_with_its_paragraph(draft: Callable[..., Draft]) -> None:
    """What follows an empty line begins a sentence, even where no full stop ends the one before."""
    doc = draft("The rebels will leave the town\n\nThe officials gave no date.").doc

    assert [sent.text.strip().split()[0] for sent in doc.sents] == ["The", "The"]


@pytest.mark.parametrize(("text", "word"), [("IS seized a mill.", "IS"), ("Doctors told WHO that it burned.", "WHO")])
def test_an_acronym_that_is_a_word_is_a_name(nlp: Language, text: str, word: str) -> None:
    """An acronym spelled like a word of grammar is parsed as the name it is."""
    doc = next(iter(parse_texts(nlp, [text])))
    assert next(token for token in doc if token.text == word).pos_ == "PROPN"


def test_a_headline_in_capitals_keeps_its_verb(nlp: Language) -> None:
    """Where all is in capitals, "IS" is the verb."""
    doc = next(iter(parse_texts(nlp, ["REBELS SAY TOWN IS TAKEN"])))
    assert doc[3].norm_ == "is"
