"""Quantities: a figure as a closed range with a unit, a relation and its hedge as written."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Relation(StrEnum):
    """How the true figure is said to relate to the number written."""

    EQUAL = "="
    ABOUT = "~"
    BELOW = "<"
    AT_MOST = "<="
    AT_LEAST = ">="
    ABOVE = ">"


class Unit(StrEnum):
    """The closed list of units that a claim's figure may have."""

    PEOPLE = "people"
    KM2 = "km2"
    PLACES = "places"
    VEHICLES = "vehicles"
    WEAPONS = "weapons"
    STRIKES = "strikes"
    ATTACKS = "attacks"
    PERCENT = "percent"
    MONEY = "money"
    DAYS = "days"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A closed range `low` to `high`; an open side is None, at least one is a number.

    In the layer of figures `unit` is the measured unit as a singular noun ("square kilometre", "hour") or None where
    things are counted, and `of` the singular head of what is counted. In a claim `unit` is a `Unit` value.
    """

    low: float | None
    high: float | None
    unit: str | None
    of: str | None
    relation: Relation
    hedge: str | None  # as written: "at least", "dozens"
    start: int | None  # of the figure itself; None where inferred ("a civilian" is 1)
    end: int | None
