"""Fitting of linear models over named features, with pruning, and out-of-fold chances."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from reportedly.reading.linear import LinearModel

LEAST_ARTICLES = 2  # a feature of one article alone is its fingerprint
LEAST_WEIGHT = 0.02  # smaller weights are dropped


def fit_model(
    features: Sequence[Sequence[str]],
    labels: NDArray[np.bool_],
    groups: Sequence[int],
    names: Sequence[str],
    *,
    strength: float = 0.3,
) -> LinearModel:
    """Return one yes/no model a label (columns of `labels`), over features seen in two articles or more."""
    index = _index(features, groups)
    rows = _matrix(features, index)
    weights = np.zeros((len(index), len(names)), dtype=np.float32)
    bias = np.full(len(names), -8.0, dtype=np.float32)
    for k in range(len(names)):
        if labels[:, k].sum() < 3:
            continue
        model = LogisticRegression(C=strength, solver="liblinear", intercept_scaling=1.0, max_iter=200, random_state=0)
        model.fit(rows, labels[:, k])
        weights[:, k], bias[k] = model.coef_[0], model.intercept_[0]
    return _prune(LinearModel(tuple(names), index, weights, bias))


def _index(features: Sequence[Sequence[str]], groups: Sequence[int]) -> dict[str, int]:
    seen: dict[str, int] = {}
    kept: Counter[str] = Counter()
    for names, group in zip(features, groups, strict=True):
        for name in names:
            if seen.get(name) != group:
                seen[name] = group
                kept[name] += 1
    return {name: k for k, name in enumerate(sorted(n for n, count in kept.items() if count >= LEAST_ARTICLES))}


def _matrix(features: Sequence[Sequence[str]], index: dict[str, int]) -> csr_matrix:
    pointers, columns = [0], []
    for names in features:
        columns.extend(sorted({index[name] for name in names if name in index}))
        pointers.append(len(columns))
    values = np.ones(len(columns), dtype=np.float32)
    return csr_matrix((values, columns, pointers), shape=(len(features), len(index)))


def _prune(model: LinearModel) -> LinearModel:
    kept = [(name, k) for name, k in model.index.items() if np.abs(model.weights[k]).max(initial=0.0) >= LEAST_WEIGHT]
    rows = [k for _, k in kept]
    return LinearModel(model.labels, {name: n for n, (name, _) in enumerate(kept)}, model.weights[rows], model.bias)


def folds(groups: Sequence[int], count: int = 4) -> NDArray[np.int64]:
    """Return for each row the number of the fold that its article belongs to."""
    return np.asarray([(group * 7919) % 10_007 % count for group in groups])
