"""Sources: links, media, anonymity, and which attribution a claim belongs to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from reportedly.model import Attribution, Link, LinkKind, Span
from reportedly.reading.draft import Draft
from reportedly.reading.speech.find import carrier_of, chain_of, find_attributions, source_of

MakeDraft = Callable[..., Draft]


@pytest.fixture
def read(draft: MakeDraft) -> MakeDraft:
    """Return a function that makes a draft with its attributions."""

    def make(text: str, **fields: str) -> Draft:
        made = draft(text, **fields)
        return replace(made, attributions=find_attributions(made))

    return make


def links(draft: Draft) -> list[Link]:
    """Return the links of the attributions."""
    return [attribution.link for attribution in draft.attributions]


def source_at(draft: Draft, words: str) -> Attribution | None:
    """Return the source of the claim whose trigger is the last of `words`."""
    start = draft.document.text.index(words)
    end = start + len(words)
    trigger = max(token.i for token in draft.doc if token.idx < end)
    return source_of(draft, Span(start, end), trigger=trigger)


@pytest.mark.parametrize(
    ("text", "name", "kind", "anonymous"),
    [
        ("Army Col. Anna Berg said the dam was safe.", "Anna Berg", LinkKind.PERSON, False),
        ("Marine Corps Maj. Anna Berg said the dam was safe.", "Anna Berg", LinkKind.PERSON, False),
        ("The dam's director, Anna Berg, said it was safe.", "Anna Berg", LinkKind.PERSON, False),
        ("The Wali, Ahmed Berg, said the dam was safe.", "Ahmed Berg", LinkKind.PERSON, False),
        ("A senior official said the dam was safe.", "A senior official", LinkKind.OFFICIAL, True),
        ("A spokesman for the army said the dam was safe.", "A spokesman for the army", LinkKind.OFFICIAL, True),
        ("Two residents said the dam was safe.", "Two residents", LinkKind.WITNESS, True),
        ("Activists said the dam was safe.", "Activists", LinkKind.UNNAMED, True),
        ("The Ministry of Water said the dam was safe.", "Ministry of Water", LinkKind.BODY, False),
        ("The army said the dam was safe.", "The army", LinkKind.BODY, False),
        ("The rebels said the dam was safe.", "The rebels", LinkKind.PARTY, False),
        ("Armenia's General Staff said the dam was safe.", "General Staff", LinkKind.BODY, False),
        ("Army Chief of Staff Anna Berg said the dam was safe.", "Anna Berg", LinkKind.PERSON, False),
        ("Reuters reported that the dam was safe.", "Reuters", LinkKind.MEDIUM, False),
        ("The letter said the dam was safe.", "The letter", LinkKind.DOCUMENT, False),
        ("The aid group Mercy Hands said the dam was safe.", "Mercy Hands", LinkKind.BODY, False),
        ("Security firm Ambrey said the dam was safe.", "Ambrey", LinkKind.BODY, False),
        ("The news site Hrana said the dam was safe.", "Hrana", LinkKind.MEDIUM, False),
        ("The head of the aid group Anna Berg said the dam was safe.", "Anna Berg", LinkKind.PERSON, False),
    ],
)
def test_kind_of_link(read: MakeDraft, text: str, name: str, kind: LinkKind, *, anonymous: bool) -> None:
    """A link has a name, a kind, and says whether anybody is named."""
    link = links(read(text))[0]
    assert link.kind is kind
    assert link.anonymous is anonymous
    assert set(name.lower().split()) - {"of", "for"} <= set((link.text or "").lower().split()) | set(
        (link.name or "").lower().split()
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Anna Berg said the dam was safe. She said nobody had to leave.", "Anna Berg"),
        ("The army said the dam was safe. It said nobody had to leave.", "The army"),
        ("Two local residents said the dam was safe. They said nobody had to leave.", "Two local residents"),
        ("A source in the army said the dam was safe. The source said nobody had to leave.", "A source in the army"),
        ("Foreign Minister Anna Berg said the dam was safe. The minister said nobody had to leave.", "Anna Berg"),
        ("The Water Observatory said the dam was safe. The group said nobody had to leave.", "Water Observatory"),
        ("Anna Berg said the dam was safe. Berg said nobody had to leave.", "Anna Berg"),
        ("Anna Berg said the dam was safe, adding that nobody had to leave.", "Anna Berg"),
    ],
    ids=["she", "it", "they", "the-source", "the-minister", "the-group", "surname", "adding"],
)
def test_mention_resolves_to_its_last_full_mention(read: MakeDraft, text: str, expected: str) -> None:
    """Pronouns and bare definite phrases take the last full mention."""
    last = links(read(text))[-1]
    assert expected in {last.text, last.name} or expected in (last.text or "")


@pytest.mark.parametrize(
    ("text", "via"),
    [
        ("The mayor told AFP that the dam was safe.", "AFP"),
        ("The mayor told state-run Channel 4 television that the dam was safe.", "Channel 4 television"),
        ("The mayor told reporters that the dam was safe.", None),
        ("In an interview with Reuters, the mayor said that the dam was safe.", "Reuters"),
        ("The mayor wrote on Facebook that the dam was safe.", "Facebook"),
        ("The army said in a statement carried by SANA that the dam was safe.", "SANA"),
        ("The dam was safe, according to a nurse quoted by AFP.", "AFP"),
        ("The dam was safe, according to a nurse.", None),
    ],
)
def test_medium_that_carried_it(read: MakeDraft, text: str, via: str | None) -> None:
    """The medium that was told, or that carried the words, is the link's via."""
    found = read(text).attributions[0].via
    assert (found.name if found else None) == via


@pytest.mark.parametrize(
    "text",
    [
        '"The dam is safe," a nurse was quoted as saying by Reuters.',
        '"The dam is safe," a nurse was quoted by Reuters as saying.',
        '"The dam is safe," Reuters quoted a nurse as saying.',
        "The dam is safe, according to a nurse cited by Reuters.",
        "A nurse quoted by Reuters said that the dam was safe.",
    ],
)
def test_medium_that_quotes_is_no_part_of_its_source(read: MakeDraft, text: str) -> None:
    """Who quotes a source carried the words; the source's name ends before it."""
    found = next(a for a in read(text).attributions if "nurse" in (a.link.text or ""))
    assert (found.link.text or "").lower() == "a nurse"
    assert found.via is not None
    assert found.via.name == "Reuters"


def test_medium_with_a_channel_is_the_platforms(read: MakeDraft) -> None:
    """A platform before a noun that the parse hangs to it is still the platform."""
    found = read("The army said on Telegram soldiers had left the dam.").attributions[0].via
    assert found is not None
    assert found.name == "Telegram"


def test_cited_source_is_the_innermost(read: MakeDraft) -> None:
    """A medium that cites somebody carries; whoever it cites is the source."""
    found = read("The dam had broken, Reuters reported on Friday, citing a local engineer.").attributions[0]
    assert found.link.text == "a local engineer"
    assert found.via is not None and found.via.name == "Reuters"


def test_own_publisher_is_no_via(read: MakeDraft) -> None:
    """The document's own publisher is no medium between speaker and article."""
    found = read("The mayor told AFP that the dam was safe.", publisher="AFP").attributions[0]
    assert found.via is None


def test_reason_for_anonymity(read: MakeDraft) -> None:
    """The reason given for anonymity is kept as written."""
    text = "A general, speaking on condition of anonymity, said that the dam was safe."
    assert "condition of anonymity" in (links(read(text))[0].reason or "")


def test_claim_in_the_articles_own_voice(read: MakeDraft) -> None:
    """A claim that no attribution covers is the publisher's."""
    made = read("Soldiers shelled the dam. The mayor said that two men had died.")
    assert source_at(made, "Soldiers shelled") is None
    found = source_at(made, "two men had died")
    assert found is not None and found.link.text == "The mayor"


def test_act_of_speech_is_its_speakers(read: MakeDraft) -> None:
    """The act of condemning is the claim of whoever condemns; what is condemned is not."""
    made = read("The envoy condemned the shelling of the market.")
    act = source_at(made, "The envoy condemned")
    assert act is not None and act.link.text == "The envoy"
    assert source_at(made, "the shelling") is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("General Tal rejected calls for a truce.", "a truce"),
        ("General Tal ruled out talks in Doral.", "talks"),
        ("General Tal turned down a truce.", "a truce"),
    ],
)
def test_what_is_refused_is_told_by_who_refuses(read: MakeDraft, text: str, words: str) -> None:
    """Whoever rejects, rules out or turns down something is the source of it, and not of the call for it."""
    made = read(text)
    found = source_at(made, words)
    assert found is not None and found.link.name == "Tal"
    assert len(made.attributions) == 1


def test_plans_and_nobody_are_no_sources(read: MakeDraft) -> None:
    """A plan is no source of what is planned, and "no group" says nothing."""
    assert source_at(read("The army plans to leave the town."), "to leave") is None
    assert source_at(read("No group said that it had shelled the town."), "had shelled") is None


def test_innermost_speaker_counts(read: MakeDraft) -> None:
    """Of nested speakers the innermost is the source, and the chain leads to it from the publisher."""
    made = read("The mayor told AFP that the army denied that it had shelled the dam.")
    found = source_at(made, "it had shelled")
    assert found is not None and found.link.text == "the army"
    assert [link.text for link in chain_of(made, found)] == [None, "AFP", "The mayor", "the army"]


def test_beliefs_in_a_speech_are_the_speakers(read: MakeDraft) -> None:
    """What somebody fears in a speaker's words is told by the speaker."""
    found = source_at(read("The mayor said that the farmers fear that the dam will break."), "will break")
    assert found is not None and found.link.text == "The mayor"


def test_first_person_in_a_block_is_the_blocks_speaker(read: MakeDraft) -> None:
    """ "I condemn" in a block belongs to whoever speaks the block."""
    made = read("The dam broke.\n\nMinister Anna Berg said:\n\nI think that soldiers shelled it.")
    found = source_at(made, "soldiers shelled")
    assert found is not None and found.link.name == "Anna Berg"


@pytest.mark.parametrize("dash", ["–", "-", "—"])
def test_a_dateline_is_no_source(read: MakeDraft, dash: str) -> None:
    """The place of a dateline is not taken for who speaks, nor glued to them."""
    made = read(f"Deir Hafer (Northwire) {dash} Senior army officers in the province told Northwire that rebels fled.")
    found = source_at(made, "rebels fled")
    assert found is not None and found.link.text == "Senior army officers in the province"
    assert found.link.anonymous


def test_an_aside_between_dashes_is_no_dateline(read: MakeDraft) -> None:
    """A name before an aside between dashes still speaks."""
    found = source_at(read("NATO – the alliance – said that rebels fled."), "rebels fled")
    assert found is not None and "NATO" in (found.link.text or "")


def test_the_sources_are_the_unnamed_people_before(read: MakeDraft) -> None:
    """ "The sources" take the last unnamed people, with the reason of their anonymity and no more than it."""
    made = read(
        "Three local officials told the paper that rebels fled.\n\nA doctor said that a shell fell.\n\n"
        "The sources, who spoke on condition of anonymity, added that the convoy would stay."
    )
    found = source_at(made, "would stay")
    assert found is not None and found.link.text == "Three local officials"
    assert found.link.anonymous and found.link.reason == "on condition of anonymity"


def test_a_reason_of_anonymity_is_kept_whole(read: MakeDraft) -> None:
    """What stands behind "because" belongs to the reason."""
    made = read("An official, speaking on condition of anonymity because he feared arrest, said rebels fled.")
    found = source_at(made, "rebels fled")
    assert found is not None and found.link.reason == "on condition of anonymity because he feared arrest"


def test_a_headlines_capitals_name_nobody(read: MakeDraft) -> None:
    """A role with an indefinite article is unnamed, though a headline gives it capitals."""
    found = source_at(read("A Senior Police Official Says Rebels Left"), "Left")
    assert found is not None and found.link.anonymous and found.link.kind is LinkKind.OFFICIAL


def test_a_web_site_carries_an_interview(read: MakeDraft) -> None:
    """An interview with a site has the site as its medium, also for what the speaker says afterwards."""
    made = read("Colonel Tom Reed said rebels fled. During an interview with Example.com, Reed said a bridge fell.")
    found = source_at(made, "bridge fell")
    assert found is not None and found.link.name == "Tom Reed"
    assert found.via is not None and found.via.text == "Example.com"


def test_a_post_takes_the_offsets_of_its_holders_name(read: MakeDraft) -> None:
    """The text of a link is what stands at its offsets, where a post is resolved to who holds it."""
    made = read("Mayor Anna Berg Friday opened a bridge. The mayor said that rebels fled.")
    link = links(made)[-1]
    assert link.text == "Anna Berg"
    assert made.document.text[link.start : link.end] == link.text


def test_the_same_source_is_the_last_one(read: MakeDraft) -> None:
    """ "The same source" is whoever spoke last, named or not."""
    made = read("Mayor Anna Berg said that rebels fled. The same source said that a bridge fell.")
    found = source_at(made, "bridge fell")
    assert found is not None and found.link.name == "Anna Berg" and not found.link.anonymous


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Foreign Secretary Anna Berg left. The Foreign Secretary said that a bridge fell.", "Anna Berg"),
        ("Defence Secretary Anna Berg said rebels fled. The Defence Secretary said that a bridge fell.", "Anna Berg"),
        ("Minister for Water Tom Reed said rebels fled. The Minister said that a bridge fell.", "Tom Reed"),
        ("UN envoy Anna Berg said rebels fled. Berg said that a bridge fell.", "Anna Berg"),
    ],
)  # fmt: skip
def test_a_title_with_capitals_is_who_holds_it(read: MakeDraft, text: str, name: str) -> None:
    """A title that stands for a person takes the name that stood with it, or that spoke last."""
    found = source_at(read(text), "bridge fell")
    assert found is not None and found.link.name == name and not found.link.anonymous


@pytest.mark.parametrize(
    "text",
    [
        "According to a statement released by the Lark Front, a bridge fell.",
        "A statement from the Lark Front said that a bridge fell.",
        "The Lark Front's statement said that a bridge fell.",
    ],
)
def test_who_issued_a_document_is_its_source(read: MakeDraft, text: str) -> None:
    """A statement is the word of who issued it."""
    found = source_at(read(text), "bridge fell")
    assert found is not None and found.link.name == "Lark Front"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Mortars hit a bridge, Anna Berg, a spokeswoman for the council, told reporters on Monday.", "Anna Berg"),
        ("Mortars hit a bridge, said Anna Berg, head of the council, and a mill.", "Anna Berg"),
        ("In Homs, Syria, a doctor said that mortars hit a bridge.", "a doctor"),
        ("Rebels captured by troops hit a bridge, a mayor said on Monday.", "a mayor"),
        ("The council, citing two doctors, said mortars hit a bridge.", "two doctors"),
        ("Doctors Without Borders said mortars hit a bridge.", "Doctors Without Borders"),
        ("UN Secretary-General Anna Berg said mortars hit a bridge.", "Anna Berg"),
    ],
)
def test_who_speaks_around_a_tag(read: MakeDraft, text: str, name: str) -> None:
    """A speaker is found where the parse has tied the name to another word, and with all of the name."""
    found = source_at(read(text), "hit")
    assert found is not None and found.link.name == name


def test_nobody_is_no_source(read: MakeDraft) -> None:
    """ "No group claimed" attributes nothing to a group."""
    assert not read("No group claimed responsibility for the blast.").attributions


@pytest.mark.parametrize(
    "name", ["Foreign Ministry", "Defence Ministry", "Ministry of Health", "Lubar Centre for Peace"]
)
def test_a_body_is_named_in_full(read: MakeDraft, name: str) -> None:
    """The Foreign Ministry and the Ministry of Health are two sources, not one called "Ministry"."""
    assert links(read(f"The {name} said that a bridge fell."))[0].name == name


@pytest.mark.parametrize(
    ("text", "via"),
    [
        ("The mayor told ANNA news agency that the dam was safe.", "ANNA news agency"),
        ("The mayor told the website Rovin 24 that the dam was safe.", "Rovin 24"),
        ("In an interview with Vecherniy Rovin, the mayor said that the dam was safe.", "Vecherniy Rovin"),
        ("The army said in a note read on ORTV that the dam was safe.", "ORTV"),
        ("The army said on the platform X that the dam was safe.", "X"),
        ("RIAN-Rovin quoted the mayor as saying that the dam was safe.", "RIAN-Rovin"),
        ("The mayor told US officials that the dam was safe.", None),
        ("The mayor told Congress that the dam was safe.", None),
    ],
)
def test_medium_that_nobody_knows(read: MakeDraft, text: str, via: str | None) -> None:
    """A medium is known by its shape, by the word beside it, or because it interviews or quotes; a country is none."""
    found = source_at(read(text), "safe")
    assert found is not None
    assert (found.via.name if found.via else None) == via


@pytest.mark.parametrize(
    ("text", "via"),
    [
        ("A nurse told the BBC that guards had said the town was safe.", "BBC"),
        ("The mayor said the town was safe, Interfax reported.", "Interfax"),
        ("A nurse said that guards had said the town was safe.", None),
    ],
)
def test_medium_of_a_chain_carries_its_innermost(read: MakeDraft, text: str, via: str | None) -> None:
    """What carried the outer speaker carried the inner one; the last medium before the source is the carrier."""
    made = read(text)
    found = source_at(made, "safe")
    assert found is not None
    carrier = carrier_of(chain_of(made, found))
    assert (carrier.name if carrier else None) == via


@pytest.mark.parametrize(
    "text",
    ["A UAF officer said the dam broke.", "Health partners said the dam broke.", "A notable said the dam broke."],
)
def test_people_nobody_names(read: MakeDraft, text: str) -> None:
    """Officers, partners and notables are people nobody names, also beside a party's name."""
    assert links(read(text))[0].anonymous


def test_a_word_in_small_letters_is_no_name(read: MakeDraft) -> None:
    """Where the tagger takes a common noun for a name, the whole phrase is what the source is called."""
    text = "The paper describes a flood the water ministry says drowned ten cows."
    assert "the water ministry" in [link.name for link in links(read(text))]
