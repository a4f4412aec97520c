"""Tests of origins: how many independent reports stand behind claims."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.model import Link, LinkKind
from reportedly.weighing.facets import find_facets
from reportedly.weighing.origins import find_origins, say_origins
from tests.weighing.claims import MINISTRY, MONITOR, claim, figure

UNNAMED = Link("an official", None, None, "an official", LinkKind.UNNAMED, anonymous=True)


def _origins(*claims, stories: dict[str, str] | None = None):
    return find_origins(find_facets(claims, stories=stories))


def test_ten_outlets_with_one_source_are_one_origin() -> None:
    """However many outlets carry a source, it is one origin, and the count says so."""
    claims = [claim(f"a{n}", figure(12), source=MONITOR, publisher=f"Outlet {n}") for n in range(6)]
    claims += [claim(f"b{n}", figure(9), source=MINISTRY, publisher=f"Outlet {n}") for n in range(3)]
    origins = _origins(*claims)
    assert say_origins(origins) == (
        "9 reports, 2 origins: the Talma Monitor (6 outlets), the health ministry (3 outlets)"
    )


def test_unnamed_sources_of_two_documents_stay_apart() -> None:
    """Nobody guesses whether two unnamed officials are one; in copies of one story they are."""
    claims = [claim("a", figure(12), source=UNNAMED), claim("b", figure(12), source=UNNAMED)]
    assert len(_origins(*claims)) == 2
    assert len(_origins(*claims, stories={"document of b": "document of a"})) == 1


def test_copies_in_their_own_voice_are_one_origin() -> None:
    """A reprint without a source is the first print's origin."""
    claims = [claim("a", figure(12), publisher="Early"), claim("b", figure(12), publisher="Late")]
    origins = _origins(*claims, stories={"document of b": "document of a"})
    assert [origin.why for origin in origins] == [("copies of one story",)]


def test_a_headline_repeats_the_source_of_its_text() -> None:
    """A figure that a text says in its own voice and takes from a source is that source's."""
    said = claim("a", figure(12), source=MONITOR, document="d")
    headline = claim("b", figure(12), document="d", start=100)
    assert len(_origins(said, headline)) == 1


def test_no_claims_have_no_origins() -> None:
    """Nothing comes of nothing."""
    assert _origins() == ()


@given(st.integers(1, 5), st.permutations(range(4)))
@settings(max_examples=30, deadline=None)
def test_a_copy_makes_no_new_origin(copies: int, order: list[int]) -> None:
    """Adding copies of a document adds claims and never an origin, in whatever order they come."""
    claims = [
        claim("a", figure(12), source=MONITOR),
        claim("b", figure(14), source=MINISTRY),
        claim("c", figure(13)),
        claim("d", figure(12), source=UNNAMED),
    ]
    before = _origins(*claims)
    stories, more = {}, []
    for number in range(copies):
        for at in order:
            kept = claims[at]
            name = kept.document[-1]
            copy = claim(f"{name}{number}", kept.claim.quantity, source=kept.claim.source, publisher=f"Outlet {number}")
            stories[copy.document] = kept.document
            more.append(copy)
    assert len(_origins(*claims, *more, stories=stories)) == len(before)


def test_an_official_of_a_headline_and_the_officials_of_its_text_are_one() -> None:
    """Sources of one kind without a name, who say the same in one text, are one origin, which says so."""
    several = Link("senior officials", None, None, "senior officials", LinkKind.OFFICIAL, anonymous=True)
    told = claim("a", figure(12), source=UNNAMED, document="d"), claim("b", figure(12), source=several, document="d")
    (origin,) = _origins(*told)
    assert origin.why == ("one text tells of 'an official' and of 'senior officials', who say the same: taken for one",)
    assert len(_origins(told[0], claim("b", figure(14), source=several, document="d"))) == 2
    assert len(_origins(told[0], claim("b", figure(12), source=several, document="e"))) == 2
    residents = Link("residents", None, None, "residents", LinkKind.WITNESS, anonymous=True)
    assert len(_origins(told[0], claim("b", figure(12), source=residents, document="d"))) == 2
