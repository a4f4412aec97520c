"""What leaves through the browser: noted in the log of what left before the first byte goes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Annotated, Literal

from fastapi import Query
from starlette.responses import Response

from reportedly.errors import WebError
from reportedly.ledger import ClaimFilter, Ledger
from reportedly.sharing.leaving import as_bytes, describe_left, log_path, note_left
from reportedly.sharing.profile import DEFAULT, last_day

# What a picture is kept as: the server draws SVG, and the page's script makes a PNG of it, which the log is told
PictureForm = Annotated[Literal["svg", "png"], Query(description="png where a PNG is made of it")]


def today() -> date:
    """Return the day on which something leaves, in UTC."""
    return datetime.now(UTC).date()


def find_last_day(ledger: Ledger, asked: str | None) -> str:
    """Return the last day of which reports may leave now, no later than the one asked for or that of the last report.

    A ledger of long ago is told of as of its last report.
    """
    last = last_day(DEFAULT, today(), at=asked)
    if asked is None:
        newest = ledger.claims(ClaimFilter(known_by=last), limit=1).items
        last = min(last, newest[0].reported or last) if newest else last
    return last


def let_out(
    ledger: Ledger, content: str | bytes, claims: Iterable[str], *, author: str, what: str, last_day: str
) -> bytes:
    """Return what leaves as bytes, after a line in the log; it has gone through the default profile.

    Raises: SharingError (R703) where the log cannot be written.
    """
    if ledger.path is not None:
        at = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        left = describe_left(
            content, claims, at=at, author=author, what=what, to="browser", last_day=last_day, profile=DEFAULT
        )
        note_left(log_path(ledger.path), left)
    return as_bytes(content)


def attach(content: bytes, name: str, kind: str) -> Response:
    """Return an answer that a browser saves as a file."""
    return Response(content, media_type=kind, headers={"content-disposition": f'attachment; filename="{name}"'})


def no_picture(why: str) -> WebError:
    """Return the error of a picture that would show nothing."""
    return WebError("R817", "there is nothing that a picture could show.", why=why, fix="choose other days or views.")
