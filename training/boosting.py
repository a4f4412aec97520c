"""Fitting of boosted trees over a few numbers, and their change into the plain arrays that reading uses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier
from threadpoolctl import threadpool_limits

from reportedly.reading.claims.trees import Table, TreeModel

LEAST_IN_LEAF, SHRINKAGE = 30, 5.0


@dataclass(frozen=True, slots=True)
class Size:
    """How many trees, of how many leaves each, and what share of its finding a tree adds; set by cross-validation."""

    trees: int = 120
    leaves: int = 12
    rate: float = 0.06


LARGE = Size()
SMALL = Size(60, 8, 0.1)  # as good as twice the number of larger ones for the many candidates of fillers


@dataclass(frozen=True, slots=True)
class Numbers:
    """Examples of one yes/no: a row of numbers each, and the article that each belongs to."""

    columns: tuple[str, ...]
    table: Table
    labels: NDArray[np.bool_]
    articles: NDArray[np.int64]


def fit_trees(numbers: Numbers, size: Size = LARGE) -> TreeModel:
    """Return the trees for these examples; the same on every run."""
    return _as_model(numbers.columns, fit_boosted(numbers, size))


def fit_boosted(numbers: Numbers, size: Size = LARGE) -> Any:  # Any: the package has no stubs
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
    sizes = [len(tree) for tree in trees]
    roots = np.cumsum([0, *sizes[:-1]])
    nodes = np.concatenate(trees)
    own, base = np.arange(len(nodes)), np.repeat(roots, sizes)
    leaf = nodes["is_leaf"].astype(bool)
    return TreeModel(
        columns=columns,
        roots=roots.astype(np.int32),
        asked=np.where(leaf, 0, nodes["feature_idx"]).astype(np.int32),
        edges=np.where(leaf, 0, nodes["num_threshold"]).astype(np.float32),
        lefts=np.where(leaf, own, base + nodes["left"]).astype(np.int32),
        rights=np.where(leaf, own, base + nodes["right"]).astype(np.int32),
        values=np.where(leaf, nodes["value"], 0).astype(np.float32),
        depth=int(nodes["depth"].max(initial=0)),
        bias=float(np.ravel(boosted._baseline_prediction)[0]),
    )
