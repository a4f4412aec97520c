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


def test_an_undated_coalition_is_one_of_the_days_of_those_named(draft: Make) -> None:
    """Where ISIS is named, "the coalition" in Iraq is not that of 2003."""
    made = draft("The coalition bombed ISIS fighters in Iraq.")
    iraq = Place("Iraq", 37, 41, id="IQ", name="Iraq", kind="country", country="IQ")
    found = find_parties(replace(made, toponyms=(iraq,)))

    assert [party.id for party in found] == ["us_led_coalition", "isis"]


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


def test_same_text_gives_the_same_parties(draft: Make) -> None:
    """The stage is a pure function of the draft."""
    made = draft("ISIS militants fled. The SDF (SDF) said the group lost.")
    assert find_parties(made) == find_parties(replace(made))
