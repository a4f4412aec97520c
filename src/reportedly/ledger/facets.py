"""Facets: what the claims that a filter finds are about, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from sqlalchemy import Connection, select

from reportedly.ledger.naming import Names
from reportedly.ledger.records import ClaimFilter, Facet, Facets
from reportedly.ledger.schema import claim, term
from reportedly.ledger.store import Store
from reportedly.ledger.streams import Part, find_keys
from reportedly.ledger.terms import TermKind, party_value, place_value
from reportedly.ledger.termsets import TERM
from reportedly.ledger.wanting import understand
from reportedly.model import Party, Place

MOST_COUNTED = 5_000  # rows looked at; of more, the latest reported are
_AT_ONCE = 1000
_SHOWN = (
    TermKind.TYPE,
    TermKind.SUBTYPE,
    TermKind.MODALITY,
    TermKind.STATE,
    TermKind.PARTY,
    TermKind.PLACE,
    TermKind.COUNTRY,
    TermKind.SOURCE,
    TermKind.PUBLISHER,
)


def count_facets(store: Store, wanted: ClaimFilter, *, most: int) -> Facets:
    """Return the facets of the claims found; see `Ledger.facets`."""
    with store.reading() as connection:
        understood = understand(connection, wanted)
        if wanted == ClaimFilter():
            counted, exact = _count_all(connection)
            rows = None
        else:
            keys = find_keys(connection, understood, Part(understood.low, understood.high, MOST_COUNTED + 1))
            exact = len(keys) <= MOST_COUNTED
            rows = _count_rows(connection, keys[:MOST_COUNTED])
            counted = min(len(keys), MOST_COUNTED)
        facets = {kind: _facets(connection, kind, rows, understood.names, most=most) for kind in _SHOWN}
    return Facets(**{kind.value: found for kind, found in facets.items()}, counted=counted, exact=exact)


def _count_all(connection: Connection) -> tuple[int, bool]:
    """Return how many rows stand: each has one type."""
    lives = connection.execute(select(term.c.live).where(term.c.kind == TermKind.TYPE)).scalars()
    return sum(lives), True


def _count_rows(connection: Connection, keys: Sequence[int]) -> dict[int, int]:
    packed = bytearray()
    for at in range(0, len(keys), _AT_ONCE):
        asked = select(claim.c.terms).where(claim.c.key.in_(keys[at : at + _AT_ONCE]))
        for terms in connection.execute(asked).scalars():
            packed += terms
    numbers, counts = np.unique(np.frombuffer(bytes(packed), TERM), return_counts=True)
    return dict(zip(numbers.tolist(), counts.tolist(), strict=True))


def _facets(
    connection: Connection, kind: TermKind, rows: dict[int, int] | None, names: Names, *, most: int
) -> tuple[Facet, ...]:
    asked = select(term.c.key, term.c.value, term.c.label, term.c.live).where(term.c.kind == kind)
    ruled = bool(names) and kind in (TermKind.PARTY, TermKind.PLACE)
    if rows is None:
        asked = asked.where(term.c.live > 0)
        if not ruled:  # the index has the most frequent first
            asked = asked.order_by(term.c.live.desc(), term.c.value).limit(most)
    counts: Counter[str] = Counter()
    labels: dict[str, str] = {}
    for row in connection.execute(asked):
        count = row.live if rows is None else rows.get(row.key, 0)
        if count:
            value, label = _as_ruled(kind, row.value, row.label, names) if ruled else (row.value, row.label)
            counts[value] += count
            labels.setdefault(value, label)
    best = sorted(counts.items(), key=_by_count)[:most]
    return tuple(Facet(value, labels[value], count) for value, count in best)


def _as_ruled(kind: TermKind, value: str, label: str, names: Names) -> tuple[str, str]:
    id_ = None if value.startswith("name:") else value
    if kind is TermKind.PARTY:
        party = names.party(Party(label, None, None, id_, label))
        return party_value(party), party.name or label
    if value not in names.places:
        return value, label
    place = names.place(Place(label, None, None, id_, label))
    return place_value(place), place.name or label


def _by_count(item: tuple[str, int]) -> tuple[int, str]:
    return -item[1], item[0]
