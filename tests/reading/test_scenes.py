"""Scenes: texts side by side as arrays, none of which tells on another."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from reportedly.reading.claims.find import find_all_claims, find_claims
from reportedly.reading.claims.scene import set_scene
from reportedly.reading.claims.scenes import Scenes
from reportedly.reading.draft import Draft
from reportedly.reading.pipeline import STEPS, read_draft

TEXTS = (
    "Rebels shelled Nubl on Monday, killing 12 people. They denied it. The army said its soldiers had withdrawn.",
    "Quiet.",
    "...",
    "The army captured Saraqib, a monitor said. It had held the town for a week. Rebels took it back.",
    "The United Nations said 40 civilians fled Saraqib. It called on the army and the rebels to stop.",
)


@pytest.fixture
def read(draft: Callable[..., Draft]) -> Callable[[], list[Draft]]:
    """Return a function that reads the texts up to the claims."""
    steps = [step for step in STEPS if step.adds != "claims"]
    return lambda: [read_draft(draft(text), steps) for text in TEXTS]


def test_a_text_claims_alone_what_it_claims_among_others(read: Callable[[], list[Draft]]) -> None:
    """The claims of a text, scores and all, do not depend on the texts that are read with it."""
    alone = [find_claims(one) for one in read()]

    assert find_all_claims(read()) == alone
    assert find_all_claims(read()[::-1]) == alone[::-1]
    assert sum(map(len, alone)) > 5


def test_texts_by_rules_alone_stay_apart_too(read: Callable[[], list[Draft]]) -> None:
    """The rules propose for each text what they propose for it alone."""
    alone = [find_claims(one, rules_only=True) for one in read()]

    assert find_all_claims(read(), rules_only=True) == alone


def test_the_same_draft_may_stand_there_twice(read: Callable[[], list[Draft]]) -> None:
    """A draft given twice has the same claims both times."""
    first = read()[0]

    assert find_all_claims([first, first]) == [find_claims(first)] * 2


def test_no_texts_have_no_claims() -> None:
    """Nothing in, nothing out."""
    assert find_all_claims([]) == []


def test_numbers_count_on_from_text_to_text(read: Callable[[], list[Draft]]) -> None:
    """Heads, sentences, mentions and speakers of the last text are numbered behind those of the others."""
    scenes = [set_scene(one) for one in read()]
    last, together = Scenes([scenes[-1]]), Scenes(scenes)
    tokens, mentions = together.columns.begins[-2], together.mentioned.begins[-2]

    assert (together.columns.head[tokens:-1] - tokens == last.columns.head[:-1]).all()
    assert (together.columns.sentence[tokens:-1] >= together.columns.sentence_begins[-2]).all()
    assert (together.mentioned.heads[mentions:-1] - tokens == last.mentioned.heads[:-1]).all()
    said = last.said_numbers[:-1]
    assert (
        np.where(said < 0, -1, said + together.said_numbers.max() - said.max()) == together.said_numbers[tokens:-1]
    ).all()


def test_a_word_beside_is_of_the_same_text(read: Callable[[], list[Draft]]) -> None:
    """Before the first word of a text stands nothing, and nothing behind its last."""
    columns = Scenes([set_scene(one) for one in read()]).columns
    firsts, lasts = np.array(columns.begins[3:-1]), np.array(columns.begins[4:]) - 1

    assert (columns.beside(firsts, -1) == -1).all()
    assert (columns.beside(lasts, 1) == -1).all()
    assert (columns.beside(firsts, 1) == firsts + 1).all()
