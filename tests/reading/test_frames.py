"""Frames: who stands in which deep relation to a trigger."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.reading.draft import Draft
from reportedly.reading.events.frames import dependents

MakeDraft = Callable[..., Draft]


def _fillers(draft: MakeDraft, text: str, trigger: str) -> dict[str, list[str]]:
    doc = draft(text).doc
    token = next(token for token in doc if token.text == trigger)
    return {relation: [filler.text for filler in fillers] for relation, fillers in dependents(token).items()}


@pytest.mark.parametrize(
    ("text", "trigger", "relation", "filler"),
    [
        ("The rebels seized Goma.", "seized", "agent", "rebels"),
        ("Goma was seized by the rebels.", "seized", "agent", "rebels"),
        ("Goma was seized by the rebels.", "seized", "object", "Goma"),
        ("The town seized by the rebels is small.", "seized", "object", "town"),
        ("The rebels, who seized the town, left.", "seized", "agent", "rebels"),
        ("The rebels want to seize the town.", "seize", "agent", "rebels"),
        ("The army forced the rebels to leave the town.", "leave", "agent", "rebels"),
        ("The rebels shelled the port and seized the dam.", "seized", "agent", "rebels"),
        ("The rebels withdrew from Kidal to Gao.", "withdrew", "from", "Kidal"),
        ("The rebels fell back to the hills.", "fell", "to", "hills"),
        ("The withdrawal of the army from Kidal began.", "withdrawal", "from", "Kidal"),
        ("An airstrike by the coalition on Marib was reported.", "airstrike", "agent", "coalition"),
        ("The coalition carried out an airstrike on Marib.", "airstrike", "agent", "coalition"),
        ("The rebels' capture of Goma was quick.", "capture", "poss", "rebels"),
        ("Russian airstrikes went on.", "airstrikes", "amod", "Russian"),
        ("The army announced a truce.", "truce", "verb_agent", "army"),
        ("Raqqa is a stronghold of the group.", "stronghold", "is", "Raqqa"),
        ("Commandos launched a raid on a house in Kunar.", "raid", "in", "Kunar"),
        ("The army lifted the siege of Homs.", "lifted", "object_of", "Homs"),
        ("The rebel-held town was shelled.", "held", "agent", "rebel"),
        ("The rebel-held town was shelled.", "held", "object", "town"),
    ],
)
def test_relation_is_filled(draft: MakeDraft, text: str, trigger: str, relation: str, filler: str) -> None:
    """Active, passive, nominal and participial forms give the same deep relations."""
    assert filler in _fillers(draft, text, trigger).get(relation, [])


def test_coordination_is_expanded(draft: MakeDraft) -> None:
    """All members of a coordination fill the relation."""
    assert _fillers(draft, "The rebels seized Goma and Bukavu.", "seized")["object"] == ["Goma", "Bukavu"]


def test_both_sides_of_a_clash_are_found(draft: MakeDraft) -> None:
    """ "Clashes between A and B" has both."""
    found = _fillers(draft, "Clashes between the army and the rebels broke out.", "Clashes")
    assert found["between"] == ["army", "rebels"]


def test_subject_of_another_clause_is_no_agent(draft: MakeDraft) -> None:
    """Who says it does not do it."""
    found = _fillers(draft, "The monitor said that Goma was seized.", "seized")
    assert "monitor" not in found.get("agent", [])
