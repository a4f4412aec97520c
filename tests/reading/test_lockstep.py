"""Parsing in lockstep: the same parse as the pipeline's own."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from spacy.language import Language
from spacy.tokens import Doc

from reportedly.reading import lockstep
from reportedly.reading.lockstep import plan_passes

TEXTS = [
    "Rebels left Hama on Monday, the army said.",
    "",
    "The army said rebels left the town. The army said they would return to the town in May.",
    "Fire!\n\nNobody was hurt, a doctor told the agency, though two houses near the mill burned down.",
]


def _annotate(nlp: Language, texts: list[str]) -> list[Doc]:
    docs = [nlp.make_doc(text) for text in texts]
    for run in plan_passes(nlp):
        run(docs)
    return docs


def _tell(doc: Doc) -> list[tuple[Any, ...]]:
    return [(token.tag_, token.pos_, token.dep_, token.head.i, token.lemma_, token.is_sent_start) for token in doc]


def test_the_parse_is_the_same(nlp: Language) -> None:
    """Tags, heads, relations, lemmas and sentences are those of the pipeline's own way."""
    assert [*map(_tell, _annotate(nlp, TEXTS))] == [*map(_tell, nlp.pipe(TEXTS))]


@pytest.mark.parametrize("order", [[2, 0, 1, 3], [3, 2, 1, 0], [0], [1], [3, 3, 3]])
def test_a_parse_does_not_depend_on_its_batch(nlp: Language, order: list[int]) -> None:
    """A text is parsed the same in whatever company."""
    alone = {i: _tell(_annotate(nlp, [TEXTS[i]])[0]) for i in order}
    assert [*map(_tell, _annotate(nlp, [TEXTS[i] for i in order]))] == [alone[i] for i in order]


def test_a_component_built_otherwise_is_run_as_ever(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where network or parser is of another kind, the component's own way gives the parse."""
    monkeypatch.setattr(lockstep, "_embeds_by_word", lambda model: False)
    monkeypatch.setattr(lockstep, "_takes_single_steps", lambda parser: False)
    assert [*map(_tell, _annotate(nlp, TEXTS))] == [*map(_tell, nlp.pipe(TEXTS))]


def test_rows_that_share_a_key_are_kept_apart() -> None:
    """Rows are distinct by what they hold, even where their keys are not."""
    rows = np.array([[lockstep._ODD, 0], [0, 1], [lockstep._ODD, 0]], dtype=np.uint64)
    first, place = lockstep.distinct_rows(rows)
    assert np.array_equal(rows[first][place], rows)
