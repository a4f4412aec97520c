"""Material and models: from marked articles to the models of the trained reader."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from reportedly.model import ClaimType
from reportedly.reading.claims.keys import Features, Indices
from reportedly.reading.claims.learned import candidate_tokens
from reportedly.reading.claims.linear import LinearModel, chances_of, choice_chances
from reportedly.reading.claims.standing import Scores
from reportedly.reading.claims.stored import Models
from reportedly.reading.claims.trees import TreeModel
from reportedly.reading.claims.trigger_features import trigger_features
from reportedly.reading.claims.trigger_judges import TriggerJudges
from training.boosting import OF_FILLERS, OF_TRIGGERS, fit_trees, join_numbers
from training.fit import Fit, all_labels, fit_choice, fit_contest, fit_model, folds
from training.gold import Article, align
from training.looks import filler_numbers, trigger_numbers
from training.rows import (
    PARTY_SLOTS,
    PLACE_SLOTS,
    Looked,
    Rows,
    Stated,
    figure_rows,
    looked_pairs,
    mention_rows,
    stated_triggers,
    voice_rows,
)

TYPES = tuple(t.value for t in ClaimType)
ROUNDS = 3
FOLDS = 4
TURNS = 3  # in which articles are dealt to folds anew, so that trees see each candidate by several first looks
LEAST_OFFERED = 2  # articles in which a lemma must state a claim to be offered as a trigger
STRENGTHS = {
    "trigger": 0.1,
    "claim": 0.1,
    "type": 0.3,
    "party": 0.1,
    "place": 0.05,
    "figure": 0.2,
    "voice": 0.05,
    "score": 1.0,
}


@dataclass(frozen=True, slots=True)
class Material:
    """Articles with their candidate tokens, the features of these, and the trigger of each claim."""

    articles: list[Article]
    offered: list[str]
    tokens: list[list[int]]
    features: list[Features]
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
        trigger_features(a.scenes, np.array(of, dtype=np.int64)) for a, of in zip(articles, tokens, strict=True)
    ]
    aligned = align_all(articles, tokens, features)
    return Material(articles, sorted(offered), tokens, features, aligned)


def train(material: Material, aliases: dict[str, str]) -> Models:
    """Return all models, trained on all of the material."""
    rows = trigger_rows(material.articles, material.tokens, material.features, material.aligned)
    models = fit_triggers(rows)
    turns = [trigger_numbers(rows, material.articles, material.tokens, _unseeing(rows, turn)) for turn in range(TURNS)]
    trees = {"trigger_look": fit_trees(join_numbers(turns), OF_TRIGGERS)}
    stated = stated_triggers(material.articles, material.aligned)
    parties, places = mention_rows(stated, PARTY_SLOTS, aliases), mention_rows(stated, PLACE_SLOTS, aliases)
    contest = _FirstLook(fit_contest, choice_chances, STRENGTHS["party"])
    models["party"], trees["party_look"] = _fit_fillers(stated, parties, contest)
    alone = _FirstLook(fit_model, _each_alone, STRENGTHS["place"])
    models["place"], trees["place_look"] = _fit_fillers(stated, places, alone)
    models["figure"] = fit_model(figure_rows(stated), strength=STRENGTHS["figure"])
    models["voice"] = fit_contest(voice_rows(stated, aliases), strength=STRENGTHS["voice"])
    return Models(models, trees, material.offered)


@dataclass(frozen=True, slots=True)
class _FirstLook:
    """How the first look at fillers is made: how it is fitted, and what makes chances of scores and questions."""

    fit: Fit
    tell: Callable[[Scores, Indices], Scores]
    strength: float


def _fit_fillers(stated: list[Stated], rows: Rows, first: _FirstLook) -> tuple[LinearModel, TreeModel]:
    """Return the first look at fillers and the last."""
    looked = [one for turn in range(TURNS) for one in _look(stated, rows, first, turn)]
    return first.fit(rows, strength=first.strength), fit_trees(filler_numbers(looked, rows.names), OF_FILLERS)


def _look(stated: list[Stated], rows: Rows, first: _FirstLook, turn: int) -> list[Looked]:
    """Return what first looks leave that never saw the article."""
    scores = _scores_out_of_fold(rows, first.fit, first.strength, turn)
    ends = np.cumsum([0, *(len(block.questions) for block in rows.blocks)]).tolist()
    pieces = zip(rows.blocks, pairwise(ends), strict=True)
    told = [first.tell(scores[begin:end], block.questions) for block, (begin, end) in pieces]
    return looked_pairs(stated, rows, scores, np.concatenate(told))


def _each_alone(scores: Scores, _: Indices) -> Scores:
    return chances_of(scores)


def _unseeing(rows: Rows, turn: int) -> Callable[[int], TriggerJudges]:
    """Return what gives, for each article, judges that were trained without it."""
    numbers = [block.article for block in rows.blocks]
    fold = dict(zip(numbers, folds(numbers, FOLDS, turn).tolist(), strict=True))
    judges = [_fit_judges(rows.of({n for n in numbers if fold[n] != k})) for k in range(FOLDS)]
    return lambda article: judges[fold[article]]


def _fit_judges(rows: Rows) -> TriggerJudges:
    models = fit_triggers(rows)
    return TriggerJudges.of(models["trigger"], models["claim"], models["type"])


def fit_triggers(rows: Rows) -> dict[str, LinearModel]:
    """Return the models that judge a trigger: each type for itself, any type at all, and which type if any."""
    anything = rows.labelled(all_labels(rows).any(axis=1, keepdims=True), ("claim",))
    return {
        "trigger": fit_model(rows, strength=STRENGTHS["trigger"]),
        "claim": fit_model(anything, strength=STRENGTHS["claim"]),
        "type": fit_choice(rows, strength=STRENGTHS["type"]),
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


def trigger_rows(
    articles: list[Article], tokens: list[list[int]], features: list[Features], aligned: list[list[int | None]]
) -> Rows:
    """Return the rows of every candidate token of every article: which states a claim of which type."""
    rows = Rows(TYPES)
    for number, (article, candidates, found) in enumerate(zip(articles, tokens, aligned, strict=True)):
        labels = np.zeros((len(candidates), len(TYPES)), dtype=bool)
        at = {token: k for k, token in enumerate(candidates)}
        for claim, token in zip(article.claims, found, strict=True):
            if token is not None:
                labels[at[token], TYPES.index(claim["type"])] = True
        rows.add(number, features[number], labels)
    return rows


def align_all(articles: list[Article], tokens: list[list[int]], features: list[Features]) -> list[list[int | None]]:
    """Return the trigger of each claim, after rounds of guessing, training and guessing again."""
    chances: list[dict[tuple[int, str], float]] = [{} for _ in articles]
    aligned: list[list[int | None]] = []
    for n in range(ROUNDS):
        aligned = [align(a, set(t), c) for a, t, c in zip(articles, tokens, chances, strict=True)]
        if n < ROUNDS - 1:
            found = out_of_fold(trigger_rows(articles, tokens, features, aligned), STRENGTHS["trigger"])
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


def out_of_fold(rows: Rows, strength: float) -> Scores:
    """Return for each row the chances that models trained without its article give."""
    return chances_of(_scores_out_of_fold(rows, fit_model, strength))


def _scores_out_of_fold(rows: Rows, fit: Fit, strength: float, turn: int = 0) -> Scores:
    articles = [block.article for block in rows.blocks]
    fold = dict(zip(articles, folds(articles, FOLDS, turn).tolist(), strict=True))
    models = [
        fit(rows.of({article for article in articles if fold[article] != k}), strength=strength) for k in range(FOLDS)
    ]
    return np.concatenate([models[fold[block.article]].logits(block.features.keys) for block in rows.blocks])
