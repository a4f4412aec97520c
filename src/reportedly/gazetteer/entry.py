"""Entries: what the gazetteer knows of one place."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final


class NameKind:
    """How a name belongs to its entry: flags, as plain numbers (an IntFlag costs a microsecond a look)."""

    ALTERNATE: Final = 0
    PRIMARY: Final = 1  # the entry's own name
    KEPT: Final = 2  # from a hand-kept table: trusted more than a crowd's alternate
    CAPITALS: Final = 4  # stands for the place only when written in capitals: US, UK
    AFTER_COMMA: Final = 8  # only right behind another place: "Paris, TX"


@dataclass(frozen=True, slots=True)
class Entry:
    """A place: its id, its name, its kind, where it is and how large."""

    id: str  # "geonames:169577", "own:euphrates"
    name: str
    kind: str
    lat: float
    lon: float
    radius_km: float
    country: str | None  # ISO 3166 alpha-2; of a thing in several countries, the first
    admin1: str | None  # GeoNames code without the country: "11"
    population: int
    countries: tuple[str, ...] = ()  # all of them, where there are several

    @property
    def code(self) -> str | None:
        """Return the code of the entry's area in the table of polygons, where it is a country or a division."""
        if self.kind == "country":
            return self.country
        if self.kind == "admin1":
            return f"{self.country}.{self.admin1}"
        return None


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """An entry that a name may mean, and how the name belongs to it; equal to itself alone, so that it hashes fast."""

    entry: Entry
    how: int


@dataclass(frozen=True, slots=True)
class NamedEntry:
    """An entry with the names it is found by, as the sources give them."""

    entry: Entry
    names: tuple[tuple[str, int], ...] = field(default=())
