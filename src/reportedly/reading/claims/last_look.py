"""The last look at fillers: the likeliest few of each slot, judged by numbers of the first look.

Takes the first look's scores and chances and gives chances that are a weighted mean, as logits, of these and of what
trees say: how far a candidate leads, how its entity does in the claims beside, how near it stands, who it is, and
whether it is on the side of the one that it would act upon.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reportedly.model import ClaimType
from reportedly.reading.claims.keys import Indices
from reportedly.reading.claims.linear import chances_of, logits_of
from reportedly.reading.claims.scenes import Scenes
from reportedly.reading.claims.standing import Scores, Standing
from reportedly.reading.claims.trees import Table, TreeModel

SHARE = 0.7  # of the trees in the joint score; set by cross-validation
_LEAST = 0.02  # a chance below which the first look's word is the last
_FEW = 5  # candidates of a slot that are looked at again
_NOBODY = -20.0  # for a score that nobody has
_UNTOLD = -1.0  # for a chance that nobody has
_BOUND = 1e-5
_TYPES = {kind: number for number, kind in enumerate(ClaimType)}


def look_last(models: Sequence[TreeModel], scenes: Scenes, standing: Standing, chances: list[Scores]) -> list[Scores]:
    """Return for each look the chances of its pairs, a column a slot, after the last look.

    `chances` are those of the first look.
    """
    flat = np.concatenate([of.T.ravel() for of in chances])
    kept = worth_a_last_look(standing, flat)
    shared = last_numbers(scenes, standing, flat, kept)
    ends = np.searchsorted(kept, [*standing.cells.begins, len(flat)]).tolist()
    for model, (_, scores), begin, (first, end) in zip(
        models, standing.looks, standing.cells.begins, pairwise(ends), strict=True
    ):
        of = kept[first:end]
        told = model.logits(add_scores(shared[first:end], scores, of - begin))
        flat[of] = chances_of(SHARE * told + (1 - SHARE) * logits_of(flat[of], least=_BOUND))
    tables = zip(chances, standing.cells.begins, strict=True)
    return [flat[begin : begin + of.size].reshape(of.shape[1], len(of)).T for of, begin in tables]


def worth_a_last_look(standing: Standing, chances: NDArray[np.float32]) -> Indices:
    """Return the numbers of the cells that are among the likeliest few of their slot."""
    return np.flatnonzero((chances > _LEAST) & (standing.ranks < _FEW))


def last_numbers(scenes: Scenes, standing: Standing, chances: NDArray[np.float32], kept: Indices) -> Table:
    """Return what the last look knows of the cells kept, but for the scores of all slots: one row each."""
    columns = [*_by_rank(scenes, standing, chances, kept), *_by_mention(scenes, standing, kept)]
    columns += _by_side(scenes, standing, chances, kept)
    return np.stack([np.asarray(column, dtype=np.float32) for column in columns], axis=1)


def _by_rank(scenes: Scenes, standing: Standing, chances: NDArray[np.float32], kept: Indices) -> list[NDArray[Any]]:
    """Return how a candidate does beside its rivals, and its entity in the claims beside."""
    cells, around, heads = standing.cells, standing.around, scenes.mentioned.heads
    rivals, tokens = standing.rivals[kept], standing.tokens[cells.claims[kept]]
    expected = np.bincount(cells.questions, weights=chances_of(cells.scores))
    return [
        cells.scores[kept],
        logits_of(chances[kept]),
        cells.slots[kept],
        standing.ranks[kept],
        standing.sizes[kept],
        np.where(rivals == kept, _NOBODY, cells.scores[rivals]),
        standing.near[kept],
        standing.near[rivals],
        around.rests[kept],
        heads[cells.mentions[kept]] - tokens,
        heads[cells.mentions[rivals]] - heads[cells.mentions[kept]],
        *(np.where(there[kept], best[kept], _NOBODY) for best, there in around.beside()),
        expected[cells.questions[kept]],
    ]


def _by_mention(scenes: Scenes, standing: Standing, kept: Indices) -> list[NDArray[Any]]:
    """Return what is asked, and who the candidate is in the article."""
    cells, m = standing.cells, scenes.mentioned
    claims, mentions = cells.claims[kept], cells.mentions[kept]
    said = scenes.said_numbers[standing.tokens[claims]]
    types = np.array([_TYPES[anchor.type] for anchor in standing.looks[0][0].anchors])
    return [
        types[claims],
        m.label_numbers[mentions],
        m.known[mentions],
        m.wide[mentions],
        m.opens[mentions],
        m.counts[mentions] / m.most[mentions],
        m.counts[mentions],
        said >= 0,
        (said >= 0) & (scenes.source_numbers[m.heads[mentions]] == said),
    ]


def _by_side(scenes: Scenes, standing: Standing, chances: NDArray[np.float32], kept: Indices) -> list[NDArray[Any]]:
    """Return whether the likeliest filler of the slot beside is of the same side, how likely it is, and if the same.

    For an actor the slot beside is the target, and the other way about; so it is for place and destination.
    """
    cells, m = standing.cells, scenes.mentioned
    best = np.full(cells.steps * (int(cells.claims.max(initial=0)) + 1), -1, dtype=np.int64)
    first = np.flatnonzero(standing.ranks == 0)
    best[cells.questions[first]] = first
    slots, questions = cells.slots[kept], cells.questions[kept]
    paired = slots < _PAIRED
    other = np.where(paired, best[np.where(paired, questions + 1 - 2 * slots, 0)], -1)
    mention, rival = cells.mentions[kept], np.where(other >= 0, cells.mentions[other], -1)
    sides = m.sides
    told = (sides[mention] > 0) & (sides[rival] > 0)
    alike = np.where(told, 1 + (sides[mention] != sides[rival]), 0)
    return [
        alike,
        np.where(other >= 0, chances[other], _UNTOLD),
        (other >= 0) & (m.entities[rival] == m.entities[mention]),
    ]


_PAIRED = 2  # the first two slots of a look stand against each other


def add_scores(shared: Table, scores: Scores, cells: Indices) -> Table:
    """Return the numbers with the first scores of all slots; `cells` are numbered within their look."""
    return np.concatenate([shared, scores[cells % len(scores)]], axis=1)


def last_names(slots: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names of the numbers of a last look at these slots."""
    return (
        *("score", "chance", "slot", "rank", "rivals", "rival", "near", "rival near", "others"),
        *("distance", "rival distance", "claim before", "claim after", "two before", "expected"),
        *("type", "label", "known", "wide", "opens", "share", "mentions", "said", "own source"),
        *("side", "beside", "same"),
        *slots,
    )
