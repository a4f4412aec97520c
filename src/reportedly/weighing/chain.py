"""A chain of days: the forward and the forward-backward pass over many places at once.

Arrays are places × days × states. Each day a place may change its state, at a rate that `rates` gives for each place,
day and new state: changes are news, so they are looked for on the days that claims name. Plain arrays in, plain arrays
out; what they mean is for `control` to say. Baum-Welch's passes without the learning (L. Rabiner, Proc. IEEE 77(2),
1989), scaled on each day against underflow.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
_LEAST = 1e-12
_MOST_TURNS = 0.5  # of a day's chance, what may change state at most


def pass_forward(start: Array, rates: Array, signs: Array) -> Array:
    """Return the chance of each state on each day given the signs up to that day.

    `start` is places × states, `rates` places × days × states, `signs` the log chances of what was said.
    """
    return _forward(start, _bounded(rates), _scaled(signs))


def pass_both(start: Array, rates: Array, signs: Array) -> tuple[Array, Array]:
    """Return the chance of each state on each day given the signs of all days, and that of a change into each state.

    The changes are places × days × states: the chance that the place came into that state on that very day.
    """
    seen, quick = _scaled(signs), _bounded(rates)
    chances = _forward(start, quick, seen)
    changes = np.zeros(rates.shape)
    later = np.ones_like(start)
    for day in range(seen.shape[1] - 2, -1, -1):
        ahead = later * seen[:, day + 1]
        changes[:, day + 1] = _changes(chances[:, day], quick[:, day + 1], ahead)
        later = _turn_back(ahead, quick[:, day + 1])
        later = later / later.sum(axis=1, keepdims=True)
        both = chances[:, day] * later
        chances[:, day] = both / both.sum(axis=1, keepdims=True)
    return chances, changes


def _forward(start: Array, quick: Array, seen: Array) -> Array:
    chances = np.empty_like(seen)
    now = start
    for day in range(seen.shape[1]):
        now = (_turn(now, quick[:, day]) if day else now) * seen[:, day]
        now = now / now.sum(axis=1, keepdims=True)
        chances[:, day] = now
    return chances


def _bounded(rates: Array) -> Array:
    """Return the rates, kept below one in sum over the states."""
    total = rates.sum(axis=2, keepdims=True)
    bounded: Array = rates * np.minimum(1.0, _MOST_TURNS / np.maximum(total, _LEAST))
    return bounded


def _turn(now: Array, quick: Array) -> Array:
    """Let a day pass."""
    keeps = now * (1 - quick.sum(axis=1, keepdims=True) + quick)
    turned: Array = keeps + quick * (now.sum(axis=1, keepdims=True) - now)
    return turned


def _turn_back(ahead: Array, quick: Array) -> Array:
    """Carry back over a day what the days ahead say."""
    flow = ahead * quick
    keeps = ahead * (1 - quick.sum(axis=1, keepdims=True) + quick)
    carried: Array = keeps + flow.sum(axis=1, keepdims=True) - flow
    return carried


def _changes(before: Array, quick: Array, ahead: Array) -> Array:
    """Return the chance of each state's coming in between two days."""
    came = quick * (before.sum(axis=1, keepdims=True) - before) * ahead
    changed: Array = came / np.maximum((_turn(before, quick) * ahead).sum(axis=1, keepdims=True), _LEAST)
    return changed


def _scaled(signs: Array) -> Array:
    """Return likelihoods whose greatest is 1 on each day, none of them nought."""
    scaled: Array = np.maximum(np.exp(signs - signs.max(axis=2, keepdims=True)), _LEAST)
    return scaled
