"""Questions to the ledger: pages of claims that a filter finds, in some order.

Pages are cut by key, not by number, so that the hundredth page costs what the first does and what is added meanwhile
shifts nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, literal, select, tuple_
from sqlalchemy.sql import ColumnElement

from reportedly.errors import LedgerError
from reportedly.ledger.keeping import load_kept
from reportedly.ledger.records import ClaimFilter, Order, Page
from reportedly.ledger.schema import DAY_SHIFT, claim
from reportedly.ledger.store import Store
from reportedly.ledger.streams import Part, among, conditions_on, find_keys, have_words
from reportedly.ledger.wanting import ALL, Wanted, understand
from reportedly.model import KeptClaim

COUNTED = 1000  # of more claims, a page says only that there are more
MOST = 1000  # claims on one page
_BATCH = 500  # claims of `each_claim` loaded at once
_EVERY = 2**31  # more rows than a ledger has


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a page begins: after the row with that rank and key; and how many claims there were on the first page."""

    key: int
    rank: float
    total: int
    exact: bool

    def __str__(self) -> str:
        return f"{self.key}_{self.rank!r}_{self.total}_{int(self.exact)}"


def read_cursor(written: str) -> Cursor:
    """Return the cursor that `next` of a page holds.

    Raises: LedgerError (R514) where it is none.
    """
    try:
        key, rank, total, exact = written.split("_")
        return Cursor(int(key), float(rank), int(total), exact == "1")
    except ValueError as error:
        raise LedgerError(
            "R514",
            f"{written[:60]!r} is no place in a list.",
            why="The page after it cannot be found.",
            fix="give what `next` of the page before holds, with the same filter and order.",
        ) from error


def find_claims(store: Store, wanted: ClaimFilter, *, order: Order, limit: int, after: str | None) -> Page[KeptClaim]:
    """Return a page of claims; see `Ledger.claims`."""
    limit = max(1, min(limit, MOST))
    cursor = read_cursor(after) if after else None
    with store.reading() as connection:
        understood = understand(connection, wanted)
        most = limit + 1 if cursor else max(limit, COUNTED) + 1
        ranked = _rank(connection, understood, order, most, cursor)
        kept = load_kept(connection, [key for _, key in ranked[:limit]], understood.names)
    total, exact = (cursor.total, cursor.exact) if cursor else (min(len(ranked), most - 1), len(ranked) < most)
    following = None
    if len(ranked) > limit:
        rank, key = ranked[limit - 1]
        following = str(Cursor(key, rank, total, exact))
    return Page(tuple(kept), total, exact, following)


def each_claim(store: Store, wanted: ClaimFilter, *, order: Order) -> Iterator[KeptClaim]:
    """Yield all claims that the filter finds; see `Ledger.each_claim`."""
    after: str | None = None
    understood: Wanted | None = None  # once: to find the places of a country takes longer than a page
    while True:
        cursor = read_cursor(after) if after else None
        with store.reading() as connection:
            understood = understood or understand(connection, wanted)
            ranked = _rank(connection, understood, order, _BATCH, cursor)
            kept = load_kept(connection, [key for _, key in ranked], understood.names)
        yield from kept
        if len(ranked) < _BATCH:
            return
        rank, key = ranked[-1]
        after = str(Cursor(key, rank, 0, False))


def find_ids(store: Store, wanted: ClaimFilter) -> tuple[str, ...]:
    """Return the ids of all claims that the filter finds, the latest reported first; see `Ledger.claim_ids`."""
    with store.reading() as connection:
        understood = understand(connection, wanted)
        keys = find_keys(connection, understood, Part(understood.low, understood.high, _EVERY))
        asked = select(claim.c.key, claim.c.id).where(among(claim.c.key, keys))
        ids = {row.key: row.id for row in connection.execute(asked).all()}
    return tuple(ids[key] for key in keys)


def _rank(
    connection: Connection, wanted: Wanted, order: Order, limit: int, cursor: Cursor | None
) -> list[tuple[float, int]]:
    """Return rank and key of the rows that come after the cursor."""
    if order in (Order.NEWEST, Order.OLDEST):
        low, high = wanted.low, wanted.high
        if cursor is not None and order is Order.NEWEST:
            high = min(high, cursor.key)
        elif cursor is not None:
            low = max(low, cursor.key + 1)
        part = Part(low, high, limit, newest_first=order is Order.NEWEST)
        return [(0, key) for key in find_keys(connection, wanted, part)]
    return _sort(connection, wanted, order, limit, cursor)


def _sort(
    connection: Connection, wanted: Wanted, order: Order, limit: int, cursor: Cursor | None
) -> list[tuple[float, int]]:
    if wanted.none:
        return []
    rank: ColumnElement[float] = claim.c.score
    if order is Order.RECORDED:
        rank = -1.0 * (claim.c.key.op("&")((1 << DAY_SHIFT) - 1))
    asked = select(rank.label("rank"), claim.c.key).where(*conditions_on(connection, wanted))
    if wanted.words:
        asked = asked.where(have_words(wanted.words))
    if wanted.low > 0:  # only if asked for: a range of keys would lead, and all of it be sorted
        asked = asked.where(claim.c.key >= wanted.low)
    if wanted.high < ALL:
        asked = asked.where(claim.c.key < wanted.high)
    if cursor is not None:
        asked = asked.where(tuple_(rank, claim.c.key) > tuple_(literal(cursor.rank), literal(cursor.key)))
    rows = connection.execute(asked.order_by(rank, claim.c.key).limit(limit))
    return [(row[0], row[1]) for row in rows]
