"""Nearness: what the places around a place say of who holds it, where they are of one mind.

A front moves over districts, not over dots; but a place on the front has neighbours on both sides, so that distance
alone would give it to whoever has more towns. Neighbours therefore count only where nearly all are in one hand. Off by
default in what is shown, and named as a reason wherever it is on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from reportedly.weighing import constants as table
from reportedly.weighing.chain import Array

_EARTH_KM = 6371.0
_REACH = 8  # so many times `near_km` away weight is nil


def nearness(places: Sequence[str], points: Mapping[str, tuple[float, float]], near_km: float) -> Array:
    """Return how much each place hears of each other one; rows add up to less than one, nought where no point is known.

    Weight halves with each `near_km`; a place with few neighbours hears less.
    """
    known = np.array([place in points for place in places], dtype=bool)
    lat = np.radians([points.get(place, (0.0, 0.0))[0] for place in places])
    lon = np.radians([points.get(place, (0.0, 0.0))[1] for place in places])
    east = (lon[:, None] - lon[None, :]) * np.cos((lat[:, None] + lat[None, :]) / 2)
    km = _EARTH_KM * np.hypot(east, lat[:, None] - lat[None, :])
    weight = np.where(km < _REACH * near_km, 0.5 ** (km / near_km), 0.0) * known[:, None] * known[None, :]
    np.fill_diagonal(weight, 0.0)
    shares: Array = weight / (weight.sum(axis=1, keepdims=True) + table.ALONE)
    return shares


def agree_around(holders: Array, near: Array, *, one_mind: float) -> Array:
    """Return from 0 to 1 how far the places around each place are in each hand, for each day; 0 below `one_mind`."""
    if not near.any():
        return np.zeros_like(holders)
    around = np.einsum("ij,jtk->itk", near, holders, optimize=True)
    alike: Array = np.clip((around - one_mind) / (1 - one_mind), 0, 1)
    return alike
