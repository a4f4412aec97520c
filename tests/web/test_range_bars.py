"""Tests of range bars: where ranges and days lie on one axis."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reportedly.web.pages.range_bars import Bar, day_axis, number_axis, place_bar, place_day

_NUMBERS = st.floats(0, 1e9, allow_nan=False)
_RANGES = st.tuples(_NUMBERS, st.floats(0, 1e6)).map(lambda one: (one[0], one[0] + one[1]))


def test_a_closed_range_lies_between_its_ends() -> None:
    """A range from 20 to 30 begins where 20 stands and ends where 30 stands."""
    axis = number_axis([(20, 30), (40, 40)])
    assert axis is not None
    bar = place_bar(axis, (20, 30))

    assert bar is not None
    assert (bar.left, bar.right) == (axis.place(20), axis.place(30))
    assert not bar.open_low and not bar.open_high


@pytest.mark.parametrize(("given", "left", "right"), [((23, None), None, 100.0), ((None, 40), 0.0, None)])
def test_an_open_side_runs_to_the_edge(given: tuple[float | None, float | None], left: float, right: float) -> None:
    """An open side is drawn to the edge of the axis, and says that it is open."""
    axis = number_axis([(23, None), (None, 40), (30, 30)])
    assert axis is not None
    bar = place_bar(axis, given)

    assert bar is not None
    assert left is None or bar.left == left
    assert right is None or bar.right == right
    assert bar.open_low is (given[0] is None)
    assert bar.open_high is (given[1] is None)


def test_a_single_number_is_a_point() -> None:
    """28 is a point and not a bar."""
    assert Bar(28.0, 0.0).is_point
    assert not Bar(28.0, 0.0, open_high=True).is_point


def test_no_number_makes_no_axis() -> None:
    """Where no range states a number there is nothing to draw."""
    assert number_axis([(None, None)]) is None
    assert day_axis([]) is None


def test_numbers_far_apart_are_drawn_by_ratio() -> None:
    """Where the greatest is many times the least the axis goes by ratio, and says so."""
    axis = number_axis([(3, 3), (12000, 12000)])
    assert axis is not None

    assert axis.by_ratio
    assert [tick.label for tick in axis.ticks] == ["10", "100", "1,000", "10,000"]


@example([(0.0, 5e-324)])
@given(st.lists(_RANGES, min_size=1, max_size=8))
def test_every_bar_lies_on_its_axis(ranges: list[tuple[float, float]]) -> None:
    """Whatever the ranges, each bar lies between 0 and 100 per cent, and ticks rise from left to right."""
    axis = number_axis(ranges)
    assert axis is not None
    bars = [place_bar(axis, one) for one in ranges]

    assert all(bar is not None and 0 <= bar.left <= bar.right <= 100.01 for bar in bars)
    places = [tick.at for tick in axis.ticks]
    assert places == sorted(places)


@given(st.lists(st.dates().map(str), min_size=1, max_size=6))
def test_every_day_lies_on_its_axis(days: list[str]) -> None:
    """Whatever the days, each has its place, in order."""
    axis = day_axis(days)
    assert axis is not None
    places = [place_day(axis, day) for day in sorted(days)]

    assert places == sorted(places)
    assert all(0 <= place <= 100 for place in places)
