"""Rows of claims: opened, closed, and entered in all indexes; never edited."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from reportedly.ledger.body import Body
from reportedly.ledger.clock import read_day
from reportedly.ledger.schema import DAY_SHIFT, body, claim, mark, meta, past
from reportedly.ledger.terms import count_live, intern_terms, names_of, terms_of
from reportedly.ledger.termsets import pack_terms, unpack_terms
from reportedly.model import Claim, ReviewState, Valid

LAST_DAY = 3_652_059  # 9999-12-31: where an interval is open at its end


@dataclass(frozen=True, slots=True)
class Row:
    """A claim as it is to stand: what is read and decided of it. `body_key` is None where it was amended."""

    body: Body
    claim: Claim
    body_key: int | None
    state: ReviewState
    decision: int | None
    superseded: int | None  # day


@dataclass(frozen=True, slots=True)
class Home:
    """The document that rows belong to."""

    key: int
    publisher: str
    day: int


def open_rows(
    connection: Connection, home: Home, rows: Sequence[Row], *, entry: int, taken: dict[str, int] | None = None
) -> None:
    """Write the rows, opened by an entry of the log; `taken` has when known claims were first taken in."""
    if not rows:
        return
    taken = taken or {}
    keys = _new_keys(connection, home.day, len(rows))
    bodies = _amended_bodies(connection, rows)
    terms = [terms_of(row.claim, home.publisher, row.state) for row in rows]
    numbers = intern_terms(connection, (each for found in terms for each in found))
    packed = [[numbers[each.name] for each in found] for found in terms]
    written = []
    for key, row, body_key, own in zip(keys, rows, bodies, packed, strict=True):
        valid_from, valid_to = valid_days(row.claim.valid)
        written.append(
            {
                "key": key,
                "id": row.body.id,
                "document": home.key,
                "body": body_key,
                "state": row.state,
                "decision": row.decision,
                "opened": entry,
                "closed": None,
                "superseded": row.superseded,
                "taken": taken.get(row.body.id, entry),
                "valid_from": valid_from,
                "valid_to": valid_to,
                "score": row.claim.score,
                "terms": pack_terms(own),
            }
        )
    connection.execute(insert(claim), written)
    _index(connection, keys, rows, packed)


def _new_keys(connection: Connection, day: int, count: int) -> list[int]:
    """Return keys for new rows: the day of the report, then a number that counts up."""
    last = int(connection.execute(select(meta.c.value).where(meta.c.name == "rows")).scalar_one())
    connection.execute(update(meta).where(meta.c.name == "rows").values(value=str(last + count)))
    return [(day << DAY_SHIFT) + number for number in range(last + 1, last + count + 1)]


def _amended_bodies(connection: Connection, rows: Sequence[Row]) -> list[int]:
    keys = []
    for row in rows:
        if row.body_key is not None:
            keys.append(row.body_key)
            continue
        values = {"id": row.body.id, "claim": row.body.claim, "sentence": row.body.sentence, "decision": row.decision}
        keys.append(int(connection.execute(insert(body).values(values)).inserted_primary_key[0]))  # type: ignore[index]
    return keys


def valid_days(valid: Valid) -> tuple[int | None, int | None]:
    """Return the first and last day of an interval; an open side reaches as far as days go.

    >>> from reportedly.model import UNDATED
    >>> valid_days(UNDATED)
    (None, None)
    """
    if valid.earliest is None and valid.latest is None:
        return None, None
    return read_day(valid.earliest) or 1, read_day(valid.latest) or LAST_DAY


def ends_early(valid: Valid) -> bool:
    """Return whether an interval ends on a day before its first: it holds no day, and cannot be looked up.

    >>> from reportedly.model import Basis, Precision
    >>> ends_early(Valid("2017-06-14", "2017-06-12", Precision.DAY, Basis.EXPRESSION))
    True
    """
    first, last = valid_days(valid)
    return first is not None and last is not None and last < first


def _index(connection: Connection, keys: list[int], rows: Sequence[Row], terms: list[list[int]]) -> None:
    index_terms(connection, zip(keys, (row.superseded is None for row in rows), terms, strict=True))
    connection.exec_driver_sql(
        "INSERT INTO words(rowid, evidence, names) VALUES (?, ?, ?)",
        [(key, row.body.sentence, names_of(row.claim)) for key, row in zip(keys, rows, strict=True)],
    )
    spans = [(key, *valid_days(row.claim.valid)) for key, row in zip(keys, rows, strict=True)]
    dated = [span for span in spans if span[1] is not None]
    if dated:
        connection.exec_driver_sql("INSERT INTO span VALUES (?, ?, ?)", dated)


def index_terms(connection: Connection, rows: Iterable[tuple[int, bool, list[int]]]) -> None:
    """Enter rows under their terms: those that stand now in `mark`, the others in `past`."""
    now: list[dict[str, int]] = []
    before: list[dict[str, int]] = []
    live: Counter[int] = Counter()
    for key, stands, terms in rows:
        (now if stands else before).extend({"term": number, "claim": key} for number in terms)
        if stands:
            live.update(terms)
    if now:
        connection.execute(insert(mark), now)
    if before:
        connection.execute(insert(past), before)
    count_live(connection, live)


def close_rows(connection: Connection, keys: Sequence[int], *, entry: int) -> None:
    """Close rows by an entry of the log, and move them among those that no longer stand."""
    if not keys:
        return
    connection.execute(
        update(claim).where(claim.c.key == bindparam("k")).values(closed=entry), [{"k": key} for key in keys]
    )
    live: Counter[int] = Counter()
    moved: list[dict[str, int]] = []
    for key in keys:
        row = connection.execute(select(claim.c.superseded, claim.c.terms).where(claim.c.key == key)).one()
        if row.superseded is None:
            terms = unpack_terms(row.terms)
            moved += [{"t": number, "c": key} for number in terms]
            live.subtract(terms)
    if moved:
        gone = delete(mark).where(mark.c.term == bindparam("t"), mark.c.claim == bindparam("c"))
        connection.execute(gone, moved)
        connection.execute(insert(past), [{"term": row["t"], "claim": row["c"]} for row in moved])
    count_live(connection, live)
