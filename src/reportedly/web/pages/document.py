"""A document: its text with all its claims marked, the claims in order, its versions, and another one beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query

from reportedly.cli.dating import is_disputed
from reportedly.errors import LedgerError
from reportedly.ledger import ClaimFilter, KeptDocument, Ledger
from reportedly.ledger.format import record_as_dict
from reportedly.model import KeptClaim
from reportedly.web.accounts import User
from reportedly.web.answer import Answer, page
from reportedly.web.clocks import Word
from reportedly.web.desk import Desk, TheDesk
from reportedly.web.guard import TheUser
from reportedly.web.marked_text import Part, mark_text, part_of, utf16_offsets
from reportedly.web.pages.blind import view_as_seen

router = APIRouter()

_MOST_CLAIMS = 5000  # of one document
_OFFERED = 60  # documents, the latest, of which one may be chosen to compare with


@dataclass(frozen=True, slots=True)
class View:
    """A document with the claims read in this version of it; `picked` is the one looked at."""

    document: KeptDocument
    claims: tuple[KeptClaim, ...]
    picked: KeptClaim | None = None

    @property
    def dates_disagree(self) -> bool:
        """Whether the dates found for it differ by more than a day."""
        return is_disputed(self.document.dates)

    def part(self, number: int) -> Part | None:
        """Return a part of its text with its claims marked; 0 means the part with the claim that is looked at."""
        text = self.document.text
        if text is None:
            return None
        if number < 1 and self.picked is not None:
            number = part_of(text, self.picked.claim.evidence.start)
        return mark_text(text, self.claims, number=number)

    def as_dict(self) -> dict[str, Any]:  # Any: JSON
        """Return the view as its twin has it, with the marks counted both ways."""
        text = self.document.text or ""
        ends = [at for kept in self.claims for at in kept.claim.evidence]
        units = utf16_offsets(text, ends) if text else {at: at for at in ends}
        marks = [
            {"claim": kept.claim.id, "start": start, "end": end, "utf16": [units[start], units[end]]}
            for kept in self.claims
            for start, end in [kept.claim.evidence]
        ]
        return {
            "document": record_as_dict(self.document),
            "dates_disagree": self.dates_disagree,
            "claims": [record_as_dict(kept) for kept in self.claims],
            "marks": marks,
        }


def find_view(ledger: Ledger, document_id: str) -> View:
    """Return a document by its id (its latest version) or its digest, with its claims.

    Raises: LedgerError (R510) where there is none.
    """
    found = ledger.document(document_id)
    return View(found, _claims_in(ledger, found))


def find_view_of(ledger: Ledger, claim_id: str) -> View:
    """Return the document in the version that a claim stands in, with that claim looked at.

    Raises: LedgerError (R510) where there is no such claim.
    """
    kept = ledger.claim(claim_id)
    found = ledger.document(kept.document)
    if found.versions > 1 and not _stands_in(kept, found):
        for version in ledger.versions(kept.document):
            other = ledger.document(version.document.digest)
            if version.document.id == kept.document and _stands_in(kept, other):
                found = other
    claims = _claims_in(ledger, found)
    if all(one.claim.id != claim_id for one in claims):
        claims = tuple(sorted((*claims, kept), key=_by_place))
    return View(found, claims, kept)


def _claims_in(ledger: Ledger, found: KeptDocument) -> tuple[KeptClaim, ...]:
    wanted = ClaimFilter(document=found.id, superseded=True)
    claims = [kept for _, kept in zip(range(_MOST_CLAIMS), ledger.each_claim(wanted), strict=False)]
    return tuple(sorted((kept for kept in claims if _stands_in(kept, found)), key=_by_place))


def _stands_in(kept: KeptClaim, found: KeptDocument) -> bool:
    """Return whether a claim's words stand where it says in this version of its document."""
    if found.text is None or not kept.sentence:
        return True
    start, end = kept.claim.evidence
    return found.text[start:end] == kept.sentence


def _by_place(kept: KeptClaim) -> tuple[int, int, str]:
    return kept.claim.evidence.start, kept.claim.evidence.end, kept.claim.id


def find_beside(desk: Desk, user: User, name: str) -> View | None:
    """Return what is to stand beside a document, as the user may see it: another, or the one a claim stands in."""
    if not name:
        return None
    try:
        found: View = desk.ask(find_view_of, name)
    except LedgerError as error:
        if error.record.code != "R510":
            raise
        found = desk.ask(find_view, name)
    return view_as_seen(desk, user, found)


@page(router, "/documents", "documents.html", clocks=False)
def show_documents(desk: TheDesk, publisher: Word = "", after: Word = "") -> dict[str, Any]:  # Any: records
    """List the documents of the ledger, the latest published first."""
    found = desk.ask(Ledger.documents, publisher=publisher or None, limit=50, after=after or None)
    return {"documents": found, "publisher": publisher}


@page(router, "/documents/{document_id:path}", "document.html", clocks=False)
def show_document(
    document_id: Annotated[str, Path(max_length=500)],
    desk: TheDesk,
    user: TheUser,
    *,
    beside: Annotated[str, Query(description="a document or a claim to compare with", max_length=500)] = "",
    part: Annotated[int, Query(ge=0, le=10_000)] = 1,
) -> Answer:
    """Show a document's text with all its claims marked."""
    view = view_as_seen(desk, user, desk.ask(find_view, document_id))
    other = find_beside(desk, user, beside)
    versions = desk.ask(Ledger.versions, view.document.digest) if view.document.versions > 1 else ()

    def as_data() -> dict[str, Any]:  # Any: JSON
        return {**view.as_dict(), "versions": versions, "beside": other.as_dict() if other else None}

    others = desk.ask(Ledger.documents, limit=_OFFERED)
    more = {"view": view, "other": other, "part": part, "kept": None, "versions": versions, "others": others}
    return Answer(as_data, more)
