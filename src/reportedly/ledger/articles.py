"""Articles and their versions: which documents are one article, in which order, and what each version replaced.

Two documents are versions of one article where they have the same address; or the same publisher and the same id; or
the same publisher, days at most seven apart (or none), and more than half of the longer one's shingles in common.
Sentences that came with ready-made claims are no versions of each other. Versions are ordered by what they say of
themselves, never by when they came in: what stands does not depend on the order of arrival.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, insert, select, update

from reportedly.ledger.masking import hide_address, is_hidden
from reportedly.ledger.schema import AnyRow, document, reader, reading, version
from reportedly.ledger.sketch import Sketch, share_shingles

WINDOW_DAYS = 7
SHARE = 0.5  # of the longer text's shingles; a version has more


@dataclass(frozen=True, slots=True)
class Member:
    """A document as one version among the others; `order` is what versions are sorted by."""

    key: int
    day: int
    order: tuple[str, str, str]


def place_document(connection: Connection, key: int, *, entry: int) -> list[int]:
    """Enter a document among the versions of its article; return the documents of which that changed anything."""
    own = connection.execute(select(document).where(document.c.key == key)).one()
    matching = select(version.c.article).where(
        version.c.closed.is_(None), version.c.document.in_(_find_matches(connection, own))
    )
    articles = sorted(set(connection.execute(matching).scalars()))
    known = list(
        connection.execute(
            select(version.c.key, version.c.document, version.c.article, version.c.number, version.c.superseded).where(
                version.c.closed.is_(None), version.c.article.in_(articles)
            )
        )
        if articles
        else ()
    )
    members = _order(connection, [key, *(row.document for row in known)])
    before = {row.document: row for row in known}
    article = min(member.key for member in members)
    changed = []
    for number, member in enumerate(members, 1):
        following = members[number] if number < len(members) else None
        superseded = max(member.day, following.day) if following else None
        row = before.get(member.key)
        if row is not None and (row.article, row.number, row.superseded) == (article, number, superseded):
            continue
        if row is not None:
            connection.execute(update(version).where(version.c.key == row.key).values(closed=entry))
        values = {"document": member.key, "article": article, "number": number, "superseded": superseded}
        connection.execute(insert(version).values(**values, opened=entry))
        if row is None or row.superseded != superseded:
            changed.append(member.key)
    return changed


def _order(connection: Connection, keys: Iterable[int]) -> list[Member]:
    asked = select(
        document.c.key, document.c.day, document.c.published, document.c.retrieved_at, document.c.fingerprint
    ).where(document.c.key.in_(list(keys)))
    members = [
        Member(row.key, row.day, (row.published or "", row.retrieved_at or "", row.fingerprint))
        for row in connection.execute(asked)
    ]
    return sorted(members, key=_by_order)


def _by_order(member: Member) -> tuple[str, str, str]:
    return member.order


def _find_matches(connection: Connection, own: AnyRow) -> list[int]:  # Any: a whole row of a table
    """Return the documents that are versions of the same article as this one.

    A sentence of a table's row is one of many that its article gave, and a version of none.
    """
    if _is_coded(connection, own.key):
        return []
    same_id = (document.c.id == own.id) & (document.c.publisher == own.publisher)
    found = set(connection.execute(select(document.c.key).where(same_id)).scalars())
    if own.url:
        found.update(_find_address(connection, own.url))
    if own.publisher and own.shingles:
        found.update(_find_alike(connection, own))
    found.discard(own.key)
    return sorted(key for key in found if not _is_coded(connection, key))


def _is_coded(connection: Connection, key: int) -> bool:
    """Return whether a document came with claims coded by people."""
    first = (reading.c.document == document.c.key) & (reading.c.entry == document.c.entry)
    asked = (
        select(reader.c.lane).select_from(document).join(reading, first).join(reader, reading.c.reader == reader.c.key)
    )
    return connection.execute(asked.where(document.c.key == key)).scalar() == "coded"


def _find_address(connection: Connection, url: str) -> list[int]:
    """Return the documents of an address, of which some may have been redacted; then its hash is looked for."""
    addresses = [url, hide_address(url)]
    if is_hidden(url):
        told = connection.execute(select(document.c.url).where(document.c.url.is_not(None)).distinct()).scalars()
        addresses += [each for each in told if each and hide_address(each) == url]
    return list(connection.execute(select(document.c.key).where(document.c.url.in_(addresses))).scalars())


def _find_alike(connection: Connection, own: AnyRow) -> list[int]:
    days = (own.day - WINDOW_DAYS, own.day + WINDOW_DAYS) if own.day else (0, 0)
    near = select(document.c.key, document.c.sketch, document.c.shingles).where(
        document.c.publisher == own.publisher,
        document.c.day.between(*days),
        # a text of half the shingles or fewer cannot have more than half of them
        document.c.shingles.between(own.shingles // 2, own.shingles * 2),
    )
    sketch = Sketch(own.sketch, own.shingles)
    return [
        row.key
        for row in connection.execute(near)
        if row.key != own.key and share_shingles(sketch, Sketch(row.sketch, row.shingles)) > SHARE
    ]
