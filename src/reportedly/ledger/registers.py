"""The registers: the sources, parties and places of the ledger, with how many claims stand that name them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, TypeVar

from sqlalchemy import Connection, select

from reportedly.gazetteer.fold import fold_plain
from reportedly.ledger.decisions import read_letters, read_position
from reportedly.ledger.keeping import last_entry
from reportedly.ledger.naming import Names, names_by
from reportedly.ledger.records import Page
from reportedly.ledger.schema import AnyRow, term
from reportedly.ledger.store import Store
from reportedly.ledger.terms import TermKind, party_value, place_value
from reportedly.model import Letter, Party, PartyEntry, Place, PlaceEntry, SourceEntry

T = TypeVar("T", SourceEntry, PartyEntry, PlaceEntry)


def list_sources(store: Store, *, words: str, limit: int, after: str | None) -> Page[SourceEntry]:
    """Return a page of sources and publishers; see `Ledger.sources`."""
    with store.reading() as connection:
        letters = read_letters(connection, last_entry(connection))
        rows = _rows(connection, (TermKind.SOURCE, TermKind.PUBLISHER, TermKind.VIA))
    found: dict[str, SourceEntry] = {}
    for row in rows:
        letter = letters.get(row.value, Letter.F)
        entry = found.get(row.value) or SourceEntry(row.value, row.label, _details(row)["kind"], letter, 0)
        found[row.value] = _counted(entry, row.kind, row.live)
    return _page(found.values(), _by_use, words=words, limit=limit, after=after)


def _counted(entry: SourceEntry, kind: str, live: int) -> SourceEntry:
    if kind == TermKind.SOURCE:
        return replace(entry, claims=live)
    return replace(entry, published=live) if kind == TermKind.PUBLISHER else replace(entry, relayed=live)


def list_parties(store: Store, *, words: str, limit: int, after: str | None) -> Page[PartyEntry]:
    """Return a page of parties; see `Ledger.parties`. What people ruled to be another is counted with it."""
    with store.reading() as connection:
        names = names_by(connection, last_entry(connection))
        rows = _rows(connection, (TermKind.PARTY,))
    found: dict[str, PartyEntry] = {}
    for row in rows:
        details = _details(row)
        entry = _ruled_party(
            PartyEntry(row.value, row.label, details.get("kind"), details.get("side"), row.live), names
        )
        known = found.get(entry.id)
        found[entry.id] = replace(known, claims=known.claims + entry.claims) if known else entry
    return _page(found.values(), _by_claims, words=words, limit=limit, after=after)


def _ruled_party(entry: PartyEntry, names: Names) -> PartyEntry:
    bare = Party(entry.name, None, None, _id(entry.id), entry.name, entry.kind, entry.side)
    meant = names.party(bare)
    if meant is bare:
        return entry
    return PartyEntry(party_value(meant), meant.name or entry.name, meant.kind, meant.side, entry.claims)


def list_places(store: Store, *, words: str, limit: int, after: str | None) -> Page[PlaceEntry]:
    """Return a page of places; see `Ledger.places`. What people ruled to be another is counted with it."""
    with store.reading() as connection:
        names = names_by(connection, last_entry(connection))
        rows = _rows(connection, (TermKind.PLACE,))
    found: dict[str, PlaceEntry] = {}
    for row in rows:
        entry = _ruled_place(_place_entry(row), names)
        known = found.get(entry.id)
        found[entry.id] = replace(known, claims=known.claims + entry.claims) if known else entry
    return _page(found.values(), _by_claims, words=words, limit=limit, after=after)


def _place_entry(row: AnyRow) -> PlaceEntry:  # Any: columns of a term
    details = _details(row)
    kind, lat, lon, country = (details.get(name) for name in ("kind", "lat", "lon", "country"))
    return PlaceEntry(row.value, row.label, kind, lat, lon, country, row.live)


def _ruled_place(entry: PlaceEntry, names: Names) -> PlaceEntry:
    meant = names.places.get(entry.id)
    if meant is None:
        return entry
    bare = Place(entry.name, None, None, _id(entry.id), entry.name)
    ruled = names.place(bare)
    return PlaceEntry(
        place_value(ruled), ruled.name or entry.name, ruled.kind, ruled.lat, ruled.lon, ruled.country, entry.claims
    )


def _id(entry: str) -> str | None:
    return None if entry.startswith("name:") else entry


def _rows(connection: Connection, kinds: Iterable[TermKind]) -> list[AnyRow]:
    asked = select(term.c.kind, term.c.value, term.c.label, term.c.details, term.c.live)
    return list(connection.execute(asked.where(term.c.kind.in_(list(kinds)), term.c.live > 0)))


def _details(row: AnyRow) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(row.details)
    return found


def _page(entries: Iterable[T], rank: Callable[[T], Any], *, words: str, limit: int, after: str | None) -> Page[T]:
    """Return the part of a register that a page shows: those whose names have all the words, by number in the list."""
    wanted = fold_plain(words).split()
    kept = sorted((each for each in entries if _has_words(each.name, wanted)), key=rank)
    begin = read_position(after) if after else 0
    following = str(begin + limit) if begin + limit < len(kept) else None
    return Page(tuple(kept[begin : begin + limit]), len(kept), True, following)


def _has_words(name: str, wanted: list[str]) -> bool:
    return not wanted or all(word in fold_plain(name) for word in wanted)


def _by_use(entry: SourceEntry) -> tuple[int, str]:
    return -(entry.claims + entry.published + entry.relayed), entry.id


def _by_claims(entry: PartyEntry | PlaceEntry) -> tuple[int, str]:
    return -entry.claims, entry.id
