"""A figure as a claim's slot: the closed list of units, durations in days, areas in square kilometres.

Takes a figure of the layer `quantities`, gives the `Quantity` that a claim holds, or None where the figure is nothing
that a claim counts (an age, a distance, "two years ago"). The nouns lie in `lexicon/en/units.toml`. Besides: what is
counted without a numeral ("a civilian"), and of which figure another is a part ("including five children").
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace

from spacy.tokens import Doc, Token

from reportedly.model import Quantity, Relation, Unit
from reportedly.reading.draft import Draft
from reportedly.reading.events.tree import list_words, word_of
from reportedly.reading.figures.counted import singular
from reportedly.reading.figures.lexicon import load_figure_lexicon
from reportedly.reading.figures.nouns import UnitLexicon, load_unit_lexicon, plural, unit_of_noun

_SINGULAR_TAGS = frozenset({"NN", "NNP"})
_NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_COUNTED_ALIKE = frozenset({Unit.PEOPLE, Unit.VEHICLES, Unit.WEAPONS, Unit.PLACES})
_TIME_BEFORE = frozenset(
    {
        "past",
        "last",
        "previous",
        "next",
        "coming",
        "preceding",
        "first",
        "recent",
        "final",
        "every",
        "since",
        "in",
        "after",
        "within",
        "about",
    }
)
_TIME_BEHIND = frozenset(
    {"ago", "old", "later", "earlier", "before", "after", "prior", "since", "away", "long", "olds", "of"}
)
_GIVERS = frozenset({"give", "have", "get", "allow", "grant"})  # "three days to leave"
_SUBSET_REACH = 160  # characters between a whole and its part
_BEHIND_REACH = 40
_LIST_WORDS = 7  # words from "including" to its last part
_WHOLE_NEARBY = 4  # figures looked back at
_PART_CUE = re.compile(
    r"\b(?:including|included?s?|among(?:st)? them|(?P<whom>(?:of|among(?:st)?) (?:whom|which)))\b(?P<rest>.*)$",
    re.I | re.S,
)
_OTHER_CLAUSE = re.compile(r"\b(?:was|were|ha[sd]|have|been|is|are|killed|wound\w+|injur\w+|while|but)\b", re.I)
_AUXILIARY = r"(?:was|were|is|are|ha[sd]|have|will)\b"
_OWN_VERB = re.compile(rf"\s+(?:\w+\s+){{0,2}}{_AUXILIARY}", re.I)
_OF_THEM = re.compile(
    rf"\s+(?:\w+\s+)?of (?:them|whom)\b(?!\s+{_AUXILIARY})|\s+(?:\w+\s+)?among them\s*(?:[.,;)]|$)", re.I
)
_THEM_NOUN = re.compile(r"\s+of (?:them|whom)\s+(\w+)", re.I)


def claim_quantity(draft: Draft, figure: Quantity) -> Quantity | None:
    """Return a figure as a claim's slot, or None where a claim counts no such thing.

    A figure that names no noun is of people, as nearly all such figures are ("killing 14", "less than 3,000").
    """
    lexicon = load_unit_lexicon()
    if figure.unit is not None:
        if figure.unit in load_figure_lexicon().money_units:
            return replace(figure, unit=Unit.MONEY, of=figure.of or plural(figure.unit))
        if figure.unit not in lexicon.measures:
            # loose writing: "3 kilometres of territory"
            return replace(figure, unit=Unit.KM2, of="area") if _is_land(figure) else None
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


def _is_land(figure: Quantity) -> bool:
    return figure.unit == "kilometre" and figure.of in {"territory", "land", "area"}


def _scale(value: float | None, factor: float) -> float | None:
    if value is None:
        return None
    scaled = round(value * factor, 4)
    return int(scaled) if scaled == int(scaled) else scaled


def _token_at(doc: Doc, offset: int) -> int:
    """Return the index of the first token that begins at or after an offset."""
    return bisect_left(list_words(doc).start, offset)


def _compound(draft: Draft, figure: Quantity) -> str | None:
    """Return the counted noun with the noun before it ("fighter jet"), where the two stand behind the figure."""
    if figure.end is None or figure.of is None:
        return None
    doc, words, of = draft.doc, list_words(draft.doc), figure.of.lower()
    at = _token_at(doc, figure.end)
    for n in range(at + 1, min(at + 10, len(doc))):
        if words.tag[n] in _NOUN_TAGS and singular(doc[n]).lower() == of:
            return f"{words.lower[n - 1]} {figure.of}" if words.tag[n - 1] in _NOUN_TAGS else figure.of
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
    return _lasts(doc, first, lexicon, deadline=behind is not None and behind.lower_ == "to")


def _whole_noun(doc: Doc, n: int) -> bool:
    return n + 1 >= len(doc) or doc[n + 1].tag_ not in _NOUN_TAGS


def _lasts(doc: Doc, first: int, lexicon: UnitLexicon, *, deadline: bool) -> bool:
    """Return whether the words before say that something lasts: "a truce of 72 hours"."""
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
            given = deadline and token.lemma_.lower() in _GIVERS
            return given or token.lemma_.lower() in lexicon.duration_verbs
        if token.is_punct and token.lower_ != "-":
            return False
    return False


def implied_one(draft: Draft, token: Token) -> Quantity | None:
    """Return the figure that a noun without a numeral states: "a civilian", "one of the shells" is 1, "twin blasts" 2.

    Only nouns that claims count have one: people, vehicles, weapons, places; others only with "both", "twin" and the
    like. The token is the noun, or the "one" of "one of the shells".
    """
    lexicon, word = load_unit_lexicon(), word_of(token)
    if word.lower == "one":
        behind = (of for of in word.children if of.i > word.i and of.lower == "of")
        nouns = [noun for of in behind for noun in of.children if noun.i > of.i]
        return _implied_of(token.doc[nouns[0].i], 1) if nouns else None
    of = word.head
    if of.lower == "of" and of.head.lower in {"one", "pair", "couple"}:
        return _implied_of(token, 1 if of.head.lower == "one" else 2)
    words = {child.lower for child in word.children if child.i < word.i}
    if words & lexicon.two:
        return _implied_of(token, 2)
    if word.tag not in _SINGULAR_TAGS or not words & lexicon.one:
        return None
    one = _implied_of(token, 1)
    return one if one is not None and one.unit in _COUNTED_ALIKE else None


def _implied_of(token: Token, count: int) -> Quantity | None:
    unit = unit_of_noun(singular(token)) if token.tag_ in _NOUN_TAGS else None
    return (
        None
        if unit is None
        else Quantity(count, count, unit, plural(singular(token)), Relation.EQUAL, None, None, None)
    )


def is_subset(draft: Draft, figure: Quantity) -> Quantity | None:
    """Return the figure of which this one is a part in the same clause: "30 people, including five children".

    A part with a predicate of its own ("Of those, six were children", "9 of the 15 districts fell") is a claim by
    itself and none here.
    """
    if figure.start is None or figure.end is None or figure.unit is not None:
        return None
    text = draft.document.text
    at = bisect_left(draft.quantities, figure.start, key=lambda q: q.start or 0)
    for whole in draft.quantities[max(0, at - _WHOLE_NEARBY) : at][::-1]:
        if whole.end is not None and _is_whole(whole, figure):
            between = text[whole.end : figure.start]
            if len(between) > _SUBSET_REACH or ". " in between or "\n" in between:
                return None
            if _says_part(between, text[figure.end : figure.end + _BEHIND_REACH]):
                return whole
    return None


def part_quantity(draft: Draft, part: Quantity) -> Quantity | None:
    """Return a part as a claim's slot; "five of them children" counts children."""
    behind = _THEM_NOUN.match(draft.document.text, part.end or 0)
    if part.of in (None, "person") and behind is not None:
        noun = singular(draft.doc[min(_token_at(draft.doc, behind.start(1)), len(draft.doc) - 1)])
        part = replace(part, of=noun) if unit_of_noun(noun) is not None else part
    return claim_quantity(draft, part)


def _says_part(between: str, behind: str) -> bool:
    """Return whether the words between a whole and a figure, or those behind it, make it a part."""
    if _OF_THEM.match(behind):
        return True
    cue = _PART_CUE.search(between)
    if cue is None or (cue.group("whom") and _OWN_VERB.match(behind)):
        return False
    rest = cue.group("rest")
    return len(rest.split()) <= _LIST_WORDS and not _OTHER_CLAUSE.search(rest)


def _is_whole(whole: Quantity, part: Quantity) -> bool:
    """Return whether a figure counts the same kind of thing, and no fewer."""
    if whole.unit is not None:
        return False
    kinds = {unit_of_noun(q.of) for q in (whole, part) if q.of is not None}
    least = part.low if part.low is not None else part.high
    return len(kinds) < 2 and (whole.high is None or least is None or whole.high >= least)
