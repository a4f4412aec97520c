"""Deciding: what people say of claims, from the claim's card; and loading the examples. Each can be undone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Form, Path
from starlette.requests import Request
from starlette.responses import RedirectResponse

from reportedly.cli.amending import SLOTS, read_amendments
from reportedly.errors import WebError
from reportedly.ledger import Ledger
from reportedly.model import Claim
from reportedly.model.decision import ON_CLAIMS, DecisionKind
from reportedly.settings import Settings
from reportedly.web.address import segment
from reportedly.web.desk import TheDesk
from reportedly.web.guard import TheAdmin, TheReviewer
from reportedly.web.jobs import Job

router = APIRouter()

_LONGEST = 300  # characters of an amended slot
LARGEST_ID = 2**62  # a position of the log


@router.post("/claims/{claim_id}/decide", summary="Accept, amend or reject a claim, or say that one is unsure of it.")
def decide(
    request: Request,
    claim_id: Annotated[str, Path(max_length=200)],
    desk: TheDesk,
    user: TheReviewer,
    kind: Annotated[DecisionKind, Form()],
    reason: Annotated[str, Form(max_length=1000)] = "",
) -> RedirectResponse:
    """Keep what somebody decided of a claim, with author, time and reason."""
    check_kind(kind)
    kept = desk.ledger.claim(claim_id)
    slots = amend_slots(read_slots(request), kept.claim) if kind is DecisionKind.AMEND else None
    desk.ledger.decide(claim_id, kind, author=user.name, reason=reason, slots=slots)
    desk.start_weighing()
    return RedirectResponse(f"/claims/{segment(claim_id)}", 303)


def read_slots(request: Request) -> dict[str, str]:
    """Return what a form has for the slots of a claim, by their names."""
    typed = {name: str(request.state.form.get(name, ""))[:_LONGEST].strip() for name in SLOTS}
    return {name: value for name, value in typed.items() if value}


def amend_slots(typed: Mapping[str, str], claim: Claim) -> dict[str, Any]:  # Any: slots in the published format
    """Return the slots that a form amends.

    Raises: UsageError (R231) where one is not understood.
    """
    return read_amendments([f"{name}={value}" for name, value in typed.items()], claim)


def check_kind(kind: DecisionKind) -> None:
    """Raise WebError (R801) for what is no decision on one claim."""
    if kind not in ON_CLAIMS:
        raise WebError(
            "R801",
            f"{kind.value!r} is no decision on one claim.",
            why="Each decision is on a claim, a pair, a name, a source or a document.",
            fix=f"take one of {', '.join(sorted(ON_CLAIMS))}.",
        )


@router.post("/decisions/{decision_id}/undo", summary="Undo a decision; undoing an undo is a redo.")
def undo(
    decision_id: Annotated[int, Path(ge=1, le=LARGEST_ID)],
    desk: TheDesk,
    user: TheReviewer,
    back: Annotated[str, Form(description="the page to come back to", max_length=1000)] = "",
) -> RedirectResponse:
    """Add a decision that undoes another, and lead to its claim, else back."""
    done = desk.ledger.undo(decision_id, author=user.name)
    desk.start_weighing()
    where = f"/claims/{segment(done.claim)}" if done.claim else back if _is_here(back) else "/changes"
    return RedirectResponse(where, 303)


def _is_here(address: str) -> bool:
    """Return whether an address is of a page of this app.

    >>> [_is_here(address) for address in ("/sources/a", "//elsewhere.example", "https://elsewhere.example", "")]
    [True, False, False, False]
    """
    return address.startswith("/") and address[1:2] not in ("/", "\\") and address.isprintable()


@router.post("/examples", summary="Load the example dispatches into the ledger.")
def load_examples(desk: TheDesk, user: TheAdmin) -> RedirectResponse:
    """Read the example dispatches in the background and keep them."""
    from reportedly.intake.examples import find_examples

    path = find_examples()
    total = sum(1 for line in path.read_text("utf-8").splitlines() if line.strip())
    job = Job("Loading the example dispatches", total)
    desk.start_job(job, partial(_add, path=str(path), settings=desk.settings))
    return RedirectResponse("/", 303)


def _add(ledger: Ledger, *, path: str, settings: Settings) -> Iterator[object]:
    from reportedly.scaling import add_inputs, tell_reader

    yield from add_inputs(ledger, [path], reader=tell_reader(settings), settings=settings, jobs=2)
