"""Tests of events: which claims tell of one real event."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.model import Place
from reportedly.weighing.events import compare_events, group_events
from reportedly.weighing.facets import find_facets
from reportedly.weighing.spots import Lie
from tests.weighing.claims import FAR_KESH, MINISTRY, MONITOR, ORVEN, TALMA, claim, digest, figure


def _groups(*claims) -> list[set[str]]:
    return [{facet.id for facet in group} for group in group_events(find_facets(claims))]


def test_one_day_and_place_are_one_event() -> None:
    """Claims of one place and day with near figures are of one event."""
    claims = [claim("a", figure(12), source=MONITOR), claim("b", figure(14), source=MINISTRY)]
    assert _groups(*claims) == [{digest("a"), digest("b")}]


def test_another_place_is_another_event() -> None:
    """Places far from each other part claims, though all else is the same."""
    assert len(_groups(claim("a", figure(12)), claim("b", figure(12), place=(FAR_KESH,)))) == 2


def test_another_week_is_another_event() -> None:
    """Days apart part claims, though place and figure are the same."""
    assert len(_groups(claim("a", figure(12)), claim("b", figure(12), day="2031-05-20"))) == 2


def test_another_kind_of_act_parts_two_claims() -> None:
    """A suicide bombing and an air strike are not one event, though they lie a day apart in one town."""
    one = claim("a", figure(12), sentence="an air strike killed 12", day="2031-05-03")
    other = claim("b", figure(30), sentence="a suicide bomber killed 30", day="2031-05-04")
    assert len(_groups(one, other)) == 2


def test_one_shared_name_makes_no_chain() -> None:
    """A claim without a place joins one event, and does not make one of two that are apart."""
    claims = [claim("a", figure(12)), claim("b", figure(12), place=()), claim("c", figure(12), place=(FAR_KESH,))]
    groups = _groups(*claims)
    assert not any({digest("a"), digest("c")} <= group for group in groups)


def test_the_likeness_says_what_it_is_made_of() -> None:
    """Each likeness names its parts with their weights, and is the same from either side."""
    one, other = find_facets([claim("a", figure(12)), claim("b", figure(12), source=MONITOR)])
    like = compare_events(one, other)
    assert like.score == compare_events(other, one).score
    assert "places same +1.5" in like.why


@given(st.permutations(range(6)))
@settings(max_examples=30, deadline=None)
def test_order_changes_no_event(order: list[int]) -> None:
    """The order in which claims come changes no group."""
    claims = [
        claim("a", figure(12), source=MONITOR),
        claim("b", figure(14, None), source=MINISTRY),
        claim("c", figure(3), place=(ORVEN,)),
        claim("d", figure(12), day="2031-05-09"),
        claim("e", figure(7), place=()),
        claim("f", None, type="attack", subtype="shelling", place=(TALMA,)),
    ]
    assert _groups(*(claims[at] for at in order)) == _groups(*claims)


def test_another_name_that_nobody_knows_speaks_a_little_against_one_event() -> None:
    """A village that no gazetteer knows may be near a town or not; where no place is named there is nothing to say."""
    village = Place("Ruvesh", None, None)
    town, unknown, nowhere = find_facets(
        [
            claim(id, figure(12), source=MONITOR, place=place)
            for id, place in (("a", (TALMA,)), ("b", (village,)), ("c", ()))
        ]
    )
    assert compare_events(town, unknown).lie is compare_events(town, nowhere).lie is Lie.UNKNOWN
    assert compare_events(town, unknown).score == compare_events(town, nowhere).score - 0.5
