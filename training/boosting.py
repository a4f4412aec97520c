"""Fitting of boosted trees over a few numbers, and their change into the plain arrays that reading uses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier
from threadpoolctl import threadpool_limits

from reportedly.reading.claims.trees import MOST_LEAVES, Table, TreeModel

LEAST_IN_LEAF, SHRINKAGE = 30, 5.0


@dataclass(frozen=True, slots=True)
class Size:
    """How many trees, of how many leaves each, and what share of its finding a tree adds; set by cross-validation."""

    trees: int = 120
    leaves: int = 12
    rate: float = 0.06


OF_TRIGGERS = Size()
OF_FILLERS = Size(100, 10, 0.07)


@dataclass(frozen=True, slots=True)
class Numbers:
    """Examples of one yes/no: a row of numbers each."""

    columns: tuple[str, ...]
    table: Table
    labels: NDArray[np.bool_]


def join_numbers(several: list[Numbers]) -> Numbers:
    """Return the examples of all, which have the same columns."""
    tables, labels = [one.table for one in several], [one.labels for one in several]
    return Numbers(several[0].columns, np.concatenate(tables), np.concatenate(labels))


def fit_trees(numbers: Numbers, size: Size) -> TreeModel:
    """Return the trees for these examples; the same on every run."""
    return _as_model(numbers.columns, fit_boosted(numbers, size))


def fit_boosted(numbers: Numbers, size: Size) -> Any:  # Any: the package has no stubs
    """Return the trees as the library has them."""
    boosted = HistGradientBoostingClassifier(
        max_iter=size.trees,
        learning_rate=size.rate,
        max_leaf_nodes=size.leaves,
        min_samples_leaf=LEAST_IN_LEAF,
        l2_regularization=SHRINKAGE,
        early_stopping=False,
        random_state=0,
    )
    with threadpool_limits(1):  # sums in one order
        return boosted.fit(numbers.table, numbers.labels)


def _as_model(columns: tuple[str, ...], boosted: Any) -> TreeModel:  # Any: see fit_boosted
    trees = [stage[0].nodes for stage in boosted._predictors]  # the package has no public way to them
    asked, edges, rules_out, values = (
        np.zeros((len(trees), MOST_LEAVES), dtype=kind) for kind in ("i4", "f4", "u2", "f4")
    )
    edges[:] = np.inf  # a question that is not there rules out nothing
    for tree, nodes in enumerate(trees):
        leaves, questions = _lay_out(nodes)
        values[tree, : len(leaves)] = nodes["value"][leaves]
        for at, (node, beaten) in enumerate(questions):
            asked[tree, at], edges[tree, at] = nodes["feature_idx"][node], nodes["num_threshold"][node]
            rules_out[tree, at] = sum(1 << leaf for leaf in beaten)
    bias = float(np.ravel(boosted._baseline_prediction)[0])
    return TreeModel(columns, asked.T.copy(), edges.T.copy(), rules_out.T.copy(), values, bias)


def _lay_out(nodes: Any, node: int = 0) -> tuple[list[int], list[tuple[int, range]]]:  # Any: see fit_boosted
    """Return the leaves of a tree from left to right, and each question with the leaves to its left."""
    if nodes["is_leaf"][node]:
        return [node], []
    left, asked_left = _lay_out(nodes, nodes["left"][node])
    right, asked_right = _lay_out(nodes, nodes["right"][node])
    moved = [(one, range(of.start + len(left), of.stop + len(left))) for one, of in asked_right]
    return left + right, [(node, range(len(left))), *asked_left, *moved]
