"""Attributions: cue, source and content, in invented sentences."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from reportedly.model import Attribution, AttributionKind, Span, Stance
from reportedly.reading.draft import Draft
from reportedly.reading.speech.find import find_attributions

MakeDraft = Callable[..., Draft]


def rows(draft: Draft, *, level: int | None = 0) -> list[tuple[str, str, str]]:
    """Return source, cue and content of each attribution as written, pieces joined by " + "."""
    text = draft.document.text

    def written(spans: tuple[Span, ...]) -> str:
        return " + ".join(text[span.start : span.end] for span in spans)

    found = (a for a in find_attributions(draft) if level is None or a.level == level)
    return [(written(a.source), written(a.cue), written(a.content)) for a in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mayor said that the dam was safe.", ("The mayor", "said", "that the dam was safe")),
        ("The mayor did not say whether the dam was safe.", ("The mayor", "did not say", "whether the dam was safe")),
        ('The mayor said: "The dam is safe."', ("The mayor", "said", '"The dam is safe."')),
        ('"The dam is safe," the mayor said on Friday.', ("the mayor", "said", '"The dam is safe,"')),
        ('"The dam is safe," said Anna Berg.', ("Anna Berg", "said", '"The dam is safe,"')),
        ("The dam was safe, the mayor said.", ("the mayor", "said", "The dam was safe")),
        ("According to the mayor, the dam was safe.", ("the mayor", "According to", "the dam was safe")),
        ("The dam was safe, according to the mayor.", ("the mayor", "according to", "The dam was safe")),
        ("The mayor accused the army of shelling the dam.", ("The mayor", "accused", "the army of shelling the dam")),
        ("The army plans to leave the town.", ("The army", "plans", "to leave the town")),
        ("The envoy called for an end to the war.", ("The envoy", "called for", "an end to the war")),
        ("A survey showed that most farmers had left.", ("A survey", "showed", "that most farmers had left")),
        ("The army's claim that it held the hill was false.", ("The army", "claim", "that it held the hill")),
        ("The mayor is aware that the dam is weak.", ("The mayor", "aware", "that the dam is weak")),
        ("It was reported that the dam had broken.", ("", "was reported", "that the dam had broken")),
    ],
    ids=[
        "that", "negated", "colon", "quote", "inverted", "tag", "opener", "opener-last", "accuse", "plan", "call-for",
        "survey", "noun", "adjective", "passive",
    ],
)  # fmt: skip
def test_frames(draft: MakeDraft, text: str, expected: tuple[str, str, str]) -> None:
    """Each frame gives its source, cue and content."""
    assert rows(draft(text))[0] == expected


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The army said on Tuesday it had shelled the mill.", "it had shelled the mill"),
        ("The ministry said on Friday rebels had left the mill.", "rebels had left the mill"),
        ("The army said Tuesday it had shelled the mill.", "it had shelled the mill"),
        ("The army said on Friday evening that rebels had left the mill.", "that rebels had left the mill"),
        ("The army said late on Monday rebels had left the mill.", "rebels had left the mill"),
        ("The army said in a statement rebels had left the mill.", "rebels had left the mill"),
        ("The army said on Telegram soldiers had shelled the mill.", "soldiers had shelled the mill"),
        ("The army said Friday prayers had been held.", "Friday prayers had been held"),
        ("The army said on its Facebook page that rebels had left the mill.", "that rebels had left the mill"),
    ],
)
def test_the_day_and_place_of_saying_are_no_part_of_what_is_said(draft: MakeDraft, text: str, content: str) -> None:
    """What is said begins behind the day on which it was said, and the paper or medium in which."""
    (found,) = find_attributions(draft(text))
    assert [text[piece.start : piece.end] for piece in found.content] == [content]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ('"The mill is gone," Anna Berg was quoted as saying by Reuters.', "Anna Berg", '"The mill is gone,"'),
        ('"The mill is gone," Anna Berg was quoted by Reuters as saying.', "Anna Berg", '"The mill is gone,"'),
        ('"The mill is gone," Reuters quoted Anna Berg as saying.', "Anna Berg", '"The mill is gone,"'),
        ("The mill is gone, a baker was cited as saying by the Nord agency.", "a baker", "The mill is gone"),
        ("A baker was quoted as saying that the mill was gone.", "A baker", "that the mill was gone"),
    ],
    ids=["by behind", "by before", "active", "no marks", "clause"],
)
def test_who_is_quoted_as_saying_speaks(draft: MakeDraft, text: str, source: str, content: str) -> None:
    """Whoever is quoted as saying it is its source, also where it stands before."""
    assert (source, "saying", content) in rows(draft(text), level=None)


def test_who_quotes_another_elsewhere_owns_no_quote_before(draft: MakeDraft) -> None:
    """A quote before belongs to whoever told it, not to whom a relative clause behind it quotes."""
    text = '"The mill is gone," a baker told the paper, which quoted him as saying so.'
    assert [row[0] for row in rows(draft(text)) if row[2] == '"The mill is gone,"'] == ["a baker"]


def test_quote_goes_on_after_the_tag(draft: MakeDraft) -> None:
    """A quote that opens the next sentence of the paragraph belongs to the speaker before it."""
    text = '"The dam is safe," the mayor said. "Nobody has to leave."'
    assert rows(draft(text)) == [("the mayor", "said", '"The dam is safe," + "Nobody has to leave."')]


def test_quote_of_the_next_paragraph_is_not_taken(draft: MakeDraft) -> None:
    """A quote after a paragraph's end is not the speaker's."""
    text = '"The dam is safe," the mayor said.\n\n"It is not," the engineer said.'
    assert [row[2] for row in rows(draft(text))] == ['"The dam is safe,"', '"It is not,"']


def test_quote_of_several_paragraphs(draft: MakeDraft) -> None:
    """A quote whose paragraphs each have an opening mark, and only the last a closing one, is one speaker's."""
    text = "The mayor said: “The dam is safe.\n\n“Nobody has to leave.\n\n“We will stay.”\n\nIt rained."
    assert rows(draft(text))[0][2] == "“The dam is safe. + “Nobody has to leave. + “We will stay.”"


def test_tag_in_the_middle_gives_two_pieces(draft: MakeDraft) -> None:
    """A tag between commas cuts the content in two."""
    found = rows(draft("The dam, the mayor said, would hold until the spring came."))
    assert found[0][:2] == ("the mayor", "said")
    assert "would hold until the spring came" in found[0][2]


def test_tag_without_commas_owns_what_stands_before(draft: MakeDraft) -> None:
    """In a text that has lost its commas, a cue that ends its sentence owns everything before it."""
    filler = "The road to the north was closed for the whole day and nobody came through. " * 5
    text = filler + "Rockets killed 25 people in the market of the town a monitor said on Friday."
    assert rows(draft(text))[-1] == ("a monitor", "said", "Rockets killed 25 people in the market of the town")


def test_semicolon_bounds_a_tag(draft: MakeDraft) -> None:
    """A tag does not own what stands before a semicolon."""
    found = rows(draft("The road was closed; the dam had broken, the mayor said."))
    assert found[-1][2] == "the dam had broken"


def test_speech_in_speech_has_a_deeper_level(draft: MakeDraft) -> None:
    """An attribution whose cue lies in another's content is one level deeper."""
    found = find_attributions(draft("The mayor said that the army denied that it had shelled the dam."))
    assert [(a.level, a.link.text) for a in found] == [(0, "The mayor"), (1, "the army")]


@pytest.mark.parametrize(
    ("text", "kind", "stance"),
    [
        ("The army denied that it had fired.", AttributionKind.SPEECH, Stance.DENIES),
        ("The envoy warned that food would run out.", AttributionKind.SPEECH, Stance.WARNS),
        ("The office estimates that a thousand have fled.", AttributionKind.SPEECH, Stance.ESTIMATES),
        ("The doctors fear that the disease will spread.", AttributionKind.BELIEF, Stance.WARNS),
        ("The army wants to leave the town.", AttributionKind.INTENTION, Stance.SAYS),
        ("The photos prove that the bridge is gone.", AttributionKind.DOCUMENT, Stance.SAYS),
    ],
)
def test_kind_and_stance(draft: MakeDraft, text: str, kind: AttributionKind, stance: Stance) -> None:
    """Kind comes from the frame, stance from the cue."""
    found = find_attributions(draft(text))[0]
    assert (found.kind, found.link.stance) == (kind, stance)


@pytest.mark.parametrize(
    "text",
    [
        "The blast claimed eight lives.",
        "The team was denied entry to the town.",
        "The column continued to the north.",
        "He lives in Sheikh Said with his sons.",
        "Rebels defended the town.",
        "Rebels attacked an outpost of the army.",
    ],
)
def test_other_senses_are_no_cues(draft: MakeDraft, text: str) -> None:
    """A verb of speech in another sense is no cue."""
    assert rows(draft(text), level=None) == []


def test_block_after_a_colon_runs_to_the_end(draft: MakeDraft) -> None:
    """A line that ends with "said:" owns the paragraphs below it."""
    text = "The dam broke.\n\nMinister Anna Berg said:\n\nWe are sorry. We will help.\n\nThe army has sent boats."
    found = rows(draft(text))
    assert found[-1][0].endswith("Anna Berg")
    assert found[-1][2].endswith("The army has sent boats.")


def test_turns_of_an_interview(draft: MakeDraft) -> None:
    """Answers of an interview belong to the person its lead names; questions to nobody."""
    text = "Anna Berg ran the dam for ten years.\n\nQ: Is it safe?\n\nA: No. It leaks.\n\nQ: Who knew?\n\nA: Everybody."
    found = find_attributions(draft(text))
    assert {a.link.name for a in found if text[a.cue[0].start] == ":"} == {"Anna Berg"}


def test_headings_are_no_speakers(draft: MakeDraft) -> None:
    """A heading before a colon is no speaker."""
    text = (
        "SHELTER: Two hundred tents were sent.\n\nHEALTH: Three clinics were opened.\n\nLosses: two trucks were burned."
    )
    assert [row for row in rows(draft(text)) if row[1] == ":"] == []


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "\x00", '"', "said", "said said said", '"' * 500, "‘’“”''``", ": : :", "Q: A: Q:\nA:\n",
        "according to",
        "\u202eقال الجيش\u202c said", "a\n\n\n\nsaid:\n\n", '"a" said "b" said "c"', "per", "told",
    ],
)  # fmt: skip
def test_odd_input_never_raises(draft: MakeDraft, text: str) -> None:
    """Odd input gives attributions inside the text, or none."""
    for attribution in find_attributions(draft(text)):
        spans = (*attribution.source, *attribution.cue, *attribution.content)
        assert all(0 <= span.start < span.end <= len(text) for span in spans)


def test_many_quotes_take_linear_time(draft: MakeDraft) -> None:
    """Four times the quotes take about four times as long."""

    def seconds(count: int) -> float:
        made = draft('He said "no." ' * count)
        start = time.process_time()
        find_attributions(made)
        return time.process_time() - start

    seconds(100)
    assert seconds(2000) < 12 * max(seconds(500), 0.02)


def test_attributions_are_in_order_of_their_cues(draft: MakeDraft) -> None:
    """Attributions come in the order of their cues."""
    found = find_attributions(draft('"No," said Ann. Bob said that he agreed, adding that "all is well".'))
    starts = [attribution.cue[0].start for attribution in found]
    assert starts == sorted(starts)
    assert all(isinstance(attribution, Attribution) for attribution in found)
