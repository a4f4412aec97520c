"""Whose "the army" and "the junta" are, by the countries a document speaks of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from reportedly.model import Party, Place
from reportedly.reading.draft import Draft
from reportedly.reading.parties.find import find_parties

Make = Callable[..., Draft]


def _find(draft: Make, text: str) -> dict[str, Party]:
    return {party.text: party for party in find_parties(draft(text))}


def test_the_army_is_that_of_the_documents_country(draft: Make) -> None:
    """ "the army" resolves where one country stands out."""
    text = "Malian soldiers entered the village. Malian police followed. The army said it met no resistance."
    assert _find(draft, text)["army"].id == "state:ML"


def test_the_army_stays_generic_in_doubt(draft: Make) -> None:
    """ "the army" of nowhere in particular stays generic."""
    assert _find(draft, "The army said it met no resistance.")["army"].id == "generic:army"


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
        ("Guinean soldiers burnt a mill. Guinean police followed. The junta denied it.", "junta", "state:GN"),
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
