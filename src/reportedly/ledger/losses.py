"""What a version of an article lost and gained: its claims compared with those of the version before it."""

from __future__ import annotations

import json
from dataclasses import dataclass

from sqlalchemy import Connection, select

from reportedly.ledger.body import load_claim
from reportedly.ledger.masking import shown_address
from reportedly.ledger.naming import Names
from reportedly.ledger.schema import AnyRow, body, document, log, version
from reportedly.ledger.standing import current_readings
from reportedly.model import KeptClaim

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
    before = _version_before(connection, key)
    return len(compare_versions(connection, before, key).lost) if before is not None else 0


def lost_by(connection: Connection, key: int, names: Names) -> tuple[KeptClaim, ...]:
    """Return the claims of the version before it that a document no longer makes."""
    before = _version_before(connection, key)
    if before is None:
        return ()
    home = connection.execute(
        select(document, log.c.recorded).join(log, log.c.position == document.c.entry).where(document.c.key == before)
    ).one()
    return load_bodies(connection, compare_versions(connection, before, key).lost, home, names)


def _version_before(connection: Connection, key: int) -> int | None:
    own = connection.execute(
        select(version.c.article, version.c.number).where(version.c.document == key, version.c.closed.is_(None))
    ).one()
    asked = select(version.c.document).where(
        version.c.article == own.article, version.c.number == own.number - 1, version.c.closed.is_(None)
    )
    return connection.execute(asked).scalar()


def load_bodies(connection: Connection, keys: tuple[int, ...], home: AnyRow, names: Names) -> tuple[KeptClaim, ...]:
    """Return claims as their reading has them, whatever was decided of them since."""
    found = []
    for at in range(0, len(keys), 500):
        asked = select(body).where(body.c.key.in_(keys[at : at + 500])).order_by(body.c.key)
        for row in connection.execute(asked):
            made = names.claim(load_claim(row.claim))
            found.append(
                KeptClaim(
                    claim=made,
                    document=home.id,
                    publisher=home.publisher,
                    reported=home.published,
                    recorded=home.recorded,
                    sentence=row.sentence,
                    title=home.title,
                    url=shown_address(home.url),
                )
            )
    return tuple(found)


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
