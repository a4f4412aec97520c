"""Tolls: whether two figures are surely of one event and count the same people, so that they may dispute each other.

A news day has many tolls of one city. Two are set against each other where place, day and kind of act are alike, where
neither is a sum, a portion or an addition that the other is not, and where somebody counted both. One text that gives
two tolls of two sources sets them against each other itself: there less must be alike.
"""

from __future__ import annotations

from reportedly.model.dispute import Question
from reportedly.weighing.events import face_value, score_events
from reportedly.weighing.parties import exclude_each_other
from reportedly.weighing.questions import Facet
from reportedly.weighing.spots import Lie, lie_of
from reportedly.weighing.victims import EVERYBODY, is_group_within
from reportedly.weighing.wordlists import first_named

ALIKE = 3.0  # of two figures that are compared: place and day the same, or one of them and much else
DISPUTING = 3.5  # of two that dispute: something besides place and day is the same
_SURELY_ONE = 4.0  # of two that dispute though one counts "people" and the other "civilians"
_SET_TOGETHER = 2.5  # of two that one text gives of two sources and of one kind of act: one place may hold the other
_READ_SURELY = 0.45  # a claim read with less certainty than this disputes nothing: it is looked at first
_STRENGTH_READ_SURELY = 0.3  # few strengths were marked by hand, so that even a plain one is read with a score of .38
_FAR_TIMES = 6.0  # figures farther apart are rarely of one event, whatever else is alike
_REACH = ("sum", "added", "portion")  # of a figure; of two that differ in it neither disputes the other
_ARMED = frozenset({"fighters", "soldiers", "police", "commanders", "mercenaries"})
_SINGLE_ACTS = frozenset({"bomb", "chemical", "execution"})  # of which a city rarely sees two a day


def may_be_one_toll(one: Facet, other: Facet) -> bool:
    """Return whether two figures look like counts of one event at all."""
    together = bool(one.methods & other.methods) and set_together(one, other)
    return score_events(one, other) >= (_SET_TOGETHER if together else ALIKE)


def is_one_toll(one: Facet, other: Facet) -> bool:
    """Return whether two figures are surely tolls of one event, read with some certainty, none a portion or a sum."""
    least = _SET_TOGETHER if set_together(one, other) else DISPUTING
    if not are_read_surely(one, other) or score_events(one, other) < least:
        return False
    return _tell_of_one_act(one, other) and _are_counts(one, other) and _count_the_same(one, other)


def are_read_surely(one: Facet, other: Facet) -> bool:
    """Return whether both claims were read with enough certainty to be set against each other."""
    least = _STRENGTH_READ_SURELY if one.question is Question.HOW_STRONG else _READ_SURELY
    return min(one.kept.claim.score, other.kept.claim.score) >= least


def set_together(one: Facet, other: Facet) -> bool:
    """Return whether one text sets two sources against each other: not its own voice, and nobody it does not tell."""
    return one.story == other.story and _is_told(one) and _is_told(other)


def _is_told(facet: Facet) -> bool:
    """Return whether a text says who a claim's source is: by name, or as one of a kind ("residents")."""
    return is_named(facet) or (not facet.office.known and first_named("unnamed", facet.office.name) is not None)


def is_named(facet: Facet) -> bool:
    """Return whether a claim's source is named, and is not the text's own voice."""
    return facet.office.known and not facet.office.key.startswith("publisher:")


def _tell_of_one_act(one: Facet, other: Facet) -> bool:
    if exclude_each_other(one.actors, other.actors):
        return False
    shared = one.methods & other.methods
    if one.methods and other.methods and not shared:
        return False
    lie = lie_of(one.spots, other.spots)
    if lie is Lie.SAME and _is_beside(one) != _is_beside(other):
        return bool(shared & _SINGLE_ACTS)
    return lie in (Lie.SAME, Lie.NEAR, Lie.INSIDE, Lie.HOLDS)


def _is_beside(facet: Facet) -> bool:
    """Return whether a claim tells of what lies beside the place it names ("a suburb of X"), not of the place."""
    return any(first_named("beside", place.text) for place in facet.spots.inner)


def _are_counts(one: Facet, other: Facet) -> bool:
    """Return whether two figures were counted, in one reach, and are not too far apart for one event."""
    if any((word in one.extent) != (word in other.extent) for word in _REACH):
        return False
    low, high = sorted((face_value(one), face_value(other)))
    return low > 0 and high <= _FAR_TIMES * low and not _is_vague(one) and not _is_vague(other)


def _is_vague(facet: Facet) -> bool:
    """Return whether a figure is a word ("dozens"), whose bounds nobody counted."""
    quantity = facet.kept.claim.quantity
    return quantity is not None and first_named("vague", quantity.hedge or "") is not None


def _count_the_same(one: Facet, other: Facet) -> bool:
    """Return whether two figures count the same people, or one counts more of a kind than the other of all."""
    groups = {one.group, other.group}
    if len(groups) == 1:
        return True
    if groups & _ARMED:
        return False  # who fights is told apart from who is hit
    if groups == {EVERYBODY, "civilians"} and score_events(one, other) >= _SURELY_ONE:
        return True
    part, whole = (one, other) if is_group_within(one.group, other.group) else (other, one)
    more = part.low is not None and whole.high is not None and part.low > whole.high
    return more and is_group_within(part.group, whole.group)
