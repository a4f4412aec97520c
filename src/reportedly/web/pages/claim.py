"""A claim: its card beside the document it stands in, with all that it rests on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Path, Query

from reportedly.ledger import Ledger
from reportedly.ledger.format import record_as_dict
from reportedly.ledger.records import ClaimRow
from reportedly.model import Claim, ClaimType, Decision, KeptClaim, Modality
from reportedly.model.kept import ReviewState
from reportedly.web.accounts import User
from reportedly.web.answer import Answer, page
from reportedly.web.desk import Desk, TheDesk
from reportedly.web.guard import TheUser
from reportedly.web.pages.blind import as_seen, view_as_seen
from reportedly.web.pages.document import View, find_beside, find_view_of
from reportedly.web.wording import say_day

if TYPE_CHECKING:
    from reportedly.weighing.grounds import Standing
    from reportedly.weighing.weighing import QuestionRow

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Card:
    """A claim in its document, with what people decided of it, how it stood before, and how it was read if amended."""

    view: View
    kept: KeptClaim
    decisions: tuple[Decision, ...]
    history: tuple[ClaimRow, ...]
    machine: Claim | None


@page(router, "/claims/{claim_id}", "claim.html", clocks=False)
def show_claim(
    claim_id: Annotated[str, Path(max_length=200)],
    desk: TheDesk,
    user: TheUser,
    *,
    beside: Annotated[str, Query(description="a document or a claim to compare with", max_length=500)] = "",
    part: Annotated[int, Query(ge=0, le=10_000)] = 0,
) -> Answer:
    """Show a claim with its words in their document, its chain, its grade with reasons, and what contradicts it."""
    found = desk.ask(find_card, claim_id)
    card = _card_as_seen(desk, user, found)
    view, kept = card.view, card.kept
    other = find_beside(desk, user, beside)
    blind = kept is not found.kept
    standing, questions = (None, []) if blind else desk.try_weighing(_weigh_claim, claim_id) or (None, [])

    def as_data() -> dict[str, Any]:  # Any: JSON
        document = {**record_as_dict(view.document), "text": None}
        return {
            **record_as_dict(kept),
            "standing": _standing_as_dict(standing),
            "decisions": card.decisions,
            "history": card.history,
            "machine": card.machine,
            "citation": cite(kept),
            "of": {"document": document, "dates_disagree": view.dates_disagree},
        }

    ids = [one.claim.id for one in view.claims]
    at = ids.index(claim_id) if claim_id in ids else 0
    more = {
        "kept": kept,
        "claim": kept.claim,
        "decisions": card.decisions,
        "history": card.history,
        "machine": card.machine,
        "citation": cite(kept),
        "view": view,
        "other": other,
        "part": part,
        "standing": standing,
        "blind": blind,
        "questions": questions,
        "previous": ids[at - 1] if at else None,
        "following": ids[at + 1] if at + 1 < len(ids) else None,
        "modalities": list(Modality),
        "types": list(ClaimType),
        "versions": (),
    }
    return Answer(as_data, more)


def find_card(ledger: Ledger, claim_id: str) -> Card:
    """Return what the ledger has on a claim.

    Raises: LedgerError (R510) where there is no such claim.
    """
    view = find_view_of(ledger, claim_id)
    kept = view.picked or ledger.claim(claim_id)
    machine = ledger.machine_claim(claim_id) if kept.state is ReviewState.AMENDED else None
    return Card(view, kept, ledger.decisions(claim=claim_id).items, ledger.history(claim_id), machine)


def _card_as_seen(desk: Desk, user: User, card: Card) -> Card:
    """Return a card as a user may see it: without the word of others on what that reviewer has not decided."""
    kept, view = as_seen(desk, user, card.kept), view_as_seen(desk, user, card.view)
    if kept is card.kept:
        return replace(card, view=view)
    return Card(view, kept, decisions=(), history=(), machine=None)


def _weigh_claim(ledger: Ledger, claim_id: str) -> tuple[Standing, list[QuestionRow]]:
    """Return what a claim stands on, and the questions that it answers."""
    from reportedly.weighing.asking import fresh
    from reportedly.weighing.grounds import stand

    return stand(ledger, claim_id), fresh(ledger).questions_of(claim_id)


def _standing_as_dict(standing: Standing | None) -> dict[str, Any] | None:  # Any: JSON
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
