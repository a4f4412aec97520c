"""Mentions: the pieces of text that may fill a claim's slots, as token ranges with a kind and an entity.

Parties, places, persons and figures come from their layers; noun phrases that no layer names are added where they
stand next to a verb, since a conflict's groups are never all in a register.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from enum import StrEnum

from reportedly.gazetteer.expressions import find_expressions
from reportedly.model import Party, Place, Quantity
from reportedly.reading.claims.sketch import Sketch
from reportedly.reading.claims.typed_places import find_typed_places
from reportedly.reading.parties.persons import find_persons
from reportedly.reading.toponyms.lexicon import toponym_lexicon

_NP_RELATIONS = frozenset({"nsubj", "nsubjpass", "dobj", "agent", "pobj", "poss", "conj", "attr", "appos"})
_NP_MODIFIERS = frozenset({"amod", "compound", "nmod", "poss", "case", "nummod", "quantmod"})
_NP_MOST = 8  # tokens of an open noun phrase
_LOCATIVES = frozenset(
    {"in", "at", "near", "to", "from", "into", "towards", "toward", "around", "outside", "inside", "through"}
)
# Verbs whose objects with names that nobody knows are places
_ENTERED = frozenset({"shell", "bombard", "recapture", "retake", "besiege", "overrun", "take", "enter", "storm"})
# ... and those whose objects may be persons too
_TAKEN = frozenset(
    {"attack", "bomb", "capture", "clear", "control", "hit", "lose", "raid", "secure", "seize", "strike"}
)
_FALLING = frozenset({"fall", "rain", "fly", "land", "advance", "march", "descend"})  # on or over a place
_SIDES = frozenset(
    {"north", "south", "east", "west", "outskirt", "suburb", "town", "village", "city"}
)  # ... of a place
_ARTICLES = frozenset({"al", "el", "ad", "as", "ash", "at", "an", "ar", "az"})
_DASHES = frozenset({"-", "–"})


class MentionKind(StrEnum):
    """From which layer a mention comes."""

    PARTY = "party"
    PLACE = "place"
    PERSON = "person"
    PHRASE = "phrase"


GENERIC = "generic:"  # begins the ids of what is named by its kind alone
FILLER_KINDS = frozenset({MentionKind.PARTY, MentionKind.PERSON})
PLACE_KINDS = frozenset({MentionKind.PLACE})


@dataclass(frozen=True, slots=True)
class Mention:
    """A possible filler: tokens `first` to `last` (half-open), its syntactic head and what it names."""

    kind: MentionKind
    first: int
    last: int
    head: int
    entity: str  # mentions of one thing share it
    label: str  # the finer kind: "state_force", "city", "noun"
    record: Party | Place


def is_named(mention: Mention) -> bool:
    """Return whether a register knows what is mentioned by a name of its own: neither "the army" nor "troops"."""
    known = mention.record.id
    return known is not None and not known.startswith(GENERIC)


def find_mentions(sketch: Sketch) -> list[Mention]:
    """Return all mentions of a draft, in text order; those of different kinds may overlap."""
    parties = [_of_party(sketch, p, MentionKind.PARTY) for p in sketch.draft.parties if p.start is not None]
    persons = [_of_party(sketch, p, MentionKind.PERSON) for p in find_persons(sketch.draft) if p.start is not None]
    places = [_of_place(sketch, p) for p in _located(sketch)]
    mentions = [m for m in (*parties, *persons, *places) if m is not None]
    taken = {m.head for m in mentions if m.kind is not MentionKind.PLACE}
    figured = {sketch.tokens(q.start, q.end)[0] for q in sketch.draft.quantities if q.start is not None and q.end}
    phrases = _phrases(sketch, taken, figured)
    unknown = _unknown_places(sketch, phrases)
    mentions += [*phrases, *unknown, *_typed_places(sketch, mentions + unknown)]
    return sorted(mentions, key=lambda m: (m.first, m.last))


def _located(sketch: Sketch) -> list[Place]:
    """Return the toponyms, those in a spatial expression of their own ("outskirts of Hama") widened to it.

    An expression about two places stays apart from them, but for one that is made of adjectives alone ("the
    Syrian-Iraqi border"), which is a place where they are none.
    """
    named = [place for place in sketch.draft.toponyms if place.start is not None]
    within = _named_within(named, sketch.draft.parties)
    toponyms = [place for place in named if place.start not in within]
    starts = [place.start or 0 for place in toponyms]
    found = list(toponyms)
    for area in find_expressions(sketch.draft, toponyms, drawn=False):
        first, last = bisect_left(starts, area.start or 0), bisect_left(starts, area.end or 0)
        demonyms = sum(place.kind == "demonym" for place in toponyms[first:last])
        if last - first == 1 or (demonyms and demonyms == last - first):
            found[first] = area
    return found


def _named_within(places: list[Place], parties: tuple[Party, ...]) -> set[int]:
    """Return the offsets of places that are words in the name of a party: "Arakan Army" says not where.

    A group that no register knows has a name where each of its words has a capital: "Tripoli Brigade". A police or a
    government is named after the place where it acts.
    """
    named = [p for p in parties if p.start is not None and (_is_registered(p) or _is_group_name(p))]
    starts = [party.start or 0 for party in named]
    found = set()
    for place in places:
        start, end = place.start or 0, place.end or 0
        at = bisect_right(starts, start) - 1
        if at >= 0 and place.kind != "demonym" and end <= (named[at].end or 0) and len(named[at].text) > end - start:
            found.add(start)
    return found


def _is_registered(party: Party) -> bool:
    return party.id is not None and not party.id.startswith(GENERIC)


def _is_group_name(party: Party) -> bool:
    words = party.text.split()
    bodies = toponym_lexicon().place_bodies
    return party.id is None and len(words) > 1 and party.text.istitle() and words[-1].lower() not in bodies


def _of_party(sketch: Sketch, party: Party, kind: MentionKind) -> Mention | None:
    first, last = sketch.tokens(party.start or 0, party.end or 0)
    if first == last:
        return None
    entity = party.id or (party.name or party.text).lower()
    return Mention(kind, first, last, sketch.top(first, last), entity, party.kind or "unknown", party)


def _of_place(sketch: Sketch, place: Place) -> Mention | None:
    first, last = sketch.tokens(place.start or 0, place.end or 0)
    if first == last:
        return None
    entity = place.id or (place.name or place.text).lower()
    return Mention(MentionKind.PLACE, first, last, sketch.top(first, last), entity, place.kind or "unknown", place)


def _phrases(sketch: Sketch, taken: set[int], figured: set[int]) -> list[Mention]:
    """Return the noun phrases that no layer names; their head is a common or proper noun in an argument's place."""
    named = [sketch.tokens(p.start, p.end or 0) for p in sketch.draft.toponyms if p.start is not None]
    places = {k for first, last in named for k in range(first, last)}
    found = []
    for i in range(len(sketch)):
        if sketch.pos[i] not in ("NOUN", "PROPN") or sketch.dep[i] not in _NP_RELATIONS or i in taken or i in places:
            continue
        first = _leftmost_modifier(sketch, i)
        span = sketch.span(first, i + 1)
        words = sketch.text(span)
        label = "proper" if sketch.pos[i] == "PROPN" else "noun"
        party = Party(words, span.start, span.end, None, words, None, None)
        found.append(Mention(MentionKind.PHRASE, first, i + 1, i, sketch.lemma[i], label, party))
    return found


def _unknown_places(sketch: Sketch, phrases: list[Mention]) -> list[Mention]:
    """Return the proper names that no gazetteer holds and that stand, here or elsewhere, where a place would."""
    times = {k for t in sketch.draft.times for k in range(*sketch.tokens(t.start, t.end))}  # "in August 2019"
    proper = [m for m in phrases if m.label == "proper" and isinstance(m.record, Party) and m.head not in times]
    proper = [m for m in proper if m.record.text.lower() not in _ARTICLES]  # a name cut off at its hyphen
    located = {m.entity for m in proper if _is_located(sketch, m)}
    return [
        replace(
            m,
            kind=MentionKind.PLACE,
            label="unknown",
            record=Place(m.record.text, m.record.start, m.record.end),
        )
        for m in proper
        if m.entity in located
    ]


def _is_located(sketch: Sketch, mention: Mention) -> bool:
    """Return whether the words around a name, or around the list that it stands in, say that it is a place's."""
    i = mention.head
    while sketch.dep[i] == "conj":
        i = sketch.head[i]
    above = sketch.head[i]
    word = sketch.lemma[above]
    if sketch.dep[i] == "dobj":
        return word in _ENTERED or (word in _TAKEN and _lies_in_place(sketch, mention.last))
    holder = sketch.lemma[sketch.head[above]]
    return word in _LOCATIVES or (word in ("on", "over") and holder in _FALLING) or (word == "of" and holder in _SIDES)


def _lies_in_place(sketch: Sketch, last: int) -> bool:
    """Return whether ", in" and a toponym follow: "captured X, in Hiran region"."""
    if tuple(sketch.lower[last : last + 2]) != (",", "in") or last + 2 >= len(sketch):
        return False
    start = sketch.start[last + 2]
    starts = [place.start or 0 for place in sketch.draft.toponyms]
    at = bisect_left(starts, start)
    return at < len(starts) and starts[at] == start


def _typed_places(sketch: Sketch, known: list[Mention]) -> list[Mention]:
    """Return the places that a word for a kind of place tells, where no other mention names something."""
    taken = {k for m in known if m.kind is not MentionKind.PHRASE for k in range(m.first, m.last)}
    return [
        Mention(MentionKind.PLACE, first, last, head, place.text.lower(), "typed", place)
        for first, last, head, place in find_typed_places(sketch, taken)
    ]


def _leftmost_modifier(sketch: Sketch, i: int) -> int:
    first = i
    while first > 0 and i - first < _NP_MOST:
        before = first - 1
        if sketch.head[before] not in range(first, i + 1) or sketch.dep[before] not in _NP_MODIFIERS:
            break
        if sketch.pos[before] in ("NUM", "PRON", "PUNCT"):
            break
        first = before
    return _with_article(sketch, first)


def _with_article(sketch: Sketch, first: int) -> int:
    """Return the token of the Arabic article that is hyphened to a name, or the name's first token."""
    if first < 2 or sketch.lower[first - 1] not in _DASHES or sketch.lower[first - 2] not in _ARTICLES:
        return first
    joined = sketch.end[first - 2] == sketch.start[first - 1] and sketch.end[first - 1] == sketch.start[first]
    return first - 2 if joined else first


def figure_token(sketch: Sketch, figure: Quantity) -> int:
    """Return the token by which a figure hangs in the tree."""
    first, last = sketch.tokens(figure.start or 0, figure.end or 0)
    return sketch.top(first, last) if first < last else min(first, len(sketch) - 1)
