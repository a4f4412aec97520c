"""Paste or drop: a text, a file or an address gives its claims at once; nothing is stored until somebody asks.

What was read is held in memory, a few at a time, under an address that its words give, so that a reload shows it again.
"""

from __future__ import annotations

import hashlib
import tempfile
import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Depends, File, Form, UploadFile
from fastapi import Path as InPath
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from reportedly.errors import ErrorRecord, WebError
from reportedly.intake import Fields, Given, Item, Refusal, build_document, take_in
from reportedly.model import Document, KeptClaim, Reading
from reportedly.reading.format import reading_as_dict
from reportedly.settings import Settings
from reportedly.web.address import segment
from reportedly.web.answer import Answer, page, render
from reportedly.web.clocks import read_day
from reportedly.web.desk import TheDesk
from reportedly.web.guard import TheAdmin, TheReader
from reportedly.web.marked_text import Part, mark_text
from reportedly.web.problem import wants_json

router = APIRouter()

_HELD = 20  # pasted texts remembered
_MOST = 50  # documents of one file
_ENDINGS = {".txt", ".md", ".html", ".htm", ".xhtml", ".json", ".jsonl", ".ndjson", ".csv", ".tsv", ".xlsx"}


@dataclass(frozen=True, slots=True)
class Pasted:
    """One document as it was read: as taken in, its reading, and its claims as the ledger would show them."""

    item: Item
    reading: Reading
    claims: tuple[KeptClaim, ...]

    @property
    def error(self) -> ErrorRecord | None:
        """Why it could not be read."""
        return self.reading.error

    def part(self) -> Part | None:
        """Return its text with its claims marked."""
        return mark_text(self.item.text, self.claims) if isinstance(self.item, Document) else None


class Pastes:
    """What was pasted last, by the address it has."""

    def __init__(self) -> None:
        self._held: OrderedDict[str, tuple[Pasted, ...]] = OrderedDict()
        self._lock = threading.Lock()

    def keep(self, found: Sequence[Pasted]) -> str:
        """Hold what was read and return its key."""
        marks = [one.item.digest if isinstance(one.item, Document) else one.item.id for one in found]
        key = hashlib.sha256("\0".join(marks).encode("utf-8", "surrogatepass")).hexdigest()[:16]
        with self._lock:
            self._held[key] = tuple(found)
            self._held.move_to_end(key)
            while len(self._held) > _HELD:
                self._held.popitem(last=False)
        return key

    def find(self, key: str) -> tuple[Pasted, ...]:
        """Return what is held under a key.

        Raises: WebError (R810) where it is no longer at hand.
        """
        with self._lock:
            found = self._held.get(key)
        if found is None:
            raise WebError(
                "R810",
                "this pasted text is no longer at hand.",
                why="Nothing pasted is stored until somebody keeps it, and only the last few are remembered.",
                fix="paste it again.",
            )
        return found


def find_pastes(request: Request) -> Pastes:
    """Return what the app that was asked holds."""
    pastes: Pastes = request.app.state.pastes
    return pastes


ThePastes = Annotated[Pastes, Depends(find_pastes)]


def make_pasted(item: Item, reading: Reading) -> Pasted:
    """Return a document and its reading with the claims as the ledger would show them."""
    text = item.text if isinstance(item, Document) else ""
    claims = tuple(
        KeptClaim(
            claim=claim,
            document=reading.id,
            publisher=reading.publisher,
            reported=reading.published,
            recorded="",
            sentence=text[claim.evidence.start : claim.evidence.end],
            title=reading.title,
        )
        for claim in reading.claims
    )
    return Pasted(item, reading, claims)


def warm_reader(request: Request) -> None:
    """Load what reading needs while somebody looks for the text to paste."""
    request.app.state.reading.warm()


@page(router, "/paste", "paste.html", clocks=False)
def show_paste(warmed: Annotated[None, Depends(warm_reader)]) -> dict[str, Any]:  # Any: JSON
    """Show where a text, a file or an address can be given."""
    return {"endings": sorted(_ENDINGS), "wrong": None}


@router.post("/paste", summary="Read a text, a file or an address; nothing is stored.")
def read_paste(
    request: Request,
    pastes: ThePastes,
    user: TheReader,
    desk: TheDesk,
    *,
    text: Annotated[str, Form()] = "",
    address: Annotated[str, Form(max_length=2000)] = "",
    file: Annotated[UploadFile | None, File()] = None,
    title: Annotated[str, Form(max_length=1000)] = "",
    publisher: Annotated[str, Form(max_length=300)] = "",
    published: Annotated[str, Form(max_length=10)] = "",
) -> Response:
    """Read what was pasted in a process of its own, and show its claims."""
    given = Given(publisher.strip() or None, read_day("published", published), title.strip() or None)
    if not address.strip() and _is_address(text.strip()):
        text, address = "", text
    if text.strip():
        fields = Fields("the text", text, title=title.strip(), publisher=publisher.strip(), published=given.published)
        items: list[Item] = [build_document(fields)]
    elif address.strip():
        items = list(islice(take_in([_check_address(address.strip())], given, settings=desk.settings), _MOST))
    elif file is not None and file.filename:
        items = _take_file(file, given, desk.settings)
    elif wants_json(request):
        raise _nothing()
    else:
        form = {"endings": sorted(_ENDINGS), "wrong": _nothing().record}
        return HTMLResponse(render(request, "paste.html", form), 400)
    readings = request.app.state.reading.read(items)
    found = [make_pasted(item, reading) for item, reading in zip(items, readings, strict=True)]
    return RedirectResponse(f"/paste/{pastes.keep(found)}", 303)


def _is_address(text: str) -> bool:
    return text.lower().startswith(("http://", "https://")) and len(text.split()) == 1


def _check_address(address: str) -> str:
    if not _is_address(address):
        raise WebError(
            "R801",
            f"{address[:80]!r} is no address of a page.",
            why="Files of the machine that serves the app are not for its readers to open.",
            fix="give an address that begins with http:// or https://, or drop the file.",
        )
    return address


def _take_file(file: UploadFile, given: Given, settings: Settings) -> list[Item]:
    ending = Path(file.filename or "").suffix.lower()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"dropped{ending if ending in _ENDINGS else '.txt'}"
        path.write_bytes(file.file.read())
        return list(islice(take_in([str(path)], given, settings=settings), _MOST))


def _nothing() -> WebError:
    return WebError(
        "R815",
        "nothing was given to read.",
        why="A reading needs a text, a file or an address.",
        fix="paste the article's text into the box.",
    )


@page(router, "/paste/{key}", "pasted.html", clocks=False)
def show_pasted(pastes: ThePastes, key: Annotated[str, InPath(max_length=64)]) -> Answer:
    """Show the claims of what was pasted."""
    found = pastes.find(key)
    data = {"readings": [reading_as_dict(one.reading) for one in found], "stored": False}
    documents = sum(isinstance(one.item, Document) for one in found)
    return Answer(data, {"pasted": found, "key": key, "documents": documents})


@router.post("/paste/{key}/keep", summary="Keep what was pasted in the ledger.")
def keep_pasted(
    pastes: ThePastes, key: Annotated[str, InPath(max_length=64)], desk: TheDesk, user: TheAdmin
) -> RedirectResponse:
    """Add the documents and their claims to the ledger, which is made where there is none."""
    from reportedly.scaling import tell_reader

    found = pastes.find(key)
    ledger = desk.make_ledger()
    pairs: list[tuple[Document | Refusal, Reading]] = [(one.item, one.reading) for one in found]
    for _ in ledger.add(pairs, reader=tell_reader(desk.settings)):
        pass
    desk.start_weighing()
    first = found[0].item
    return RedirectResponse(
        f"/documents/{segment(first.digest)}" if isinstance(first, Document) else "/quarantine", 303
    )
