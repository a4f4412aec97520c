"""Tests of figures: series as they were said, and suggestions labelled as such."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.weighing.figures import Figure, learn_sources, rounded_zeros, suggest_figures


def _said(*figures: tuple[str, str, float]) -> list[Figure]:
    return [Figure(q, s, v, v, f"{q}-{s}") for q, s, v in figures]


def test_the_figure_of_most_is_suggested_and_labelled() -> None:
    """Two that agree outweigh a typing error, and the result says that it is a suggestion."""
    (one,) = suggest_figures(_said(("q", "a", 1203), ("q", "b", 1203), ("q", "c", 12035)))
    assert (one.value, one.label) == (1203, "suggested")
    assert one.against == ("q-c",)
    assert "not a finding" in one.reasons[-1]


def test_sources_that_were_right_elsewhere_weigh_more() -> None:
    """Of two that differ, the one that others agreed with elsewhere is followed."""
    shared = [(f"q{n}", source, 100 + n) for n in range(8) for source in ("good", f"x{n}", f"y{n}")]
    wrong = [(f"q{n}", "bad", 900 + 7 * n) for n in range(8)]
    found = {
        s.question: s.value for s in suggest_figures(_said(*shared, *wrong, ("z", "bad", 577), ("z", "good", 531)))
    }
    assert found["z"] == 531


def test_a_round_figure_gives_way_to_an_exact_one() -> None:
    """Where one says 42,000 and one 27,752, the exact figure is suggested."""
    (one,) = suggest_figures(_said(("q", "a", 42000), ("q", "b", 27752)))
    assert one.value == 27752


def test_an_open_range_supports_what_lies_in_it() -> None:
    """ "At least 50" speaks for 61 against 20."""
    figures = [*_said(("q", "a", 61), ("q", "b", 20)), Figure("q", "c", 50, None, "q-c")]
    (one,) = suggest_figures(figures)
    assert one.value == 61
    assert "q-c" in one.support


def test_near_figures_support_each_other() -> None:
    """Figures within one in a hundred are one answer, and the range spans them."""
    (one,) = suggest_figures(_said(("q", "a", 1201), ("q", "b", 1204), ("q", "c", 700)))
    assert (one.low, one.high) == (1201, 1204)


def test_saying_a_thing_twice_is_saying_it_once() -> None:
    """A source that repeats its figure gains nothing by it."""
    once = _said(("q", "a", 10), ("q", "b", 11), ("q", "c", 11))
    again = [*once, *(Figure("q", "a", 10, 10, f"again {n}") for n in range(5))]
    assert suggest_figures(again)[0].value == suggest_figures(once)[0].value == 11


def test_no_figures_give_no_suggestion() -> None:
    """Nothing comes of nothing."""
    assert suggest_figures([]) == ()
    assert learn_sources({}) == {}


def test_zeros_are_counted_at_the_end_only() -> None:
    """A nought inside a number does not make it round."""
    assert [rounded_zeros(n) for n in (0, 7, 105, 1000, 12.5)] == [0, 0, 0, 3, 0]


figures = st.lists(
    st.tuples(st.sampled_from("pqr"), st.sampled_from("abcde"), st.integers(0, 10**12)), min_size=1, max_size=12
)


@given(figures, st.randoms())
@settings(max_examples=50)
def test_order_changes_no_suggestion_and_a_suggestion_was_said(said, random) -> None:
    """In any order the same figures are suggested, and each is one that somebody gave."""
    given_figures = [Figure(q, s, v, v, f"{n}") for n, (q, s, v) in enumerate(said)]
    shuffled = given_figures[:]
    random.shuffle(shuffled)
    suggested = suggest_figures(given_figures)
    assert suggest_figures(shuffled) == suggested
    assert all(any(f.question == s.question and f.point == s.value for f in given_figures) for s in suggested)
