"""A noun and the verb that it hangs on, or that hangs on it, may state one claim: their chances are one chance.

"19 civilians killed", "the toll stood at 19", "carried out a raid": training marks now the one word and now the other,
so that each may look too unlikely where the two together are not.
"""

from __future__ import annotations

import numpy as np

from reportedly.reading.claims.columns import mark_key
from reportedly.reading.claims.keys import Indices
from reportedly.reading.claims.scenes import Scenes
from reportedly.reading.claims.trigger_judges import Chances

_JOINED = np.array([mark_key(name) for name in ("acl", "nsubj", "nsubjpass", "dobj")], dtype=np.uint64)


def pool_pairs(scenes: Scenes, at: Indices, chances: Chances, least: float) -> Chances:
    """Return the chances of candidates `at`, a row each and a column a type, with those of such pairs put together.

    The likelier word gets what the other has for the type that is likeliest for both, where neither reaches `least`.
    """
    heads = scenes.columns.head[at]
    summed = chances.sum(axis=1)
    rows = np.flatnonzero(np.isin(scenes.columns.dep[at], _JOINED) & np.isin(heads, at) & (summed < least))
    pooled = chances.copy()
    for row in rows.tolist():
        other = int(np.searchsorted(at, heads[row]))
        kind = int(chances[row].argmax())
        if kind == chances[other].argmax() and summed[other] < least:
            taker, giver = (row, other) if summed[row] >= summed[other] else (other, row)
            pooled[taker, kind] += chances[giver, kind]
            pooled[giver, kind] = 0.0
    return pooled
