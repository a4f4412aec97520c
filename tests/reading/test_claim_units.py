"""A figure as a claim's slot: units, durations, implied figures, parts of a whole."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from reportedly.model import Quantity, Unit
from reportedly.reading.claims.units import claim_quantity, implied_one, is_subset
from reportedly.reading.draft import Draft
from reportedly.reading.figures.find import find_figures

Make = Callable[..., Draft]


def with_figures(draft: Make, text: str) -> Draft:
    """Return a draft with its layer of figures."""
    made = draft(text)
    return replace(made, quantities=find_figures(made))


def slots(draft: Make, text: str) -> list[Quantity | None]:
    """Return what a claim makes of each figure of a text."""
    made = with_figures(draft, text)
    return [claim_quantity(made, figure) for figure in made.quantities]


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("12 civilians", Unit.PEOPLE),
        ("12 Karvanis", Unit.PEOPLE),
        ("12 families", Unit.PEOPLE),
        ("12 villages", Unit.PLACES),
        ("12 oil fields", Unit.PLACES),
        ("12 trucks", Unit.VEHICLES),
        ("12 fighter jets", Unit.VEHICLES),
        ("12 mortar shells", Unit.WEAPONS),
        ("12 rocket launchers", Unit.WEAPONS),
        ("12 air strikes", Unit.STRIKES),
        ("12 drone strikes", Unit.STRIKES),
        ("12 ambushes", Unit.ATTACKS),
        ("12 percent", Unit.PERCENT),
        ("12 million dollars", Unit.MONEY),
        ("12 square kilometres", Unit.KM2),
    ],
)
def test_counted_nouns_have_a_unit_of_the_closed_list(draft: Make, text: str, unit: Unit) -> None:
    """The counted noun decides the unit."""
    (slot,) = slots(draft, f"The army reported {text} there.")
    assert slot is not None and slot.unit == unit


@pytest.mark.parametrize(
    "text", ["12 agreements", "12 kilometres", "12 years old", "12 hours ago", "a 12-year-old boy"]
)
def test_what_no_claim_counts_has_no_slot(draft: Make, text: str) -> None:
    """Distances, ages, times and unlike nouns are nothing that a claim counts."""
    assert slots(draft, f"It was {text}.") == [None]


def test_square_miles_become_square_kilometres(draft: Make) -> None:
    """Areas are converted and say so in what is counted."""
    (slot,) = slots(draft, "The clan holds less than 100 square miles.")
    assert slot is not None
    assert (slot.low, slot.high, slot.unit, slot.of) == (None, 259, Unit.KM2, "area")


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("a truce of 72 hours", 3),
        ("a 7-day ceasefire", 7),
        ("a two-week siege", 14),
        ("residents were given three days to leave", 3),
        ("food that will last for 20 days", 20),
    ],
)
def test_a_duration_is_a_slot_where_it_is_what_is_claimed(draft: Make, text: str, days: float) -> None:
    """Truces, sieges and deadlines have their length in days."""
    (slot,) = slots(draft, f"There was {text}.")
    assert slot is not None and (slot.low, slot.unit) == (days, Unit.DAYS)


@pytest.mark.parametrize(
    "text", ["in the past two weeks", "three days ago", "for the last 24 hours", "two years later"]
)
def test_a_time_is_no_slot(draft: Make, text: str) -> None:
    """A duration that dates something else is no figure of a claim."""
    assert slots(draft, f"Shells fell {text}.") == [None]


def test_a_figure_without_a_noun_is_of_people(draft: Make) -> None:
    """A bare figure counts people, as nearly all such figures do."""
    (slot,) = slots(draft, "The raid killed 14.")
    assert slot is not None and slot.unit == Unit.PEOPLE


def test_the_counted_is_written_in_the_plural(draft: Make) -> None:
    """A claim names what is counted as the marking guide does."""
    (slot,) = slots(draft, "They found one body.")
    assert slot is not None and slot.of == "bodies"


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("A shell hit the mill.", "shell", (1, Unit.WEAPONS)),
        ("Another woman died.", "woman", (1, Unit.PEOPLE)),
        ("One of the drivers died.", "One", (1, Unit.PEOPLE)),
        ("One of the drivers died.", "drivers", (1, Unit.PEOPLE)),
        ("Twin bombings shook the port.", "bombings", (2, Unit.ATTACKS)),
        ("Both villages fell.", "villages", (2, Unit.PLACES)),
        ("The army left.", "army", None),
        ("An attack followed.", "attack", None),
        ("A decision followed.", "decision", None),
        ("Women died.", "Women", None),
    ],
)
def test_some_nouns_state_a_figure_without_a_numeral(
    draft: Make, text: str, word: str, expected: tuple[int, Unit] | None
) -> None:
    """An article or "both" counts persons, vehicles, weapons and places."""
    made = draft(text)
    token = next(token for token in made.doc if token.text == word)
    one = implied_one(made, token)
    assert (one and (one.low, one.unit)) == expected


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("The raid killed 30 people, including five children and three women.", [None, 30, 30]),
        ("The raid killed 30 people and wounded five children.", [None, None]),
        ("The raid killed 30 people, 4 of them nurses, and two buses.", [None, 30, None]),
        ("Some 30 people died, 12 of them children.", [None, 30]),
        ("Some 30 people died. Five children were among 12 wounded.", [None, None, None]),
        ("Five people died, including 30 fighters.", [None, None]),
        ("Some 30 people, including women, were killed and 12 wounded.", [None, None]),
        ("The raid killed 30 people, eight women among them.", [None, 30]),
        ("Some 30 people, among them 4 nurses, were killed.", [None, 30]),
        ("The raid killed 30 people. Of those, six were children.", [None, None]),
        ("Some 30 people fled, of whom 12 have come back.", [None, None]),
        ("Three children were among 19 dead.", [None, None]),
        ("They hold 9 of the 15 districts.", [None, None]),
    ],
)
def test_a_subset_points_to_its_whole(draft: Make, text: str, parts: list[int | None]) -> None:
    """A figure behind "including" or "of them" is a part of the larger one before it."""
    made = with_figures(draft, text)
    wholes = [is_subset(made, figure) for figure in made.quantities]
    assert [whole.low if whole else None for whole in wholes] == parts
