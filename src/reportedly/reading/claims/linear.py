"""Linear models over sparse, named features: the whole of what the trained parts need at run time.

A model maps a list of feature names to one score a label. Names that training did not keep weigh nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, chain, zip_longest
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from reportedly.errors import InternalError

_SCALE = "__scale"
_CHUNK = 256  # rows added up at once; bounds the memory of long texts


@dataclass(frozen=True, slots=True)
class LinearModel:
    """Weights of one model: `weights[index[feature]]` is a row with one number a label; `bias` is added to all."""

    labels: tuple[str, ...]
    index: dict[str, int]
    weights: NDArray[np.float32]
    bias: NDArray[np.float32]
    _padded: NDArray[np.float32] = field(init=False, repr=False)  # the weights and a row of nothing

    def __post_init__(self) -> None:
        """Append the row of nothing that stands for the features which a shorter list has not."""
        nothing = np.zeros((1, self.weights.shape[1]), dtype=np.float32)
        object.__setattr__(self, "_padded", np.concatenate([self.weights, nothing]))

    def logits(self, features: Sequence[Iterable[str]]) -> NDArray[np.float32]:
        """Return the scores, one row for each list of features, one column a label."""
        get = self.index.get
        found: list[list[int]] = []
        for names in features:
            rows = set(map(get, names))
            rows.discard(None)
            found.append(sorted(rows))  # type: ignore[arg-type]  # None is discarded
        out = np.empty((len(found), len(self.labels)), dtype=np.float32)
        for at in range(0, len(found), _CHUNK):
            out[at : at + _CHUNK] = self._add_up(found[at : at + _CHUNK])
        return np.asarray(out + self.bias, dtype=np.float32)

    def logits_by_group(self, groups: Sequence[Sequence[Iterable[str]]]) -> list[NDArray[np.float32]]:
        """Return the scores of each group of lists; one call for many small groups is several times faster."""
        together = self.logits([names for group in groups for names in group])
        ends = list(accumulate(map(len, groups)))
        return [together[end - len(group) : end] for end, group in zip(ends, groups, strict=True)]

    def _add_up(self, found: list[list[int]]) -> NDArray[np.float32]:
        """Return the sum of the weights of each list; all are added at once, the first of each, the second, ...

        The order of addition is that of the list, so that equal lists have equal sums and ties stay ties.
        """
        columns = list(zip_longest(*found, fillvalue=len(self.weights)))
        if not columns:
            return np.zeros((len(found), len(self.labels)), dtype=np.float32)
        flat = np.fromiter(chain.from_iterable(columns), dtype=np.intp, count=len(columns) * len(found))
        summed: NDArray[np.float32] = self._padded[flat].reshape(len(columns), -1).sum(axis=0)
        return summed.reshape(len(found), -1)

    def chances(self, features: Sequence[Iterable[str]]) -> NDArray[np.float32]:
        """Return the chances (0 to 1) of each label, each for itself."""
        return chances_of(self.logits(features))


def chances_of(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the logistic function of each score."""
    return np.asarray(1.0 / (1.0 + np.exp(-logits)), dtype=np.float32)


def join_models(*models: LinearModel) -> LinearModel:
    """Return one model with the labels of all, side by side."""
    index: dict[str, int] = {}
    for model in models:
        for name in model.index:
            index.setdefault(name, len(index))
    weights = np.zeros((len(index), sum(len(model.labels) for model in models)), dtype=np.float32)
    at = 0
    for model in models:
        rows = [index[name] for name in model.index]
        weights[rows, at : at + len(model.labels)] = model.weights[list(model.index.values())]
        at += len(model.labels)
    labels = tuple(label for model in models for label in model.labels)
    return LinearModel(labels, index, weights, np.concatenate([model.bias for model in models]))


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
