"""Scores: the features by which a claim's chance to be read right is told from its raw chance.

Right means type, source and figure together; the model is calibrated on claims read by models that had not seen
their article.
"""

from __future__ import annotations

from math import log

from reportedly.model import ClaimType, LinkKind

_STEPS = 8  # classes of the raw chance, on the scale of its logarithmic odds


def score_features(claim_type: ClaimType, chance: float, has_figure: bool, source: LinkKind) -> list[str]:
    """Return the features of a claim's score.

    >>> score_features(ClaimType.GAIN, 0.5, False, LinkKind.PUBLISHER)
    ['bias', 'c=4', 't=gain', 'figure=False', 'said=False']
    """
    chance = min(max(chance, 1e-3), 1 - 1e-3)
    step = round(log(chance / (1 - chance)) + _STEPS / 2)
    said = source is not LinkKind.PUBLISHER
    return ["bias", f"c={max(0, min(_STEPS, step))}", f"t={claim_type}", f"figure={has_figure}", f"said={said}"]
