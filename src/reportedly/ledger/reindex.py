"""Entering rows anew in all indexes after their words were changed in place, which only redaction does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, delete, select, update

from reportedly.ledger.body import Body, load_claim
from reportedly.ledger.rows import index_terms
from reportedly.ledger.schema import body, claim, document, mark, past, term
from reportedly.ledger.terms import count_live, intern_terms, names_of, terms_of
from reportedly.ledger.termsets import pack_terms, unpack_terms


def reindex_rows(connection: Connection, before: Mapping[int, Body]) -> None:
    """Enter the rows of some bodies anew; `before` has the bodies as they were, by key."""
    touched: set[int] = set()
    for key, old in before.items():
        new = connection.execute(select(body.c.id, body.c.claim, body.c.sentence).where(body.c.key == key)).one()
        rows = connection.execute(
            select(claim.c.key, claim.c.state, claim.c.closed, claim.c.superseded, claim.c.terms, document.c.publisher)
            .join(document, document.c.key == claim.c.document)
            .where(claim.c.body == key)
        ).all()
        made = load_claim(new.claim)
        for row in rows:
            _change_words(connection, row.key, old, Body(new.id, new.claim, new.sentence))
            stands = row.closed is None and row.superseded is None
            terms = terms_of(made, row.publisher, row.state)
            numbers = intern_terms(connection, terms)
            touched.update(unpack_terms(row.terms))
            _change_terms(connection, row.key, unpack_terms(row.terms), sorted(numbers.values()), stands=stands)
    _forget_unused(connection, touched)
    connection.exec_driver_sql("INSERT INTO words(words) VALUES ('optimize')")  # else old words stay in the index


def _change_words(connection: Connection, key: int, old: Body, new: Body) -> None:
    gone = (key, old.sentence, names_of(load_claim(old.claim)))
    connection.exec_driver_sql("INSERT INTO words(words, rowid, evidence, names) VALUES ('delete', ?, ?, ?)", gone)
    come = (key, new.sentence, names_of(load_claim(new.claim)))
    connection.exec_driver_sql("INSERT INTO words(rowid, evidence, names) VALUES (?, ?, ?)", come)


def _change_terms(connection: Connection, key: int, old: list[int], new: list[int], *, stands: bool) -> None:
    table = mark if stands else past
    connection.execute(delete(table).where(table.c.claim == key, table.c.term.in_(old)))
    if stands:
        count_live(connection, dict.fromkeys(old, -1))
    connection.execute(update(claim).where(claim.c.key == key).values(terms=pack_terms(new)))
    index_terms(connection, [(key, stands, new)])


def _forget_unused(connection: Connection, terms: Iterable[int]) -> None:
    """Delete terms that no row has any more: their labels may be what was to be redacted."""
    for number in sorted(terms):
        used = any(
            connection.execute(select(table.c.claim).where(table.c.term == number).limit(1)).first()
            for table in (mark, past)
        )
        if not used:
            connection.execute(delete(term).where(term.c.key == number))
            connection.exec_driver_sql("DELETE FROM place_box WHERE term = ?", (number,))
