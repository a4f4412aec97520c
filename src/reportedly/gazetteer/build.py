"""Compiling the gazetteer: a trie of folded names and a database of facts, in one folder named after their inputs.

The folder is written beside its place and then renamed, so that a reader sees all of it or nothing; of two processes
that build at once, the first to finish wins and the other uses its work.
"""

from __future__ import annotations

import json
import logging
import os
import shutil
import sqlite3
import tempfile
import time
from array import array
from collections.abc import Callable
from pathlib import Path

from reportedly.errors import GazetteerError
from reportedly.gazetteer.cache import cache_folder, temporary_folder, writable_folder
from reportedly.gazetteer.entry import Entry, NamedEntry, NameKind
from reportedly.gazetteer.fold import fold_plain, fold_roman, skeleton_of
from reportedly.gazetteer.sources import entries, input_digest
from reportedly.gazetteer.words import word_set

Progress = Callable[[int], None]  # told how many entries are done
EXPECTED_ENTRIES = 275_000  # for progress bars
TRIE_NAME = "names.marisa"
FACTS_NAME = "facts.sqlite"
SIZES_NAME = "sizes.json"
_OLD_S = 7 * 24 * 3600
ROMAN_MARK, BONES_MARK = "\x01", "\x02"  # what keys of the coarser foldings begin with
ROMANISED = word_set("romanised")  # countries whose names reach us in many romanisations
LEAST_FOLDED, LEAST_BONES = 4, 4  # letters; shorter keys mean too many things
_SCHEMA = """
create table entry (n integer primary key, id text, name text, kind text, lat real, lon real, radius real,
                    country text, admin1 text, population integer, countries text);
create table name (key integer, entry integer, how integer, primary key (key, entry)) without rowid;
create table fact (name text primary key, value text) without rowid;
"""
_log = logging.getLogger(__name__)


def compiled_name() -> str:
    """Return the name of the folder that holds the gazetteer compiled from the inputs of today."""
    return f"gazetteer-{input_digest()}"


def build_gazetteer(*, progress: Progress | None = None) -> Path:
    """Compile the gazetteer into the user's cache, or a temporary folder, and return its folder.

    Raises: GazetteerError R401 if neither can be written.
    """
    try:
        parent = writable_folder()
        staging = Path(tempfile.mkdtemp(prefix="building-", dir=parent))
    except OSError as error:
        raise _unwritable(error) from error
    try:
        _compile(staging, progress)
        _write_sizes(staging)
        _remove_old(parent)
        return _move(staging, parent / compiled_name())
    except OSError as error:
        raise _unwritable(error) from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _write_sizes(folder: Path) -> None:
    sizes = {name: (folder / name).stat().st_size for name in (TRIE_NAME, FACTS_NAME)}
    (folder / SIZES_NAME).write_text(json.dumps(sizes), "utf-8")


def is_whole(folder: Path) -> bool:
    """Return whether a compiled folder has all its files at the size they were written with.

    A map of a file that was cut short would end the process, so this is looked at before it is opened.
    """
    try:
        sizes = json.loads((folder / SIZES_NAME).read_text("utf-8"))
        return bool(sizes) and all((folder / name).stat().st_size == size for name, size in sizes.items())
    except (OSError, ValueError, AttributeError):
        return False


def _remove_old(parent: Path) -> None:
    """Remove compiled folders of other versions that have lain for a week; who has one open keeps it."""
    for folder in parent.glob("gazetteer-*"):
        if folder.name != compiled_name() and time.time() - folder.stat().st_mtime > _OLD_S:
            shutil.rmtree(folder, ignore_errors=True)


def _unwritable(error: OSError) -> GazetteerError:
    return GazetteerError(
        "R401",
        f"the gazetteer cannot be written: {error.strerror or error} ({error.filename}).",
        why="It is compiled once into the cache folder, about 60 MB, before names can be found.",
        fix="free some space, or set REPORTEDLY_CACHE to a folder that can be written.",
    )


def _move(staging: Path, target: Path) -> Path:
    staging.chmod(0o755)
    try:
        os.rename(staging, target)
    except OSError:
        if not is_whole(target):
            # what lies there is broken: another process may be reading it, so it is set aside, not written over
            aside = Path(tempfile.mkdtemp(prefix="broken-", dir=target.parent))
            os.rename(target, aside / "old")
            os.rename(staging, target)
            shutil.rmtree(aside, ignore_errors=True)
    return target


def _compile(folder: Path, progress: Progress | None) -> None:
    import marisa_trie

    rows: list[tuple[object, ...]] = []
    keys: list[str] = []
    owners, hows = array("I"), array("B")
    for n, named in enumerate(entries()):
        rows.append(_row(n, named.entry))
        for key, how in _keys(named).items():
            keys.append(key)
            owners.append(n)
            hows.append(how)
        if progress is not None and n % 5000 == 0:
            progress(n)
    trie = marisa_trie.Trie(keys)
    trie.save(str(folder / TRIE_NAME))
    names = sorted((trie[key], owner, how) for key, owner, how in zip(keys, owners, hows, strict=True))
    _write_facts(folder / FACTS_NAME, rows, names)
    _log.info("gazetteer compiled", extra={"entries": len(rows), "names": len(names)})


def _keys(named: NamedEntry) -> dict[str, int]:
    keys: dict[str, int] = {}
    roman = named.entry.country in ROMANISED and named.entry.kind != "demonym"
    for name, how in named.names:
        plain = fold_plain(name)
        if not plain:
            continue
        keys[plain] = _best(keys.get(plain), how)
        if roman and plain.isascii() and len(plain) > 3:
            folded = fold_roman(plain)
            free = how & ~(NameKind.CAPITALS | NameKind.AFTER_COMMA)
            if len(folded) >= LEAST_FOLDED:
                keys[ROMAN_MARK + folded] = _best(keys.get(ROMAN_MARK + folded), free)
            if len(bones := skeleton_of(folded)) >= LEAST_BONES:
                key = f"{BONES_MARK}{named.entry.country}{bones}"
                keys[key] = _best(keys.get(key), free)
    return keys


def _best(before: int | None, how: int) -> int:
    if before is None:
        return how
    limits = NameKind.CAPITALS | NameKind.AFTER_COMMA  # hold only where every spelling of the key has them
    return (before | how) & ~limits | (before & how & limits)


def _row(n: int, entry: Entry) -> tuple[object, ...]:
    return (
        n,
        entry.id,
        entry.name,
        entry.kind,
        entry.lat,
        entry.lon,
        entry.radius_km,
        entry.country,
        entry.admin1,
        entry.population,
        "|".join(entry.countries) or None,
    )


def _write_facts(path: Path, rows: list[tuple[object, ...]], names: list[tuple[int, int, int]]) -> None:
    database = sqlite3.connect(path)
    try:
        # written once into a folder nobody sees yet: a journal would only cost time
        database.executescript("pragma journal_mode=off; pragma synchronous=off;" + _SCHEMA)
        database.executemany("insert into entry values (?,?,?,?,?,?,?,?,?,?,?)", rows)
        database.executemany("insert into name values (?,?,?)", names)
        facts = {"digest": input_digest(), "entries": len(rows), "names": len(names)}
        database.executemany("insert into fact values (?,?)", ((k, str(v)) for k, v in facts.items()))
        database.commit()
    finally:
        database.close()


def remove_compiled() -> None:
    """Remove the gazetteer compiled from the inputs of today, wherever it lies.

    Raises: GazetteerError R401 if it is there and cannot be removed.
    """
    for parent in (cache_folder(), temporary_folder()):
        folder = parent / compiled_name()
        try:
            if folder.is_dir():
                shutil.rmtree(folder)
        except OSError as error:
            raise _unwritable(error) from error
