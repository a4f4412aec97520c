"""Linear models: scores."""

from __future__ import annotations

import numpy as np
import pytest

from reportedly.reading.claims.keys import Keys, keys_of
from reportedly.reading.claims.linear import LinearModel, choice_chances, join_models


@pytest.fixture
def model() -> LinearModel:
    """Return a model of two features and two labels."""
    weights = np.array([[1.0, -1.0], [0.5, 0.0]], dtype=np.float32)
    return LinearModel(("yes", "no"), keys_of(["a", "b"]), weights, np.array([0.25, 0.0], dtype=np.float32))


def table(*rows: tuple[str, ...]) -> Keys:
    """Return a table of keys from rows of names, a row a feature, a column a candidate."""
    return np.array([keys_of(row) for row in rows])


def test_scores_are_sums_of_weights_and_bias(model: LinearModel) -> None:
    """A candidate's scores are the bias and the weights of its known features."""
    scores = model.logits(table(("a", ""), ("b", "unknown")))

    assert scores.tolist() == [[1.75, -1.0], [0.25, 0.0]]


def test_a_model_without_features_gives_its_bias() -> None:
    """A model that training left without features scores every candidate alike."""
    empty = LinearModel(("yes",), keys_of([]), np.zeros((0, 1), np.float32), np.ones(1, np.float32))

    assert empty.logits(table(("a", "b"))).tolist() == [[1.0], [1.0]]


def test_joined_models_score_as_each_alone(model: LinearModel) -> None:
    """A joined model gives the scores of both, side by side."""
    other = LinearModel(("maybe",), keys_of(["b"]), np.array([[2.0]], np.float32), np.zeros(1, np.float32))
    keys = table(("a", "b"))

    joined = join_models(model, other).logits(keys)

    assert joined.tolist() == np.hstack([model.logits(keys), other.logits(keys)]).tolist()


def test_candidates_of_a_question_share_its_chances_with_none_of_them() -> None:
    """Two equal candidates and "none", all of score 0, have a third each; one alone has half."""
    scores = np.zeros((3, 1), dtype=np.float32)

    found = choice_chances(scores, np.array([0, 0, 4]))

    assert found[:, 0].tolist() == pytest.approx([1 / 3, 1 / 3, 1 / 2])


def test_no_candidates_have_no_chances() -> None:
    """A text without candidates gives an empty table."""
    assert choice_chances(np.zeros((0, 2), np.float32), np.zeros(0, np.int64)).shape == (0, 2)


def test_a_candidate_alone_scores_as_it_does_among_others() -> None:
    """The sum of a candidate's weights is the same to the last bit, whatever stands beside it."""
    names = [str(number) for number in range(60)]
    weights = np.random.default_rng(1).normal(size=(60, 1)).astype(np.float32)
    model = LinearModel(("yes",), keys_of(names), weights, np.zeros(1, np.float32))
    keys = table(*((name, names[0]) for name in names))

    assert model.logits(keys[:, :1]).tolist() == model.logits(keys)[:1].tolist()
