"""Asking: what people and programs ask of a weighed ledger: disputes, figures, sums.

The public functions of the room. Each takes a ledger, weighs what has changed in it since the last time, and gives
records; `known_by` leaves out what came out later, as if it were not known yet.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from reportedly.ledger import Ledger
from reportedly.model import KeptClaim
from reportedly.model.dispute import (
    Dispute,
    Event,
    Misfit,
    MisfitKind,
    Point,
    Question,
    Relation,
    Relationship,
    Series,
    Sum,
    Verdict,
)
from reportedly.model.origin import Origin
from reportedly.weighing.disputes import Answered, answer_questions, say_answer, superseded_claims
from reportedly.weighing.figures import Figure, Suggestion, suggest_figures
from reportedly.weighing.held import held_for
from reportedly.weighing.origins import find_origins, origin_of_claims, say_origins
from reportedly.weighing.questions import Facet
from reportedly.weighing.weighing import QuestionRow, Weighing

_FIGURES = (Question.HOW_MANY, Question.HOW_STRONG, Question.HOW_MUCH_HELD)


_LEARNED_FROM = 300  # questions from which sources earn the weight that a suggestion rests on, the latest
_LEAST_SOURCES = 2
_ORDER = (Verdict.CANNOT_FIT, Verdict.ONLY_IF_APPROXIMATE, Verdict.CANNOT_TELL, Verdict.FITS)
_PAGE = 100  # questions looked at together


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which questions are wanted; all that is given must hold."""

    words: str = ""  # an id or its beginning, else words of the title
    kind: Question | None = None
    place: str | None = None  # the name that most claims give
    at: str | None = None  # ISO day on which it happened
    since: str | None = None  # happened on it or later
    until: str | None = None
    known_by: str | None = None  # ISO day: only what had come out by then


EVERYTHING = Wanted()


def disputes(ledger: Ledger, wanted: Wanted = EVERYTHING, *, limit: int = 50) -> list[Dispute]:
    """Return what is contested, all versions side by side, the last answered first.

    Added in 0.2.
    """
    weighing = fresh(ledger)
    found = []
    for row, answered, _ in _answers(weighing, wanted, disputed=True, limit=limit):
        if answered.dispute is not None:
            found.append(replace(answered.dispute, id=row.id))
    return found[:limit]


def figures(ledger: Ledger, wanted: Wanted = EVERYTHING, *, suggest: bool = False, limit: int = 50) -> list[Series]:
    """Return figures through time, by source, each with how they stand to each other.

    `suggest` adds a figure that arithmetic would suggest, labelled as one. Added in 0.2.
    """
    weighing = fresh(ledger)
    found = []
    for row, answered, facets in _answers(weighing, wanted, disputed=False, limit=limit, kinds=_FIGURES):
        found.append(_series(row, facets, answered.relations))
    return _suggest_all(weighing, found[:limit]) if suggest else found[:limit]


def disputes_of(ledger: Ledger, claims: Iterable[str]) -> list[Dispute]:
    """Return the disputes in which any of the claims stands, sorted by id.

    Added in 0.2.
    """
    weighing = fresh(ledger)
    rows = {row.id: row for claim in claims for row in weighing.questions_of(claim) if row.disputed}
    found = []
    for id, row in sorted(rows.items()):
        answered = _answered(row, weighing.facets(row.claims.split()))
        if answered is not None and answered.dispute is not None:
            found.append(replace(answered.dispute, id=id))
    return found


def check(ledger: Ledger, *, verdict: Verdict | None = None, limit: int = 200) -> list[Sum]:
    """Return the sums of parts and wholes in the ledger, those that cannot fit first.

    Added in 0.2.
    """
    found = fresh(ledger).sums(verdict=verdict, limit=limit)
    return sorted(found, key=lambda one: (_ORDER.index(one.verdict), one.whole))


def misfits(ledger: Ledger, *, kind: MisfitKind | None = None, limit: int = 200) -> list[Misfit]:
    """Return what else cannot be as it is said: tolls that fall, days that are wrong, shares of more than all.

    What cannot fit comes first. Added in 0.2.
    """
    found = fresh(ledger).misfits(kind=kind, limit=limit)
    return sorted(found, key=lambda one: (_ORDER.index(one.verdict), list(MisfitKind).index(one.kind), one.id))


def relations_of(
    ledger: Ledger, claim: str, *, at: str | None = None, known_by: str | None = None
) -> list[tuple[Relation, KeptClaim]]:
    """Return how a claim stands to others of its event, each with the other claim; what agrees comes last.

    With `at` only to those of that day, with `known_by` only to those that had come out by it. Added in 0.2.
    """
    weighing = fresh(ledger)
    found: dict[str, tuple[Relation, KeptClaim]] = {}
    for row in weighing.questions_of(claim):
        facets = {facet.id: facet for facet in weighing.facets(row.claims.split(), at=at, known_by=known_by)}
        if claim not in facets:
            continue
        answered = _answered(row, list(facets.values()))
        spoken = _speaker(claim, facets)
        for relation in answered.relations if answered else ():
            if spoken in (relation.first, relation.second):
                other = relation.second if relation.first == spoken else relation.first
                found.setdefault(other, (relation, facets[other].kept))
    rank = list(Relationship)
    return sorted(found.values(), key=lambda pair: (-rank.index(pair[0].name), pair[1].claim.id))


def fresh(ledger: Ledger) -> Weighing:
    """Return the weighing of a ledger, up to date."""
    weighing = Weighing(ledger, held_for(ledger))
    weighing.refresh()
    return weighing


def _answers(
    weighing: Weighing,
    wanted: Wanted,
    *,
    disputed: bool,
    limit: int,
    kinds: Sequence[Question] = (),
) -> Iterable[tuple[QuestionRow, Answered, list[Facet]]]:
    """Yield the questions wanted, answered from the claims that had come out."""
    one = weighing.question(wanted.words) if _is_id(wanted.words) else None
    given = offset = 0
    while given < limit:
        rows = [one] if one is not None else _page(weighing, wanted, disputed, kinds, offset)
        weighing.facets(claim for row in rows for claim in row.claims.split())  # all at once, which then are held
        for row in rows:
            facets = weighing.facets(row.claims.split(), known_by=wanted.known_by)
            answered = _answered(row, facets) if facets else None
            if answered is not None and (not disputed or answered.dispute is not None):
                given += 1
                yield row, answered, facets
        offset += _PAGE
        if one is not None or len(rows) < _PAGE:
            return


def _page(
    weighing: Weighing, wanted: Wanted, disputed: bool, kinds: Sequence[Question], offset: int
) -> list[QuestionRow]:
    """Return a page of the questions that may be wanted.

    What is in dispute now need not have been so by an earlier day, nor the other way round; two origins it needs.
    """
    return weighing.questions(
        disputed=disputed and wanted.known_by is None,
        least_origins=2 if disputed else 1,
        kinds=[wanted.kind.value] if wanted.kind else [kind.value for kind in kinds],
        place=wanted.place,
        at=wanted.at,
        since=wanted.since,
        until=wanted.until,
        words=wanted.words,
        limit=_PAGE,
        offset=offset,
    )


def _is_id(words: str) -> bool:
    return 6 <= len(words) <= 16 and all(letter in "0123456789abcdef" for letter in words)


def _answered(row: QuestionRow, facets: Sequence[Facet]) -> Answered | None:
    """Return a kept question as its claims answer it now."""
    if not facets:
        return None
    event = Event(row.id, tuple(sorted(facet.id for facet in facets)), row.place, row.earliest, row.latest)
    answers = answer_questions(event, sorted(facets, key=lambda facet: facet.id))
    return next((answered for answered in answers if answered.question.value == row.question), None)


def _speaker(claim: str, facets: dict[str, Facet]) -> str:
    """Return the claim that speaks for those that say the same for one origin: the first reported of them."""
    from reportedly.weighing.disputes import answer_key

    if claim not in facets:
        return claim
    same = [facet for facet in facets.values() if answer_key(facet) == answer_key(facets[claim])]
    return min(same, key=lambda facet: (facet.reported, facet.id)).id


def _series(row: QuestionRow, facets: Sequence[Facet], relations: Sequence[Relation]) -> Series:
    origins = find_origins(facets)
    return Series(
        id=row.id,
        question=Question(row.question),
        title=row.title,
        place=row.place,
        earliest=row.earliest,
        latest=row.latest,
        points=_points(facets, origins, superseded_claims(facets, relations)),
        relations=tuple(r for r in relations if r.name is not Relationship.AGREES),
        reports=len({facet.kept.document for facet in facets}),
        origins=len(origins),
        summary=say_origins(origins),
    )


def _points(facets: Sequence[Facet], origins: Sequence[Origin], gone: frozenset[str]) -> tuple[Point, ...]:
    origin_of = origin_of_claims(origins)
    names = {origin.id: origin.source for origin in origins}
    groups: dict[tuple[str, str], list[Facet]] = defaultdict(list)
    for facet in facets:
        groups[origin_of[facet.id], say_answer(facet)].append(facet)
    points = []
    for (origin, answer), group in groups.items():
        ordered = sorted(group, key=lambda facet: (facet.reported, facet.id))
        first = ordered[0]
        points.append(
            Point(
                answer=answer,
                low=first.low,
                high=first.high,
                source=names[origin],
                origin=origin,
                claim=first.id,
                claims=tuple(facet.id for facet in ordered),
                reported=first.kept.reported,
                superseded=all(facet.id in gone for facet in group),
                group=first.group,
            )
        )
    return tuple(sorted(points, key=lambda point: (point.reported or "", point.source, point.answer, point.claim)))


def _suggest_all(weighing: Weighing, found: Sequence[Series]) -> list[Series]:
    """Return the series with the figures that arithmetic suggests; sources earn weight over other questions too."""
    given = {series.id: _figures_of(series) for series in found}
    for row in weighing.questions(least_origins=2, kinds=[kind.value for kind in _FIGURES], limit=_LEARNED_FROM):
        if row.id not in given:
            facets = weighing.facets(row.claims.split())
            given[row.id] = _figures_of(_series(row, facets, ())) if facets else []
    suggested = {one.question: one for one in suggest_figures(figure for many in given.values() for figure in many)}
    return [_with_suggestion(series, given[series.id], suggested.get(series.id)) for series in found]


def _figures_of(series: Series) -> list[Figure]:
    """Return the figures of a series that still stand, of the group of people that most of them count."""
    groups = [point.group for point in series.points]
    common = min(set(groups), key=lambda group: (-groups.count(group), group), default="")
    return [
        Figure(series.id, point.source, point.low, point.high, point.claim, point.reported)
        for point in series.points
        if point.group == common and not point.superseded
    ]


def _with_suggestion(series: Series, given: Sequence[Figure], suggestion: Suggestion | None) -> Series:
    if suggestion is None or len({figure.source for figure in given}) < _LEAST_SOURCES:
        return series  # what one source says needs no suggestion
    return replace(series, suggested=suggestion.value, suggested_why=suggestion.reasons)
