"""Misfits: what cannot be as it is said, apart from sums: tolls that fall, wrong days, shares of more than all.

Takes the facets of a document, or a question as it is answered; gives misfits, each with the claims concerned and why
they do not go together. Either a source erred, or took its word back without saying so, or we read it wrongly: all
three are worth a look, and none is decided here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from math import fsum

from reportedly.model import Basis, ClaimType, Modality
from reportedly.model.dispute import Misfit, MisfitKind, Question, Relation, Relationship, Verdict
from reportedly.weighing.disputes import Answered, digest_of, say_count
from reportedly.weighing.questions import HAPPENINGS, Facet
from reportedly.weighing.ranges import range_of, say_figure
from reportedly.weighing.tolls import is_one_toll

_ONLY_RISING = frozenset({"killed", "displaced"})  # the wounded die and the missing are found; the dead stay dead
# What is told as done and has a day of its own; a meeting "on Friday" is told in the same words before and after
_DONE = HAPPENINGS | {ClaimType.GAIN, ClaimType.WITHDRAW}
_SLACK_DAYS = 1  # between the day of a place and that of the report, by the time of day and the zone
_ALL = 100.0  # percent


def find_fallen(answered: Answered, facets: Mapping[str, Facet]) -> Iterator[Misfit]:
    """Yield the revisions in which a source counts fewer of what can only become more, and does not say so."""
    if answered.question is not Question.HOW_MANY:
        return
    for relation in answered.relations:
        if relation.name is Relationship.REVISES:
            yield from _fallen(relation, facets[relation.first], facets[relation.second])


def _fallen(relation: Relation, later: Facet, earlier: Facet) -> Iterator[Misfit]:
    told = later.reported > earlier.reported and not later.revising | earlier.revising
    verdict = _below(later, earlier) if told and later.measure in _ONLY_RISING and is_one_toll(later, earlier) else None
    if verdict is not None:
        words = (
            f"{later.office.name}: {say_count(earlier)} ({earlier.reported}), then {say_count(later)} "
            f"({later.reported}): {verdict.value}"
        )
        why = "a toll can only rise, and no word of a correction was seen beside the later figure"
        yield _misfit(MisfitKind.FALLEN, verdict, (later, earlier), words, (why, relation.reason))


def _below(later: Facet, earlier: Facet) -> Verdict | None:
    """Return how surely one figure is below the other, None where it need not be."""
    lower, upper = later.kept.claim.quantity, earlier.kept.claim.quantity
    if lower is None or upper is None or range_of(lower)[1] >= range_of(upper)[0]:
        return None
    rounded = range_of(lower, wide=True)[1] >= range_of(upper, wide=True)[0]
    return Verdict.ONLY_IF_APPROXIMATE if rounded else Verdict.CANNOT_FIT


def find_wrong(facets: Iterable[Facet]) -> list[Misfit]:
    """Return what cannot be in documents taken one by one, sorted by id."""
    listed = sorted(facets, key=lambda facet: facet.id)
    found = [misfit for facet in listed for misfit in _wrong_days(facet)]
    return sorted([*found, *_wrong_shares(listed)], key=lambda misfit: misfit.id)


def _wrong_days(facet: Facet) -> Iterator[Misfit]:
    claim, reported = facet.kept.claim, facet.kept.reported
    first = claim.valid.earliest
    if first and reported and claim.type in _DONE and claim.modality is Modality.ASSERTED:
        ahead = date.fromisoformat(first[:10]).toordinal() - date.fromisoformat(reported).toordinal()
        if ahead > _SLACK_DAYS:
            own = claim.valid.basis is Basis.EXPRESSION
            verdict = Verdict.CANNOT_FIT if own else Verdict.CANNOT_TELL
            why = "told as done before its day" if own else "told as done before the day that the text gives nearby"
            words = f"reported {reported}, said to be of {first[:10]}, {ahead} days later: {verdict.value}"
            yield _misfit(MisfitKind.AHEAD, verdict, (facet,), words, (why,))


def _wrong_shares(facets: Sequence[Facet]) -> Iterator[Misfit]:
    """Yield the shares of one area, of parties that exclude each other, which are more than all of it."""
    wholes: dict[tuple[object, ...], dict[frozenset[str], Facet]] = defaultdict(dict)
    for facet in facets:
        quantity = facet.kept.claim.quantity
        stated = facet.kept.claim.modality is Modality.ASSERTED and quantity is not None and quantity.unit == "percent"
        if facet.question is Question.HOW_MUCH_HELD and stated and facet.spots.key and facet.actors:
            whole = (facet.kept.document, facet.office.key, facet.spots.key, facet.days)
            wholes[whole].setdefault(facet.actors, facet)
    for parts in wholes.values():
        if sum(map(len, parts)) == len(frozenset().union(*parts)):  # no party in two of them
            yield from _too_much(list(parts.values()))


def _too_much(parts: Sequence[Facet]) -> Iterator[Misfit]:
    figures = [facet.kept.claim.quantity for facet in parts]
    known = [figure for figure in figures if figure is not None]
    if fsum(range_of(figure)[0] for figure in known) > _ALL:
        rounded = fsum(range_of(figure, wide=True)[0] for figure in known) <= _ALL
        verdict = Verdict.ONLY_IF_APPROXIMATE if rounded else Verdict.CANNOT_FIT
        adding = " + ".join(say_figure(figure) for figure in known)
        words = f"{adding} of 100 percent: {verdict.value}"
        yield _misfit(MisfitKind.SHARES, verdict, parts, words, ("more than all of one area at one time",))


def _misfit(
    kind: MisfitKind, verdict: Verdict, facets: Sequence[Facet], words: str, reasons: tuple[str, ...]
) -> Misfit:
    claims = tuple(facet.id for facet in facets)
    return Misfit(digest_of(kind.value, *claims), kind, verdict, claims, words, reasons)
