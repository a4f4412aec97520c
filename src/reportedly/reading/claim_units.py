"""A figure as a claim's slot: the closed list of units, durations in days, areas in square kilometres.

Takes a figure of the layer `quantities`, gives the `Quantity` that a claim holds, or None where the figure is nothing
that a claim counts (an age, a distance, "two years ago"). The nouns lie in `lexicon/en/units.toml`. Besides: what is
counted without a numeral ("a civilian"), and of which figure another is a part ("including five children").
"""

from __future__ import annotations

import tomllib
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files

from spacy.tokens import Doc, Token

from reportedly.model import Quantity, Relation, Unit
from reportedly.reading.draft import Draft
from reportedly.reading.figure_counted import singular

_SINGULAR_TAGS = frozenset({"NN", "NNP"})
_NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_COUNTED_ALIKE = frozenset({Unit.PEOPLE, Unit.VEHICLES, Unit.WEAPONS, Unit.PLACES})
_TIME_BEFORE = frozenset({"past", "last", "previous", "next", "coming", "preceding", "first", "recent", "final", "every", "since", "in", "after", "within", "about"})
_TIME_BEHIND = frozenset({"ago", "old", "later", "earlier", "before", "after", "prior", "since", "away", "long", "olds", "of"})
_IRREGULAR = {
    "person": "people", "man": "men", "woman": "women", "child": "children", "life": "lives", "wife": "wives",
    "police": "police", "personnel": "personnel", "staff": "staff", "aircraft": "aircraft", "infantry": "infantry",
    "headquarters": "headquarters", "barracks": "barracks", "taliban": "taliban", "peshmerga": "peshmerga",
    "wounded": "wounded", "dead": "dead", "injured": "injured", "people": "people",
}  # fmt: skip
_SUBSET_CUES = frozenset({"including", "among", "amongst", "include", "includes", "included", "incl", "them", "whom", "which"})
_SUBSET_REACH = 80  # characters between a whole and its part
_WHOLE_NEARBY = 6  # figures looked back at
_SAME_SENTENCE_BACK = 400  # characters


@dataclass(frozen=True, slots=True)
class UnitLexicon:
    """The tables of `units.toml`."""

    nouns: Mapping[str, Unit]
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
    if found is None and words[-1].endswith(lexicon.people_endings):
        return Unit.PEOPLE
    last = noun.split()[-1]
    if found is None and last.istitle() and last.isalpha() and last.endswith(lexicon.name_endings):
        return Unit.PEOPLE
    return found


def claim_quantity(draft: Draft, figure: Quantity) -> Quantity | None:
    """Return a figure as a claim's slot, or None where a claim counts no such thing.

    A figure that names no noun is of people, as nearly all such figures are ("killing 14", "less than 3,000").
    """
    lexicon = load_unit_lexicon()
    if figure.unit is not None:
        if _is_money(figure.unit):
            return replace(figure, unit=Unit.MONEY, of=figure.of or figure.unit)
        if figure.unit not in lexicon.measures:
            return None
        unit, factor = lexicon.measures[figure.unit]
        if unit is Unit.DAYS and not _is_duration(draft, figure, lexicon):
            return None
        of = "area" if unit is Unit.KM2 else figure.of or ("days" if unit is Unit.DAYS else None)
        return replace(figure, unit=unit, of=of, low=_scale(figure.low, factor), high=_scale(figure.high, factor))
    if figure.of is None:
        return replace(figure, unit=Unit.PEOPLE, of="people")
    counted = _compound(draft, figure) or figure.of
    of_unit = unit_of_noun(counted)
    return None if of_unit is None else replace(figure, unit=of_unit, of=plural(figure.of))


def _is_money(unit: str) -> bool:
    from reportedly.reading.figure_lexicon import load_figure_lexicon

    return unit in load_figure_lexicon().money_units


def _scale(value: float | None, factor: float) -> float | None:
    if value is None:
        return None
    scaled = round(value * factor, 4)
    return int(scaled) if scaled == int(scaled) else scaled


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


def _token_at(doc: Doc, offset: int) -> int:
    """Return the index of the first token that begins at or after an offset."""
    return bisect_left(range(len(doc)), offset, key=lambda n: doc[n].idx)


def _compound(draft: Draft, figure: Quantity) -> str | None:
    """Return the counted noun with the noun before it ("fighter jet"), where the two stand behind the figure."""
    if figure.end is None or figure.of is None:
        return None
    doc = draft.doc
    at = _token_at(doc, figure.end)
    for n in range(at + 1, min(at + 10, len(doc))):
        if doc[n].tag_ in _NOUN_TAGS and singular(doc[n]).lower() == figure.of.lower():
            before = doc[n - 1]
            return f"{before.lower_} {figure.of}" if before.tag_ in _NOUN_TAGS else figure.of
    return None


def _is_duration(draft: Draft, figure: Quantity, lexicon: UnitLexicon) -> bool:
    """Return whether a duration is what is claimed, and not the time of something else."""
    if figure.start is None or figure.end is None:
        return False
    doc = draft.doc
    at, first = _token_at(doc, figure.end), _token_at(doc, figure.start)
    while at < len(doc) and (doc[at].lower_ == "-" or (doc[at].i == at and doc[at].lemma_.lower() == figure.unit)):
        at += 1
    behind = doc[at] if at < len(doc) else None
    if behind is not None and behind.lower_ in _TIME_BEHIND:
        return False
    for n in range(at, min(at + 3, len(doc))):
        if doc[n].lemma_.lower() in lexicon.duration_nouns and _whole_noun(doc, n):
            return True
        if doc[n].tag_ not in _NOUN_TAGS and doc[n].tag_ != "JJ":
            break
    if behind is not None and behind.lower_ == "to" and at + 1 < len(doc) and doc[at + 1].tag_ == "VB":
        return True
    return _lasts(doc, first, lexicon)


def _whole_noun(doc: Doc, n: int) -> bool:
    return n + 1 >= len(doc) or doc[n + 1].tag_ not in _NOUN_TAGS


def _lasts(doc: Doc, first: int, lexicon: UnitLexicon) -> bool:
    """Return whether the words before say that something lasts: "a truce of 72 hours", "will last not less than three days"."""
    for n in range(first - 1, max(-1, first - 8), -1):
        token = doc[n]
        if token.lower_ in _TIME_BEFORE and first - n <= 3:
            return False
        if token.lower_ in {"for", "of"} and n and first - n <= 4:
            nearby = doc[n - 1]
            if nearby.lemma_.lower() in lexicon.duration_nouns or nearby.lemma_.lower() in lexicon.duration_verbs:
                return True
            verb = token.head
            return token.lower_ == "for" and verb.pos_ == "VERB" and verb.lemma_.lower() in lexicon.duration_verbs
        if token.pos_ == "VERB":
            return token.lemma_.lower() in lexicon.duration_verbs or token.lemma_.lower() in {"give", "have"}
        if token.is_punct and token.lower_ != "-":
            return False
    return False


def implied_one(draft: Draft, token: Token) -> Quantity | None:
    """Return the figure that a noun without a numeral states: "a civilian" is 1, "both villages" and "twin blasts" are 2.

    Only nouns that claims count have one: people, vehicles, weapons, places; attacks only with "twin" and the like.
    """
    lexicon = load_unit_lexicon()
    unit = unit_of_noun(singular(token)) if token.tag_ in _NOUN_TAGS else None
    if unit is None:
        return None
    words = {child.lower_ for child in token.lefts}
    if words & lexicon.two and not words & {"all"}:
        return _implied(2, unit, token)
    if token.tag_ not in _SINGULAR_TAGS or unit not in _COUNTED_ALIKE or not words & lexicon.one:
        return None
    return _implied(1, unit, token)


def _implied(count: int, unit: Unit, token: Token) -> Quantity:
    return Quantity(count, count, unit, plural(singular(token)), Relation.EQUAL, None, None, None)


def is_subset(draft: Draft, figure: Quantity) -> Quantity | None:
    """Return the figure of which this one is a part in the same sentence: "30 people, including five children"."""
    if figure.start is None or figure.unit is not None:
        return None
    text = draft.document.text
    earlier = [q for q in _figures_before(draft, figure) if q.unit is None and q.end is not None]
    for whole in earlier[:2]:
        between = text[whole.end : figure.start].lower()
        if len(between) > _SUBSET_REACH + 60 or ". " in between or "\n\n" in between:
            return None
        if _says_part(between, text, figure) and _is_larger(whole, figure):
            return whole
    return None


def _figures_before(draft: Draft, figure: Quantity) -> list[Quantity]:
    starts = [q.start or 0 for q in draft.quantities]
    at = bisect_left(starts, figure.start or 0)
    return [*draft.quantities[max(0, at - _WHOLE_NEARBY) : at]][::-1]


def _says_part(between: str, text: str, figure: Quantity) -> bool:
    words = between.replace(",", " ").replace("(", " ").replace("-", " ").split()
    if set(words) & _SUBSET_CUES:
        return True
    behind = text[figure.end or 0 : (figure.end or 0) + 40].lower().split()
    return behind[:2] in (["of", "them"], ["of", "whom"], ["of", "those"]) or behind[1:3] in (["among", "them"], ["of", "them"])


def _is_larger(whole: Quantity, part: Quantity) -> bool:
    most = whole.high if whole.high is not None else None
    least = part.low if part.low is not None else part.high
    return most is None or least is None or most >= least
