"""Stacking: the second look at fillers, once every claim of the article has had its first.

Who acts is often said once and carries over: a candidate is judged again by its first scores, how it ranks among the
candidates, and how the same entity scored for the claims before and after and in the whole article.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reportedly.reading.claims.keys import (
    Features,
    Indices,
    Keys,
    Templates,
    flag_keys,
    join_features,
    keys_of,
    mix,
    number_keys,
)
from reportedly.reading.claims.pair_features import Pairs, sentences_back
from reportedly.reading.claims.scene import Scene, type_keys

Scores = NDArray[np.float32]  # one row a pair, one column a slot, as logits
_EDGES = np.array([-7.0, -5.5, -4.5, -3.5, -2.75, -2.0, -1.5, -1.0, -0.5, 0.0, 0.5, 1.0, 1.75, 2.5, 3.5])

_RULED_OUT = -4.0  # a logit; a third of the pairs fall below it (15,000 of 42,000 in 132 articles)
_COARSE = np.array([-5.0, -3.0, -1.5, -0.5, 0.5, 2.0])
_SHARES = np.array([0.1, 0.3, 0.7, 1.2, 2.2, 4.0])  # expected claims
_NEVER = np.float32(-1e9)
_AROUND = (("p", -1), ("n", 1), ("q", -2))  # claims beside, by the name of their columns
_ZERO = np.uint64(0)
_SPREAD = np.uint64(0xA0761D6478BD642F)

_OF_SLOT = """
    value
    value type
    rank
    value rank.low
    alone
    other own
    other near
    leads near rival.near
    pair near other
    d
    d type
    p
    p type
    n
    n type
    q
    q type
"""
_SLOT_TEMPLATES = [Templates.of(_OF_SLOT, name=f"slot {slot}") for slot in range(3)]
_PAIR_TEMPLATES = Templates.of("bias\n type\n near\n near label\n p.none\n n.none\n q.none")


def worth_another_look(scores: Scores) -> Indices:
    """Return the numbers of the pairs that the first look did not rule out for every slot."""
    return np.flatnonzero(scores.max(axis=1, initial=_NEVER) >= _RULED_OUT)


@dataclass(frozen=True, slots=True)
class _Table:
    """The scores of one article as a grid of claims and candidates, and where each pair stands in it."""

    rows: Indices
    places: Indices
    grid: Scores  # claims x candidates x slots, or of one slot claims x candidates

    @classmethod
    def of(cls, pairs: Pairs, scores: Scores) -> _Table:
        begins = np.searchsorted(pairs.claims, np.arange(len(pairs.anchors)))
        places = np.arange(len(pairs.claims)) - begins[pairs.claims]
        grid = np.full((len(pairs.anchors), int(places.max(initial=0)) + 1, scores.shape[1]), _NEVER, dtype=np.float32)
        grid[pairs.claims, places] = scores
        return cls(pairs.claims, places, grid)

    def of_slot(self, slot: int) -> _Table:
        """Return the table of one slot."""
        return _Table(self.rows, self.places, self.grid[:, :, slot])


def stack_features(scene: Scene, pairs: Pairs, scores: Scores) -> Features:
    """Return the features of the second look at all pairs; `scores` are the logits of the first.

    The claims of the pairs stand in the order of the text.
    """
    tokens = np.array([anchor.token for anchor in pairs.anchors], dtype=np.int64)[pairs.claims]
    near = sentences_back(scene, tokens, scene.mentioned.heads[pairs.mentions])
    types = type_keys([anchor.type for anchor in pairs.anchors])[pairs.claims]
    columns = {
        "bias": np.ones(len(near), dtype=np.uint64),
        "type": types,
        "near": number_keys(near),
        "label": scene.mentioned.labels[pairs.mentions],
    }
    table, around = _Table.of(pairs, scores), _Around.of(scene, pairs, scores)
    columns |= {f"{name}.none": around.missing(step) for name, step in _AROUND}
    found = [_PAIR_TEMPLATES.features(columns)]
    for slot in range(scores.shape[1]):
        own = _slot_columns(scene, pairs, scores[:, slot], table.of_slot(slot), near)
        own |= {name: around.keys(step, slot) for name, step in _AROUND} | {"d": around.rest(slot)}
        found.append(_SLOT_TEMPLATES[slot].features(columns | own))
    return join_features(*found)


def _slot_columns(
    scene: Scene, pairs: Pairs, scores: NDArray[np.float32], table: _Table, near: Indices
) -> dict[str, Keys]:
    """Return how each pair stands to the best of its rivals for a slot."""
    order = (-table.grid).argsort(axis=1, kind="stable")
    ranks = order.argsort(axis=1, kind="stable")[table.rows, table.places]
    alone = np.bincount(table.rows, minlength=len(table.grid))[table.rows] == 1
    leads = ranks == 0
    rivals = np.where(leads, order[table.rows, min(1, order.shape[1] - 1)], order[table.rows, 0])
    begins = np.searchsorted(table.rows, np.arange(len(table.grid)))
    rival = np.minimum(begins[table.rows] + rivals, len(scores) - 1)  # a pair's row; its own where it is alone
    bins = _EDGES.searchsorted(scores)
    other = np.where(alone, _ZERO, number_keys(bins[rival] // 2))
    return {
        "value": number_keys(bins),
        "rank": number_keys(np.minimum(ranks, 3)),
        "rank.low": number_keys(np.minimum(ranks, 2)),
        "alone": np.where(alone, number_keys([1]), _ZERO),
        "own": number_keys(bins // 2),
        "other": other,
        "leads": np.where(alone, _ZERO, number_keys(leads)),
        "rival.near": number_keys(near[rival]),
        "pair": _holds(scene, pairs.mentions, pairs.mentions[rival]),
    }


def _holds(scene: Scene, mentions: Indices, rivals: Indices) -> Keys:
    """Return how two candidates stand to each other: a region and a place in it, or two of a kind."""
    m = scene.mentioned
    country, admin1, kind = m.places_in
    wide, land = m.wide, kind == _COUNTRY
    inside = (country[mentions] == country[rivals]) & (
        (admin1[mentions] == admin1[rivals]) | land[mentions] | land[rivals]
    )
    regions = number_keys(8 + 4 * wide[mentions] + 2 * wide[rivals] + inside)
    located = (kind[mentions] != 0) & (kind[rivals] != 0)
    return np.where(located, regions, mix(m.labels[mentions] * _SPREAD + m.labels[rivals]))


_COUNTRY = keys_of(["country"])[0]


@dataclass(frozen=True, slots=True)
class _Around:
    """How the entities of an article scored, claim by claim; `codes` tell claim and entity together, sorted."""

    claims: Indices  # of each pair
    entities: Indices  # of each pair
    count: int  # of entities
    codes: Indices
    best: Scores  # of each code, the best logits
    rests: Scores  # of each pair, the expected number of other claims whose slots the entity fills

    @classmethod
    def of(cls, scene: Scene, pairs: Pairs, scores: Scores) -> _Around:
        entities = scene.mentioned.entities[pairs.mentions]
        count = int(entities.max(initial=0)) + 1
        codes, back = np.unique(pairs.claims * count + entities, return_inverse=True)
        best = np.full((len(codes), scores.shape[1]), _NEVER, dtype=np.float32)
        np.maximum.at(best, back, scores)
        whole = np.zeros((count, scores.shape[1]), dtype=np.float32)
        np.add.at(whole, codes % count, _chance(best))
        return cls(pairs.claims, entities, count, codes, best, whole[entities] - _chance(scores))

    def _beside(self, step: int) -> tuple[Indices, NDArray[np.bool_]]:
        """Return where the entity's scores for the claim beside stand, and whether there are any."""
        wanted = (self.claims + step) * self.count + self.entities
        at = np.minimum(np.searchsorted(self.codes, wanted), len(self.codes) - 1)
        return at, self.codes[at] == wanted

    def missing(self, step: int) -> Keys:
        """Return the key of 1 for pairs whose entity is no candidate of the claim beside."""
        return flag_keys(~self._beside(step)[1])

    def keys(self, step: int, slot: int) -> Keys:
        """Return the class of the entity's score for the claim beside, 0 where it has none."""
        at, there = self._beside(step)
        return np.where(there, number_keys(_COARSE.searchsorted(self.best[at, slot])), _ZERO)

    def rest(self, slot: int) -> Keys:
        """Return the class of the number of other claims whose slot the entity is expected to fill."""
        return number_keys(_SHARES.searchsorted(self.rests[:, slot]))


def _chance(logits: Scores) -> Scores:
    return np.asarray(1 / (1 + np.exp(np.minimum(-logits, 80))), dtype=np.float32)
