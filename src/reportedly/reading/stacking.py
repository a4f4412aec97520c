"""Stacking: the second look at fillers, once every claim of the article has had its first.

Who acts is often said once and carries over: a candidate is judged again by its first scores, how it ranks among the
candidates, and how the same entity scored for the claims before and after and in the whole article.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from reportedly.reading.mentions import Mention

Scores = NDArray[np.float32]  # one row a candidate, one column a slot, as logits
_EDGES = np.array([-7.0, -5.5, -4.5, -3.5, -2.75, -2.0, -1.5, -1.0, -0.5, 0.0, 0.5, 1.0, 1.75, 2.5, 3.5])
_NOTHING = np.zeros(1, dtype=np.float32)
_COARSE = np.array([-5.0, -3.0, -1.5, -0.5, 0.5, 2.0])


def stack_features(kinds: list[str], candidates: list[list[Mention]], scores: list[Scores]) -> list[list[list[str]]]:
    """Return for each claim, and each of its candidates, the features of the second look.

    `kinds` are the types of the claims in the order of the text; `scores` the logits of the first look.
    """
    entities = [_by_entity(mentions, rows) for mentions, rows in zip(candidates, scores, strict=True)]
    whole = _sum_up(entities)
    found = []
    for n, (kind, mentions, rows) in enumerate(zip(kinds, candidates, scores, strict=True)):
        ranks = np.argsort(np.argsort(-rows, axis=0, kind="stable"), axis=0, kind="stable")
        bins = np.searchsorted(_EDGES, rows)
        context = [(name, entities[k]) for name, k in (("p", n - 1), ("n", n + 1), ("q", n - 2)) if 0 <= k < len(kinds)]
        found.append(
            [
                [*_own(kind, bins[m], ranks[m]), *_context(kind, mention.entity, context, whole, rows[m])]
                for m, mention in enumerate(mentions)
            ]
        )
    return found


def _by_entity(mentions: list[Mention], rows: Scores) -> dict[str, Scores]:
    best: dict[str, Scores] = {}
    for mention, row in zip(mentions, rows, strict=True):
        held = best.get(mention.entity)
        best[mention.entity] = row if held is None else np.maximum(held, row)
    return best


def _sum_up(entities: list[dict[str, Scores]]) -> dict[str, Scores]:
    """Return for each entity the expected number of claims whose slot it fills."""
    total: dict[str, Scores] = {}
    for of_claim in entities:
        for entity, row in of_claim.items():
            total[entity] = total.get(entity, _NOTHING) + _chance(row)
    return total


def _chance(row: Scores) -> Scores:
    return np.asarray(1 / (1 + np.exp(-row)), dtype=np.float32)


def _own(kind: str, bins: NDArray[np.int64], ranks: NDArray[np.int64]) -> list[str]:
    found = ["bias", f"t={kind}"]
    for slot, (value, rank) in enumerate(zip(bins.tolist(), ranks.tolist(), strict=True)):
        found += [
            f"{slot}:{value}",
            f"{slot}:{value}|{kind}",
            f"{slot}r{min(rank, 3)}",
            f"{slot}:{value}r{min(rank, 2)}",
        ]
    return found


def _context(
    kind: str, entity: str, context: list[tuple[str, dict[str, Scores]]], whole: dict[str, Scores], row: Scores
) -> list[str]:
    found = []
    for name, of_claim in context:
        scores = of_claim.get(entity)
        if scores is None:
            found.append(f"{name}-")
            continue
        for slot, value in enumerate(np.searchsorted(_COARSE, scores).tolist()):
            found += [f"{name}{slot}:{value}", f"{name}{slot}:{value}|{kind}"]
    rest = whole[entity] - _chance(row)
    for slot, value in enumerate(np.searchsorted([0.1, 0.3, 0.7, 1.2, 2.2, 4.0], rest).tolist()):
        found += [f"d{slot}:{value}", f"d{slot}:{value}|{kind}"]
    return found
