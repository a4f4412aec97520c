"""Stacking: the second look at fillers, once every claim of the article has had its first.

Who acts is often said once and carries over: a candidate is judged again by its first scores, how it ranks among the
candidates, and how the same entity scored for the claims before and after and in the whole article.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from reportedly.model import Party
from reportedly.reading.claims.mentions import Mention
from reportedly.reading.claims.pair_features import Anchor, sentences_back

Scores = NDArray[np.float32]  # one row a candidate, one column a slot, as logits
_EDGES = np.array([-7.0, -5.5, -4.5, -3.5, -2.75, -2.0, -1.5, -1.0, -0.5, 0.0, 0.5, 1.0, 1.75, 2.5, 3.5])
_WIDE = frozenset({"country", "admin1", "region", "demonym"})
_RULED_OUT = -4.0  # a logit; a third of the pairs fall below it (15,000 of 42,000 in 132 articles)
_NOTHING = np.zeros(1, dtype=np.float32)
_COARSE = np.array([-5.0, -3.0, -1.5, -0.5, 0.5, 2.0])
_SHARES = np.array([0.1, 0.3, 0.7, 1.2, 2.2, 4.0])  # expected claims


def worth_another_look(rows: Scores) -> list[int]:
    """Return which candidates the first look did not rule out for every slot."""
    return np.flatnonzero(rows.max(axis=1, initial=-np.inf) >= _RULED_OUT).tolist()


def stack_features(
    anchors: list[Anchor], candidates: list[list[Mention]], scores: list[Scores]
) -> list[list[list[str]]]:
    """Return for each claim, and each of its candidates, the features of the second look.

    `anchors` are the claims' triggers in the order of the text; `scores` the logits of the first look.
    """
    entities = [_by_entity(mentions, rows) for mentions, rows in zip(candidates, scores, strict=True)]
    whole, leans = _sum_up(entities), [_lean(of_claim) for of_claim in entities]
    found: list[list[list[str]]] = []
    for n, (anchor, mentions, rows) in enumerate(zip(anchors, candidates, scores, strict=True)):
        if not mentions:
            found.append([])
            continue
        bins = _EDGES.searchsorted(rows).tolist()
        order = (-rows).argsort(axis=0, kind="stable")
        orders, ranks = order.T.tolist(), order.argsort(axis=0, kind="stable").tolist()
        rests = _SHARES.searchsorted(np.array([whole[m.entity] for m in mentions]) - _chance(rows)).tolist()
        around = [(name, n + k) for name, k in (("p", -1), ("n", 1), ("q", -2)) if 0 <= n + k < len(anchors)]
        context = [(name, leans[k]) for name, k in around]
        nears = [sentences_back(anchor, mention) for mention in mentions]
        kind = anchor.type.value
        found.append(
            [
                [
                    *_own(kind, bins[m], ranks[m]),
                    *_rivals(mentions, nears, bins, orders, m),
                    *_context(kind, mention.entity, context, rests[m]),
                ]
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


def _lean(of_claim: dict[str, Scores]) -> dict[str, list[int]]:
    """Return for each entity the coarse classes of its scores."""
    if not of_claim:
        return {}
    return dict(zip(of_claim, _COARSE.searchsorted(np.array(list(of_claim.values()))).tolist(), strict=True))


def _sum_up(entities: list[dict[str, Scores]]) -> dict[str, Scores]:
    """Return for each entity the expected number of claims whose slot it fills."""
    total: dict[str, Scores] = {}
    for of_claim in filter(None, entities):
        for entity, row in zip(of_claim, _chance(np.array(list(of_claim.values()))), strict=True):
            total[entity] = total.get(entity, _NOTHING) + row
    return total


def _chance(row: Scores) -> Scores:
    return np.asarray(1 / (1 + np.exp(-row)), dtype=np.float32)


def _own(kind: str, bins: list[int], ranks: list[int]) -> list[str]:
    found = ["bias", f"t={kind}"]
    for slot, (value, rank) in enumerate(zip(bins, ranks, strict=True)):
        found += _score_names(slot, value, min(rank, 3), kind)
    return found


@lru_cache(maxsize=1 << 14)  # the names are few, and asked for millions of times
def _score_names(slot: int, value: int, rank: int, kind: str) -> tuple[str, ...]:
    return f"{slot}:{value}", f"{slot}:{value}|{kind}", f"{slot}r{rank}", f"{slot}:{value}r{min(rank, 2)}"


@lru_cache(maxsize=1 << 14)
def _class_names(name: str, slot: int, value: int, kind: str) -> tuple[str, ...]:
    return f"{name}{slot}:{value}", f"{name}{slot}:{value}|{kind}"


def _rivals(
    mentions: list[Mention], nears: list[int], bins: list[list[int]], orders: list[list[int]], m: int
) -> list[str]:
    """Return how candidate `m` stands to the best of the others, slot by slot, and where in the text it stands."""
    near = nears[m]
    found = [f"at={near}", f"at={near}|{mentions[m].label}"]
    for slot, order in enumerate(orders):
        if len(order) == 1:
            found.append(f"{slot}alone")
            continue
        leads = order[0] == m
        rival = order[1] if leads else order[0]
        own, other = bins[m][slot] // 2, bins[rival][slot] // 2
        found += [
            f"{slot}v{other}|{own}",
            f"{slot}v{other}|{near}",
            f"{slot}v{leads}|{near}|{nears[rival]}",
            f"{slot}v{_holds(mentions[m], mentions[rival])}|{near}|{other}",
        ]
    return found


def _holds(mention: Mention, rival: Mention) -> str:
    """Return how two candidates stand to each other: a region and a place in it, or two of a kind."""
    one, other = mention.record, rival.record
    if isinstance(one, Party) or isinstance(other, Party):
        return f"{mention.label}&{rival.label}"
    wide = one.kind in _WIDE, other.kind in _WIDE
    inside = one.country == other.country and (one.admin1 == other.admin1 or "country" in (one.kind, other.kind))
    return f"{wide[0]}&{wide[1]}&{inside}"


def _context(kind: str, entity: str, context: list[tuple[str, dict[str, list[int]]]], rest: list[int]) -> list[str]:
    found = []
    for name, of_claim in context:
        bins = of_claim.get(entity)
        if bins is None:
            found.append(f"{name}-")
            continue
        for slot, value in enumerate(bins):
            found += _class_names(name, slot, value, kind)
    for slot, value in enumerate(rest):
        found += _class_names("d", slot, value, kind)
    return found
