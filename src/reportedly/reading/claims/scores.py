"""Scores: the features by which a claim's chance to be read right is told from its raw chance.

Right means type, source and figure together; the model is calibrated on claims read by models that had not seen
their article.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from reportedly.model import ClaimType, LinkKind
from reportedly.reading.claims.keys import Features, Templates, keys_of, number_keys

_STEPS = 8  # classes of the raw chance, on the scale of its logarithmic odds
_TEMPLATES = Templates.of("bias\n chance\n type\n figure\n said")
Marks = tuple[ClaimType, float, bool, LinkKind]  # type, raw chance, whether it has a figure, who says it


def score_features(claims: Sequence[Marks]) -> Features:
    """Return the features of the scores of claims."""
    types, chances, figures, sources = zip(*claims, strict=True)
    odds = np.clip(np.array(chances, dtype=np.float64), 1e-3, 1 - 1e-3)
    steps = np.rint(np.log(odds / (1 - odds)) + _STEPS / 2).astype(np.int64)
    return _TEMPLATES.features(
        {
            "bias": np.ones(len(claims), dtype=np.uint64),
            "chance": number_keys(np.clip(steps, 0, _STEPS)),
            "type": keys_of(kind.value for kind in types),
            "figure": number_keys(figures),
            "said": number_keys([source is not LinkKind.PUBLISHER for source in sources]),
        }
    )
