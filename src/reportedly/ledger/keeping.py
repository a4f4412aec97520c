"""From rows to records: kept claims as they are given out."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Select, func, select

from reportedly.ledger.body import load_claim
from reportedly.ledger.clock import write_day
from reportedly.ledger.masking import shown_address
from reportedly.ledger.naming import Names
from reportedly.ledger.schema import AnyRow, body, claim, document, log
from reportedly.ledger.store import remember
from reportedly.model import KeptClaim, ReviewState

_AT_ONCE = 500  # rows loaded with one question
_LAST_ENTRY = select(func.coalesce(func.max(log.c.position), 0))


def load_kept(connection: Connection, keys: Sequence[int], names: Names) -> list[KeptClaim]:
    """Return the claims of the rows, in the order of the keys."""
    found: dict[int, KeptClaim] = {}
    for at in range(0, len(keys), _AT_ONCE):
        asked = kept_columns().where(claim.c.key.in_(keys[at : at + _AT_ONCE]))
        found |= {row.key: as_kept(row, names) for row in connection.execute(asked)}
    return [found[key] for key in keys]


@lru_cache(maxsize=1)  # to put it together takes as long as to ask it
def kept_columns() -> Select[Any]:  # Any: columns of several tables
    """Return the question for what a kept claim is made of, to be narrowed to some rows."""
    return (
        select(
            claim.c.key,
            claim.c.id,
            claim.c.state,
            claim.c.superseded,
            claim.c.opened,
            claim.c.closed,
            claim.c.decision,
            body.c.claim,
            body.c.sentence,
            document.c.id.label("document"),
            document.c.publisher,
            document.c.title,
            document.c.url,
            document.c.published,
            log.c.recorded,
        )
        .join(body, body.c.key == claim.c.body)
        .join(document, document.c.key == claim.c.document)
        .join(log, log.c.position == claim.c.taken)
    )


def as_kept(row: AnyRow, names: Names) -> KeptClaim:
    """Return the claim that a row of `kept_columns` holds, with names as people ruled."""
    return KeptClaim(
        claim=names.claim(load_claim(row.claim)),
        document=row.document,
        publisher=row.publisher,
        reported=row.published,
        recorded=row.recorded,
        sentence=row.sentence,
        title=row.title,
        url=shown_address(row.url),
        state=ReviewState(row.state),
        superseded=write_day(row.superseded) if row.superseded is not None else None,
    )


def last_entry(connection: Connection) -> int:
    """Return the position of the last entry of the log."""
    return remember(connection, last_entry, lambda: int(connection.execute(_LAST_ENTRY).scalar_one()))
