"""Training: the command of the docs makes weights that the reader takes."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from reportedly.reading.claims.learned import TrainedReader
from reportedly.reading.claims.stored import load_models

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
