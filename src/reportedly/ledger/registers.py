"""The registers: the sources, parties and places of the ledger, with how many claims stand that name them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select

from reportedly.gazetteer.fold import fold_plain
from reportedly.ledger.decisions import read_letters, read_position
from reportedly.ledger.keeping import last_entry
from reportedly.ledger.naming import Names, names_by
from reportedly.ledger.records import Page
from reportedly.ledger.schema import term
from reportedly.ledger.store import Store
from reportedly.ledger.streams import among
from reportedly.ledger.terms import TermKind, party_value, place_value
from reportedly.model import Letter, Party, PartyEntry, Place, PlaceEntry, SourceEntry

Details = dict[str, Any]  # Any: JSON
Meant = dict[str, Party] | dict[str, Place]  # by an entry's value what people ruled it to be


@dataclass(slots=True)
class Listed:
    """An entry as it is counted and sorted; its details are read for the few that a page shows."""

    id: str
    name: str
    key: int  # of the term that has its details
    counts: dict[str, int]  # rows that stand now, by the kind of term
    ruled: Party | Place | None = None  # what people ruled it to be


def list_sources(store: Store, *, words: str, limit: int, after: str | None) -> Page[SourceEntry]:
    """Return a page of sources and publishers; see `Ledger.sources`."""
    with store.reading() as connection:
        letters = read_letters(connection, last_entry(connection))
        listed = _list(connection, (TermKind.PUBLISHER, TermKind.SOURCE, TermKind.VIA), {})
        page = _page(listed, words=words, limit=limit, after=after)
        details = _details(connection, page.items)
    entries = [
        SourceEntry(
            each.id,
            each.name,
            details[each.key]["kind"],
            letters.get(each.id, Letter.F),
            each.counts.get(TermKind.SOURCE, 0),
            each.counts.get(TermKind.PUBLISHER, 0),
            each.counts.get(TermKind.VIA, 0),
        )
        for each in page
    ]
    return Page(tuple(entries), page.total, True, page.next)


def list_parties(store: Store, *, words: str, limit: int, after: str | None) -> Page[PartyEntry]:
    """Return a page of parties; see `Ledger.parties`. What people ruled to be another is counted with it."""
    page, details = _ruled_page(store, TermKind.PARTY, _parties_meant, words=words, limit=limit, after=after)
    return Page(tuple(_party_entry(each, details) for each in page), page.total, True, page.next)


def _parties_meant(names: Names) -> dict[str, Party]:
    return {one: _party_meant(one, names) for one in names.parties}


def _party_meant(entry: str, names: Names) -> Party:
    return names.party(Party(_bare(entry), None, None, _id(entry), _bare(entry)))


def _party_entry(each: Listed, details: dict[int, Details]) -> PartyEntry:
    claims = each.counts[TermKind.PARTY]
    if isinstance(each.ruled, Party):
        return PartyEntry(each.id, each.name, each.ruled.kind, each.ruled.side, claims)
    own = details[each.key]
    return PartyEntry(each.id, each.name, own.get("kind"), own.get("side"), claims)


def list_places(store: Store, *, words: str, limit: int, after: str | None) -> Page[PlaceEntry]:
    """Return a page of places; see `Ledger.places`. What people ruled to be another is counted with it."""
    page, details = _ruled_page(store, TermKind.PLACE, _places_meant, words=words, limit=limit, after=after)
    return Page(tuple(_place_entry(each, details) for each in page), page.total, True, page.next)


def _places_meant(names: Names) -> dict[str, Place]:
    return {one: _place_meant(one, names) for one in names.places}


def _place_meant(entry: str, names: Names) -> Place:
    return names.place(Place(_bare(entry), None, None, _id(entry), _bare(entry)))


def _place_entry(each: Listed, details: dict[int, Details]) -> PlaceEntry:
    claims = each.counts[TermKind.PLACE]
    if isinstance(each.ruled, Place):
        meant = each.ruled
        return PlaceEntry(each.id, each.name, meant.kind, meant.lat, meant.lon, meant.country, claims)
    own = details[each.key]
    kind, lat, lon, country = (own.get(name) for name in ("kind", "lat", "lon", "country"))
    return PlaceEntry(each.id, each.name, kind, lat, lon, country, claims)


def _ruled_page(
    store: Store, kind: TermKind, meant: Callable[[Names], Meant], *, words: str, limit: int, after: str | None
) -> tuple[Page[Listed], dict[int, Details]]:
    """Return a page of a register as people ruled its entries to be, with what is kept of each that is shown."""
    with store.reading() as connection:
        names = names_by(connection, last_entry(connection))
        page = _page(_list(connection, (kind,), meant(names)), words=words, limit=limit, after=after)
        return page, _details(connection, page.items)


def _id(entry: str) -> str | None:
    return None if entry.startswith("name:") else entry


def _bare(entry: str) -> str:
    return entry.removeprefix("name:")


def _list(connection: Connection, kinds: Sequence[TermKind], meant: Meant) -> Iterable[Listed]:
    """Return the entries of a register with what they count; `meant` is what people ruled entries to be."""
    found: dict[str, Listed] = {}
    for kind, value, label, key, live in _rows(connection, kinds):
        id_, name, ruled = value, label, meant.get(value)
        if ruled is not None:
            id_ = party_value(ruled) if isinstance(ruled, Party) else place_value(ruled)
            name = ruled.name or label
        entry = found.setdefault(id_, Listed(id_, name, key, {}, ruled))
        entry.counts[kind] = entry.counts.get(kind, 0) + live
    return found.values()


def _rows(connection: Connection, kinds: Sequence[TermKind]) -> list[tuple[str, str, str, int, int]]:
    """Return kind, value, label, key and live rows of all terms of the kinds, handed over as one value."""
    asked = select(term.c.kind, term.c.value, term.c.label, term.c.key, term.c.live)
    found = asked.where(term.c.kind.in_(list(kinds)), term.c.live > 0).order_by(term.c.kind, term.c.value).subquery()
    joined = select(func.json_group_array(func.json_array(*found.c)))
    rows: list[tuple[str, str, str, int, int]] = json.loads(connection.execute(joined).scalar_one())
    return rows


def _details(connection: Connection, shown: Sequence[Listed]) -> dict[int, Details]:
    asked = select(term.c.key, term.c.details).where(among(term.c.key, [each.key for each in shown]))
    return {row.key: json.loads(row.details) for row in connection.execute(asked)}


def _page(entries: Iterable[Listed], *, words: str, limit: int, after: str | None) -> Page[Listed]:
    """Return the part of a register that a page shows: those whose names have all the words, by number in the list."""
    wanted = fold_plain(words).split()
    kept = sorted((each for each in entries if _has_words(each.name, wanted)), key=_by_use)
    begin = read_position(after) if after else 0
    following = str(begin + limit) if begin + limit < len(kept) else None
    return Page(tuple(kept[begin : begin + limit]), len(kept), True, following)


def _has_words(name: str, wanted: list[str]) -> bool:
    return not wanted or all(word in fold_plain(name) for word in wanted)


def _by_use(entry: Listed) -> tuple[int, str]:
    return -sum(entry.counts.values()), entry.id
