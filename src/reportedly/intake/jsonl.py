"""JSON lines: a document a line; one broken line is reported and the rest goes on."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from reportedly.errors import InputError
from reportedly.intake.build import NOTHING_GIVEN, Fields, Given, build_document
from reportedly.intake.decode import decode
from reportedly.intake.refusal import Refusal
from reportedly.model import Document

_STRINGS = ("id", "title", "text", "published", "publisher", "url")


def read_json_lines(
    stream: BinaryIO, where: str, given: Given = NOTHING_GIVEN, *, max_bytes: int
) -> Iterator[Document | Refusal]:
    """Yield a document, or a refusal, for each line that is not blank; a line has at most `max_bytes` bytes."""
    for number, (line, whole) in enumerate(_bounded_lines(stream, max_bytes), 1):
        if not line.strip(b"\xef\xbb\xbf \t\r\n\0"):
            continue
        at = f"{where}:{number}"
        if whole:
            yield _read_line(line, at, given)
        else:
            yield Refusal(at, too_large_error(at, max_bytes).record)


def _bounded_lines(stream: BinaryIO, most: int) -> Iterator[tuple[bytes, bool]]:
    while line := stream.readline(most + 1):
        whole = len(line) <= most or line.endswith(b"\n")
        yield line, whole
        while not whole and line and not line.endswith(b"\n"):  # skip the rest without keeping it
            line = stream.readline(1 << 20)


def _read_line(line: bytes, where: str, given: Given) -> Document | Refusal:
    text, warnings = decode(line)
    value: object = None
    try:
        value = parse_json(text, where)
        return read_object(value, where, given, warnings=warnings)
    except InputError as error:
        return Refusal(given_id(value) or where, error.record)


def parse_json(text: str, where: str) -> object:
    """Return the JSON value of the text.

    Raises: InputError (R106) where it is broken, nested too deeply, or holds a number of thousands of digits.
    """
    try:
        value: object = json.loads(text.strip("\ufeff\0 \t\r\n"))
    except (ValueError, RecursionError) as error:
        raise InputError(
            "R106",
            f"{where} is not valid JSON: {str(error)[:120]}.",
            why="A document is one JSON object on one line; this line gives none.",
            fix='write it as {"id": "...", "title": "...", "text": "...", "published": "2017-06-12"}.',
        ) from error
    return value


def read_objects(values: Iterable[object], where: str, given: Given) -> Iterator[Document | Refusal]:
    """Yield a document, or a refusal, for each object of a JSON array."""
    for number, value in enumerate(values, 1):
        at = f"{where}[{number}]"
        try:
            yield read_object(value, at, given)
        except InputError as error:
            yield Refusal(given_id(value) or at, error.record)


def read_object(value: object, where: str, given: Given = NOTHING_GIVEN, *, warnings: tuple[str, ...] = ()) -> Document:
    """Return the document that a JSON object describes; fields that are not ours are ignored.

    Raises: InputError (R103, R107).
    """
    if not isinstance(value, dict) or "text" not in value:
        raise InputError(
            "R107",
            f"{where} is no document: {_describe(value)}.",
            why="A document is an object with the field `text`; title, publisher, published, url and id may be added.",
            fix='write {"text": "..."}, or rename the field that holds the article to `text`.',
        )
    fields = {name: _as_string(value.get(name), name, where) for name in _STRINGS}
    return build_document(
        Fields(
            where,
            text=fields["text"] or "",
            id=fields["id"],
            title=fields["title"] or given.title or "",
            publisher=fields["publisher"],
            published=fields["published"],
            url=fields["url"],
            warnings=warnings,
        ),
        given,
    )


def given_id(value: object) -> str | None:
    """Return the id that a broken document names, if it names one."""
    found = value.get("id") if isinstance(value, dict) else None
    return str(found) if isinstance(found, str | int) and str(found) else None


def _describe(value: object) -> str:
    if isinstance(value, dict):
        return f"its fields are {', '.join(map(repr, list(value)[:8])) or 'none'}"
    return f"it is of type {type(value).__name__}"


def _as_string(value: Any, name: str, where: str) -> str | None:  # Any: whatever JSON holds
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool) and name in ("id", "published"):
        return str(value)
    raise InputError(
        "R107",
        f"the field `{name}` of {where} is {_describe(value)[6:]}, not a string.",
        why="A document's fields are strings.",
        fix=f"write `{name}` as a string, or leave it out.",
    )


def too_large_error(where: str, most: int) -> InputError:
    """Return the error (R105) of a document that is larger than the setting allows."""
    return InputError(
        "R105",
        f"{where} is larger than {most:,} bytes.",
        why="A text of this size is hardly an article, and would take long to read.",
        fix="split it into articles, or raise the limit: REPORTEDLY_MAX_DOCUMENT_BYTES=50000000 reportedly read ...",
    )
