"""The last look at fillers: the likeliest few of each slot, judged by numbers of the looks before.

Takes the scores of the first look and gives chances that are the mean, as logits, of the second look's and of what
trees say: how far a candidate leads, how its entity does in the claims beside, how near it stands.
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
from reportedly.reading.claims.mentions import MentionKind
from reportedly.reading.claims.scene import Scene
from reportedly.reading.claims.stacking import Scores, Standing
from reportedly.reading.claims.trees import Table, TreeModel

_LEAST = 0.02  # a chance below which the second look's word is the last
_FEW = 5  # candidates of a slot that are looked at again
_NOBODY = -20.0  # for a score that nobody has
_BOUND = 1e-5
_TYPES = {kind: number for number, kind in enumerate(ClaimType)}
_KINDS = {kind: number for number, kind in enumerate(MentionKind)}


def look_last(models: Sequence[TreeModel], scene: Scene, standing: Standing, chances: list[Scores]) -> list[Scores]:
    """Return for each look the chances of its pairs, a column a slot, after the last look.

    `chances` are those of the second look.
    """
    flat = np.concatenate([of.T.ravel() for of in chances])
    kept = worth_a_last_look(standing, flat)
    shared = last_numbers(scene, standing, kept)
    ends = np.searchsorted(kept, [*standing.cells.begins, len(flat)]).tolist()
    for model, (_, scores), begin, (first, end) in zip(
        models, standing.looks, standing.cells.begins, pairwise(ends), strict=True
    ):
        of = kept[first:end]
        told = model.logits(add_scores(shared[first:end], scores, of - begin))
        flat[of] = chances_of((told + logits_of(flat[of], least=_BOUND)) * np.float32(0.5))
    tables = zip(chances, standing.cells.begins, strict=True)
    return [flat[begin : begin + of.size].reshape(of.shape[1], len(of)).T for of, begin in tables]


def worth_a_last_look(standing: Standing, chances: NDArray[np.float32]) -> Indices:
    """Return the numbers of the cells that are among the likeliest few of their slot."""
    return np.flatnonzero((chances > _LEAST) & (standing.ranks < _FEW))


def last_numbers(scene: Scene, standing: Standing, kept: Indices) -> Table:
    """Return what the last look knows of the cells kept, but for the scores of all slots: one row each."""
    cells, around, m = standing.cells, standing.around, scene.mentioned
    anchors = standing.looks[0][0].anchors
    claims, mentions, rivals = cells.claims[kept], cells.mentions[kept], standing.rivals[kept]
    heads = m.heads[mentions]
    tokens = np.array([anchor.token for anchor in anchors], dtype=np.int64)[claims]
    kinds = np.array([_KINDS[mention.kind] for mention in scene.mentions], dtype=np.int64)
    types = np.array([_TYPES[anchor.type] for anchor in anchors])
    expected = np.bincount(cells.questions, weights=chances_of(cells.scores))
    columns: list[NDArray[Any]] = [  # Any: whole numbers, scores and flags
        cells.scores[kept],
        cells.slots[kept],
        standing.ranks[kept],
        standing.sizes[kept],
        np.where(rivals == kept, _NOBODY, cells.scores[rivals]),
        standing.near[kept],
        standing.near[rivals],
        around.rests[kept],
        heads - tokens,
        m.heads[cells.mentions[rivals]] - heads,
        *(np.where(there[kept], best[kept], _NOBODY) for best, there in around.beside()),
        types[claims],
        kinds[mentions],
        m.wide[mentions],
        np.bincount(np.maximum(m.entities, 0))[around.entities[kept]],
        expected[cells.questions[kept]],
    ]
    return np.stack([column.astype(np.float32) for column in columns], axis=1)


def add_scores(shared: Table, scores: Scores, cells: Indices) -> Table:
    """Return the numbers with the first scores of all slots; `cells` are numbered within their look."""
    return np.concatenate([shared, scores[cells % len(scores)]], axis=1)


def last_names(slots: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names of the numbers of a last look at these slots."""
    return (
        *("score", "slot", "rank", "rivals", "rival", "near", "rival near", "others", "distance", "rival distance"),
        *("claim before", "claim after", "two before"),
        *("type", "kind", "wide", "mentions", "expected"),
        *slots,
    )
