"""The parser's network over many documents in lockstep: the same parse in less than half the time.

spaCy's own loop asks the network for the transitions of two documents at a time, and embeds each word wherever it
stands. Here all documents of a batch take their next transition together, so that one matrix product serves them all,
and a word that stands in a batch many times is embedded once. Network, transitions and annotations are spaCy's; a
component built otherwise is run as ever (docs/decisions/0035-parsing-in-lockstep.md).
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial, reduce
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.pipeline import DependencyParser, Tok2Vec
from spacy.tokens import Doc
from thinc.api import NumpyOps

Pass = Callable[[list[Doc]], None]
Component = Any  # a part of a pipeline or of its network: the stubs know little of either
_ODD = 0x9E3779B97F4A7C15  # 2**64 divided by the golden ratio, to spread keys by (Knuth, TAOCP 6.4)


class _TellingOps(NumpyOps):  # type: ignore[misc]  # no stub
    """What a network that does not learn needs: the largest of a few pieces, and not which one it was."""

    def maxout(self, X: Any) -> Any:  # noqa: N803 (the library's name)
        """Return the largest piece of each unit."""
        return reduce(np.maximum, np.moveaxis(X, 2, 0)), None


def plan_passes(nlp: Language, *, without: Collection[str] = ()) -> list[Pass]:
    """Return what annotates a batch of documents in place, one pass for each component but those left out."""
    return [_plan(component) for name, component in nlp.pipeline if name not in without]


def _plan(component: Component) -> Pass:
    if isinstance(component, Tok2Vec) and _embeds_by_word(component.model):
        model = component.model.copy()  # the loaded pipeline stays as it came
        for part in model.walk():
            part.ops = _TellingOps(use_blis=False)
        return lambda docs: component.set_annotations(docs, _embed(model, docs))
    if isinstance(component, DependencyParser) and _takes_single_steps(component):
        return lambda docs: component.set_annotations(docs, _take_steps(component, docs))
    return partial(_run, component)


def _run(component: Component, docs: list[Doc]) -> None:
    """Run a component in its own way; what it gives back are the documents themselves."""
    done = component.pipe(docs, batch_size=len(docs)) if hasattr(component, "pipe") else map(component, docs)
    for _ in done:
        pass


def _embeds_by_word(model: Component) -> bool:
    """Tell whether a network looks at nothing but a word's own attributes before it looks at neighbours."""
    return len(model.layers) == 2 and [layer.name for layer in model.layers[0].layers[:1]] == ["extract_features"]


def _takes_single_steps(parser: Component) -> bool:
    model = parser.model
    return model.attrs.get("has_upper", False) and not model.attrs["unseen_classes"] and parser.cfg["beam_width"] == 1


def _embed(model: Component, docs: list[Doc]) -> list[Any]:
    """Return one array for each document, a row for each token."""
    words, context = model.layers
    extract, *embed = words.layers
    rows = np.concatenate(extract.predict(docs))
    first, place = distinct_rows(rows)
    known: Any = [rows[first]]
    for layer in embed:
        known = layer.predict(known)
    ends = np.cumsum([len(doc) for doc in docs])[:-1]
    return list(context.predict(np.split(known[0][place], ends)))


def distinct_rows(rows: Any) -> tuple[Any, Any]:
    """Return where each distinct row of a table stands first, and for each row the place of its like among these."""
    spread = np.array([pow(_ODD, i + 1, 2**64) for i in range(rows.shape[1])], dtype=np.uint64)
    _, first, place = np.unique(rows @ spread, return_index=True, return_inverse=True)
    if not np.array_equal(rows[first[place]], rows):  # two rows of one key, which hardly ever happens
        return np.arange(len(rows)), np.arange(len(rows))
    return first, place


def _take_steps(parser: Component, docs: list[Doc]) -> list[Any]:
    """Return the state of each document after its last transition."""
    states = parser.moves.init_batch(docs)
    network = parser.model.predict(docs)
    last = parser.model.get_ref("upper")
    weights, bias = np.ascontiguousarray(last.get_param("W").T), last.get_param("b")
    unfinished = [state for state in states if not state.is_final()]
    while unfinished:
        scores = network.state2vec.predict(network.get_token_ids(unfinished)) @ weights
        scores += bias
        unfinished = parser.transition_states(unfinished, scores)
    return list(states)
