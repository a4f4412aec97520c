"""What the user adds: GeoNames country dumps and CSV tables, kept in one table of the user's own.

The table is no cache: it outlives `gazetteer build`, and the compiled gazetteer is made anew when it changes. A row
that cannot be read is reported with its line; the others go in.
"""

from __future__ import annotations

import csv
import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from reportedly.errors import GazetteerError
from reportedly.gazetteer.cache import added_table

FIELDS = ("id", "name", "kind", "lat", "lon", "radius_km", "countries", "population", "names")
_ALSO = {"country": "countries", "latitude": "lat", "longitude": "lon", "lng": "lon"}  # other headings people write
_COUNTRY = re.compile(r"[A-Z]{2}(?:\.\w{1,10})?")  # an ISO code, with a division's code or without
_DUMP_COLUMNS = 19
# GeoNames feature codes, then classes, as kinds
_KIND_BY_CODE = {
    "PCLI": "country",
    "ADM1": "admin1",
    "ADM2": "admin2",
    "PPLX": "district",
    "AIRP": "airport",
    "AIRB": "base",
    "MILB": "base",
    "INSM": "base",
    "DAM": "dam",
    "DSRT": "desert",
    "LK": "lake",
    "SEA": "sea",
    "VAL": "valley",
    "ISL": "island",
    "RGN": "region",
    "OILF": "oil field",
    "OILR": "refinery",
    "CMPRF": "camp",
}
_KIND_BY_CLASS = {"A": "admin2", "P": "city", "H": "river", "L": "region", "T": "mountains", "R": "road", "S": "site"}
_RADIUS_BY_CLASS = {"A": 20.0, "H": 20.0, "L": 10.0, "T": 5.0}


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that was left out: its line in the file, and why."""

    line: int
    why: str


@dataclass(frozen=True, slots=True)
class Added:
    """What came of a file: how many places went in, the rows left out, and headings that say nothing of a place."""

    places: int
    bad: tuple[BadRow, ...]
    unused: tuple[str, ...] = ()


def add_places(path: Path) -> Added:
    """Add places of a GeoNames dump (19 columns, tabs) or a CSV file (name, lat, lon, kind) to the user's table.

    Optional columns: id, radius_km, countries (ISO codes, | between), population, names (| between). A row whose id is
    in the table already replaces that row. Headings may be in capitals; "country", "latitude" and "longitude" will do.

    Raises: GazetteerError R403 if the file cannot be read or has neither form, R404 if the table cannot be written.
    """
    bad: list[BadRow] = []
    rows: dict[str, dict[str, str]] = {}
    for line, row in _read(path):
        problem = row if isinstance(row, str) else _problem(row)
        if problem or isinstance(row, str):
            bad.append(BadRow(line, problem))
        else:
            rows[_identity(row)] = row
    if rows:
        kept = {_identity(row): row for row in added_rows()}
        _write({**kept, **rows}.values())
    return Added(len(rows), tuple(bad), _unused_headings(path))


def added_rows() -> Iterator[dict[str, str]]:
    """Yield the rows of the user's table, or nothing if there is none."""
    path = added_table()
    if path.is_file():
        with path.open("r", encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file)


def _identity(row: dict[str, str]) -> str:
    return row.get("id") or f"{row['name']}\t{row.get('kind')}\t{row['lat']}\t{row['lon']}"


def _read(path: Path) -> Iterator[tuple[int, dict[str, str] | str]]:
    try:
        with path.open("r", encoding="utf-8-sig", errors="replace", newline="") as file:
            first = file.readline()
            file.seek(0)
            if _is_dump(first):
                yield from _read_dump(file)
            else:
                yield from _read_csv(path, file)
    except OSError as error:
        raise GazetteerError(
            "R403",
            f"{path} cannot be read: {error.strerror or error}.",
            why="Its places were not added.",
            fix="check the path and that the file may be read.",
        ) from error


def _read_dump(lines: Iterable[str]) -> Iterator[tuple[int, dict[str, str] | str]]:
    for number, line in enumerate(lines, start=1):
        cells = line.rstrip("\r\n").split("\t")
        if len(cells) != _DUMP_COLUMNS:
            yield number, f"{len(cells)} columns where a GeoNames dump has {_DUMP_COLUMNS}"
            continue
        feature, code = cells[6], cells[7]
        yield (
            number,
            {
                "id": f"geonames:{cells[0]}",
                "name": cells[1],
                "kind": _KIND_BY_CODE.get(code) or _KIND_BY_CLASS.get(feature, "place"),
                "lat": cells[4],
                "lon": cells[5],
                "radius_km": str(_RADIUS_BY_CLASS.get(feature, "")),
                "countries": f"{cells[8]}.{cells[10]}" if cells[8] and cells[10] else cells[8],
                "population": cells[14],
                "names": cells[3].replace("|", " ").replace(",", "|"),
            },
        )


def _read_csv(path: Path, lines: Iterable[str]) -> Iterator[tuple[int, dict[str, str] | str]]:
    reader = csv.DictReader(lines)
    reader.fieldnames = [_field(heading) for heading in reader.fieldnames or ()]
    missing = {"name", "lat", "lon", "kind"} - set(reader.fieldnames)
    if missing:
        raise GazetteerError(
            "R403",
            f"{path} has no column {', '.join(sorted(missing))}.",
            why="A place needs a name, a point and a kind; GeoNames dumps have 19 columns with tabs between.",
            fix="give the file a first line such as: name,lat,lon,kind,countries,names",
        )
    try:
        for row in reader:
            yield reader.line_num, {field: (row.get(field) or "").strip() for field in FIELDS}
    except csv.Error as error:
        yield reader.line_num, f"not CSV from here on: {error}"


def _is_dump(first: str) -> bool:
    """Return whether a file with this first line is a GeoNames dump."""
    return first.count("\t") >= _DUMP_COLUMNS - 1


def _unused_headings(path: Path) -> tuple[str, ...]:
    """Return the headings of a CSV file that mean no field; none for a dump, which has no headings."""
    with path.open("r", encoding="utf-8-sig", errors="replace", newline="") as file:
        first = file.readline()
    headings = [] if _is_dump(first) else next(csv.reader([first]), [])
    return tuple(heading for heading in headings if _field(heading) not in FIELDS)


def _field(heading: str) -> str:
    """Return the field that a heading means, in small letters."""
    plain = heading.strip().lower()
    return _ALSO.get(plain, plain)


def _problem(row: dict[str, str]) -> str:
    """Return why a row cannot be taken, or ""."""
    if not row["name"]:
        return "no name"
    if not row["kind"]:
        return "no kind"
    for field, limit in (("lat", 90), ("lon", 180)):
        if not _within(row[field], -limit, limit):
            return f"{field} {row[field]!r} is no number from -{limit} to {limit}"
    for field, most in (("radius_km", 20_040), ("population", 10**10)):
        if row.get(field) and not _within(row[field], 0, most):
            return f"{field} {row[field]!r} is no number from 0 on"
    for country in row.get("countries", "").split("|"):
        if country and not _COUNTRY.fullmatch(country):
            return f"country {country!r} is no ISO code such as SY"
    return ""


def _within(text: str, low: float, high: float) -> bool:
    try:
        return low <= float(text) <= high
    except ValueError:
        return False


def _write(rows: Iterable[dict[str, str]]) -> None:
    path = added_table()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", newline="", dir=path.parent, suffix=".new", delete=False
        ) as file:
            writer = csv.DictWriter(file, FIELDS, extrasaction="ignore", lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
        os.replace(file.name, path)
    except OSError as error:
        raise GazetteerError(
            "R404",
            f"the table of added places cannot be written: {error.strerror or error} ({path}).",
            why="Places that were added would be gone with the next start.",
            fix="set REPORTEDLY_DATA to a folder that can be written.",
        ) from error
