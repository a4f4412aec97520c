"""Figures: one figure through time, by source, as it was said; never a sum over sources."""

from __future__ import annotations

from fastapi import APIRouter

from reportedly.ledger import Ledger
from reportedly.model import KeptClaim
from reportedly.model.dispute import Question, Series
from reportedly.web.answer import Answer, page
from reportedly.web.clocks import TheClocks
from reportedly.web.desk import TheDesk
from reportedly.web.pages.asked import Many, QuestionId, TheQuestions, no_question
from reportedly.web.pages.figure_lines import Drawing, draw_lines
from reportedly.weighing.asking import Wanted, disputes, figures, fresh

router = APIRouter()
KINDS = (Question.HOW_MANY, Question.HOW_STRONG, Question.HOW_MUCH_HELD)
_STEP = 40


@page(router, "/figures", "figures.html")
def list_figures(desk: TheDesk, clocks: TheClocks, asked: TheQuestions, limit: Many = _STEP) -> Answer:
    """Return the figures that claims give, the last reported first, each with its range by source."""
    found = desk.weigh(figures, asked.wanted, limit=limit + 1)
    shown = found[:limit]
    more = {"drawings": [(series, draw_lines(series, {})) for series in shown], "kinds": KINDS}
    return Answer({"figures": shown}, more | asked.more(found, limit, _STEP))


@page(router, "/figures/{id}", "figure.html")
def show_figure(desk: TheDesk, clocks: TheClocks, id: QuestionId, *, suggest: bool = False) -> Answer:
    """Return one figure through time with the claims it rests on; `suggest` adds what arithmetic would suggest."""
    found = desk.weigh(find_figure, id, clocks.known_by, suggest=suggest)
    if found is None:
        raise no_question(id)
    series, claims, drawing, disputed = found
    data = {"figure": series, "claims": list(claims.values()), "disputed": disputed}
    return Answer(data, {"drawing": drawing, "suggest": suggest})


def find_figure(
    ledger: Ledger, id: str, known_by: str | None, *, suggest: bool
) -> tuple[Series, dict[str, KeptClaim], Drawing, bool] | None:
    """Return a figure with the claims behind it, drawn, and whether it is in dispute; None where there is none."""
    weighing = fresh(ledger)
    row = weighing.question(id)
    if row is None or Question(row.question) not in KINDS:
        return None
    found = figures(ledger, Wanted(words=row.id, known_by=known_by), suggest=suggest, limit=1)
    if not found:
        return None
    facets = weighing.facets(row.claims.split(), known_by=known_by)
    claims = {facet.id: facet.kept for facet in facets}
    disputed = bool(disputes(ledger, Wanted(words=row.id, known_by=known_by), limit=1))
    return found[0], claims, draw_lines(found[0], claims), disputed
