"""Versions of an article: which documents are one, in which order, and what each lost."""

from __future__ import annotations

from itertools import permutations

import pytest

from reportedly.ledger import ClaimFilter, Ledger, Outcome
from reportedly.ledger.sketch import share_shingles, sketch_text
from tests.ledger.conftest import ticking
from tests.ledger.dispatches import READER, dispatch

LONG = (
    "Northerners took the grain silos at the edge of Talma before dawn.",
    "Southerners left two burnt lorries on the bridge over the river.",
    "Residents heard shelling until noon and then nothing more at all.",
)


def test_a_changed_article_is_a_version_with_the_claims_it_lost(ledger: Ledger) -> None:
    """The same address with another text is a new version; what it no longer says is listed and stands no more."""
    list(ledger.add([dispatch(*LONG, url="https://post.invalid/1")], reader=READER))
    second = dispatch(*LONG[:2], url="https://post.invalid/1", published="2020-05-06")
    (added,) = ledger.add([second], reader=READER)
    assert (added.outcome, added.version, added.lost) == (Outcome.VERSION, 2, 1)
    first, latest = ledger.versions(second[0].id)
    assert [kept.sentence for kept in latest.lost] == [LONG[2]]
    assert not first.lost and not latest.gained
    assert {kept.document for kept in ledger.claims()} == {second[0].id}
    assert ledger.verify().clean


def test_a_replaced_claim_is_shown_when_asked_for(ledger: Ledger) -> None:
    """With `superseded` a claim of an earlier version is found, with the day on which it was replaced."""
    list(ledger.add([dispatch(*LONG, url="u"), dispatch(LONG[0], url="u", published="2020-05-06")], reader=READER))
    found = list(ledger.claims(ClaimFilter(superseded=True)))
    assert len(found) == 4
    assert {kept.superseded for kept in found} == {None, "2020-05-06"}


def test_what_was_known_before_a_version_came_out_is_the_version_before(ledger: Ledger) -> None:
    """Asked what was known by a day, the ledger shows the version that stood on it."""
    list(ledger.add([dispatch(*LONG, url="u"), dispatch(LONG[0], url="u", published="2020-05-06")], reader=READER))
    assert ledger.claims(ClaimFilter(known_by="2020-05-03")).total == 0
    assert ledger.claims(ClaimFilter(known_by="2020-05-05")).total == 3
    assert ledger.claims(ClaimFilter(known_by="2020-05-06")).total == 1


@pytest.mark.parametrize(
    ("change", "versions"),
    [
        ({"id": "a"}, 2),
        ({"id": "a", "publisher": "Other Paper"}, 1),
        ({"published": "2020-05-11"}, 2),
        ({"published": "2020-05-12"}, 1),
        ({"publisher": "Other Paper"}, 1),
        ({"published": None}, 1),
    ],
    ids=["same id", "same id elsewhere", "a week later", "eight days later", "another paper", "no date"],
)
def test_which_documents_are_versions_of_one_article(
    ledger: Ledger, change: dict[str, str | None], versions: int
) -> None:
    """Same id and publisher, or same publisher, near in time and more than half of the shingles: else two articles."""
    first = dispatch(*LONG, id="a" if "id" in change else None)
    second = dispatch(*LONG, "Rain fell on the road all day.", **change)  # type: ignore[arg-type]
    list(ledger.add([first, second], reader=READER))
    assert len(ledger.versions(second[0].id)) == versions


def test_the_order_of_versions_is_that_of_their_days(ledger: Ledger) -> None:
    """A version that comes in late takes its place among the others."""
    days = ["2020-05-04", "2020-05-06", "2020-05-08"]
    made = [dispatch(LONG[0], LONG[number % 3], url="u", published=day) for number, day in enumerate(days)]
    standing = set()
    for order in permutations(made):
        with Ledger.open(":memory:", clock=ticking()) as each:
            list(each.add(order, reader=READER))
            numbers = [(version.number, version.document.published) for version in each.versions(made[0][0].id)]
            assert numbers == list(enumerate(days, 1))
            assert each.verify().clean
            standing.add(tuple(kept.claim.id for kept in each.claims()))
    assert len(standing) == 1


def test_shingles_shared_are_measured_against_the_longer_text() -> None:
    """A text that takes a tenth of a long one shares little of it, however much of itself that is."""
    words = [f"word{number}" for number in range(2000)]
    whole, part = sketch_text(" ".join(words)), sketch_text(" ".join(words[:200]))
    assert share_shingles(whole, part) < 0.25
    assert share_shingles(whole, sketch_text(" ".join(words[:1500]))) > 0.6
    assert share_shingles(whole, sketch_text("")) == 0
