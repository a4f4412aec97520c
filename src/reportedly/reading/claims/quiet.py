"""Quiet: the sentences of a text that stand far from any word of war, where nothing is taken for a claim.

Takes a scene, gives for each sentence whether it is quiet. The triggers of conflict are words of sport, business and
courts as well ("beat", "fall", "charge"); what a text is about there, its neighbourhood says.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from reportedly.reading.claims.proposals import Proposal
from reportedly.reading.claims.scene import Scene
from reportedly.reading.events.lexicon import load_words

NEAR = 6  # sentences to either side; of 4,185 claims marked in articles on conflicts seven stood further off
_MANY, _OUTWEIGHS = 4, 4  # words of other things that drown a sentence of war, in all and for each such sentence
_ARMED = frozenset({"rebel_group", "militia", "state_force", "coalition"})


def drop_quiet(scene: Scene, proposals: list[Proposal]) -> list[Proposal]:
    """Return the proposals but for those of quiet sentences."""
    quiet = quiet_sentences(scene)
    return [proposal for proposal in proposals if not quiet[scene.sketch.sentence[proposal.token]]]


def quiet_sentences(scene: Scene) -> list[bool]:
    """Return for each sentence whether neither it nor its neighbours speak of war.

    They do where a sentence has a word of war or names an armed party, unless words of sport, markets and the like
    stand there in far greater number. A text of a few sentences is not quiet: a short dispatch may name nothing but the
    dead.
    """
    size = len(scene.sketch.bounds)
    if size <= NEAR:
        return [False] * size
    war, elsewhere = _heard(scene)
    loud, other = [0, *accumulate(war)], [0, *accumulate(elsewhere)]
    around = [(max(0, k - NEAR), min(size, k + NEAR + 1)) for k in range(size)]
    return [_is_quiet(loud[end] - loud[begin], other[end] - other[begin]) for begin, end in around]


def _is_quiet(war: int, elsewhere: int) -> bool:
    """Return whether so many sentences of war and words of other things, side by side, are about no conflict."""
    return not war or (elsewhere >= _MANY and elsewhere >= _OUTWEIGHS * war)


def _heard(scene: Scene) -> tuple[list[bool], list[int]]:
    """Return for each sentence whether it speaks of war, and how many words of sport, markets and the like it has."""
    s, words = scene.sketch, _words()
    war, elsewhere = [False] * len(s.bounds), [0] * len(s.bounds)
    for sentence, lemma, after in zip(s.sentence, s.lemma, [*s.lemma[1:], ""], strict=True):
        if lemma in words.war or (lemma, after) in words.pairs:
            war[sentence] = True
        elif lemma in words.elsewhere:
            elsewhere[sentence] += 1
    for party in s.draft.parties:
        if party.kind in _ARMED and party.start is not None and party.end is not None:
            token, _ = s.tokens(party.start, party.end)
            war[s.sentence[token]] = True
    return war, elsewhere


@dataclass(frozen=True, slots=True)
class _Words:
    war: frozenset[str]
    pairs: frozenset[tuple[str, ...]]
    elsewhere: frozenset[str]


@lru_cache(maxsize=4)
def _words(language: str = "en") -> _Words:
    table = load_words("war", language)
    pairs = frozenset(tuple(pair.split()) for pair in table["pairs"])
    return _Words(frozenset(table["words"]), pairs, frozenset(table["elsewhere"]))
