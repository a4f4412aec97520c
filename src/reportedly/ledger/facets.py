"""Facets: what the claims that a filter finds are about, counted."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
from sqlalchemy import Connection, func, select

from reportedly.ledger.naming import Names
from reportedly.ledger.records import ClaimFilter, Facet, Facets
from reportedly.ledger.schema import claim, term
from reportedly.ledger.store import Store
from reportedly.ledger.streams import Part, among, find_keys
from reportedly.ledger.terms import TermKind, party_value, place_value
from reportedly.ledger.termsets import TERM
from reportedly.ledger.wanting import understand
from reportedly.model import Party, Place

MOST_COUNTED = 5_000  # rows looked at; of more, the latest reported are
Counted = tuple[str, str, int]  # value and label of a term, and how many rows have it
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
        names = understood.names
        if wanted == ClaimFilter():
            counted, exact = _count_all(connection)
            # The index has the most frequent first; where people ruled, several entries may be one.
            mosts = {kind: None if _is_ruled(kind, names) else most for kind in _SHOWN}
            terms = {str(kind): _find_live(connection, kind, mosts[kind]) for kind in _SHOWN}
        else:
            keys = find_keys(connection, understood, Part(understood.low, understood.high, MOST_COUNTED + 1))
            exact = len(keys) <= MOST_COUNTED
            counted = min(len(keys), MOST_COUNTED)
            terms = _find_counted(connection, _count_rows(connection, keys[:MOST_COUNTED]))
    facets = {kind.value: _sum_up(kind, terms[kind], names, most=most) for kind in _SHOWN}
    return Facets(**facets, counted=counted, exact=exact)


def _count_all(connection: Connection) -> tuple[int, bool]:
    """Return how many rows stand: each has one type."""
    lives = connection.execute(select(term.c.live).where(term.c.kind == TermKind.TYPE)).scalars()
    return sum(lives), True


def _count_rows(connection: Connection, keys: Sequence[int]) -> dict[int, int]:
    """Return how many of the rows have each term."""
    joined = select(func.group_concat(func.hex(claim.c.terms), "")).where(among(claim.c.key, keys))
    packed = bytes.fromhex(connection.execute(joined).scalar_one() or "")
    numbers, counts = np.unique(np.frombuffer(packed, TERM), return_counts=True)
    return dict(zip(numbers.tolist(), counts.tolist(), strict=True))


def _find_counted(connection: Connection, rows: dict[int, int]) -> dict[str, list[Counted]]:
    """Return the terms that were counted, by their kinds."""
    each = func.json_array(term.c.kind, term.c.value, term.c.label, term.c.key)
    joined = select(func.json_group_array(each)).where(among(term.c.key, list(rows)))
    found: dict[str, list[Counted]] = {kind: [] for kind in TermKind}
    for kind, value, label, key in json.loads(connection.execute(joined).scalar_one()):
        found[kind].append((value, label, rows[key]))
    return found


def _find_live(connection: Connection, kind: TermKind, most: int | None) -> list[Counted]:
    """Return the terms of a kind with the rows that stand now, the most frequent first."""
    asked = select(term.c.value, term.c.label, term.c.live).where(term.c.kind == kind, term.c.live > 0)
    rows = connection.execute(asked.order_by(term.c.live.desc(), term.c.value).limit(most)).all()
    return [(row.value, row.label, row.live) for row in rows]


def _sum_up(kind: TermKind, counted: Iterable[Counted], names: Names, *, most: int) -> tuple[Facet, ...]:
    """Return the most frequent values; what people ruled to be another is counted with it."""
    counts: Counter[str] = Counter()
    labels: dict[str, str] = {}
    ruled = _is_ruled(kind, names)
    for written, named, count in counted:
        value, label = _as_ruled(kind, written, named, names) if ruled else (written, named)
        counts[value] += count
        labels.setdefault(value, label)
    best = sorted(counts.items(), key=_by_count)[:most]
    return tuple(Facet(value, labels[value], count) for value, count in best)


def _is_ruled(kind: TermKind, names: Names) -> bool:
    return bool(names) and kind in (TermKind.PARTY, TermKind.PLACE)


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
