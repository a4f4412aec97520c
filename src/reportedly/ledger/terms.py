"""Terms: what a claim can be found by, each a kind and a value with a number of its own in the file.

They are the ledger's registers too: every party, place and source that a claim names is a term, with the number of
rows that stand now.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, bindparam, select, tuple_, update
from sqlalchemy.dialects.sqlite import insert as insert_or

from reportedly.gazetteer.fold import fold_plain
from reportedly.ledger.lines import write_line
from reportedly.ledger.schema import term
from reportedly.model import Claim, Link, LinkKind, Party, Place

_NAME = "name:"  # before the folded name of what has no id
_AREA = "|"  # between a place's id and the words of an area of it
_VALUES = 400  # looked up at once
_REMEMBERED = 4096  # parties, places and sources: claims name the same ones again and again


class TermKind(StrEnum):
    """What a term is about."""

    TYPE = "type"
    SUBTYPE = "subtype"
    MODALITY = "modality"
    STATE = "state"
    ANONYMOUS = "anonymous"
    PARTY = "party"
    PLACE = "place"
    COUNTRY = "country"
    SOURCE = "source"
    VIA = "via"
    PUBLISHER = "publisher"


@dataclass(frozen=True, slots=True)
class Term:
    """A term before it has a number."""

    kind: TermKind
    value: str
    label: str
    base: str | None = None
    details: str = "{}"

    @property
    def name(self) -> tuple[str, str]:
        """What tells it from all others."""
        return self.kind, self.value


def name_value(name: str) -> str:
    """Return the value of a term for a name that has no id.

    >>> name_value("Syrian  Observatory")
    'name:syrian observatory'
    """
    return _NAME + (fold_plain(name) or name.strip())


def party_value(party: Party) -> str:
    """Return the id of a party in the register of the ledger."""
    return party.id or name_value(party.name or party.text)


def place_value(place: Place) -> str:
    """Return the id of a place in the register of the ledger; an area of a place has an id of its own."""
    if place.area is not None:
        return f"{place.id or ''}{_AREA}{fold_plain(place.text)}"
    return place.id or name_value(place.name or place.text)


def source_name(link: Link, publisher: str) -> str:
    """Return the name of a source: of the article's own voice, the publisher's."""
    if link.kind is LinkKind.PUBLISHER:
        return link.name or publisher
    return link.name or link.text or publisher


def terms_of(claim: Claim, publisher: str, state: str) -> tuple[Term, ...]:
    """Return the terms that a claim in that state can be found by, each once."""
    found = [
        _plain(TermKind.TYPE, claim.type),
        _plain(TermKind.MODALITY, claim.modality),
        _plain(TermKind.STATE, state),
        _source(TermKind.SOURCE, claim.source, publisher),
        _publisher(publisher),
        *(_source(TermKind.VIA, link, publisher) for link in claim.chain[:-1] if link.kind is not LinkKind.PUBLISHER),
        *(_party(party) for party in _parties(claim)),
        *(_place(place) for place in (*claim.place, *claim.destination)),
    ]
    if claim.subtype:
        found.append(_plain(TermKind.SUBTYPE, claim.subtype))
    if claim.anonymous:
        found.append(_plain(TermKind.ANONYMOUS, "yes"))
    found += [_plain(TermKind.COUNTRY, p.country) for p in (*claim.place, *claim.destination) if p.country]
    return tuple({each.name: each for each in found}.values())


def names_of(claim: Claim) -> str:
    """Return the names a claim is to be found by besides its own words."""
    named = [party.name for party in _parties(claim)]
    for place in (*claim.place, *claim.destination):
        named += [place.text, place.name]
    for link in claim.chain:
        named += [link.text, link.name]
    return "; ".join(dict.fromkeys(name for name in named if name))


def _parties(claim: Claim) -> tuple[Party, ...]:
    return (*claim.actor, *claim.target, *((claim.person,) if claim.person else ()))


@lru_cache(maxsize=_REMEMBERED)
def _plain(kind: TermKind, value: str) -> Term:
    return Term(kind, str(value), str(value))


def _details(**given: Any) -> str:  # Any: JSON
    return write_line({name: value for name, value in given.items() if value is not None})


@lru_cache(maxsize=_REMEMBERED)
def _party(party: Party) -> Term:
    details = _details(kind=party.kind, side=party.side)
    return Term(TermKind.PARTY, party_value(party), party.name or party.text, details=details)


@lru_cache(maxsize=_REMEMBERED)
def _place(place: Place) -> Term:
    label = place.text if place.area is not None else place.name or place.text
    details = _details(
        kind=place.kind, lat=place.lat, lon=place.lon, country=place.country, radius_km=place.radius_km, area=place.area
    )
    base = place.id if place.area is not None else None
    return Term(TermKind.PLACE, place_value(place), label, base, details)


@lru_cache(maxsize=_REMEMBERED)
def _publisher(name: str) -> Term:
    return Term(TermKind.PUBLISHER, name_value(name), name, details='{"kind":"publisher"}')


@lru_cache(maxsize=_REMEMBERED)
def _source(kind: TermKind, link: Link, publisher: str) -> Term:
    name = source_name(link, publisher)
    return Term(kind, name_value(name), name, details=_details(kind=str(link.kind)))


def intern_terms(connection: Connection, wanted: Iterable[Term]) -> dict[tuple[str, str], int]:
    """Return the number of each term by its kind and value, giving new ones a number.

    Of several spellings of a label the first in order is kept, whichever came first.
    """
    by_name: dict[tuple[str, str], Term] = {}
    for each in wanted:
        known = by_name.get(each.name)
        if known is None or (each.label, each.details) < (known.label, known.details):
            by_name[each.name] = each
    found = _look_up(connection, list(by_name))
    _relabel(connection, by_name, found)
    missing = [each for name, each in by_name.items() if name not in found]
    if missing:
        _add(connection, missing)
        found |= _look_up(connection, [each.name for each in missing])
        _add_boxes(connection, {found[each.name][0]: each for each in missing if each.kind is TermKind.PLACE})
    return {name: row[0] for name, row in found.items()}


def _look_up(connection: Connection, names: list[tuple[str, str]]) -> dict[tuple[str, str], tuple[int, str, str]]:
    found = {}
    for at in range(0, len(names), _VALUES):
        asked = select(term.c.kind, term.c.value, term.c.key, term.c.label, term.c.details).where(
            tuple_(term.c.kind, term.c.value).in_(names[at : at + _VALUES])
        )
        found.update({(row[0], row[1]): (row[2], row[3], row[4]) for row in connection.execute(asked)})
    return found


def _relabel(
    connection: Connection,
    wanted: Mapping[tuple[str, str], Term],
    found: Mapping[tuple[str, str], tuple[int, str, str]],
) -> None:
    rows = [
        {"k": key, "new_label": wanted[name].label, "new_details": wanted[name].details}
        for name, (key, label, details) in found.items()
        if (wanted[name].label, wanted[name].details) < (label, details)
    ]
    if rows:
        changed = update(term).where(term.c.key == bindparam("k"))
        changed = changed.values(label=bindparam("new_label"), details=bindparam("new_details"))
        connection.execute(changed, rows)


def _add(connection: Connection, terms: list[Term]) -> None:
    rows = [
        {"kind": t.kind, "value": t.value, "base": t.base, "label": t.label, "details": t.details, "live": 0}
        for t in terms
    ]
    connection.execute(insert_or(term).on_conflict_do_nothing(), rows)


def _add_boxes(connection: Connection, places: Mapping[int, Term]) -> None:
    rows = []
    for key, place in places.items():
        box = box_of(json.loads(place.details))
        if box is not None:
            rows.append((key, *box))
    if rows:
        connection.exec_driver_sql("INSERT OR REPLACE INTO place_box VALUES (?, ?, ?, ?, ?)", rows)


def box_of(details: Mapping[str, Any]) -> tuple[float, float, float, float] | None:  # Any: JSON
    """Return west, east, south and north of a place, or None where it has no point."""
    if details.get("area"):
        lons, lats = [p[0] for p in details["area"]], [p[1] for p in details["area"]]
        return min(lons), max(lons), min(lats), max(lats)
    if details.get("lat") is None or details.get("lon") is None:
        return None
    return details["lon"], details["lon"], details["lat"], details["lat"]


def count_live(connection: Connection, changes: Mapping[int, int]) -> None:
    """Add to the number of rows that stand now for each term."""
    rows = [{"k": key, "by": by} for key, by in changes.items() if by]
    if rows:
        connection.execute(
            update(term).where(term.c.key == bindparam("k")).values(live=term.c.live + bindparam("by")), rows
        )
