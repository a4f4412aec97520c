"""Numbers of the later looks: what trees are fitted on, from earlier looks by models that never saw the article."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from reportedly.reading.claims.last_look import add_scores, last_names, last_numbers, worth_a_last_look
from reportedly.reading.claims.second_look import LEAST, NUMBERS, second_numbers
from reportedly.reading.claims.trigger_judges import TriggerJudges
from training.boosting import Numbers
from training.gold import Article
from training.rows import Looked, Rows


def trigger_numbers(
    rows: Rows, articles: list[Article], tokens: list[list[int]], judges: Callable[[int], TriggerJudges]
) -> Numbers:
    """Return the examples of the second look at triggers; `judges` gives those that never saw an article."""
    tables, labels = [], []
    for block in rows.blocks:
        chances, any_type = judges(block.article).chances(block.features.keys)
        kept = np.flatnonzero(chances.sum(axis=1) > LEAST)
        candidates = np.array(tokens[block.article], dtype=np.int64)[kept]
        tables.append(second_numbers(articles[block.article].scenes, candidates, chances[kept], any_type[kept]))
        labels.append(block.labels[kept].any(axis=1))
    return Numbers(NUMBERS, np.concatenate(tables), np.concatenate(labels))


def filler_numbers(looked: list[Looked], slots: tuple[str, ...]) -> Numbers:
    """Return the examples of the last look at fillers."""
    tables, labels = [], []
    for one in looked:
        ((_, scores),) = one.standing.looks
        chances = one.chances.T.ravel()
        kept = worth_a_last_look(one.standing, chances)
        tables.append(add_scores(last_numbers(one.scenes, one.standing, chances, kept), scores, kept))
        labels.append(one.labels.T.ravel()[kept])
    return Numbers(last_names(slots), np.concatenate(tables), np.concatenate(labels))
