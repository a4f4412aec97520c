"""Calibration: how often a claim with such marks was read right, told by claims read out of fold."""

from __future__ import annotations

from reportedly.model import Claim
from reportedly.reading.claims.find import find_claims
from reportedly.reading.claims.learned import TrainedReader
from reportedly.reading.claims.scores import score_features
from training.fit import folds
from training.gold import Article, Gold
from training.matching import same_name
from training.material import FOLDS, Material, train
from training.rows import Rows


def read_out_of_fold(material: Material, aliases: dict[str, str]) -> list[tuple[Claim, ...]]:
    """Return the claims of each article, read by models trained without it; their scores are the raw chances."""
    articles = material.articles
    fold = folds(range(len(articles)), FOLDS)
    found: list[tuple[Claim, ...]] = [() for _ in articles]
    for k in range(FOLDS):
        kept = [n for n in range(len(articles)) if fold[n] != k]
        reader = TrainedReader.of(train(material.of(kept), aliases))
        for n, article in enumerate(articles):
            if fold[n] == k:
                found[n] = find_claims(article.scene.sketch.draft, reader=reader)
    return found


def score_rows(articles: list[Article], found: list[tuple[Claim, ...]], aliases: dict[str, str]) -> Rows:
    """Return the examples of the model that tells how sure a claim is: right are type, source and figure together."""
    rows = Rows(("right",))
    for number, (article, claims) in enumerate(zip(articles, found, strict=True)):
        if claims:
            marks = [(claim.type, claim.score, claim.quantity is not None, claim.source.kind) for claim in claims]
            right = [[any(_is_right(claim, gold, aliases) for gold in article.claims)] for claim in claims]
            rows.add(number, score_features(marks), right)
    return rows


def _is_right(claim: Claim, gold: Gold, aliases: dict[str, str]) -> bool:
    start, end = gold["evidence"]
    if claim.type != gold["type"] or claim.evidence.end <= start or end <= claim.evidence.start:
        return False
    return _same_figure(claim, gold) and _same_source(claim, gold, aliases)


def _same_figure(claim: Claim, gold: Gold) -> bool:
    figure, marked = claim.quantity, gold.get("quantity")
    if figure is None or not marked:
        return figure is None and not marked
    return (figure.low, figure.high, figure.unit) == (marked["low"], marked["high"], marked["unit"])


def _same_source(claim: Claim, gold: Gold, aliases: dict[str, str]) -> bool:
    marked = [gold["source"], *gold.get("source_any", [])]
    names = [name for name in (claim.source.text, claim.source.name) if name]
    if not names:
        return "publisher" in marked
    return any(same_name(one, name, aliases) for one in marked if one != "publisher" for name in names)
