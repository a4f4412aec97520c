"""Review: one claim at a time, in its paragraph, with the machine's reasons; each reviewer sees no one else's answers.

Everything works by forms. What a form decides is in the ledger before the next claim is shown; undoing adds to it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Form, Path
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from reportedly.cli.cells import explain_claim
from reportedly.errors import ErrorRecord, LedgerError, UsageError, WebError
from reportedly.ledger.own import OwnClaim
from reportedly.ledger.review_queue import Left, ReviewOrder
from reportedly.ledger.reviewer import Reviewer
from reportedly.ledger.steps import Step
from reportedly.ledger.terms import place_value
from reportedly.model import ClaimType
from reportedly.model.decision import DecisionKind
from reportedly.web.address import Address
from reportedly.web.answer import Answer, page, render
from reportedly.web.desk import Desk, TheDesk
from reportedly.web.guard import TheReviewer, TheUser
from reportedly.web.marked_text import part_of
from reportedly.web.pages.deciding import LARGEST_ID, amend_slots, check_kind, read_slots
from reportedly.web.pages.document import View, find_view_of
from reportedly.web.pages.review_slots import list_slots
from reportedly.web.pages.review_state import (
    PATH,
    Asked,
    TheReview,
    ask_again,
    lead_back,
    make_queue,
    read_back,
    share_parts,
)
from reportedly.web.pages.review_text import find_passage

router = APIRouter()

_IDLE = ("state", "known_by", "superseded")  # of the filter: what stands now is reviewed, by nobody else's word
_BACK = Form(max_length=4000)


@page(router, PATH, "review.html", clocks=False)
def show_review(desk: TheDesk, user: TheUser, asked: TheReview) -> Answer:
    """Show one claim to decide on, as the reviewer has it, with what comes next and what can be undone."""
    return view_review(desk, desk.ledger.reviewer(user.name), asked)


def view_review(
    desk: Desk,
    reviewer: Reviewer,
    asked: Asked,
    *,
    wrong: ErrorRecord | None = None,
    typed: Mapping[str, str] | None = None,
) -> Answer:
    """Return the page of a claim; `wrong` is why a form was not taken, `typed` what was written in it."""
    queue = make_queue(desk, asked)
    claim_id = asked.claim or reviewer.following(queue)
    left, exact = reviewer.count(queue)
    own = reviewer.own(claim_id) if claim_id else None
    following = reviewer.following(queue, own.kept.claim.id) if own else None
    before = reviewer.before(queue, own.kept.claim.id) if own else None
    parts = share_parts(reviewer)
    data: dict[str, Any] = {  # Any: records
        "own": own,
        "left": {"claims": left, "exact": exact, "of": asked.left},
        "order": asked.order,
        "next": following,
        "before": before,
        "last_step": _as_dict(parts["done"]),
        "undone_step": _as_dict(parts["undone"]),
    }
    more = {
        **data,
        **parts,
        "asked": asked,
        "idle": [name for name in _IDLE if getattr(asked.wanted, name)],
        "weightless": asked.order is ReviewOrder.WEIGHT and not queue.ahead,
        "orders": list(ReviewOrder),
        "lefts": list(Left),
        "types": list(ClaimType),
        "wrong": wrong,
        "typed": typed or {},
        **(_look_at(desk, own) if own else {}),
    }
    return Answer(data, more)


def _look_at(desk: Desk, own: OwnClaim) -> dict[str, Any]:  # Any: records
    view: View = desk.ask(find_view_of, own.kept.claim.id)
    text = view.document.text
    return {
        "document": view.document,
        "passage": find_passage(text, own.machine, own.kept.sentence),
        "placed": next((place_value(one) for one in own.kept.claim.place if one.lat is not None), ""),
        "part": part_of(text, own.kept.claim.evidence.start) if text else 1,
        "slots": list_slots(own, view.claims),
        "reasons": explain_claim(own.machine, own.kept.publisher)[1:],
    }


def _as_dict(step: Step | None) -> dict[str, Any] | None:  # Any: JSON
    return None if step is None else {"first": step.first, "count": step.count}


@router.post("/review/{claim_id}/decide", summary="Decide on a claim as one has it, and go on to the next.")
def decide(
    request: Request,
    claim_id: Annotated[str, Path(max_length=200)],
    desk: TheDesk,
    user: TheReviewer,
    *,
    kind: Annotated[DecisionKind, Form()],
    reason: Annotated[str, Form(max_length=1000)] = "",
    seen: Annotated[int, Form(ge=0, le=LARGEST_ID)] = 0,
    back: Annotated[str, _BACK] = "",
) -> Response:
    """Keep an answer, with its reason, and lead to the next claim; a note alone puts the claim off with it."""
    reviewer = desk.ledger.reviewer(user.name)
    typed = read_slots(request)
    if kind is DecisionKind.AMEND and not typed and reason.strip():
        kind = DecisionKind.SKIP
    asked = ask_again(desk, back, claim_id)
    own = reviewer.own(claim_id)
    try:
        check_kind(kind)
        _check_seen(own, seen)
        following = reviewer.following(make_queue(desk, asked), claim_id)
        _write(reviewer, own, kind, reason, typed)
    except (UsageError, LedgerError, WebError) as error:
        answer = view_review(desk, reviewer, asked, wrong=error.record, typed={**typed, "reason": reason})
        here = Address(PATH, (*read_back(back), ("claim", claim_id)))
        context = {**answer.more, "here": here, "link": here.link, "clocks": False}
        return HTMLResponse(render(request, "review.html", context), 409 if error.record.code == "R818" else 400)
    return RedirectResponse(lead_back(back, claim=following or ""), 303)


def _check_seen(own: OwnClaim, seen: int) -> None:
    """Raise WebError (R818) where another window gave an answer meanwhile."""
    if seen != own.last:
        raise WebError(
            "R818",
            "you have decided on this claim elsewhere since this page was opened.",
            why="The answer given there would be replaced without your seeing it.",
            fix="look at what stands now; give your answer again if it is still right.",
        )


def _write(reviewer: Reviewer, own: OwnClaim, kind: DecisionKind, reason: str, typed: Mapping[str, str]) -> None:
    slots = amend_slots(typed, own.kept.claim) if kind is DecisionKind.AMEND else None
    reviewer.decide(own.kept.claim.id, kind, reason=reason, slots=slots)


@router.post("/review/undo", summary="Undo one's last step that holds, of whatever session.")
def undo(desk: TheDesk, user: TheReviewer, back: Annotated[str, _BACK] = "") -> RedirectResponse:
    """Undo the last step, and lead to its claim."""
    step = desk.ledger.reviewer(user.name).undo()
    return RedirectResponse(_to_step(step, back), 303)


@router.post("/review/redo", summary="Do again what one undid last.")
def redo(desk: TheDesk, user: TheReviewer, back: Annotated[str, _BACK] = "") -> RedirectResponse:
    """Do the step again that was undone last, and lead to its claim."""
    step = desk.ledger.reviewer(user.name).redo()
    return RedirectResponse(_to_step(step, back), 303)


def _to_step(step: Step | None, back: str) -> str:
    claim = step.first.claim if step is not None and step.count == 1 else None
    return lead_back(back, claim=claim or "")
