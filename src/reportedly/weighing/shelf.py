"""The shelf in a ledger: facets filed in its derived tables, made anew from its claims when they are asked for."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Connection, MetaData, Table, delete, select

from reportedly.ledger import Ledger
from reportedly.model import KeptClaim
from reportedly.weighing import tables as t
from reportedly.weighing.blocks import Asked, Block, Key
from reportedly.weighing.borrowing import Borrowed, lend
from reportedly.weighing.held import Held
from reportedly.weighing.links import Links
from reportedly.weighing.offices import Directory
from reportedly.weighing.questions import Facet, find_facet

_NO_TABLES = MetaData()
_BORROWED = TypeAdapter(Borrowed)
_AT_ONCE = 400  # values in one statement
_MOST_FOUND = 1500  # claims of one day and place that are looked at; the nearest keys come first


_ASK = "SELECT claim FROM derived_weigh_key WHERE name = ? AND day BETWEEN ? AND ? LIMIT ?"


class LedgerShelf:
    """Facets filed in a ledger's derived tables."""

    def __init__(self, ledger: Ledger, held: Held | None = None) -> None:
        self._ledger = ledger
        self.held = held or Held()
        self._tables = t.tables  # looked for once: it costs more than most questions
        self._together: Connection | None = None

    def open(self) -> AbstractContextManager[Connection]:
        """Return a connection in one transaction to the tables, which are made the first time."""
        if self._together is not None:
            return nullcontext(self._together)
        tables, self._tables = self._tables, _NO_TABLES
        return self._ledger.derived(tables)

    def look(self) -> AbstractContextManager[Connection]:
        """Return a connection that only reads: it waits for nobody who writes."""
        return nullcontext(self._together) if self._together else self._ledger.derived(t.tables, writes=False)

    @contextmanager
    def together(self) -> Iterator[None]:
        """Do all that follows in one transaction, which keeps others from writing meanwhile.

        A ledger in memory has one connection for all, on which it could not be read within: there nothing changes.
        """
        if self._ledger.path is None:
            yield
            return
        with self.open() as connection:
            self._together = connection
            try:
                yield
            finally:
                self._together = None

    def put(self, facets: Sequence[Facet], keys: Mapping[str, Sequence[Key]]) -> None:
        """File facets, each under its keys."""
        rows = [(name, day, facet.id) for facet in facets for name, day in sorted(set(keys[facet.id]))]
        with self.open() as connection:
            write_rows(connection, "OR IGNORE", t.key, rows)
        self.held.hold(facets)

    def ask(self, asked: Mapping[str, Sequence[Asked]]) -> dict[str, set[str]]:
        """Return for each name the ids of claims filed under any of its keys, between the key's days."""
        ranges = sorted({one for keys in asked.values() for one in keys})
        found: dict[Asked, set[str]] = {}
        with self.look() as connection:
            cursor = driver(connection)
            for name, first, last in ranges:
                found[name, first, last] = {row[0] for row in cursor.execute(_ASK, (name, first, last, _MOST_FOUND))}
        return {name: set().union(*(found[one] for one in keys)) for name, keys in asked.items()}

    def link(self, links: Iterable[tuple[str, str, float]]) -> set[str]:
        """Note how strongly two claims are linked, and return those whose blocks may become others by that.

        These are the claims with a new link that is as strong as those by which their block hangs together.
        """
        with self.open() as connection:
            changed = Links(driver(connection)).add(links)
            found = set()
            listed = sorted(changed)
            for at in range(0, len(listed), _AT_ONCE):
                chosen = select(t.claim.c.claim, t.claim.c.strength).where(
                    t.claim.c.claim.in_(listed[at : at + _AT_ONCE]), t.claim.c.strength.is_not(None)
                )
                found |= {row.claim for row in connection.execute(chosen) if row.strength <= changed[row.claim]}
        return found

    def facets(self, claims: Iterable[str]) -> list[Facet]:
        """Return the facets of claims, in the order of their ids; those that no longer stand are left out."""
        wanted = sorted(set(claims))
        found = self.held.find(wanted)
        missing = [claim for claim in wanted if claim not in found]
        if missing:
            found |= {facet.id: facet for facet in self._make_and_hold(self._ledger.claims_by_id(missing))}
        return [found[claim] for claim in wanted if claim in found]

    def facets_of(self, kept: Sequence[KeptClaim]) -> list[Facet]:
        """Return the facets of claims at hand, in the order of their ids."""
        found = self.held.find(one.claim.id for one in kept if one.superseded is None)
        missing = [one for one in kept if one.claim.id not in found]
        if missing:
            found |= {facet.id: facet for facet in self._make_and_hold(missing)}
        return [found[claim] for claim in sorted(found)]

    def _make_and_hold(self, kept: Sequence[KeptClaim]) -> list[Facet]:
        facets = lend(self.make_facets(kept), self._borrowed([one.claim.id for one in kept]))
        self.held.hold(facet for facet in facets if facet.kept.superseded is None)
        return facets

    def make_facets(self, kept: Sequence[KeptClaim]) -> list[Facet]:
        """Return the facets of claims, with the stories and the offices that were noted for their documents.

        What they borrow is not laid in.
        """
        documents = sorted({one.document for one in kept})
        directory, stories = self.directory_of(documents)
        unknown = [one for one in kept if one.document not in stories]  # of earlier versions, which are not weighed
        if unknown:
            directory.persons = dict(directory.persons)
            for one in sorted(unknown, key=lambda one: (one.document, one.claim.id)):
                directory.learn(one.document, one.claim.chain or (one.claim.source,))
        return [find_facet(one, directory, stories.get(one.document)) for one in kept]

    def _borrowed(self, claims: Sequence[str]) -> dict[str, Borrowed]:
        """Return what was noted that claims take from earlier ones."""
        found = {}
        with self.look() as connection:
            for at in range(0, len(claims), _AT_ONCE):
                chosen = select(t.claim.c.claim, t.claim.c.borrowed).where(
                    t.claim.c.claim.in_(claims[at : at + _AT_ONCE]), t.claim.c.borrowed.is_not(None)
                )
                for row in connection.execute(chosen):
                    found[row.claim] = _BORROWED.validate_json(row.borrowed)
        return found

    def directory_of(self, documents: Sequence[str]) -> tuple[Directory, dict[str, str]]:
        """Return what was noted of documents: the offices they name, all speakers known, and their stories."""
        directory = Directory()
        stories: dict[str, str] = {}
        with self.look() as connection:
            for at in range(0, len(documents), _AT_ONCE):
                chosen = select(t.document).where(t.document.c.document.in_(documents[at : at + _AT_ONCE]))
                for row in connection.execute(chosen):
                    stories[row.document] = row.story
                    directory.documents[row.document] = {k: (v[0], v[1]) for k, v in json.loads(row.offices).items()}
            if self.held.persons is None:
                rows = connection.execute(select(t.person))
                self.held.persons = {row.name: (row.office, row.shown) for row in rows}
            directory.persons = self.held.persons
        return directory, stories

    def note_persons(self, persons: Mapping[str, tuple[str, str]]) -> None:
        """Take up speakers that were newly learned; of two offices for one name the first by its key is kept."""
        known = self.held.persons if self.held.persons is not None else {}
        told = {name: min(office, known.get(name, office)) for name, office in persons.items()}
        changed = {name for name, office in told.items() if known.get(name) != office}
        if changed:
            known |= told
            self.held.forget_speakers(changed)


def beside_claims(connection: Connection, claims: Sequence[str]) -> set[str]:
    """Return the claims that were weighed in one block with any of those given, and are none of them."""
    found: set[str] = set()
    for at in range(0, len(claims), _AT_ONCE):
        some = claims[at : at + _AT_ONCE]
        blocks = select(t.claim.c.block).where(t.claim.c.claim.in_(some), t.claim.c.block.is_not(None))
        found.update(connection.execute(select(t.claim.c.claim).where(t.claim.c.block.in_(blocks))).scalars())
    return found - set(claims)


def note_blocks(connection: Connection, blocks: Iterable[Block]) -> None:
    """Note the block in which each claim is weighed, and how strong its links are."""
    rows = [(min(block.claims), block.strength, claim) for block in blocks for claim in block.claims]
    driver(connection).executemany(f"UPDATE {t.claim.name} SET block = ?, strength = ? WHERE claim = ?", rows)


def write_rows(connection: Connection, how: str, table: Table, rows: Sequence[tuple[object, ...]]) -> None:
    """Insert rows, `how` saying what becomes of those that are there: by the driver, at a third of the cost."""
    if rows:
        values = ", ".join("?" * len(rows[0]))
        driver(connection).executemany(f"INSERT {how} INTO {table.name} VALUES ({values})", rows)


def driver(connection: Connection) -> Any:  # Any: the driver's cursor, which has no types
    """Return a cursor of the driver, for what is asked thousands of times."""
    raw: Any = connection.connection.driver_connection
    return raw.cursor()


def drop_claims(connection: Connection, claims: Sequence[str]) -> None:
    """Take claims off the shelf, with their keys and links."""
    for at in range(0, len(claims), _AT_ONCE):
        some = claims[at : at + _AT_ONCE]
        connection.execute(delete(t.key).where(t.key.c.claim.in_(some)))
        connection.execute(delete(t.claim).where(t.claim.c.claim.in_(some)))
    Links(driver(connection)).drop(claims)
