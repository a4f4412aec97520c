"""What weighing adds to a claim or a list of changes: who says the same, who says otherwise, what is newly disputed.

Weighing keeps what it derives in the ledger. Where the ledger cannot be written, the verbs go on without it.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportedly.cli.cells import make_safe, say_figure, say_source, say_where, say_who
from reportedly.errors import LedgerError

if TYPE_CHECKING:
    from reportedly.model import KeptClaim
    from reportedly.model.dispute import Dispute, Relation
    from reportedly.weighing.grounds import Standing
    from reportedly.weighing.revised import Revision

# What a claim that comes second in a relation is said to be
_SUFFERED = {
    "refines": "refined by",
    "part_of": "has the part",
    "revises": "revised by",
    "trend": "followed by",
    "denies": "denied by",
}
_SHOWN = 8  # relations of one claim
Section = tuple[str, list[str]]


def find_standing(
    path: Path | None, claim: str, *, at: str | None = None, known_by: str | None = None
) -> Standing | None:
    """Return what a claim stands on among the others, None where the ledger cannot be weighed."""
    from reportedly.cli.weighed import open_weighed
    from reportedly.weighing.grounds import stand

    try:
        with open_weighed(path) as opened:
            return stand(opened, claim, at=at, known_by=known_by)
    except LedgerError:
        return None


def explain_standing(standing: Standing | None) -> list[Section]:
    """Return it as headings with lines."""
    if standing is None:
        return []
    grade = standing.grade
    said = [make_safe(standing.summary), *(f"{make_safe(reason)}" for reason in standing.support.reasons)]
    why = [make_safe(reason) for origin in standing.origins for reason in origin.why]
    sections = [
        ("Who else says so", [*said, *sorted(set(why))]),
        (
            "Its grade",
            [f"{grade.letter}{grade.digit}: {grade.words}", *(make_safe(reason) for reason in grade.reasons)],
        ),
    ]
    if standing.relations:
        lines = [_say_relation(relation, other) for relation, other in standing.relations]
        more = [f"and {len(lines) - _SHOWN} more"] if len(lines) > _SHOWN else []
        sections.append(("How it stands to others", lines[:_SHOWN] + more))
    return sections


def standing_as_dict(standing: Standing | None) -> dict[str, Any] | None:  # Any: JSON
    """Return it as a JSON object; None where the ledger could not be weighed."""
    if standing is None:
        return None
    from reportedly.ledger.format import record_as_dict

    return {
        "summary": standing.summary,
        "origins": [record_as_dict(origin) for origin in standing.origins],
        "against": [record_as_dict(origin) for origin in standing.against],
        "support": record_as_dict(standing.support),
        "grade": record_as_dict(standing.grade),
        "relations": [
            {**record_as_dict(relation), "other": other.claim.id, "sentence": other.sentence}
            for relation, other in standing.relations
        ],
    }


def find_unsettled(path: Path | None, claims: Iterable[str]) -> tuple[list[Dispute], list[Revision]]:
    """Return the disputes in which any of the claims stands, and what they revise; nothing where nothing is weighed."""
    from reportedly.cli.weighed import open_weighed
    from reportedly.weighing.asking import disputes_of
    from reportedly.weighing.revised import revised_by

    made = tuple(claims)
    try:
        with open_weighed(path) as opened:
            return disputes_of(opened, made), revised_by(opened, made)
    except LedgerError:
        return [], []


def say_revision(revision: Revision) -> str:
    """Return a revision on one line: its title, what is said now and was before, by whom, and the claim."""
    before = ", ".join(make_safe(point.answer) for point in revision.before)
    said = f"{make_safe(revision.now.answer)}, before {before} ({make_safe(revision.now.source)})"
    return f"{make_safe(revision.title)}: {said}  {revision.now.claim}"


def say_dispute(dispute: Dispute) -> str:
    """Return a dispute on one line: its title, its versions, its id."""
    versions = " / ".join(make_safe(version.answer) for version in dispute.versions if not version.superseded)
    return f"{make_safe(dispute.title)}: {versions}  {dispute.id}"


def _say_relation(relation: Relation, other: KeptClaim) -> str:
    """Return how a claim stands to another, in the words of the claim's own side."""
    claim = other.claim
    said = [say_who(claim), say_where(claim), say_figure(claim.quantity)]
    about = "; ".join(part for part in said if part)
    who = f"{say_source(claim, other.publisher)}, {other.reported or 'undated'}"
    name = relation.name.value
    verb = _SUFFERED.get(name, name) if relation.first == claim.id else name
    return f"{verb.replace('_', ' ')}: {about} ({who}): {make_safe(relation.reason)}  {claim.id}"
