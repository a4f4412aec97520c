"""Fitting of linear models over named features: one yes/no a label, or one choice among labels; with pruning."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, diags
from sklearn.linear_model import LogisticRegression

from reportedly.reading.claims.keys import Keys
from reportedly.reading.claims.linear import LinearModel
from training.rows import Labels, Rows

LEAST_ARTICLES = 2  # a feature of one article alone is its fingerprint
LEAST_WEIGHT = 0.02  # smaller weights are dropped
LEAST_EXAMPLES = 3
# What rules and the word itself say is worth more than any neighbour: such features (marked in their templates) are
# penalised less, which helps the rare types most (measured by cross-validation: mean F1 of types .506 to .527).
FAVOUR = 3.0


def fit_model(rows: Rows, *, strength: float) -> LinearModel:
    """Return one yes/no model a label, over features seen in two articles or more."""
    keys, table, favour = _prepare(rows)
    labels = all_labels(rows)
    weights = np.zeros((len(keys), len(rows.names)), dtype=np.float32)
    bias = np.full(len(rows.names), -8.0, dtype=np.float32)
    for k in range(len(rows.names)):
        if labels[:, k].sum() < LEAST_EXAMPLES:
            continue
        model = LogisticRegression(C=strength, solver="liblinear", tol=0.01, max_iter=200, random_state=0)
        model.fit(table, labels[:, k])
        weights[:, k], bias[k] = model.coef_[0] * favour, model.intercept_[0]
    return _prune(LinearModel(rows.names, keys, weights, bias))


def fit_choice(rows: Rows, *, strength: float) -> LinearModel:
    """Return a model that chooses one label (softmax); a row with several labels counts once for each."""
    keys, table, favour = _prepare(rows)
    row, column = np.nonzero(all_labels(rows))
    weights = np.zeros((len(keys), len(rows.names)), dtype=np.float32)
    bias = np.full(len(rows.names), -8.0, dtype=np.float32)
    model = LogisticRegression(C=strength, solver="lbfgs", tol=0.001, max_iter=200, random_state=0)
    model.fit(table[row], column)
    weights[:, model.classes_] = (model.coef_ * favour).T
    bias[model.classes_] = model.intercept_
    return _prune(LinearModel(rows.names, keys, weights, bias))


def all_labels(rows: Rows) -> Labels:
    """Return the labels of all examples."""
    return np.concatenate([block.labels for block in rows.blocks])


def _prepare(rows: Rows) -> tuple[Keys, csr_matrix, NDArray[np.float64]]:
    """Return the keys of features kept, the examples as a matrix over them, and how much each is favoured."""
    by_article = [np.unique(block.features.keys) for block in rows.blocks]
    keys, counts = np.unique(np.concatenate(by_article), return_counts=True)
    kept = keys[(counts >= LEAST_ARTICLES) & (keys != 0)]
    favoured = np.concatenate([block.features.keys[block.features.favoured].ravel() for block in rows.blocks])
    favour = np.where(np.isin(kept, favoured), FAVOUR, 1.0)
    return kept, _matrix(rows, kept) @ diags(favour), favour


def _matrix(rows: Rows, kept: Keys) -> csr_matrix:
    lengths, columns = [], []
    for block in rows.blocks:
        keys = block.features.keys.T
        at = np.minimum(np.searchsorted(kept, keys), len(kept) - 1)
        there = kept[at] == keys
        lengths.append(there.sum(axis=1))
        columns.append(at[there])
    pointers = np.concatenate([[0], np.concatenate(lengths).cumsum()])
    flat = np.concatenate(columns)
    table = csr_matrix((np.ones(len(flat), dtype=np.float32), flat, pointers), shape=(len(pointers) - 1, len(kept)))
    table.sum_duplicates()
    return table


def _prune(model: LinearModel) -> LinearModel:
    kept = np.abs(model.weights).max(axis=1, initial=0.0) >= LEAST_WEIGHT
    return LinearModel(model.labels, model.keys[kept], model.weights[kept], model.bias)


def folds(groups: Sequence[int], count: int = 4) -> NDArray[np.int64]:
    """Return for each row the number of the fold that its article belongs to."""
    return np.asarray([(group * 7919) % 10_007 % count for group in groups])
