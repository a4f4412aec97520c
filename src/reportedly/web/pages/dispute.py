"""Disputes: what is contested, and one question with every version of its answer side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter

from reportedly.ledger import Ledger
from reportedly.model.dispute import Dispute, Question
from reportedly.web.answer import Answer, page
from reportedly.web.clocks import TheClocks
from reportedly.web.desk import TheDesk
from reportedly.web.pages.asked import Many, QuestionId, TheQuestions, no_question
from reportedly.web.pages.range_bars import Axis, Bar, number_axis, place_bar
from reportedly.web.pages.versions import Layout, lay_out
from reportedly.weighing.asking import Wanted, disputes, fresh
from reportedly.weighing.weighing import QuestionRow

router = APIRouter()
_STEP = 20


@dataclass(frozen=True, slots=True)
class Sketch:
    """A dispute in a list, with a bar for each version where it is about a figure."""

    dispute: Dispute
    axis: Axis | None
    bars: tuple[Bar | None, ...]


@page(router, "/disputes", "disputes.html")
def list_disputes(desk: TheDesk, clocks: TheClocks, asked: TheQuestions, limit: Many = _STEP) -> Answer:
    """Return what is in dispute, the last answered first, each with its versions."""
    found = desk.weigh(disputes, asked.wanted, limit=limit + 1)
    shown = found[:limit]
    more = {"sketches": [sketch(one) for one in shown], "kinds": list(Question)}
    return Answer({"disputes": shown}, more | asked.more(found, limit, _STEP))


@page(router, "/disputes/{id}", "dispute.html")
def show_dispute(desk: TheDesk, clocks: TheClocks, id: QuestionId) -> Answer:
    """Return one question with every version of its answer, who gives it, and the words it rests on."""
    found = desk.weigh(find_dispute, id, clocks.known_by)
    if found is None:
        raise no_question(id)
    row, dispute, layout = found
    data: dict[str, Any] = {"id": row.id, "title": row.title, "dispute": dispute}
    if layout is not None:
        data["origins"] = [witness.origin for version in layout.rows for witness in version.witnesses]
        data["claims"] = [
            kept for version in layout.rows for one in version.witnesses for kept in (one.first, *one.reprints)
        ]
    return Answer(data, {"layout": layout, "row": row})


def find_dispute(
    ledger: Ledger, id: str, known_by: str | None
) -> tuple[QuestionRow, Dispute | None, Layout | None] | None:
    """Return a question with its dispute as known by a day, laid out; None where there is no such question.

    The dispute is None where nothing was disputed by then.
    """
    weighing = fresh(ledger)
    row = weighing.question(id)
    if row is None:
        return None
    found = disputes(ledger, Wanted(words=row.id, known_by=known_by), limit=1)
    if not found:
        return row, None, None
    facets = weighing.facets(row.claims.split(), known_by=known_by)
    return row, found[0], lay_out(found[0], facets)


def sketch(dispute: Dispute) -> Sketch:
    """Return a dispute as a list shows it."""
    ranges = [(version.low, version.high) for version in dispute.versions]
    axis = number_axis(ranges)
    return Sketch(dispute, axis, tuple(place_bar(axis, one) if axis else None for one in ranges))
