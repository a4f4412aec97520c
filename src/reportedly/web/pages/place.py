"""Places: what is claimed of each, by whom and when, who held it by whose word, and which place a name means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Form, Query
from starlette.responses import RedirectResponse

from reportedly.gazetteer.areas import area_code
from reportedly.ledger import ClaimFilter, Facets, Ledger, Order
from reportedly.ledger import Page as Found
from reportedly.model import Holding, KeptClaim, Place, State
from reportedly.model.decision import Naming
from reportedly.model.dispute import Dispute
from reportedly.sharing.whose_word import MEANINGS
from reportedly.web.address import join, segment
from reportedly.web.answer import Answer, page
from reportedly.web.clocks import Clocks, TheClocks, Word
from reportedly.web.desk import Desk, TheDesk
from reportedly.web.guard import TheReviewer
from reportedly.web.pages.locator import Locator, draw_locator
from reportedly.web.pages.settling import find_rulings, no_entry
from reportedly.web.pages.strips import Strip, day_axis_of, draw_strip
from reportedly.weighing.asking import Wanted, disputes
from reportedly.weighing.grounds import holds
from reportedly.weighing.stakes import staked
from reportedly.weighing.views import list_views

router = APIRouter()
After = Annotated[str, Query(max_length=200, description="`next` of the page before")]
_LISTED = 60
_CLAIMS = 30
_VIEWS = 6  # strips at once: everybody, the sides, then the sources that say most
_MOST = 5000  # claims looked through for views and for the place itself
_CANDIDATES = 8
Held = dict[str, tuple[Holding, ...]]  # by view


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may mean, as the form offers it."""

    id: str
    name: str
    kind: str
    country: str | None
    lat: float | None
    lon: float | None


@dataclass(frozen=True, slots=True)
class PlaceView:
    """What the ledger has on a place."""

    place: Place | None  # as the claims have it
    written: tuple[str, ...]  # the words that claims use for it, the most frequent first
    claims: Found[KeptClaim]
    facets: Facets
    views: tuple[str, ...]
    locator: Locator | None


@page(router, "/places", "places.html", clocks=False)
def list_places(desk: TheDesk, *, q: Word = "", after: After = "") -> Answer:
    """Return the places that claims name, the most frequent first."""
    found = desk.ask(Ledger.places, words=q, limit=_LISTED, after=after or None)
    return Answer({"places": found}, {"q": q})


@page(router, "/places/{id:path}", "place.html")
def show_place(
    desk: TheDesk, clocks: TheClocks, id: str, *, view: Word = "", meant: Word = "", settled: int | None = None
) -> Answer:
    """Return what is claimed of a place, and who held it by whose word; `meant` looks for the place it ought to be."""
    found = desk.ask(view_place, id, clocks)
    if found.place is None:
        raise no_entry("place", id)
    views = list(found.views[:_VIEWS])
    if view and view not in views:
        views.append(view)
    held = {one: desk.weigh(holds, id, at=clocks.at, known_by=clocks.known_by, view=one) for one in views}
    disputed = desk.weigh(disputes_of, found.place.name or found.place.text, clocks)
    data: dict[str, Any] = {  # Any: records
        "id": id,
        "place": found.place,
        "written": found.written,
        "claims": found.claims,
        "facets": found.facets,
        "holdings": held,
        "disputes": disputed,
    }
    claims = _grounds(desk, held)
    strips, axis = _strips(held, claims)
    more = {
        "strips": strips,
        "axis": axis,
        "grounds": claims,
        "meanings": MEANINGS,
        "views": found.views,
        "locator": found.locator,
        "meant": meant,
        "settled": settled,
        "rulings": desk.ask(find_rulings, id),
        "candidates": find_candidates(meant) if meant else [],
    }
    return Answer(data, more)


def _grounds(desk: Desk, held: Held) -> dict[str, KeptClaim]:
    """Return the claims that the holdings rest on, by id."""
    ids = tuple(sorted({claim for holdings in held.values() for one in holdings for claim in one.claims}))
    return staked({kept.claim.id: kept for kept in desk.ask(Ledger.claims_by_id, ids)}) if ids else {}


def _strips(held: Held, claims: dict[str, KeptClaim]) -> tuple[list[Strip], Any]:  # Any: an axis or None
    axis = day_axis_of([one for holdings in held.values() for one in holdings])
    if axis is None:
        return [], None
    drawn = [
        draw_strip(view, say_view(view), holdings, axis, claims) for view, holdings in held.items() if _speaks(holdings)
    ]
    return drawn, axis


def _speaks(holdings: tuple[Holding, ...]) -> bool:
    return any(one.holder != State.UNKNOWN for one in holdings)


def say_view(view: str) -> str:
    """Return a view in words.

    >>> say_view("side:sdf")
    'according to the side “sdf”'
    """
    kind, colon, name = view.partition(":")
    if not colon:
        return "according to all sources"
    return f"according to the side “{name}”" if kind == "side" else f"according to {name}"


def view_place(ledger: Ledger, id: str, clocks: Clocks) -> PlaceView:
    """Return what the ledger has on a place, by the clocks."""
    wanted = ClaimFilter(place=(id,), at=clocks.at, known_by=clocks.known_by)
    shown = ledger.claims(wanted, order=Order.NEWEST, limit=_CLAIMS)
    every = [kept for _, kept in zip(range(_MOST), ledger.each_claim(ClaimFilter(place=(id,))), strict=False)]
    named = [place for kept in every for place in (*kept.claim.place, *kept.claim.destination) if _is(place, id)]
    written: dict[str, int] = {}
    for place in named:
        written[place.text] = written.get(place.text, 0) + 1
    best = next((place for place in named if place.lat is not None), named[0] if named else None)
    return PlaceView(
        place=best,
        written=tuple(sorted(written, key=lambda text: (-written[text], text))),
        claims=shown,
        facets=ledger.facets(wanted, most=8),
        views=tuple(str(one) for one in list_views(every)),
        locator=draw_locator(best, area_code(best)) if best is not None else None,
    )


def _is(place: Place, id: str) -> bool:
    from reportedly.ledger.terms import place_value

    return place_value(place) == id


def disputes_of(ledger: Ledger, place: str, clocks: Clocks) -> list[Dispute]:
    """Return the disputes about a place."""
    return disputes(ledger, Wanted(place=place, at=clocks.at, known_by=clocks.known_by), limit=10)


def find_candidates(name: str) -> list[Candidate]:
    """Return the places that a name, or the id of one, may mean, the likeliest first."""
    from reportedly.gazetteer.lookup import look_up
    from reportedly.gazetteer.store import open_gazetteer

    gazetteer = open_gazetteer()
    known = gazetteer.identified(name)
    entries = [known] if known else [candidate.entry for _, candidate in look_up(name, gazetteer)]
    return [Candidate(e.id, e.name, e.kind, e.country, e.lat, e.lon) for e in entries[:_CANDIDATES] if e is not None]


@router.post("/identify/place", include_in_schema=False)
def identify_place(
    desk: TheDesk,
    user: TheReviewer,
    entry: Annotated[str, Form(max_length=500)],
    meant: Annotated[str, Form(max_length=200)],
    reason: Annotated[str, Form(max_length=2000)] = "",
) -> RedirectResponse:
    """Say that an entry is another place, once for the whole ledger, and go to that place."""
    from reportedly.gazetteer.store import open_gazetteer

    found = open_gazetteer().identified(meant)
    if found is None:
        raise no_entry("place", meant)
    place = Place(found.name, None, None, found.id, found.name, found.kind, found.lat, found.lon, found.radius_km,
                  None, found.country, found.admin1)  # fmt: skip
    decision = desk.ledger.identify(Naming(entry, place=place), author=user.name, reason=reason)
    return RedirectResponse(join(f"/places/{segment(found.id)}", [("settled", str(decision.id))]), 303)
