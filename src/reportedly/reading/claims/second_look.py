"""The second look at triggers: what a candidate's chances mean beside those of the rest of the article.

A text states some things and only touches on others: which, shows when all candidates have had their first look.
Takes the chances of that look and gives numbers that trees judge: rivals of the sentence, head and children, what was
likely stated before of the same type or in the same word, how much of the article states anything.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from reportedly.reading.claims.keys import Indices
from reportedly.reading.claims.linear import chances_of, logits_of
from reportedly.reading.claims.scenes import Scenes
from reportedly.reading.claims.trees import Table, TreeModel

LEAST = 0.02  # chances below are no candidates any more; one claim in two hundred is lost by it
SHARE = 0.75  # of the second look in the joint score; set by cross-validation
_NOBODY = -1.0  # for a chance that nobody has

Chances = NDArray[np.float32]  # one row a candidate, one column a type


def look_again(model: TreeModel, scenes: Scenes, at: Indices, chances: Chances, any_type: Chances) -> Chances:
    """Return the chances after the second look: each candidate's are raised or lowered together.

    `any_type` holds the chance of a claim of any type, as the first look's model of that gives it.
    """
    summed = chances.sum(axis=1)
    kept = np.flatnonzero(summed > LEAST)
    if not len(kept):
        return chances
    table = second_numbers(scenes, at[kept], chances[kept], any_type[kept])
    joint = SHARE * model.logits(table) + (1 - SHARE) * logits_of(summed[kept])
    looked = chances.copy()
    looked[kept] *= (chances_of(joint) / summed[kept])[:, None]
    return looked


def second_numbers(scenes: Scenes, at: Indices, chances: Chances, any_type: Chances) -> Table:
    """Return what the second look knows of each candidate: one row each, columns as `NUMBERS` names them."""
    c = scenes.columns
    sentence, types, summed = c.sentence[at], chances.argmax(axis=1), chances.sum(axis=1)
    ordered = np.sort(chances, axis=1)
    found = {
        "any": logits_of(summed),
        "any.model": logits_of(any_type),
        "best": ordered[:, -1],
        "second": ordered[:, -2],
        "type": types,
        "entries": [len(scenes.entries.get(token, ())) for token in at.tolist()],
    }
    found |= _beside(at, sentence, types, summed)
    found |= _in_tree(scenes, at, types, summed)
    found |= _in_article(scenes, at, sentence, np.minimum(summed, 1.0))
    found |= _earlier(c.text[at].tolist(), c.lemma[at].tolist(), sentence.tolist(), types.tolist(), summed.tolist())
    return np.stack([np.asarray(found[name], dtype=np.float32) for name in NUMBERS], axis=1)


NUMBERS = (
    *("any", "any.model", "best", "second", "type", "entries"),
    *("rank", "rivals", "rival", "rival.type", "rival.distance"),
    *("head", "head.type", "child"),
    *("sentence", "sentence-1", "sentence+1", "article", "density", "number", "place", "length"),
    *("named", "figures", "fresh", "echo", "before", "said"),
    *("earlier.type", "earlier.lemma"),
)


def _beside(at: Indices, sentence: Indices, types: Indices, summed: Chances) -> dict[str, NDArray[np.generic]]:
    """Return how each candidate stands to the best other one of its sentence."""
    order = np.lexsort((-summed, sentence))
    sentences = sentence[order]
    begins = np.searchsorted(sentences, sentence)
    sizes = np.searchsorted(sentences, sentence, side="right") - begins
    ranks = np.empty_like(order)
    ranks[order] = np.arange(len(order))
    ranks -= begins
    alone = sizes == 1
    rival = order[begins + np.where((ranks == 0) & ~alone, 1, 0)]
    return {
        "rank": ranks,
        "rivals": sizes - 1,
        "rival": np.where(alone, -10.0, logits_of(summed[rival])),
        "rival.type": np.where(alone, -1, types[rival] == types),
        "rival.distance": np.where(alone, 0, at[rival] - at),
    }


def _in_tree(scenes: Scenes, at: Indices, types: Indices, summed: Chances) -> dict[str, NDArray[np.generic]]:
    """Return the chances of the head and of the likeliest child, where they are candidates."""
    c = scenes.columns
    chance, kind = np.full(len(c.head), _NOBODY, dtype=np.float32), np.full(len(c.head), -1)
    chance[at], kind[at] = summed, types
    head = np.where(c.head[at] == at, -1, c.head[at])
    return {
        "head": chance[head],
        "head.type": np.where(kind[head] < 0, -1, kind[head] == types),
        "child": chance[c.children[at]].max(axis=1, initial=_NOBODY),
    }


def _in_article(scenes: Scenes, at: Indices, sentence: Indices, summed: Chances) -> dict[str, NDArray[np.generic]]:
    """Return how much its sentence, those beside it and the whole article are expected to state, and what is in it."""
    c = scenes.columns
    begins, text = np.array(c.sentence_begins), c.text[at]
    begin, count = begins[text], np.diff(begins)[text]
    expected = np.append(np.bincount(sentence, weights=summed, minlength=len(c.bounds)), _NOBODY)
    whole = np.bincount(text, weights=summed)[text]
    return {
        "sentence": expected[sentence],
        "sentence-1": np.where(sentence > begin, expected[sentence - 1], _NOBODY),
        "sentence+1": np.where(sentence + 1 < begin + count, expected[sentence + 1], _NOBODY),
        "article": whole,
        "density": whole / count,
        "number": sentence - begin,
        "place": (sentence - begin) / count,
        "length": c.bounds[sentence, 1] - c.bounds[sentence, 0],
        "named": (scenes.named_in[sentence] >= 0).sum(axis=1),
        "figures": (scenes.figured_in[sentence] >= 0).sum(axis=1),
        "fresh": scenes.fresh[sentence],
        "echo": scenes.echo[at],
        "before": scenes.before[at],
        "said": scenes.said_numbers[at] >= 0,
    }


def _earlier(
    texts: list[int], lemmas: list[int], sentences: list[int], types: list[int], summed: list[float]
) -> dict[str, NDArray[np.generic]]:
    """Return the best chance that sentences before gave to the same type, and to the same word."""
    of_types, of_lemmas = list(zip(texts, types, strict=True)), list(zip(texts, lemmas, strict=True))
    by_type: dict[tuple[int, int], float] = {}
    by_lemma: dict[tuple[int, int], float] = {}
    of_type, of_lemma = np.full(len(types), _NOBODY), np.full(len(types), _NOBODY)
    told = 0  # candidates of sentences before
    for k, sentence in enumerate(sentences):
        while sentences[told] < sentence:
            by_type[of_types[told]] = max(by_type.get(of_types[told], _NOBODY), summed[told])
            by_lemma[of_lemmas[told]] = max(by_lemma.get(of_lemmas[told], _NOBODY), summed[told])
            told += 1
        of_type[k] = by_type.get(of_types[k], _NOBODY)
        of_lemma[k] = by_lemma.get(of_lemmas[k], _NOBODY)
    return {"earlier.type": of_type, "earlier.lemma": of_lemma}
