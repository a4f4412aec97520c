"""A view of the map: which places, days and claims an address asks for, from the columns of all claims.

Takes columns and what is asked (a window of days, the day by which it was known, a view, types, a place), gives the
places with their counts and last words, the days with their counts, and the latest claims. How a place is drawn follows
from how exactly it is known: a dot, a ring, or an area, never a dot for a province.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from reportedly.gazetteer.areas import area_code, place_shape
from reportedly.model import ClaimType, View
from reportedly.sharing.drawn import How
from reportedly.web.pages.basemap import as_geojson
from reportedly.web.pages.claim_columns import UNDATED, Columns, Mask, Numbers, Site, iso
from reportedly.web.pages.last_word import LastWord, find_last_words

SHOWN = 40  # claims listed beside the map
_TOLERANCE = 0.004  # degrees, of areas


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks of the map; days are ordinals, None where open."""

    first: int | None = None
    last: int | None = None
    known_by: int | None = None
    view: View = View()  # noqa: RUF009  # a frozen record
    types: tuple[str, ...] = ()
    site: str = ""  # the key of one place


@dataclass(frozen=True, slots=True)
class MapPlace:
    """A place on the map: how many claims the view has on it, of which types, and who is last said to hold it."""

    key: str
    name: str
    kind: str
    how: How
    lat: float
    lon: float
    radius_km: float
    claims: int
    types: dict[str, int]
    last_word: LastWord | None


@dataclass(frozen=True, slots=True)
class MapView:
    """What the map shows: places with most claims first, counts by day, and ids of the latest claims."""

    places: tuple[MapPlace, ...]
    days: tuple[tuple[str, int], ...]
    claims: tuple[str, ...]  # ids, the latest first
    types: tuple[tuple[str, int], ...]  # of the window's claims, the most frequent first, chosen or not
    total: int  # claims in the window, with a place
    unplaced: int
    day: str  # of the last words: the last day of the window


def view_map(columns: Columns, asked: Asked) -> MapView:
    """Return what an address asks for."""
    known = _known(columns, asked.known_by, asked.view)
    base = known & columns.is_type(asked.types) if asked.types else known
    inside = base & columns.within(asked.first, asked.last)
    day = asked.last or _last_day(columns, base)
    words = _last_words(columns, day, asked.known_by, asked.view)
    listed = inside
    number = next((n for n, site in enumerate(columns.sites) if site.key == asked.site), None)
    if asked.site:
        listed = inside & (columns.site == (-1 if number is None else number))
    return MapView(
        places=_places(columns, inside, words),
        days=_days(columns, base if number is None else base & (columns.site == number)),
        claims=_latest(columns, listed),
        types=_types(columns, known & columns.within(asked.first, asked.last)),
        total=len(_one_each(columns, listed)),
        unplaced=columns.unplaced,
        day=iso(day) if day else "",
    )


def _known(columns: Columns, known_by: int | None, view: View) -> Mask:
    known = columns.in_view(view)
    if known_by is not None:
        known &= (columns.told <= known_by) & (columns.told != UNDATED)
    return known


@lru_cache(maxsize=2)  # choosing types leaves the last words as they are
def _last_words(columns: Columns, day: int, known_by: int | None, view: View) -> Mapping[int, LastWord]:
    return find_last_words(columns, day=day, known=_known(columns, known_by, view), view=view)


def _last_day(columns: Columns, rows: Mask) -> int:
    return int(columns.last[rows].max(initial=0))


def _places(columns: Columns, rows: Mask, words: Mapping[int, LastWord]) -> tuple[MapPlace, ...]:
    names = [one.value for one in ClaimType]
    pairs = columns.site[rows].astype(np.int64) * len(names) + columns.type[rows]
    counts = np.bincount(pairs, minlength=0)
    types: dict[int, dict[str, int]] = {}
    for pair in np.flatnonzero(counts).tolist():
        types.setdefault(pair // len(names), {})[names[pair % len(names)]] = int(counts[pair])
    made = [_place(columns.sites[n], types.get(n, {}), words.get(n)) for n in {*types, *words}]
    return tuple(sorted(made, key=_by_claims))


def _by_claims(place: MapPlace) -> tuple[int, str]:
    return -place.claims, place.key


def _place(site: Site, types: dict[str, int], word: LastWord | None) -> MapPlace:
    return MapPlace(
        key=site.key,
        name=site.name,
        kind=site.place.kind or "",
        how=site.how,
        lat=site.lat,
        lon=site.lon,
        radius_km=round(site.place.radius_km or 1.0, 1),
        claims=sum(types.values()),
        types=types,
        last_word=word,
    )


def _types(columns: Columns, rows: Mask) -> tuple[tuple[str, int], ...]:
    counts = np.bincount(columns.type[_one_each(columns, rows)], minlength=0).tolist()
    counted = [(one.value, number) for one, number in zip(ClaimType, counts, strict=False) if number]
    return tuple(sorted(counted, key=_by_number))


def _by_number(counted: tuple[str, int]) -> tuple[int, str]:
    return -counted[1], counted[0]


def _days(columns: Columns, rows: Mask) -> tuple[tuple[str, int], ...]:
    """Return how many claims begin to hold on each day."""
    days, counts = np.unique(columns.first[_one_each(columns, rows & (columns.first != UNDATED))], return_counts=True)
    return tuple((iso(day), count) for day, count in zip(days.tolist(), counts.tolist(), strict=True))


def _one_each(columns: Columns, rows: Mask) -> Numbers:
    """Return one row for each claim of these rows; those of one claim, one for each of its places, stand together."""
    found = np.flatnonzero(rows)
    claims = columns.claim[found]
    one_each: Numbers = found[np.diff(claims, prepend=-1) != 0]
    return one_each


def _latest(columns: Columns, rows: Mask) -> tuple[str, ...]:
    found: Numbers = np.flatnonzero(rows)
    order = np.lexsort((columns.claim[found], -columns.told[found], -columns.last[found]))
    numbers = dict.fromkeys(columns.claim[found[order[: SHOWN * 4]]].tolist())
    return tuple(columns.claims[number] for number in list(numbers)[:SHOWN])


def draw_areas(columns: Columns) -> dict[str, Any]:  # Any: GeoJSON
    """Return the areas of all places that are drawn as areas, as GeoJSON; `soft` where the edge is not known."""
    features: list[dict[str, Any]] = []
    for site in columns.sites:
        if site.how is not How.AREA:
            continue
        shape = place_shape(site.place)
        if shape is None or shape.is_empty:
            continue
        middle = shape.representative_point()
        properties = {"key": site.key, "soft": area_code(site.place) is None, "lon": round(middle.x, 4),
                      "lat": round(middle.y, 4), "size": round(shape.area, 4)}  # fmt: skip
        geometry = as_geojson(shape.simplify(_TOLERANCE))
        features.append({"type": "Feature", "properties": properties, "geometry": geometry})
    features.sort(key=lambda one: (-one["properties"]["size"], one["properties"]["key"]))
    return {"type": "FeatureCollection", "features": features}
