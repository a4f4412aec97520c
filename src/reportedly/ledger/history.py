"""One claim: as it stands, as the machine read it, and how it stood before."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, select

from reportedly.errors import LedgerError
from reportedly.ledger.body import load_claim
from reportedly.ledger.keeping import as_kept, kept_columns, last_entry, load_kept
from reportedly.ledger.naming import names_by
from reportedly.ledger.records import ClaimRow
from reportedly.ledger.schema import AnyRow, body, claim, log
from reportedly.ledger.standing import current_readings
from reportedly.ledger.store import Store
from reportedly.model import Claim, KeptClaim

_AT_ONCE = 500  # ids asked for with one question
_NEVER = 2**62  # sorts what was never closed after all that was


def find_claim(store: Store, claim_id: str) -> KeptClaim:
    """Return the claim as it stands now; see `Ledger.claim`."""
    with store.reading() as connection:
        row = find_row(connection, claim_id)
        found = connection.execute(kept_columns().where(claim.c.key == row.key)).one()
        return as_kept(found, names_by(connection, last_entry(connection)))


def find_claims_by_id(store: Store, claim_ids: Sequence[str]) -> list[KeptClaim]:
    """Return the claims of those ids that stand now, in the order of the ids; see `Ledger.claims_by_id`."""
    wanted = sorted(set(claim_ids))
    standing: dict[str, int] = {}
    with store.reading() as connection:
        for at in range(0, len(wanted), _AT_ONCE):
            asked = select(claim.c.id, claim.c.key).where(
                claim.c.id.in_(wanted[at : at + _AT_ONCE]), claim.c.closed.is_(None), claim.c.superseded.is_(None)
            )
            for row in connection.execute(asked):
                standing[row.id] = max(row.key, standing.get(row.id, row.key))
        keys = [standing[one] for one in wanted if one in standing]
        return load_kept(connection, keys, names_by(connection, last_entry(connection)))


def find_row(connection: Connection, claim_id: str) -> AnyRow:  # Any: columns of the row
    """Return the row of a claim that stands now, else the last that stood.

    Raises: LedgerError (R510) where there is none of that id.
    """
    rows = connection.execute(
        select(claim.c.key, claim.c.document, claim.c.closed, claim.c.superseded, claim.c.decision).where(
            claim.c.id == claim_id
        )
    ).all()
    if not rows:
        raise unknown("claim", claim_id)
    return max(rows, key=_recent)


def _recent(row: AnyRow) -> tuple[int, int, int]:
    return row.closed or _NEVER, row.superseded or _NEVER, row.key


def find_machine_claim(store: Store, claim_id: str) -> Claim:
    """Return the claim as its current reading has it; see `Ledger.machine_claim`."""
    with store.reading() as connection:
        row = find_row(connection, claim_id)
        return load_claim(read_machine_line(connection, row.document, claim_id))


def read_machine_line(connection: Connection, document: int, claim_id: str) -> str:
    """Return a claim of a document as its current reading has it, else as the last that had it; as JSON.

    Raises: LedgerError (R510) where there is none of that id.
    """
    for first, count in current_readings(connection, document, last_entry(connection)):
        asked = select(body.c.claim).where(body.c.key >= first, body.c.key < first + count, body.c.id == claim_id)
        line: str | None = connection.execute(asked).scalar()
        if line is not None:
            return line
    as_read = (
        select(body.c.claim)
        .join(claim, claim.c.body == body.c.key)
        .where(claim.c.id == claim_id, body.c.decision.is_(None))
    )
    last: str | None = connection.execute(as_read.order_by(body.c.key.desc()).limit(1)).scalar()
    if last is None:
        raise unknown("claim", claim_id)
    return last


def find_rows(store: Store, claim_id: str) -> tuple[ClaimRow, ...]:
    """Return every row of the claim, the oldest first; see `Ledger.history`."""
    opening, closing = log.alias("opening"), log.alias("closing")
    asked = (
        kept_columns()
        .add_columns(
            opening.c.recorded.label("recorded_from"),
            opening.c.kind.label("kind"),
            closing.c.recorded.label("recorded_to"),
        )
        .join(opening, opening.c.position == claim.c.opened)
        .outerjoin(closing, closing.c.position == claim.c.closed)
        .where(claim.c.id == claim_id)
        .order_by(claim.c.opened, claim.c.key)
    )
    with store.reading() as connection:
        names = names_by(connection, last_entry(connection))
        rows = [
            ClaimRow(as_kept(row, names), row.recorded_from, row.recorded_to, row.kind, row.opened, row.decision)
            for row in connection.execute(asked)
        ]
    if not rows:
        raise unknown("claim", claim_id)
    return tuple(rows)


def unknown(kind: str, id_: str) -> LedgerError:
    """Return the error (R510) of an id that the ledger does not hold."""
    return LedgerError(
        "R510",
        f"the ledger holds no {kind} {id_!r}.",
        why="It was never taken in, or lies in another ledger.",
        fix="look it up with `reportedly claims`, and check which ledger is asked (--ledger).",
    )
