"""Whose a force is that has no name of its own: "its soldiers" behind "Ukraine said", "the rebels of the Lark Front".

Takes the parse and the mentions, gives for each such force the mentions that may own it, the likeliest first. Whether
an owner is of the right kind is asked of the party that it is resolved to (`owns`). It looks no further than the
sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from reportedly.model import Party
from reportedly.reading.events.lexicon import load_words
from reportedly.reading.events.tree import Words
from reportedly.reading.parties.scan import MEANS, OWNED, Found

_CLIMB = 12  # steps up the tree
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_PLURAL = frozenset({"NNS"})
_STATES = frozenset({"state", "state_force", "coalition", "body"})
_GROUPS = frozenset({"rebel_group", "militia", "crime", "political", "other"})
_FORCES = frozenset({"state_force", "rebel_group", "militia"})
_MEN = "men"

Owners = Mapping[int, tuple[Found, ...]]


@lru_cache(maxsize=2)
def _hostile(language: str = "en") -> frozenset[str]:
    return frozenset(load_words("groups", language)["verbs"]["hostile"])


def find_owners(tokens: Words, mentions: Sequence[Found]) -> Owners:
    """Return the mentions that may own each force, by where the force's mention starts."""
    by_head = {mention.head: mention for mention in mentions}
    owners = {}
    for mention in mentions:
        if mention.ids or mention.named or not _is_force(mention):
            continue
        found = [by_head[at] for at in _possessors(tokens, mention.head) if at in by_head]
        named = [by_head[at] for at in _behind_of(tokens, mention.head) if at in by_head]
        # A unit of an army that no register holds says less than its soldiers do.
        found += [owner for owner in named if owner.ids or mention.group != "state_force"]
        if found:
            owners[mention.start] = tuple(owner for owner in found if owner is not mention)
    return owners


def owns(owner: Party, mention: Found) -> bool:
    """Return whether a party may have such a force: a state has soldiers, an armed group fighters and men too."""
    if mention.group == MEANS:
        return owner.kind in _GROUPS or owner.kind in _STATES
    if mention.plural == _MEN:
        return owner.kind in _GROUPS or owner.kind == "state_force"
    return owner.kind in _GROUPS or (owner.kind in _STATES and mention.group == "state_force")


def _is_force(mention: Found) -> bool:
    return mention.group in _FORCES or mention.group == MEANS or mention.plural == _MEN


def _possessors(tokens: Words, head: int) -> Iterator[int]:
    """Yield the tokens that "its" or "their" before the noun of a force may stand for."""
    for child in tokens.children[head]:
        if tokens.dep[child] == "poss" and tokens.lower[child] in OWNED:
            its = tokens.lower[child] == "its"
            yield from (at for at in _subjects(tokens, head) if not (its and tokens.tag[at] in _PLURAL))


def _behind_of(tokens: Words, head: int) -> Iterator[int]:
    """Yield the name that stands behind "of" after the noun of a force."""
    for child in tokens.children[head]:
        if tokens.dep[child] == "prep" and tokens.lower[child] == "of":
            yield from (at for at in tokens.children[child] if tokens.dep[at] == "pobj" and tokens.pos[at] == "PROPN")


def _subjects(tokens: Words, at: int) -> Iterator[int]:
    """Yield the subjects of the clauses around a token, the nearest first, and the nouns that a clause tells of."""
    for _ in range(_CLIMB):
        verb = tokens.head[at]
        if verb == at:
            return
        if not (tokens.dep[at] == "dobj" and tokens.lemma[verb] in _hostile()):  # nobody shells his own
            yield from (child for child in tokens.children[verb] if tokens.dep[child] in _SUBJECTS and child != at)
        if tokens.dep[verb] == "relcl":
            yield tokens.head[verb]
        at = verb
