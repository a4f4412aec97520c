"""The sketch and the repeats of a text."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportedly.model import Span
from reportedly.reading.claims.repeats import said_again, said_before, title_echo
from reportedly.reading.claims.sketch import sketch_draft
from reportedly.reading.draft import Draft

MakeDraft = Callable[..., Draft]


def test_columns_are_those_of_the_parse(draft: MakeDraft) -> None:
    """Each column of the sketch holds what the parse says of the token."""
    made = draft("Rebels shelled Idlib. Two people died.")
    sketch = sketch_draft(made)

    assert [token.lemma_.lower() for token in made.doc] == sketch.lemma
    assert [token.head.i for token in made.doc] == sketch.head
    assert [token.idx for token in made.doc] == sketch.start
    assert len({*sketch.sentence}) == len(list(made.doc.sents))


def test_subtree_spans_all_descendants(draft: MakeDraft) -> None:
    """The subtree of the root covers its sentence."""
    sketch = sketch_draft(draft("Rebels shelled the town of Idlib on Sunday."))

    assert sketch.subtree[1] == (0, len(sketch))


@given(st.text(max_size=80), st.integers(0, 80), st.integers(0, 80))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
def test_tokens_of_offsets_overlap_them(draft: MakeDraft, text: str, start: int, end: int) -> None:
    """The tokens of a range of offsets are those that share a character with it."""
    sketch = sketch_draft(draft(text))
    first, last = sketch.tokens(start, end)

    for i in range(len(sketch)):
        overlaps = Span(sketch.start[i], sketch.end[i]).overlaps(Span(start, end)) if start < end else False
        if start < end:
            assert overlaps == (first <= i < last)


def test_opening_that_repeats_the_title_is_an_echo(draft: MakeDraft) -> None:
    """An opening sentence made of the title's words is an echo, what follows is not."""
    made = draft("Five killed in market blast. Five people died on Monday.", title="Five Killed in Market Blast")
    echo = title_echo(sketch_draft(made))

    assert echo[0]
    assert not echo[-1]


def test_a_run_said_twice_is_a_repeat(draft: MakeDraft) -> None:
    """Six words said twice are `again` the first time and `before` the second."""
    sketch = sketch_draft(draft("Shells hit the old market in Idlib. Shells hit the old market in Idlib."))

    assert said_again(sketch)[0]
    assert not said_before(sketch)[0]
    assert said_before(sketch)[9]
