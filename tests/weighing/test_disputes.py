"""Tests of disputes: what is contested, all versions side by side."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.model import KeptClaim
from reportedly.model.dispute import Question
from reportedly.weighing.blocks import MOST
from reportedly.weighing.disputes import weigh_event
from reportedly.weighing.facets import find_facets
from reportedly.weighing.gathering import weigh_claims
from tests.weighing.claims import ARMY, FAR_KESH, MINISTRY, MONITOR, REBELS, claim, figure

SHELLED = "were killed when shells fell on Talma"


def _shelling(id: str, number: float, high: float | None = -1, **more):
    return claim(id, figure(number, high), sentence=f"{number} {SHELLED}", actor=(ARMY,), **more)


def _disputes(*claims):
    return [dispute for weighed in weigh_claims(claims) for dispute in weighed.disputes]


def test_two_tolls_of_two_sources_are_a_dispute() -> None:
    """Figures that exclude each other, of one event and two sources, are shown side by side."""
    found = _disputes(_shelling("a", 12, source=MONITOR), _shelling("b", 20, source=MINISTRY))
    assert [version.answer for version in found[0].versions] == ["12 killed", "20 killed"]
    assert (found[0].reports, found[0].origins) == (2, 2)
    assert found[0].title == "killed in Talma, 2031-05-03"


def test_a_revision_is_no_dispute() -> None:
    """What a source has revised disputes nothing any more."""
    first = _shelling("a", 12, source=MONITOR, reported="2031-05-03")
    later = _shelling("b", 20, source=MONITOR, reported="2031-05-05")
    assert _disputes(first, later) == []
    third = _shelling("c", 20, source=MINISTRY, reported="2031-05-05")
    assert _disputes(first, later, third) == []


def test_figures_within_a_range_are_no_dispute() -> None:
    """A figure that another leaves room for disputes nothing."""
    assert _disputes(_shelling("a", 12, None, source=MONITOR), _shelling("b", 20, source=MINISTRY)) == []


def test_parts_of_a_toll_are_asked_apart_from_it() -> None:
    """How many children were among the dead is a question of its own, and no version of the toll."""
    whole, other = _shelling("a", 12, source=MONITOR), _shelling("b", 20, source=MINISTRY)
    parts = [
        claim(
            id, figure(number, of="children"), sentence=of.sentence, actor=(ARMY,), source=source, part_of=of.claim.id
        )
        for id, number, of, source in (("c", 5, whole, MONITOR), ("d", 7, other, MINISTRY))
    ]
    found = {
        dispute.title: [version.answer for version in dispute.versions] for dispute in _disputes(whole, other, *parts)
    }
    assert found == {
        "killed in Talma, 2031-05-03": ["12 killed", "20 killed"],
        "children killed in Talma, 2031-05-03": ["5 children killed", "7 children killed"],
    }


def test_two_events_are_no_dispute() -> None:
    """Tolls of two towns dispute nothing."""
    assert _disputes(_shelling("a", 12, source=MONITOR), _shelling("b", 20, source=MINISTRY, place=(FAR_KESH,))) == []


def test_a_claim_read_with_doubt_disputes_nothing() -> None:
    """A claim whose reading is unsure is looked at before it makes a dispute."""
    assert _disputes(_shelling("a", 12, source=MONITOR), _shelling("b", 20, source=MINISTRY, score=0.2)) == []


def test_a_denial_is_a_dispute() -> None:
    """Who did it is disputed where somebody says that it was not so."""
    words = {"type": "attack", "subtype": "shelling", "actor": (ARMY,), "sentence": f"shells {SHELLED}"}
    found = _disputes(claim("a", source=MONITOR, **words), claim("b", source=MINISTRY, modality="denied", **words))
    assert [version.answer for version in found[0].versions] == ["not the army", "the army"]


@given(st.permutations(range(5)))
@settings(max_examples=30, deadline=None)
def test_order_of_arrival_changes_nothing(order: list[int]) -> None:
    """Events, answers and disputes are the same whatever the order in which claims came."""
    claims = [
        _shelling("a", 12, source=MONITOR),
        _shelling("b", 20, source=MINISTRY),
        _shelling("c", 12, publisher="Other"),
        _shelling("d", 5, source=MONITOR, place=(FAR_KESH,)),
        _shelling("e", 22, source=MINISTRY, reported="2031-05-06"),
    ]
    assert weigh_claims([claims[at] for at in order]) == weigh_claims(claims)


def test_nothing_is_summed() -> None:
    """No version holds more than somebody said."""
    claims = [_shelling("a", 12, source=MONITOR), _shelling("b", 20, source=MINISTRY)]
    weighed = weigh_event(find_facets(claims))
    highs = [version.high for dispute in weighed.disputes for version in dispute.versions]
    assert max(high for high in highs if high) == 20


def _held(id: str, type: str, party, day: str, **fields) -> KeptClaim:
    words = {"source": MONITOR, "sentence": f"{party.name} and Talma, item {id}", **fields}
    return claim(id, type=type, subtype=None, actor=(party,), day=day, reported=day, **words)


TAKEN = _held("a", "gain", REBELS, "2031-05-03")


@pytest.mark.parametrize(
    ("other", "disputed"),
    [
        pytest.param(_held("b", "control", ARMY, "2031-05-04", source=MINISTRY), True, id="held by another"),
        pytest.param(_held("b", "control", ARMY, "2031-05-02", source=MINISTRY), False, id="held before"),
        pytest.param(_held("b", "gain", ARMY, "2031-05-05", source=MINISTRY), False, id="taken after"),
        pytest.param(_held("b", "control", REBELS, "2031-05-04", source=MINISTRY), False, id="the same holds it"),
        pytest.param(_held("b", "withdraw", ARMY, "2031-05-03", source=MINISTRY), False, id="another left"),
    ],
)
def test_who_holds_a_place_is_asked_over_the_days_that_a_holding_lasts(other: KeptClaim, disputed: bool) -> None:
    """A capture and another's hold on the days after exclude each other; that it changes hands later does not."""
    disputes = [dispute for weighed in weigh_claims([TAKEN, other]) for dispute in weighed.disputes]
    assert [dispute.question for dispute in disputes] == [Question.WHO_HOLDS] * disputed


def test_who_left_a_place_does_not_hold_it() -> None:
    """One says that a party left, another that it is there: both versions are shown, in other words."""
    claims = [
        _held("a", "withdraw", REBELS, "2031-05-03"),
        _held("b", "control", REBELS, "2031-05-04", source=MINISTRY),
    ]
    (dispute,) = (dispute for weighed in weigh_claims(claims) for dispute in weighed.disputes)
    assert {version.answer for version in dispute.versions} == {"Talma Front left", "Talma Front"}


def _blamed(id: str, **more) -> KeptClaim:
    words = {"actor": (ARMY,), "sentence": "the army used poison gas on Talma", **more}
    return claim(id, type="attack", subtype=None, **words)


def test_who_denies_what_it_is_accused_of_means_the_act_just_told() -> None:
    """A denial that names no place is of the act told before it; what a third party denies means no one act."""
    spokesman = replace(MINISTRY, stake="state")
    told = _blamed("a", document="d", source=MONITOR)
    words = {"document": "d", "place": (), "modality": "denied", "start": 200, "sentence": "it had not used poison gas"}
    assert len(_disputes(told, _blamed("b", source=spokesman, **words))) == 1
    assert _disputes(told, _blamed("b", source=MINISTRY, **words)) == []


def test_what_most_is_said_of_falls_into_no_single_claims() -> None:
    """Of a day with more claims than are looked at together the answers to one question still stand together."""
    words = {"actor": (ARMY,), "source": MONITOR, "sentence": "12 were killed by poison gas in Talma"}
    tolls = [claim(f"t{at}", figure(12), publisher=f"Paper {at}", **words) for at in range(MOST)]
    blames = [_blamed(f"b{at}", publisher=f"Paper {at}", source=MONITOR) for at in range(MOST // 2)]
    denial = _blamed("d", source=MINISTRY, modality="denied")
    assert [dispute.question for dispute in _disputes(*tolls, *blames, denial)] == [Question.WHO_DID_IT]
