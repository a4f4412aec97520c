"""Comparable: whether two claims answer one question so closely that their answers may be set against each other.

Events are drawn wide, so that nothing is missed; a dispute is named narrowly, so that what is shown as one is one. Two
figures dispute each other only where place, day and kind of act are alike, other people say them, and they count the
same people; two names of who did it only where one single act is meant, not a day of fighting in which both sides act.
"""

from __future__ import annotations

import re

from reportedly.model import ClaimType, Modality
from reportedly.model.dispute import Question
from reportedly.weighing.events import compare_days, score_events
from reportedly.weighing.offices import outlet_key
from reportedly.weighing.questions import Facet
from reportedly.weighing.spots import Lie, is_large, lie_of
from reportedly.weighing.tolls import (
    ALIKE,
    DISPUTING,
    are_read_surely,
    is_named,
    is_one_toll,
    may_be_one_toll,
    set_together,
)
from reportedly.weighing.victims import may_be_same

_SAME_TIME_DAYS = 3  # a place changes hands; two claims of who holds it are of one time within so many days
_NOT_YET = frozenset({"advance", "advanced", "entered"})  # gains of ground that are not the place itself
_HOLDINGS = frozenset({ClaimType.CONTROL, ClaimType.GAIN, ClaimType.WITHDRAW})
_ACTS = frozenset({"chemical", "bomb", "air", "execution", "shelling"})  # single acts; a clash has two sides that act
_PART_OF_PLACE = re.compile(
    r"-(?:held|controlled)|\b(?:parts?|portions?|districts?|most|half|outskirts|neighbou?rhoods?|areas?|countryside"
    r"|pockets?|villages|advances?|eastern|western|northern|southern|inside|near|around|toward|towards)\b",
    re.I,
)


def may_compare(one: Facet, other: Facet) -> bool:
    """Return whether two answers to one question, in one event, are of the same thing."""
    if one.question is not other.question or (one.measure != other.measure and one.question is Question.HOW_MANY):
        return False
    if one.question is Question.HOW_MANY:
        return may_be_same(one.group, other.group) and may_be_one_toll(one, other)
    if one.question is Question.WHO_DID_IT:
        return _is_one_act(one, other)
    if one.question is Question.WHO_HOLDS:
        return _is_one_holding(one, other)
    if one.question is Question.WHAT_BECAME:
        return _is_one_person(one, other)
    if one.question in (Question.HOW_STRONG, Question.HOW_MUCH_HELD):
        return _is_one_strength(one, other)
    return _is_one_plan(one, other)


def may_dispute(one: Facet, other: Facet) -> bool:
    """Return whether two answers that exclude each other make a dispute: others say them, and of one thing surely."""
    if not _speak_apart(one, other) or not are_read_surely(one, other):
        return False
    if Modality.PLANNED in (one.kept.claim.modality, other.kept.claim.modality):
        return False
    if one.question is Question.WHO_DID_IT:
        return _name_culprits(one, other)
    return one.question is not Question.HOW_MANY or is_one_toll(one, other)


def _speak_apart(one: Facet, other: Facet) -> bool:
    """Return whether two claims come from others: of one text only where it sets two sources against each other.

    What an outlet takes from somebody without a name is its own word, wherever else it is quoted.
    """
    if one.office.key == other.office.key or (one.story == other.story and not set_together(one, other)):
        return False
    return not any(
        first.office.key == outlet_key(second.kept.publisher) and not second.office.known
        for first, second in ((one, other), (other, one))
    )


def _name_culprits(one: Facet, other: Facet) -> bool:
    """Return whether two claims name who did one act: parties that are known, or one denies what the other says.

    "Terrorists" and "gunmen" are names that the other side's accounts give to anybody.
    """
    days = one.days, other.days
    short = all(span is not None and span.length <= _SAME_TIME_DAYS for span in days)
    if Modality.DENIED in (one.kept.claim.modality, other.kept.claim.modality):
        return short
    known = all(any(not key.startswith(("name:", "side:armed")) for key in f.actors) for f in (one, other))
    names = {frozenset(party.name or party.text for party in facet.kept.claim.actor) for facet in (one, other)}
    blamed = "chemical" in one.methods & other.methods or bool(one.targets & other.targets)
    told = is_named(one) and is_named(other) and compare_days(one, other) == "same"
    return known and short and blamed and told and len(names) == 2 and score_events(one, other) >= DISPUTING


def _is_one_act(one: Facet, other: Facet) -> bool:
    shared = one.methods & other.methods & _ACTS
    fighting = "clash" in one.methods | other.methods
    denied = Modality.DENIED in (one.kept.claim.modality, other.kept.claim.modality)
    spot = lie_of(one.spots, other.spots)
    if not shared or fighting or spot not in (Lie.SAME, Lie.INSIDE, Lie.HOLDS, Lie.NEAR):
        return False
    same_victims = bool(one.targets & other.targets)
    return score_events(one, other) >= ALIKE and (denied or "chemical" in shared or same_victims)


def _is_one_holding(one: Facet, other: Facet) -> bool:
    claims = one.kept.claim, other.kept.claim
    if any(claim.type not in _HOLDINGS or claim.subtype in _NOT_YET for claim in claims) or is_turn(one, other):
        return False
    if ClaimType.WITHDRAW in {claim.type for claim in claims} and not _is_one_leaving(one, other):
        return False
    if len(one.actors) != 1 or len(other.actors) != 1:
        return False
    if any(_PART_OF_PLACE.search(facet.kept.sentence) for facet in (one, other)):
        return False
    if any(is_large(place) for facet in (one, other) for place in facet.spots.inner):
        return False
    near = one.days is not None and other.days is not None and one.days.gap(other.days) <= _SAME_TIME_DAYS
    short = near and max(one.days.length, other.days.length) <= 2 * _SAME_TIME_DAYS  # type: ignore[union-attr]
    return short and lie_of(one.spots, other.spots) is Lie.SAME


def is_turn(one: Facet, other: Facet) -> bool:
    """Return whether one claim tells how a place changed hands after the day of the other: both may be so."""
    if one.days is None or other.days is None or one.days.gap(other.days) == 0:
        return False
    later = max(one, other, key=lambda facet: facet.days.first if facet.days else 0)
    return later.kept.claim.type in (ClaimType.GAIN, ClaimType.WITHDRAW)


def _is_one_leaving(one: Facet, other: Facet) -> bool:
    """Return whether one claim says that a party left, and the other that it was there then or after."""
    types = {one.kept.claim.type, other.kept.claim.type}
    asserted = all(facet.kept.claim.modality is Modality.ASSERTED for facet in (one, other))
    return types == {ClaimType.WITHDRAW, ClaimType.CONTROL} and asserted and bool(one.actors & other.actors)


def _is_one_person(one: Facet, other: Facet) -> bool:
    persons = one.kept.claim.person, other.kept.claim.person
    if persons[0] is None or persons[1] is None:
        return bool(one.targets & other.targets)
    return (persons[0].name or persons[0].text).casefold() == (persons[1].name or persons[1].text).casefold()


def _is_one_strength(one: Facet, other: Facet) -> bool:
    quantities = one.kept.claim.quantity, other.kept.claim.quantity
    units = {quantity.unit for quantity in quantities if quantity}
    places = lie_of(one.spots, other.spots)
    return len(units) == 1 and one.actors == other.actors and places in (Lie.SAME, Lie.UNKNOWN)


def _is_one_plan(one: Facet, other: Facet) -> bool:
    types = {one.kept.claim.type, other.kept.claim.type}
    told = types <= {ClaimType.WITHDRAW, ClaimType.MOVEMENT, ClaimType.AGREEMENT} and len(types) == 1
    denied = (one.kept.claim.modality is Modality.DENIED) != (other.kept.claim.modality is Modality.DENIED)
    same = bool(one.actors & other.actors) and lie_of(one.spots, other.spots) in (Lie.SAME, Lie.UNKNOWN)
    return told and denied and same
