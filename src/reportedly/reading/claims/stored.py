"""Stored models: one file of weights, written by training and read once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from reportedly.errors import InternalError
from reportedly.reading.claims.linear import LinearModel
from reportedly.reading.claims.trees import TreeModel, pack_trees, unpack_trees

_SCALE = "__scale"
_LINEAR, _TREES = ".labels", ".edges"  # what tells the two kinds apart


@dataclass(frozen=True, slots=True)
class Models:
    """The models of a reader by name, and the lemmas that training offered as triggers."""

    linear: dict[str, LinearModel]
    trees: dict[str, TreeModel]
    offered: list[str]


def save_models(path: Path, models: Models) -> None:
    """Write the models to one compressed file; linear weights have eight bits, and each label a scale."""
    arrays: dict[str, NDArray[np.generic]] = {"words": np.array(models.offered)}
    for name, model in models.linear.items():
        scale = np.maximum(np.abs(model.weights).max(axis=0, initial=0.0), 1e-9) / 127.0
        arrays[f"{name}{_LINEAR}"] = np.array(model.labels)
        arrays[f"{name}.keys"] = model.keys
        arrays[f"{name}.weights"] = np.round(model.weights / scale).astype(np.int8)
        arrays[f"{name}{_SCALE}"] = scale.astype(np.float32)
        arrays[f"{name}.bias"] = model.bias.astype(np.float32)
    for name, trees in models.trees.items():
        arrays |= {f"{name}.{part}": array for part, array in pack_trees(trees).items()}
    np.savez_compressed(path, **arrays)  # type: ignore[arg-type]  # the stub asks for one dtype


def load_models(path: Path) -> Models:
    """Return the models of a file written by `save_models`.

    Raises: InternalError (R903) if the file is not one of ours.
    """
    try:
        with np.load(path, allow_pickle=False) as stored:
            linear, trees = _named(stored, _LINEAR), _named(stored, _TREES)
            return Models(
                {name: _load_linear(stored, name) for name in linear},
                {name: unpack_trees(_parts(stored, name)) for name in trees},
                [str(word) for word in stored["words"]],
            )
    except (OSError, ValueError, KeyError, EOFError, BadZipFile) as error:
        raise InternalError(
            "R903",
            f"the weights in {path.name} cannot be read ({error}).",
            why="The trained parts of the reading rest on them.",
            fix="reinstall reportedly, or read by rules alone with --rules-only.",
        ) from error


def _named(stored: np.lib.npyio.NpzFile, ending: str) -> list[str]:
    return sorted(key.removesuffix(ending) for key in stored.files if key.endswith(ending))


def _load_linear(stored: np.lib.npyio.NpzFile, name: str) -> LinearModel:
    weights = stored[f"{name}.weights"].astype(np.float32) * stored[f"{name}{_SCALE}"]
    labels = tuple(str(label) for label in stored[f"{name}{_LINEAR}"])
    return LinearModel(labels, stored[f"{name}.keys"], weights, stored[f"{name}.bias"])


def _parts(stored: np.lib.npyio.NpzFile, name: str) -> dict[str, NDArray[np.generic]]:
    return {key.removeprefix(f"{name}."): stored[key] for key in stored.files if key.startswith(f"{name}.")}
