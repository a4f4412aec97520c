"""Material and models: from marked articles to the models of the trained reader."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reportedly.model import ClaimType
from reportedly.reading.claims.learned import candidate_tokens
from reportedly.reading.claims.linear import LinearModel
from reportedly.reading.claims.trigger_features import trigger_features
from training.fit import fit_choice, fit_model, folds
from training.gold import Article, align
from training.rows import (
    PARTY_SLOTS,
    PLACE_SLOTS,
    Rows,
    figure_rows,
    mention_rows,
    stacked_rows,
    stated_triggers,
    voice_rows,
)

TYPES = tuple(t.value for t in ClaimType)
ROUNDS = 3
FOLDS = 4
LEAST_OFFERED = 2  # articles in which a lemma must state a claim to be offered as a trigger
STRENGTHS = {
    "trigger": 0.1,
    "claim": 0.1,
    "type": 0.3,
    "party": 0.1,
    "place": 0.1,
    "figure": 0.2,
    "stack": 0.1,
    "voice": 0.1,
    "score": 1.0,
}


@dataclass(frozen=True, slots=True)
class Material:
    """Articles with their candidate tokens, the features of these, and the trigger of each claim."""

    articles: list[Article]
    offered: frozenset[str]
    tokens: list[list[int]]
    features: list[list[list[str]]]
    aligned: list[list[int | None]]

    def of(self, kept: list[int]) -> Material:
        """Return the material of some articles."""
        return Material(
            [self.articles[n] for n in kept],
            self.offered,
            [self.tokens[n] for n in kept],
            [self.features[n] for n in kept],
            [self.aligned[n] for n in kept],
        )


def prepare(articles: list[Article]) -> Material:
    """Return the material of articles: candidates offered, features taken, claims aligned to triggers."""
    offered = offered_lemmas(articles)
    tokens = [candidate_tokens(article.scene, offered) for article in articles]
    features = [
        [trigger_features(a.scene, token) for token in found] for a, found in zip(articles, tokens, strict=True)
    ]
    aligned = align_all(articles, tokens, trigger_rows(features))
    return Material(articles, offered, tokens, features, aligned)


def train(material: Material, aliases: dict[str, str]) -> dict[str, LinearModel]:
    """Return all models, trained on all of the material."""
    labels = label_triggers(material.articles, material.tokens, material.aligned)
    models = fit_triggers(trigger_rows(material.features), labels)
    stated = stated_triggers(material.articles, material.aligned)
    for name, slots in (("party", PARTY_SLOTS), ("place", PLACE_SLOTS)):
        first = mention_rows(stated, slots, aliases)
        right = np.array(first.labels, dtype=bool)
        models[name] = fit_rows(first, right, STRENGTHS[name])
        chances = np.clip(out_of_fold(first, right, STRENGTHS[name]), 1e-4, 1 - 1e-4)
        second = stacked_rows(stated, first, np.log(chances / (1 - chances)))
        models[f"{name}_stack"] = fit_rows(second, np.array(second.labels, dtype=bool), STRENGTHS["stack"])
    figures = figure_rows(stated)
    models["figure"] = fit_rows(figures, np.array(figures.labels, dtype=bool), STRENGTHS["figure"])
    voices = voice_rows(stated, aliases)
    models["voice"] = fit_rows(voices, np.array(voices.labels, dtype=bool), STRENGTHS["voice"])
    models["offered"] = _as_model(material.offered)
    return models


def _as_model(words: frozenset[str]) -> LinearModel:
    """Return a word list in the form of a model, so that one file holds all."""
    index = {word: k for k, word in enumerate(sorted(words))}
    return LinearModel(("offered",), index, np.zeros((len(index), 1), np.float32), np.zeros(1, np.float32))


def fit_triggers(rows: Rows, labels: NDArray[np.bool_]) -> dict[str, LinearModel]:
    """Return the models that judge a trigger: each type for itself, any type at all, and which type if any."""
    anything = Rows(("claim",), rows.features, [], rows.groups)
    return {
        "trigger": fit_rows(rows, labels, STRENGTHS["trigger"]),
        "claim": fit_rows(anything, labels.any(axis=1, keepdims=True), STRENGTHS["claim"]),
        "type": fit_choice(rows.features, labels, rows.groups, rows.names, strength=STRENGTHS["type"]),
    }


def offered_lemmas(articles: list[Article]) -> frozenset[str]:
    """Return the lemmas that are the syntactic head, or a verb, of marked evidence in several articles."""
    seen: Counter[str] = Counter()
    for article in articles:
        s = article.scene.sketch
        lemmas = set()
        for claim in article.claims:
            first, last = s.tokens(*claim["evidence"])
            lemmas |= {s.lemma[i] for i in range(first, last) if s.pos[i] == "VERB" or i == s.top(first, last)}
        seen.update(lemmas)
    return frozenset(lemma for lemma, count in seen.items() if count >= LEAST_OFFERED)


def trigger_rows(features: list[list[list[str]]]) -> Rows:
    """Return the rows of every candidate token of every article."""
    rows = Rows(TYPES)
    for group, of_article in enumerate(features):
        for names in of_article:
            rows.add(names, [], group)
    return rows


def align_all(articles: list[Article], tokens: list[list[int]], rows: Rows) -> list[list[int | None]]:
    """Return the trigger of each claim, after rounds of guessing, training and guessing again."""
    chances: list[dict[tuple[int, str], float]] = [{} for _ in articles]
    aligned: list[list[int | None]] = []
    for n in range(ROUNDS):
        aligned = [align(a, set(t), c) for a, t, c in zip(articles, tokens, chances, strict=True)]
        if n < ROUNDS - 1:
            found = out_of_fold(rows, label_triggers(articles, tokens, aligned), STRENGTHS["trigger"])
            chances = _by_article(tokens, found)
    return aligned


def _by_article(tokens: list[list[int]], found: NDArray[np.float32]) -> list[dict[tuple[int, str], float]]:
    chances, row = [], 0
    for candidates in tokens:
        of_article: dict[tuple[int, str], float] = {}
        for token in candidates:
            of_article |= {(token, kind): float(p) for kind, p in zip(TYPES, found[row], strict=True) if p > 0.01}
            row += 1
        chances.append(of_article)
    return chances


def label_triggers(
    articles: list[Article], tokens: list[list[int]], aligned: list[list[int | None]]
) -> NDArray[np.bool_]:
    """Return which candidate states a claim of which type."""
    labels = np.zeros((sum(map(len, tokens)), len(TYPES)), dtype=bool)
    offset = 0
    for article, candidates, found in zip(articles, tokens, aligned, strict=True):
        at = {token: offset + k for k, token in enumerate(candidates)}
        for claim, token in zip(article.claims, found, strict=True):
            if token is not None:
                labels[at[token], TYPES.index(claim["type"])] = True
        offset += len(candidates)
    return labels


def fit_rows(rows: Rows, labels: NDArray[np.bool_], strength: float) -> LinearModel:
    """Return the model of all rows."""
    return fit_model(rows.features, labels, rows.groups, rows.names, strength=strength)


def out_of_fold(rows: Rows, labels: NDArray[np.bool_], strength: float) -> NDArray[np.float32]:
    """Return for each row the chances that models trained without its article give."""
    fold = folds(rows.groups, FOLDS)
    chances = np.zeros(labels.shape, dtype=np.float32)
    for k in range(FOLDS):
        inside, outside = np.flatnonzero(fold != k), np.flatnonzero(fold == k)
        model = fit_model(
            [rows.features[n] for n in inside],
            labels[inside],
            [rows.groups[n] for n in inside],
            rows.names,
            strength=strength,
        )
        chances[outside] = model.chances([rows.features[n] for n in outside])
    return chances
