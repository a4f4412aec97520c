"""The opened gazetteer: names to candidates, from the memory-mapped trie and the read-only database."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import marisa_trie

from reportedly.errors import GazetteerError
from reportedly.gazetteer.build import (
    BONES_MARK,
    FACTS_NAME,
    LEAST_BONES,
    LEAST_FOLDED,
    ROMAN_MARK,
    TRIE_NAME,
    Progress,
    build_gazetteer,
    compiled_name,
    is_whole,
)
from reportedly.gazetteer.cache import cache_folder, temporary_folder
from reportedly.gazetteer.entry import Candidate, Entry, NameKind
from reportedly.gazetteer.fold import fold_plain, fold_roman, skeleton

_MOST_CANDIDATES = 250  # of one name: "San Jose" has more, none of which anybody means
_KEPT_NAMES = 40_000  # names held in memory, about 25 MB
_BATCH = 400
_OWN = NameKind.PRIMARY | NameKind.KEPT
_ALIKE = 0.7  # "Waingmo" is like "Wengmaw", and not like "Wakema", one of whose spellings has its consonants
_SELECT = (
    "select name.key, name.how, entry.id, entry.name, kind, lat, lon, radius, country, admin1, population, countries "
    "from name join entry on entry.n = name.entry where name.key in ({}) "
    "order by name.key, kind = 'city', population desc, entry.id"
)


class Respelled(NamedTuple):
    """The candidates of a name under another spelling, by its folded key or, less surely, by its consonants."""

    candidates: tuple[Candidate, ...]
    is_folded: bool


class Gazetteer:
    """A compiled gazetteer, open for reading; one may be shared by threads."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        if not is_whole(folder):
            raise _broken(folder, "files are missing or cut short")
        try:
            self._trie = marisa_trie.Trie().mmap(str(folder / TRIE_NAME))
            uri = (folder / FACTS_NAME).as_uri() + "?mode=ro&immutable=1"
            self._database = sqlite3.connect(uri, uri=True, check_same_thread=False)
            self._digest = self.facts().get("digest")
        except (OSError, RuntimeError, sqlite3.Error) as error:
            raise _broken(folder, error) from error
        self._lock = threading.Lock()
        self._known: dict[str, tuple[Candidate, ...]] = {}
        self._respelled: dict[tuple[str, frozenset[str]], Respelled] = {}

    def facts(self) -> dict[str, str]:
        """Return what the build noted: digest, entries, names."""
        return dict(self._database.execute("select name, value from fact order by name"))

    def prefixes(self, folded: str) -> list[str]:
        """Return the known names that the folded text begins with, shortest first."""
        found: list[str] = self._trie.prefixes(folded)
        return found

    def load(self, folded: Iterable[str]) -> None:
        """Fetch the candidates of many plainly folded names at once, so that `named` need not ask for each."""
        self._fetch({name for name in folded if name not in self._known})

    def named(self, folded: str) -> tuple[Candidate, ...]:
        """Return the candidates of a plainly folded name: larger units first, then by population."""
        return self._candidates(folded)

    def folded(self, name: str) -> tuple[Candidate, ...]:
        """Return the candidates whose romanised names fold to the same key as this one."""
        key = fold_roman(name)
        return self._candidates(ROMAN_MARK + key) if len(key) >= LEAST_FOLDED else ()

    def by_bones(self, name: str, countries: Iterable[str]) -> tuple[Candidate, ...]:
        """Return the candidates in some countries whose consonants are those of the name.

        One that has them in an alternate name alone must look like the name: among a town's twenty spellings is soon
        one with the consonants of some other place.
        """
        bones = skeleton(name)
        if len(bones) < LEAST_BONES:
            return ()
        found = (c for country in sorted(countries) for c in self._candidates(f"{BONES_MARK}{country}{bones}"))
        return tuple(c for c in found if c.how & _OWN or _looks_like(name, c.entry.name))

    def respelled(self, name: str, countries: frozenset[str]) -> Respelled:
        """Return the candidates of some countries whose name folds as this one does, or else has its consonants.

        What was found is remembered: the names of a war come up again in every report.
        """
        found = self._respelled.get((name, countries))
        if found is None:
            if len(self._respelled) > _KEPT_NAMES:
                self._respelled.clear()
            folded = tuple(c for c in self.folded(name) if c.entry.country in countries)
            found = Respelled(folded or self.by_bones(name, countries), bool(folded))
            self._respelled[name, countries] = found
        return found

    def spelled(self, name: str, countries: Iterable[str] = ()) -> tuple[Candidate, ...]:
        """Return the candidates of a name in some romanisation: exact, then folded, then by consonants.

        The consonants are used only within `countries`, and only if all else fails.
        """
        return self.named(fold_plain(name)) or self.folded(name) or self.by_bones(name, countries)

    def identified(self, id: str) -> Entry | None:
        """Return the entry of that id ("geonames:169577"), or None."""
        query = "select id, name, kind, lat, lon, radius, country, admin1, population from entry where id = ? limit 1"
        try:
            with self._lock:
                row = self._database.execute(query, (id,)).fetchone()
        except sqlite3.Error as error:
            raise _broken(self.folder, error) from error
        return Entry(*row) if row else None

    def _candidates(self, key: str) -> tuple[Candidate, ...]:
        found = self._known.get(key)
        if found is None and key in self._trie:
            self._fetch({key})
            found = self._known.get(key)
        return found or ()

    def _fetch(self, keys: set[str]) -> None:
        names = {number: key for key in keys if (number := self._trie.get(key, -1)) >= 0}
        if len(self._known) + len(names) > _KEPT_NAMES:
            self._known.clear()
        numbers = sorted(names)
        for start in range(0, len(numbers), _BATCH):
            batch = numbers[start : start + _BATCH]
            grouped: dict[int, list[Candidate]] = {number: [] for number in batch}
            for number, candidate in self._select(batch):
                if len(grouped[number]) < _MOST_CANDIDATES:
                    grouped[number].append(candidate)
            self._known.update((names[number], tuple(found)) for number, found in grouped.items())

    def _select(self, numbers: list[int]) -> Iterator[tuple[int, Candidate]]:
        query = _SELECT.format(",".join("?" * len(numbers)))
        try:
            with self._lock:
                rows = self._database.execute(query, numbers).fetchall()
        except sqlite3.Error as error:
            raise _broken(self.folder, error) from error
        for key, how, id, name, kind, lat, lon, radius, country, admin1, population, countries in rows:
            several = tuple(countries.split("|")) if countries else ()
            entry = Entry(id, name, kind, lat, lon, radius, country, admin1, population, several)
            yield key, Candidate(entry, how)


def _broken(folder: Path, error: Exception | str) -> GazetteerError:
    return GazetteerError(
        "R402",
        f"the compiled gazetteer in {folder} cannot be read: {error}.",
        why="It was cut short, changed or deleted since it was built, and names cannot be found without it.",
        fix="run `reportedly gazetteer build --force`.",
    )


def find_compiled() -> Path | None:
    """Return the folder of the gazetteer compiled from the inputs of today, or None if there is none whole yet."""
    name = compiled_name()
    for parent in (cache_folder(), temporary_folder()):
        if is_whole(parent / name):
            return parent / name
    return None


def _looks_like(name: str, other: str) -> bool:
    """Return whether two names are alike letter by letter, as they are or as romanised."""
    return any(SequenceMatcher(None, fold(name), fold(other)).ratio() >= _ALIKE for fold in (fold_plain, fold_roman))


@lru_cache(maxsize=1)
def open_gazetteer(*, progress: Progress | None = None) -> Gazetteer:
    """Return the gazetteer, open; it is built first where there is none, or where the one there is broken.

    Raises: GazetteerError if it can be neither opened nor built.
    """
    folder = find_compiled()
    return Gazetteer(folder if folder is not None else build_gazetteer(progress=progress))
