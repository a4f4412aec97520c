"""What is a part of a longer name, or a fate, and by itself nobody."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.model import Party
from reportedly.reading.draft import Draft
from reportedly.reading.parties.find import find_parties

Make = Callable[..., Draft]


def _find(draft: Make, text: str) -> dict[str, Party]:
    return {party.text: party for party in find_parties(draft(text))}


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
