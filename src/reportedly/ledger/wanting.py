"""From a filter to what must hold of a row: sets of terms, words, and conditions on its columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, or_, select
from sqlalchemy.sql import ColumnElement

from reportedly.errors import LedgerError
from reportedly.ledger.clock import end_of, read_day
from reportedly.ledger.decided import ledger_wide
from reportedly.ledger.keeping import last_entry
from reportedly.ledger.log import position_by
from reportedly.ledger.naming import Names, names_by
from reportedly.ledger.places_within import places_within
from reportedly.ledger.records import ClaimFilter, Words
from reportedly.ledger.rows import LAST_DAY
from reportedly.ledger.schema import DAY_SHIFT, claim, document, term
from reportedly.ledger.terms import TermKind, name_value, party_value, place_value
from reportedly.model import ClaimType, DecisionKind, Letter, Modality, ReviewState

ALL = (LAST_DAY + 1) << DAY_SHIFT  # above every key
_WORD = re.compile(r'"([^"]*)"?|(\S+)')
_CLOSED_LISTS = {"type": ClaimType, "modality": Modality, "state": ReviewState, "grade": Letter}


@dataclass(frozen=True, slots=True)
class TermSet:
    """Terms of which a row must have one (or none, where `without`), and how many rows that stand have them."""

    keys: tuple[int, ...]
    live: int
    without: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """What must hold of a row."""

    terms: tuple[TermSet, ...]
    words: str  # as FTS5 takes them
    conditions: tuple[ColumnElement[bool], ...]
    standing: tuple[ColumnElement[bool], ...]  # which rows count as standing
    only_standing: bool  # they are those that stand now, which `mark` holds
    low: int  # keys from this one
    high: int  # to below this one
    day: int | None  # the day of `at`
    names: Names
    none: bool = False  # nothing can be found


def understand(connection: Connection, wanted: ClaimFilter) -> Wanted:
    """Return what a filter asks of rows.

    Raises: LedgerError (R514) for a value that is not of a closed list, a day that is none, or an area that is none.
    """
    _check_lists(wanted)
    position = last_entry(connection)
    if wanted.recorded_by is not None:
        position = position_by(connection, end_of(wanted.recorded_by))
    names = names_by(connection, position)
    sets = _term_sets(connection, wanted, names, position)
    return Wanted(
        terms=tuple(sets),
        words=match_words(wanted.words),
        conditions=tuple(_conditions(connection, wanted)),
        standing=tuple(_standing(wanted, position)),
        only_standing=wanted.known_by is None and wanted.recorded_by is None and not wanted.superseded,
        low=read_day(wanted.since) << DAY_SHIFT,
        high=(_high_day(wanted) + 1) << DAY_SHIFT,
        day=read_day(wanted.at) if wanted.at else None,
        names=names,
        none=any(not each.keys and not each.without for each in sets),
    )


def _high_day(wanted: ClaimFilter) -> int:
    days = [read_day(day) for day in (wanted.until, wanted.known_by) if day]
    return min(days, default=LAST_DAY)


def values_of(words: Words) -> tuple[str, ...]:
    """Return the values of a field as a tuple."""
    return (str(words),) if isinstance(words, str) else tuple(str(word) for word in words)


def _check_lists(wanted: ClaimFilter) -> None:
    for name, kind in _CLOSED_LISTS.items():
        allowed = [member.value for member in kind]
        for value in values_of(getattr(wanted, name)):
            if value not in allowed:
                raise LedgerError(
                    "R514",
                    f"{value!r} is no {name}.",
                    why="No claim can have it.",
                    fix=f"use one of {', '.join(allowed)}.",
                )


def match_words(words: str) -> str:
    """Return words as FTS5 takes them: all must occur; quoted ones as a phrase; a trailing * for beginnings.

    >>> print(match_words('deir "eastern countryside" shell*'))
    "deir" "eastern countryside" "shell"*
    """
    found = []
    for phrase, word in _WORD.findall(words.replace("\0", " ")):
        plain = (phrase or word).replace('"', " ").strip()
        beginning = word.endswith("*")
        plain = plain.rstrip("*") if beginning else plain
        if any(character.isalnum() for character in plain):
            found.append(f'"{plain}"' + ("*" if beginning else ""))
    return " ".join(found)


def _term_sets(connection: Connection, wanted: ClaimFilter, names: Names, position: int) -> list[TermSet]:
    sets = []
    for kind in (TermKind.TYPE, TermKind.SUBTYPE, TermKind.MODALITY, TermKind.STATE, TermKind.COUNTRY):
        values = values_of(getattr(wanted, kind))
        if values:
            sets.append(_terms_where(connection, term.c.kind == kind, term.c.value.in_(values)))
    for kind in (TermKind.SOURCE, TermKind.VIA, TermKind.PUBLISHER):
        values = values_of(getattr(wanted, kind))
        if values:
            ids = [value if value.startswith("name:") else name_value(value) for value in values]
            sets.append(_terms_where(connection, term.c.kind == kind, term.c.value.in_(ids)))
    if wanted.party:
        sets.append(_entries(connection, TermKind.PARTY, values_of(wanted.party), names))
    if wanted.place:
        sets.append(_entries(connection, TermKind.PLACE, values_of(wanted.place), names))
    if wanted.area is not None:
        sets.append(_term_set(connection, places_within(connection, wanted.area, names)))
    if wanted.anonymous is not None:
        found = _terms_where(connection, term.c.kind == TermKind.ANONYMOUS)
        sets.append(found if wanted.anonymous else TermSet(found.keys, found.live, without=True))
    if wanted.grade:
        sets.append(_graded(connection, values_of(wanted.grade), position))
    return sets


def _terms_where(connection: Connection, *conditions: ColumnElement[bool]) -> TermSet:
    rows = connection.execute(select(term.c.key, term.c.live).where(*conditions)).all()
    return TermSet(tuple(sorted(row.key for row in rows)), sum(row.live for row in rows))


def _term_set(connection: Connection, keys: Iterable[int]) -> TermSet:
    keys = tuple(sorted(keys))
    live = 0
    for at in range(0, len(keys), 500):
        asked = select(func.coalesce(func.sum(term.c.live), 0)).where(term.c.key.in_(keys[at : at + 500]))
        live += int(connection.execute(asked).scalar_one())
    return TermSet(keys, live)


def _entries(connection: Connection, kind: TermKind, values: Sequence[str], names: Names) -> TermSet:
    """Return the terms of parties or places by id or by name, with areas of places and what people ruled to be them."""
    ids = {*values, *(name_value(value) for value in values)}
    labels = [value.casefold() for value in values]
    named = (term.c.kind == kind) & func.lower(term.c.label).in_(labels)
    ids.update(connection.execute(select(term.c.value).where(named)).scalars())
    rulings: Any = names.parties if kind is TermKind.PARTY else names.places  # Any: parties or places by entry
    value_of: Any = party_value if kind is TermKind.PARTY else place_value
    ids.update(_ruled_ids(values, rulings, value_of))
    ids.update([_end(entry, rulings, value_of) for entry in ids])  # who asks for what was ruled away means the other
    standing_for = {entry for entry in rulings if _end(entry, rulings, value_of) in ids}
    gone = {entry for entry in rulings if _end(entry, rulings, value_of) not in ids}
    wanted = sorted((ids | standing_for) - gone)
    bases = [term.c.base.in_(wanted)] if kind is TermKind.PLACE else []
    return _terms_where(connection, term.c.kind == kind, or_(term.c.value.in_(wanted), *bases))


def _ruled_ids(values: Sequence[str], rulings: Any, value_of: Any) -> set[str]:
    """Return the ids of entries that stand in a ruling under one of the names."""
    folded = {name_value(value) for value in values}
    return {value_of(meant) for meant in rulings.values() if name_value(meant.name or meant.text) in folded}


def _end(entry: str, rulings: Any, value_of: Any) -> str:
    seen = set()
    while entry in rulings and entry not in seen:
        seen.add(entry)
        entry = value_of(rulings[entry])
    return entry


def _graded(connection: Connection, letters: Sequence[str], position: int) -> TermSet:
    """Return the terms of sources of these letters; F is that of all which have none, so that the rest is left out."""
    given: dict[str, str] = {}
    for each in ledger_wide(connection, DecisionKind.GRADE, position):
        given[each.content["source"]] = each.content["letter"]
    kind = term.c.kind == TermKind.SOURCE
    if Letter.F in letters:
        others = [source for source, letter in given.items() if letter not in letters]
        found = _terms_where(connection, kind, term.c.value.in_(others))
        return TermSet(found.keys, found.live, without=True)
    return _terms_where(connection, kind, term.c.value.in_([s for s, letter in given.items() if letter in letters]))


def _standing(wanted: ClaimFilter, position: int) -> Iterator[ColumnElement[bool]]:
    if wanted.recorded_by is not None:
        yield claim.c.opened <= position
        yield or_(claim.c.closed.is_(None), claim.c.closed > position)
    else:
        yield claim.c.closed.is_(None)
    if wanted.known_by is not None:
        yield or_(claim.c.superseded.is_(None), claim.c.superseded > read_day(wanted.known_by))
    elif not wanted.superseded:
        yield claim.c.superseded.is_(None)


def _conditions(connection: Connection, wanted: ClaimFilter) -> Iterator[ColumnElement[bool]]:
    if wanted.at is not None:
        yield claim.c.valid_from <= read_day(wanted.at)
        yield claim.c.valid_to >= read_day(wanted.at)
    if wanted.score_below is not None:
        yield claim.c.score < wanted.score_below
    if wanted.document is not None:
        keys = select(document.c.key).where(document.c.id == wanted.document)
        yield claim.c.document.in_(list(connection.execute(keys).scalars()))
