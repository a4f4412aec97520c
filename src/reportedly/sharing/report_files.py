"""The formats of a report: Markdown, HTML and PDF, all written from one draft."""

from __future__ import annotations

from enum import StrEnum

from reportedly.ledger import Ledger
from reportedly.sharing.material import Scope
from reportedly.sharing.pdf import print_pdf
from reportedly.sharing.report import Draft, Shared, draft_report, write_markdown
from reportedly.sharing.report_html import write_html
from reportedly.sharing.report_map import draw_report_map

PAPER = "A4"  # of PDFs; whoever prints the HTML has the choice


class ReportFormat(StrEnum):
    """What a report can be written as."""

    MARKDOWN = "markdown"
    HTML = "html"
    PDF = "pdf"


def write_report(ledger: Ledger, scope: Scope, form: ReportFormat, *, browser: str = "") -> Shared:
    """Return a situation report in a format, under the profile of its scope; `browser` prints the PDF.

    Raises: SharingError (R707, R708) where a PDF cannot be printed.

    Added in 0.2.
    """
    draft = draft_report(ledger, scope)
    return Shared(write_draft(draft, form, browser=browser), draft.claims, draft.material)


def write_draft(draft: Draft, form: ReportFormat, *, browser: str = "") -> str | bytes:
    """Return a draft in a format.

    Raises: SharingError (R707, R708) where a PDF cannot be printed.
    """
    if form is ReportFormat.MARKDOWN:
        return write_markdown(draft)
    picture = draw_report_map(draft.material, draft.holders)
    if form is ReportFormat.HTML:
        return write_html(draft, picture)
    return print_pdf(write_html(draft, picture, paper=PAPER), day=draft.material.last, browser=browser)
