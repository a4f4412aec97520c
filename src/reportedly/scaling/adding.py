"""Into the ledger: inputs taken in, read by several processes, and kept, one document a transaction.

What the ledger has already from this reader is not read again, so that a run that was interrupted goes on where it
stopped. Nothing is held but what is under way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from itertools import groupby
from pathlib import Path

from reportedly.errors import InputError
from reportedly.intake import NOTHING_GIVEN, Given, Item, find_files, take_in
from reportedly.ledger import Added, AddedClaims, Ledger, Outcome, ReaderVersion
from reportedly.model import Document
from reportedly.scaling.claim_tables import is_claim_table, read_claim_rows
from reportedly.scaling.pool import Readers
from reportedly.settings import Settings

Progress = Added | AddedClaims


@dataclass(frozen=True, slots=True)
class Tally:
    """What a run did, counted."""

    added: int = 0
    unchanged: int = 0
    versions: int = 0  # new versions of articles that were known
    reread: int = 0  # known documents that another reader read again
    quarantined: int = 0
    claims: int = 0  # read in documents
    lost: int = 0  # claims that new versions no longer make
    carried: int = 0  # decisions carried over
    orphaned: int = 0  # decisions that lost their claim
    dates_disagree: int = 0  # documents whose dates differ by more than a day
    ready_claims: int = 0  # new claims from tables
    ready_unchanged: int = 0
    wrong_rows: int = 0  # rows of such tables that were left out

    @property
    def documents(self) -> int:
        """Return how many documents were looked at."""
        return self.added + self.unchanged + self.versions + self.reread + self.quarantined

    def count(self, done: Progress) -> Tally:
        """Return the tally with one more thing done.

        >>> Tally().count(Added("d", Outcome.ADDED, claims=3)).claims
        3
        """
        if isinstance(done, AddedClaims):
            more = {"ready_claims": done.claims, "ready_unchanged": done.unchanged, "wrong_rows": len(done.errors)}
        else:
            more = {_COUNTED[done.outcome]: 1, "dates_disagree": int(done.dates_disagree)}
            more |= {name: getattr(done, name) for name in ("claims", "lost", "carried", "orphaned")}
            if done.outcome is Outcome.UNCHANGED:
                more |= {"claims": 0, "dates_disagree": 0}
        return replace(self, **{name: getattr(self, name) + number for name, number in more.items()})

    def as_dict(self) -> dict[str, int]:
        """Return the counts by name, with `documents` first."""
        return {"documents": self.documents, **{field.name: getattr(self, field.name) for field in fields(self)}}


_COUNTED = {
    Outcome.ADDED: "added",
    Outcome.UNCHANGED: "unchanged",
    Outcome.VERSION: "versions",
    Outcome.REREAD: "reread",
    Outcome.FAILED: "quarantined",
}


def add_inputs(
    ledger: Ledger,
    inputs: Iterable[str],
    given: Given = NOTHING_GIVEN,
    *,
    reader: ReaderVersion,
    settings: Settings,
    jobs: int = 1,
    retry: bool = False,
) -> Iterator[Progress]:
    """Add what the inputs hold, and yield what became of each document (or table of claims) once it is on disk.

    `retry` reads documents again whose reading failed before.
    """
    tables: list[Path] = []
    items = take_in(_set_apart(inputs, tables), given, settings=settings)
    yield from add_items(ledger, items, reader=reader, settings=settings, jobs=jobs, retry=retry)
    for table in tables:
        yield ledger.add_claims(read_claim_rows(table))


def add_items(
    ledger: Ledger,
    items: Iterable[Item],
    *,
    reader: ReaderVersion,
    settings: Settings,
    jobs: int = 1,
    retry: bool = False,
) -> Iterator[Added]:
    """Add documents that were taken in, reading those that the ledger does not have from this reader."""

    def is_known(item: Item) -> bool:
        return isinstance(item, Document) and ledger.has(item, reader, failed=not retry)

    with Readers(settings, jobs) as readers:
        for known, run in groupby(items, key=is_known):
            if known:
                yield from (Added(item.id, Outcome.UNCHANGED) for item in run)
            else:
                yield from ledger.add(readers.read(run), reader=reader)


def _set_apart(inputs: Iterable[str], tables: list[Path]) -> Iterator[str]:
    """Yield the inputs that hold documents, in order, noting the tables of claims among them and in their folders."""
    for name in inputs:
        path = Path(name)
        if "\0" in name or not path.is_dir():
            if "\0" not in name and is_claim_table(path):
                tables.append(path)
            else:
                yield name
            continue
        try:
            files = list(find_files(name))
        except InputError:
            yield name  # taken in, it gives the refusal that says why
            continue
        tables.extend(file for file in files if is_claim_table(file))
        yield from (str(file) for file in files if file not in tables)
