"""Tests of the columns in which parties are told apart at each place."""

from __future__ import annotations

import numpy as np

from reportedly.weighing.columns import make_columns
from reportedly.weighing.control import Rules, trace_control
from reportedly.weighing.signs import Sign, SignKind

PARTIES = ("army", "front", "league", "union")


def test_parties_that_nobody_names_are_one_column() -> None:
    """A place has a column for each party named there and one for the others; what is gathered adds up in it."""
    columns = make_columns([["front"], ["army", "front"]], PARTIES, apart=False)
    gathered = columns.gather(np.array([[1.0, 2.0, 3.0, 4.0]]))
    assert gathered[:, 0].tolist() == [[2, 8, 0], [1, 2, 7]]
    assert columns.spread(gathered)[0, 0].tolist() == [8 / 3, 2, 8 / 3, 8 / 3]


def test_places_of_one_width_are_passed_together() -> None:
    """Groups hold each place once, with no more columns than it needs of those that there are."""
    columns = make_columns([[], ["front"], ["army", "front", "league"]], PARTIES, apart=False)
    groups = [(rows.tolist(), own.width) for rows, own in columns.groups()]
    assert groups == [([0], 1), ([1, 2], 4)]


def _sign(place: str, party: str, day: int) -> Sign:
    return Sign(place, SignKind.TOOK, party, day, day, day, 0.7, f"{place}{day}", "a monitor", None, ())


def test_one_column_for_the_unnamed_changes_no_holder() -> None:
    """Before anything is made of busy times, the chances are those that a column for each party gives."""
    signs = [
        _sign("talma", "army", 30),
        _sign("talma", "front", 50),
        _sign("orven", "league", 40),
        _sign("kesh", "union", 9),
    ]
    lumped = trace_control(signs, first=1, last=90, rules=Rules(rounds=0))
    apart = trace_control(signs, first=1, last=90, points={"nowhere": (0.0, 0.0)}, rules=Rules(rounds=0))
    assert np.allclose(lumped.holders, apart.holders, atol=1e-9)
