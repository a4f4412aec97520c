"""The map of the intake room: from what a user names (files, folders, patterns, addresses, "-") to documents.

Each kind of input has a module; here it is told which one is meant. An input that cannot be read gives a `Refusal` in
its place, in input order, and the others go on.
"""

from __future__ import annotations

import glob
import io
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from reportedly.errors import InputError
from reportedly.intake.build import NOTHING_GIVEN, Given, empty_error
from reportedly.intake.jsonl import parse_json, read_json_lines, read_objects, too_large_error
from reportedly.intake.refusal import Refusal
from reportedly.intake.text import read_text
from reportedly.model import Document
from reportedly.settings import Settings, load_settings

Item = Document | Refusal

STDIN = "-"
_PEEK = 2_000  # bytes that telling the kind of an input looks at
_ADDRESS = ("http://", "https://")
_LINES = {".jsonl", ".ndjson"}
_TABLES = {".csv", ".tsv"}
_PAGES = {".html", ".htm", ".xhtml"}
_TEXTS = {".txt", ".text", ".md"}
_SHEETS = {".xlsx", ".xlsm"}
_NO_ARTICLES = {"readme"}  # files of a folder that tell about it; named themselves, they are read
IN_FOLDERS = _LINES | _TABLES | _PAGES | _TEXTS | _SHEETS | {".json"}  # the rest of a folder is left alone
# First bytes of files that are no text, with the word for them.
_MAGIC = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "a rich text document"),
    (b"SQLite format 3", "a database"),
    (b"\x7fELF", "a program"),
    (b"WARC/", "a web archive"),
)


@dataclass(frozen=True, slots=True)
class _Named:
    """An input as opened: its name for messages, its ending, and the stream."""

    where: str
    ending: str
    stream: BinaryIO
    given: Given
    settings: Settings


def take_in(
    inputs: Iterable[str],
    given: Given = NOTHING_GIVEN,
    *,
    settings: Settings | None = None,
    stdin: BinaryIO | None = None,
) -> Iterator[Item]:
    """Yield the documents of all inputs, in order, and a refusal for whatever cannot be read.

    An input is a file, a folder (read in the order of names), a pattern with `*`, an http(s) address, or "-" for
    standard input. Nothing is fetched but an address that was named.
    """
    settings = settings or load_settings()
    for name in inputs:
        try:
            if name == STDIN:
                stream = stdin or sys.stdin.buffer
                yield from _read_stream(_Named("standard input", "", stream, given, settings))
            elif name.lower().startswith(_ADDRESS):
                yield from _read_address(name, given, settings)
            else:
                for path in find_files(name):
                    yield from _read_file(path, given, settings)
        except InputError as error:
            yield Refusal(name, error.record)


def find_files(name: str) -> Iterator[Path]:
    """Yield the files that a path or a pattern names; in folders, those of kinds that can be read.

    Raises: InputError (R101, R113) where there is none.
    """
    path = Path(name)
    if "\0" not in name and path.is_dir():
        yield from _walk(path)
    elif "\0" in name or path.exists() or not glob.has_magic(name):
        yield path
    else:
        matches = sorted(glob.glob(name, recursive=True))
        if not matches:
            raise _nothing_error(f"no file matches {name!r}")
        for match in matches:
            yield from _walk(Path(match)) if os.path.isdir(match) else [Path(match)]


def _walk(folder: Path) -> Iterator[Path]:
    found = False
    for at, folders, files in os.walk(folder):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for file in sorted(files):
            if _is_article(Path(file)):
                found = True
                yield Path(at, file)
    if not found:
        raise _nothing_error(f"folder {str(folder)!r} holds no file of a kind that can be read")


def _is_article(file: Path) -> bool:
    hidden = file.name.startswith(".") or file.stem.lower() in _NO_ARTICLES
    return not hidden and file.suffix.lower() in IN_FOLDERS


def _nothing_error(what: str) -> InputError:
    return InputError(
        "R113",
        f"{what}.",
        why="There is nothing to read.",
        fix=f"name files one by one, or use one of the endings {' '.join(sorted(IN_FOLDERS))}.",
    )


def _read_file(path: Path, given: Given, settings: Settings) -> Iterator[Item]:
    try:
        with _open(path) as stream:
            yield from _read_stream(_Named(str(path), path.suffix.lower(), stream, given, settings))
    except InputError as error:
        yield Refusal(str(path), error.record)


def _open(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        missing = isinstance(error, FileNotFoundError)
        raise InputError(
            "R101" if missing else "R102",
            f"file {str(path)!r} {'does not exist' if missing else 'cannot be opened: ' + str(error)}.",
            why="Nothing can be read from it.",
            fix="check the path; quote it if it holds spaces." if missing else "check the path and its permissions.",
        ) from error


def _read_stream(named: _Named) -> Iterator[Item]:
    buffered = _with_peek(named.stream)
    try:
        head = buffered.peek(_PEEK)[:_PEEK]
        yield from _reader_for(named, head)(named, buffered)
    except OSError as error:
        raise InputError(
            "R102", f"{named.where} cannot be read: {error}.", why="Its text is not to be had.", fix="check the disk."
        ) from error


def _with_peek(stream: BinaryIO) -> io.BufferedReader:
    # Files and standard input can peek; a BytesIO (a test, a program's own stream) is read whole.
    return stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(io.BytesIO(stream.read()))


def _reader_for(named: _Named, head: bytes) -> Callable[[_Named, BinaryIO], Iterator[Item]]:
    """Return the reader of an input: by its ending, or by its first bytes where the ending says nothing."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if named.ending in _SHEETS:
        return _read_sheet
    for magic, kind in _MAGIC:
        if start.startswith(magic):
            raise _kind_error(named.where, kind)
    if named.ending in _TEXTS:
        return _read_plain
    if named.ending in _TABLES:
        return _read_table
    if named.ending in _PAGES or start[:15].lower().startswith((b"<!doctype html", b"<html")):
        return _read_page
    if named.ending == ".json" and not start.startswith(b"{"):
        return _read_array
    if named.ending in _LINES or start.startswith(b"{"):
        return _read_lines
    return _read_plain


def _kind_error(where: str, kind: str) -> InputError:
    return InputError(
        "R109",
        f"{where} is {kind}, which cannot be read.",
        why="Its bytes are not text, and reading them as text would give noise.",
        fix="unpack it, or save it as text, HTML, CSV or JSON lines.",
    )


def _read_whole(named: _Named, stream: BinaryIO, most: int) -> bytes:
    raw = stream.read(most + 1)
    if len(raw) > most:
        raise too_large_error(named.where, most)
    if not raw.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0"):
        raise empty_error(named.where)
    return raw


def _read_plain(named: _Named, stream: BinaryIO) -> Iterator[Item]:
    raw = _read_whole(named, stream, named.settings.max_document_bytes)
    yield read_text(raw, named.where, named.given)


def _read_lines(named: _Named, stream: BinaryIO) -> Iterator[Item]:
    found = False
    for item in read_json_lines(stream, named.where, named.given, max_bytes=named.settings.max_document_bytes):
        found = True
        yield item
    if not found:
        raise empty_error(named.where)


def _read_array(named: _Named, stream: BinaryIO) -> Iterator[Item]:
    from reportedly.intake.decode import decode

    raw = _read_whole(named, stream, named.settings.max_array_bytes)
    value = parse_json(decode(raw)[0], named.where)
    yield from read_objects(value if isinstance(value, list) else [value], named.where, named.given)


def _read_table(named: _Named, stream: BinaryIO) -> Iterator[Item]:
    from reportedly.intake.table import read_csv

    yield from read_csv(stream, named.where, named.given, max_bytes=named.settings.max_document_bytes)


def _read_sheet(named: _Named, stream: BinaryIO) -> Iterator[Item]:
    from reportedly.intake.table import read_sheet

    raw = _read_whole(named, stream, named.settings.max_array_bytes)
    yield from read_sheet(raw, named.where, named.given)


def _read_page(named: _Named, stream: BinaryIO) -> Iterator[Item]:
    from reportedly.intake.html import read_html

    raw = _read_whole(named, stream, named.settings.max_document_bytes)
    yield read_html(raw, named.where, named.given)


def _read_address(url: str, given: Given, settings: Settings) -> Iterator[Item]:
    from reportedly.intake.fetch import fetch
    from reportedly.intake.html import read_fetched

    fetched = fetch(
        url,
        timeout_s=settings.fetch_timeout_s,
        max_bytes=settings.max_document_bytes,
        max_redirects=settings.fetch_max_redirects,
    )
    yield read_fetched(fetched, given)
