"""Linear models over sparse, named features: the whole of what the trained parts need at run time.

A model maps a list of feature names to one score a label. Names that training did not keep weigh nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import exp
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from reportedly.errors import InternalError

_SCALE = "__scale"


@dataclass(frozen=True, slots=True)
class LinearModel:
    """Weights of one model: `weights[index[feature]]` is a row with one number a label."""

    labels: tuple[str, ...]
    index: dict[str, int]
    weights: NDArray[np.float32]
    bias: NDArray[np.float32]

    def logits(self, features: Sequence[Iterable[str]]) -> NDArray[np.float32]:
        """Return the scores, one row for each list of features, one column a label."""
        index = self.index
        found = [sorted({k for k in map(index.get, names) if k is not None}) for names in features]
        out = np.empty((len(found), len(self.labels)), dtype=np.float32)
        for n, rows in enumerate(found):
            out[n] = self.weights[rows].sum(axis=0) if rows else 0.0
        return np.asarray(out + self.bias, dtype=np.float32)

    def chances(self, features: Sequence[Iterable[str]]) -> NDArray[np.float32]:
        """Return the chances (0 to 1) of each label, each for itself."""
        return np.asarray(1.0 / (1.0 + np.exp(-self.logits(features))), dtype=np.float32)


def logistic(x: float) -> float:
    """Return the logistic function of `x`.

    >>> logistic(0.0)
    0.5
    """
    return 1.0 / (1.0 + exp(-max(-30.0, min(30.0, x))))


def save_models(path: Path, models: dict[str, LinearModel]) -> None:
    """Write the models to one compressed file; weights are rounded to eight bits a number, a scale a label."""
    arrays: dict[str, NDArray[np.generic]] = {}
    for name, model in models.items():
        scale = np.maximum(np.abs(model.weights).max(axis=0, initial=0.0), 1e-9) / 127.0
        kept = sorted(model.index, key=lambda feature: model.index[feature])
        arrays[f"{name}.labels"] = np.array(model.labels)
        arrays[f"{name}.features"] = np.frombuffer("\n".join(kept).encode(), dtype=np.uint8)
        arrays[f"{name}.weights"] = np.round(model.weights / scale).astype(np.int8)
        arrays[f"{name}{_SCALE}"] = scale.astype(np.float32)
        arrays[f"{name}.bias"] = model.bias.astype(np.float32)
    np.savez_compressed(path, **arrays)  # type: ignore[arg-type]  # the stub asks for one dtype


def load_models(path: Path) -> dict[str, LinearModel]:
    """Return the models of a file written by `save_models`.

    Raises: InternalError if the file is not one of ours.
    """
    try:
        with np.load(path, allow_pickle=False) as stored:
            names = sorted(key.removesuffix(".labels") for key in stored.files if key.endswith(".labels"))
            return {name: _load(stored, name) for name in names}
    except (OSError, ValueError, KeyError) as error:
        raise InternalError(
            "R903",
            f"the weights in {path.name} cannot be read ({error}).",
            why="The trained parts of the reading rest on them.",
            fix="reinstall reportedly, or read by rules alone with --rules-only.",
        ) from error


def _load(stored: np.lib.npyio.NpzFile, name: str) -> LinearModel:
    features = stored[f"{name}.features"].tobytes().decode().split("\n")
    weights = stored[f"{name}.weights"].astype(np.float32) * stored[f"{name}{_SCALE}"]
    labels = tuple(str(label) for label in stored[f"{name}.labels"])
    return LinearModel(labels, {f: k for k, f in enumerate(features)}, weights, stored[f"{name}.bias"])
