"""Facets: what the claims that a filter finds are about, counted."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from heapq import nsmallest
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, func, select

from reportedly.ledger.clock import write_day
from reportedly.ledger.naming import Names
from reportedly.ledger.records import ClaimFilter, Facet, Facets
from reportedly.ledger.schema import DAY_SHIFT, claim, mark, term
from reportedly.ledger.store import Store
from reportedly.ledger.streams import Part, among, find_keys
from reportedly.ledger.terms import TermKind, party_value, place_value
from reportedly.ledger.termsets import TERM
from reportedly.ledger.wanting import understand
from reportedly.model import Party, Place

MOST_COUNTED = 5_000  # rows looked at; of more, the latest reported are
_YEAR, _MONTH = len("2021"), len("2021-03")  # of an ISO day
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
            days = _count_days(connection)
            # The index has the most frequent first; where people ruled, several entries may be one.
            mosts = {kind: None if _is_ruled(kind, names) else most for kind in _SHOWN}
            terms = {str(kind): _find_live(connection, kind, mosts[kind]) for kind in _SHOWN}
        else:
            keys = find_keys(connection, understood, Part(understood.low, understood.high, MOST_COUNTED + 1))
            exact = len(keys) <= MOST_COUNTED
            counted = min(len(keys), MOST_COUNTED)
            days = _count_of(np.array(keys[:MOST_COUNTED], np.int64) >> DAY_SHIFT)
            terms = _find_counted(connection, _count_rows(connection, keys[:MOST_COUNTED]))
    facets = {kind.value: _sum_up(kind, terms[kind], names, most=most) for kind in _SHOWN}
    return Facets(**facets, reported=_sum_up_days(days, exact=exact, most=most), counted=counted, exact=exact)


def _count_all(connection: Connection) -> tuple[int, bool]:
    """Return how many rows stand: each has one type."""
    lives = connection.execute(select(term.c.live).where(term.c.kind == TermKind.TYPE)).scalars()
    return sum(lives), True


def _count_days(connection: Connection) -> dict[int, int]:
    """Return how many rows that stand were reported on each day: each has one type, in an index in their order."""
    types = select(term.c.key).where(term.c.kind == TermKind.TYPE, term.c.live > 0)
    day = mark.c.claim.op(">>")(DAY_SHIFT)
    each = select(day.label("day"), func.count().label("rows")).where(mark.c.term.in_(types)).group_by(day).subquery()
    joined = select(func.json_group_array(func.json_array(each.c.day, each.c.rows)))
    return dict(json.loads(connection.execute(joined).scalar_one()))


def _sum_up_days(days: Mapping[int, int], *, exact: bool, most: int) -> tuple[Facet, ...]:
    """Return the months, or the years, of days, the latest first; the earliest may have more rows unless all count."""
    for digits in (_MONTH, _YEAR):
        counts: Counter[str] = Counter()
        for day, rows in days.items():
            counts[(write_day(day) or "")[:digits]] += rows
        counts.pop("", None)  # undated
        latest = sorted(counts, reverse=True)
        if not exact and len(latest) > 1:
            latest.pop()
        if len(latest) <= most:
            break
    return tuple(Facet(period, period, counts[period]) for period in latest[:most])


def _count_rows(connection: Connection, keys: Sequence[int]) -> dict[int, int]:
    """Return how many of the rows have each term."""
    each = func.json_each(json.dumps(list(keys))).table_valued("value")
    found = each.join(claim, claim.c.key == each.c.value)
    joined = select(func.group_concat(func.hex(claim.c.terms), "")).select_from(found)
    packed = bytes.fromhex(connection.execute(joined).scalar_one() or "")
    return _count_of(np.frombuffer(packed, TERM))


def _count_of(numbers: NDArray[Any]) -> dict[int, int]:  # Any: whole numbers of whatever size
    counts = np.bincount(numbers)
    present = np.nonzero(counts)[0]
    return dict(zip(present.tolist(), counts[present].tolist(), strict=True))


def _find_counted(connection: Connection, rows: dict[int, int]) -> dict[str, list[Counted]]:
    """Return the terms that were counted, by their kinds."""
    each = func.json_array(term.c.kind, term.c.value, term.c.label, term.c.key)
    joined = select(func.json_group_array(each)).where(among(term.c.key, list(rows)), term.c.kind.in_(_SHOWN))
    found: dict[str, list[Counted]] = {kind: [] for kind in _SHOWN}
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
    if _is_ruled(kind, names):
        counted = _put_together(_as_ruled(kind, one, names) for one in counted)
    return tuple(Facet(*one) for one in nsmallest(most, counted, key=_by_count))


def _put_together(counted: Iterable[Counted]) -> list[Counted]:
    """Return each value once, under its first label."""
    counts: Counter[str] = Counter()
    labels: dict[str, str] = {}
    for value, label, count in counted:
        counts[value] += count
        labels.setdefault(value, label)
    return [(value, labels[value], count) for value, count in counts.items()]


def _is_ruled(kind: TermKind, names: Names) -> bool:
    return bool(names) and kind in (TermKind.PARTY, TermKind.PLACE)


def _as_ruled(kind: TermKind, counted: Counted, names: Names) -> Counted:
    value, label, count = counted
    id_ = None if value.startswith("name:") else value
    if kind is TermKind.PARTY:
        party = names.party(Party(label, None, None, id_, label))
        return party_value(party), party.name or label, count
    if value not in names.places:
        return counted
    place = names.place(Place(label, None, None, id_, label))
    return place_value(place), place.name or label, count


def _by_count(counted: Counted) -> tuple[int, str]:
    return -counted[2], counted[0]
