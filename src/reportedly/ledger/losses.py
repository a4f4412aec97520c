"""What a version of an article lost and gained: its claims compared with those of the version before it."""

from __future__ import annotations

import json
from dataclasses import dataclass

from sqlalchemy import Connection, select

from reportedly.ledger.schema import body, version
from reportedly.ledger.standing import current_readings

_EVER = 2**62  # an entry of the log that is after all others


@dataclass(frozen=True, slots=True)
class Difference:
    """Keys of the claims' bodies that a version lost (of the version before it) and gained (its own)."""

    lost: tuple[int, ...] = ()
    gained: tuple[int, ...] = ()


def compare_versions(connection: Connection, before: int, after: int) -> Difference:
    """Return what the second document lost and gained; claims are the same where type and words are."""
    old, new = _keyed(connection, before), _keyed(connection, after)
    return Difference(
        tuple(key for name, key in old.items() if name not in new),
        tuple(key for name, key in new.items() if name not in old),
    )


def count_lost(connection: Connection, key: int) -> int:
    """Return how many claims of the version before it a document no longer makes."""
    own = connection.execute(
        select(version.c.article, version.c.number).where(version.c.document == key, version.c.closed.is_(None))
    ).one()
    before = connection.execute(
        select(version.c.document).where(
            version.c.article == own.article, version.c.number == own.number - 1, version.c.closed.is_(None)
        )
    ).scalar()
    return len(compare_versions(connection, before, key).lost) if before is not None else 0


def _keyed(connection: Connection, key: int) -> dict[tuple[str, str, str], int]:
    found: dict[tuple[str, str, str], int] = {}
    for first, count in current_readings(connection, key, _EVER):
        asked = select(body.c.key, body.c.id, body.c.claim, body.c.sentence).where(
            body.c.key >= first, body.c.key < first + count
        )
        for row in connection.execute(asked):
            found[_name(row.claim, row.sentence)] = row.key
    return found


def _name(line: str, sentence: str) -> tuple[str, str, str]:
    packed = json.loads(line)
    trigger = packed["trigger"][0] - packed["evidence"][0]
    return packed["type"], " ".join(sentence.casefold().split()), str(trigger)
