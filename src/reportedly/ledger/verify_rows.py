"""Verifying what follows from the log: the rows of claims, and the indexes by which they are found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, Table, func, select

from reportedly.ledger.body import load_claim
from reportedly.ledger.keeping import last_entry
from reportedly.ledger.records import Finding
from reportedly.ledger.rows import valid_days
from reportedly.ledger.schema import AnyRow, body, claim, document, mark, past, term, version
from reportedly.ledger.standing import find_misstanding
from reportedly.ledger.terms import terms_of
from reportedly.ledger.termsets import unpack_terms

_BATCH = 500


def check_rows(connection: Connection) -> Iterator[Finding]:
    """Yield what is wrong with the rows of claims and their indexes."""
    yield from _check_standing(connection)
    live: Counter[int] = Counter()
    entered = {"mark": 0, "past": 0}
    after = -1
    while True:
        rows = _rows_after(connection, after)
        yield from _check_batch(connection, rows, live, entered)
        if len(rows) < _BATCH:
            break
        after = rows[-1].key
    yield from _check_totals(connection, live, entered)


def _check_standing(connection: Connection) -> Iterator[Finding]:
    entry = last_entry(connection)
    placed = select(func.count()).select_from(version).where(version.c.closed.is_(None))
    documents = list(connection.execute(select(document.c.key, document.c.id).order_by(document.c.key)))
    if int(connection.execute(placed).scalar_one()) != len(documents):
        yield Finding("state", "versions", "a document is no version of any article, or of two")
        return
    for row in documents:
        for claim_id in find_misstanding(connection, row.key, entry=entry):
            yield Finding("state", f"claim {claim_id}", f"does not stand as document {row.id} and decisions have it")


def _rows_after(connection: Connection, after: int) -> Sequence[AnyRow]:  # Any: columns of several tables
    asked = (
        select(
            claim.c.key,
            claim.c.id,
            claim.c.state,
            claim.c.closed,
            claim.c.superseded,
            claim.c.valid_from,
            claim.c.valid_to,
            claim.c.terms,
            body.c.claim,
            document.c.publisher,
            document.c.day,
        )
        .join(body, body.c.key == claim.c.body)
        .join(document, document.c.key == claim.c.document)
        .where(claim.c.key > after)
    )
    return connection.execute(asked.order_by(claim.c.key).limit(_BATCH)).all()


def _check_batch(
    connection: Connection, rows: Sequence[AnyRow], live: Counter[int], entered: dict[str, int]
) -> Iterator[Finding]:
    names = _term_names(connection, rows)
    pairs: dict[Table, list[tuple[int, int]]] = {mark: [], past: []}
    for row in rows:
        made = load_claim(row.claim)
        terms = unpack_terms(row.terms)
        expected = {each.name for each in terms_of(made, row.publisher, row.state)}
        if {names.get(number) for number in terms} != expected:
            yield Finding("index", f"claim {row.id}", "its terms are not those of its slots")
        if valid_days(made.valid) != (row.valid_from, row.valid_to):
            yield Finding("index", f"claim {row.id}", "its days are not those for which it is valid")
        stands = row.closed is None and row.superseded is None
        pairs[mark if stands else past].extend((number, row.key) for number in terms)
        if stands:
            live.update(terms)
    for table, wanted in pairs.items():
        entered[table.name] += len(wanted)
        if _count_entered(connection, table, wanted) != len(wanted):
            yield Finding("index", table.name, "a claim is not entered under all of its terms")


def _term_names(connection: Connection, rows: Sequence[AnyRow]) -> dict[int, tuple[str, str]]:
    numbers = sorted({number for row in rows for number in unpack_terms(row.terms)})
    found: dict[int, tuple[str, str]] = {}
    for at in range(0, len(numbers), _BATCH):
        asked = select(term.c.key, term.c.kind, term.c.value).where(term.c.key.in_(numbers[at : at + _BATCH]))
        found |= {row.key: (row.kind, row.value) for row in connection.execute(asked)}
    return found


def _count_entered(connection: Connection, table: Table, pairs: Sequence[tuple[int, int]]) -> int:
    count = 0
    for at in range(0, len(pairs), _BATCH):
        some = pairs[at : at + _BATCH]
        listed = ",".join(f"({int(number)},{int(key)})" for number, key in some)
        asked = (
            f"WITH w(t, c) AS (VALUES {listed}) SELECT count(*) FROM w JOIN {table.name} m ON m.term=t AND m.claim=c"
        )
        count += int(connection.exec_driver_sql(asked).scalar_one())
    return count


def _check_totals(connection: Connection, live: Counter[int], entered: dict[str, int]) -> Iterator[Finding]:
    for table in (mark, past):
        if int(connection.execute(select(func.count()).select_from(table)).scalar_one()) != entered[table.name]:
            yield Finding("index", table.name, "has entries of no claim")
    for row in connection.execute(select(term.c.key, term.c.value, term.c.live)):
        if row.live != live[row.key]:
            yield Finding("index", f"term {row.value}", f"counts {row.live} claims, not {live[row.key]}")
    rows = int(connection.execute(select(func.count()).select_from(claim)).scalar_one())
    if int(connection.exec_driver_sql("SELECT count(*) FROM words_docsize").scalar_one()) != rows:
        yield Finding("index", "words", "does not have every claim once")
