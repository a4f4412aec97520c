"""Accepting the best: all claims above a score in one step, after a look at what they are; one undo takes it back."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Query
from starlette.responses import RedirectResponse

from reportedly.errors import WebError
from reportedly.ledger.judgements import Judgement
from reportedly.ledger.ledger import Ledger
from reportedly.ledger.reviewer import MOST_AT_ONCE
from reportedly.ledger.rule_precision import RulePrecision, measure
from reportedly.web.address import join
from reportedly.web.answer import Answer, page
from reportedly.web.desk import Desk, TheDesk
from reportedly.web.guard import TheReviewer, TheUser
from reportedly.web.pages.review_state import TheReview, ask_again, lead_back, make_queue, share_parts

router = APIRouter()

PATH = "/review/best"
FIRST = 0.9  # where nothing is asked for
_SAMPLE = 12  # shown: those next to the score, where mistakes are likeliest
_STEPS = (0.95, 0.9, 0.85, 0.8, 0.7)


@page(router, PATH, "review_best.html", clocks=False)
def show_best(
    desk: TheDesk,
    user: TheUser,
    asked: TheReview,
    score: Annotated[float, Query(ge=0, le=1, description="the lowest score to accept")] = FIRST,
) -> Answer:
    """Show which claims left to the reviewer would be accepted above a score, and how such claims did so far."""
    reviewer = desk.ledger.reviewer(user.name)
    best = reviewer.best(make_queue(desk, asked), score)
    sample = [reviewer.own(one).kept for one, _ in reversed(best.claims[-_SAMPLE:])]
    data = {
        "score": score,
        "claims": len(best.claims),
        "more": best.more,
        "mark": best.mark,
        "sample": sample,
        "so_far": _so_far(desk, user.name, score),
        "ids": [one for one, _ in best.claims],
    }
    return Answer(data, {"most": MOST_AT_ONCE, "look": _look, "steps": _STEPS, **share_parts(reviewer)})


def _look(path: str) -> str:
    """Return where a claim of the sample is looked at: in the review, which shows nobody else's answer."""
    return join("/review", [("claim", path.removeprefix("/claims/"))])


def _so_far(desk: Desk, author: str, score: float) -> RulePrecision:
    """Return how claims with such a score did that the reviewer decided one by one."""
    judgements: tuple[Judgement, ...] = desk.ask(Ledger.judgements)
    own = [each for each in judgements if each.author == author and each.score >= score and not each.together]
    return measure("", own)


@router.post(PATH, summary="Accept the claims above a score in one step.")
def accept_best(
    desk: TheDesk,
    user: TheReviewer,
    *,
    score: Annotated[float, Form(ge=0, le=1)],
    mark: Annotated[str, Form(max_length=64)],
    reason: Annotated[str, Form(max_length=1000)] = "",
    back: Annotated[str, Form(max_length=4000)] = "",
) -> RedirectResponse:
    """Accept what the page showed, in one step.

    Raises: WebError (R818) where it is no longer what the page showed.
    """
    reviewer = desk.ledger.reviewer(user.name)
    best = reviewer.best(make_queue(desk, ask_again(desk, back, "")), score)
    if best.mark != mark:
        raise WebError(
            "R818",
            "the claims above this score are no longer those that were shown.",
            why="Some were decided, or came in, since the page was opened; nothing was accepted.",
            fix="go back, reload the page, and look at them again.",
        )
    if best.claims:
        reviewer.accept_best(best, reason=reason)
    return RedirectResponse(lead_back(back, path=PATH), 303)
