"""Stored models: what a file keeps of them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from reportedly.errors import InternalError
from reportedly.reading.claims.keys import keys_of
from reportedly.reading.claims.linear import LinearModel
from reportedly.reading.claims.stored import Models, load_models, save_models
from reportedly.reading.claims.trees import TreeModel


def test_saved_models_score_as_before(tmp_path: Path) -> None:
    """Weights come back within the rounding of eight bits, trees and words as they were."""
    weights = np.array([[1.0, -1.0], [0.5, 0.0]], dtype=np.float32)
    linear = LinearModel(("yes", "no"), keys_of(["a", "b"]), weights, np.zeros(2, dtype=np.float32))
    cell = np.zeros((1, 1), dtype=np.int32)
    trees = TreeModel(("n",), cell, cell.astype("f4"), cell.astype("u2"), np.ones((1, 1), np.float32), 0.25)
    save_models(tmp_path / "w.npz", Models({"m": linear}, {"t": trees}, ["seize"]))
    back = load_models(tmp_path / "w.npz")
    keys, table = keys_of(["a", "b"])[None, :], np.zeros((2, 1), dtype=np.float32)

    assert back.linear["m"].labels == linear.labels
    assert np.abs(back.linear["m"].logits(keys) - linear.logits(keys)).max() < 0.02
    assert back.trees["t"].logits(table).tolist() == [1.25, 1.25]
    assert back.offered == ["seize"]


@pytest.mark.parametrize("content", [b"", b"not weights", b"PK\x03\x04 broken"])
def test_a_file_that_is_not_ours_is_refused(tmp_path: Path, content: bytes) -> None:
    """A file of anything else is refused with what to do."""
    path = tmp_path / "w.npz"
    path.write_bytes(content)

    with pytest.raises(InternalError) as caught:
        load_models(path)

    assert caught.value.record.code == "R903"
