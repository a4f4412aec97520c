"""The register of parties: who acts in which conflict, under which names, on which side.

Takes the TOML files of `data/parties` (one a conflict) and a project's own files, gives a `Register` that is looked
up by id or by any name. A later file wins: a project's entry with a known id replaces its fields. It finds nothing in
texts (see `reading/parties/find.py`).
"""

from __future__ import annotations

import os
import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from itertools import accumulate
from pathlib import Path
from typing import Any

from reportedly.errors import GazetteerError

KINDS = frozenset(
    [
        "state",
        "state_force",
        "rebel_group",
        "militia",
        "political",
        "coalition",
        "body",
        "monitor",
        "aid",
        "media",
        "civilians",
        "crime",
        "other",
    ]
)
OWN_FILE = "parties.toml"
OWN_FILES_VARIABLE = "REPORTEDLY_PARTIES"
_APOSTROPHES = str.maketrans("", "", "'’‘ʼʿʾ`´.")
_WORDS = re.compile(r"((?:[^\W\d_]\.){2,}[^\W\d_]?|\w+(?:['’‘ʼʿʾ`´]\w+)*)")
_LISTS = ("aliases", "demonyms", "people", "capitals", "countries", "parents")
_ARTICLES = frozenset({"al", "el"})
# Romanisations of one and the same word; the first is the one we fold to.
_SPELLINGS = {
    other: first
    for first, *others in (
        ("jaish", "jaysh", "jeish", "jaych", "jeysh", "gaish"),
        ("jabhat", "jabhet", "jebhat", "jabha", "jabhah"),
        ("nusra", "nusrah", "nosra", "nousra"),
        ("fatah", "fateh", "fath"),
        ("failaq", "faylaq", "faylak", "failak"),
        ("hezbollah", "hizbullah", "hizballah", "hizbollah", "hezballah", "hezbullah"),
        ("shabaab", "shabab", "chabab", "chabaab"),
        ("qaeda", "qaida", "qaidah", "qaedah", "kaida", "kaeda"),
        ("houthi", "huthi", "houthy", "huthy"),
        ("houthis", "huthis", "huthies", "houthies"),
        ("daesh", "daish", "daech", "daiish", "isid"),
        ("tahrir", "tahreer"),
        ("liwa", "liwaa"),
        ("defense", "defence"),
        ("organization", "organisation"),
        ("sunna", "sunnah", "sunnat"),
        ("jamaat", "jamaa", "jamaah", "jamaatu", "jamaah", "jemaah"),
    )
    for other in others
}


@dataclass(frozen=True, slots=True)
class Side:
    """The side of a party in a conflict; `since` and `until` are years, closed, None where open."""

    conflict: str
    side: str
    since: int | None = None
    until: int | None = None

    def holds_in(self, year: int | None) -> bool:
        """Return whether the side holds in a year; an unknown year (None) contradicts nothing."""
        return year is None or ((self.since or year) <= year <= (self.until or year))


@dataclass(frozen=True, slots=True)
class PartyEntry:
    """A party of the register.

    `aliases` are other names as written; `demonyms` and `capitals` belong to states alone; `countries` are the ISO
    codes of where it acts (a state: its own). `divided` marks a state whose government and army are themselves in
    dispute, so that "the army" names nobody for sure. `generic` names ("the coalition") are its only in context.
    """

    id: str
    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    sides: tuple[Side, ...] = ()
    parents: tuple[str, ...] = ()
    wikidata: str | None = None
    divided: bool = False

    def side_in(self, conflict: str | None, year: int | None = None) -> str | None:
        """Return the side the party has in a conflict, None where it has none or none is known."""
        return next((s.side for s in self.sides if s.conflict == conflict and s.holds_in(year)), None)


@dataclass(frozen=True, slots=True)
class Register:
    """All parties known: by id, and by the folded form of every name."""

    entries: Mapping[str, PartyEntry]
    names: Mapping[tuple[str, ...], tuple[str, ...]] = field(repr=False)

    def find(self, name: str) -> tuple[PartyEntry, ...]:
        """Return the parties that bear a name, in any spelling that folds to it.

        >>> [entry.id for entry in load_register().find("jaysh al islam")]
        ['jaish_al_islam']
        """
        return tuple(self.entries[i] for i in self.names.get(fold_name(name), ()))

    def identify(self, name: str) -> PartyEntry | None:
        """Return the one party that an id or a name means: of several that bear it, the one it is first of all.

        >>> entry = load_register().identify("SDF")
        >>> entry.id if entry else None
        'sdf'
        """
        if name in self.entries:
            return self.entries[name]
        found = self.find(name)
        own = [entry for entry in found if fold_name(entry.name) == fold_name(name)]
        one = own if len(own) == 1 else found
        return one[0] if len(one) == 1 else None


Word = tuple[int, int, str]  # start, end, folded


def split_words(text: str) -> list[Word]:
    """Return the words of a text as (start, end, folded), without articles ("al-") and the possessive "'s".

    >>> split_words("al-Nusra's U.S. men")
    [(3, 8, 'nusra'), (11, 15, 'us'), (16, 19, 'men')]
    """
    pieces = _WORDS.split(text)  # what stands between words, and words, in turn
    starts = list(accumulate(map(len, pieces)))[:-1:2]
    rows = zip(starts, map(_read_word, pieces[1::2]), strict=True)
    return [(start, start + length, folded) for start, (length, folded) in rows if folded]


@lru_cache(maxsize=50_000)
def _read_word(word: str) -> tuple[int, str]:
    """Return how much of a word stands before a possessive ending, and that folded; empty for an article."""
    bare = word[:-2] if word[-2:] in ("'s", "’s", "'S", "’S") else word
    return len(bare), party_key(bare)


def party_key(word: str) -> str:
    """Return the key by which parties are sought of a word: folded, and empty for an article ("al")."""
    folded = fold_word(word)
    return "" if folded in _ARTICLES else folded


@lru_cache(maxsize=50_000)
def fold_word(word: str) -> str:
    """Return a word in lower case, without marks, apostrophes and dots, in the first of its known spellings.

    >>> fold_word("Jaysh"), fold_word("Da’esh"), fold_word("U.S.")
    ('jaish', 'daesh', 'us')
    """
    bare = word.translate(_APOSTROPHES).lower()
    if not bare.isascii():  # what is dropped may hide in compatible signs: "․" is a full stop
        bare = unicodedata.normalize("NFKD", bare).translate(_APOSTROPHES).lower()
        bare = "".join(c for c in bare if not unicodedata.combining(c)).replace("ı", "i")
    return _SPELLINGS.get(bare, bare)


@lru_cache(maxsize=20_000)
def fold_name(name: str) -> tuple[str, ...]:
    """Return the folded words of a name.

    >>> fold_name("the Jabhat al-Nusra")
    ('jabhat', 'nusra')
    """
    words = tuple(word for _, _, word in split_words(name))
    return words[1:] if len(words) > 1 and words[0] == "the" else words


@lru_cache(maxsize=8)
def load_register(own: tuple[Path, ...] = ()) -> Register:
    """Return the package's register, with the parties of a project's own files laid over it.

    Raises: GazetteerError (R420) if a file is no TOML or an entry has no id, no name or an unknown kind, (R421) if
    it cannot be read.
    """
    entries: dict[str, PartyEntry] = {}
    folder = files("reportedly.gazetteer") / "data" / "parties"
    for path in sorted((p for p in folder.iterdir() if p.name.endswith(".toml")), key=lambda p: p.name):
        _lay_over(entries, _parse(path.read_text("utf-8"), path.name), path.name)
    for own_path in own:
        _lay_over(entries, _parse(_read_own(own_path), str(own_path)), str(own_path))
    return Register(entries, _index(entries.values()))


@lru_cache(maxsize=1)
def active_register() -> Register:
    """Return the register that readings use: the package's, with the project's own files over it.

    The project's files are those that the environment names (`REPORTEDLY_PARTIES`, separated as in PATH), else
    `parties.toml` in the working directory. Read once a process.

    Raises: GazetteerError (R420, R421) if a project file cannot be used.
    """
    return load_register(tuple(own_files()))


def own_files() -> list[Path]:
    """Return the project's own files of parties, in the order in which they are laid over the register."""
    named = os.environ.get(OWN_FILES_VARIABLE)
    if named:
        return [Path(name) for name in named.split(os.pathsep) if name]
    return [Path(OWN_FILE)] if Path(OWN_FILE).is_file() else []


def _read_own(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise GazetteerError(
            "R421",
            f"the file of parties {path} cannot be read: {error}.",
            why="The project's own parties would be missing.",
            fix=f"correct {OWN_FILES_VARIABLE} or the file, or remove it.",
        ) from error


def _parse(text: str, where: str) -> dict[str, Any]:  # Any: whatever the TOML holds, checked below
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _bad(where, f"is no TOML: {error}") from error


def _bad(where: str, what: str) -> GazetteerError:
    return GazetteerError(
        "R420",
        f"{where} {what}.",
        why="The register of parties cannot be loaded with it.",
        fix="correct the file; `reportedly parties add` writes entries of the right shape.",
    )


def _lay_over(entries: dict[str, PartyEntry], table: Mapping[str, Any], where: str) -> None:
    rows = table.get("party", [])
    if not isinstance(rows, list):
        raise _bad(where, "has [party] where [[party]] is meant")
    for row in rows:
        if not isinstance(row, dict) or not isinstance(row.get("id"), str) or not row["id"]:
            raise _bad(where, f"has a party without an id: {row}")
        wrong = [key for key in _LISTS if not _is_list_of_text(row.get(key, []))]
        if wrong:
            raise _bad(where, f"gives party {row['id']!r} {wrong[0]} that are no list of strings")
        merged = dict(row)
        known = entries.get(row["id"])
        if known is None and not row.get("name"):
            raise _bad(where, f"names no party {row['id']!r} (no name)")
        merged.setdefault("countries", table.get("countries", ()) if known is None else known.countries)
        entries[row["id"]] = _entry(merged, known, table.get("conflict"), where)


def _is_list_of_text(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _entry(row: Mapping[str, Any], known: PartyEntry | None, conflict: str | None, where: str) -> PartyEntry:
    kind = row.get("kind") or (known.kind if known else "")
    if kind not in KINDS:
        raise _bad(where, f"gives party {row['id']!r} the kind {kind!r}, which is none of {sorted(KINDS)}")
    return PartyEntry(
        id=row["id"],
        name=row.get("name") or (known.name if known else row["id"]),
        kind=kind,
        aliases=_joined(row, known, "aliases"),
        demonyms=_joined(row, known, "demonyms"),
        people=_joined(row, known, "people"),
        capitals=_joined(row, known, "capitals"),
        countries=tuple(row["countries"]),
        sides=_sides(row, conflict) + (known.sides if known else ()),
        parents=_joined(row, known, "parents"),
        wikidata=row.get("wikidata") or (known.wikidata if known else None),
        divided=bool(row.get("divided", known.divided if known else False)),
    )


def _joined(row: Mapping[str, Any], known: PartyEntry | None, key: str) -> tuple[str, ...]:
    old: tuple[str, ...] = getattr(known, key) if known else ()
    return tuple(dict.fromkeys((*row.get(key, ()), *old)))


def _sides(row: Mapping[str, Any], conflict: str | None) -> tuple[Side, ...]:
    """Read `side = "x"` (in the file's conflict) or `sides = [{conflict, side, from, to}]`."""
    sides = [
        Side(str(s["conflict"]), str(s["side"]), _as_year(s.get("from")), _as_year(s.get("to")))
        for s in row.get("sides", ())
        if isinstance(s, dict) and "conflict" in s and "side" in s
    ]
    if "side" in row and conflict:
        sides.append(Side(conflict, str(row["side"]), _as_year(row.get("from")), _as_year(row.get("to"))))
    return tuple(sides)


def _as_year(value: object) -> int | None:
    return value if isinstance(value, int) else None


def _index(entries: Iterable[PartyEntry]) -> dict[tuple[str, ...], tuple[str, ...]]:
    names: dict[tuple[str, ...], dict[str, None]] = {}
    for entry in entries:
        for name in (entry.name, *entry.aliases, *entry.people):
            names.setdefault(fold_name(name), {})[entry.id] = None
    return {name: tuple(ids) for name, ids in names.items() if name}
