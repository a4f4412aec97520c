"""Tests of the whole reading on bad input: nothing crashes, nothing hangs, every offset lies inside the text."""

from __future__ import annotations

import io
import time
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from reportedly.intake import Fields, build_document, take_in
from reportedly.model import Document, Reading
from reportedly.reading.format import reading_as_dict, reading_as_json, reading_from_dict
from reportedly.reading.pipeline import read_documents
from reportedly.settings import load_settings

NEWS = "The army said on Monday that 20 rebels were killed in Hama, according to Reuters. "
ARABIC = "قال المتحدث باسم الجيش إن المقاتلين انسحبوا من المدينة. "


@pytest.fixture(autouse=True, scope="module")
def warm(nlp: Language) -> None:
    """Build the gazetteer, if need be, before anything is timed."""
    list(read_documents([build_document(Fields("x", NEWS))], nlp=nlp))


def spans_of(value: object) -> list[tuple[int, int]]:
    """Return every pair of offsets in a JSON value of the format."""
    if isinstance(value, dict):
        own = [(value["start"], value["end"])] if value.get("start") is not None and "end" in value else []
        named = [tuple(value[k]) for k in ("evidence", "trigger") if isinstance(value.get(k), list)]
        pieces = [tuple(s) for k in ("source", "cue", "content") if isinstance(value.get(k), list) for s in value[k]]
        return own + named + pieces + [s for v in value.values() for s in spans_of(v)]
    return [span for item in value for span in spans_of(item)] if isinstance(value, list) else []


def check(reading: Reading, text: str) -> None:
    """Check what holds for every reading: no bug of ours, offsets inside the text, round trip through JSON."""
    assert reading.error is None or not reading.error.code.startswith("R9"), reading.error
    line = reading_as_dict(reading, layers=True, explain=True)
    for start, end in spans_of(line):
        assert 0 <= start <= end <= len(text)
    assert reading_from_dict(line) == reading
    reading_as_json(reading, layers=True).encode("utf-8")
    for layer in (reading.layers.toponyms, reading.layers.times, reading.layers.quantities, reading.layers.parties):
        ends = [(item.start or 0, item.end or 0) for item in layer]
        assert all(a[1] <= b[0] for a, b in pairwise(ends)), layer


def read_text(text: str, nlp: Language, *, time_limit_s: float = 60) -> Reading:
    """Read one text as intake would give it."""
    document = build_document(Fields("x", text, published="2017-06-12", publisher="Border Post"))
    (reading,) = read_documents([document], nlp=nlp, settings=load_settings(time_limit_s=time_limit_s))
    check(reading, document.text)
    return reading


ODD = {
    "nul bytes": NEWS.replace(" ", "\0 ") * 3,
    "controls": NEWS + "\x01\x02\x1b[31m\x7f" + NEWS,
    "right to left": ARABIC * 2 + NEWS * 3 + "\u202e" + NEWS,
    "quotes": '"' * 10_000,
    "curly quotes": "“" * 5_000 + NEWS + "”" * 5_000,
    "nested quotes": "“‘" * 500 + NEWS + "’”" * 500,
    "alternating quotes": '"a ' * 5_000,
    "parentheses": "(" * 3_000 + NEWS + ")" * 3_000,
    "nested sayings": "The army said that the rebels said that " * 300 + "they left.",
    "commas": "Hama, " * 3_000,
    "one long word": NEWS + "x" * 50_000,
    "no spaces": NEWS.replace(" ", "") * 200,
    "newlines": "\n" * 20_000 + NEWS,
    "spaces": " " * 20_000 + NEWS,
    "digits": "1" * 20_000 + " people were killed. " + NEWS,
    "numbers": "20 killed 30 wounded " * 800,
    "fractions": "1/2/3/4.5.6,7,8-9-10 " * 500 + NEWS,
    "emoji": "🚀👩‍👩‍👧 " * 500 + NEWS,
    "combining marks": "H\u0301\u0302\u0303ama " * 500 + NEWS,
    "zero width": "\u200b".join(NEWS) * 2,
    "capitals": NEWS.upper() * 20,
    "lower case": NEWS.lower() * 20,
    "dashes": "—" * 5_000 + NEWS,
    "cues alone": "said according to told " * 500,
    "places alone": "Aleppo Hama Homs Idlib Raqqa " * 500,
    "triggers alone": "killed captured withdrew attacked fled " * 500,
    "and": "rebels and " * 2_000 + "soldiers left Hama.",
    "turns": "A: No.\nB: Yes.\n" * 1_000,
    "markup": "<p>" * 1_000 + NEWS + "</p>" * 1_000,
    "replacement": "\ufffd" * 30 + NEWS * 10,
    "astral": "𝕿𝖍𝖊 𝖆𝖗𝖒𝖞 " * 300 + NEWS * 5,
}


@pytest.mark.parametrize("text", ODD.values(), ids=ODD.keys())
def test_odd_texts_are_read_in_time(text: str, nlp: Language) -> None:
    """An odd text gives a reading, or an error that is no bug of ours, within seconds."""
    begun = time.monotonic()
    read_text(text, nlp)
    assert time.monotonic() - begun < 30


@pytest.mark.slow
def test_one_sentence_of_two_megabytes_is_read_or_given_up(nlp: Language) -> None:
    """A sentence of 2 MB neither crashes nor hangs."""
    text = (
        "The army said that the rebels of Hama, who had "
        + "taken the town and lost the village and " * 50_000
        + "left."
    )
    reading = read_text(text, nlp, time_limit_s=8)
    assert reading.error is None or reading.error.code == "R302"


@pytest.mark.slow
def test_cost_grows_with_the_length_of_the_text_and_no_faster(nlp: Language) -> None:
    """Four times the text takes no more than some seven times as long, for texts that tempt to quadratic work."""
    for name in ("quotes", "nested sayings", "commas", "numbers", "cues alone", "and", "turns", "alternating quotes"):
        text = ODD[name]
        spent = []
        for part in (text[: len(text) // 4], text):
            begun = time.perf_counter()
            read_text(part, nlp)
            spent.append(time.perf_counter() - begun)
        assert spent[1] < 7 * spent[0] + 1, (name, spent)


def test_fifty_megabytes_of_noise_are_refused_at_once() -> None:
    """A file over the limit is not read further than the limit, and the error says how to raise it."""

    class Noise(io.RawIOBase):
        given = 0

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
            buffer[:] = bytes((i * 197 + self.given) % 256 for i in range(256)) * (len(buffer) // 256) + b"\0" * (
                len(buffer) % 256
            )
            Noise.given += len(buffer)
            return len(buffer)

    (item,) = take_in(["-"], stdin=io.BufferedReader(Noise()), settings=load_settings(max_document_bytes=1_000_000))
    assert not isinstance(item, Document)
    assert item.error.code == "R105"
    assert Noise.given < 3_000_000


def test_noise_within_the_limit_is_not_read(nlp: Language) -> None:
    """Random bytes give R301 instead of claims."""
    import random

    raw = random.Random(3).randbytes(300_000)
    items = list(take_in(["-"], stdin=io.BytesIO(b"x" + raw)))
    (reading,) = read_documents(items, nlp=nlp)
    assert reading.error is not None and reading.error.code in ("R301", "R109")


@pytest.mark.slow
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=300))
def test_any_text_is_read(nlp: Language, text: str) -> None:
    """Whatever Unicode holds, reading it gives a reading with sound offsets."""
    read_text("x" + text, nlp)


WORDS = st.sampled_from(
    (NEWS + "“ ” \" ' ( ) — , . : ; \n \n\n ISIS SDF the of and said told Hama Deir Ezzor 1,000 2.5 dozens "
     "at least km2 killed wounded withdrew from captured will may not been by who spokesman \0 \u202e …").split(" ")
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(WORDS, max_size=80))
def test_any_order_of_the_words_of_news_is_read(nlp: Language, words: list[str]) -> None:
    """Words of news in any order give a reading with sound offsets."""
    read_text("x " + " ".join(words), nlp)
