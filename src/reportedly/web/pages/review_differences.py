"""Differences: where two reviewers, blind to each other, answered differently; how far they agree; settling it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Path
from starlette.responses import RedirectResponse

from reportedly.errors import WebError
from reportedly.ledger.ledger import Ledger
from reportedly.ledger.own import OwnClaim
from reportedly.ledger.reviewer import DIFFERENCES
from reportedly.web.accounts import Role, User
from reportedly.web.answer import Answer, page
from reportedly.web.clocks import Word
from reportedly.web.desk import TheDesk
from reportedly.web.guard import TheReviewer, TheUser
from reportedly.web.pages.deciding import LARGEST_ID
from reportedly.web.pages.review_slots import LABELS, say_slots
from reportedly.web.pages.review_state import lead_back, share_parts

router = APIRouter()

PATH = "/review/differences"


@page(router, PATH, "review_differences.html", clocks=False)
def show_differences(desk: TheDesk, user: TheUser, one: Word = "", other: Word = "") -> Answer:
    """Show where two reviewers differ on claims that both have decided.

    A reviewer sees pairs of which he is one, so that nobody learns others' answers before giving his own; who
    administers the ledger sees any pair.
    """
    names: dict[str, int] = desk.ask(Ledger.reviewers)
    one = _allowed(user, one or user.name)
    other = other or next((name for name in names if name != one), "")
    found = desk.ledger.reviewer(one).differences(other) if other else None
    slots, kept = {}, {}
    for each in found.differences if found is not None else ():
        first, second = (desk.ledger.reviewer(name).own(each.claim) for name in (one, other))
        slots[each.claim], kept[each.claim] = _compare(first, second), first.kept
    more = {
        "one": one,
        "other": other,
        "may_choose": user.role is Role.ADMIN,
        "kept": kept,
        "slots": slots,
        "shown": DIFFERENCES,
        **share_parts(desk.ledger.reviewer(user.name)),
    }
    return Answer({"reviewers": names, "agreement": found}, more)


def _allowed(user: User, one: str) -> str:
    """Return the first reviewer of a pair.

    Raises: WebError (R804) where somebody asks for others' answers.
    """
    if one != user.name and user.role is not Role.ADMIN:
        raise WebError(
            "R804",
            f"{user.name} asks how {one} answered.",
            why="Reviewers are blind to each other until both have decided.",
            fix="leave out `one`, and compare your own answers with another's.",
        )
    return one


@router.post("/review/{claim_id}/settle", summary="Settle a difference: one of the two answers stands.")
def settle(
    claim_id: Annotated[str, Path(max_length=200)],
    desk: TheDesk,
    user: TheReviewer,
    *,
    whose: Annotated[str, Form(max_length=200)],
    one: Annotated[int, Form(ge=1, le=LARGEST_ID)],
    other: Annotated[int, Form(ge=1, le=LARGEST_ID)],
    reason: Annotated[str, Form(max_length=1000)] = "",
    pair: Annotated[str, Form(max_length=400)] = "",
) -> RedirectResponse:
    """Keep that one of two answers stands, and why."""
    desk.ledger.reviewer(user.name).settle(claim_id, whose, (one, other), reason=reason)
    first, _, second = pair.partition("\n")
    names = {"one": first.strip() if first.strip() != user.name else "", "other": second.strip()}
    return RedirectResponse(lead_back("", path=PATH, **names), 303)


def _compare(first: OwnClaim, second: OwnClaim) -> list[tuple[str, str, str, str]]:
    """Return the slots that two reviewers have differently: its name, the machine's, the one's and the other's."""
    publisher = first.kept.publisher
    machine, one, other = (
        say_slots(claim, publisher) for claim in (first.machine, first.kept.claim, second.kept.claim)
    )
    return [(LABELS.get(name, name), machine[name], one[name], other[name]) for name in one if one[name] != other[name]]
