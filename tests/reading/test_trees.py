"""Boosted trees: scores, and that training's own library scores alike."""

from __future__ import annotations

import numpy as np
import pytest

from reportedly.reading.claims.trees import TreeModel, pack_trees, unpack_trees


@pytest.fixture
def model() -> TreeModel:
    """Return two trees: one that asks whether `a` is more than 1, and if not, `b` more than 5; and one leaf."""
    nothing = float("inf")
    return TreeModel(
        columns=("a", "b"),
        asked=np.array([[0, 0], [1, 0]], dtype=np.int32),
        edges=np.array([[1, nothing], [5, nothing]], dtype=np.float32),
        rules_out=np.array([[0b011, 0], [0b001, 0]], dtype=np.uint16),
        values=np.array([[1, 2, 3], [0.5, 0, 0]], dtype=np.float32),
        bias=-1.0,
    )


def test_a_score_is_the_sum_of_the_leaves_and_the_bias(model: TreeModel) -> None:
    """What the first leaves hold that no answer rules out is added up."""
    table = np.array([[1, 5], [1, 6], [2, 0]], dtype=np.float32)

    assert model.logits(table).tolist() == [0.5, 1.5, 2.5]


def test_no_candidates_have_no_scores(model: TreeModel) -> None:
    """An empty table gives an empty row."""
    assert model.logits(np.zeros((0, 2), dtype=np.float32)).shape == (0,)


def test_packed_trees_score_as_before(model: TreeModel) -> None:
    """What is stored comes back with the same names and scores."""
    table = np.array([[0, 9], [3, 3]], dtype=np.float32)
    back = unpack_trees(pack_trees(model))

    assert back.columns == model.columns
    assert back.logits(table).tolist() == model.logits(table).tolist()


def test_fitted_trees_score_as_the_library_that_fitted_them() -> None:
    """The plain arrays give the scores of the library, and one fit equals the next."""
    pytest.importorskip("sklearn")
    from training.boosting import OF_TRIGGERS, Numbers, fit_boosted, fit_trees

    rng = np.random.default_rng(0)
    table = rng.normal(size=(600, 3)).astype(np.float32)
    labels = table[:, 0] * table[:, 1] > 0.2
    numbers = Numbers(("a", "b", "c"), table, labels)

    scores = fit_trees(numbers, OF_TRIGGERS).logits(table)

    assert np.abs(scores - fit_boosted(numbers, OF_TRIGGERS).decision_function(table)).max() < 1e-4
    assert scores.tolist() == fit_trees(numbers, OF_TRIGGERS).logits(table).tolist()
