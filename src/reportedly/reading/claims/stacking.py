"""Stacking: the second look at fillers, once every claim of the article has had its first.

Who acts is often said once and carries over: a candidate is judged again by its first scores, how it ranks among the
candidates, and how the same entity scored for the claims before and after and in the whole article.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

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
from reportedly.reading.claims.linear import chances_of
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

_SLOT_TEMPLATES = Templates.of(
    """
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
)
_PAIR_TEMPLATES = Templates.of("bias\n type\n near\n near label\n p.none\n n.none\n q.none")
_SLOTS = mix(keys_of(["actor or place", "target or destination", "person"]))  # one of a look's slots each
Look = tuple[Pairs, Scores]  # pairs of parties or of places, with the logits of their first look


def worth_another_look(scores: Scores) -> Indices:
    """Return the numbers of the pairs that the first look did not rule out for every slot."""
    return np.flatnonzero(scores.max(axis=1, initial=_NEVER) >= _RULED_OUT)


def stack_features(scene: Scene, standing: Standing) -> list[Features]:
    """Return, for each look, the features of the second look at its pairs.

    The claims of a look stand in the order of the text. Looks are worked on together: what is asked of each slot of
    each pair is asked at once.
    """
    cells, near, anchors = standing.cells, standing.near, standing.looks[0][0].anchors
    columns = {
        "bias": np.ones(len(near), dtype=np.uint64),
        "type": type_keys(anchor.type for anchor in anchors)[cells.claims],
        "near": number_keys(near),
        "label": scene.mentioned.labels[cells.mentions],
    }
    columns |= _rival_columns(scene, standing) | standing.around.columns()
    of_pairs, of_slots = _PAIR_TEMPLATES.features(columns), _SLOT_TEMPLATES.features(columns)
    salted = np.where(of_slots.keys == 0, _ZERO, of_slots.keys + _SLOTS[cells.slots])
    found = []
    for (pairs, scores), at in zip(standing.looks, cells.begins, strict=True):
        count, size = scores.shape[1], len(pairs)
        own = Features(of_pairs.keys[:, at : at + size], of_pairs.favoured)
        table = salted[:, at : at + count * size].reshape(count * len(salted), size)
        found.append(join_features(own, Features(table, np.repeat(of_slots.favoured, count))))
    return found


@dataclass(frozen=True, slots=True)
class Cells:
    """The slots of all pairs in one row: look by look, in each slot by slot, in each pair by pair."""

    claims: Indices
    mentions: Indices
    slots: Indices  # number within the look
    questions: Indices  # number of claim and slot together: what the candidates of a slot compete for
    begins: list[int]  # the first cell of each look
    steps: int  # how much the number of a question grows from one claim to the next
    scores: NDArray[np.float32]

    @classmethod
    def of(cls, looks: list[Look]) -> Cells:
        """Return the cells of the pairs of some looks."""
        counts = [scores.shape[1] for _, scores in looks]
        claims = np.concatenate([np.tile(pairs.claims, n) for (pairs, _), n in zip(looks, counts, strict=True)])
        mentions = np.concatenate([np.tile(pairs.mentions, n) for (pairs, _), n in zip(looks, counts, strict=True)])
        sizes = [len(pairs.claims) for (pairs, _), n in zip(looks, counts, strict=True) for _ in range(n)]
        numbers = np.repeat(np.arange(len(sizes)), sizes)
        slots = np.repeat([slot for n in counts for slot in range(n)], sizes)
        scores = np.concatenate([scores.T.ravel() for _, scores in looks])
        begins = [0, *accumulate(scores.size for _, scores in looks)][:-1]
        return cls(claims, mentions, slots, claims * len(sizes) + numbers, begins, len(sizes), scores)


@dataclass(frozen=True, slots=True)
class Standing:
    """How the pairs of some looks stand to each other: what the later looks go by."""

    looks: list[Look]
    cells: Cells
    near: Indices  # of each cell, how many sentences back its mention stands
    ranks: Indices  # of each cell, its rank among the candidates of its slot
    sizes: Indices  # how many these are
    rivals: Indices  # the cell of its best rival; its own where it has none
    around: Around

    @classmethod
    def of(cls, scene: Scene, looks: list[Look]) -> Standing:
        """Return how the pairs of some looks, which share their claims, stand to each other."""
        cells = Cells.of(looks)
        tokens = np.array([anchor.token for anchor in looks[0][0].anchors], dtype=np.int64)[cells.claims]
        near = sentences_back(scene, tokens, scene.mentioned.heads[cells.mentions])
        return cls(looks, cells, near, *_rank(cells), Around.of(scene, cells))


def _rival_columns(scene: Scene, standing: Standing) -> dict[str, Keys]:
    """Return how each pair stands to the best of its rivals for a slot."""
    cells, near, ranks, rivals = standing.cells, standing.near, standing.ranks, standing.rivals
    alone, leads = standing.sizes == 1, ranks == 0
    bins = _EDGES.searchsorted(cells.scores)
    return {
        "value": number_keys(bins),
        "rank": number_keys(np.minimum(ranks, 3)),
        "rank.low": number_keys(np.minimum(ranks, 2)),
        "alone": flag_keys(alone),
        "own": number_keys(bins // 2),
        "other": np.where(alone, _ZERO, number_keys(bins[rivals] // 2)),
        "leads": np.where(alone, _ZERO, number_keys(leads)),
        "rival.near": number_keys(near[rivals]),
        "pair": _holds(scene, cells.mentions, cells.mentions[rivals]),
    }


def _rank(cells: Cells) -> tuple[Indices, Indices, Indices]:
    """Return ranks, sizes and rivals; equal ones rank in the order of the text."""
    order = np.lexsort((-cells.scores, cells.questions))
    sorted_questions = cells.questions[order]
    begins = np.searchsorted(sorted_questions, cells.questions)
    sizes = np.searchsorted(sorted_questions, cells.questions, side="right") - begins
    ranks = np.empty_like(order)
    ranks[order] = np.arange(len(order))
    ranks -= begins
    return ranks, sizes, order[begins + np.where((ranks == 0) & (sizes > 1), 1, 0)]


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
class Around:
    """How the entities of an article scored, claim by claim; `codes` tell question and entity together, sorted."""

    cells: Cells
    entities: Indices  # of each cell
    count: int  # of entities
    codes: Indices
    best: NDArray[np.float32]  # of each code, the best logit
    rests: NDArray[np.float32]  # of each cell, the expected number of other claims whose slot the entity fills

    @classmethod
    def of(cls, scene: Scene, cells: Cells) -> Around:
        """Return how the entities of the cells scored in the article."""
        entities = scene.mentioned.entities[cells.mentions]
        count = int(entities.max(initial=0)) + 1
        codes, back = np.unique(cells.questions * count + entities, return_inverse=True)
        best = np.full(len(codes), _NEVER, dtype=np.float32)
        np.maximum.at(best, back, cells.scores)
        slots = codes // count % cells.steps * count + codes % count  # of each code, the slot and the entity
        whole = np.bincount(slots, weights=chances_of(best), minlength=cells.steps * count)
        rests = whole[cells.questions % cells.steps * count + entities] - chances_of(cells.scores)
        return cls(cells, entities, count, codes, best, rests)

    def columns(self) -> dict[str, Keys]:
        """Return the classes of the entity's scores for the claims beside, and for all others together."""
        found = {"d": number_keys(_SHARES.searchsorted(self.rests))}
        for (name, _), (best, there) in zip(_AROUND, self.beside(), strict=True):
            found[name] = np.where(there, number_keys(_COARSE.searchsorted(best)), _ZERO)
            found[f"{name}.none"] = flag_keys(~there)
        return found

    def beside(self) -> Iterator[tuple[NDArray[np.float32], NDArray[np.bool_]]]:
        """Yield the entity's best score for the slot one claim before, after, and two before, and where it has one."""
        for _, step in _AROUND:
            wanted = (self.cells.questions + step * self.cells.steps) * self.count + self.entities
            at = np.searchsorted(self.codes, wanted).clip(max=max(0, len(self.codes) - 1))
            yield self.best[at], self.codes[at] == wanted
