"""The shelf in a ledger: facets filed in its derived tables, made anew from its claims when they are asked for."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Connection, MetaData, Table, select

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
_MOST_FOUND = 1500  # claims of one day and place that are looked at; the nearest keys come first


_GIVEN = "(SELECT value FROM json_each(?))"
_STRENGTHS = f"SELECT claim, strength FROM derived_weigh_claim WHERE strength IS NOT NULL AND claim IN {_GIVEN}"
_BORROWINGS = f"SELECT claim, borrowed FROM derived_weigh_claim WHERE borrowed IS NOT NULL AND claim IN {_GIVEN}"
_DOCUMENTS = f"SELECT document, story, offices FROM derived_weigh_document WHERE document IN {_GIVEN}"
_BLOCKS = f"SELECT block FROM derived_weigh_claim WHERE block IS NOT NULL AND claim IN {_GIVEN}"
_BESIDE = f"SELECT claim FROM derived_weigh_claim WHERE block IN ({_BLOCKS})"
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
            weighed = ask_of(connection, _STRENGTHS, changed)
        return {claim for claim, strength in weighed if strength <= changed[claim]}

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
        with self.look() as connection:
            rows = ask_of(connection, _BORROWINGS, claims)
        return {claim: _BORROWED.validate_json(borrowed) for claim, borrowed in rows}

    def directory_of(self, documents: Sequence[str]) -> tuple[Directory, dict[str, str]]:
        """Return what was noted of documents: the offices they name, all speakers known, and their stories."""
        directory = Directory()
        stories: dict[str, str] = {}
        with self.look() as connection:
            for document, story, offices in ask_of(connection, _DOCUMENTS, documents):
                stories[document] = story
                directory.documents[document] = {k: (v[0], v[1]) for k, v in json.loads(offices).items()}
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
    return {claim for (claim,) in ask_of(connection, _BESIDE, claims)}.difference(claims)


def note_blocks(connection: Connection, blocks: Iterable[Block]) -> None:
    """Note the block in which each claim is weighed, and how strong its links are."""
    rows = [(min(block.claims), block.strength, claim) for block in blocks for claim in block.claims]
    driver(connection).executemany(f"UPDATE {t.claim.name} SET block = ?, strength = ? WHERE claim = ?", rows)


def write_rows(connection: Connection, how: str, table: Table, rows: Sequence[tuple[object, ...]]) -> None:
    """Insert rows, `how` saying what becomes of those that are there: by the driver, at a third of the cost."""
    if rows:
        values = ", ".join("?" * len(rows[0]))
        driver(connection).executemany(f"INSERT {how} INTO {table.name} VALUES ({values})", rows)


def drop_questions(connection: Connection, claims: Iterable[str]) -> None:
    """Drop the questions that any of the claims is a member of."""
    chosen = f"SELECT DISTINCT question FROM derived_weigh_member WHERE claim IN {_GIVEN}"
    questions = [question for (question,) in ask_of(connection, chosen, claims)]
    ask_of(connection, f"DELETE FROM derived_weigh_question WHERE id IN {_GIVEN}", questions)
    ask_of(connection, f"DELETE FROM derived_weigh_member WHERE question IN {_GIVEN}", questions)
    ask_of(connection, f"DELETE FROM derived_weigh_misfit WHERE question IN {_GIVEN}", questions)


def ask_of(connection: Connection, asked: str, values: Iterable[str]) -> list[tuple[Any, ...]]:  # Any: what it asks for
    """Return what the statement finds for any number of values: as one, since each of many would cost as much."""
    found: list[tuple[Any, ...]] = driver(connection).execute(asked, (json.dumps(sorted(values)),)).fetchall()
    return found


def driver(connection: Connection) -> Any:  # Any: the driver's cursor, which has no types
    """Return a cursor of the driver, for what is asked thousands of times."""
    raw: Any = connection.connection.driver_connection
    return raw.cursor()


def drop_claims(connection: Connection, claims: Sequence[str]) -> None:
    """Take claims off the shelf, with their keys and links."""
    ask_of(connection, f"DELETE FROM derived_weigh_key WHERE claim IN {_GIVEN}", claims)
    ask_of(connection, f"DELETE FROM derived_weigh_claim WHERE claim IN {_GIVEN}", claims)
    Links(driver(connection)).drop(claims)
