"""Grading: the Admiralty grade of each claim that leaves, by the rules of weighing, a question at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from reportedly.ledger import Ledger
from reportedly.model import KeptClaim
from reportedly.model.dispute import Event, Relationship
from reportedly.weighing.asking import fresh
from reportedly.weighing.disputes import answer_questions, say_answer
from reportedly.weighing.facets import find_facets
from reportedly.weighing.grades import grade_claims
from reportedly.weighing.grounds import letters_by_name
from reportedly.weighing.origins import find_origins
from reportedly.weighing.questions import Facet
from reportedly.weighing.stakes import staked

_AGAINST = frozenset({Relationship.CONTRADICTS, Relationship.DENIES})


def grade_all(ledger: Ledger, claims: Sequence[KeptClaim], *, known_by: str | None = None) -> dict[str, str]:
    """Return the grade ("B2") of each claim among what answers its question; alone where it answers none."""
    weighing = fresh(ledger)
    letters = letters_by_name(ledger, claims)
    stories = weighing.stories_of({kept.document for kept in claims})
    rows = weighing.first_questions([kept.claim.id for kept in claims])
    weighing.facets(
        {claim for row in rows.values() for claim in row.claims.split()}
    )  # all at once, which then are held
    found: dict[str, str] = {}
    for kept in claims:
        if kept.claim.id in found:
            continue
        row = rows.get(kept.claim.id)
        facets = weighing.facets(row.claims.split(), known_by=known_by) if row else []
        for id, grade in _grade_question(facets, letters).items():
            found.setdefault(id, grade)
        if kept.claim.id not in found:
            found |= _grade_question(list(find_facets([kept], stories=stories)), letters)
    return found


def _grade_question(facets: Sequence[Facet], letters: dict[str, str]) -> dict[str, str]:
    by_answer: dict[str, list[Facet]] = defaultdict(list)
    for facet in sorted(facets, key=lambda facet: facet.id):
        by_answer[say_answer(facet)].append(facet)
    claims = staked({facet.id: facet.kept for facet in facets})
    opposed = _opposed(facets) if len(by_answer) > 1 else {}
    grades: dict[str, str] = {}
    for answer, alike in by_answer.items():
        against = [facet for other in sorted(opposed.get(answer, ())) for facet in by_answer[other]]
        grade = str(grade_claims(find_origins(alike), find_origins(against), claims, letters=letters))
        grades |= {facet.id: grade for facet in alike}
    return grades


def _opposed(facets: Iterable[Facet]) -> dict[str, set[str]]:
    """Return for each answer those that another claim of the question sets against it."""
    ordered = sorted(facets, key=lambda facet: facet.id)
    answers = {facet.id: say_answer(facet) for facet in ordered}
    found: dict[str, set[str]] = defaultdict(set)
    event = Event("", tuple(answers), None, None, None)
    for answered in answer_questions(event, ordered):
        for relation in answered.relations:
            if relation.name in _AGAINST and relation.first in answers and relation.second in answers:
                one, other = answers[relation.first], answers[relation.second]
                if one != other:
                    found[one].add(other)
                    found[other].add(one)
    return found
