"""Verifying what was taken in: documents, readings and decisions against the hashes in the log, offsets against texts.

What was redacted is held to the hash that the redaction wrote into the log.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from sqlalchemy import Connection, select

from reportedly.ledger.adding import hash_identity
from reportedly.ledger.body import Body, digest_bodies, load_claim
from reportedly.ledger.deciding import digest_decision
from reportedly.ledger.records import Finding, LogEntry
from reportedly.ledger.schema import AnyRow, body, decision, document, document_text, reading
from reportedly.model import digest_document


@dataclass(slots=True)
class Expected:
    """What the log says that there must be, by the position of the entry; grows while the log is read."""

    entries: int = 0
    documents: dict[int, tuple[str, str]] = field(default_factory=dict)  # fingerprints and digests
    readings: dict[int, str] = field(default_factory=dict)  # digests of bodies
    decisions: dict[int, str] = field(default_factory=dict)

    def note(self, entry: LogEntry) -> None:
        """Take in one entry of the log."""
        self.entries += 1
        if entry.kind == "document":
            self.documents[entry.position] = (entry.payload["document"], entry.payload["digest"])
        if entry.kind in ("document", "reading"):
            self.readings[entry.position] = entry.payload["bodies"]
        if entry.kind == "decision":
            self.decisions[entry.position] = entry.payload["digest"]
        if entry.kind == "redact":
            self.readings |= {int(position): digest for position, digest in entry.payload["readings"].items()}
            self.decisions |= {int(position): digest for position, digest in entry.payload["decisions"].items()}


def check_contents(connection: Connection, expected: Expected) -> Iterator[Finding]:
    """Yield what is wrong with documents, readings and decisions."""
    found: set[int] = set()
    for key in list(connection.execute(select(document.c.key).order_by(document.c.key)).scalars()):
        row = connection.execute(
            select(document, document_text.c.text)
            .outerjoin(document_text, document_text.c.document == document.c.key)
            .where(document.c.key == key)
        ).one()
        found.add(row.entry)
        yield from _check_document(row, expected)
        yield from _check_readings(connection, row, expected)
    for position in sorted(expected.documents.keys() - found):
        yield Finding("hash", f"entry {position}", "the document it took in is missing")
    yield from _check_decisions(connection, expected)


def _check_document(row: AnyRow, expected: Expected) -> Iterator[Finding]:  # Any: columns of a document
    if (row.fingerprint, row.digest) != expected.documents.get(row.entry):
        yield Finding("hash", f"document {row.id}", "its digest is not the one in the log")
    told = (row.id, row.digest, row.published, row.url)
    if row.redacted is None and hash_identity(*told) != row.fingerprint:
        yield Finding("hash", f"document {row.id}", "its id, day or address is not what was taken in")
    if row.text is None or row.redacted is not None:
        return
    if digest_document(row.publisher, row.title, row.text) != row.digest:
        yield Finding("hash", f"document {row.id}", "its publisher, title or text is not what was taken in")
    if len(row.text) != row.length:
        yield Finding("offsets", f"document {row.id}", f"its text has {len(row.text)} characters, not {row.length}")


def _check_readings(connection: Connection, home: AnyRow, expected: Expected) -> Iterator[Finding]:
    asked = select(reading.c.entry, reading.c.first, reading.c.claims, reading.c.digest)
    for row in connection.execute(asked.where(reading.c.document == home.key).order_by(reading.c.key)).all():
        bodies = [
            Body(each.id, each.claim, each.sentence)
            for each in connection.execute(
                select(body).where(body.c.key >= row.first, body.c.key < row.first + row.claims).order_by(body.c.key)
            )
        ]
        digest = digest_bodies(bodies)
        if digest != row.digest or digest != expected.readings.get(row.entry):
            yield Finding("hash", f"document {home.id}", f"the claims of entry {row.entry} are not what was read")
            continue
        for each in bodies:
            yield from _check_offsets(each, home)


def _check_offsets(each: Body, home: AnyRow) -> Iterator[Finding]:
    claim = load_claim(each.claim)
    inside = 0 <= claim.evidence.start < claim.evidence.end <= home.length
    if not inside or not claim.evidence.overlaps(claim.trigger):
        yield Finding("offsets", f"claim {each.id}", f"its evidence {tuple(claim.evidence)} cannot be in the text")
    elif home.text is not None and home.text[claim.evidence.start : claim.evidence.end] != each.sentence:
        yield Finding("offsets", f"claim {each.id}", "its words are not those of the text at its offsets")


def _check_decisions(connection: Connection, expected: Expected) -> Iterator[Finding]:
    found: set[int] = set()
    for row in connection.execute(select(decision).order_by(decision.c.entry)):
        found.add(row.entry)
        if digest_decision(row._asdict()) != expected.decisions.get(row.entry):
            yield Finding("hash", f"decision {row.entry}", "it is not what was decided")
    for position in sorted(expected.decisions.keys() - found):
        yield Finding("hash", f"entry {position}", "the decision it took in is missing")
