"""Pictures that leave: the map and the charts as SVG, through the default profile and noted in the log of what left.

The PNG is made from the same SVG by the page's script; `form` says so, for the log.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from reportedly.ledger import ClaimFilter, Ledger
from reportedly.model import ClaimType, KeptClaim, State
from reportedly.sharing.key_figures import veil_dispute, veil_series
from reportedly.sharing.profile import DEFAULT
from reportedly.sharing.projection import Box
from reportedly.sharing.report_map import say_word_of
from reportedly.sharing.sheet import as_file
from reportedly.sharing.veil import Veil, draw_veil
from reportedly.sharing.words import say_count, say_day, say_title
from reportedly.web.clocks import Day, TheClocks, Word, WordList, read_day
from reportedly.web.desk import Desk, TheDesk
from reportedly.web.guard import TheUser
from reportedly.web.leaving import PictureForm, attach, find_last_day, let_out, no_picture
from reportedly.web.pages.asked import QuestionId, no_question
from reportedly.web.pages.chart_picture import Told, draw_strips, draw_versions
from reportedly.web.pages.claim_columns import ordinal
from reportedly.web.pages.figure_lines import draw_lines
from reportedly.web.pages.map_picture import Drawn, draw_view
from reportedly.web.pages.map_view import Asked
from reportedly.web.pages.place import say_view
from reportedly.web.pages.strips import day_axis_of, draw_strip
from reportedly.web.pages.time_picture import draw_through_time
from reportedly.web.pages.versions import lay_out
from reportedly.weighing.asking import Wanted, disputes, figures, fresh
from reportedly.weighing.grounds import holds
from reportedly.weighing.stakes import staked
from reportedly.weighing.views import list_views, parse_view

router = APIRouter()
_VIEWS, _LOOKED_AT = 6, 500  # strips at once, and claims looked through for them
_BOX = r"^(-?\d+(\.\d+)?(,-?\d+(\.\d+)?){3})?$"


@router.get("/map.svg", summary="The map as a picture, with legend, days and sources.", response_class=Response)
def export_map(
    desk: TheDesk,
    user: TheUser,
    clocks: TheClocks,
    *,
    from_: Annotated[str, Query(alias="from", max_length=10)] = "",
    to: Day = "",
    view: Word = "all",
    type: WordList = [],  # noqa: B006  # FastAPI copies it
    box: Annotated[str, Query(pattern=_BOX, max_length=60)] = "",
    form: PictureForm = "svg",
) -> Response:
    """Return what the same parameters show under /map as a picture."""
    first, last = (clocks.at, clocks.at) if clocks.at else (read_day("from", from_), read_day("to", to))
    asked = Asked(
        first=ordinal(first) or None,
        last=ordinal(last) or None,
        known_by=ordinal(clocks.known_by) or None,
        view=parse_view(view),
        types=tuple(one for one in type if one in list(ClaimType)),
    )
    leaves = find_last_day(desk.ledger, clocks.known_by)
    drawn = desk.ask(draw_view, asked, _box(box), leaves)
    return _give(desk, drawn, user.name, what="map", form=form, last=leaves)


@router.get("/disputes/{id}.svg", summary="The versions of a dispute as a picture.", response_class=Response)
def export_dispute(
    desk: TheDesk, user: TheUser, clocks: TheClocks, id: QuestionId, form: PictureForm = "svg"
) -> Response:
    """Return the versions of a dispute as a picture: ranges on one axis, or reports on their days."""
    leaves = find_last_day(desk.ledger, clocks.known_by)
    drawn = desk.weigh(draw_dispute_picture, id, leaves)
    return _give(desk, drawn, user.name, what=f"dispute {id}", form=form, last=leaves)


@router.get("/figures/{id}.svg", summary="A figure through time as a picture.", response_class=Response)
def export_figure(
    desk: TheDesk, user: TheUser, clocks: TheClocks, id: QuestionId, form: PictureForm = "svg"
) -> Response:
    """Return a figure through time as a picture."""
    leaves = find_last_day(desk.ledger, clocks.known_by)
    drawn = desk.weigh(draw_figure_picture, id, leaves)
    return _give(desk, drawn, user.name, what=f"figure {id}", form=form, last=leaves)


@router.get("/places/{id:path}.svg", summary="Who held a place, as a picture.", response_class=Response)
def export_place(
    desk: TheDesk, user: TheUser, clocks: TheClocks, id: str, view: Word = "", form: PictureForm = "svg"
) -> Response:
    """Return who held a place by whose word as a picture, a strip for each view."""
    leaves = find_last_day(desk.ledger, clocks.known_by)
    drawn = desk.weigh(draw_place_picture, id, Held(leaves, clocks.at, view))
    return _give(desk, drawn, user.name, what=f"place {id}", form=form, last=leaves)


def draw_dispute_picture(ledger: Ledger, id: str, last: str) -> Drawn | None:
    """Return a dispute as a picture, of reports up to a day; None where nothing was in dispute by then."""
    weighing = fresh(ledger)
    row = weighing.question(id)
    if row is None:
        raise no_question(id)
    found = disputes(ledger, Wanted(words=row.id, known_by=last), limit=1)
    facets = weighing.facets(row.claims.split(), known_by=last)
    if not found:
        return None
    claims = [facet.kept for facet in facets]
    veil = draw_veil(claims, DEFAULT)
    dispute = veil_dispute(veil, found[0])
    counts = f"{say_count(dispute.reports, 'report')}, {say_count(dispute.origins, 'origin')}"
    lead = f"As known on {say_day(last)}: {counts}, {say_count(len(dispute.versions), 'version')}. Nothing is chosen."
    told = Told(say_title(dispute.title), lead, _sources(veil, claims), veil.hide)
    picture = draw_versions(told, lay_out(dispute, facets))
    return Drawn(picture, tuple(kept.claim.id for kept in claims))


def draw_figure_picture(ledger: Ledger, id: str, last: str) -> Drawn | None:
    """Return a figure through time as a picture, of reports up to a day; None where there is no figure with a day."""
    weighing = fresh(ledger)
    row = weighing.question(id)
    if row is None:
        raise no_question(id)
    found = figures(ledger, Wanted(words=row.id, known_by=last), limit=1)
    if not found:
        return None
    claims = [facet.kept for facet in weighing.facets(row.claims.split(), known_by=last)]
    veil = draw_veil(claims, DEFAULT)
    series = veil_series(veil, found[0])
    drawing = draw_lines(series, {kept.claim.id: kept for kept in claims})
    lead = f"As known on {say_day(last)}: {say_count(series.reports, 'report')}, {say_count(series.origins, 'origin')}."
    told = Told(say_title(series.title), lead, _sources(veil, claims), veil.hide)
    picture = draw_through_time(told, drawing)
    return Drawn(picture, tuple(kept.claim.id for kept in claims)) if picture else None


@dataclass(frozen=True, slots=True)
class Held:
    """What is asked of who held a place."""

    last: str  # ISO day, of the last report
    at: str | None = None
    view: str = ""  # one more than are drawn always


def draw_place_picture(ledger: Ledger, id: str, asked: Held) -> Drawn | None:
    """Return who held a place as a picture; None where no claim says it."""
    said = [
        kept
        for kept in ledger.claims(ClaimFilter(place=(id,), known_by=asked.last), limit=_LOOKED_AT).items
        if kept.reported
    ]
    views = [str(one) for one in list_views(said)][:_VIEWS]
    views += [asked.view] if asked.view and asked.view not in views else []
    held = {view: holds(ledger, id, at=asked.at, known_by=asked.last, view=view) for view in views}
    spoken = {view: some for view, some in held.items() if any(one.holder != State.UNKNOWN for one in some)}
    axis = day_axis_of(one for some in spoken.values() for one in some)
    if axis is None:
        return None
    cited = sorted({claim for some in spoken.values() for one in some for claim in (*one.claims, *one.against)})
    claims = ledger.claims_by_id(cited)
    veil = draw_veil([*said, *claims], DEFAULT)
    by_id = staked({kept.claim.id: kept for kept in claims})
    strips = [draw_strip(view, say_view(view), some, axis, by_id) for view, some in spoken.items()]
    name = next(one.name for some in spoken.values() for one in some)
    lead = f"As known on {say_day(asked.last)}; a strip for each view."
    told = Told(f"Who is claimed to have held {veil.hide(name)}", lead, _sources(veil, claims), veil.hide)
    return Drawn(draw_strips(told, strips, axis), tuple(cited))


def _sources(veil: Veil, claims: Iterable[KeptClaim]) -> tuple[str, ...]:
    return (say_word_of([veil.release(kept) for kept in claims]),)


def _box(words: str) -> Box | None:
    """Return the box of an address, or None where it gives none with any room in it."""
    numbers = [float(part) for part in words.split(",")] if words else []
    if len(numbers) != 4 or numbers[0] >= numbers[2] or numbers[1] >= numbers[3]:
        return None
    west, south, east, north = numbers
    return max(west, -180.0), max(south, -85.0), min(east, 180.0), min(north, 85.0)


def _give(desk: Desk, drawn: Drawn | None, author: str, *, what: str, form: str, last: str) -> Response:
    if drawn is None:
        raise no_picture(f"No claim that had come out by {last} says anything of it.")
    content = let_out(
        desk.ledger, as_file(drawn.picture), drawn.claims, author=author, what=f"{what} as {form}", last_day=last
    )
    name = re.sub(r"[^a-z0-9]+", "-", what.lower()).strip("-")[:60]
    return attach(content, f"{name}.svg", "image/svg+xml")
