"""Linear models: scores, and what a file keeps of them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from reportedly.errors import InternalError
from reportedly.reading.claims.linear import LinearModel, load_models, save_models


@pytest.fixture
def model() -> LinearModel:
    """Return a model of two features and two labels."""
    weights = np.array([[1.0, -1.0], [0.5, 0.0]], dtype=np.float32)
    return LinearModel(("yes", "no"), {"a": 0, "b": 1}, weights, np.array([0.25, 0.0], dtype=np.float32))


def test_scores_are_sums_of_weights_and_bias(model: LinearModel) -> None:
    """A row's scores are the bias and the weights of its known features, each counted once."""
    scores = model.logits([["a", "b", "a", "unknown"], []])

    assert scores.tolist() == [[1.75, -1.0], [0.25, 0.0]]


def test_a_saved_model_scores_as_before(model: LinearModel, tmp_path: Path) -> None:
    """Weights come back from a file within the rounding of eight bits."""
    save_models(tmp_path / "w.npz", {"m": model})
    loaded = load_models(tmp_path / "w.npz")["m"]

    assert loaded.labels == model.labels
    assert np.abs(loaded.logits([["a", "b"]]) - model.logits([["a", "b"]])).max() < 0.02


def test_a_broken_file_is_told(tmp_path: Path) -> None:
    """A file that holds no weights raises our own error with a way out."""
    path = tmp_path / "w.npz"
    path.write_bytes(b"nothing")

    with pytest.raises(InternalError, match="--rules-only"):
        load_models(path)


def test_no_feature_holds_more_than_two_words_of_a_text() -> None:
    """What was learned holds no run of words: features name two words of the text at the most."""
    from importlib.resources import as_file, files

    with as_file(files("reportedly.reading.claims") / "weights" / "en.npz") as path:
        models = load_models(path)

    for model in models.values():
        assert all(" " not in feature and "\n" not in feature for feature in model.index)
