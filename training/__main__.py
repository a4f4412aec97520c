"""Make the weights of the trained reader again: `python -m training CLAIMS.jsonl... [--out FILE]`.

The files are marked articles in the form of the marking guide; only articles that may be trained on (see
docs/decisions) belong in them. Fixed seeds; some minutes on one core.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from reportedly.model import ClaimType
from reportedly.reading.learned import candidate_tokens
from reportedly.reading.linear import LinearModel, save_models
from reportedly.reading.trigger_features import trigger_features
from training.fit import fit_model, folds
from training.gold import Article, align, load_articles
from training.matching import load_aliases
from training.rows import Rows, slot_rows

TYPES = tuple(t.value for t in ClaimType)
ROUNDS = 3
FOLDS = 4
LEAST_OFFERED = 2  # articles in which a lemma must state a claim to be offered as a trigger
OUT = Path("src/reportedly/reading/weights/en.npz")
STRENGTHS = {"trigger": 0.5, "party": 0.3, "place": 0.3, "figure": 0.5}


def train(articles: list[Article], aliases: dict[str, str]) -> dict[str, LinearModel]:
    """Return all models, trained on all articles."""
    offered = offered_lemmas(articles)
    tokens = [candidate_tokens(article.scene, offered) for article in articles]
    rows = trigger_rows(articles, tokens)
    aligned = align_all(articles, tokens, rows)
    models = {"trigger": fit_rows(rows, label_triggers(articles, tokens, aligned), STRENGTHS["trigger"])}
    for name, slots in slot_rows(articles, aligned, aliases).items():
        models[name] = fit_rows(slots, np.array(slots.labels, dtype=bool), STRENGTHS[name])
    models["offered"] = LinearModel(
        ("offered",), {lemma: k for k, lemma in enumerate(sorted(offered))}, np.zeros((len(offered), 1), np.float32), np.zeros(1, np.float32)
    )
    return models


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


def trigger_rows(articles: list[Article], tokens: list[list[int]]) -> Rows:
    """Return the features of every candidate token."""
    rows = Rows(TYPES)
    for group, (article, candidates) in enumerate(zip(articles, tokens, strict=True)):
        for token in candidates:
            rows.add(trigger_features(article.scene, token), [], group)
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


def label_triggers(articles: list[Article], tokens: list[list[int]], aligned: list[list[int | None]]) -> NDArray[np.bool_]:
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
            [rows.features[n] for n in inside], labels[inside], [rows.groups[n] for n in inside], rows.names, strength=strength
        )
        chances[outside] = model.chances([rows.features[n] for n in outside])
    return chances


def main() -> None:
    """Train on the files named and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("claims", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, default=OUT)
    given = parser.parse_args()
    aliases = load_aliases(given.claims[0].parent / "aliases.json")
    models = train(load_articles(given.claims), aliases)
    given.out.parent.mkdir(parents=True, exist_ok=True)
    save_models(given.out, models)
    for name, model in models.items():
        print(f"{name}: {len(model.index)} features, {len(model.labels)} labels")
    print(f"{given.out}: {given.out.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
