"""Fitting of linear models over named features, with pruning.

Three kinds: one yes/no a label, one choice among labels, and one contest of candidates for each question.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix, diags
from sklearn.linear_model import LogisticRegression

from reportedly.reading.claims.keys import Keys
from reportedly.reading.claims.linear import LinearModel
from training.rows import Labels, Rows

LEAST_ARTICLES = 2  # a feature of one article alone is its fingerprint
LEAST_WEIGHT = 0.02  # smaller weights are dropped
LEAST_EXAMPLES = 3
_START = -1.0  # of the bias: "none" is the likelier before anything is known
_STEPS, _TINY = 150, 1e-30
# What rules and the word itself say is worth more than any neighbour: such features (marked in their templates) are
# penalised less, which helps the rare types most (measured by cross-validation: mean F1 of types .506 to .527).
FAVOUR = 3.0


class Fit(Protocol):
    """A way of fitting."""

    def __call__(self, rows: Rows, *, strength: float) -> LinearModel:
        """Return the model of these examples; a larger `strength` trusts them more."""


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


def fit_contest(rows: Rows, *, strength: float) -> LinearModel:
    """Return a model that makes candidates of one question compete, a contest a label, "none of them" taking part.

    Maximises the joint chance of a question's right candidates under a softmax in which "none" has score 0; a
    question without a right one is for "none".
    """
    keys, table, favour = _prepare(rows)
    labels, firsts = all_labels(rows), _first_rows(rows)
    weights = np.zeros((len(keys), len(rows.names)), dtype=np.float32)
    bias = np.zeros(len(rows.names), dtype=np.float32)
    for k in range(len(rows.names)):
        contest = _Contest(table, labels[:, k], firsts, strength)
        start = np.append(np.zeros(len(keys)), _START)
        best = minimize(contest.loss, start, jac=True, method="L-BFGS-B", options={"maxiter": _STEPS}).x
        weights[:, k], bias[k] = best[:-1] * favour, best[-1]
    return _prune(LinearModel(rows.names, keys, weights, bias))


def _first_rows(rows: Rows) -> NDArray[np.int64]:
    """Return the first example of each question; those of one question stand together."""
    asked = [np.flatnonzero(np.diff(block.questions, prepend=-1)) for block in rows.blocks]
    begins = np.cumsum([0, *(len(block.questions) for block in rows.blocks)])[:-1]
    return np.concatenate([first + begin for first, begin in zip(asked, begins, strict=True)])


@dataclass(frozen=True, slots=True)
class _Contest:
    """One contest: the examples as a matrix, which are right, and where each question begins."""

    table: csr_matrix
    right: NDArray[np.bool_]
    firsts: NDArray[np.int64]
    strength: float

    def loss(self, weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        """Return the loss, and its slope, of weights with the bias behind them."""
        of = np.repeat(np.arange(len(self.firsts)), np.diff(self.firsts, append=len(self.right)))
        scores = self.table @ weights[:-1] + weights[-1]
        most = np.maximum(np.maximum.reduceat(scores, self.firsts), 0.0)
        shares, none = np.exp(scores - most[of]), np.exp(-most)
        sums = np.add.reduceat(shares, self.firsts) + none
        answered = np.logical_or.reduceat(self.right, self.firsts)
        good = np.maximum(np.where(answered, np.add.reduceat(shares * self.right, self.firsts), none), _TINY)
        slope = self.strength * (shares / sums[of] - np.where(answered[of], shares * self.right / good[of], 0.0))
        value = self.strength * (np.log(sums) - np.log(good)).sum() + weights[:-1] @ weights[:-1] / 2
        return float(value), np.append(self.table.T @ slope + weights[:-1], slope.sum())


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


def folds(groups: Sequence[int], count: int = 4, turn: int = 0) -> NDArray[np.int64]:
    """Return for each row the number of the fold that its article belongs to; each turn deals the articles anew."""
    return np.asarray([(group * (7919 + 2 * turn) + 1009 * turn) % 10_007 % count for group in groups])
