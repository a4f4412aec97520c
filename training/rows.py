"""Rows: training examples of each model, from marked articles whose claims are aligned to triggers."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import accumulate, groupby
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reportedly.model import ClaimType
from reportedly.reading.claims.learned import figure_offers
from reportedly.reading.claims.mentions import Mention
from reportedly.reading.claims.pair_features import (
    Anchor,
    figure_features,
    mention_features,
    party_candidates,
    place_candidates,
    set_anchor,
)
from reportedly.reading.claims.stacking import stack_features, worth_another_look
from reportedly.reading.claims.voices import Voice, voice_candidates, voice_features
from training.gold import Article, Gold
from training.matching import fillers, matches, same_name

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


@dataclass(frozen=True, slots=True)
class Stated:
    """A trigger that states marked claims, with the candidates for its slots."""

    group: int
    anchor: Anchor
    claims: list[Gold]
    parties: list[Mention]
    places: list[Mention]


def stated_triggers(articles: list[Article], aligned: list[list[int | None]]) -> list[Stated]:
    """Return the triggers of all articles, in the order of articles and text."""
    found = []
    for group, (article, tokens) in enumerate(zip(articles, aligned, strict=True)):
        for (token, kind), claims in sorted(_by_trigger(article, tokens).items()):
            anchor = set_anchor(article.scene, token, ClaimType(kind))
            found.append(Stated(group, anchor, claims, party_candidates(anchor), place_candidates(anchor)))
    return found


def mention_rows(stated: list[Stated], slots: tuple[str, ...], aliases: dict[str, str]) -> Rows:
    """Return the examples of the first look at parties or places."""
    rows = Rows(slots)
    for one in stated:
        for mention in candidates(one, slots):
            rows.add(mention_features(one.anchor, mention), _labels(mention, one.claims, slots, aliases), one.group)
    return rows


def candidates(stated: Stated, slots: tuple[str, ...]) -> list[Mention]:
    """Return the candidates for the slots of parties, or of places."""
    return stated.parties if slots == PARTY_SLOTS else stated.places


def figure_rows(stated: list[Stated]) -> Rows:
    """Return the examples of figures."""
    rows = Rows(("quantity",))
    for one in stated:
        for at, quantity, implied in figure_offers(one.anchor):
            right = any(_same_figure(claim.get("quantity"), quantity) for claim in one.claims)
            rows.add(figure_features(one.anchor, at, quantity, implied=implied), [right], one.group)
    return rows


def voice_rows(stated: list[Stated], aliases: dict[str, str]) -> Rows:
    """Return the examples of whose word a claim is; a claim none of whose candidates is right is left out."""
    rows = Rows(("voice",))
    for one in stated:
        voices = voice_candidates(one.anchor.scene, one.anchor.token)
        right = [any(_same_voice(claim, voice, aliases) for claim in one.claims) for voice in voices]
        if len(voices) > 1 and any(right):
            features = voice_features(one.anchor.scene, one.anchor.token, one.anchor.type, voices)
            for names, label in zip(features, right, strict=True):
                rows.add(names, [label], one.group)
    return rows


def _same_voice(claim: Gold, voice: Voice, aliases: dict[str, str]) -> bool:
    golds = [claim["source"], *claim.get("source_any", [])]
    if voice is None or voice.link.text is None:
        return "publisher" in golds
    names = [name for name in (voice.link.text, voice.link.name) if name]
    return any(same_name(gold, name, aliases) for gold in golds if gold != "publisher" for name in names)


def stacked_rows(stated: list[Stated], first: Rows, logits: NDArray[np.float32]) -> Rows:
    """Return the examples of the second look, from the first look's scores out of fold."""
    rows = Rows(first.names)
    offset = 0
    for _, of_article in groupby(stated, key=lambda one: one.group):
        members = list(of_article)
        mentions = [candidates(one, first.names) for one in members]
        starts = [offset + n for n in accumulate((len(m) for m in mentions), initial=0)]
        offset = starts.pop()
        scores = [logits[at : at + len(m)] for at, m in zip(starts, mentions, strict=True)]
        kept = [worth_another_look(of_claim) for of_claim in scores]
        left = [[m[k] for k in ks] for m, ks in zip(mentions, kept, strict=True)]
        of_kept = [of_claim[ks] for of_claim, ks in zip(scores, kept, strict=True)]
        stacked = stack_features([one.anchor for one in members], left, of_kept)
        for at, ks, features in zip(starts, kept, stacked, strict=True):
            for k, names in zip(ks, features, strict=True):
                rows.add(names, first.labels[at + k], members[0].group)
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
