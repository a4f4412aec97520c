"""Documents given out: one, a page of them, the versions of an article, and what is in quarantine."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Select, exists, func, literal, select, tuple_

from reportedly.errors import ErrorRecord
from reportedly.ledger.codec import unpack
from reportedly.ledger.decided import decisions_on
from reportedly.ledger.decisions import read_position
from reportedly.ledger.history import unknown
from reportedly.ledger.keeping import last_entry
from reportedly.ledger.losses import compare_versions, load_bodies
from reportedly.ledger.masking import shown_address
from reportedly.ledger.naming import names_by
from reportedly.ledger.records import KeptDocument, Page, Quarantined, Version
from reportedly.ledger.schema import AnyRow, claim, decision, document, document_text, log, reading, refusal, version
from reportedly.ledger.store import Store
from reportedly.model import DecisionKind, FoundDate

_SHORTEST_PREFIX = 8  # hex digits of a digest that name a document


def find_document(store: Store, document_id: str) -> KeptDocument:
    """Return the latest version of a document with its text; see `Ledger.document`."""
    with store.reading() as connection:
        return _as_kept(connection, find_latest(connection, document_id), with_text=True)


def find_latest(connection: Connection, document_id: str) -> AnyRow:  # Any: columns of the document and more
    """Return the row of the latest version of the document of that id, or whose digest begins so.

    Raises: LedgerError (R510) where there is none.
    """
    asked = _columns().order_by(version.c.number.desc(), document.c.key.desc()).limit(1)
    row = connection.execute(asked.where(document.c.id == document_id)).first()
    if row is None and len(document_id) >= _SHORTEST_PREFIX:
        row = connection.execute(asked.where(document.c.digest.startswith(document_id, autoescape=True))).first()
    if row is None:
        raise unknown("document", document_id)
    return row


def list_documents(store: Store, *, publisher: str | None, limit: int, after: str | None) -> Page[KeptDocument]:
    """Return a page of documents, the latest published first; see `Ledger.documents`."""
    counted = select(func.count()).select_from(document)
    shown = select(document.c.key).order_by(document.c.day.desc(), document.c.key.desc()).limit(limit + 1)
    if publisher is not None:
        shown, counted = (each.where(document.c.publisher == publisher) for each in (shown, counted))
    if after is not None:
        day, _, key = after.partition("_")
        place = tuple_(literal(read_position(day)), literal(read_position(key)))
        shown = shown.where(tuple_(document.c.day, document.c.key) < place)
    asked = _columns().where(document.c.key.in_(shown)).order_by(document.c.day.desc(), document.c.key.desc())
    with store.reading() as connection:
        total = int(connection.execute(counted).scalar_one())
        rows = connection.execute(asked).all()
        items = tuple(_as_kept(connection, row) for row in rows[:limit])
    following = f"{rows[limit - 1].day}_{rows[limit - 1].key}" if len(rows) > limit else None
    return Page(items, total, True, following)


def list_versions(store: Store, document_id: str) -> tuple[Version, ...]:
    """Return the versions of an article, the first first; see `Ledger.versions`."""
    with store.reading() as connection:
        latest = find_latest(connection, document_id)
        rows = connection.execute(
            _columns().where(version.c.article == latest.article).order_by(version.c.number)
        ).all()
        names = names_by(connection, last_entry(connection))
        found = []
        for before, row in zip([None, *rows], rows, strict=False):
            kept = _as_kept(connection, row)
            if before is None:
                found.append(Version(row.number, kept))
                continue
            difference = compare_versions(connection, before.key, row.key)
            lost = load_bodies(connection, difference.lost, before, names)
            gained = load_bodies(connection, difference.gained, row, names)
            found.append(Version(row.number, kept, lost, gained))
    return tuple(found)


def list_quarantine(store: Store, *, limit: int, after: str | None) -> Page[Quarantined]:
    """Return a page of what could not be taken in or read; see `Ledger.quarantine`."""
    refused = select(
        refusal.c.entry, refusal.c.id, refusal.c.title, refusal.c.publisher, refusal.c.published, refusal.c.error
    ).where(~exists().where(document.c.id == refusal.c.id))
    good = reading.alias("good")
    last = select(func.max(reading.c.key)).group_by(reading.c.document)
    home = (document.c.id, document.c.title, document.c.publisher, document.c.published)
    unread = (
        select(reading.c.entry, *home, reading.c.error)
        .join(document, document.c.key == reading.c.document)
        .where(
            reading.c.error.is_not(None),
            reading.c.key.in_(last),
            ~exists().where(good.c.document == reading.c.document, good.c.error.is_(None)),
        )
    )
    both = refused.union_all(unread).subquery()
    asked = select(both, log.c.recorded).join(log, log.c.position == both.c.entry)
    with store.reading() as connection:
        total = int(connection.execute(select(func.count()).select_from(both)).scalar_one())
        if after is not None:
            asked = asked.where(both.c.entry > read_position(after))
        rows = connection.execute(asked.order_by(both.c.entry).limit(limit + 1)).all()
    items = tuple(
        Quarantined(row.id, row.title, row.publisher, row.published, ErrorRecord(**json.loads(row.error)), row.recorded)
        for row in rows[:limit]
    )
    return Page(items, total, True, str(rows[limit - 1].entry) if len(rows) > limit else None)


@lru_cache(maxsize=1)  # to put it together takes longer than to ask it
def _columns() -> Select[Any]:
    other = version.alias("other")
    counted = {
        "versions": select(func.count()).where(other.c.article == version.c.article, other.c.closed.is_(None)),
        "claims": select(func.count()).where(claim.c.document == document.c.key, claim.c.closed.is_(None)),
        "failures": select(func.count()).where(reading.c.document == document.c.key, reading.c.error.is_not(None)),
        "decisions": select(func.count()).where(decision.c.document == document.c.key),
    }
    counts = [each.correlate(document, version).scalar_subquery().label(name) for name, each in counted.items()]
    return (
        select(document, log.c.recorded, version.c.number, version.c.article, *counts)
        .join(log, log.c.position == document.c.entry)
        .join(version, (version.c.document == document.c.key) & version.c.closed.is_(None))
    )


def _as_kept(connection: Connection, row: AnyRow, *, with_text: bool = False) -> KeptDocument:
    text = None
    if with_text:
        text = connection.execute(select(document_text.c.text).where(document_text.c.document == row.key)).scalar()
    return KeptDocument(
        id=row.id,
        digest=row.digest,
        title=row.title,
        publisher=row.publisher,
        url=shown_address(row.url),
        published=row.published,
        language=row.language,
        retrieved_at=row.retrieved_at,
        raw_sha256=row.raw_sha256,
        dates=unpack(tuple[FoundDate, ...], json.loads(row.dates)),
        warnings=tuple(json.loads(row.warnings)),
        recorded=row.recorded,
        version=row.number,
        versions=row.versions,
        claims=row.claims,
        text=text,
        redacted=row.redacted,
        retracted=bool(row.decisions) and _is_retracted(connection, row.key),
        error=_find_error(connection, row.key) if row.failures else None,
    )


def _is_retracted(connection: Connection, key: int) -> bool:
    holding = decisions_on(connection, key, last_entry(connection))
    return any(each.kind is DecisionKind.RETRACT for each in holding)


def _find_error(connection: Connection, key: int) -> ErrorRecord | None:
    """Return why a document was not read, the last reason; None where a reading of it did not fail."""
    asked = select(reading.c.error).where(reading.c.document == key).order_by(reading.c.key)
    errors = connection.execute(asked).scalars().all()
    return ErrorRecord(**json.loads(errors[-1])) if errors and None not in errors else None
