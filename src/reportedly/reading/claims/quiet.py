"""Quiet: the sentences of a text that stand far from any word of war, where nothing is taken for a claim.

Takes a scene, gives for each sentence whether it is quiet. The triggers of conflict are words of sport, business and
courts as well ("beat", "fall", "charge"); what a text is about there, its neighbourhood says.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import accumulate

from reportedly.reading.claims.proposals import Proposal
from reportedly.reading.claims.scene import Scene
from reportedly.reading.events.lexicon import load_words

NEAR = 6  # sentences to either side; of 4,185 claims marked in articles on conflicts seven stood further off
_ARMED = frozenset({"rebel_group", "militia", "state_force", "coalition"})


def drop_quiet(scene: Scene, proposals: list[Proposal]) -> list[Proposal]:
    """Return the proposals but for those of quiet sentences."""
    quiet = quiet_sentences(scene)
    return [proposal for proposal in proposals if not quiet[scene.sketch.sentence[proposal.token]]]


def quiet_sentences(scene: Scene) -> list[bool]:
    """Return for each sentence whether neither it nor its neighbours have a word of war or name an armed party.

    A text of a few sentences is not quiet: a short dispatch may name nothing but the dead.
    """
    s, (words, pairs) = scene.sketch, _war_words()
    heard = [len(s.bounds) <= NEAR] * len(s.bounds)
    for sentence, lemma, after in zip(s.sentence, s.lemma, [*s.lemma[1:], ""], strict=True):
        if lemma in words or (lemma, after) in pairs:
            heard[sentence] = True
    for party in s.draft.parties:
        if party.kind in _ARMED and party.start is not None and party.end is not None:
            token, _ = s.tokens(party.start, party.end)
            heard[s.sentence[token]] = True
    total, size = [0, *accumulate(heard)], len(heard)
    return [total[min(size, k + NEAR + 1)] == total[max(0, k - NEAR)] for k in range(size)]


@lru_cache(maxsize=4)
def _war_words(language: str = "en") -> tuple[frozenset[str], frozenset[tuple[str, ...]]]:
    """Return the words of war, and the pairs of words."""
    table = load_words("war", language)
    return frozenset(table["words"]), frozenset(tuple(pair.split()) for pair in table["pairs"])
