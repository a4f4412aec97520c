"""What a claim rests on, gathered from the ledger and put into words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.cli.cells import (
    explain_claim,
    make_safe,
    say_figure,
    say_kind,
    say_modality,
    say_source,
    say_standing,
    say_valid,
    say_where,
    say_who,
)
from reportedly.cli.dating import is_disputed, say_dates
from reportedly.cli.decided import say_decision
from reportedly.errors import LedgerError
from reportedly.model import Claim, KeptClaim
from reportedly.model.decision import Decision
from reportedly.model.kept import ReviewState

if TYPE_CHECKING:
    from reportedly.ledger import ClaimRow, KeptDocument, Ledger

_AROUND = 300  # characters of the document shown on either side of the evidence
Section = tuple[str, list[str]]


@dataclass(frozen=True, slots=True)
class Grounds:
    """A claim with all that the ledger knows of it."""

    kept: KeptClaim
    document: KeptDocument
    context: str | None  # the paragraph the evidence stands in; None where the text was not kept
    rows: tuple[ClaimRow, ...]
    decisions: tuple[Decision, ...]
    machine: Claim | None  # as it was read, where people amended it

    @property
    def dates_disagree(self) -> bool:
        """Whether the dates found for the document differ by more than a day."""
        return is_disputed(self.document.dates)


def find_grounds(
    ledger: Ledger,
    claim_id: str,
    *,
    at: str | None = None,
    known_by: str | None = None,
    recorded_by: str | None = None,
) -> Grounds:
    """Return what the claim of that id rests on, now or as the ledger had it at an instant.

    Raises: LedgerError (R510) where there is none, was none then, it is not of the day `at`, or
    had not come out by the day `known_by`; R514
    where the instant is none.
    """
    kept, rows = ledger.claim(claim_id), ledger.history(claim_id)
    decisions = ledger.decisions(claim=kept.claim.id).items
    if recorded_by is not None:
        kept, rows, decisions = _as_of(claim_id, rows, decisions, recorded_by)
    _check_told(kept, at, known_by)
    document = ledger.document(kept.document)
    return Grounds(
        kept,
        document,
        _paragraph(document.text, kept),
        rows,
        decisions,
        ledger.machine_claim(kept.claim.id) if kept.state is ReviewState.AMENDED else None,
    )


def _check_told(kept: KeptClaim, at: str | None, known_by: str | None) -> None:
    claim, valid = kept.claim, kept.claim.valid
    if known_by is not None and (kept.reported or "9999") > known_by:
        raise LedgerError(
            "R510",
            f"claim {claim.id} had not come out by {known_by}.",
            why=f"Its document is of {kept.reported or 'no known day'}.",
            fix="take a later day for --known-by, or leave it out.",
        )
    if at is not None and not valid.covers(at):
        raise LedgerError(
            "R510",
            f"claim {claim.id} is not of {at}.",
            why=f"It is said to be so: {say_valid(valid) or 'no day is known'}.",
            fix="take a day of its own for --at, or leave it out.",
        )


def _as_of(
    claim_id: str, rows: tuple[ClaimRow, ...], decisions: tuple[Decision, ...], instant: str
) -> tuple[KeptClaim, tuple[ClaimRow, ...], tuple[Decision, ...]]:
    from reportedly.ledger.clock import end_of

    end = end_of(instant)
    before = tuple(row for row in rows if row.recorded_from <= end)
    if not before or (before[-1].recorded_to is not None and before[-1].recorded_to <= end):
        raise LedgerError(
            "R510",
            f"the ledger held no claim {claim_id} at {instant}.",
            why="It was taken in later, or a new reading had dropped it by then.",
            fix="ask without --recorded-by, or see `reportedly changes`.",
        )
    return before[-1].kept, before, tuple(decision for decision in decisions if decision.recorded <= end)


def explain_grounds(grounds: Grounds) -> list[Section]:
    """Return what the claim says and why it was read so, as headings with lines."""
    kept = grounds.kept
    claim = kept.claim
    sections = [
        (f"{say_kind(claim)}, {say_modality(claim)}: {kept.state}", [_say_slots(claim)]),
        ("In these words", [f"“{make_safe(kept.sentence)}”"]),
        ("Who says so", [", ".join([say_source(claim, kept.publisher), *say_standing(claim)])]),
        ("Where it stands", _explain_document(grounds)),
        ("How it was read", explain_claim(claim, kept.publisher)),
        ("What the ledger did", [_say_row(row) for row in grounds.rows]),
    ]
    if grounds.machine:
        sections.insert(1, ("As the program read it", [f"{say_kind(grounds.machine)}: {_say_slots(grounds.machine)}"]))
    if grounds.context and make_safe(grounds.context) != make_safe(kept.sentence):
        at = next(number for number, (head, _) in enumerate(sections) if head == "In these words")
        sections.insert(at + 1, ("In its paragraph", [make_safe(grounds.context)]))
    if grounds.decisions:
        sections.append(("What people decided", [say_decision(decision) for decision in grounds.decisions]))
    return sections


def _say_slots(claim: Claim) -> str:
    said = [say_who(claim), say_where(claim), say_figure(claim.quantity), say_valid(claim.valid)]
    return "; ".join(part for part in said if part)


def _explain_document(grounds: Grounds) -> list[str]:
    document = grounds.document
    lines = [", ".join(make_safe(part) for part in (document.title, document.publisher) if part)]
    lines.append(f"document {make_safe(document.id)}, version {document.version} of {document.versions}")
    if document.url:
        lines.append(make_safe(document.url))
    lines.append(say_dates(document.published, document.dates))
    lines += [f"warning: {make_safe(warning)}" for warning in document.warnings]
    return [line for line in lines if line]


def _say_row(row: ClaimRow) -> str:
    until = f" to {_short(row.recorded_to)}" if row.recorded_to else ""
    return f"{_short(row.recorded_from)}{until}: {row.kept.state}, by {row.opened_by}, entry {row.entry} of the log"


def _short(instant: str) -> str:
    return instant[:19].replace("T", " ")


def _paragraph(text: str | None, kept: KeptClaim) -> str | None:
    """Return the paragraph of the evidence, cut to what a person reads at a glance."""
    if text is None:
        return None
    start, end = kept.claim.evidence
    first = max(text.rfind("\n\n", 0, start) + 2 if "\n\n" in text[:start] else 0, start - _AROUND)
    last = text.find("\n\n", end)
    return text[first : min(last if last >= 0 else len(text), end + _AROUND)].strip()
