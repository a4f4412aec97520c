"""The map: places, time and claims linked, by two clocks and by whose word; the same content as lists."""

from __future__ import annotations

import json
from collections import Counter
from enum import StrEnum
from typing import Annotated, Any

import numpy as np
from fastapi import APIRouter, Query
from starlette.responses import Response

from reportedly.ledger import Ledger
from reportedly.ledger.terms import place_value
from reportedly.model import EVERYBODY, ClaimType, View, ViewKind
from reportedly.sharing.projection import Box
from reportedly.sharing.whose_word import MEANINGS
from reportedly.web.answer import Answer, page
from reportedly.web.clocks import Day, TheClocks, Word, WordList, read_day
from reportedly.web.desk import TheDesk
from reportedly.web.pages.basemap import draw_near
from reportedly.web.pages.claim_columns import Columns, ordinal
from reportedly.web.pages.kept_columns import Keeper
from reportedly.web.pages.map_view import Asked, MapPlace, MapView, draw_areas, view_map
from reportedly.weighing.views import parse_view

router = APIRouter()
_MOST_VIEWS = 30  # of single sources
_MOST_COUNTRIES = 4  # whose divisions are drawn
_TONES = 7  # parties told apart by tone as well as by name


class Step(StrEnum):
    """How far playback goes at a time."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


@page(router, "/map", "map.html")
def show_map(
    desk: TheDesk,
    clocks: TheClocks,
    *,
    from_: Annotated[str, Query(alias="from", description="claimed to be so on it or later", max_length=10)] = "",
    to: Day = "",
    view: Word = "all",
    type: WordList = [],  # noqa: B006  # FastAPI copies it
    sel: Word = "",
    claim: Word = "",
    step: Step = Step.WEEK,
    box: Annotated[str, Query(pattern=r"^(-?\d+(\.\d+)?(,-?\d+(\.\d+)?){3})?$", max_length=60)] = "",
) -> Answer:
    """Return the places, the days and the latest claims of a window of days, as known by a day, by one view.

    `sel` is the key of a place, `claim` the id of a claim that is lit, `box` what the map shows: west, south, east,
    north. `at` is a window of one day.
    """
    first, last = read_day("from", from_), read_day("to", to)
    if clocks.at:
        first = last = clocks.at
    types = tuple(one for one in type if one in list(ClaimType))
    asked = Asked(
        first=ordinal(first) or None,
        last=ordinal(last) or None,
        known_by=ordinal(clocks.known_by) or None,
        view=parse_view(view),
        types=types,
        site=sel,
    )
    found = find_view(desk.ledger, asked)  # not remembered: playback asks for hundreds, each with all places
    claims = {kept.claim.id: kept for kept in desk.ledger.claims_by_id(found.claims)}
    listed = [claims[id] for id in found.claims if id in claims]
    data: dict[str, Any] = {  # Any: records
        "from": first,
        "to": last,
        "view": view,
        "places": found.places,
        "days": found.days,
        "claims": listed,
        "total": found.total,
        "unplaced": found.unplaced,
        "day": found.day,
    }
    more = {
        "found": found,
        "place_key": place_value,
        "drawn": {**draw_data(found), "tones": desk.ask(find_tones)},
        "types": found.types,
        "chosen_types": types,
        "views": desk.ask(find_views),
        "meanings": MEANINGS,
        "sel": sel,
        "selected": next((one for one in found.places if one.key == sel), None),
        "claim": claim,
        "step": step,
        "steps": list(Step),
        "box": box,
        "window": (first, last),
    }
    return Answer(data, more)


def find_view(ledger: Ledger, asked: Asked) -> MapView:
    """Return what an address asks for."""
    return view_map(columns_of(ledger), asked)


_KEEPER = Keeper()


def columns_of(ledger: Ledger) -> Columns:
    """Return the columns of a ledger as it stands.

    Raises: WebError (R807) while so much is being read that a page should not wait for it.
    """
    return _KEEPER.columns(ledger)


def find_tones(ledger: Ledger) -> tuple[str, ...]:
    """Return the parties that hold or take most by the ledger's claims, so that each keeps its tone in every view."""
    columns = columns_of(ledger)
    rows = columns.is_type(("control", "gain")).nonzero()[0].tolist()
    named = Counter(name for row in rows for name in columns.holders[row])
    return tuple(sorted(named, key=lambda name: (-named[name], name))[:_TONES])


def find_views(ledger: Ledger) -> tuple[str, ...]:
    """Return the views that the ledger's claims allow: everybody, the sides, and the sources that say most by name."""
    columns = columns_of(ledger)
    sides = [View(ViewKind.SIDE, name) for name in sorted(columns.sides) if name]
    said = np.bincount(columns.source[columns.named == 1], minlength=len(columns.sources))
    often = sorted(np.flatnonzero(said).tolist(), key=lambda number: (-said[number], columns.sources[number]))
    names = sorted(columns.sources[number] for number in often[:_MOST_VIEWS])
    return tuple(str(one) for one in (EVERYBODY, *sides, *(View(ViewKind.SOURCE, name) for name in names)))


def draw_data(found: MapView) -> dict[str, Any]:  # Any: JSON
    """Return what the page's script draws, in few words; what stays the same in every view is `find_sites`'s."""
    return {"places": [_drawn(one) for one in found.places], "days": found.days}


def _drawn(place: MapPlace) -> list[str | int]:
    """Return the key of a place and its claims, and where somebody says who holds it, the class and the holders."""
    word = place.last_word
    held = [word.word.name.lower(), " / ".join(word.holders)] if word else []
    return [place.key, place.claims, *held]


@router.get("/map/sites.json", summary="Where the ledger's places are, and how each is drawn.", response_model=None)
def get_sites(desk: TheDesk) -> Response:
    """Return the ledger's places, each with its key, name, position and how it is drawn."""
    return Response(desk.ask(find_sites), media_type="application/json")


def find_sites(ledger: Ledger) -> bytes:
    """Return the ledger's places as JSON."""
    sites = [
        {"key": site.key, "name": site.name, "how": site.how.value, "lat": site.lat, "lon": site.lon}
        for site in columns_of(ledger).sites
    ]
    return _as_bytes({"sites": sites})


def _as_bytes(found: dict[str, Any]) -> bytes:  # Any: JSON
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode()


@router.get("/map/areas.geojson", summary="The areas of places that are drawn as areas.", response_model=None)
def get_areas(desk: TheDesk) -> Response:
    """Return the areas of the ledger's places as GeoJSON."""
    return Response(desk.ask(find_areas), media_type="application/geo+json")


def find_areas(ledger: Ledger) -> bytes:
    """Return the areas of a ledger's places as GeoJSON."""
    return _as_bytes(draw_areas(columns_of(ledger)))


@router.get("/map/ground.geojson", summary="Land and borders around the ledger's places.", response_model=None)
def get_ground(desk: TheDesk) -> Response:
    """Return the ground around the ledger's places as GeoJSON; the rest of the world is a static file."""
    return Response(desk.ask(find_ground), media_type="application/geo+json")


def find_ground(ledger: Ledger) -> bytes:
    """Return the ground around the places of a ledger as GeoJSON."""
    sites = [site.place for site in columns_of(ledger).sites if site.place.lat is not None]
    if not sites:
        return _as_bytes({"type": "FeatureCollection", "features": []})
    countries = [place.country for place in sites if place.country]
    common = sorted(set(countries), key=lambda code: (-countries.count(code), code))[:_MOST_COUNTRIES]
    return _as_bytes(draw_near(_box_of(sites), common))


def _box_of(places: list[Any]) -> Box:  # Any: places with a position
    return (
        min(place.lon for place in places),
        min(place.lat for place in places),
        max(place.lon for place in places),
        max(place.lat for place in places),
    )
