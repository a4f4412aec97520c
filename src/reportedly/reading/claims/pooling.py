"""A noun and the participle behind it state one claim ("19 civilians killed"): their chances are one chance.

Training marks now the one and now the other, so that each may look too unlikely where the two together are not.
"""

from __future__ import annotations

import numpy as np

from reportedly.reading.claims.columns import mark_key
from reportedly.reading.claims.keys import Indices
from reportedly.reading.claims.scenes import Scenes
from reportedly.reading.claims.trigger_judges import Chances

_PARTICIPLE = mark_key("acl")


def pool_participles(scenes: Scenes, at: Indices, chances: Chances, least: float) -> Chances:
    """Return the chances of candidates `at`, a row each and a column a type, with those of such pairs put together.

    The participle gets what its noun has for the type that is likeliest for both, where neither reaches `least`.
    """
    heads = scenes.columns.head[at]
    rows = np.flatnonzero((scenes.columns.dep[at] == _PARTICIPLE) & (heads < at) & np.isin(heads, at))
    pooled = chances.copy()
    for row in rows.tolist():
        noun = int(np.searchsorted(at, heads[row]))
        kind = int(chances[row].argmax())
        if kind == chances[noun].argmax() and max(chances[row].sum(), chances[noun].sum()) < least:
            pooled[row, kind] += chances[noun, kind]
            pooled[noun, kind] = 0.0
    return pooled
