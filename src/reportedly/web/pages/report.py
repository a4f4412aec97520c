"""The situation report of a day, on screen and in print, and as files that stand alone.

The page shows what may leave under the default profile and nothing else, so that printing it is no way around it; what
is downloaded is noted in the log of what left.
"""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from starlette.responses import Response

from reportedly.ledger import Ledger
from reportedly.sharing.material import Scope
from reportedly.sharing.pdf import find_browser, print_pdf
from reportedly.sharing.profile import DEFAULT
from reportedly.sharing.report import Draft, draft_report, write_markdown
from reportedly.sharing.report_files import PAPER
from reportedly.sharing.report_html import plain, read_style, render_report, write_html
from reportedly.sharing.report_map import draw_report_map
from reportedly.sharing.sheet import as_file
from reportedly.sharing.svg import Svg
from reportedly.web.answer import Answer, page
from reportedly.web.clocks import Day, Word, read_day
from reportedly.web.desk import Desk, TheDesk
from reportedly.web.guard import TheUser
from reportedly.web.leaving import PictureForm, attach, let_out, no_picture, today

router = APIRouter()
_PRINTING = threading.Lock()  # one browser at a time
_CLAIM = re.compile("[0-9a-f]{16}")
# What a report says in commands, as pages of the app
_PAGES = {
    "reportedly claims": "/claims",
    "reportedly disputes": "/disputes",
    "reportedly figures": "/figures",
    "reportedly quarantine": "/quarantine",
    "reportedly sources list": "/sources",
    "reportedly sources grade": "/sources",
    "reportedly export csv --of holdings": "/places",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What a report is asked for."""

    at: str | None = None
    since: str | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """A report in the forms in which it is given out, without what it was made of: that may be much."""

    data: dict[str, Any]  # Any: JSON, as the twin has it
    last: str  # ISO day
    claims: tuple[str, ...]
    body: Svg
    picture: Svg | None
    markdown: str
    html: str
    paper: str  # the HTML from which the PDF is printed


def read_asked(at: Day = "", known_by: Day = "", since: Day = "", place: Word = "") -> Asked:
    """Return what the address asks for; a report knows what had come out by its day, so that both clocks are one.

    Raises: WebError (R801) for what is no day.
    """
    last = read_day("at", at) or read_day("known_by", known_by)
    return Asked(last, read_day("since", since), place.strip() or None)


TheReport = Annotated[Asked, Depends(read_asked)]


@page(router, "/report", "report.html", clocks=False)
def show_report(desk: TheDesk, asked: TheReport) -> Answer:
    """Return the situation report of a day, as it may leave under the default profile."""
    found = find_report(desk, asked)
    prints = find_browser(desk.settings.browser) is not None
    return Answer(found.data, {"report": found, "asked": asked, "prints": prints})


@router.get(
    "/report.html", summary="The report as one HTML file that asks nobody for anything.", response_class=Response
)
def export_html(desk: TheDesk, asked: TheReport, user: TheUser) -> Response:
    """Return the report as one file with its styles and its map in it, and no script."""
    found = find_report(desk, asked)
    return _give(desk, found, found.html, user.name, form="html", kind="text/html; charset=utf-8")


@router.get("/report.md", summary="The report as Markdown.", response_class=Response)
def export_markdown(desk: TheDesk, asked: TheReport, user: TheUser) -> Response:
    """Return the report as Markdown, as the command line writes it."""
    found = find_report(desk, asked)
    return _give(desk, found, found.markdown, user.name, form="md", kind="text/markdown; charset=utf-8")


@router.get(
    "/report.pdf", summary="The report as PDF, where a browser is installed beside the app.", response_class=Response
)
def export_pdf(desk: TheDesk, asked: TheReport, user: TheUser) -> Response:
    """Return the report as PDF, printed by a browser of the machine that serves the app.

    Raises: SharingError (R707, R708) where it cannot be printed.
    """
    found = find_report(desk, asked)
    with _PRINTING:
        content = print_pdf(found.paper, day=found.last, browser=desk.settings.browser)
    return _give(desk, found, content, user.name, form="pdf", kind="application/pdf")


@router.get(
    "/report.svg", summary="The map of the report, with legend, day and sources in it.", response_class=Response
)
def export_map(desk: TheDesk, asked: TheReport, user: TheUser, form: PictureForm = "svg") -> Response:
    """Return the map of the report."""
    found = find_report(desk, asked)
    if found.picture is None:
        raise no_picture("No claim of the report says who holds a place whose position is known.")
    content = let_out(
        desk.ledger, as_file(found.picture), found.claims, author=user.name, what=f"map of a report as {form}",
        last_day=found.last,
    )  # fmt: skip
    return attach(content, f"map-{found.last}.svg", "image/svg+xml")


def _give(desk: Desk, found: Written, content: str | bytes, author: str, *, form: str, kind: str) -> Response:
    given = let_out(
        desk.ledger, content, found.claims, author=author, what=f"report as {form}", last_day=found.last
    )  # fmt: skip
    return attach(given, f"report-{found.last}.{form}", kind)


@router.get("/report.css", include_in_schema=False)
def get_style(last: Day = "") -> Response:
    """Return the style sheet of reports; `last` is the day that stands on each printed page."""
    return Response(read_style(read_day("last", last) or ""), media_type="text/css; charset=utf-8")


def find_report(desk: Desk, asked: Asked) -> Written:
    """Return a report, written anew only where the ledger or the day has changed."""
    return desk.weigh(make_written, asked, today())


def make_written(ledger: Ledger, asked: Asked, leaves: date) -> Written:
    """Return a report in all its forms."""
    draft = draft_report(ledger, Scope(leaves, asked.at, asked.since, asked.place))
    picture = draw_report_map(draft.material, draft.holders)
    last = draft.material.last
    return Written(
        data=_as_data(draft, asked),
        last=last,
        claims=draft.claims,
        body=render_report(draft, picture, link=lead_to),
        picture=picture,
        markdown=write_markdown(draft),
        html=write_html(draft, picture),
        paper=write_html(draft, picture, paper=PAPER),
    )


def _as_data(draft: Draft, asked: Asked) -> dict[str, Any]:  # Any: JSON
    return {
        "title": plain(draft.title),
        "at": draft.material.last,
        "since": draft.material.first,
        "place": asked.place,
        "profile": DEFAULT,
        "opening": list(draft.opening),
        "sections": [{"title": title, "lines": list(lines)} for title, lines in draft.sections],
        "notes": list(draft.notes),
        "claims": draft.claims,
    }


def lead_to(words: str) -> str | None:
    """Return the page of a claim, or of what a command tells.

    >>> lead_to("0123456789abcdef"), lead_to("reportedly disputes"), lead_to("rm")
    ('/claims/0123456789abcdef', '/disputes', None)
    """
    return f"/claims/{words}" if _CLAIM.fullmatch(words) else _PAGES.get(words)
