"""The words of figures, loaded once from `lexicon/en/figures.toml`.

Takes nothing, gives the tables that the other `figure_` modules look words up in. Phrases are kept as tuples of
lower-case words, so that looking one up costs a few dictionary accesses.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from reportedly.model import Relation

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FigureLexicon:
    """Tables of figure words; keys are lower-case."""

    numbers: Mapping[str, float]
    multipliers: Mapping[str, float]
    suffixes: Mapping[str, float]
    vague: Mapping[str, float]
    few: frozenset[str]
    fractions: Mapping[str, int]
    before: Mapping[Words, Relation]
    after: Mapping[Words, Relation]
    before_last: frozenset[str]  # last words of the phrases in `before`
    after_first: frozenset[str]  # first words of those in `after`
    fillers: frozenset[str]
    change: frozenset[str]
    measures: Mapping[Words, str]
    time_units: frozenset[str]
    money_units: frozenset[str]
    currency: Mapping[str, str]
    months: frozenset[str]
    before_year: frozenset[str]
    of_year: frozenset[str]
    ages: frozenset[str]
    clock: frozenset[str]
    designators: frozenset[str]
    weak_designators: frozenset[str]
    designators_behind: frozenset[str]
    one_nouns: frozenset[str]
    one_after: frozenset[str]
    modifiers: frozenset[str]
    people_words: frozenset[str]
    verbs: frozenset[str]
    particles: frozenset[str]
    prepositions: frozenset[str]


@lru_cache(maxsize=1)
def load_figure_lexicon() -> FigureLexicon:
    """Return the English tables of figures."""
    path = files("reportedly.reading") / "lexicon" / "en" / "figures.toml"
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    return FigureLexicon(
        numbers=raw["numbers"],
        multipliers=raw["multipliers"],
        suffixes=raw["suffixes"],
        vague=raw["vague"],
        few=frozenset(raw["few"]["words"]),
        fractions=raw["fractions"],
        before=_relations(raw["before"]),
        after=_relations(raw["after"]),
        before_last=frozenset(phrase.split()[-1] for phrases in raw["before"].values() for phrase in phrases),
        after_first=frozenset(phrase.split()[0] for phrases in raw["after"].values() for phrase in phrases),
        fillers=frozenset(raw["fillers"]["words"]),
        change=frozenset(raw["change"]["words"]),
        measures=_measures(raw["measures"]),
        time_units=frozenset(raw["kinds"]["time"]),
        money_units=frozenset(raw["kinds"]["money"]),
        currency=raw["currency"],
        months=frozenset(raw["dates"]["months"]),
        before_year=frozenset(raw["dates"]["before_year"]),
        of_year=frozenset(raw["dates"]["of_year"]),
        ages=frozenset(raw["ages"]["nouns"]),
        clock=frozenset(raw["dates"]["clock"]),
        designators=frozenset(raw["designators"]["strong"]),
        weak_designators=frozenset(raw["designators"]["weak"]),
        designators_behind=frozenset(raw["designators"]["behind"]),
        one_nouns=frozenset(raw["one"]["nouns"]),
        one_after=frozenset(raw["one"]["after"]),
        modifiers=frozenset(raw["modifiers"]["words"]),
        people_words=frozenset(raw["people"]["words"]),
        verbs=frozenset(raw["verbs"]["words"]),
        particles=frozenset(raw["particles"]["words"]),
        prepositions=frozenset(raw["prepositions"]["words"]),
    )


def _relations(table: Mapping[str, Iterable[str]]) -> dict[Words, Relation]:
    return {tuple(phrase.split()): Relation(sign) for sign, phrases in table.items() for phrase in phrases}


def _measures(table: Mapping[str, Iterable[str]]) -> dict[Words, str]:
    found: dict[Words, str] = {}
    for unit, forms in table.items():
        for form in forms:
            words = tuple(form.split())
            found[words] = unit
            if words[-1].isalpha() and len(words[-1]) > 2:  # "ha" has no plural "has"
                found.setdefault((*words[:-1], words[-1] + "s"), unit)
    return found
