"""Whose "its soldiers" and "the fighters of X" are."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.model import Party
from reportedly.reading.draft import Draft
from reportedly.reading.parties.find import find_parties

Make = Callable[..., Draft]


def _find(draft: Make, text: str) -> dict[str, Party]:
    return {party.text: party for party in find_parties(draft(text))}


def test_a_possessor_names_a_force_of_two_words(draft: Make) -> None:
    """ "Ukraine's air force" is Ukraine's, though the text is mostly about another country."""
    found = _find(draft, "Russia and Russian jets hit Russia's foe. Ukraine's air force said it was ready.")
    assert found["Ukraine's air force"].id == "state:UA"


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
