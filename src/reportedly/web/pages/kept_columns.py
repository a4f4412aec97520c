"""Kept columns: the rows that the map is made from, kept beside the ledger, so that only what changed is read again.

One record for each document lies in a derived table; it may be dropped at any time and is made again. While much is
being read, who asks is told so after a moment instead of waiting.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterable, Iterator
from dataclasses import astuple

from sqlalchemy import Column, Integer, MetaData, Table, Text, delete, insert, select

from reportedly.ledger import ClaimFilter, Ledger
from reportedly.model import KeptClaim, Place
from reportedly.web.desk import busy_weighing
from reportedly.web.pages.claim_columns import Columns, Row, make_columns, row_of

RULES = "3"  # of the records; another number makes them all be made again
_MANY = 200  # documents changed, from which on the whole ledger is streamed
_AT_ONCE = 200  # documents written together
_PATIENCE_S = 3.0

tables = MetaData()
_documents = Table(
    "derived_map", tables, Column("document", Text, primary_key=True), Column("rows", Text, nullable=False)
)
_state = Table(
    "derived_map_state",
    tables,
    Column("one", Integer, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("rules", Text, nullable=False),
)


class Keeper:
    """The columns of one ledger, as of its last change; made by one thread at a time."""

    def __init__(self, *, patience_s: float = _PATIENCE_S) -> None:
        self._patience_s = patience_s
        self._lock = threading.Lock()
        self._made: tuple[str, int, Columns] | None = None
        self._thread: threading.Thread | None = None
        self._error: BaseException | None = None

    def columns(self, ledger: Ledger) -> Columns:
        """Return the columns of the ledger as it stands.

        Raises: WebError (R807) where so much has changed that a page should not wait for it.
        """
        key, position = str(ledger.path or id(ledger)), ledger.position
        made = self._made
        if made is not None and made[:2] == (key, position):
            return made[2]
        with self._lock:
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._make, args=(ledger, key), name="map", daemon=True)
                self._thread.start()
            thread = self._thread
        thread.join(self._patience_s)
        error, self._error = self._error, None
        if error is not None:
            raise error
        made = self._made
        if made is None or made[0] != key or made[1] < position:
            raise busy_weighing()
        return made[2]

    def _make(self, ledger: Ledger, key: str) -> None:
        try:
            position = ledger.position
            refresh_rows(ledger, position)
            self._made = (key, position, load_columns(ledger))
        except BaseException as error:  # noqa: BLE001  # handed to whoever waits
            self._error = error


def refresh_rows(ledger: Ledger, position: int) -> None:
    """Read again the documents that changed since the records were kept."""
    done = _position(ledger)
    if done == position:
        return
    changed = ledger.documents_since(done)
    for documents, claims in _by_document(ledger, changed):
        records = [{"document": one, "rows": _pack(claims.get(one, []))} for one in documents]
        with ledger.derived(tables) as connection:
            connection.execute(insert(_documents).prefix_with("OR REPLACE"), records)
    with ledger.derived(tables) as connection:
        connection.execute(insert(_state).prefix_with("OR REPLACE"), {"one": 1, "position": position, "rules": RULES})


def _position(ledger: Ledger) -> int:
    with ledger.derived(tables) as connection:
        row = connection.execute(select(_state)).first()
        if row is not None and row.rules == RULES:
            return int(row.position)
        connection.execute(delete(_documents))
    return 0


def _by_document(ledger: Ledger, changed: tuple[str, ...]) -> Iterator[tuple[list[str], dict[str, list[KeptClaim]]]]:
    """Yield changed documents in batches, with their claims as they stand; those without one have none."""
    if len(changed) < _MANY:
        yield list(changed), {one: list(ledger.each_claim(ClaimFilter(document=one))) for one in changed}
        return
    left = set(changed)
    held: dict[str, list[KeptClaim]] = {}
    day: str | None = None
    for kept in ledger.each_claim():
        if kept.reported != day and len(held) >= _AT_ONCE:  # claims of one document come on one day
            left -= held.keys()
            yield list(held), held
            held = {}
        day = kept.reported
        if kept.document in left:
            held.setdefault(kept.document, []).append(kept)
    yield [*held, *sorted(left - held.keys())], held


def _pack(claims: Iterable[KeptClaim]) -> str:
    rows: list[Row] = []
    places: dict[str, tuple[object, ...]] = {}
    for kept in claims:
        found = row_of(kept)
        if found is not None:
            rows.append(found[0])
            places.update((key, _short(place)) for key, place in found[1].items())
    return json.dumps([rows, places], separators=(",", ":"))


def _short(place: Place) -> tuple[object, ...]:
    return astuple(place)[:-1]  # without the candidates that lost


def load_columns(ledger: Ledger) -> Columns:
    """Return the columns of all records that are kept."""
    rows: list[Row] = []
    places: dict[str, Place] = {}
    with ledger.derived(tables) as connection:
        kept = connection.execute(select(_documents.c.rows).order_by(_documents.c.document)).scalars().all()
    for packed in kept:
        some, named = json.loads(packed)
        rows += some
        for key, fields in named.items():
            if key not in places:
                places[key] = _long(fields)
    return make_columns(rows, places)


def _long(fields: list[object]) -> Place:
    text, start, end, id, name, kind, lat, lon, radius_km, area, country, admin1 = fields
    ring = tuple((x, y) for x, y in area) if isinstance(area, list) else None
    return Place(text, start, end, id, name, kind, lat, lon, radius_km, ring, country, admin1)  # type: ignore[arg-type]
