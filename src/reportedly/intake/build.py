"""From what an input holds to a `Document`: id, digest, the date used, and warnings about all that was odd."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.errors import InputError
from reportedly.intake.dating import find_dating
from reportedly.intake.decode import replace_surrogates
from reportedly.model import Document, digest_document


@dataclass(frozen=True, slots=True)
class Given:
    """What the user says about documents that do not say it themselves; a title of "" switches the title rule off."""

    publisher: str | None = None
    published: str | None = None
    title: str | None = None


NOTHING_GIVEN = Given()


@dataclass(frozen=True, slots=True)
class Fields:
    """What an input says about one document, as written; `where` is its place for messages ("news.jsonl:12")."""

    where: str
    text: str
    id: str | None = None
    title: str = ""
    publisher: str | None = None
    published: str | None = None
    metadata_date: str | None = None  # from a page's own metadata, not from the user
    url: str | None = None
    retrieved_at: str | None = None
    raw_sha256: str | None = None
    warnings: tuple[str, ...] = ()


def build_document(fields: Fields, given: Given = NOTHING_GIVEN) -> Document:
    """Return the document that the fields describe; what they leave open is filled from `given`.

    Raises: InputError (R103) where there is no text.
    """
    if not fields.text.strip("\ufeff\0 \t\r\n"):
        raise empty_error(fields.where)
    text, more = replace_surrogates(fields.text)
    title = replace_surrogates(fields.title)[0].strip()
    publisher = replace_surrogates(fields.publisher or given.publisher or "")[0].strip()
    dating = find_dating(text, publisher, given=fields.published or given.published, metadata=fields.metadata_date)
    warnings = [*fields.warnings, *more, *dating.warnings]
    if not publisher and dating.agency:
        publisher = dating.agency
        warnings.append(f"publisher {publisher!r} is taken from the dateline")
    digest = digest_document(publisher, title, text)
    return Document(
        id=replace_surrogates(fields.id or digest[:16])[0],
        digest=digest,
        text=text,
        title=title,
        publisher=publisher,
        url=fields.url,
        published=dating.published,
        dates=dating.dates,
        retrieved_at=fields.retrieved_at,
        raw_sha256=fields.raw_sha256,
        warnings=tuple(warnings),
    )


def empty_error(where: str) -> InputError:
    """Return the error (R103) of an input that holds no text."""
    return InputError(
        "R103",
        f"{where} holds no text.",
        why="There is nothing in it that could be read.",
        fix="check that the file was written, and that its text is in the field `text`.",
    )
