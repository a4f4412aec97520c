"""Redacting: the words of a document, or a person's name everywhere, replaced by a mark, in the file itself.

This is the one thing that changes what is kept. The log gets an entry with the hashes of what stands there now, so
that `verify` can tell a redaction from tampering; documents keep the hashes they came with, and decisions stay.
What other rooms derived is thrown away, for it may hold the words too.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, delete, select, update

from reportedly.ledger.body import Body, digest_bodies
from reportedly.ledger.clock import write_instant
from reportedly.ledger.deciding import Said, digest_decision, senseless
from reportedly.ledger.derived import drop_derived
from reportedly.ledger.documents import find_latest
from reportedly.ledger.lines import write_line
from reportedly.ledger.log import append
from reportedly.ledger.masking import WORDS_GONE, Mask, hide_address, hide_words, person_mask, without_nulls
from reportedly.ledger.reindex import reindex_rows
from reportedly.ledger.schema import AnyRow, body, claim, decision, document, document_text, reading, refusal
from reportedly.ledger.store import Store


@dataclass(slots=True)
class Touched:
    """What a redaction changed: documents by key, bodies as they were, and the new hashes of the rest."""

    documents: set[int] = field(default_factory=set)
    bodies: dict[int, Body] = field(default_factory=dict)
    readings: dict[int, str] = field(default_factory=dict)  # digests by entry of the log
    decisions: dict[int, str] = field(default_factory=dict)


def redact(store: Store, *, document: str | None, person: str | None, said: Said) -> int:
    """Redact a document or a person and return how many documents were touched; see `Ledger.redact`."""
    if (document is None) == (person is None):
        raise senseless("neither or both of a document and a person are to be redacted", "name one of them.")
    if not said.reason.strip() or not said.author.strip():
        raise senseless("a redaction has no reason or no author", "give --reason and --author.")
    if person is not None and not person.strip():
        raise senseless("a person without a name is to be redacted", "give the name as it is written.")
    with store.writing() as connection:
        connection.exec_driver_sql("PRAGMA secure_delete=ON")  # what is freed is overwritten
        touched = Touched()
        if document is not None:
            _redact_document(connection, document, said, touched)
        else:
            _redact_person(connection, person or "", said, touched)
        reindex_rows(connection, touched.bodies)
        _write_digests(connection, touched)
        payload = {
            "what": "document" if document is not None else "person",
            "documents": len(touched.documents),
            "readings": {str(entry): digest for entry, digest in sorted(touched.readings.items())},
            "decisions": {str(entry): digest for entry, digest in sorted(touched.decisions.items())},
        }
        append(connection, "redact", payload, recorded=write_instant(said.at if said.at is not None else store.clock()))
    drop_derived(store)
    with store.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")  # the old pages are gone from the log of writes
        connection.exec_driver_sql("PRAGMA secure_delete=OFF")
    return len(touched.documents)


def _redact_document(connection: Connection, document_id: str, said: Said, touched: Touched) -> None:
    id_ = find_latest(connection, document_id).id
    for row in connection.execute(select(document).where(document.c.id == id_)).all():
        gone = {"title": WORDS_GONE, "url": hide_address(row.url), "redacted": said.reason}
        connection.execute(update(document).where(document.c.key == row.key).values(**gone))
        connection.execute(delete(document_text).where(document_text.c.document == row.key))
        touched.documents.add(row.key)
        for each in _bodies_of(connection, row.key):
            _rewrite_body(connection, each, hide_words, WORDS_GONE, touched)
        on_it = select(decision).where(decision.c.document == row.key)
        for each in connection.execute(on_it).all():
            _rewrite_decision(connection, each, hide_words, said, touched)


def _bodies_of(connection: Connection, key: int) -> Iterator[AnyRow]:
    """Yield the bodies of all readings of a document, and those that people amended."""
    for row in connection.execute(select(reading.c.first, reading.c.claims).where(reading.c.document == key)).all():
        asked = select(body).where(body.c.key >= row.first, body.c.key < row.first + row.claims)
        yield from connection.execute(asked).all()
    amended = select(body).where(
        body.c.decision.is_not(None), body.c.key.in_(select(claim.c.body).where(claim.c.document == key))
    )
    yield from connection.execute(amended).all()


def _redact_person(connection: Connection, name: str, said: Said, touched: Touched) -> None:
    mask = person_mask(name)
    for row in connection.execute(select(body).order_by(body.c.key)).all():
        _rewrite_body(connection, row, mask, None, touched)
    touched.documents.update(_homes(connection, touched))
    for row in connection.execute(select(document.c.key, document.c.title, document.c.url)).all():
        title, url = mask(row.title), row.url
        if url is not None and mask({"id": url})["id"] is None:
            url = hide_address(url)
        if (title, url) != (row.title, row.url):
            connection.execute(update(document).where(document.c.key == row.key).values(title=title, url=url))
            touched.documents.add(row.key)
    for row in connection.execute(select(document_text).order_by(document_text.c.document)):
        text = mask(row.text)
        if text != row.text:
            changed = update(document_text).where(document_text.c.document == row.document)
            connection.execute(changed.values(text=text))
            touched.documents.add(row.document)
    for at in sorted(touched.documents):
        connection.execute(update(document).where(document.c.key == at).values(redacted=said.reason))
    for row in connection.execute(select(decision).order_by(decision.c.entry)).all():
        _rewrite_decision(connection, row, mask, said, touched)
    for row in connection.execute(select(refusal.c.entry, refusal.c.title)).all():
        if mask(row.title) != row.title:
            connection.execute(update(refusal).where(refusal.c.entry == row.entry).values(title=mask(row.title)))


def _homes(connection: Connection, touched: Touched) -> set[int]:
    found: set[int] = set()
    for key in touched.bodies:
        found.update(connection.execute(select(claim.c.document).where(claim.c.body == key)).scalars())
    return found


def _rewrite_body(connection: Connection, row: AnyRow, mask: Mask, sentence: str | None, touched: Touched) -> None:
    packed = without_nulls(mask(json.loads(row.claim)))
    line = write_line(packed)
    words = sentence if sentence is not None else mask(row.sentence)
    if (line, words) != (row.claim, row.sentence):
        touched.bodies[row.key] = Body(row.id, row.claim, row.sentence)
        connection.execute(update(body).where(body.c.key == row.key).values(claim=line, sentence=words))


def _rewrite_decision(connection: Connection, row: AnyRow, mask: Mask, said: Said, touched: Touched) -> None:
    content: dict[str, Any] = json.loads(row.content)  # Any: JSON
    masked = {name: without_nulls(mask(value)) for name, value in content.items()}
    reason = mask(row.reason) if mask is not hide_words else row.reason
    line = write_line(masked)
    if (line, reason) == (row.content, row.reason):
        return
    values = {"content": line, "reason": reason, "redacted": said.reason}
    connection.execute(update(decision).where(decision.c.entry == row.entry).values(**values))
    touched.decisions[row.entry] = digest_decision({**row._asdict(), **values})


def _write_digests(connection: Connection, touched: Touched) -> None:
    """Give the readings whose bodies were changed their new digests."""
    for key in sorted(touched.documents):
        for row in connection.execute(select(reading).where(reading.c.document == key)).all():
            asked = select(body).where(body.c.key >= row.first, body.c.key < row.first + row.claims)
            bodies = [
                Body(each.id, each.claim, each.sentence) for each in connection.execute(asked.order_by(body.c.key))
            ]
            digest = digest_bodies(bodies)
            if digest != row.digest:
                connection.execute(update(reading).where(reading.c.key == row.key).values(digest=digest))
                touched.readings[row.entry] = digest
