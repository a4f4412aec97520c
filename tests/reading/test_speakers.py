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
        ("Planes struck the port a source at Rovin Police Command said.", "a source at Rovin Police Command", ""),
        ("Bombs hurt 40 others state news agency ANNA reported.", "ANNA", "Bombs hurt 40 others state"),
    ],
    ids=[
        "hyphen",
        "hyphened name",
        "no plural",
        "participle",
        "name before role",
        "body before role",
        "day",
        "role",
        "state",
    ],
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
        ("The UN mission said two died. All had fled, according to the UN refugee agency.", "the UN refugee agency"),
    ],
    ids=["named", "same word", "one of several", "another of the same body"],
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


@pytest.mark.parametrize(
    ("text", "source", "said"),
    [
        ("Half of the women left for Doral, noted the council.", "the council", "Half of the women left for Doral"),
        ('"Anyone can leave", assured the commandant of the city.', "the commandant of the city", '"Anyone can leave"'),
        ("The army is said by analysts to have ten tanks.", "analysts", "to have ten tanks"),
        ("A shell hit the camp; a nurse, citing a list, spoke of three dead.", "a nurse", "three dead"),
        (
            "A harbour source revealed to Al-Noor newspaper that the crew sold its boats, and it took ten nets east.",
            "A harbour source",
            "that the crew sold its boats",
        ),
        ("The clinic initially gave 27 dead and 10 hurt.", "The clinic", "27 dead and 10 hurt"),
        ("The clinic raised the toll to 55 dead.", "The clinic", "the toll to 55 dead"),
        (
            "The mission takes note of the statement of the council that talks will be held.",
            "the council",
            "that talks will be held",
        ),
        ("By words of the farmer, the men left the mill.", "the farmer", "the men left the mill"),
        ("The mayor explained by telephone that the dam was safe.", "The mayor", "that the dam was safe"),
    ],
    ids=["behind", "quote", "said to", "semicolon", "revealed", "gave", "raised", "statement of", "words of", "means"],
)
def test_who_says_what(draft: MakeDraft, text: str, source: str, said: str) -> None:
    """Less usual ways to say who says so give the source and what it says."""
    found = [(a.link.text, text[a.content[0].start : a.content[-1].end]) for a in found_in(draft(text)) if a.link.text]
    assert (source, said) in found


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ('Governor Anna Berg on Radio Four: "The town is calm."', "Anna Berg"),
        ('A medic at the plant, no name for her safety: "We have no food."', "A medic at the plant"),
        ('Resident there: "The army sleeps in the camp."', "Resident there"),
    ],
)
def test_label_with_more_than_a_name(draft: MakeDraft, text: str, source: str) -> None:
    """A label before a quote may say where somebody spoke, or why nobody is named."""
    assert [a.link.text for a in found_in(draft(text))] == [source]


def test_issuer_of_information(draft: MakeDraft) -> None:
    """Information is the word of who gave it, also where commas are lost."""
    text = "According to the information provided by the director Anna Berg the bus was full." + _BARE
    assert found_in(draft(text))[0].link.name == "Anna Berg"


def test_quote_goes_on_in_a_paragraph_of_its_own(draft: MakeDraft) -> None:
    """A paragraph that is nothing but a quote goes on with the speech before it."""
    text = '"The dam is safe," said Anna Berg, the mayor.\n\n"Nobody has to leave, and nobody will."\n\nThe army left.'
    (found,) = found_in(draft(text))
    assert [text[c.start : c.end] for c in found.content][1:] == ['"Nobody has to leave, and nobody will."']


def test_quote_in_two_pieces(draft: MakeDraft) -> None:
    """What stands before and behind "she said" is one speech."""
    text = '"We built it," she said, "and it holds."'
    (found,) = found_in(draft(text))
    assert [text[c.start : c.end] for c in found.content] == ['"We built it,"', '"and it holds."']


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Ten people have fled, half of them to Rovin, Mayor Anna Berg's office said.", "Mayor Anna Berg's office"),
        ("The dam was full, according to a report from November, and still is.", "a report from November"),
        ("According to a paper reviewed by CMI, the gang has 300 men.", "a paper reviewed by CMI"),
        ("Ten died on Thursday, the mayor said; the newspaper put the figure at 44.", "the mayor"),
        ("He replied to rumours according to which soldiers had hurt two boys.", "rumours"),
        ("About 300 crossed since last night per Tarn governor's office.", "Tarn governor's office"),
        ("A drone hit a school, according to two teachers: 15 dead at first, 18 by evening.", "two teachers"),
    ],
    ids=["one comma", "month", "reviewed", "semicolon", "which", "per", "colon"],
)
def test_speaker_is_no_more_than_who_speaks(draft: MakeDraft, text: str, source: str) -> None:
    """What stands beside the speaker (who was hurt, when a report is from, who saw it) is no speaker."""
    assert source in [a.link.text for a in found_in(draft(text))]


def test_the_governor_is_not_the_general(draft: MakeDraft) -> None:
    """A bare post is not the last person named, where that one was named with another post."""
    text = "General Anna Berg said no shots were fired. The governor said there would be no curfew."
    assert [a.link.text for a in found_in(draft(text))] == ["General Anna Berg", "The governor"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "The army announced that 31 men taken in Zabel would stand trial and that Ali Mor had been named.",
            "that 31 men taken in Zabel would stand trial and that Ali Mor had been named",
        ),
        (
            "Partners counted 40 civilians killed and 118 wounded in one day.",
            "40 civilians killed and 118 wounded in one day",
        ),
        ("The newspaper put the figure at 44.", "the figure at 44"),
        (
            "The reporter said men held in the hills of Doral fired on the town.",
            "men held in the hills of Doral fired on the town",
        ),
    ],
    ids=["and that", "and a figure", "at", "cut off"],
)
def test_content_is_whole(draft: MakeDraft, text: str, said: str) -> None:
    """A second clause with "that", a second figure and "at 44" belong to what is said."""
    assert said in [text[a.content[0].start : a.content[-1].end] for a in found_in(draft(text))]


@pytest.mark.parametrize(
    ("text", "source", "said"),
    [
        (
            "The council stressed that the raid means fear; forcing families to leave; and forcing them to sign.",
            "The council",
            "that the raid means fear; forcing families to leave; and forcing them to sign",
        ),
        ("Army officers insist nobody but fighters was there.", "Army officers", "nobody but fighters was there"),
        (
            "Half of the women of Rovin left for Lubaria, noted the council.",
            "the council",
            "Half of the women of Rovin left for Lubaria",
        ),
    ],
    ids=["list", "open", "after a name"],
)
def test_whole_speech(draft: MakeDraft, text: str, source: str, said: str) -> None:
    """A list parted by semicolons and a clause that the parse has lost are said by who opens the sentence."""
    assert (source, said) in [
        (a.link.text, text[a.content[0].start : a.content[-1].end]) for a in found_in(draft(text))
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Rebels moved to a district which the army has often said had not fallen to them.", "had not fallen to them"),
        ("The paper describes a flood the water ministry says drowned ten cows.", "drowned ten cows"),
        ("Four were killed including a child he said adding that ten were hurt.", "Four were killed including a child"),
    ],
    ids=["which", "no pronoun", "adding"],
)
def test_what_is_said_where_commas_are_lost(draft: MakeDraft, text: str, said: str) -> None:
    """A verb that misses its subject behind the cue is what is said; a further cue is not."""
    made = draft(text + _BARE)
    (found,) = (
        a for a in found_in(made) if made.document.text[a.cue[-1].start : a.cue[-1].end].endswith(("said", "says"))
    )
    assert [made.document.text[c.start : c.end] for c in found.content] == [said]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("TARSA HILL, Lubaria - The civil defence said the dead include five people.", "The civil defence"),
        ("TARSA (ANNA) \ufffd A militia spokesman says Lubaria has shelled a town.", "A militia spokesman"),
        ("TARSA - Harbour spokesman Army Col. Omar Tal said the pier was hit.", "Harbour spokesman Army Col. Omar Tal"),
        ("1105 GMT - The harbour office reports that two ships were hit.", "The harbour office"),
        (
            "The mine, the ridge, and a hill fell.\nSwift condemnations\nPresident Omar Tal condemned it, aides say.",
            "President Omar Tal",
        ),
        ("08:40 - Lubaria says that two ships were hit.", "Lubaria"),
        ("The pier was hit.\n\n11:50 – The port's doctor says that two ships were hit.", "The port's doctor"),
        ("12:30 GMT Lubaria says that two ships were hit.", "Lubaria"),
        ('10:45 - Lubarian harbour office: "Two ships were hit."', "Lubarian harbour office"),
        ("(Doral, May 3, 2024) – Omar Tal said that two ships were hit.", "Omar Tal"),
    ],
    ids=[
        "subject in the dateline", "lost dash", "name in the dateline", "hour", "heading", "clock", "later entry",
        "no dash", "label", "brackets",
    ],
)  # fmt: skip
def test_speaker_stands_behind_datelines_and_headings(draft: MakeDraft, text: str, source: str) -> None:
    """The place of a dateline, the hour of an entry and a heading belong to no speaker."""
    assert source in {a.link.text for a in found_in(draft(text))}


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("On Friday Nord Watch said that two ships were hit.", "Nord Watch"),
        ("Last Monday the Nord Observatory said that two ships were hit.", "the Nord Observatory"),
        ("On 15 October Lubar Health Watch said that two ships were hit.", "Lubar Health Watch"),
        ("May Berg said that two ships were hit.", "May Berg"),
        ("Friday Okoro said that two ships were hit.", "Friday Okoro"),
        ("The May 17 Movement said that two ships were hit.", "The May 17 Movement"),
    ],
)
def test_a_day_before_the_speaker_is_no_part_of_it(draft: MakeDraft, text: str, source: str) -> None:
    """The day that a sentence begins with is cut off its speaker, unless the speaker is called so."""
    assert [a.link.text for a in found_in(draft(text))] == [source]


def test_what_is_said_begins_behind_the_hour(draft: MakeDraft) -> None:
    """The hour of an entry and a place in brackets are no part of what a tag behind them says."""
    made = draft("09:05 - Two ships were hit, the mayor says.\n\n(Doral) – Three ships were hit, the doctor said.")
    said = [made.document.text[a.content[0].start : a.content[0].end] for a in found_in(made)]
    assert said == ["Two ships were hit", "Three ships were hit"]


def test_several_lines_of_one_sentence_hold_one_speaker(draft: MakeDraft) -> None:
    """A text wrapped by the line breaks names anywhere."""
    line = "The mill, the two bridges and the harbour were closed for the whole day, and Northam's\n"
    (found,) = found_in(draft(line + "mayor, Anna Berg, said that nobody had been hurt."))
    assert found.link.name == "Anna Berg"


@pytest.mark.parametrize(
    ("text", "source", "said"),
    [
        ("The army has sent drones to Doral, experts have found.", "experts", "The army has sent drones to Doral"),
        ("Soldiers burned two mills, an inquiry found.", "an inquiry", "Soldiers burned two mills"),
        ("Two mills have burned, by the ministry's reckoning.", "the ministry", "Two mills have burned"),
        ("By the ministry's own count, two mills have burned.", "the ministry", "two mills have burned"),
        ("By its own count, the army lost ten men.", "the army", "the army lost ten men"),
        ("The army says rebels burned the mill, a claim the rebels deny.", "The army", "rebels burned the mill"),
        (
            "Farmers blamed the rebels for the fire in Doral, and the army for an air raid.",
            "Farmers",
            "the rebels for the fire in Doral, and the army for an air raid",
        ),
        ("Farmers held the army responsible for the raid.", "Farmers", "the army responsible for the raid"),
        ("Farmers hold rebels accountable for the fire.", "Farmers", "rebels accountable for the fire"),
        ("The army says rebels burned the mill, which they deny.", "The army", "rebels burned the mill"),
        (
            "The army accused rebels of burning the mill, an accusation Omar Tal rejects.",
            "The army",
            "rebels of burning the mill",
        ),
        ('"They shot at us," a farmer, his hand bandaged, said.', "a farmer", '"They shot at us,"'),
        ('"They shot at us," a 32-year-old nurse, hit in the leg, said.', "a 32-year-old nurse", '"They shot at us,"'),
    ],
    ids=[
        "found", "inquiry", "reckoning", "own count", "its own", "a claim", "two blamed", "responsible",
        "accountable", "which", "accusation", "his hand", "hit",
    ],
)  # fmt: skip
def test_who_says_it_in_rarer_words(draft: MakeDraft, text: str, source: str, said: str) -> None:
    """A finding behind, a count, a remark on the speaker and another's denial leave source and content clear."""
    made = draft(text)
    (found,) = found_in(made)
    assert found.link.text == source
    assert [made.document.text[c.start : c.end] for c in found.content] == [said]


@pytest.mark.parametrize(
    "text",
    [
        "The panel found ten bodies in the well.",
        "By the day's end, two mills had burned.",
        "Two mills were burned by the ministry's men.",
        "The army held the hill for ten days.",
        "Ten men held responsible for the fire have fled.",
    ],
)
def test_finds_and_ends_are_no_speech(draft: MakeDraft, text: str) -> None:
    """What is found, and "by" with another noun, say nothing."""
    assert found_in(draft(text)) == []


def test_anothers_words_are_no_part_of_what_was_told(draft: MakeDraft) -> None:
    """What a medium was told ends before ", while Y said", whose words it did not carry."""
    found = found_in(
        draft("A source told Reuters the army had left Doral, while Omar Tal's office said it had stayed.")
    )
    assert [(a.link.text, a.via and a.via.name) for a in found] == [
        ("A source", "Reuters"),
        ("Omar Tal's office", None),
    ]


def test_first_turn_of_an_interview_is_its_persons(draft: MakeDraft) -> None:
    """Who is named before the first "Q:" speaks there, and in the answers; a heading does not."""
    made = draft("Notes: two pages\n\nOmar Tal: The mill burned.\n\nQ: And now?\n\nA: The army left it.")
    said = [(a.link.text, made.document.text[a.content[0].start : a.content[0].end]) for a in found_in(made)]
    assert said == [("Omar Tal", "The mill burned."), ("Omar Tal", "The army left it.")]


def test_verb_that_the_tagger_takes_for_a_noun(draft: MakeDraft) -> None:
    """A verb of saying that ends its sentence is one whatever its tag."""
    text = "Fresh shelling by the Redhill Force on Tarsa has left 29 people dead, the Vellany Armed Forces (VAF) claim."
    assert [a.link.text for a in found_in(draft(text))] == ["the Vellany Armed Forces"]
