"""The ledger's public face: one object over one file, each method a thin call of the module that does it.

A `Ledger` may be used by several threads; each call takes a connection of its own. Records come out, never rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, MetaData

from reportedly.intake import Refusal
from reportedly.ledger.adding import add_pairs, has_document
from reportedly.ledger.backup import write_backup
from reportedly.ledger.changes import documents_since, list_changes
from reportedly.ledger.clock import Instant, utc_now
from reportedly.ledger.deciding import (
    Said,
    decide_claim,
    decide_pair,
    grade_source,
    identify_entry,
    retract_document,
    undo_decision,
)
from reportedly.ledger.decisions import letters_by_source, list_decisions, rulings_by_pair
from reportedly.ledger.derived import drop_derived, open_derived
from reportedly.ledger.documents import find_document, list_documents, list_quarantine, list_versions
from reportedly.ledger.facets import count_facets
from reportedly.ledger.history import find_claim, find_claims_by_id, find_machine_claim, find_rows
from reportedly.ledger.judgements import Judgement, list_reviewers, read_judgements
from reportedly.ledger.log import each_entry, last_position
from reportedly.ledger.query import each_claim, find_claims, find_ids
from reportedly.ledger.records import (
    Added,
    AddedClaims,
    Change,
    ClaimFilter,
    ClaimRow,
    Facets,
    KeepText,
    KeptDocument,
    LogEntry,
    Order,
    Page,
    Quarantined,
    ReaderVersion,
    Verdict,
    Version,
)
from reportedly.ledger.redact import redact
from reportedly.ledger.registers import list_parties, list_places, list_sources
from reportedly.ledger.replay import replay_log
from reportedly.ledger.reviewer import Reviewer
from reportedly.ledger.store import Store, open_store
from reportedly.ledger.table import add_claim_rows
from reportedly.ledger.upgrade import upgrade_ledger
from reportedly.ledger.verify import verify_ledger
from reportedly.model import Claim, Document, KeptClaim, Reading
from reportedly.model.decision import Decision, DecisionKind, Naming
from reportedly.model.source import Letter, PartyEntry, PlaceEntry, SourceEntry

EVERYTHING = ClaimFilter()


class Ledger:
    """Claims kept with their three times, the documents they were read in, and what people decided of them.

    >>> with Ledger.open(":memory:") as ledger:
    ...     ledger.claims().total
    0
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    @classmethod
    def open(
        cls,
        path: str | Path | None = None,
        *,
        create: bool = False,
        read_only: bool = False,
        keep_text: str = KeepText.ALL,
        clock: Callable[[], str] = utc_now,
    ) -> Self:
        """Return the ledger at the path, or the one that the setting `ledger` names; ":memory:" makes one for a while.

        `create` makes the file where there is none; `keep_text` counts only then. `clock` gives the recorded time of
        what is written without one.

        Raises: LedgerError (R501 to R508) where the file cannot serve as a ledger.
        """
        return cls(open_store(path, create=create, read_only=read_only, keep_text=KeepText(keep_text), clock=clock))

    @staticmethod
    def upgrade(path: str | Path | None = None) -> Path | None:
        """Bring a ledger to this version's schema; return where a copy of it as it was lies, None if it was current.

        Raises: LedgerError (R505) where it is newer, and as `open` does.
        """
        return upgrade_ledger(path)

    def close(self) -> None:
        """Close the file; what was reported as done is on disk already."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def path(self) -> Path | None:
        """Where the ledger lies; None for one in memory."""
        return self._store.path

    @property
    def keep_text(self) -> KeepText:
        """How much of the documents' text it keeps."""
        return self._store.keep_text

    # What goes in

    def add(
        self,
        pairs: Iterable[tuple[Document | Refusal, Reading]],
        *,
        reader: ReaderVersion,
        recorded_at: Instant | None = None,
    ) -> Iterator[Added]:
        """Add documents with their readings, one transaction each, and yield what became of each once it is on disk.

        Nothing is added by what is not taken from the iterator. Adding again changes nothing.
        """
        return add_pairs(self._store, pairs, reader=reader, recorded_at=recorded_at)

    def has(self, document: Document, reader: ReaderVersion | None = None, *, failed: bool = True) -> bool:
        """Return whether the document is kept and, if a reader is given, was read by it.

        `failed` says whether a reading that failed counts; without, such documents are tried again.
        """
        return has_document(self._store, document, reader, failed=failed)

    def add_claims(self, rows: Iterable[Mapping[str, Any]], *, recorded_at: Instant | None = None) -> AddedClaims:
        """Add ready-made claims, such as hand-coded rows; a wrong row is reported by its line, the rest goes in.

        The columns are described in `reportedly.ledger.table`.
        """
        return add_claim_rows(self._store, rows, recorded_at=recorded_at)

    # What comes out

    def claims(
        self, wanted: ClaimFilter = EVERYTHING, *, order: str = Order.NEWEST, limit: int = 50, after: str | None = None
    ) -> Page[KeptClaim]:
        """Return a page of claims; `after` is the `next` of the page before."""
        return find_claims(self._store, wanted, order=Order(order), limit=limit, after=after)

    def each_claim(self, wanted: ClaimFilter = EVERYTHING, *, order: str = Order.OLDEST) -> Iterator[KeptClaim]:
        """Yield all claims that the filter finds, page by page, without holding them."""
        return each_claim(self._store, wanted, order=Order(order))

    def facets(self, wanted: ClaimFilter = EVERYTHING, *, most: int = 20) -> Facets:
        """Return what the claims found are about, counted, at most `most` values of each kind."""
        return count_facets(self._store, wanted, most=most)

    def claim(self, claim_id: str) -> KeptClaim:
        """Return the claim as it stands now, amended as people decided.

        Raises: LedgerError (R510) where there is none of that id.
        """
        return find_claim(self._store, claim_id)

    def claims_by_id(self, claim_ids: Iterable[str]) -> list[KeptClaim]:
        """Return the claims of those ids that stand now, in the order of their ids; the others are left out."""
        return find_claims_by_id(self._store, list(claim_ids))

    def claim_ids(self, wanted: ClaimFilter = EVERYTHING) -> tuple[str, ...]:
        """Return the ids of all claims that the filter finds, the latest reported first."""
        return find_ids(self._store, wanted)

    def machine_claim(self, claim_id: str) -> Claim:
        """Return the claim as its current reading has it, before what people amended.

        Raises: LedgerError (R510) where there is none of that id.
        """
        return find_machine_claim(self._store, claim_id)

    def history(self, claim_id: str) -> tuple[ClaimRow, ...]:
        """Return every row of the claim, the oldest first: how it stood, from when, until when, and by what."""
        return find_rows(self._store, claim_id)

    def document(self, document_id: str) -> KeptDocument:
        """Return the latest version of the document of that id (or whose digest begins so), with its text if kept.

        Raises: LedgerError (R510) where there is none.
        """
        return find_document(self._store, document_id)

    def documents(
        self, *, publisher: str | None = None, limit: int = 50, after: str | None = None
    ) -> Page[KeptDocument]:
        """Return a page of documents without their texts, the latest published first."""
        return list_documents(self._store, publisher=publisher, limit=limit, after=after)

    def versions(self, document_id: str) -> tuple[Version, ...]:
        """Return the versions of the article, the first first, each with the claims it lost and gained."""
        return list_versions(self._store, document_id)

    def quarantine(self, *, limit: int = 50, after: str | None = None) -> Page[Quarantined]:
        """Return a page of what could not be taken in or read, and has not been since."""
        return list_quarantine(self._store, limit=limit, after=after)

    def sources(self, *, words: str = "", limit: int = 50, after: str | None = None) -> Page[SourceEntry]:
        """Return a page of the sources and publishers, the most frequent first, with their letters."""
        return list_sources(self._store, words=words, limit=limit, after=after)

    def parties(self, *, words: str = "", limit: int = 50, after: str | None = None) -> Page[PartyEntry]:
        """Return a page of the parties that claims name, the most frequent first."""
        return list_parties(self._store, words=words, limit=limit, after=after)

    def places(self, *, words: str = "", limit: int = 50, after: str | None = None) -> Page[PlaceEntry]:
        """Return a page of the places that claims name, the most frequent first."""
        return list_places(self._store, words=words, limit=limit, after=after)

    def changes(
        self,
        since: str | int = 0,
        *,
        limit: int = 50,
        after: str | None = None,
        at: str | None = None,
        known_by: str | None = None,
        recorded_by: str | None = None,
    ) -> Page[Change]:
        """Return a page of what happened since a position of the log, an instant or a day, in that order.

        `at` and `known_by` leave of each change the claims so at a day, and come out by one; a change with none of
        them is left out, so that a page may hold fewer than `limit`.
        """
        days = {"at": at, "known_by": known_by, "recorded_by": recorded_by}
        return list_changes(self._store, since, limit=limit, after=after, **days)

    # What people decide

    def decide(
        self,
        claim_id: str,
        kind: str,
        *,
        author: str,
        reason: str = "",
        slots: Mapping[str, Any] | None = None,
        recorded_at: Instant | None = None,
    ) -> Decision:
        """Accept, amend (`slots` in the published format), reject a claim, or say that one is unsure of it.

        Raises: LedgerError (R510, R511) where there is no such claim or the slots make no sense.
        """
        return decide_claim(
            self._store, claim_id, DecisionKind(kind), slots or {}, said=Said(author, reason, recorded_at)
        )

    def decide_pair(
        self,
        claim_id: str,
        other_id: str,
        *,
        same: bool,
        author: str,
        reason: str = "",
        recorded_at: Instant | None = None,
    ) -> Decision:
        """Say that two claims report one thing, or that they do not."""
        return decide_pair(self._store, claim_id, other_id, same=same, said=Said(author, reason, recorded_at))

    def grade(
        self, source: str, letter: str, *, author: str, reason: str = "", recorded_at: Instant | None = None
    ) -> Decision:
        """Give a source its Admiralty letter, from now on and for the whole ledger."""
        return grade_source(self._store, source, Letter(letter), said=Said(author, reason, recorded_at))

    def identify(
        self, naming: Naming, *, author: str, reason: str = "", recorded_at: Instant | None = None
    ) -> Decision:
        """Say that an entry of a register is another party or place, for the whole ledger."""
        return identify_entry(self._store, naming, said=Said(author, reason, recorded_at))

    def retract(
        self, document_id: str, *, author: str, reason: str = "", recorded_at: Instant | None = None
    ) -> Decision:
        """Say that a document no longer stands; its claims stay, marked as retracted."""
        return retract_document(self._store, document_id, said=Said(author, reason, recorded_at))

    def undo(self, decision_id: int, *, author: str, reason: str = "", recorded_at: Instant | None = None) -> Decision:
        """Undo a decision by adding one that says so; undoing an undo is a redo. Any number of times."""
        return undo_decision(self._store, decision_id, said=Said(author, reason, recorded_at))

    def decisions(
        self,
        *,
        claim: str | None = None,
        kind: str | None = None,
        orphaned: bool = False,
        limit: int = 50,
        after: str | None = None,
    ) -> Page[Decision]:
        """Return a page of decisions, the last first: of one claim, of one kind, or those that lost their claim."""
        return list_decisions(self._store, claim=claim, kind=kind, orphaned=orphaned, limit=limit, after=after)

    def reviewer(self, author: str) -> Reviewer:
        """Return one person's walk through the claims: what is left, deciding, and any number of steps back."""
        return Reviewer(self._store, author)

    def reviewers(self) -> dict[str, int]:
        """Return who decided on claims, with the number of decisions that hold, the most first."""
        with self._store.reading() as connection:
            return list_reviewers(connection)

    def judgements(self) -> tuple[Judgement, ...]:
        """Return what each reviewer last said of each claim."""
        with self._store.reading() as connection:
            return tuple(read_judgements(connection).values())

    def letters(self, *, recorded_by: Instant | None = None) -> dict[str, Letter]:
        """Return the letter of each source that has one, by the source's id in the register."""
        return letters_by_source(self._store, recorded_by=recorded_by)

    def pairs(self, *, recorded_by: Instant | None = None) -> dict[tuple[str, str], bool]:
        """Return for each pair of claim ids, in order, that people ruled on whether they report one thing."""
        return rulings_by_pair(self._store, recorded_by=recorded_by)

    # Keeping

    def moment(self) -> AbstractContextManager[None]:
        """Return a block within which all that this thread asks is of one moment, and quicker asked.

        What it writes within it sees; what others write, after it. Added in 0.2.
        """
        return self._store.moment()

    @property
    def position(self) -> int:
        """The position of the last entry of the log; 0 where nothing was written."""
        return last_position(self._store)

    def log(self, *, after: int = 0) -> Iterator[LogEntry]:
        """Yield the entries of the log that come after a position, in order."""
        return each_entry(self._store, after=after)

    def documents_since(self, position: int) -> tuple[str, ...]:
        """Return the ids of documents whose claims may differ from what they were at that position of the log."""
        return documents_since(self._store, position)

    def derived(self, tables: MetaData, *, writes: bool = True) -> AbstractContextManager[Connection]:
        """Return a connection in one transaction to tables of the caller's, made on demand.

        Their names begin with "derived_". They lie in the same file, are no part of what the ledger keeps, and may
        be dropped by `drop_derived` at any time. Who says that it `writes` nothing waits for nobody.
        """
        return open_derived(self._store, tables, writes=writes)

    def drop_derived(self) -> None:
        """Drop all derived tables."""
        drop_derived(self._store)

    def verify(self) -> Verdict:
        """Return what is wrong with the file, the log's chain, the hashes, the offsets and the rows derived of them."""
        return verify_ledger(self._store)

    def rebuild(self) -> None:
        """Make all that follows from log, documents, readings and decisions again by replaying the log."""
        replay_log(self._store)

    def backup(self, path: str | Path) -> Path:
        """Write a copy of the ledger, whole as of now, to a path where there is no file yet, and return it."""
        return write_backup(self._store, Path(path))

    def redact(
        self,
        *,
        document: str | None = None,
        person: str | None = None,
        author: str,
        reason: str,
        recorded_at: Instant | None = None,
    ) -> int:
        """Replace a document's words, or a person's name wherever it stands, by a mark; return the documents touched.

        Hashes and decisions are kept, the log says so, and `verify` stays clean.
        """
        return redact(self._store, document=document, person=person, said=Said(author, reason, recorded_at))
