"""Documents: an article as intake decoded it, never changed after."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum

from reportedly.model.span import Span


class DateOrigin(StrEnum):
    """Where a document's date was found."""

    GIVEN = "given"
    DATELINE = "dateline"
    METADATA = "metadata"


@dataclass(frozen=True, slots=True)
class FoundDate:
    """One date found for a document: ISO day, where it was found, and its span if it stands in the text."""

    value: str
    origin: DateOrigin
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """An article: what was decoded, who published it and when.

    `published` is the date used; every date found stays in `dates`, so that a disagreement is visible.
    """

    id: str
    digest: str  # sha-256 of publisher, title and text
    text: str
    title: str = ""
    publisher: str = ""
    url: str | None = None
    published: str | None = None  # ISO day
    dates: tuple[FoundDate, ...] = ()
    language: str | None = None  # ISO 639-1, None where not yet told
    retrieved_at: str | None = None  # ISO instant, UTC
    raw_sha256: str | None = None  # of the bytes before decoding
    warnings: tuple[str, ...] = field(default=())


def digest_document(publisher: str, title: str, text: str) -> str:
    """Return the sha-256, in hex, of what makes a document itself: publisher, title and text.

    >>> digest_document("", "", "")[:8]
    '96a296d2'
    """
    parts = "\0".join((publisher, title, text))
    return hashlib.sha256(parts.encode("utf-8", "surrogatepass")).hexdigest()
