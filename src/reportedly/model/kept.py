"""Kept claims: a claim as the ledger holds it, beside what is known of the document it was read in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from reportedly.model.claim import Claim


class ReviewState(StrEnum):
    """What people have decided of a claim."""

    UNREVIEWED = "unreviewed"
    ACCEPTED = "accepted"
    AMENDED = "amended"
    REJECTED = "rejected"
    UNSURE = "unsure"
    RETRACTED = "retracted"


@dataclass(frozen=True, slots=True)
class KeptClaim:
    """A claim with the second and the third of its times, and the words it rests on.

    The first, when it was so as claimed, is `claim.valid`. `claim` is as people amended it; the machine's version
    stays in the ledger. Weighing takes these and nothing else, so that claims of any make (read here, coded by hand,
    or from a table) weigh alike.
    """

    claim: Claim
    document: str  # id
    publisher: str
    reported: str | None  # ISO day on which the document came out
    recorded: str  # ISO instant, UTC, at which we took it in
    sentence: str  # the words of the evidence
    title: str = ""
    url: str | None = None
    state: ReviewState = ReviewState.UNREVIEWED
    superseded: str | None = None  # ISO day on which a later version of the article came out
