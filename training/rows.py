"""Rows: training examples of each model, from marked articles whose claims are aligned to triggers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from reportedly.model import ClaimType
from reportedly.reading.learned import figure_offers
from reportedly.reading.mentions import Mention
from reportedly.reading.pair_features import (
    figure_features,
    mention_features,
    party_candidates,
    place_candidates,
    set_anchor,
)
from training.gold import Article, Gold
from training.matching import fillers, matches

PARTY_SLOTS = ("actor", "target", "person")
PLACE_SLOTS = ("place", "destination")


@dataclass(slots=True)
class Rows:
    """Examples of one model: features, a yes/no a label, and the number of the article."""

    names: tuple[str, ...]
    features: list[list[str]] = field(default_factory=list)
    labels: list[list[bool]] = field(default_factory=list)
    groups: list[int] = field(default_factory=list)

    def add(self, features: list[str], labels: list[bool], group: int) -> None:
        """Add one example."""
        self.features.append(features)
        self.labels.append(labels)
        self.groups.append(group)


def slot_rows(
    articles: list[Article], aligned: list[list[int | None]], aliases: dict[str, str]
) -> dict[str, Rows]:
    """Return the examples of the models that fill slots: `party`, `place`, `figure`."""
    rows = {"party": Rows(PARTY_SLOTS), "place": Rows(PLACE_SLOTS), "figure": Rows(("quantity",))}
    for group, (article, tokens) in enumerate(zip(articles, aligned, strict=True)):
        for (token, kind), claims in _by_trigger(article, tokens).items():
            anchor = set_anchor(article.scene, token, ClaimType(kind))
            for mention in party_candidates(anchor):
                labels = _labels(mention, claims, PARTY_SLOTS, aliases)
                rows["party"].add(mention_features(anchor, mention), labels, group)
            for mention in place_candidates(anchor):
                labels = _labels(mention, claims, PLACE_SLOTS, aliases)
                rows["place"].add(mention_features(anchor, mention), labels, group)
            for at, quantity, implied in figure_offers(anchor):
                right = any(_same_figure(claim.get("quantity"), quantity) for claim in claims)
                rows["figure"].add(figure_features(anchor, at, quantity, implied=implied), [right], group)
    return rows


def _by_trigger(article: Article, tokens: list[int | None]) -> dict[tuple[int, str], list[Gold]]:
    grouped: dict[tuple[int, str], list[Gold]] = {}
    for claim, token in zip(article.claims, tokens, strict=True):
        if token is not None:
            grouped.setdefault((token, claim["type"]), []).append(claim)
    return grouped


def _labels(mention: Mention, claims: list[Gold], slots: tuple[str, ...], aliases: dict[str, str]) -> list[bool]:
    return [any(matches(mention, fillers(claim.get(slot)), aliases) for claim in claims) for slot in slots]


def _same_figure(gold: Any, quantity: Any) -> bool:  # Any: JSON on one side
    return bool(gold) and (gold["low"], gold["high"], gold["unit"]) == (quantity.low, quantity.high, quantity.unit)
