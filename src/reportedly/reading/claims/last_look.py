"""The last look at fillers: the likeliest few of each slot, judged by numbers of the looks before.

Takes the scores of the first look and gives chances that are the mean, as logits, of the second look's and of what
trees say: how far a candidate leads, how its entity does in the claims beside, how near it stands.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from reportedly.model import ClaimType
from reportedly.reading.claims.keys import Indices
from reportedly.reading.claims.linear import chances_of
from reportedly.reading.claims.mentions import MentionKind
from reportedly.reading.claims.pair_features import Pairs, sentences_back
from reportedly.reading.claims.scene import Scene
from reportedly.reading.claims.stacking import Around, Cells, Scores, expect, rank_rivals
from reportedly.reading.claims.trees import Table, TreeModel

_LEAST = 0.02  # a chance below which the second look's word is the last
_FEW = 5  # candidates of a slot that are looked at again
_NOBODY = -20.0  # for a score that nobody has
_BOUND = 1e-5
_TYPES, _KINDS = tuple(ClaimType), tuple(MentionKind)


def look_last(model: TreeModel, scene: Scene, pairs: Pairs, scores: Scores, chances: Scores) -> Scores:
    """Return the chances of pairs, a column a slot, after the last look; `scores` are the first look's logits."""
    cells = Cells.of([(pairs, scores)])
    flat = chances.T.ravel()
    kept = worth_a_last_look(cells, flat)
    if not len(kept):
        return chances
    told = model.logits(last_numbers(scene, pairs, cells, scores, kept))
    bounded = np.clip(flat[kept], _BOUND, 1 - _BOUND)
    looked = flat.copy()
    looked[kept] = chances_of((told + np.log(bounded / (1 - bounded))) / 2)
    return looked.reshape(scores.shape[1], len(pairs)).T


def worth_a_last_look(cells: Cells, chances: NDArray[np.float32]) -> Indices:
    """Return the numbers of the cells that are among the likeliest few of their slot."""
    ranks, _, _ = rank_rivals(cells)
    return np.flatnonzero((chances > _LEAST) & (ranks < _FEW))


def last_numbers(scene: Scene, pairs: Pairs, cells: Cells, scores: Scores, kept: Indices) -> Table:
    """Return what the last look knows of the cells kept: one row each, columns as `last_names` says."""
    ranks, sizes, rivals = rank_rivals(cells)
    around = Around.of(scene, cells)
    m = scene.mentioned
    heads = m.heads[cells.mentions]
    tokens = np.array([anchor.token for anchor in pairs.anchors], dtype=np.int64)[cells.claims]
    near = sentences_back(scene, tokens, heads)
    beside = [np.where(there, best, _NOBODY) for best, there in around.beside()]
    kinds = np.array([_KINDS.index(mention.kind) for mention in scene.mentions], dtype=np.int64)
    types = np.array([_TYPES.index(anchor.type) for anchor in pairs.anchors])
    columns: list[NDArray[Any]] = [  # Any: whole numbers, scores and flags
        cells.scores,
        cells.slots,
        ranks,
        sizes,
        np.where(sizes == 1, _NOBODY, cells.scores[rivals]),
        near,
        near[rivals],
        around.rests,
        heads - tokens,
        heads[rivals] - heads,
        *beside,
        *(np.tile(scores[:, slot], scores.shape[1]) for slot in range(scores.shape[1])),
        types[cells.claims],
        kinds[cells.mentions],
        m.wide[cells.mentions],
        np.bincount(np.maximum(m.entities, 0))[around.entities],
        expect(cells),
    ]
    return np.stack([np.asarray(column[kept], dtype=np.float32) for column in columns], axis=1)


def last_names(slots: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names of the numbers of a last look at these slots."""
    return (
        *("score", "slot", "rank", "rivals", "rival", "near", "rival near", "others", "distance", "rival distance"),
        *("claim before", "claim after", "two before"),
        *slots,
        *("type", "kind", "wide", "mentions", "expected"),
    )
