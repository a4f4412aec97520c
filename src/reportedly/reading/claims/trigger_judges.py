"""The first look at triggers: three linear models in one judge which candidates state a claim, and of which type."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from reportedly.reading.claims.keys import Keys
from reportedly.reading.claims.linear import LinearModel, chances_of, join_models

Chances = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class TriggerJudges:
    """The models `trigger` (each type for itself), `claim` (any type) and `type` (which, if any), joined.

    Features are looked up once for all three.
    """

    types: tuple[str, ...]
    joined: LinearModel

    @classmethod
    def of(cls, trigger: LinearModel, claim: LinearModel, choice: LinearModel) -> Self:
        """Return the judges of three models with the same types."""
        return cls(trigger.labels, join_models(trigger, claim, choice))

    def chances(self, keys: Keys) -> tuple[Chances, Chances]:
        """Return for each candidate the chance of a claim of each type, and of a claim of any type.

        The first is the mean of two views: each type judged for itself, and a claim of any type times the choice of its
        type. The one knows frequent types best, the other rare ones.
        """
        logits = self.joined.logits(keys)
        count = len(self.types)
        choice = np.exp(logits[:, count + 1 :])
        choice /= choice.sum(axis=1, keepdims=True)
        any_type = chances_of(logits[:, count : count + 1])
        mean = (chances_of(logits[:, :count]) + any_type * choice) / 2
        return np.asarray(mean, dtype=np.float32), any_type[:, 0]
