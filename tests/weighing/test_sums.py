"""Tests of sums: whether the parts of a whole add up."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.model import Place
from reportedly.model.dispute import Verdict
from reportedly.weighing.facets import find_facets
from reportedly.weighing.sums import find_sums, judge, leave_over
from tests.weighing.claims import FAR_KESH, ORVEN, REBELS, TALMA, claim, figure

LAND = Place("the north", None, None, "own:north", "the north", "region", 34.0, 41.5, 900.0, country="XX")


def _area(id: str, quantity, place: Place, start: int, **more):
    return claim(
        id, quantity, type="control", subtype=None, place=(place,), actor=(REBELS,), document="d", start=start, **more
    )


def _km2(low, high=-1, **more):
    return figure(low, high, unit="km2", **more)


def _sum_of(*claims):
    return find_sums(find_facets(claims))


def test_parts_that_fit_are_shown_in_full() -> None:
    """The sum is said with each part, the total, the whole, and what is left over at face value and at most."""
    found = _sum_of(
        _area("whole", _km2(900, about=True), LAND, 0),
        _area("one", _km2(500), TALMA, 50),
        _area("two", _km2(200, None), ORVEN, 90),
        _area("three", _km2(50), FAR_KESH, 130),
    )
    assert [one.verdict for one in found] == [Verdict.FITS]
    assert found[0].words == (
        "500 + at least 200 + 50 = at least 750 of about 900: fits; about 150 km2 left over, at most 200"
    )


def test_a_whole_is_wider_than_the_town_it_names() -> None:
    """More square kilometres than a town has are not in it alone: what lies elsewhere in the country is a part."""
    found = _sum_of(
        _area("whole", _km2(900), TALMA, 0), _area("one", _km2(500), TALMA, 50), _area("two", _km2(200), ORVEN, 90)
    )
    assert [one.verdict for one in found] == [Verdict.FITS]


def test_parts_that_are_too_much_cannot_fit() -> None:
    """Parts that are more than the whole even when all is approximate cannot fit."""
    found = _sum_of(
        _area("whole", _km2(900), LAND, 0), _area("one", _km2(800), TALMA, 50), _area("two", _km2(300), ORVEN, 90)
    )
    assert found[0].verdict is Verdict.CANNOT_FIT
    assert "800 + 300 = 1,100 of 900: cannot fit" in found[0].words


def test_parts_that_fit_when_rounded() -> None:
    """Parts that are a little more than the whole fit only if the figures are approximate."""
    found = _sum_of(
        _area("whole", _km2(900), LAND, 0), _area("one", _km2(700), TALMA, 50), _area("two", _km2(210), ORVEN, 90)
    )
    assert found[0].verdict is Verdict.ONLY_IF_APPROXIMATE


def test_parts_that_may_overlap_cannot_be_told() -> None:
    """Of two parts in one place nobody can say what they add up to."""
    wider = replace(TALMA, id="own:talma-area", name="greater Talma", text="greater Talma", radius_km=20.0)
    found = _sum_of(
        _area("whole", _km2(900), LAND, 0), _area("one", _km2(500), wider, 50), _area("two", _km2(300), TALMA, 90)
    )
    assert found[0].verdict is Verdict.CANNOT_TELL
    assert "may overlap" in found[0].reasons[0]


def test_claims_of_other_documents_are_never_added() -> None:
    """Figures of different reports are not parts of one whole."""
    one = _area("one", _km2(500), TALMA, 50)
    assert _sum_of(_area("whole", _km2(900), LAND, 0), replace(one, document="other")) == []


def test_victims_of_kinds_that_exclude_each_other_are_added() -> None:
    """Children and women among the dead are added; what a claim is part of comes from its reading."""
    dead = claim("dead", figure(21, of="people"), document="d")
    children = claim("child", figure(15, of="children"), document="d", part_of="dead", start=9)
    women = claim("women", figure(9, of="women"), document="d", part_of="dead", start=19)
    found = _sum_of(dead, children, women)
    assert [one.verdict for one in found] == [Verdict.CANNOT_FIT]


@given(st.lists(st.tuples(st.integers(1, 5000), st.booleans()), min_size=1, max_size=6), st.randoms())
def test_the_order_of_the_parts_changes_no_verdict(parts: list[tuple[int, bool]], made) -> None:
    """A sum's verdict, and what it leaves over, do not depend on the order of its parts."""
    figures = [_km2(number, None if is_open else -1) for number, is_open in parts]
    shuffled = figures[:]
    made.shuffle(shuffled)
    whole = _km2(6000, about=True)
    assert judge(whole, figures) is judge(whole, shuffled)
    assert leave_over(whole, figures) == leave_over(whole, shuffled)


@given(st.permutations(range(4)))
@settings(deadline=None)
def test_the_order_of_the_claims_changes_no_sum(order: list[int]) -> None:
    """The sums found do not depend on the order in which the claims come."""
    claims = [
        _area("whole", _km2(900, about=True), LAND, 0),
        _area("one", _km2(500), TALMA, 50),
        _area("two", _km2(200, None), ORVEN, 90),
        _area("three", _km2(50), FAR_KESH, 130),
    ]
    assert _sum_of(*(claims[at] for at in order)) == _sum_of(*claims)


@pytest.mark.parametrize("apart", [True, False])
def test_more_in_a_part_never_makes_it_fit(apart: bool) -> None:
    """One part that is greater than the whole cannot fit, whether parts overlap or not."""
    assert judge(_km2(100), [_km2(500), _km2(1)], apart=apart) is Verdict.CANNOT_FIT
