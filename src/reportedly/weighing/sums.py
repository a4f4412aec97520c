"""Sums: whether the parts of a whole add up, said in full.

Takes the facets of one document or origin, gives for each whole its parts and a verdict: `fits`, `fits only if
approximate`, `cannot fit`, `cannot tell`. A first pass takes flat figures as exact; a second one takes every figure as
rounded, x ± half its last place and at least 2 %. "About" is wide in both. Bounds are never widened, and figures of
different reports are never added.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations

from reportedly.gazetteer.geodesy import rough_km
from reportedly.model import ClaimType, Modality, Place, Quantity, Relation
from reportedly.model.dispute import Question, Sum, Verdict
from reportedly.weighing.events import face_value
from reportedly.weighing.questions import Facet
from reportedly.weighing.ranges import range_of, say_figure, say_number
from reportedly.weighing.spots import Lie, Spots, lie_of
from reportedly.weighing.victims import is_group_within

_ROUGH_KM = 150.0  # a place as large as that ("southern Syria") says only roughly where something is
_MEASURES = frozenset({"km2", "percent", "places"})
_STATES = frozenset({ClaimType.CONTROL, ClaimType.PRESENCE, ClaimType.GAIN, ClaimType.SIEGE})
_MUCH_WIDER = 2.0  # times the extent of the places named, which is known by their radius alone
_MOST_PARTS = 12  # of one whole; more are a table, not a sentence
_DISJOINT = (
    frozenset({"children", "women"}),
    frozenset({"civilians", "fighters"}),
    frozenset({"civilians", "soldiers"}),
    frozenset({"civilians", "police"}),
    frozenset({"fighters", "soldiers"}),
    frozenset({"children", "soldiers"}),
    frozenset({"children", "police"}),
    frozenset({"children", "fighters"}),
    frozenset({"soldiers", "police"}),
)


def find_sums(facets: Iterable[Facet]) -> list[Sum]:
    """Return the sums within each story, the same whatever the order of the facets, sorted by the whole's id."""
    groups: dict[tuple[str, ...], list[Facet]] = defaultdict(list)
    for facet in sorted(facets, key=lambda facet: facet.id):
        if facet.has_figure and facet.kept.claim.modality is Modality.ASSERTED:
            groups[_sum_key(facet)].append(facet)
    sums = [found for group in groups.values() for found in _sums_of(group)]
    return sorted(sums, key=lambda found: found.whole)


def _sum_key(facet: Facet) -> tuple[str, ...]:
    """Return what parts of one whole have in common: the text, the source, what is measured, and whose it is."""
    parties = facet.actors if facet.question is not Question.HOW_MANY else frozenset()
    return (facet.kept.document, facet.office.key, facet.measure, facet.question.value, *sorted(parties))


def _sums_of(group: Sequence[Facet]) -> Iterable[Sum]:
    if len(group) < 2:
        return
    if group[0].question in (Question.HOW_MUCH_HELD, Question.HOW_STRONG):
        whole = max(group, key=lambda facet: (face_value(facet), facet.id))
        parts = [facet for facet in group if facet is not whole and _is_place_part(facet, whole)]
        yield from _worth_saying(whole, parts)
    elif group[0].question is Question.HOW_MANY:
        yield from _sums_of_victims(group)


def _sums_of_victims(group: Sequence[Facet]) -> Iterable[Sum]:
    """Yield the sums of the kinds of victims that a claim is said to hold ("including five children")."""
    for whole in group:
        parts = [facet for facet in group if facet is not whole and _is_victims_part(facet, whole)]
        yield from _worth_saying(whole, parts)


def _worth_saying(whole: Facet, parts: Sequence[Facet]) -> Iterable[Sum]:
    """Yield the sum of several parts; of one part only where it is greater than its whole."""
    if parts and len(parts) <= _MOST_PARTS:
        found = add_up(whole, parts)
        if len(parts) > 1 or found.verdict in (Verdict.CANNOT_FIT, Verdict.ONLY_IF_APPROXIMATE):
            yield found


def _is_victims_part(part: Facet, whole: Facet) -> bool:
    return part.kept.claim.part_of == whole.id and is_group_within(part.group, whole.group)


def _is_place_part(part: Facet, whole: Facet) -> bool:
    """Return whether a claim counts a smaller area of what another counts, at the same time."""
    claims = part.kept.claim, whole.kept.claim
    if claims[0].quantity is None or claims[1].quantity is None or face_value(part) == face_value(whole):
        return False
    if claims[0].quantity.unit != claims[1].quantity.unit:
        return False
    if part.question is Question.HOW_MUCH_HELD and not {claims[0].type, claims[1].type} <= _STATES:
        return False
    if part.days is not None and whole.days is not None and part.days.gap(whole.days) > 0:
        return False
    if part.question is Question.HOW_STRONG and not part.spots.inner:
        return False
    if not any(place.lat is not None for place in whole.spots.inner):
        return True  # "the lands": where the whole lies is not known, and what it counts is
    return lie_of(part.spots, whole.spots) in (Lie.INSIDE, Lie.UNKNOWN) or _spans_country(part, whole)


def _spans_country(part: Facet, whole: Facet) -> bool:
    """Return whether the whole is wider than the places it names, and of the country the part lies in.

    So it is where it names places far from each other, or says more square kilometres than the places have: "15,000
    square kilometres" in a town of that name are the province, or more.
    """
    places = whole.spots.inner
    wider = whole.measure == "km2" and face_value(whole) > _MUCH_WIDER * math.fsum(_extent_km2(p) for p in places)
    far = wider or any(lie_of(Spots((one,)), Spots((other,))) is Lie.APART for one, other in combinations(places, 2))
    theirs = {place.country for place in part.kept.claim.place}
    return far and bool(theirs & {place.country for place in places})


def _extent_km2(place: Place) -> float:
    return math.pi * (place.radius_km or 0.0) ** 2


def add_up(whole: Facet, parts: Sequence[Facet]) -> Sum:
    """Return the verdict on parts of one whole; they are added in the order in which the text has them."""
    ordered = sorted(parts, key=lambda facet: (facet.kept.claim.evidence.start, facet.id))
    figures = [facet.kept.claim.quantity for facet in ordered]
    total = whole.kept.claim.quantity
    known = [figure for figure in figures if figure is not None]
    if total is None or len(known) < len(figures):
        return _as_sum(whole, ordered, Verdict.CANNOT_TELL, "a part has no figure", ("a part has no figure",))
    overlap = _overlap_reason(ordered)
    verdict = judge(total, known, apart=overlap is None)
    left = leave_over(total, known) if overlap is None and verdict is not Verdict.CANNOT_FIT else (None, None)
    words = say_sum(total, known, verdict, left, overlap)
    reasons = [overlap] if overlap else [_why_apart(ordered)]
    return _as_sum(whole, ordered, verdict, words, tuple(reasons), left)


def judge(whole: Quantity, parts: Sequence[Quantity], *, apart: bool = True) -> Verdict:
    """Return whether parts can make up at most the whole; the order of the parts has no say.

    >>> from reportedly.model import Relation
    >>> flat = lambda x: Quantity(x, x, "km2", None, Relation.EQUAL, None, None, None)
    >>> judge(flat(10), [flat(4), flat(5)]).value, judge(flat(10), [flat(8), flat(5)]).value
    ('fits', 'cannot fit')
    """
    for wide, verdict in ((False, Verdict.FITS), (True, Verdict.ONLY_IF_APPROXIMATE)):
        lows = [range_of(part, wide=wide)[0] for part in parts]
        high = range_of(whole, wide=wide)[1]
        least = math.fsum(lows) if apart else max(lows)
        if least <= high:
            return verdict if apart else Verdict.CANNOT_TELL
    return Verdict.CANNOT_FIT


def leave_over(whole: Quantity, parts: Sequence[Quantity]) -> tuple[float | None, float | None]:
    """Return what is left of the whole: at face value, and at most (None where there is no bound), not below 0."""
    high = range_of(whole)[1]
    least = math.fsum(range_of(part)[0] for part in parts)
    face = _face(whole) - math.fsum(_face(part) for part in parts)
    most = None if math.isinf(high) else max(0.0, high - least)
    return max(0.0, face), most


def _face(quantity: Quantity) -> float:
    low = quantity.low if quantity.low is not None else quantity.high
    return low or 0.0


def say_sum(
    whole: Quantity,
    parts: Sequence[Quantity],
    verdict: Verdict,
    left: tuple[float | None, float | None],
    overlap: str | None,
) -> str:
    """Return the sum in words, always in full."""
    adding = " + ".join(say_figure(part) for part in parts)
    total = say_figure(_add(parts))
    unit = whole.unit if whole.unit in _MEASURES else ""
    text = f"{adding} = {total} of {say_figure(whole)}: {verdict.value}"
    if overlap:
        return f"{text} ({overlap})"
    if left[0] is not None and verdict is Verdict.FITS:
        text += f"; about {say_number(left[0])} {unit}".rstrip() + " left over"
        text += "" if left[1] is None or left[1] == left[0] else f", at most {say_number(left[1])}"
    return text


def _add(parts: Sequence[Quantity]) -> Quantity:
    """Return the parts added: a side is open where one of theirs is, and about where one is about."""
    lows = [part.low for part in parts]
    highs = [part.high for part in parts]
    low = math.fsum(x for x in lows if x is not None) if any(x is not None for x in lows) else None
    high = None if any(x is None for x in highs) else math.fsum(x for x in highs if x is not None)
    if low != high and low is not None and high is not None and all(x is not None for x in lows):
        relation = Relation.EQUAL
    elif any(part.relation is Relation.ABOUT for part in parts):
        relation = Relation.ABOUT
    else:
        relation = Relation.AT_LEAST if high is None else Relation.EQUAL
    return Quantity(low, high, parts[0].unit, None, relation, None, None, None)


def _overlap_reason(parts: Sequence[Facet]) -> str | None:
    """Return why two parts may overlap, None where all are apart."""
    for one, other in combinations(parts, 2):
        if one.question is Question.HOW_MANY:
            if frozenset({one.group, other.group}) not in _DISJOINT:
                return f"{one.group} and {other.group} may be the same people"
        elif _may_share_ground(one, other):
            return f"{_name(one)} and {_name(other)} may overlap"
    return None


def _may_share_ground(one: Facet, other: Facet) -> bool:
    rough = any((place.radius_km or 0) >= _ROUGH_KM for facet in (one, other) for place in facet.spots.inner)
    lying = lie_of(one.spots, other.spots) in (Lie.SAME, Lie.INSIDE, Lie.HOLDS)
    return not rough and (lying or any(_overlap(a, b) for a in one.spots.inner for b in other.spots.inner))


def _overlap(one: Place, other: Place) -> bool:
    """Return whether one place's middle lies within the other."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return False
    return rough_km((one.lat, one.lon), (other.lat, other.lon)) < max(one.radius_km or 0.0, other.radius_km or 0.0)


def _why_apart(parts: Sequence[Facet]) -> str:
    if parts[0].question is Question.HOW_MANY:
        return "the kinds of people counted exclude each other"
    if len(parts) == 1:
        return "one part only"
    return "the places named are apart from each other"


def _name(facet: Facet) -> str:
    places = facet.kept.claim.place
    return places[0].text if places else "a place not named"


def _as_sum(
    whole: Facet,
    parts: Sequence[Facet],
    verdict: Verdict,
    words: str,
    reasons: tuple[str, ...],
    left: tuple[float | None, float | None] = (None, None),
) -> Sum:
    return Sum(whole.id, tuple(part.id for part in parts), verdict, words, reasons, *left)
