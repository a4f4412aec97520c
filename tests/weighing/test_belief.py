"""Tests of belief: what independent origins amount to."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.model import KeptClaim, Link, LinkKind
from reportedly.weighing.belief import Belief, weigh_origins, weigh_support
from reportedly.weighing.facets import find_facets
from reportedly.weighing.origins import find_origins
from tests.weighing.claims import MINISTRY, MONITOR, claim, figure

scores = st.floats(0.05, 0.99)


def _believe(claims: list[KeptClaim], stories: dict[str, str] | None = None, **given: dict[str, str]) -> Belief:
    origins = find_origins(find_facets(claims, stories=stories))
    return weigh_origins(origins, {one.claim.id: one for one in claims}, stories=stories, **given)


def _body(n: int) -> Link:
    return Link(f"Body {n}", None, None, f"Body {n}", LinkKind.BODY)


def test_nobody_gives_no_belief() -> None:
    """Where nobody says so the chance is nought, and the reason says it."""
    assert _believe([]) == Belief(0.0, "hardly supported", (), ("nobody says so",))


def test_outlets_of_one_source_lower_the_reading_error_alone() -> None:
    """Ten outlets that carry one source make it surer that he said it, and no surer that he is right."""
    one = _believe([claim("a", figure(12), source=MONITOR, score=0.6)])
    ten = _believe([claim(f"a{n}", figure(12), source=MONITOR, score=0.6) for n in range(10)])
    assert one.origins[0].right == ten.origins[0].right
    assert one.origins[0].read == 0.6 < ten.origins[0].read
    assert ten.chance < ten.origins[0].right + 1e-4


def test_two_origins_outweigh_one_with_many_outlets() -> None:
    """Two sources once each are believed more than one source ten times."""
    ten = [claim(f"a{n}", figure(12), source=MONITOR) for n in range(10)]
    two = [claim("a", figure(12), source=MONITOR), claim("b", figure(12), source=MINISTRY)]
    assert _believe(two).chance > _believe(ten).chance


def test_for_and_against_stay_two_numbers() -> None:
    """A contradiction is shown as two beliefs beside their product."""
    ours, theirs = claim("a", figure(12), source=MONITOR), claim("b", figure(40), source=MINISTRY)
    kept = {one.claim.id: one for one in (ours, theirs)}
    support = weigh_support(find_origins(find_facets([ours])), find_origins(find_facets([theirs])), kept)
    assert support.balance < support.belief.chance
    assert len(support.reasons) == 2


def test_reasons_count_reports_and_origins() -> None:
    """The first reason says how many reports and origins there are, the others what each weighs."""
    belief = _believe([claim(f"a{n}", figure(12), source=MONITOR) for n in range(3)])
    assert belief.reasons[0] == "3 reports, 1 origin"
    assert "the Talma Monitor: 3 reports, counted once" in belief.origins[0].reasons


@given(st.lists(scores, min_size=1, max_size=4), st.integers(0, 3))
@settings(max_examples=40)
def test_adding_a_copy_changes_no_belief(given_scores: list[float], which: int) -> None:
    """A copy of a document, read as it was read, leaves the belief as it is."""
    claims = [claim(f"c{n}", figure(12), source=_body(n), score=score) for n, score in enumerate(given_scores)]
    first = claims[which % len(claims)]
    copy = replace(first, claim=replace(first.claim, id="copy"), document="copy", publisher="Another")
    before = _believe(claims)
    after = _believe([*claims, copy], stories={"copy": first.document})
    assert (after.chance, len(after.origins)) == (before.chance, len(before.origins))


@given(st.lists(scores, min_size=1, max_size=4), scores, st.sampled_from("ABCDEF"))
@settings(max_examples=40)
def test_an_independent_agreeing_origin_never_lowers_belief(
    given_scores: list[float], score: float, letter: str
) -> None:
    """Whoever agrees, however little he is worth and however badly he was read, adds or leaves it."""
    claims = [claim(f"c{n}", figure(12), source=_body(n), score=s) for n, s in enumerate(given_scores)]
    more = [*claims, claim("new", figure(12), source=_body(99), score=score)]
    assert _believe(more, letters={"Body 99": letter}).chance >= _believe(claims).chance


@given(st.permutations(range(5)))
@settings(max_examples=20)
def test_order_of_arrival_changes_no_belief(order: list[int]) -> None:
    """The same claims in another order give the same belief, to the last word of its reasons."""
    claims = [claim(f"c{n}", figure(12), source=_body(n % 3), score=0.5 + n / 10) for n in range(5)]
    assert _believe([claims[n] for n in order]) == _believe(claims)
