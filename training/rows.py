"""Rows: training examples of each model, from marked articles whose claims are aligned to triggers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reportedly.model import ClaimType
from reportedly.reading.claims.figure_features import figure_features, figure_offers
from reportedly.reading.claims.keys import Features, Indices
from reportedly.reading.claims.mentions import Mention
from reportedly.reading.claims.pair_features import pair_features
from reportedly.reading.claims.pairs import Anchor, Pairs, party_pairs, place_pairs, set_anchor
from reportedly.reading.claims.scenes import Scenes
from reportedly.reading.claims.standing import Scores, Standing, worth_another_look
from reportedly.reading.claims.voices import Voice, Voices, voice_candidates, voice_features
from training.gold import Article, Gold
from training.matching import fillers, matches, same_name

PARTY_SLOTS = ("actor", "target", "person")
PLACE_SLOTS = ("place", "destination")
Labels = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Block:
    """The examples of one article: a column of keys, a row of labels, and the question it is offered for, for each."""

    article: int
    features: Features
    labels: Labels
    questions: Indices


@dataclass(slots=True)
class Rows:
    """Examples of one model, a yes/no a label, by article."""

    names: tuple[str, ...]
    blocks: list[Block] = field(default_factory=list)

    def add(
        self, article: int, features: Features, labels: Iterable[Iterable[bool]], questions: Indices | None = None
    ) -> None:
        """Add the examples of an article; without `questions`, each is one of its own."""
        table = np.array(list(labels), dtype=bool).reshape(-1, len(self.names))
        asked = np.arange(len(table)) if questions is None else questions
        self.blocks.append(Block(article, features, table, asked))

    def of(self, articles: set[int]) -> Rows:
        """Return the examples of some articles."""
        return Rows(self.names, [block for block in self.blocks if block.article in articles])

    def labelled(self, labels: Labels, names: tuple[str, ...] | None = None) -> Rows:
        """Return the examples with other labels, given for all of them in order."""
        found, at = Rows(names or self.names), 0
        for block in self.blocks:
            found.blocks.append(replace(block, labels=labels[at : at + len(block.features)]))
            at += len(block.features)
        return found


@dataclass(frozen=True, slots=True)
class Stated:
    """The triggers of an article that state marked claims, in the order of the text."""

    article: int
    scenes: Scenes  # of this article alone
    anchors: list[Anchor]
    claims: list[list[Gold]]  # of each trigger


def stated_triggers(articles: list[Article], aligned: list[list[int | None]]) -> list[Stated]:
    """Return the triggers of each article that state claims; articles without any are left out."""
    found = []
    for number, (article, tokens) in enumerate(zip(articles, aligned, strict=True)):
        by_trigger = sorted(_by_trigger(article, tokens).items(), key=lambda item: item[0])
        anchors = [set_anchor(article.scene, token, ClaimType(kind)) for (token, kind), _ in by_trigger]
        if anchors:
            found.append(Stated(number, article.scenes, anchors, [claims for _, claims in by_trigger]))
    return found


def mention_rows(stated: list[Stated], slots: tuple[str, ...], aliases: dict[str, str]) -> Rows:
    """Return the examples of the first look at parties or places."""
    rows = Rows(slots)
    for one in stated:
        pairs = _pairs(one, slots)
        if len(pairs):
            labels = [_labels(m, one.claims[k], slots, aliases) for k, m in _each(one.scenes, pairs)]
            rows.add(one.article, pair_features(one.scenes, pairs), labels, pairs.claims)
    return rows


def _pairs(stated: Stated, slots: tuple[str, ...]) -> Pairs:
    return (party_pairs if slots == PARTY_SLOTS else place_pairs)(stated.scenes, stated.anchors)


def _each(scenes: Scenes, pairs: Pairs) -> Iterator[tuple[int, Mention]]:
    for claim, mention in zip(pairs.claims.tolist(), pairs.mentions.tolist(), strict=True):
        yield claim, scenes.mentioned.all[mention]


def figure_rows(stated: list[Stated]) -> Rows:
    """Return the examples of figures."""
    rows = Rows(("quantity",))
    for one in stated:
        offers = [(n, offer) for n, anchor in enumerate(one.anchors) for offer in figure_offers(anchor)]
        if offers:
            right = [[any(_same_figure(c.get("quantity"), offer[2]) for c in one.claims[n])] for n, offer in offers]
            rows.add(one.article, figure_features(one.scenes, [offer for _, offer in offers]), right)
    return rows


def voice_rows(stated: list[Stated], aliases: dict[str, str]) -> Rows:
    """Return the examples of whose word a claim is; a claim none of whose candidates is right is left out."""
    rows = Rows(("voice",))
    for one in stated:
        asked: list[Voices] = []
        labels: list[list[bool]] = []
        questions: list[int] = []
        for anchor, claims in zip(one.anchors, one.claims, strict=True):
            voices = voice_candidates(anchor)
            right = [any(_same_voice(claim, voice, aliases) for claim in claims) for voice in voices.offered]
            if len(right) > 1 and any(right):
                questions += [len(asked)] * len(right)
                asked.append(voices)
                labels += [[label] for label in right]
        if asked:
            rows.add(one.article, voice_features(one.scenes, asked), labels, np.array(questions, dtype=np.int64))
    return rows


def _same_voice(claim: Gold, voice: Voice, aliases: dict[str, str]) -> bool:
    golds = [claim["source"], *claim.get("source_any", [])]
    if voice is None or voice.link.text is None:
        return "publisher" in golds
    names = [name for name in (voice.link.text, voice.link.name) if name]
    return any(same_name(gold, name, aliases) for gold in golds if gold != "publisher" for name in names)


@dataclass(frozen=True, slots=True)
class Looked:
    """The pairs of an article that the first look did not rule out: their labels, chances and how they stand."""

    scenes: Scenes
    labels: Labels
    chances: Scores
    standing: Standing


def looked_pairs(stated: list[Stated], first: Rows, scores: Scores, chances: Scores) -> list[Looked]:
    """Return what is left of each article after the first look, from its scores and chances out of fold."""
    found, at = [], 0
    blocks = {block.article: block for block in first.blocks}
    for one in stated:
        if one.article in blocks:
            labels = blocks[one.article].labels
            here = slice(at, at + len(labels))
            at += len(labels)
            kept = worth_another_look(scores[here])
            standing = Standing.of(one.scenes, [(_pairs(one, first.names).only(kept), scores[here][kept])])
            found.append(Looked(one.scenes, labels[kept], chances[here][kept], standing))
    return found


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
