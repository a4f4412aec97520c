"""Tests of relations: how one claim stands to another, and which way."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reportedly.model import Link, LinkKind, Party
from reportedly.model.dispute import Relation, Relationship
from reportedly.weighing.facets import find_facets
from reportedly.weighing.relations import relate
from tests.weighing.claims import ARMY, FAR_KESH, MINISTRY, MONITOR, REBELS, TALMA, claim, digest, figure


def _relate(one, other, *, same_event: bool = True) -> Relation:
    facets = {facet.id: facet for facet in find_facets([one, other])}
    return relate(facets[one.claim.id], facets[other.claim.id], same_event=same_event)


def _is(relation: Relation, name: str, first: str) -> bool:
    return (relation.name.value, relation.first) == (name, digest(first))


def test_a_figure_with_and_without_at_least_agrees() -> None:
    """Wires write "at least 25" and 25 of the same count."""
    one, other = claim("a", figure(25), source=MONITOR), claim("b", figure(25, None), source=MINISTRY)
    assert _relate(one, other).name is Relationship.AGREES


def test_the_narrower_refines() -> None:
    """A figure inside another's range refines it, whoever comes first."""
    one, other = claim("a", figure(18, None), source=MONITOR), claim("b", figure(39), source=MINISTRY)
    assert _is(_relate(one, other), "refines", "b")
    assert _is(_relate(other, one), "refines", "b")


def test_a_later_figure_of_one_source_revises() -> None:
    """What one source said later revises what it said before, though the ranges exclude each other."""
    one = claim("a", figure(58), source=MONITOR, reported="2031-05-04")
    other = claim("b", figure(86), source=MONITOR, reported="2031-05-06")
    assert _is(_relate(one, other), "revises", "b")
    assert "the Talma Monitor" in _relate(one, other).reason


def test_disjoint_figures_of_two_sources_contradict() -> None:
    """Figures that exclude each other and come from different origins contradict, with both numbers said."""
    relation = _relate(claim("a", figure(12), source=MONITOR), claim("b", figure(20, None), source=MINISTRY))
    assert relation.name is Relationship.CONTRADICTS
    assert relation.numbers == ("12", "at least 20")


def test_one_source_counts_two_things_in_one_text() -> None:
    """Two figures of one source in one text are of two things, and no contradiction."""
    one = claim("a", figure(12), source=MONITOR, document="d")
    other = claim("b", figure(5), source=MONITOR, document="d")
    assert _relate(one, other).name is Relationship.DIFFERENT_EVENT


def test_children_are_part_of_the_dead() -> None:
    """A kind of victims is part of all of them."""
    one, other = claim("a", figure(40), source=MONITOR), claim("b", figure(11, of="children"), source=MINISTRY)
    assert _is(_relate(one, other), "part_of", "b")


def test_people_and_civilians_of_two_reports_may_be_the_same() -> None:
    """Thirty-one people of one report and thirty-one civilians of another are one count."""
    one, other = claim("a", figure(31), source=MONITOR), claim("b", figure(31, of="civilians"), source=MINISTRY)
    assert _relate(one, other).name is Relationship.AGREES


def test_a_day_is_part_of_a_sum() -> None:
    """A figure for one day is part of what is counted since a day before it."""
    total = claim(
        "a", figure(68), source=MONITOR, day="2031-05-01", until="2031-05-07", sentence="68 killed since May 1"
    )
    day = claim("b", figure(11), source=MINISTRY, day="2031-05-03")
    assert _is(_relate(total, day, same_event=False), "part_of", "b")


def test_the_accused_denies() -> None:
    """Who says that it is not so denies what the other says."""
    accused = Link("the army", None, None, "the army", LinkKind.PARTY)
    said = claim("a", type="attack", subtype="chemical", actor=(ARMY,), source=MONITOR)
    denied = claim("b", type="attack", subtype="chemical", actor=(ARMY,), source=accused, modality="denied")
    assert _is(_relate(said, denied), "denies", "b")


@pytest.mark.parametrize(
    ("actor", "name"), [(REBELS, Relationship.CONTRADICTS), (Party("gunmen", None, None), Relationship.AGREES)]
)
def test_other_culprits_contradict_unless_nobody_is_named(actor: Party, name: Relationship) -> None:
    """Two parties that both are named exclude each other; "gunmen" exclude nobody."""
    one = claim("a", type="attack", subtype="shelling", actor=(ARMY,), source=MONITOR)
    other = claim("b", type="attack", subtype="shelling", actor=(actor,), source=MINISTRY)
    assert _relate(one, other).name is name


def test_an_attack_stopped_and_one_that_hit_contradict() -> None:
    """A truck destroyed before it reached its target did not hit it."""
    one = claim("a", type="attack", subtype="suicide_bombing", source=MONITOR, sentence="a truck bomb hit the post")
    other = claim(
        "b",
        type="attack",
        subtype="suicide_bombing",
        source=MINISTRY,
        sentence="the truck was destroyed before it reached the post",
    )
    assert _relate(one, other).name is Relationship.CONTRADICTS


def test_known_refines_unknown() -> None:
    """To say who did it is narrower than to say that it is not known."""
    one = claim("a", type="attack", subtype="shelling", source=MONITOR, modality="unknown")
    other = claim("b", type="attack", subtype="shelling", actor=(ARMY,), source=MINISTRY)
    assert _is(_relate(one, other), "refines", "b")


def test_other_places_are_other_events() -> None:
    """Claims that are not of one event say so, with the reason."""
    relation = _relate(claim("a", figure(5)), claim("b", figure(5), place=(FAR_KESH,)), same_event=False)
    assert (relation.name, relation.reason) == (Relationship.DIFFERENT_EVENT, "other places")


def test_words_can_withdraw_a_figure() -> None:
    """Where a text itself calls a figure an earlier one, the other revises it, whoever says either."""
    now = claim("a", figure(18), source=MONITOR, document="d", place=(TALMA,))
    before = claim("b", figure(15), document="d", sentence="An earlier death toll put the dead at 15")
    assert _is(_relate(now, before), "revises", "a")


def test_strengths_of_different_times_are_a_trend() -> None:
    """A strength of May and one of June both stand, each for its time; the later comes first."""
    may = claim("a", figure(3000, of="fighters"), type="strength", subtype=None, actor=(REBELS,), source=MONITOR)
    june = claim(
        "b",
        figure(900, of="fighters"),
        type="strength",
        subtype=None,
        actor=(REBELS,),
        source=MINISTRY,
        day="2031-06-09",
    )
    assert _is(_relate(may, june, same_event=False), "trend", "b")


def test_doubt_is_named() -> None:
    """Where little speaks for one event, the relation says that it may be of two."""
    one = claim("a", figure(12), source=MONITOR, place=())
    other = claim("b", figure(20), source=MINISTRY, place=(), day="2031-05-05", sentence="20 died in a blast")
    assert _relate(one, other).doubt is Relationship.DIFFERENT_EVENT


@pytest.mark.parametrize(
    ("title", "publisher", "relation"),
    [
        pytest.param("Correction: 34 surrendered", "The Orven Courier", "revises", id="a correction"),
        pytest.param("34 surrendered", "The Orven Courier", "contradicts", id="no word of it"),
        pytest.param("Correction: 34 surrendered", "Another Paper", "contradicts", id="of another paper"),
    ],
)
def test_a_correction_revises_what_its_own_outlet_said(title: str, publisher: str, relation: str) -> None:
    """A text that calls itself a correction revises an earlier one of its outlet, whoever is quoted in either."""
    officers = [
        Link(f"a {word} officer", None, None, None, LinkKind.UNNAMED, anonymous=True) for word in ("tall", "calm")
    ]
    first = claim("a", figure(43), source=officers[0])
    later = claim("b", figure(34), source=officers[1], reported="2031-05-06", publisher=publisher)
    assert _relate(first, replace(later, title=title)).name.value == relation


@pytest.mark.parametrize(
    ("source", "reported", "name", "first"),
    [
        pytest.param(MONITOR, "2031-05-06", "revises", "b", id="the same source later"),
        pytest.param(MONITOR, "2031-05-02", "revises", "a", id="asserted after it was denied"),
        pytest.param(MINISTRY, "2031-05-06", "denies", "b", id="another source"),
    ],
)
def test_who_says_the_opposite_later_takes_the_first_back(source: Link, reported: str, name: str, first: str) -> None:
    """A source that denies what it had said revises itself; another's denial is a denial."""
    taken = {"type": "gain", "subtype": None, "actor": (REBELS,)}
    said = claim("a", source=MONITOR, **taken)
    assert _is(_relate(said, claim("b", source=source, reported=reported, modality="denied", **taken)), name, first)
