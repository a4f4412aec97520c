"""Linear models over keys of features: the whole of what the trained parts need at run time.

A model gives one score a label. Features that training did not keep weigh nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from reportedly.reading.claims.keys import Keys

_CHUNK = 256  # candidates added up at once; bounds the memory of long texts
_SPARSE = 32  # slots a feature: about one feature in sixty shares a slot with a heavier one, and is lost
_LEAST_BITS = 8
_FAR = 80.0  # the exponential of more is too large for its kind of number
_SPREAD = np.uint64(0xD6E8FEB86659FD93)


@dataclass(frozen=True, slots=True)
class LinearModel:
    """Weights of one model: `weights[k]` is a row with one number a label for the feature of `keys[k]`.

    `bias` is added to all. A feature is looked up by the upper bits of its key, and told by the whole of it.
    """

    labels: tuple[str, ...]
    keys: Keys
    weights: NDArray[np.float32]
    bias: NDArray[np.float32]
    _slots: NDArray[np.uint32] = field(init=False, repr=False)
    _shift: np.uint64 = field(init=False, repr=False)
    _known: Keys = field(init=False, repr=False)  # keys after a 0 that stands for whatever is not known
    _rows: NDArray[np.float32] = field(init=False, repr=False)  # weights after a row of nothing

    def __post_init__(self) -> None:
        """Lay the slots; of two features of one slot the heavier stays."""
        bits = max(_LEAST_BITS, int(len(self.keys) * _SPARSE).bit_length())
        shift = np.uint64(64 - bits)
        slots = np.zeros(1 << bits, dtype=np.uint32)
        order = np.argsort(np.abs(self.weights).max(axis=1, initial=0.0), kind="stable")
        slots[(self.keys[order] * _SPREAD) >> shift] = order + 1
        nothing = np.zeros((1, self.weights.shape[1]), dtype=np.float32)
        object.__setattr__(self, "_slots", slots)
        object.__setattr__(self, "_shift", shift)
        object.__setattr__(self, "_known", np.concatenate([np.zeros(1, dtype=np.uint64), self.keys]))
        object.__setattr__(self, "_rows", np.concatenate([nothing, self.weights]))

    def logits(self, keys: Keys) -> NDArray[np.float32]:
        """Return the scores of the candidates of a table of keys, one row a candidate, one column a label.

        Weights are added in the order of the table, so that equal candidates have equal sums, whatever stands beside
        them, and ties stay ties.
        """
        out = np.empty((keys.shape[1], len(self.labels)), dtype=np.float32)
        for at in range(0, keys.shape[1], _CHUNK):
            out[at : at + _CHUNK] = self._add_up(keys[:, at : at + _CHUNK])
        return out + self.bias

    def _add_up(self, keys: Keys) -> NDArray[np.float32]:
        found = self._slots.take((keys * _SPREAD) >> self._shift)
        found[self._known.take(found) != keys] = 0
        rows = self._rows.take(found, axis=0)
        alone = rows[0].size == 1  # NumPy adds up the numbers of a single line in another order
        summed: NDArray[np.float32] = rows.cumsum(axis=0)[-1] if alone else rows.sum(axis=0)
        return summed

    def chances(self, keys: Keys) -> NDArray[np.float32]:
        """Return the chances (0 to 1) of each label, each for itself."""
        return chances_of(self.logits(keys))


def chances_of(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the logistic function of each score, also of those far below any."""
    return np.asarray(1.0 / (1.0 + np.exp(np.minimum(-logits, _FAR))), dtype=np.float32)


def choice_chances(logits: NDArray[np.float32], questions: NDArray[np.int64]) -> NDArray[np.float32]:
    """Return the chances of candidates that compete for a question, with "none of them" as one rival of score 0.

    Candidates of a question stand together; each column is a choice of its own.
    """
    if not len(questions):
        return logits
    first = np.flatnonzero(np.diff(questions, prepend=-1))
    of = np.repeat(np.arange(len(first)), np.diff(first, append=len(questions)))
    most = np.maximum(np.maximum.reduceat(logits, first), 0.0)
    weights = np.exp(logits - most[of])
    sums = np.add.reduceat(weights, first) + np.exp(-most)
    return np.asarray(weights / sums[of], dtype=np.float32)


def logits_of(chances: NDArray[np.float32], *, least: float = 1e-4) -> NDArray[np.float32]:
    """Return the scores of chances, which are taken to be no less than `least`, and no more than its rest."""
    bounded = np.clip(chances, least, 1 - least)
    return np.asarray(np.log(bounded / (1 - bounded)), dtype=np.float32)


def join_models(*models: LinearModel) -> LinearModel:
    """Return one model with the labels of all, side by side."""
    keys = np.unique(np.concatenate([model.keys for model in models]))
    weights = np.zeros((len(keys), sum(len(model.labels) for model in models)), dtype=np.float32)
    at = 0
    for model in models:
        weights[np.searchsorted(keys, model.keys), at : at + len(model.labels)] = model.weights
        at += len(model.labels)
    labels = tuple(label for model in models for label in model.labels)
    return LinearModel(labels, keys, weights, np.concatenate([model.bias for model in models]))
