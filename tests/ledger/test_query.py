"""Pages of claims, held against what a look at every claim finds."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.made import Maker
from reportedly.errors import LedgerError
from reportedly.ledger import Box, ClaimFilter, Ledger, Order
from reportedly.ledger.query import COUNTED
from reportedly.model import KeptClaim, ReviewState
from tests.ledger.conftest import ticking
from tests.ledger.dispatches import READER, TALMA, dispatch

MAKER = Maker(claims_each=8, outlets=4, days=40)
SQUARE = ((37.0, 34.0), (40.0, 34.0), (40.0, 36.0), (37.0, 36.0))


@pytest.fixture(scope="module")
def full() -> Iterator[Ledger]:
    """Give a ledger of some 400 claims, some decided on, some of replaced versions."""
    with Ledger.open(":memory:", clock=ticking()) as ledger:
        list(ledger.add(MAKER.documents(50), reader=READER))
        rng = random.Random(7)
        for kept in rng.sample(list(ledger.each_claim()), 40):
            ledger.decide(kept.claim.id, rng.choice(["accept", "reject", "unsure"]), author="ann")
        for number in range(5):
            document, _ = MAKER.make(number)
            later = dispatch("Northerners took Talma.", url=document.url, published="2018-01-01")
            list(ledger.add([later], reader=READER))
        ledger.grade(MAKER.outlets[0], "B", author="ann")
        yield ledger


def _names(kept: KeptClaim) -> set[str]:
    parties = (*kept.claim.actor, *kept.claim.target)
    return {str(party.id) for party in parties}


def _source(kept: KeptClaim) -> str:
    return kept.claim.source.name or kept.claim.source.text or kept.publisher


def _day(value: str | None) -> str:
    return value or ""


# What a filter's field asks, said once more and without any index.
CHECKS: dict[str, Callable[[KeptClaim, object], bool]] = {
    "type": lambda kept, value: kept.claim.type == value,
    "subtype": lambda kept, value: kept.claim.subtype == value,
    "modality": lambda kept, value: kept.claim.modality == value,
    "state": lambda kept, value: kept.state == value,
    "party": lambda kept, value: value in _names(kept),
    "place": lambda kept, value: value in {place.id for place in kept.claim.place},
    "publisher": lambda kept, value: kept.publisher == value,
    "source": lambda kept, value: _source(kept) == value,
    "anonymous": lambda kept, value: kept.claim.anonymous == value,
    "score_below": lambda kept, value: kept.claim.score < float(str(value)),
    "at": lambda kept, value: _day(kept.claim.valid.earliest) <= str(value) <= _day(kept.claim.valid.latest),
    "since": lambda kept, value: _day(kept.reported) >= str(value),
    "until": lambda kept, value: _day(kept.reported) <= str(value),
    "words": lambda kept, value: str(value) in kept.sentence.lower(),
    "grade": lambda kept, value: (_source(kept) == MAKER.outlets[0]) == (value == "B"),
    "document": lambda kept, value: kept.document == value,
    "area": lambda kept, value: any(
        36.5 <= (place.lon or 0) <= 39 and 34 <= (place.lat or 0) <= 36 for place in kept.claim.place
    ),
}
DAYS = st.sampled_from(["2015-12-31", "2016-01-05", "2016-01-20", "2016-02-08", "2018-01-01"])
VALUES = {
    "type": st.sampled_from(["attack", "casualties", "siege", "gain"]),
    "subtype": st.sampled_from(["killed", "shelling"]),
    "modality": st.sampled_from(["asserted", "denied", "planned"]),
    "state": st.sampled_from([state.value for state in ReviewState]),
    "party": st.sampled_from([*(party.id for party in MAKER.parties[:9]), "nobody"]),
    "place": st.sampled_from([place.id for place in MAKER.places[:5]]),
    "publisher": st.sampled_from([*MAKER.outlets, "Harbour Post"]),
    "source": st.sampled_from([*MAKER.outlets, MAKER.speakers[0].name]),
    "anonymous": st.booleans(),
    "score_below": st.sampled_from([0.0, 0.3, 0.6]),
    "at": DAYS,
    "since": DAYS,
    "until": DAYS,
    "words": st.sampled_from(["shelled", "civilians", "withdrew", "nosuchword"]),
    "grade": st.sampled_from(["B", "F"]),
    "document": st.sampled_from(["made-1-7", "made-1-30", "none"]),
    "area": st.just(Box(36.5, 34, 39, 36)),
}


@settings(max_examples=80, deadline=None)
@given(data=st.data(), order=st.sampled_from(list(Order)), limit=st.integers(1, 60))
def test_a_filter_finds_what_a_look_at_every_claim_finds(
    full: Ledger, data: st.DataObject, order: Order, limit: int
) -> None:
    """Any fields together, in any order, page after page: the claims that a plain look finds, each once."""
    names = data.draw(st.sets(st.sampled_from(sorted(VALUES)), min_size=1, max_size=4))
    wanted = {name: data.draw(VALUES[name]) for name in sorted(names)}
    expected = {
        kept.claim.id for kept in full.each_claim() if all(CHECKS[name](kept, value) for name, value in wanted.items())
    }
    found: list[KeptClaim] = []
    page = full.claims(ClaimFilter(**wanted), order=order, limit=limit)
    assert (page.total, page.total_exact) == (len(expected), True)
    found += page.items
    while page.next:
        page = full.claims(ClaimFilter(**wanted), order=order, limit=limit, after=page.next)
        assert page.total == len(expected)
        found += page.items
    assert len(found) == len(expected)
    assert {kept.claim.id for kept in found} == expected
    _assert_ordered(found, order)


def _assert_ordered(found: list[KeptClaim], order: Order) -> None:
    days = [_day(kept.reported) for kept in found]
    scores = [kept.claim.score for kept in found]
    if order is Order.NEWEST:
        assert days == sorted(days, reverse=True)
    elif order is Order.OLDEST:
        assert days == sorted(days)
    elif order is Order.DOUBTFUL:
        assert scores == sorted(scores)


def test_of_several_values_any_will_do(full: Ledger) -> None:
    """Two types find what either finds."""
    both = full.claims(ClaimFilter(type=("gain", "siege", "control"))).total
    assert both == sum(full.claims(ClaimFilter(type=kind)).total for kind in ("gain", "siege", "control"))


def test_a_polygon_finds_the_places_in_it(full: Ledger) -> None:
    """A polygon and the box of the same corners find the same."""
    box = full.claims(ClaimFilter(area=Box(37, 34, 40, 36)))
    assert full.claims(ClaimFilter(area=SQUARE)) == box
    assert 0 < box.total < full.claims().total


def test_names_find_what_ids_find(full: Ledger) -> None:
    """A party and a place are found by id, by name, and by the name in other letters."""
    party, place = MAKER.parties[0], MAKER.places[0]
    assert full.claims(ClaimFilter(party=str(party.name).upper())) == full.claims(ClaimFilter(party=str(party.id)))
    assert full.claims(ClaimFilter(place=str(place.name))) == full.claims(ClaimFilter(place=str(place.id)))


def test_words_are_found_in_any_order_and_phrases_in_theirs(full: Ledger) -> None:
    """All the words must be there; quoted ones side by side; a star stands for any ending."""
    assert full.claims(ClaimFilter(words="wounded civilians")).total > 0
    assert full.claims(ClaimFilter(words='"wounded civilians"')).total == 0
    assert full.claims(ClaimFilter(words="civil*")) == full.claims(ClaimFilter(words="civilians"))


@pytest.mark.parametrize("words", ['"', "NEAR(", "a AND", "col:umn", "-", "^x", "(((", 'x" OR "y', "*", "'"])
def test_no_words_are_an_error(full: Ledger, words: str) -> None:
    """Whatever is typed is looked for, not obeyed."""
    full.claims(ClaimFilter(words=words))


def test_many_claims_are_counted_up_to_a_bound(ledger: Ledger) -> None:
    """Of more claims than the bound, a page says that there are more; the pages go on to the last."""
    maker = Maker(claims_each=60)
    list(ledger.add(maker.documents(18), reader=READER))
    page = ledger.claims(limit=500)
    assert (page.total, page.total_exact) == (COUNTED, False)
    pages = [page]
    while pages[-1].next:
        pages.append(ledger.claims(limit=500, after=pages[-1].next))
    assert sum(len(each) for each in pages) == 1080
    assert sum(1 for _ in ledger.each_claim()) == 1080


@pytest.mark.parametrize(
    "wanted",
    [
        ClaimFilter(type="atack"),
        ClaimFilter(state="maybe"),
        ClaimFilter(at="yesterday"),
        ClaimFilter(recorded_by="2020-13-01"),
        ClaimFilter(area=Box(40, 0, 30, 10)),
        ClaimFilter(area=((0.0, 0.0), (1.0, 1.0))),
        ClaimFilter(area=((0.0, 0.0), (1.0, 1.0), (1.0, 0.0), (0.0, 1.0))),
    ],
    ids=["type", "state", "day", "instant", "box", "two corners", "crossed sides"],
)
def test_a_senseless_filter_is_an_error(full: Ledger, wanted: ClaimFilter) -> None:
    """What can never be found is told, not searched for."""
    with pytest.raises(LedgerError, match="R514"):
        full.claims(wanted)


def test_a_wrong_place_in_a_list_is_an_error(full: Ledger) -> None:
    """A cursor of our own making is refused otherwise than by a crash."""
    with pytest.raises(LedgerError, match="R514"):
        full.claims(after="page 2")


def test_what_comes_in_meanwhile_shifts_no_page(ledger: Ledger) -> None:
    """A later page has what it had, though newer claims were added after the first was shown."""
    pairs = [dispatch(f"Northerners took house {n}.", published=f"2020-05-{n:02}") for n in range(1, 10)]
    list(ledger.add(pairs[:8], reader=READER))
    page = ledger.claims(limit=3)
    list(ledger.add(pairs[8:], reader=READER))
    later = ledger.claims(limit=3, after=page.next)
    assert [kept.reported for kept in later] == ["2020-05-05", "2020-05-04", "2020-05-03"]


def test_undated_claims_come_last_and_are_found_by_no_day(ledger: Ledger) -> None:
    """A claim without a day is in the list, after all others, and stands on no day."""
    list(ledger.add([dispatch("Northerners took Talma.", published=None)], reader=READER))
    list(ledger.add([dispatch("Northerners entered Beresh.", place=TALMA)], reader=READER))
    assert [kept.reported for kept in ledger.claims()] == ["2020-05-04", None]
    assert ledger.claims(ClaimFilter(at="2020-05-04")).total == 1
    assert ledger.claims(ClaimFilter(since="2020-01-01")).total == 1
    assert ledger.claims(ClaimFilter(until="2021-01-01")).total == 2
