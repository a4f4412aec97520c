"""A chain of days: the forward and the forward-backward pass over many places at once.

A state is a holder and whether the place is contested; arrays are places × days × 2 (calm, contested) × holders. Each
day a calm place may become contested and the other way round, and may change hands, the more easily where it is
contested, at a rate that `rates` gives for each place, day and new holder: changes of hands are news, so they are
looked for on the days that claims name. Plain arrays in, plain arrays out; what they mean is for `control` to say.
Baum-Welch's passes without the learning (L. Rabiner, Proc. IEEE 77(2), 1989), scaled on each day against underflow.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
_LEAST = 1e-12
_MOST_TURNS = 0.9  # of a day's chance, what may change hands at most


@dataclass(frozen=True, slots=True)
class Fighting:
    """Daily chances that fighting starts and ends, and how many times more easily a contested place changes hands."""

    starts: float
    ends: float
    turns: float


def pass_forward(start: Array, rates: Array, signs: Array, fighting: Fighting) -> Array:
    """Return the chance of each state on each day given the signs up to that day.

    `start` is places × 2 × holders, `rates` places × days × holders, `signs` log chances of what was said.
    """
    seen = _scaled(signs)
    chances = np.empty_like(seen)
    now = start
    for day in range(seen.shape[1]):
        if day:
            now = _turn(_flare(now, fighting), _quick(rates[:, day], fighting), back=False)
        now = now * seen[:, day]
        now = now / now.sum(axis=(1, 2), keepdims=True)
        chances[:, day] = now
    return chances


def pass_both(start: Array, rates: Array, signs: Array, fighting: Fighting) -> tuple[Array, Array]:
    """Return the chance of each state on each day given the signs of all days, and that of a change into each holder.

    The changes are places × days × holders: the chance that the place came into that hand on that very day.
    """
    seen = _scaled(signs)
    chances = pass_forward(start, rates, signs, fighting)
    changes = np.zeros(rates.shape)
    later = np.ones_like(start)
    for day in range(seen.shape[1] - 2, -1, -1):
        ahead = later * seen[:, day + 1]
        quick = _quick(rates[:, day + 1], fighting)
        changes[:, day + 1] = _changes(_flare(chances[:, day], fighting), quick, ahead)
        later = _flare(_turn(ahead, quick, back=True), fighting, back=True)
        later = later / later.sum(axis=(1, 2), keepdims=True)
        both = chances[:, day] * later
        chances[:, day] = both / both.sum(axis=(1, 2), keepdims=True)
    return chances, changes


def _quick(rates: Array, fighting: Fighting) -> Array:
    """Return the rates of a day for calm and for contested places, kept below one in sum."""
    both = np.stack([rates, rates * fighting.turns], axis=1)
    total = both.sum(axis=2, keepdims=True)
    return both * np.minimum(1.0, _MOST_TURNS / np.maximum(total, _LEAST))


def _flare(now: Array, fighting: Fighting, *, back: bool = False) -> Array:
    calm, contested = now[:, 0], now[:, 1]
    up, down = fighting.starts, fighting.ends
    if back:
        return np.stack([calm * (1 - up) + contested * up, calm * down + contested * (1 - down)], axis=1)
    return np.stack([calm * (1 - up) + contested * down, calm * up + contested * (1 - down)], axis=1)


def _turn(now: Array, quick: Array, *, back: bool) -> Array:
    """Let places change hands for a day, or carry back what a day ahead says."""
    keeps = now * (1 - quick.sum(axis=2, keepdims=True) + quick)
    if back:
        flow = now * quick
        return keeps + flow.sum(axis=2, keepdims=True) - flow
    return keeps + quick * (now.sum(axis=2, keepdims=True) - now)


def _changes(before: Array, quick: Array, ahead: Array) -> Array:
    """Return the chance of each holder's coming in between two days."""
    came = quick * (before.sum(axis=2, keepdims=True) - before) * ahead
    total = (_turn(before, quick, back=False) * ahead).sum(axis=(1, 2), keepdims=True)
    changed: Array = (came / np.maximum(total, _LEAST)).sum(axis=1)
    return changed


def _scaled(signs: Array) -> Array:
    """Return likelihoods whose greatest is 1 on each day, none of them nought."""
    return np.maximum(np.exp(signs - signs.max(axis=(2, 3), keepdims=True)), _LEAST)
