"""A claim: its card beside the document it stands in, with all that it rests on."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query

from reportedly.ledger import Ledger
from reportedly.ledger.format import record_as_dict
from reportedly.model import ClaimType, KeptClaim, Modality
from reportedly.model.kept import ReviewState
from reportedly.web.answer import Answer, page
from reportedly.web.desk import Desk, TheDesk
from reportedly.web.pages.document import find_beside, find_view_of
from reportedly.web.wording import say_day

router = APIRouter()


@page(router, "/claims/{claim_id}", "claim.html", clocks=False)
def show_claim(
    claim_id: Annotated[str, Path(max_length=200)],
    desk: TheDesk,
    *,
    beside: Annotated[str, Query(description="a document or a claim to compare with", max_length=500)] = "",
    part: Annotated[int, Query(ge=0, le=10_000)] = 0,
) -> Answer:
    """Show a claim with its words in their document, its chain, its grade with reasons, and what contradicts it."""
    view = desk.ask(find_view_of, claim_id)
    kept = view.picked or desk.ledger.claim(claim_id)
    other = find_beside(desk, beside)
    standing = _standing(desk, claim_id)
    decisions = desk.ask(Ledger.decisions, claim=claim_id)
    machine = desk.ask(Ledger.machine_claim, claim_id) if kept.state is ReviewState.AMENDED else None
    history = desk.ask(Ledger.history, claim_id)

    def as_data() -> dict[str, Any]:  # Any: JSON
        document = {**record_as_dict(view.document), "text": None}
        return {
            **record_as_dict(kept),
            "standing": _standing_as_dict(standing),
            "decisions": decisions.items,
            "history": history,
            "machine": machine,
            "citation": cite(kept),
            "of": {"document": document, "dates_disagree": view.dates_disagree},
        }

    ids = [one.claim.id for one in view.claims]
    at = ids.index(claim_id) if claim_id in ids else 0
    more = {
        "kept": kept,
        "claim": kept.claim,
        "decisions": decisions.items,
        "history": history,
        "machine": machine,
        "citation": cite(kept),
        "view": view,
        "other": other,
        "part": part,
        "standing": standing,
        "questions": _questions(desk, claim_id),
        "previous": ids[at - 1] if at else None,
        "following": ids[at + 1] if at + 1 < len(ids) else None,
        "modalities": list(Modality),
        "types": list(ClaimType),
        "versions": (),
    }
    return Answer(as_data, more)


def _standing(desk: Desk, claim_id: str) -> Any:  # Any: a Standing of weighing, None while it is being weighed
    from reportedly.weighing.grounds import stand

    return desk.try_weighing(stand, claim_id)


def _questions(desk: Desk, claim_id: str) -> Any:  # Any: rows of questions, none while they are being weighed
    return desk.try_weighing(_questions_of, claim_id) or []


def _questions_of(ledger: Ledger, claim_id: str) -> list[Any]:  # Any: as above
    from reportedly.weighing.asking import fresh

    return fresh(ledger).questions_of(claim_id)


def _standing_as_dict(standing: Any) -> dict[str, Any] | None:  # Any: as above; JSON
    if standing is None:
        return None
    related = [{**record_as_dict(relation), "other": other.claim.id} for relation, other in standing.relations]
    return {
        "summary": standing.summary,
        "grade": str(standing.grade),
        "grade_words": standing.grade.words,
        "grade_reasons": list(standing.grade.reasons),
        "support": record_as_dict(standing.support),
        "origins": [record_as_dict(origin) for origin in standing.origins],
        "against": [record_as_dict(origin) for origin in standing.against],
        "relations": related,
    }


def cite(kept: KeptClaim) -> str:
    """Return a line that cites a claim: who published it, under what title, when, its words and its id."""
    title = f"“{kept.title}”" if kept.title else ""
    about = ", ".join(part for part in (kept.publisher, title, say_day(kept.reported)) if part)
    words = f": “{kept.sentence}”" if kept.sentence else ""
    address = f" {kept.url}" if kept.url else ""
    return f"{about}{words}{address} [claim {kept.claim.id}, taken in {kept.recorded[:10]}]"
