"""Training: the command of the docs makes weights that the reader takes."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

from reportedly.reading.claims.keys import Features, keys_of
from reportedly.reading.claims.learned import TrainedReader
from reportedly.reading.claims.linear import choice_chances
from reportedly.reading.claims.stored import load_models

ARTICLES = 6
GOLD = Path(__file__).parents[1] / "quality" / "gold.jsonl"


@pytest.mark.slow
def test_training_makes_weights_that_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """From a dozen marked articles the command writes all models of a reader, and says what it made."""
    pytest.importorskip("sklearn")
    from training.__main__ import main

    path = tmp_path / "en.npz"
    monkeypatch.setattr(sys, "argv", ["training", str(GOLD), "--out", str(path)])
    main()
    reader = TrainedReader.of(load_models(path))

    assert reader.offered
    assert reader.score is not None
    assert "trigger_look: " in capsys.readouterr().out


def test_a_contest_learns_who_answers_and_when_nobody_does() -> None:
    """Of two candidates the one with the telling sign wins, and without it "none" does."""
    pytest.importorskip("sklearn")
    from training.fit import fit_contest
    from training.rows import Rows

    rows = Rows(("actor",))
    signs = Features(np.array([keys_of(["agent", "", "far"])]), np.array([False]))
    for article in range(ARTICLES):
        rows.add(article, signs, [[True], [False], [False]], np.array([0, 0, 1]))
    model = fit_contest(rows, strength=10.0)

    chances = choice_chances(model.logits(signs.keys), np.array([0, 0, 1]))[:, 0]

    assert chances[0] > 0.8
    assert max(chances[1:]) < 0.2
