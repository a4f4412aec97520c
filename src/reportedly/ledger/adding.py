"""Adding documents with their readings: one transaction each, on disk before it is reported as done."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from sqlalchemy import Connection, insert, select

from reportedly.errors import ErrorRecord
from reportedly.intake import Refusal
from reportedly.ledger.articles import place_document
from reportedly.ledger.body import Body, digest_bodies, make_body
from reportedly.ledger.clock import Instant, read_day, write_instant
from reportedly.ledger.codec import pack
from reportedly.ledger.log import append
from reportedly.ledger.losses import count_lost
from reportedly.ledger.records import Added, KeepText, Outcome, ReaderVersion
from reportedly.ledger.rows import ends_early
from reportedly.ledger.schema import body, document, document_text, reader, reading, refusal, version
from reportedly.ledger.sketch import sketch_text
from reportedly.ledger.standing import Read, Settled, open_first, settle_document
from reportedly.ledger.store import Store
from reportedly.model import Document, FoundDate, Reading

READ, CODED = "read", "coded"  # lanes: each has a current reading of its own


@dataclass(frozen=True, slots=True)
class Known:
    """A document that is kept: its key, and what readings by one reader gave (None where it did not read it)."""

    key: int
    error_code: str | None = None
    read: bool = False


@dataclass(frozen=True, slots=True)
class Coming:
    """A document that comes in with a reading of it."""

    item: Document
    result: Reading
    reader: ReaderVersion
    lane: str = READ


def fingerprint(item: Document) -> str:
    """Return what tells whether a document is kept already: of its id, digest, day and address."""
    return hash_identity(item.id, item.digest, item.published, item.url)


def hash_identity(id_: str, digest: str, published: str | None, url: str | None) -> str:
    """Return the sha-256, in hex, of what a document is known by."""
    parts = "\0".join((id_, digest, published or "", url or ""))
    return hashlib.sha256(parts.encode("utf-8", "surrogatepass")).hexdigest()


def add_pairs(
    store: Store,
    pairs: Iterable[tuple[Document | Refusal, Reading]],
    *,
    reader: ReaderVersion,
    recorded_at: Instant | None,
) -> Iterator[Added]:
    """Yield what became of each document once it is on disk; see `Ledger.add`."""
    for item, result in pairs:
        recorded = write_instant(recorded_at if recorded_at is not None else store.clock())
        with store.writing() as connection:
            if isinstance(item, Refusal):
                added = _refuse(connection, item, recorded=recorded)
            else:
                added = add_document(connection, store.keep_text, Coming(item, result, reader), recorded=recorded)
        yield added


def has_document(store: Store, item: Document, version_: ReaderVersion | None, *, failed: bool) -> bool:
    """Return whether a document is kept, and read by that reader; see `Ledger.has`."""
    with store.reading() as connection:
        reader_key = _find_reader(connection, version_, READ) if version_ else None
        if version_ and reader_key is None:
            return False
        known = _find_known(connection, item, reader_key)
    if known is None or version_ is None:
        return known is not None
    return known.read or (failed and known.error_code is not None)


def add_document(connection: Connection, keep_text: KeepText, coming: Coming, *, recorded: str) -> Added:
    """Add a document with a reading of it, or the reading alone where the document is kept.

    A reading with a claim that cannot be kept counts as one that failed.
    """
    item, result = coming.item, _check_times(coming.result)
    coming = replace(coming, result=result)
    reader_key = _find_reader(connection, coming.reader, coming.lane)
    known = _find_known(connection, item, reader_key)
    failure = result.error.code if result.error else None
    if known is not None and coming.lane == READ and (known.read or (failure and known.error_code == failure)):
        return Added(item.id, Outcome.UNCHANGED, dates_disagree=_dates_disagree(item.dates))
    bodies = [make_body(claim, item.text[claim.evidence.start : claim.evidence.end]) for claim in result.claims]
    kind = "document" if known is None else "reading"
    entry = append(connection, kind, _payload(coming, bodies), recorded=recorded)
    reader_key = reader_key or _add_reader(connection, coming.reader, coming.lane)
    told = replace(item, language=result.language or item.language, warnings=result.warnings or item.warnings)
    key = known.key if known else _add_document(connection, told, keep_text, entry=entry)
    first = _add_bodies(connection, bodies)
    _add_reading(connection, key, reader_key, entry, first, bodies, result.error)
    if known is None:
        reads = [
            Read(first + at, body, claim) for at, (body, claim) in enumerate(zip(bodies, result.claims, strict=True))
        ]
        settled = apply_document(connection, key, new=True, entry=entry, reads=reads)
    else:
        settled = apply_document(connection, key, new=False, entry=entry)
    return _report(connection, item, key, result, settled, new=known is None)


def _check_times(result: Reading) -> Reading:
    wrong = next((claim for claim in result.claims if ends_early(claim.valid)), None)
    if wrong is None:
        return result
    error = ErrorRecord(
        "R516",
        f"claim {wrong.id} is read as so from {wrong.valid.earliest} until {wrong.valid.latest}.",
        why="A time that ends before it begins holds no day, so nothing of this reading is kept.",
        fix="add the document with its own day (--published), or report it as one that is read wrongly.",
    )
    return replace(result, claims=(), error=error)


def _payload(coming: Coming, bodies: list[Body]) -> dict[str, Any]:  # Any: JSON
    error = coming.result.error
    return {
        "document": fingerprint(coming.item),
        "digest": coming.item.digest,
        "lane": coming.lane,
        "reader": asdict(coming.reader),
        "claims": len(bodies),
        "bodies": digest_bodies(bodies),
        "error": error.code if error else None,
    }


def apply_document(
    connection: Connection, key: int, *, new: bool, entry: int, reads: Sequence[Read] | None = None
) -> Settled:
    """Do what follows from a document or a reading that came in; a replay of the log comes here too.

    `reads` are the claims of a new document where they are at hand, so that they need not be loaded.
    """
    touched = place_document(connection, key, entry=entry) if new else []
    if reads is not None:
        settled = open_first(connection, key, reads, entry=entry)
    else:
        settled = settle_document(connection, key, entry=entry)
    for other in sorted(set(touched) - {key}):
        settle_document(connection, other, entry=entry)
    return settled


def _report(connection: Connection, item: Document, key: int, result: Reading, settled: Settled, *, new: bool) -> Added:
    asked = select(version.c.number, version.c.superseded)
    own = connection.execute(asked.where(version.c.document == key, version.c.closed.is_(None))).one()
    if result.error is not None:
        outcome = Outcome.FAILED
    elif not new:
        outcome = Outcome.REREAD
    else:
        outcome = Outcome.ADDED if own.number == 1 and own.superseded is None else Outcome.VERSION
    return Added(
        document=item.id,
        outcome=outcome,
        claims=len(result.claims),
        version=own.number,
        lost=count_lost(connection, key) if outcome is Outcome.VERSION else 0,
        carried=settled.carried,
        orphaned=settled.orphaned,
        error=result.error,
        dates_disagree=_dates_disagree(item.dates),
    )


def _find_reader(connection: Connection, version_: ReaderVersion, lane: str) -> int | None:
    asked = select(reader.c.key).where(
        reader.c.lane == lane,
        reader.c.reader == version_.reader,
        reader.c.model == version_.model,
        reader.c.gazetteer == version_.gazetteer,
        reader.c.settings == version_.settings,
    )
    return connection.execute(asked).scalar()


def _add_reader(connection: Connection, version_: ReaderVersion, lane: str) -> int:
    done = connection.execute(insert(reader).values(lane=lane, **asdict(version_)))
    return int(done.inserted_primary_key[0])  # type: ignore[index]  # an insert of one row has one


def find_key(connection: Connection, item: Document) -> int | None:
    """Return the key of a document, or None where it is not kept."""
    return connection.execute(select(document.c.key).where(document.c.fingerprint == fingerprint(item))).scalar()


def _find_known(connection: Connection, item: Document, reader_key: int | None) -> Known | None:
    key = find_key(connection, item)
    if key is None or reader_key is None:
        return Known(key) if key is not None else None
    readings = select(reading.c.error).where(reading.c.document == key, reading.c.reader == reader_key)
    errors = list(connection.execute(readings.order_by(reading.c.key)).scalars())
    code = json.loads(errors[-1])["code"] if errors and errors[-1] is not None else None
    return Known(key, code, read=None in errors)


def _add_document(connection: Connection, item: Document, keep_text: KeepText, *, entry: int) -> int:
    sketch = sketch_text(item.text)
    values = {
        "fingerprint": fingerprint(item),
        "id": item.id,
        "digest": item.digest,
        "title": item.title,
        "publisher": item.publisher,
        "url": item.url,
        "published": item.published,
        "day": read_day(item.published),
        "language": item.language,
        "retrieved_at": item.retrieved_at,
        "raw_sha256": item.raw_sha256,
        "dates": json.dumps(pack(item.dates)),
        "warnings": json.dumps(list(item.warnings), ensure_ascii=False),
        "length": len(item.text),
        "shingles": sketch.shingles,
        "sketch": sketch.hashes,
        "entry": entry,
    }
    key = int(connection.execute(insert(document).values(values)).inserted_primary_key[0])  # type: ignore[index]
    if keep_text is KeepText.ALL:
        connection.execute(insert(document_text).values(document=key, text=item.text))
    return key


def _add_bodies(connection: Connection, bodies: list[Body]) -> int:
    """Write the bodies one after the other and return the key of the first."""
    last = connection.execute(select(body.c.key).order_by(body.c.key.desc()).limit(1)).scalar() or 0
    rows = [
        {"key": last + number, "id": each.id, "claim": each.claim, "sentence": each.sentence, "decision": None}
        for number, each in enumerate(bodies, 1)
    ]
    if rows:
        connection.execute(insert(body), rows)
    return last + 1


def _add_reading(
    connection: Connection,
    key: int,
    reader_key: int,
    entry: int,
    first: int,
    bodies: list[Body],
    error: ErrorRecord | None,
) -> None:
    values: dict[str, Any] = {  # Any: columns of several types
        "document": key,
        "reader": reader_key,
        "entry": entry,
        "first": first,
        "claims": len(bodies),
        "digest": digest_bodies(bodies),
        "error": json.dumps(asdict(error), ensure_ascii=False) if error else None,
    }
    connection.execute(insert(reading).values(values))


def _refuse(connection: Connection, item: Refusal, *, recorded: str) -> Added:
    error = json.dumps(asdict(item.error), ensure_ascii=False)
    asked = select(refusal.c.entry).where(refusal.c.id == item.id, refusal.c.error == error)
    if connection.execute(asked).first() is not None:
        return Added(item.id, Outcome.UNCHANGED, error=item.error)
    payload = {"id": hashlib.sha256(item.id.encode("utf-8", "surrogatepass")).hexdigest(), "error": item.error.code}
    entry = append(connection, "refusal", payload, recorded=recorded)
    values = {
        "entry": entry,
        "id": item.id,
        "title": item.title,
        "publisher": item.publisher,
        "published": item.published,
        "error": error,
    }
    connection.execute(insert(refusal).values(values))
    return Added(item.id, Outcome.FAILED, error=item.error)


def _dates_disagree(dates: Iterable[FoundDate]) -> bool:
    days = [read_day(each.value) for each in dates]
    return bool(days) and max(days) - min(days) > 1
