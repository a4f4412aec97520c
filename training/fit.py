"""Fitting of linear models over named features: one yes/no a label, or one choice among labels; with pruning."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, diags
from sklearn.linear_model import LogisticRegression

from reportedly.reading.claims.linear import LinearModel

LEAST_ARTICLES = 2  # a feature of one article alone is its fingerprint
LEAST_WEIGHT = 0.02  # smaller weights are dropped
LEAST_EXAMPLES = 3
# What rules and the word itself say is worth more than any neighbour: such features are penalised less, which helps
# the rare types most (measured by cross-validation: mean F1 of types .506 to .527).
FAVOURED = ("x=", "l=", "hx=", "cx=", "r=", "f=", "is=", "style=")
FAVOUR = 3.0


def fit_model(
    features: Sequence[Sequence[str]],
    labels: NDArray[np.bool_],
    groups: Sequence[int],
    names: Sequence[str],
    *,
    strength: float,
) -> LinearModel:
    """Return one yes/no model a label (columns of `labels`), over features seen in two articles or more."""
    index, rows, favour = _prepare(features, groups)
    weights = np.zeros((len(index), len(names)), dtype=np.float32)
    bias = np.full(len(names), -8.0, dtype=np.float32)
    for k in range(len(names)):
        if labels[:, k].sum() < LEAST_EXAMPLES:
            continue
        model = LogisticRegression(C=strength, solver="liblinear", tol=0.01, max_iter=200, random_state=0)
        model.fit(rows, labels[:, k])
        weights[:, k], bias[k] = model.coef_[0] * favour, model.intercept_[0]
    return _prune(LinearModel(tuple(names), index, weights, bias))


def fit_choice(
    features: Sequence[Sequence[str]],
    labels: NDArray[np.bool_],
    groups: Sequence[int],
    names: Sequence[str],
    *,
    strength: float,
) -> LinearModel:
    """Return a model that chooses one label (softmax); a row with several labels counts once for each."""
    index, rows, favour = _prepare(features, groups)
    row, column = np.nonzero(labels)
    weights = np.zeros((len(index), len(names)), dtype=np.float32)
    bias = np.full(len(names), -8.0, dtype=np.float32)
    model = LogisticRegression(C=strength, solver="lbfgs", tol=0.001, max_iter=200, random_state=0)
    model.fit(rows[row], column)
    weights[:, model.classes_] = (model.coef_ * favour).T
    bias[model.classes_] = model.intercept_
    return _prune(LinearModel(tuple(names), index, weights, bias))


def _prepare(
    features: Sequence[Sequence[str]], groups: Sequence[int]
) -> tuple[dict[str, int], csr_matrix, NDArray[np.float64]]:
    index = _index(features, groups)
    favour = np.array([FAVOUR if name.startswith(FAVOURED) else 1.0 for name in index])
    return index, _matrix(features, index) @ diags(favour), favour


def _index(features: Sequence[Sequence[str]], groups: Sequence[int]) -> dict[str, int]:
    seen: dict[str, int] = {}
    kept: Counter[str] = Counter()
    for names, group in zip(features, groups, strict=True):
        for name in names:
            if seen.get(name) != group:
                seen[name] = group
                kept[name] += 1
    names = sorted(name for name, count in kept.items() if count >= LEAST_ARTICLES and _is_plain(name))
    return {name: k for k, name in enumerate(names)}


def _is_plain(name: str) -> bool:
    """Return whether a feature is printable and without a space: white space in it would be a run of words."""
    return name.isprintable() and " " not in name


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
