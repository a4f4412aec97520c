"""The records that the ledger takes and gives, besides those of `model`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, TypeVar

from reportedly.errors import ErrorRecord
from reportedly.model import KeptClaim

T = TypeVar("T")


class KeepText(StrEnum):
    """How much of the documents' text a ledger keeps; chosen when it is made."""

    ALL = "all"
    EVIDENCE = "evidence"  # only the words of the claims


class Order(StrEnum):
    """How a list of claims is ordered; ties by the order in which they were taken in."""

    NEWEST = "newest"  # by the day of the report, the latest first, undated last
    OLDEST = "oldest"
    RECORDED = "recorded"  # taken in last comes first
    DOUBTFUL = "doubtful"  # the lowest score first


@dataclass(frozen=True, slots=True)
class ReaderVersion:
    """What made a reading: versions of the reader with its weights, of the parser's model and of the gazetteer."""

    reader: str
    model: str = ""
    gazetteer: str = ""
    settings: str = ""  # those that alter what is read: "rules_only"


class Outcome(StrEnum):
    """What became of a document that was added."""

    ADDED = "added"
    UNCHANGED = "unchanged"  # known, and read by this reader already
    VERSION = "version"  # a new version of an article that is known
    REREAD = "reread"  # known, and read again by another reader
    FAILED = "failed"  # its reading failed: it is in quarantine


@dataclass(frozen=True, slots=True)
class Added:
    """What adding one document did; it was written to disk before this was given."""

    document: str  # id
    outcome: Outcome
    claims: int = 0  # read in it
    version: int = 1  # its number among the versions of the article
    lost: int = 0  # claims of the version before it that it no longer makes
    carried: int = 0  # decisions carried over to another claim by a new reading
    orphaned: int = 0  # decisions that found no claim in a new reading
    error: ErrorRecord | None = None
    dates_disagree: bool = False  # the dates found for it differ by more than a day


@dataclass(frozen=True, slots=True)
class RowError:
    """A row of ready-made claims that was left out, and why."""

    line: int  # counted from 1, the header not among them
    error: ErrorRecord


@dataclass(frozen=True, slots=True)
class AddedClaims:
    """What adding a table of ready-made claims did."""

    claims: int  # new
    unchanged: int
    documents: int
    errors: tuple[RowError, ...] = ()


@dataclass(frozen=True, slots=True)
class Box:
    """A box in degrees, WGS 84; `west` may not be east of `east`."""

    west: float
    south: float
    east: float
    north: float


Polygon = tuple[tuple[float, float], ...]  # (lon, lat) pairs
Words = str | tuple[str, ...]  # one value, or several of which any will do


@dataclass(frozen=True, slots=True)
class ClaimFilter:
    """Which claims are wanted: all that is given must hold; of several values of one field any will do.

    Names of parties, places, sources and publishers are ids of the registers or names as written. Without `known_by`
    and `recorded_by` the filter finds what stands now: claims of the latest version of each article. With `known_by`
    it finds what stood in what had come out by that day, with `recorded_by` what this ledger held at that instant.
    """

    words: str = ""  # all of them; "in quotes" as a phrase; a trailing * for beginnings
    type: Words = ()
    subtype: Words = ()
    party: Words = ()
    place: Words = ()
    country: Words = ()  # of a place, ISO 3166 alpha-2
    area: Box | Polygon | None = None
    source: Words = ()  # root sources
    via: Words = ()  # links between the publisher and the root source
    publisher: Words = ()
    document: str | None = None  # id
    modality: Words = ()
    state: Words = ()  # values of ReviewState
    grade: Words = ()  # letters A to F of the root source
    anonymous: bool | None = None
    score_below: float | None = None
    at: str | None = None  # ISO day on which it was so, as claimed
    known_by: str | None = None  # ISO day
    recorded_by: str | None = None  # ISO instant, UTC; a day means its end
    since: str | None = None  # ISO day: reported on it or later
    until: str | None = None  # ISO day: reported on it or earlier
    superseded: bool = False  # also what a later version of the article replaced


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """A page of a list: its items, how many there are in all, and where the next page begins.

    `total` is exact where `total_exact`, else a lower bound. `next` is None on the last page.
    """

    items: tuple[T, ...]
    total: int
    total_exact: bool
    next: str | None = None

    def __iter__(self) -> Iterator[T]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def to_frame(self, *, kind: str | None = None) -> Any:  # Any: a frame of pandas or of polars
        """Return the items as a data frame, one row each: of pandas, else of polars, or of the `kind` named.

        Raises: UsageError (R515) where neither is installed.
        """
        from reportedly.ledger.frames import as_frame

        return as_frame(self.items, kind=kind)

    def _repr_html_(self) -> str:
        from reportedly.ledger.frames import as_html

        return as_html(self)


@dataclass(frozen=True, slots=True)
class Facet:
    """One value of a facet, with how many of the claims found have it."""

    value: str  # as a filter takes it
    label: str
    claims: int


@dataclass(frozen=True, slots=True)
class Facets:
    """Counts of what the claims found are about, each the most frequent first; `exact` unless cut at a bound.

    `reported` has the months of their reports, the latest first, as "2021-03", or the years where the months are many;
    those that are wholly counted alone.
    """

    type: tuple[Facet, ...]
    subtype: tuple[Facet, ...]
    modality: tuple[Facet, ...]
    state: tuple[Facet, ...]
    party: tuple[Facet, ...]
    place: tuple[Facet, ...]
    country: tuple[Facet, ...]
    source: tuple[Facet, ...]
    publisher: tuple[Facet, ...]
    reported: tuple[Facet, ...]
    counted: int
    exact: bool


@dataclass(frozen=True, slots=True)
class KeptDocument:
    """A document as the ledger holds it; `text` is None where it was not kept, or was redacted."""

    id: str
    digest: str
    title: str
    publisher: str
    url: str | None
    published: str | None
    language: str | None
    retrieved_at: str | None
    raw_sha256: str | None
    dates: tuple[Any, ...]  # FoundDate
    warnings: tuple[str, ...]
    recorded: str
    version: int
    versions: int
    claims: int
    text: str | None = None
    redacted: str | None = None  # the reason
    retracted: bool = False
    error: ErrorRecord | None = None


@dataclass(frozen=True, slots=True)
class Version:
    """One version of an article, with what it dropped and brought, compared with the version before it."""

    number: int
    document: KeptDocument
    lost: tuple[KeptClaim, ...] = ()  # claims of the version before that this one no longer makes
    gained: tuple[KeptClaim, ...] = ()


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A document that could not be taken in or read, and the error that says why."""

    id: str
    title: str
    publisher: str
    published: str | None
    error: ErrorRecord
    recorded: str


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim as it stood from one recorded time to another: what opened the row, and what closed it."""

    kept: KeptClaim
    recorded_from: str
    recorded_to: str | None
    opened_by: str  # kind of the log's entry: document, decision, redact ...
    entry: int  # position of that entry in the log
    decision: int | None = None


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One entry of the log: `hash` covers the entry and the hash before it."""

    position: int
    recorded: str
    kind: str
    payload: dict[str, Any]  # Any: JSON
    previous: str
    hash: str


@dataclass(frozen=True, slots=True)
class Change:
    """Something that happened in the ledger, in words a list can show."""

    position: int
    recorded: str
    kind: str  # an Outcome, a DecisionKind, redact, quarantine
    document: str | None
    title: str
    publisher: str
    claims: tuple[KeptClaim, ...] = ()  # new or touched ones
    lost: tuple[KeptClaim, ...] = ()
    decision: int | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that `verify` found wrong."""

    what: str  # chain, hash, offsets, state, index, file, mode
    where: str
    detail: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What `verify` found, and the hash of the log's last entry to write down elsewhere."""

    findings: tuple[Finding, ...]
    entries: int
    documents: int
    claims: int
    head: str

    @property
    def clean(self) -> bool:
        """Whether nothing was found wrong."""
        return not self.findings
