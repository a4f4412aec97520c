"""Unsettled: what a list of changes left in dispute, and what their own sources revised in it."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.ledger import Ledger
from reportedly.model.dispute import Dispute
from reportedly.weighing.asking import disputes_of
from reportedly.weighing.revised import Revision, revised_by


@dataclass(frozen=True, slots=True)
class Unsettled:
    """What claims that are new are part of."""

    disputes: tuple[Dispute, ...]
    revisions: tuple[Revision, ...]


def find_unsettled(ledger: Ledger, claims: tuple[str, ...]) -> Unsettled:
    """Return the disputes in which the claims stand, and what they revise."""
    return Unsettled(tuple(disputes_of(ledger, claims)), tuple(revised_by(ledger, claims)))
