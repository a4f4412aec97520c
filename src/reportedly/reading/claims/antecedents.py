"""Antecedents: whom a pronoun, or "the group", stands for, by how salient each party or person is when it comes.

Who was a subject, headed its phrase and was named lately is salient, the more so if named several times; salience
halves with each sentence (Lappin and Leass, Computational Linguistics 20:4, 1994, whose weights these are). "We" is
whoever speaks. What comes out is a sign for choosing fillers, and no filler yet: of 232 pronouns in the marked articles
104 are told right.
"""

from __future__ import annotations

from functools import cache

from reportedly.model import Attribution
from reportedly.reading.claims.mentions import FILLER_KINDS, Mention, MentionKind, is_named
from reportedly.reading.claims.sketch import Sketch
from reportedly.reading.events.lexicon import load_words

_THING = frozenset({"it", "its", "itself"})
_GROUP = frozenset({"they", "them", "their", "themselves"})
_PERSON = frozenset({"he", "him", "his", "himself", "she", "her", "herself"})
_SPEAKER = frozenset({"we", "us", "our", "ourselves", "i", "me", "my"})
_OWNING = frozenset({"its", "their", "his", "her"})
_INSIDE = frozenset({"compound", "amod", "nmod", "poss", "npadvmod"})  # a name within a phrase: "the ISIS fighters"
_MANY = frozenset({"NNS", "NNPS"})
_RECENT, _HEADING, _OTHER_ROLE = 100.0, 80.0, 40.0
_ROLES = {"nsubj": 80.0, "nsubjpass": 80.0, "csubj": 80.0, "dobj": 50.0, "attr": 50.0}
_SENTENCES = 4  # how far back a pronoun points
_NOUN_SENTENCES, _MOST_HALVED = 8, 4  # how far back a noun points, and how often salience halves then


def find_antecedents(sketch: Sketch, mentions: list[Mention], said_in: list[Attribution | None]) -> dict[int, int]:
    """Return the number of the mention that each pronoun or noun stands for, by token; those of nobody are left out."""
    named = [(number, m.head) for number, m in enumerate(mentions) if m.kind in FILLER_KINDS]
    parties = [(number, m.head) for number, m in enumerate(mentions) if m.kind is MentionKind.PARTY and is_named(m)]
    heads = frozenset(head for _, head in parties)
    found: dict[int, int] = {}
    for token in [i for i, pos in enumerate(sketch.pos) if pos == "PRON" or _is_standing(sketch, i, heads)]:
        if sketch.pos[token] == "NOUN":
            best = _most_salient_party(sketch, mentions, parties, token)
        elif sketch.lower[token] in _SPEAKER:
            best = _speaker(sketch, mentions, named, said_in[token])
        else:
            standing = [*named, *((number, at) for at, number in found.items())]  # a pronoun is a mention too
            best = _most_salient(sketch, mentions, standing, token)
        if best is not None:
            found[token] = best
    return found


def _is_standing(sketch: Sketch, token: int, heads: frozenset[int]) -> bool:
    """Return whether a token may stand for a party: a noun like "the group" that no name belongs to."""
    if sketch.pos[token] != "NOUN" or sketch.lemma[token] not in _kinds_meant() or token in heads:
        return False
    return not any(sketch.pos[k] == "PROPN" or k in heads for k in sketch.children[token])


@cache
def _kinds_meant() -> dict[str, frozenset[str]]:
    """Return the kinds of party that a noun may stand for, by lemma."""
    words = load_words("acting")
    return {lemma: frozenset(words["kinds"][key]) for key, lemmas in words["standing"].items() for lemma in lemmas}


@cache
def acting_nouns() -> dict[str, str]:
    """Return what nouns that name nobody tell of who acts, by lemma: "troop" is "state"."""
    return {lemma: kind for kind, lemmas in load_words("acting")["nouns"].items() for lemma in lemmas}


def _most_salient_party(
    sketch: Sketch, mentions: list[Mention], parties: list[tuple[int, int]], token: int
) -> int | None:
    """Return the last mention of the named party, of a kind that the noun may mean, that is most salient."""
    kinds = _kinds_meant()[sketch.lemma[token]]
    scores: dict[str, float] = {}
    last: dict[str, int] = {}
    for number, head in parties:
        mention, back = mentions[number], sketch.sentence[token] - sketch.sentence[head]
        if head < token and back <= _NOUN_SENTENCES and mention.label in kinds:
            halved = 2 ** min(back, _MOST_HALVED)
            scores[mention.entity] = scores.get(mention.entity, 0.0) + _salience(sketch, head) / halved
            last[mention.entity] = number
    return last[max(scores, key=lambda entity: scores[entity])] if scores else None


def _speaker(
    sketch: Sketch, mentions: list[Mention], named: list[tuple[int, int]], said: Attribution | None
) -> int | None:
    """Return the party, or else the person, in the words that name the source."""
    ranges = [sketch.tokens(piece.start, piece.end) for piece in (said.source if said else ())]
    inside = [number for number, head in named if any(first <= head < last for first, last in ranges)]
    parties = [number for number in inside if mentions[number].kind is MentionKind.PARTY]
    return next(iter([*parties, *inside]), None)


def _most_salient(sketch: Sketch, mentions: list[Mention], named: list[tuple[int, int]], token: int) -> int | None:
    scores: dict[str, float] = {}
    last: dict[str, tuple[int, int]] = {}  # of each entity, where it was named last, and by which mention
    for number, head in named:
        back = sketch.sentence[token] - sketch.sentence[head]
        if head < token and back <= _SENTENCES and _may_stand_for(sketch, mentions[number], head, token):
            entity = mentions[number].entity
            scores[entity] = scores.get(entity, 0.0) + _salience(sketch, head) / 2**back
            last[entity] = max(last.get(entity, (head, number)), (head, number))
    return last[max(scores, key=lambda entity: scores[entity])][1] if scores else None


def _salience(sketch: Sketch, head: int) -> float:
    top, heading = head, _HEADING
    while sketch.dep[top] in _INSIDE and sketch.head[top] != top:
        top, heading = sketch.head[top], 0.0
    return _RECENT + heading + _ROLES.get(sketch.dep[top], _OTHER_ROLE)


def _may_stand_for(sketch: Sketch, mention: Mention, head: int, token: int) -> bool:
    """Return whether a pronoun agrees with a mention, and does not share its verb: "the army hit it"."""
    word, person = sketch.lower[token], mention.kind is MentionKind.PERSON
    if person or word in _PERSON:
        agrees = person and word in _PERSON
    else:
        agrees = word in _GROUP or (word in _THING and sketch.tag[mention.head] not in _MANY)
    if not agrees or sketch.sentence[head] != sketch.sentence[token]:
        return agrees
    return word in _OWNING or _verb(sketch, head) != _verb(sketch, token)


def _verb(sketch: Sketch, token: int) -> int:
    above = sketch.ancestors(token)[1:]
    return next((at for at in above if sketch.pos[at] in ("VERB", "AUX")), above[-1] if above else token)
