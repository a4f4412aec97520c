"""Relations: how one claim stands to another, with the reason and the numbers compared.

Takes two facets and whether they tell of one event. The order of the questions asked of a pair is the order of the
marking guide: is it one event, or part of one; whom does each count; is it one speaker; and only then do the ranges
decide. It says how statements stand to each other, never which is true.
"""

from __future__ import annotations

from dataclasses import replace

from reportedly.model import ClaimType, Modality
from reportedly.model.dispute import Question, Relation, Relationship
from reportedly.weighing.events import JOIN, compare_days, compare_events, face_value, score_events
from reportedly.weighing.parties import exclude_each_other
from reportedly.weighing.questions import Facet
from reportedly.weighing.ranges import Lay, lay_of, say_figure
from reportedly.weighing.spots import Lie, lie_of
from reportedly.weighing.victims import is_group_within
from reportedly.weighing.wordlists import first_named

_FAR_TIMES = 3.0  # a figure so many times another, for a larger place, counts more than that place
_STATES = frozenset({Question.HOW_STRONG, Question.HOW_MUCH_HELD})
_SAME_TIME_DAYS = 3  # a strength told three days later is of the same time
_OF_ONE_EVENT = frozenset({Relationship.CONTRADICTS, Relationship.REVISES})
_SURE_EVENT = 1.5  # likeness below which two claims of one event may well be of two
_ALIVE = "alive"
_SURE_PART = 0.85  # a part is rarely all of its whole; above this share of it the two are taken for one count


def relate(one: Facet, other: Facet, *, same_event: bool) -> Relation:
    """Return how two claims stand to each other, with the narrower, the part or the later first.

    Where it is in doubt whether they are of one event, the relation says what it might be as well.
    """
    found = _relate(one, other, same_event=same_event)
    if found.name in _OF_ONE_EVENT and score_events(one, other) < _SURE_EVENT:
        return replace(found, doubt=Relationship.DIFFERENT_EVENT)
    if found.name is Relationship.DIFFERENT_EVENT and not same_event and score_events(one, other) > JOIN:
        return replace(found, doubt=_relate(one, other, same_event=True).name)
    return found


def _relate(one: Facet, other: Facet, *, same_event: bool) -> Relation:
    if one.question is Question.HOW_MANY and other.question is Question.HOW_MANY:
        return _relate_counts(one, other, same_event=same_event)
    if _is_trend(one, other):
        return _relate_trend(one, other)
    if not same_event:
        return _relation(one, other, Relationship.DIFFERENT_EVENT, *_why_different(one, other))
    if one.has_figure and other.has_figure:
        return _relate_figures(one, other)
    return _relate_answers(one, other)


def _is_trend(one: Facet, other: Facet) -> bool:
    """Return whether two figures of a state are of different times: both stand, each for its own."""
    states = all(facet.question in _STATES and facet.has_figure for facet in (one, other))
    return states and one.days is not None and other.days is not None and one.days.gap(other.days) > _SAME_TIME_DAYS


def _relate_trend(one: Facet, other: Facet) -> Relation:
    later, earlier = sorted((one, other), key=lambda f: (f.days.first if f.days else 0, f.id), reverse=True)
    return _relation(later, earlier, Relationship.TREND, "figures of different times, each of which may stand")


def _relate_counts(one: Facet, other: Facet, *, same_event: bool) -> Relation:
    if one.measure != other.measure:
        return _relation(one, other, Relationship.DIFFERENT_EVENT, "one counts what the other does not")
    part = _part_of_sum(one, other) or _part_of_sum(other, one)
    if part and (not same_event or compare_days(one, other) == "inside"):
        return part
    if not same_event:
        return _relation(one, other, Relationship.DIFFERENT_EVENT, *_why_different(one, other))
    part = _part_of_victims(one, other) or _part_of_victims(other, one) or _part_of_place(one, other)
    return part or _part_of_place(other, one) or _relate_figures(one, other)


def _part_of_sum(one: Facet, other: Facet) -> Relation | None:
    """Return that one counts an event of several which the other adds up, if so."""
    if not _can_be_part(one, other):
        return None
    like = compare_events(one, other)
    within_time = like.when == "inside" and _is_longer(other, one)
    within_place = like.lie is Lie.INSIDE and like.when in ("same", "next", "unknown")
    if like.lie is Lie.APART or like.when == "apart":
        return None
    if within_time:
        return _relation(one, other, Relationship.PART_OF, "one day of a longer time that the other adds up")
    if within_place or ("sum" in other.extent and "sum" not in one.extent and like.when != "near"):
        return _relation(one, other, Relationship.PART_OF, "one place or attack of several that the other adds up")
    return None


def _part_of_place(one: Facet, other: Facet) -> Relation | None:
    """Return that one counts the victims of one place among those of a larger one, if so.

    In one text that is so wherever the place is smaller and the figure too; between texts only where the figures are
    far apart, since one town's dead are often told as the province's.
    """
    if not _can_be_part(one, other) or lie_of(one.spots, other.spots) is not Lie.INSIDE:
        return None
    far = face_value(other) >= _FAR_TIMES * face_value(one)
    if one.story == other.story or far:
        return _relation(one, other, Relationship.PART_OF, "one place of those that the other counts")
    return None


def _is_longer(one: Facet, other: Facet) -> bool:
    return one.days is not None and other.days is not None and one.days.length > other.days.length


def _can_be_part(one: Facet, other: Facet) -> bool:
    """Return whether the figures allow one to be less than the whole of the other."""
    high = other.high
    least = one.low if one.low is not None else 0.0
    if high is not None and least > high:
        return False
    return face_value(one) < face_value(other)


def _part_of_victims(one: Facet, other: Facet) -> Relation | None:
    """Return that one counts a kind of the victims that the other counts, if so."""
    if not is_group_within(one.group, other.group) or not _can_be_part(one, other):
        return None
    told_apart = one.group not in ("civilians", "fighters") or one.kept.document == other.kept.document
    if not told_apart and face_value(one) >= _SURE_PART * face_value(other):
        return None  # "31 people" of one report are the "31 civilians" of another
    if not told_apart and one.office.key != other.office.key:
        return None
    return _relation(one, other, Relationship.PART_OF, f"{one.group} among the {other.group}")


def _relate_figures(one: Facet, other: Facet) -> Relation:
    ours, theirs = one.kept.claim.quantity, other.kept.claim.quantity
    if ours is None or theirs is None:
        first, second = (other, one) if ours is None else (one, other)
        return _relation(first, second, Relationship.REFINES, "a figure against none")
    lay = lay_of(ours, theirs)
    if "earlier" in one.revising | other.revising and lay is not Lay.SAME and one.story == other.story:
        later, earlier = (other, one) if "earlier" in one.revising else (one, other)
        return _relation(later, earlier, Relationship.REVISES, "the text itself calls the other figure an earlier one")
    if lay is Lay.SAME:
        return _relation(one, other, Relationship.AGREES, "the same figure")
    if _takes_back(one, other) or _takes_back(other, one):
        later, earlier = (one, other) if _takes_back(one, other) else (other, one)
        return _relation(later, earlier, Relationship.REVISES, "the later text calls itself a correction")
    if one.office.key == other.office.key and one.office.known and one.kept.document != other.kept.document:
        return _relate_in_time(one, other)
    if lay is Lay.APART and one.office.key == other.office.key and one.story == other.story:
        return _relation(one, other, Relationship.DIFFERENT_EVENT, "one source counts two things in one text")
    if lay is Lay.APART:
        return _relation(one, other, Relationship.CONTRADICTS, "figures that cannot both be so, of different origin")
    if lay is Lay.HOLDS:
        one, other = other, one
    return _relation(one, other, Relationship.REFINES, "one figure lies within the other's range")


def _takes_back(later: Facet, earlier: Facet) -> bool:
    """Return whether a text of the same outlet, come out later, calls itself a correction or a retraction."""
    after = later.kept.document != earlier.kept.document and later.reported > earlier.reported
    outlet = bool(later.kept.publisher) and later.kept.publisher == earlier.kept.publisher
    return after and outlet and first_named("taking_back", later.kept.title) is not None


def _relate_in_time(one: Facet, other: Facet) -> Relation:
    """Return that the later figure of one speaker revises the earlier; the lower goes first where no day tells."""
    key_one, key_other = (one.reported, face_value(one)), (other.reported, face_value(other))
    later, earlier = (one, other) if key_one >= key_other else (other, one)
    told = later.reported != earlier.reported
    how = "a later figure" if told else "another figure, the higher taken for the later"
    return _relation(later, earlier, Relationship.REVISES, f"{how} of the same source, {later.office.name}")


def _relate_answers(one: Facet, other: Facet) -> Relation:
    """Relate claims that give a party, a state or a yes or no as their answer."""
    denied = _is_denied(one), _is_denied(other)
    if all(denied):
        return _relation(one, other, Relationship.AGREES, "both deny it")
    if any(denied) and exclude_each_other(one.actors, other.actors):
        return _relation(one, other, Relationship.AGREES, "one denies of one party what the other says of another")
    if any(denied) and _is_change_of_mind(one, other):
        later, earlier = sorted((one, other), key=lambda facet: facet.reported, reverse=True)
        return _relation(later, earlier, Relationship.REVISES, f"{later.office.name} takes back what it had said")
    if any(denied):
        first, second = (one, other) if denied[0] else (other, one)
        return _relation(first, second, Relationship.DENIES, f"{first.office.name} says it is not so")
    if one.question is Question.WHAT_BECAME and one.measure != other.measure:
        return _relate_fates(one, other)
    if one.question is Question.WHO_HOLDS and _left(one) != _left(other) and one.actors and other.actors:
        return _relate_leaving(one, other)
    if ("foiled" in one.outcomes) != ("foiled" in other.outcomes):
        return _relation(one, other, Relationship.CONTRADICTS, "one says that the attack was stopped")
    unknown = _is_unknown(one), _is_unknown(other)
    if any(unknown) and not all(unknown):
        first, second = (other, one) if unknown[0] else (one, other)
        return _relation(first, second, Relationship.REFINES, "one says what the other does not know")
    return _relate_parties(one, other)


def _is_change_of_mind(one: Facet, other: Facet) -> bool:
    """Return whether one office said one thing first, and the opposite in a later text."""
    same = one.office.key == other.office.key and one.office.known
    return same and one.kept.document != other.kept.document and one.reported != other.reported


def _relate_parties(one: Facet, other: Facet) -> Relation:
    if one.actors and other.actors and not one.actors & other.actors:
        if not exclude_each_other(one.actors, other.actors):
            return _relation(one, other, Relationship.AGREES, "the parties named do not exclude each other")
        return _relation(one, other, Relationship.CONTRADICTS, "different parties are named", parties=True)
    if one.actors and other.actors and one.actors != other.actors:
        first, second = (one, other) if len(one.actors) > len(other.actors) else (other, one)
        return _relation(first, second, Relationship.REFINES, "one names more parties", parties=True)
    if bool(one.actors) != bool(other.actors):
        first, second = (one, other) if one.actors else (other, one)
        return _relation(first, second, Relationship.REFINES, "one names who, the other does not")
    return _relation(one, other, Relationship.AGREES, "the same answer")


def _relate_fates(one: Facet, other: Facet) -> Relation:
    """Relate two accounts of what became of a person: who says that he lives denies that he is dead."""
    if _ALIVE in (one.measure, other.measure):
        first, second = (one, other) if one.measure == _ALIVE else (other, one)
        return _relation(first, second, Relationship.DENIES, "one says that he lives")
    return _relation(one, other, Relationship.CONTRADICTS, "different fates")


def _left(facet: Facet) -> bool:
    return facet.kept.claim.type is ClaimType.WITHDRAW


def _relate_leaving(one: Facet, other: Facet) -> Relation:
    """Relate that a party left to who is said to hold the place: another may, but not the one that left."""
    if one.actors & other.actors:
        return _relation(one, other, Relationship.CONTRADICTS, "one says that it left, the other that it holds it")
    return _relation(one, other, Relationship.AGREES, "one party left, another holds it")


def _is_denied(facet: Facet) -> bool:
    return facet.kept.claim.modality is Modality.DENIED


def _is_unknown(facet: Facet) -> bool:
    return facet.kept.claim.modality is Modality.UNKNOWN


def _why_different(one: Facet, other: Facet) -> tuple[str]:
    like = compare_events(one, other)
    if like.lie is Lie.APART:
        return ("other places",)
    if compare_days(one, other) in ("apart", "near"):
        return ("other days",)
    return ("looks alike, and is told as another event: " + "; ".join(like.why),)


def _relation(one: Facet, other: Facet, name: Relationship, reason: str, *, parties: bool = False) -> Relation:
    """Return the relation, with what was compared in words."""
    if parties:
        numbers = tuple(", ".join(party.name or party.text for party in f.kept.claim.actor) for f in (one, other))
    else:
        quantities = (facet.kept.claim.quantity for facet in (one, other))
        numbers = tuple(say_figure(quantity) for quantity in quantities if quantity is not None)
    return Relation(one.id, other.id, name, reason, numbers)
