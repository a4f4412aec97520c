"""Speakers that the parse loses or mistakes, in invented sentences, with and without their commas."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.model import Attribution
from reportedly.reading.draft import Draft
from reportedly.reading.speech.find import find_attributions

MakeDraft = Callable[..., Draft]

_BARE = " The road to the north was closed for the whole day and nobody came through from the hills." * 5


def found_in(draft: Draft) -> list[Attribution]:
    """Return the attributions of a draft."""
    return list(find_attributions(draft))


@pytest.mark.parametrize(
    ("text", "name", "said"),
    [
        ("Five were hurt in Doral the Coast-based monitor said.", "the Coast-based monitor", "Five were hurt in Doral"),
        ("Rockets hit a school Al-Nahar reports.", "Al-Nahar", "Rockets hit a school"),
        ("Those who died were farmers Adil-Karam said by telephone.", "Adil-Karam", "Those who died were farmers"),
        ("A bomb killed ten people near Doral the ANNA agency reported on Friday.", "the ANNA agency", ""),
        ('"Planes struck the mill" Selim Ardat a local official said.', "Selim Ardat", '"Planes struck the mill"'),
        ("The Lubar Centre for Peace a Coast-based group reported the same toll.", "Lubar Centre for Peace", ""),
        ("On Sunday Selim Ardat the paper's reporter in Doral said that ten had died.", "Selim Ardat", ""),
    ],
    ids=["hyphen", "hyphened name", "no plural", "participle", "name before role", "body before role", "day"],
)
def test_speaker_where_commas_are_lost(draft: MakeDraft, text: str, name: str, said: str) -> None:
    """In a text that has lost its commas, a speaker is the whole noun phrase at the cue, and no more."""
    made = draft(text + _BARE)
    attribution = found_in(made)[0]
    content = made.document.text[attribution.content[0].start : attribution.content[-1].end]
    assert attribution.link.name == name
    assert not said or content == said


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Observatory said ten died. The official ANNA agency said five were hurt.", "The official ANNA agency"),
        ("The ANNA agency said ten died. The Observatory said two died. The agency said one died.", "The ANNA agency"),
        ("The secretaries said ten died. The secretary said two died.", "The secretary"),
    ],
    ids=["named", "same word", "one of several"],
)
def test_definite_phrase_means_no_other_source(draft: MakeDraft, text: str, name: str) -> None:
    """A phrase with a name of its own is nobody else, and one person is not several."""
    last = found_in(draft(text))[-1].link
    assert last.text == name


@pytest.mark.parametrize(
    ("text", "cue", "source"),
    [
        ("The mayor pressed for Lubaria to help and stressed the need for a truce.", "stressed", "The mayor"),
        ("The mayor is in no position to confirm that the dam is safe.", "to confirm", "The mayor"),
    ],
    ids=["after an infinitive", "infinitive of a noun"],
)
def test_subject_is_the_governing_verbs(draft: MakeDraft, text: str, cue: str, source: str) -> None:
    """A finite verb beside an infinitive, and an infinitive of a noun, share the subject of the verb above."""
    made = draft(text)
    written = made.document.text
    one = next(a for a in found_in(made) if written[a.cue[0].start : a.cue[0].end] == cue)
    assert one.link.text == source
