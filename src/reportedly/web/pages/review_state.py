"""The state of a review, as it stands in an address: what is gone through, in what order, which claim is looked at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any
from urllib.parse import parse_qsl

from fastapi import Depends, Query

from reportedly.ledger import ClaimFilter
from reportedly.ledger.review_queue import Left, ReviewOrder, ReviewQueue
from reportedly.ledger.reviewer import Reviewer
from reportedly.web.address import join
from reportedly.web.clocks import TheFilter, Word, find_filter, read_clocks, read_filter
from reportedly.web.desk import Desk
from reportedly.web.pages.review_keys import KEYS
from reportedly.weighing.heavy import heaviest_claims

PATH = "/review"
_LONGEST = 4000  # characters of a query that a form sends back
# Parameters that narrow the claims: those that may be given several times, and the others
_MANY = ("type", "subtype", "party", "place", "country", "source", "via", "publisher", "modality", "grade")
_SINGLE = ("q", "document", "since", "until")
NARROWING = (*_SINGLE, *_MANY, "anonymous", "at")
_KEPT = frozenset({*NARROWING, "order", "left", "score"})  # what a form of the review may lead back to


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks for: the claims gone through, their order, which are left, and the one looked at."""

    wanted: ClaimFilter
    order: ReviewOrder = ReviewOrder.DOUBT
    left: Left = Left.ME
    claim: str = ""


def read_review(
    wanted: TheFilter,
    order: Annotated[ReviewOrder, Query(description="doubt, weight or recency")] = ReviewOrder.DOUBT,
    left: Annotated[Left, Query(description="left to me, to anyone; put off, or unsure, by me")] = Left.ME,
    claim: Word = "",
) -> Asked:
    """Return the review that an address holds."""
    return Asked(wanted, order, left, claim)


TheReview = Annotated[Asked, Depends(read_review)]


def make_queue(desk: Desk, asked: Asked) -> ReviewQueue:
    """Return the queue that is asked for, over the ledger as it is."""
    ahead = heaviest_claims(desk.ledger) if asked.order is ReviewOrder.WEIGHT else ()
    return ReviewQueue(asked.wanted, asked.order, asked.left, ahead)


def share_parts(reviewer: Reviewer) -> dict[str, Any]:  # Any: what templates take
    """Return what the parts that pages of the review share want: their keys, and what can be undone and done again."""
    done = reviewer.last_step()
    return {
        "keys": KEYS,
        "narrowing": NARROWING,
        "done": done,
        "done_claim": reviewer.own(done.first.claim).kept if done and done.first.claim else None,
        "undone": reviewer.undone_step(),
    }


def read_back(back: str) -> list[tuple[str, str]]:
    """Return the parameters of a review that a form sends back, without the claim; others are dropped.

    >>> read_back("order=weight&claim=7&next=//elsewhere")
    [('order', 'weight')]
    """
    return [(name, value) for name, value in parse_qsl(back[:_LONGEST].lstrip("?")) if name in _KEPT]


def lead_back(back: str, *, path: str = PATH, **values: str) -> str:
    """Return the address that a form leads to."""
    return join(path, [*read_back(back), *((name, value) for name, value in values.items() if value)])


def ask_again(desk: Desk, back: str, claim: str) -> Asked:
    """Return the review that a form was sent from; what of it is not understood counts as not given.

    Raises: WebError (R801) for a day that is none.
    """
    items = read_back(back)
    given = dict(items)
    lists = {name: [value for key, value in items if key == name] for name in _MANY}
    single = {name: given[name] for name in _SINGLE if name in given}
    anonymous = {"true": True, "false": False}.get(given.get("anonymous", ""))
    wanted = read_filter(read_clocks(given.get("at", "")), **single, **lists, anonymous=anonymous)  # type: ignore[arg-type]
    order = next((one for one in ReviewOrder if one == given.get("order")), ReviewOrder.DOUBT)
    left = next((one for one in Left if one == given.get("left")), Left.ME)
    return Asked(find_filter(desk, wanted), order, left, claim)
