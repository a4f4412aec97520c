"""Boosted trees over a few numbers of each candidate: what the second looks need at run time.

Linear models weigh the many signs of a first look; what their scores mean beside those of their rivals is a matter of
a few numbers and their bends, for which some hundred small trees read better (docs/decisions/0029-second-look.md).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Table = NDArray[np.float32]  # one row a candidate, one column a number


@dataclass(frozen=True, slots=True)
class TreeModel:
    """Trees as one row of nodes; a leaf leads to itself, and its `values` are what it adds to the score."""

    columns: tuple[str, ...]  # names of the numbers, in the order of the table
    roots: NDArray[np.int32]  # the first node of each tree
    asked: NDArray[np.int32]  # of each node, the column it asks
    edges: NDArray[np.float32]  # of each node, the largest number that goes left
    lefts: NDArray[np.int32]
    rights: NDArray[np.int32]
    values: NDArray[np.float32]
    depth: int
    bias: float

    def logits(self, table: Table) -> NDArray[np.float32]:
        """Return the score of each candidate."""
        rows = np.arange(len(table))[:, None]
        at = np.broadcast_to(self.roots, (len(table), len(self.roots)))
        for _ in range(self.depth):
            at = np.where(table[rows, self.asked[at]] <= self.edges[at], self.lefts[at], self.rights[at])
        summed: NDArray[np.float32] = self.values[at].sum(axis=1, dtype=np.float32)
        return summed + np.float32(self.bias)


def pack_trees(model: TreeModel) -> dict[str, NDArray[np.generic]]:
    """Return a model as arrays to be stored, by name."""
    numbers = {name: getattr(model, name) for name in ("roots", "asked", "edges", "lefts", "rights", "values")}
    return {"columns": np.array(model.columns), "depth": np.array(model.depth), "lift": np.array(model.bias), **numbers}


def unpack_trees(stored: dict[str, NDArray[np.generic]]) -> TreeModel:
    """Return the model of arrays that `pack_trees` made."""
    return TreeModel(
        columns=tuple(str(name) for name in stored["columns"]),
        roots=stored["roots"].astype(np.int32),
        asked=stored["asked"].astype(np.int32),
        edges=stored["edges"].astype(np.float32),
        lefts=stored["lefts"].astype(np.int32),
        rights=stored["rights"].astype(np.int32),
        values=stored["values"].astype(np.float32),
        depth=int(stored["depth"]),
        bias=float(stored["lift"]),
    )
