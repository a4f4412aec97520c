"""Boosted trees over a few numbers of each candidate: what the later looks need at run time.

Linear models weigh the many signs of a first look; what their scores mean beside those of their rivals is a matter of
a few numbers and their bends, for which some hundred small trees read better (docs/decisions/0029-later-looks.md).

A tree is asked all its questions at once: each that is answered with "more" rules out the leaves to its left, and the
first leaf that is left is the one reached (QuickScorer: Lucchese and others, SIGIR 2015).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

MOST_LEAVES = 16  # of one tree: a bit each
Table = NDArray[np.float32]  # one row a candidate, one column a number

_CHUNK = 256  # candidates judged at once; bounds the memory of long texts
_ARRAYS = {"asked": np.int32, "edges": np.float32, "rules_out": np.uint16, "values": np.float32}


def _first_bits() -> NDArray[np.uint8]:
    """Return for each number of sixteen bits which is its lowest bit that is set."""
    first = np.zeros(1 << MOST_LEAVES, dtype=np.uint8)
    for bit in range(MOST_LEAVES):
        first[1 << bit :: 1 << (bit + 1)] = bit
    return first


_FIRST = _first_bits()


@dataclass(frozen=True, slots=True)
class TreeModel:
    """Trees as tables of questions, one row a question, one column a tree; `values` has a row a tree, its leaves."""

    columns: tuple[str, ...]  # names of the numbers, in the order of the table
    asked: NDArray[np.int32]  # of each question, the column it asks
    edges: NDArray[np.float32]  # the largest number that it answers with "not more"
    rules_out: NDArray[np.uint16]  # the leaves that "more" rules out, a bit each
    values: NDArray[np.float32]
    bias: float

    def logits(self, table: Table) -> NDArray[np.float32]:
        """Return the score of each candidate."""
        parts = [self._add_up(table[at : at + _CHUNK]) for at in range(0, len(table), _CHUNK)]
        return np.concatenate([np.zeros(0, dtype=np.float32), *parts]) + np.float32(self.bias)

    def _add_up(self, table: Table) -> NDArray[np.float32]:
        more = table.T.take(self.asked, axis=0) > self.edges[:, :, None]
        out = np.bitwise_or.reduce(more * self.rules_out[:, :, None], axis=0)
        first_leaves = np.arange(0, self.values.size, self.values.shape[1])
        summed: NDArray[np.float32] = self.values.ravel().take(_FIRST.take(~out.T) + first_leaves).sum(axis=1)
        return summed


def pack_trees(model: TreeModel) -> dict[str, NDArray[np.generic]]:
    """Return a model as arrays to be stored, by name."""
    arrays = {name: getattr(model, name) for name in _ARRAYS}
    return {"columns": np.array(model.columns), "lift": np.array(model.bias), **arrays}


def unpack_trees(stored: dict[str, NDArray[np.generic]]) -> TreeModel:
    """Return the model of arrays that `pack_trees` made."""
    columns = tuple(str(name) for name in stored["columns"])
    arrays = {name: stored[name].astype(kind) for name, kind in _ARRAYS.items()}
    return TreeModel(columns, **arrays, bias=float(stored["lift"]))
