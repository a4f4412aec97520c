"""Standing: how the candidates of a text's claims stand to each other after the first look.

Who acts is often said once and carries over: how a candidate ranks among its rivals, and how the same entity scored
for the claims before and after and in the whole article, is what the last look goes by.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from reportedly.reading.claims.keys import Indices
from reportedly.reading.claims.linear import chances_of
from reportedly.reading.claims.pair_features import sentences_back
from reportedly.reading.claims.pairs import Pairs, anchor_tokens
from reportedly.reading.claims.scenes import Scenes

Scores = NDArray[np.float32]  # one row a pair, one column a slot
Look = tuple[Pairs, Scores]  # pairs of parties or of places, with the logits of their first look

_RULED_OUT = -4.0  # a logit; a third of the pairs fall below it (15,000 of 42,000 in 132 articles)
_NEVER = np.float32(-1e9)
_BESIDE = (-1, 1, -2)  # claims beside: the one before, the one after, the one before that


def worth_another_look(scores: Scores) -> Indices:
    """Return the numbers of the pairs that the first look did not rule out for every slot."""
    return np.flatnonzero(scores.max(axis=1, initial=_NEVER) >= _RULED_OUT)


@dataclass(frozen=True, slots=True)
class Cells:
    """The slots of all pairs in one row: look by look, in each slot by slot, in each pair by pair."""

    claims: Indices
    mentions: Indices
    slots: Indices  # number within the look
    questions: Indices  # number of claim and slot together: what the candidates of a slot compete for
    begins: list[int]  # the first cell of each look
    steps: int  # how much the number of a question grows from one claim to the next
    scores: NDArray[np.float32]

    @classmethod
    def of(cls, looks: list[Look]) -> Cells:
        """Return the cells of the pairs of some looks."""
        counts = [scores.shape[1] for _, scores in looks]
        claims = np.concatenate([np.tile(pairs.claims, n) for (pairs, _), n in zip(looks, counts, strict=True)])
        mentions = np.concatenate([np.tile(pairs.mentions, n) for (pairs, _), n in zip(looks, counts, strict=True)])
        sizes = [len(pairs.claims) for (pairs, _), n in zip(looks, counts, strict=True) for _ in range(n)]
        numbers = np.repeat(np.arange(len(sizes)), sizes)
        slots = np.repeat([slot for n in counts for slot in range(n)], sizes)
        scores = np.concatenate([scores.T.ravel() for _, scores in looks])
        begins = [0, *accumulate(scores.size for _, scores in looks)][:-1]
        return cls(claims, mentions, slots, claims * len(sizes) + numbers, begins, len(sizes), scores)


@dataclass(frozen=True, slots=True)
class Standing:
    """How the pairs of some looks stand to each other: what the last look goes by."""

    looks: list[Look]
    tokens: Indices  # of each claim, its trigger's
    cells: Cells
    near: Indices  # of each cell, how many sentences back its mention stands
    ranks: Indices  # of each cell, its rank among the candidates of its slot
    sizes: Indices  # how many these are
    rivals: Indices  # the cell of its best rival; its own where it has none
    around: Around

    @classmethod
    def of(cls, scenes: Scenes, looks: list[Look]) -> Standing:
        """Return how the pairs of some looks, which share their claims, stand to each other within their text."""
        cells = Cells.of(looks)
        tokens = anchor_tokens(scenes, looks[0][0].anchors)
        near = sentences_back(scenes, tokens[cells.claims], scenes.mentioned.heads[cells.mentions])
        return cls(looks, tokens, cells, near, *_rank(cells), Around.of(scenes, cells))


def _rank(cells: Cells) -> tuple[Indices, Indices, Indices]:
    """Return ranks, sizes and rivals; equal ones rank in the order of the text."""
    order = np.lexsort((-cells.scores, cells.questions))
    sorted_questions = cells.questions[order]
    begins = np.searchsorted(sorted_questions, cells.questions)
    sizes = np.searchsorted(sorted_questions, cells.questions, side="right") - begins
    ranks = np.empty_like(order)
    ranks[order] = np.arange(len(order))
    ranks -= begins
    return ranks, sizes, order[begins + np.where((ranks == 0) & (sizes > 1), 1, 0)]


@dataclass(frozen=True, slots=True)
class Around:
    """How the entities of each text scored, claim by claim; `codes` tell question and entity together, sorted."""

    cells: Cells
    entities: Indices  # of each cell
    count: int  # of entities
    codes: Indices
    best: NDArray[np.float32]  # of each code, the best logit
    rests: NDArray[np.float32]  # of each cell, the expected number of other claims whose slot the entity fills

    @classmethod
    def of(cls, scenes: Scenes, cells: Cells) -> Around:
        """Return how the entities of the cells scored in their texts."""
        entities = scenes.mentioned.entities[cells.mentions]
        count = int(entities.max(initial=0)) + 1
        codes, back = np.unique(cells.questions * count + entities, return_inverse=True)
        best = np.full(len(codes), _NEVER, dtype=np.float32)
        np.maximum.at(best, back, cells.scores)
        slots = codes // count % cells.steps * count + codes % count  # of each code, the slot and the entity
        whole = np.bincount(slots, weights=chances_of(best), minlength=cells.steps * count)
        rests = whole[cells.questions % cells.steps * count + entities] - chances_of(cells.scores)
        return cls(cells, entities, count, codes, best, rests)

    def beside(self) -> Iterator[tuple[NDArray[np.float32], NDArray[np.bool_]]]:
        """Yield the entity's best score for the slot one claim before, after, and two before, and where it has one."""
        for step in _BESIDE:
            wanted = (self.cells.questions + step * self.cells.steps) * self.count + self.entities
            at = np.searchsorted(self.codes, wanted).clip(max=max(0, len(self.codes) - 1))
            yield self.best[at], self.codes[at] == wanted
