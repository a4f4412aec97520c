"""Places: a toponym as written beside the entry of the gazetteer that it was resolved to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry that a toponym might have meant, with its score (0 to 1) and the reason it won or lost."""

    id: str
    name: str
    kind: str
    country: str | None
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Place:
    """A toponym or a spatial expression, as written and as resolved; never a bare point.

    `kind` is country, admin1, admin2, city, district, river, desert, base, demonym ...; `radius_km` says how large the
    thing is; `area` is a polygon of (lon, lat) pairs where an expression ("eastern countryside of X") has one.
    """

    text: str
    start: int | None
    end: int | None
    id: str | None = None  # "geonames:170063", "own:euphrates"; None where unresolved
    name: str | None = None
    kind: str | None = None
    lat: float | None = None  # degrees, WGS 84
    lon: float | None = None
    radius_km: float | None = None
    area: tuple[tuple[float, float], ...] | None = None
    country: str | None = None  # ISO 3166 alpha-2
    admin1: str | None = None  # GeoNames first-order code
    candidates: tuple[Candidate, ...] = ()
