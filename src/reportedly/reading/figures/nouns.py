"""Nouns that figures count, and the closed list of units that claims sort them into.

Takes a noun in the singular, gives its unit, or None for what no claim counts. The nouns lie in
`lexicon/en/units.toml`; designations of aircraft and tanks ("F-16", "T-72") are told by their shape.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from reportedly.model import Unit

_MODEL = re.compile(r"(?:[a-z]{1,3}|mig)-?\d{1,3}[a-z]{0,2}", re.IGNORECASE)
_IRREGULAR = {
    "person": "people", "man": "men", "woman": "women", "child": "children", "life": "lives", "wife": "wives",
    "police": "police", "personnel": "personnel", "staff": "staff", "aircraft": "aircraft", "infantry": "infantry",
    "headquarters": "headquarters", "barracks": "barracks", "taliban": "taliban", "peshmerga": "peshmerga",
    "wounded": "wounded", "dead": "dead", "injured": "injured", "people": "people",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class UnitLexicon:
    """The tables of `units.toml`."""

    nouns: Mapping[str, Unit]
    er_endings: tuple[str, ...]
    not_er: frozenset[str]
    people_endings: tuple[str, ...]
    name_endings: tuple[str, ...]
    measures: Mapping[str, tuple[Unit, float]]
    duration_nouns: frozenset[str]
    duration_verbs: frozenset[str]
    one: frozenset[str]
    two: frozenset[str]


@lru_cache(maxsize=1)
def load_unit_lexicon() -> UnitLexicon:
    """Return the English tables of claim units."""
    path = files("reportedly.reading") / "lexicon" / "en" / "units.toml"
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    return UnitLexicon(
        nouns={noun: Unit(unit) for unit, nouns in raw["nouns"].items() for noun in nouns},
        er_endings=tuple(raw["endings"]["er"]),
        not_er=frozenset(raw["endings"]["not_er"]),
        people_endings=tuple(raw["endings"]["people"]),
        name_endings=tuple(raw["endings"]["names"]),
        measures={name: (Unit(row["unit"]), row["factor"]) for name, row in raw["measures"].items()},
        duration_nouns=frozenset(raw["durations"]["nouns"]),
        duration_verbs=frozenset(raw["durations"]["verbs"]),
        one=frozenset(raw["implied"]["one"]),
        two=frozenset(raw["implied"]["two"]),
    )


def unit_of_noun(noun: str) -> Unit | None:
    """Return the claim unit of a counted noun in the singular, None for a noun that claims do not count.

    >>> unit_of_noun("mortar shell"), unit_of_noun("agreement")
    (<Unit.WEAPONS: 'weapons'>, None)
    """
    lexicon = load_unit_lexicon()
    words = noun.lower().split()
    if not words:
        return None
    found = lexicon.nouns.get(" ".join(words[-2:])) or lexicon.nouns.get(words[-1])
    if found is None and words[-1].endswith("s"):
        found = lexicon.nouns.get(words[-1][:-1])
    if found is None and _MODEL.fullmatch(words[-1]):
        return Unit.VEHICLES
    if found is None and words[-1].endswith(lexicon.people_endings):
        return Unit.PEOPLE
    if (
        found is None
        and words[-1].endswith(lexicon.er_endings)
        and len(words[-1]) > 4
        and words[-1] not in lexicon.not_er
    ):
        return Unit.PEOPLE  # doers: "welder", "sculptor"
    last = noun.split()[-1]
    if found is None and last.isalpha() and last.isupper() and len(last) > 1:
        return Unit.PEOPLE  # an armed group, as in "three SDF"
    if found is None and last.istitle() and last.isalpha() and last.endswith(lexicon.name_endings):
        return Unit.PEOPLE
    return found


def plural(noun: str) -> str:
    """Return the plural of a noun in the singular.

    >>> plural("body"), plural("person"), plural("rifleman")
    ('bodies', 'people', 'riflemen')
    """
    low = noun.lower()
    if low in _IRREGULAR:
        return _IRREGULAR[low]
    if low.endswith("man"):
        return noun[:-2] + "en"
    if low.endswith("y") and low[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if low.endswith(("s", "x", "ch", "sh")) else "s")
