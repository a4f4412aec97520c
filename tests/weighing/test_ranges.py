"""Tests of ranges: how two figures lie to each other."""

from __future__ import annotations

import pytest

from reportedly.weighing.ranges import Lay, half_place, lay_of, range_of, say_figure
from tests.weighing.claims import figure

CASES = [
    (figure(25), figure(25), Lay.SAME),
    (figure(25), figure(25, None), Lay.SAME),  # wires write either of one count
    (figure(39), figure(18, None), Lay.INSIDE),
    (figure(18, None), figure(39), Lay.HOLDS),
    (figure(58), figure(70, None), Lay.APART),
    (figure(20), figure(20, about=True), Lay.SAME),
    (figure(21), figure(20, about=True), Lay.INSIDE),
    (figure(500, 1300), figure(1500), Lay.APART),
    (figure(None, 80), figure(80), Lay.SAME),
    (figure(200, None), figure(500, 1300), Lay.HOLDS),
]


@pytest.mark.parametrize(("one", "other", "lay"), CASES)
def test_how_two_figures_lie(one, other, lay: Lay) -> None:
    """Ranges are the same, one inside the other, or apart; "at least 25" and 25 are the same."""
    assert lay_of(one, other) is lay


def test_bounds_are_never_widened() -> None:
    """The wide pass makes flat figures approximate, and leaves "at least" where it is."""
    assert range_of(figure(2000, None), wide=True)[0] == 2000
    assert range_of(figure(12000), wide=True) == (11500, 12500)


@pytest.mark.parametrize(("number", "half"), [(15000, 500), (250, 5), (7, 0.5), (0, 0.5), (2.5, 0.5)])
def test_half_of_the_last_place(number: float, half: float) -> None:
    """A number is rounded to the last place that is no nought."""
    assert half_place(number) == half


def test_figures_in_words() -> None:
    """A figure is said with its bound."""
    said = [say_figure(q) for q in (figure(None, 3000), figure(1000, about=True), figure(20, 30), figure(14250, None))]
    assert said == ["fewer than 3,000", "about 1,000", "20 to 30", "at least 14,250"]
