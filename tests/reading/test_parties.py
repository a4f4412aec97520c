"""Finding parties: names, nouns, short forms, unregistered groups, and what is no party."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from reportedly.model import Document, Party, Place
from reportedly.reading.draft import Draft
from reportedly.reading.parser import parse_texts
from reportedly.reading.parties.find import find_parties

Make = Callable[..., Draft]


def _find(draft: Make, text: str) -> dict[str, Party]:
    return {party.text: party for party in find_parties(draft(text))}


@pytest.mark.parametrize(
    ("text", "mention", "party"),
    [
        ("Daesh fighters left the mill.", "Daesh fighters", "isis"),
        ("The Islamic State shelled a farm.", "Islamic State", "isis"),
        ("IS shelled a farm.", "IS", "isis"),
        ("Russian warplanes bombed a dam.", "Russian warplanes", "state:RU"),
        ("Turkish shelling went on near the mill.", "Turkish", "state:TR"),
        ("Moscow said the dam was intact.", "Moscow", "state:RU"),
        ("Iran accused Israel of the raid.", "Israel", "state:IL"),
        ("A U.S.-led coalition jet crashed.", "U.S.-led coalition", "us_led_coalition"),
        ("The Houthi movement released two sailors.", "Houthi movement", "houthis"),
        ("Reuters reported a blast.", "Reuters", "reuters"),
    ],
)
def test_registered_names_are_found(draft: Make, text: str, mention: str, party: str) -> None:
    """A registered party is found by its names, with the group's noun after them."""
    assert _find(draft, text)[mention].id == party


@pytest.mark.parametrize(
    ("text", "mention", "kind"),
    [
        ("Rebels killed two villagers near the bridge.", "Rebels", "rebel_group"),
        ("Rebels killed two villagers near the bridge.", "villagers", "civilians"),
        ("Masked gunmen took three aid workers away.", "aid workers", "aid"),
        ("Police fired at protesters.", "protesters", "civilians"),
    ],
)
def test_groups_without_a_name_are_found(draft: Make, text: str, mention: str, kind: str) -> None:
    """Nouns for groups are mentions with a generic id and a kind."""
    found = _find(draft, text)[mention]
    assert found.kind == kind
    assert (found.id or "").startswith("generic:")


def test_span_has_no_determiner_and_no_figure(draft: Make) -> None:
    """A mention begins after "the" and after the number."""
    found = _find(draft, "The 300 opposition fighters met several Syrian civilians.")
    assert set(found) == {"opposition fighters", "Syrian civilians"}


def test_country_as_a_place_is_no_party(draft: Make) -> None:
    """A country that something happens in does not act."""
    assert _find(draft, "Floods hit farms in Turkey and across northern Iraq.") == {}


@pytest.mark.parametrize(
    ("text", "capital"),
    [
        ("The ministry accused Kyiv of shelling a mill.", "Kyiv"),
        ("Tehran was blamed for the strike.", "Tehran"),
        ("Moscow is believed to have massed troops.", "Moscow"),
        ("Islamabad has been accused of bombing a mill.", "Islamabad"),
        ("Washington is to send 3,000 soldiers.", "Washington"),
    ],
)
def test_a_capital_that_answers_is_its_government(draft: Make, text: str, capital: str) -> None:
    """Who is accused, believed to have done something or about to do it, acts."""
    assert _find(draft, text)[capital].kind == "state"


def test_the_junta_is_that_of_the_documents_country(draft: Make) -> None:
    """Myanmar's junta is one of several, and needs its country."""
    text = "Guinean soldiers entered the mill. Guinean police followed. The junta said it met no resistance."
    assert _find(draft, text)["junta"].id == "state:GN"
    assert _find(draft, "Tatmadaw jets bombed a mill. The junta said nothing.")["junta"].id == "tatmadaw"


def test_capital_that_is_shelled_is_no_government(draft: Make) -> None:
    """A capital that suffers is a place."""
    assert "Damascus" not in _find(draft, "Damascus was shelled on Monday.")


def test_points_inside_an_acronym_may_lack_the_last(draft: Make) -> None:
    """An acronym with points is one name, whether or not the last letter has its point."""
    assert _find(draft, "The Y.P.G said on Monday that it took Kobani.")["Y.P.G"].id == "ypg"
    assert _find(draft, "The Y.P.G. said on Monday that it took Kobani.")["Y.P.G."].id == "ypg"


def test_small_letters_are_no_acronym(draft: Make) -> None:
    """ "is" and "us" are words, not parties."""
    assert _find(draft, "It is clear to us who won.") == {}


def test_backer_and_backed_are_two_mentions(draft: Make) -> None:
    """ "Turkish-backed rebels" names the backer apart from the rebels."""
    found = _find(draft, "Turkish-backed rebels entered the village.")
    assert found["Turkish"].id == "state:TR"
    assert found["rebels"].name == "Turkish-backed rebels"


def test_acronym_introduced_in_brackets_holds_for_the_document(draft: Make) -> None:
    """An acronym that the text introduces stands for the group wherever it is used."""
    text = "The Lark Valley Defence Union (LVDU) took a hill. Later the LVDU withdrew."
    found = find_parties(draft(text))
    assert [p.name for p in found if p.text == "LVDU"] == ["Lark Valley Defence Union"] * 2


@pytest.mark.parametrize("name", ["Amber Hill Brigade", "Movement for the Freedom of Zubra", "77th Battalion"])
def test_unregistered_names_are_found_by_shape(draft: Make, name: str) -> None:
    """A capitalised name with a group's head is a party without an id."""
    found = _find(draft, f"The {name} attacked the depot at dawn.")
    assert found[name].id is None
    assert found[name].name == name


def test_named_rebels_keep_their_name(draft: Make) -> None:
    """ "the Zubra militants" are called Zubra."""
    assert _find(draft, "Zubra militants attacked the depot.")["Zubra militants"].name == "Zubra"


def test_unknown_acronym_that_acts_is_a_party(draft: Make) -> None:
    """An acronym that nobody introduced is a party where it acts, and then everywhere."""
    found = find_parties(draft("The QZLF seized a mine. Families fled to areas under the QZLF."))
    assert [p.name for p in found if p.text == "QZLF"] == ["QZLF", "QZLF"]


@pytest.mark.parametrize(
    "text",
    [
        "Coalition spokesman Army Col. Jane Doe said the mill was hit.",
        "Air Force Lt. Gen. Jane Doe said the mill was hit.",
        "Marine Corps Maj. Jane Doe said the mill was hit.",
        "Navy Capt. Jane Doe said the mill was hit.",
    ],
)
def test_a_service_before_a_rank_is_no_party(draft: Make, text: str) -> None:
    """ "Army Col. Jane Doe" says where an officer serves, and the army does nothing."""
    assert not {"Army", "Coalition spokesman Army", "Air Force", "Marine Corps", "Navy"} & set(_find(draft, text))


def test_an_undated_coalition_is_one_of_the_days_of_those_named(draft: Make) -> None:
    """Where ISIS is named, "the coalition" in Iraq is not that of 2003."""
    made = draft("The coalition bombed ISIS fighters in Iraq.")
    iraq = Place("Iraq", 37, 41, id="IQ", name="Iraq", kind="country", country="IQ")
    found = find_parties(replace(made, toponyms=(iraq,)))

    assert [party.id for party in found] == ["us_led_coalition", "isis"]


def test_the_army_is_that_of_the_documents_country(draft: Make) -> None:
    """ "the army" resolves where one country stands out."""
    text = "Malian soldiers entered the village. Malian police followed. The army said it met no resistance."
    assert _find(draft, text)["army"].id == "state:ML"


@pytest.mark.parametrize("text", ["The ministry said on Friday rebels had left.", "On Sunday gunmen shot a miller."])
def test_a_weekday_is_no_part_of_a_group(draft: Make, text: str) -> None:
    """The day on which something is said is not of the name behind it."""
    assert {"rebels", "gunmen"} & set(_find(draft, text))


def test_weapons_are_no_parties(draft: Make) -> None:
    """HIMARS strike, and are nobody."""
    assert "HIMARS" not in _find(draft, "HIMARS struck the bridge. The HIMARS hit a mill.")


def test_the_army_stays_generic_in_doubt(draft: Make) -> None:
    """ "the army" of nowhere in particular stays generic."""
    assert _find(draft, "The army said it met no resistance.")["army"].id == "generic:army"


def test_the_group_is_the_one_named_last(draft: Make) -> None:
    """ "the group" resolves to the armed group before it, and keeps its own words."""
    found = _find(draft, "Boko Haram raided a market. The group took two girls.")
    assert found["group"].id == "boko_haram"


def test_the_group_of_nobody_is_no_party(draft: Make) -> None:
    """ "the group" with nobody before it is dropped."""
    assert "group" not in _find(draft, "The group met on Monday.")


def test_ambiguous_acronym_needs_its_country(draft: Make) -> None:
    """ "AA" is the Arakan Army only where Myanmar is meant."""
    assert _find(draft, "The AA took the town from Myanmar troops.")["AA"].id == "arakan_army"
    assert all(p.id != "arakan_army" for p in find_parties(draft("The AA battery exploded.")))


def test_side_comes_from_the_register(draft: Make) -> None:
    """A party has the side it has in the document's conflict in its year."""
    made = draft("Ahrar al-Sham fought the Syrian army.", published="2016-03-01")
    assert [p.side for p in find_parties(made)] == ["opposition", "government"]


def test_own_register_is_used(draft: Make) -> None:
    """A register handed in is used in place of the package's."""
    from reportedly.gazetteer.parties import PartyEntry, Register, fold_name

    entry = PartyEntry("own:x", "Quiet Ones", "militia")
    register = Register({"own:x": entry}, {fold_name("Quiet Ones"): ("own:x",)})
    found = find_parties(draft("The Quiet Ones left."), register=register)
    assert [p.id for p in found] == ["own:x"]


@pytest.mark.parametrize(
    "text",
    ["", " ", "\n\n", "\x00", '"' * 3000, "(((" * 1000, "AA " * 2000, "the Army of " * 500, "ضرب الجيش", "-" * 2000],
)
def test_odd_text_never_raises(draft: Make, text: str) -> None:
    """Odd text gives mentions whose spans hold, or none."""
    for party in find_parties(draft(text)):
        assert party.start is not None and party.end is not None
        assert text[party.start : party.end] == party.text


@settings(deadline=None, max_examples=40)
@given(
    words=st.lists(
        st.sampled_from(
            [
                "the",
                "Syrian",
                "army",
                "rebels",
                "IS",
                "ISIS",
                "(",
                ")",
                "SDF",
                ",",
                ".",
                "-",
                "Turkish",
                "backed",
                "Front",
                "of",
                "Brigade",
                "'s",
                "\n",
                "Moscow",
                "said",
                "group",
                "U.S.",
                "civilians",
                "killed",
                "30",
                "Ahrar",
                "al",
                "Sham",
                "and",
            ]
        ),
        max_size=25,
    )
)
def test_spans_never_overlap_and_hold_their_text(nlp: Language, words: list[str]) -> None:
    """Mentions come in text order, do not overlap, and hold the words they say they hold."""
    text = " ".join(words)
    made = Draft(Document(id="x", digest="x", text=text), next(iter(parse_texts(nlp, [text]))))
    end = 0
    for party in find_parties(made):
        assert party.start is not None and party.end is not None
        assert party.start >= end
        assert text[party.start : party.end] == party.text
        end = party.end


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("Al-Qaeda's Syrian affiliate seized a mill.", "Al-Qaeda's Syrian affiliate"),
        ("Syrian government allies shelled a mill.", "Syrian government allies"),
    ],
)
def test_who_stands_beside_somebody_is_somebody_else(draft: Make, text: str, mention: str) -> None:
    """An affiliate, or the allies, of a party are not that party, nor the state whose adjective they bear."""
    party = _find(draft, text)[mention]
    assert party.id is None and party.name == mention


@pytest.mark.parametrize(
    ("text", "mention", "party"),
    [
        ("Assads regime shelled a mill.", "Assads regime", "state:SY"),
        ("The Syrian Coalitions office shut.", "Syrian Coalitions", "national_coalition"),
    ],
)
def test_a_lost_apostrophe_hides_no_name(draft: Make, text: str, mention: str, party: str) -> None:
    """A possessive that has lost its apostrophe is still the name."""
    assert _find(draft, text)[mention].id == party


def test_a_possessor_names_a_force_of_two_words(draft: Make) -> None:
    """ "Ukraine's air force" is Ukraine's, though the text is mostly about another country."""
    found = _find(draft, "Russia and Russian jets hit Russia's foe. Ukraine's air force said it was ready.")
    assert found["Ukraine's air force"].id == "state:UA"


@pytest.mark.parametrize(
    "text",
    [
        "Two ATACMS struck the depot and six HIMARS rockets hit a mill.",
        "An MLRS and two IFVs shelled the dam, and a JDAM hit it.",
        "SEALs raided the mill.",
    ],
)
def test_a_weapon_is_no_party(draft: Make, text: str) -> None:
    """What is fired, and who is known by a trade alone, is no group, whatever it does."""
    assert _find(draft, text) == {}


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("Water Monitor said the dam was full.", "Monitor"),
        ("The Harbour Guardian reported that the mill had burnt.", "Guardian"),
        ("Norway has sold two AP-7B boats.", "AP"),
        ("Norway has sold two AP-7B Eagle aircraft.", "AP-7B Eagle aircraft"),
    ],
)
def test_a_part_of_a_longer_name_is_no_medium(draft: Make, text: str, mention: str) -> None:
    """A medium's one word is not meant behind another capitalised word, nor before a number that it is joined to."""
    assert mention not in _find(draft, text)


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("The Guardian reported that the mill had burnt.", "guardian"),
        ("Al-Monitor said the dam was full.", "al_monitor"),
        ("Turkish Anadolu said the dam was full.", "anadolu"),
        ("The Financial Times reported that the mill had burnt.", "financial_times"),
    ],
)
def test_a_medium_is_found_by_its_own_word(draft: Make, text: str, party: str) -> None:
    """A medium is found by its one word where no longer name holds it."""
    assert party in {found.id for found in find_parties(draft(text))}


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("The mayor said on Friday rebels had left the mill.", "rebels"),
        ("The mayor said Monday gunmen burnt the mill.", "gunmen"),
        ("In March militants burnt the mill.", "militants"),
        ("The mayor said Tuesday Maute militants burnt the mill.", "Maute militants"),
        ("On Sunday Larch Brigade fighters burnt the mill.", "Larch Brigade fighters"),
        ("The mayor met on Sunday Larch Brigade.", "Larch Brigade"),
        ("In March Larch Brigade burnt the mill.", "Larch Brigade"),
        ("The March Movement burnt the mill.", "March Movement"),
    ],
)
def test_a_day_is_no_part_of_a_name(draft: Make, text: str, mention: str) -> None:
    """A weekday, and a month behind a preposition, end a phrase to the left; a group may be named for a month."""
    assert mention in _find(draft, text)


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("The rebels took farmers hostage near the mill.", {"rebels", "farmers"}),
        ("Rebels took 65 soldiers prisoner.", {"Rebels", "soldiers"}),
        ("Over 65 soldiers were taken prisoner near the mill.", {"soldiers"}),
        ("Two nurses are being held captive by gunmen.", {"nurses", "gunmen"}),
        ("Gunmen took a hostage near the mill.", {"Gunmen", "hostage"}),
        ("Rebels hold one prisoner.", {"Rebels", "prisoner"}),
    ],
)
def test_to_be_taken_hostage_is_a_fate(draft: Make, text: str, mentions: set[str]) -> None:
    """ "hostage" without an article, behind "take" or "hold", says what becomes of somebody."""
    assert set(_find(draft, text)) == mentions


@pytest.mark.parametrize(
    ("text", "capital", "party"),
    [
        ("The envoy accused Ankara of arming the group.", "Ankara", "state:TR"),
        ("The envoys urged Beijing to close the dam.", "Beijing", "state:CN"),
        ("Riyadh was blamed for the raid on the mill.", "Riyadh", "state:SA"),
        ("Islamabad has been accused of arming the group.", "Islamabad", "state:PK"),
        ("Ankara is believed to have sent ten boats.", "Ankara", "state:TR"),
        ("Beijing is said to be sending boats.", "Beijing", "state:CN"),
        ("Paris is to send ten boats to the lake.", "Paris", "state:FR"),
    ],
)
def test_a_capital_that_answers_for_deeds_is_its_state(draft: Make, text: str, capital: str, party: str) -> None:
    """A capital is its state where it is blamed or urged, believed to do something, or about to."""
    assert _find(draft, text)[capital].id == party


@pytest.mark.parametrize(
    "text",
    [
        "Ankara was shelled on Monday.",
        "Storms hit Beijing on Monday.",
        "Riyadh is calm, and Paris is the capital.",
        "Kabul is expected to fall.",
        "Kyiv was reported to be calm.",
        "Tripoli is to be rebuilt.",
        "Khartoum is thought to have been mined.",
    ],
)
def test_a_capital_that_something_happens_to_is_a_place(draft: Make, text: str) -> None:
    """A capital that is hit, described, or believed to suffer is no government."""
    assert _find(draft, text) == {}


@pytest.mark.parametrize(
    ("text", "mention", "party"),
    [
        ("In Guinea the junta jailed two ministers.", "junta", "state:GN"),
        ("Niger's junta shut an airfield in Niger. The junta gave no reason.", "junta", "state:NE"),
        ("The military junta in Chad shut an airfield.", "military junta", "state:TD"),
        ("Regime troops shelled a mill near Homs in Syria.", "Regime troops", "state:SY"),
        ("Junta troops burnt a mill in Myanmar.", "Junta troops", "tatmadaw"),
        ("The mayor of a town in Myanmar saw a junta base.", "junta", "tatmadaw"),
        ("Junta relief columns left a town in Myanmar.", "Junta relief columns", "tatmadaw"),
        ("In Myanmar the junta denied that Burmese jets had bombed a mill.", "junta", "tatmadaw"),
        ("The Tatmadaw burnt a mill. The military regime denied it.", "military regime", "sac_mm"),
    ],
)
def test_plain_words_are_a_registered_party_in_its_country_alone(
    draft: Make, text: str, mention: str, party: str
) -> None:
    """ "the junta", "regime troops" are a party that the register calls so only where the document is about it."""
    countries = {"Homs": "SY", "Guinea": "GN", "Niger": "NE", "Chad": "TD", "Myanmar": "MM"}
    places = tuple(
        Place(name, text.index(name), text.index(name) + len(name), country=code)
        for name, code in countries.items()
        if name in text
    )
    found = {p.text: p for p in find_parties(replace(draft(text), toponyms=places))}
    assert found[mention].id == party


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("NAIROBI (AP) - The army burnt a mill.", "NAIROBI"),
        ("(Nairobi) – The army burnt a mill.", "Nairobi"),
        ("(Nairobi, March 3, 2021) - The army burnt a mill.", "Nairobi"),
        ("NAIROBI, March 3 - The army burnt a mill.", "NAIROBI"),
    ],
)
def test_the_army_is_not_that_of_the_dateline(draft: Make, text: str, place: str) -> None:
    """Where a report was written says nothing of whose army it speaks of, nor does the place act."""
    at = text.index(place)
    found = find_parties(replace(draft(text), toponyms=(Place(place, at, at + len(place), country="KE"),)))
    assert {p.text: p.id for p in found if p.kind != "media"} == {"army": "generic:army"}


def test_a_place_behind_the_dateline_has_a_vote(draft: Make) -> None:
    """The army is that of the country that the report names behind its dateline."""
    text = "NAIROBI (AP) - The army burnt a mill in Bamako."
    places = (Place("NAIROBI", 0, 7, country="KE"), Place("Bamako", 40, 46, country="ML"))
    found = {p.text: p.id for p in find_parties(replace(draft(text), toponyms=places))}
    assert found["army"] == "state:ML"


@pytest.mark.parametrize(
    ("text", "mention", "party"),
    [
        ("M23 said its fighters had left the mill.", "fighters", "m23"),
        ("Norway said its soldiers had left the mill.", "soldiers", "state:NO"),
        ("Chad denied that its troops had crossed a river.", "troops", "state:TD"),
        ("Kenya's army said its soldiers had left the mill.", "soldiers", "state:KE"),
        ("The RSF lost a mill and its men fled.", "men", "rsf"),
        ("The RSF, which lost ten of its fighters, left the mill.", "fighters", "rsf"),
        ("Hamas said the army had killed ten of its fighters.", "fighters", "hamas"),
        ("Norway said rebels had attacked its soldiers.", "soldiers", "state:NO"),
        ("The RSF said the army had attacked its soldiers.", "soldiers", "rsf"),
        ("Its fighters left the mill, M23 said.", "fighters", "m23"),
        ("ISIS's men burnt a mill.", "ISIS's men", "isis"),
        ("Chad denied that its forces had crossed a river.", "forces", "state:TD"),
        ("M23 said its remaining tanks had left the mill.", "tanks", "m23"),
        ("Hamas fled. The fighters of M23 burnt a mill.", "fighters", "m23"),
    ],
)
def test_a_force_is_its_owners(draft: Make, text: str, mention: str, party: str) -> None:
    """ "its soldiers" are the party's that is the subject of the clause or of one around it, "of X" those of X."""
    assert _find(draft, text)[mention].id == party


def test_means_of_nobody_are_no_party(draft: Make) -> None:
    """ "its forces" act for their owner alone: where there is none they are nobody."""
    assert _find(draft, "The mill and its forces burnt.") == {}


def test_a_force_may_belong_to_a_group_of_no_register(draft: Make) -> None:
    """ "The fighters of the Larch Front" are of a group that only the text names, not of the one named before."""
    found = _find(draft, "Hamas fled. The fighters of the Larch Front burnt a mill.")
    assert found["fighters"].name == found["Larch Front"].name == "Larch Front"


@pytest.mark.parametrize(
    ("text", "mention", "party"),
    [
        ("Norway said its fighters had left the mill.", "fighters", "generic:fighters"),
        ("Norway counts its men and women.", "men and women", "generic:men and women"),
        ("Rebels said its soldiers had left the mill.", "soldiers", "generic:soldiers"),
        ("Norway left. Its allies said soldiers had gone.", "soldiers", "generic:soldiers"),
        ("Reuters said its soldiers had left.", "soldiers", "generic:soldiers"),
        ("Ten soldiers of the Larch Battalion fled.", "soldiers", "generic:soldiers"),
        ("The people of Norway fear soldiers.", "soldiers", "generic:soldiers"),
    ],
)
def test_a_force_without_an_owner_of_its_kind_is_anybodys(draft: Make, text: str, mention: str, party: str) -> None:
    """A state has no "fighters", one thing is not many, and only a word of possession tells of an owner."""
    assert _find(draft, text)[mention].id == party


def test_same_text_gives_the_same_parties(draft: Make) -> None:
    """The stage is a pure function of the draft."""
    made = draft("ISIS militants fled. The SDF (SDF) said the group lost.")
    assert find_parties(made) == find_parties(replace(made))
