"""Tests of word classes by table: they say what the ruler says."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.pipeline import AttributeRuler

from reportedly.reading.parser import load_parser, parse_texts
from reportedly.reading.word_classes import RULER, WordClasses

_WORDS = (
    "there is are 's gon na got ta let c'm on y' all ai n't nothin' you it I have had to do that not because "
    "soldiers took the town which they left said will been being Nothing\n\n  , ."
).split(" ")


def _forms(nlp: Language, text: str) -> list[tuple[str, ...]]:
    return [(t.tag_, t.pos_, str(t.morph), t.lemma_, t.dep_) for t in nlp(text)]


def _told(nlp: Language, text: str) -> list[tuple[str, ...]]:
    (doc,) = parse_texts(nlp, [text])
    return [(t.tag_, t.pos_, str(t.morph), t.lemma_, t.dep_) for t in doc]


@pytest.mark.parametrize(
    "text",
    [
        "There's a column on the road, and there were two more behind it.",
        "Let's go, they ain't gonna hold it; y'all have gotta come. C'm on!",
        "It had been held by the army, which has had to leave it.\n\n  They did not say why.",
        "",
    ],
)
def test_the_table_says_what_the_ruler_says(text: str) -> None:
    """Contractions, expletives, auxiliaries and blank lines get the classes and lemmas of the whole pipeline."""
    nlp = load_parser("sm")
    assert _told(nlp, text) == _forms(nlp, text)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.sampled_from(_WORDS), max_size=20).map(" ".join))
def test_any_run_of_words_is_told_alike(text: str) -> None:
    """Words in any order get the classes of the whole pipeline, also when the table has seen others before."""
    nlp = load_parser("sm")
    assert _told(nlp, text) == _forms(nlp, text)


def test_a_ruler_that_asks_for_more_is_left_as_it_is() -> None:
    """Where a pattern asks for what the table does not hold there is no table."""
    nlp = Language()
    ruler = nlp.add_pipe(RULER)
    assert isinstance(ruler, AttributeRuler)
    ruler.add([[{"SHAPE": "dd"}]], {"POS": "NUM"})
    assert WordClasses.of(nlp) is None
