"""Finding persons: names by evidence, short names, posts, and what is nobody."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.reading.draft import Draft
from reportedly.reading.parties.persons import find_persons

Make = Callable[..., Draft]


def _names(draft: Make, text: str, kind: str = "person") -> list[tuple[str, str | None]]:
    return [(p.text, p.name) for p in find_persons(draft(text)) if p.kind == kind]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Col. Ryan Molloy spoke on Monday.", "Ryan Molloy"),
        ("President Omar Haddad resigned.", "Omar Haddad"),
        ("The spokesman, Yusuf al-Karim, denied it.", "Yusuf al-Karim"),
        ('Omar "The Lark" Haddad was jailed.', 'Omar "The Lark" Haddad'),
        ('The road is open, Mr. Pelk told Lark Radio. "Syria"', "Pelk"),
        ("Zorvan Pelk, 43, was wounded.", "Zorvan Pelk"),
        ("It was confirmed by the poet Zorvan Pelk.", "Zorvan Pelk"),
        ("U.S. Secretary of State Anne Holm arrived.", "Anne Holm"),
    ],
)
def test_persons_are_found_by_evidence(draft: Make, text: str, name: str) -> None:
    """A title, a post, an age or a given name makes capitalised words a person, without the title."""
    assert name in [found for found, _ in _names(draft, text)]


def test_surname_alone_resolves_to_the_full_name(draft: Make) -> None:
    """A later surname carries the full name."""
    text = "Col. Ryan Molloy spoke on Monday. Molloy said the road was open."
    assert ("Molloy", "Ryan Molloy") in _names(draft, text)


@pytest.mark.parametrize(
    "text", ["The Lark Valley Council met.", "Aid reached Green River Camp.", "It rained in March.", "", "\x00"]
)
def test_what_is_no_person(draft: Make, text: str) -> None:
    """Bodies, places and months are nobody."""
    assert _names(draft, text) == []


def test_posts_stand_for_persons(draft: Make) -> None:
    """ "the governor of X" is somebody by the post."""
    assert "governor of Zubra" in [t for t, _ in _names(draft, "Gunmen killed the governor of Zubra.", "post")]
