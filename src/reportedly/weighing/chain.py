"""A chain of days: the forward and the forward-backward pass over many places at once.

Arrays are places × days × states. Each day a place may change its state, at a rate that `rates` gives for each place,
day and new state: changes are news, so they are looked for on the days that claims name. Since the rate of coming into
a state is the same from wherever, a day is a few products and one sum. Plain arrays in, plain arrays out; what they
mean is for `control` to say. Baum-Welch's passes without the learning (L. Rabiner, Proc. IEEE 77(2), 1989), scaled on
each day against underflow.
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
    return _by_place(_forward(start.T, _bounded(_by_day(rates)), _scaled(_by_day(signs))))


def pass_both(start: Array, rates: Array, signs: Array, *, many: Array | None = None) -> tuple[Array, Array]:
    """Return the chance of each state on each day given the signs of all days, and that of a change into each state.

    The changes are places × days × states: the chance that the place came into that state on that very day. `many` is
    places × states: how many like states one stands for, between which a place may change too.
    """
    seen, quick = _scaled(_by_day(signs)), _bounded(_by_day(rates))
    alone = rates.shape[2] == 1  # a single state is never in doubt
    before = np.ones_like(seen) if alone else _forward(start.T, quick, seen)
    ahead = np.ones_like(seen) if alone else _ahead(quick, seen)
    changes = np.zeros_like(before)
    changes[1:] = _changes(before[:-1], quick[1:], ahead[1:], np.ones_like(start.T) if many is None else many.T)
    chances = before * (ahead / seen)
    chances /= chances.sum(axis=1, keepdims=True)
    return _by_place(chances), _by_place(changes)


def _by_day(array: Array) -> Array:
    """Return an array as days × states × places, so that a day lies together in memory and places side by side."""
    return np.ascontiguousarray(array.transpose(1, 2, 0))


def _by_place(array: Array) -> Array:
    return np.ascontiguousarray(array.transpose(2, 0, 1))


def _forward(start: Array, quick: Array, seen: Array) -> Array:
    chances = np.empty_like(seen)
    stay = 1 - quick.sum(axis=1, keepdims=True)
    now = start
    for day in range(len(seen)):
        here = np.multiply(now, stay[day] if day else 1.0, out=chances[day])
        if day:
            here += quick[day]
        here *= seen[day]
        here /= np.add.reduce(here, axis=0)
        now = here
    return chances


def _ahead(quick: Array, seen: Array) -> Array:
    """Return for each day how well each state goes with what is said from that day on."""
    ahead = np.empty_like(seen)
    stay = 1 - quick.sum(axis=1, keepdims=True)
    later = np.ones_like(seen[0])
    for day in range(len(seen) - 1, -1, -1):
        now = np.multiply(later, seen[day], out=ahead[day])
        flow = np.add.reduce(now * quick[day], axis=0)
        later = now * stay[day]
        later += flow
        later /= np.add.reduce(later, axis=0)
    return ahead


def _bounded(rates: Array) -> Array:
    """Return the rates, kept below one in sum over the states."""
    total = rates.sum(axis=1, keepdims=True)
    bounded: Array = rates * np.minimum(1.0, _MOST_TURNS / np.maximum(total, _LEAST))
    return bounded


def _changes(before: Array, quick: Array, ahead: Array, many: Array) -> Array:
    """Return the chance of each state's coming in between two days; chances of a day add up to one."""
    came = quick * (1 - before / many) * ahead
    turned = before * (1 - quick.sum(axis=1, keepdims=True)) + quick
    changed: Array = came / np.maximum((turned * ahead).sum(axis=1, keepdims=True), _LEAST)
    return changed


def _scaled(signs: Array) -> Array:
    """Return likelihoods whose greatest is 1 on each day, none of them nought."""
    scaled: Array = np.maximum(np.exp(signs - signs.max(axis=1, keepdims=True)), _LEAST)
    return scaled
