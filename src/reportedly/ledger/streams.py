"""Keys of rows in the order of reports, the latest or the earliest first, read off one index.

Which index leads: that of the words where words are asked for, else the days for which claims are valid where they are
fewer than those of the rarest terms, else those terms, else the rows themselves. The other conditions are looked up
row by row.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import merge
from itertools import groupby, islice

from sqlalchemy import BigInteger, Connection, Select, Table, column, exists, func, literal_column, or_, select
from sqlalchemy import table as table_of
from sqlalchemy.sql import ColumnElement

from reportedly.ledger.schema import claim, mark, past
from reportedly.ledger.wanting import TermSet, Wanted

FEW_TERMS = 8  # of a set: looked up in the index; of more, the row's own terms are looked at
MOST_STREAMS = 300  # merged; of more terms another index leads
SORTED = 20_000  # rows of several terms, which are gathered first; of more, each is looked up
FEW_DAYS = 5_000  # rows valid on a day; of fewer, the days lead

WORDS = table_of("words", column("rowid", BigInteger), column("words"))
# With the plus the index of words cannot be entered by a key, which takes milliseconds each time: it must lead.
_LOOSE_ROWID: ColumnElement[int] = literal_column("+words.rowid", BigInteger)


@dataclass(frozen=True, slots=True)
class Part:
    """Which part of an index to read: keys from `low` to below `high`, from which end, and how many."""

    low: int
    high: int
    limit: int
    newest_first: bool = True


def find_keys(connection: Connection, wanted: Wanted, part: Part) -> list[int]:
    """Return the keys of the first rows of the part that the filter finds, in order."""
    if wanted.none or part.low >= part.high:
        return []
    leading = _rarest(wanted)
    if wanted.words:
        return _read_words(connection, wanted, leading, part)
    if wanted.day is not None and (leading is None or leading.live > FEW_DAYS):
        days = _read_days(connection, wanted, part)
        if days is not None:
            return days
    if leading is not None:
        return _read_terms(connection, wanted, leading, part)
    return _read_rows(connection, wanted, part)


def among(column: ColumnElement[int], keys: Sequence[int]) -> ColumnElement[bool]:
    """Return that a column holds one of the keys, however many these are, given as one value."""
    each = func.json_each(json.dumps(list(keys))).table_valued("value")
    return column.in_(select(each.c.value))


def _gather(connection: Connection, asked: Select[tuple[int]]) -> list[int]:
    """Return the keys that a question finds, in its order, handed over in one row.

    Each row that is handed over lets other threads go first; a page of thousands would wait as often.
    """
    found = asked.subquery()
    joined = select(func.json_group_array(found.c[0]))
    keys: list[int] = json.loads(connection.execute(joined).scalar_one())
    return keys


def _rarest(wanted: Wanted) -> TermSet | None:
    able = [each for each in wanted.terms if not each.without and len(each.keys) <= MOST_STREAMS]
    return min(able, key=_live, default=None)


def _live(terms: TermSet) -> int:
    return terms.live


def conditions_on(
    connection: Connection, wanted: Wanted, *, without: TermSet | None = None, standing: bool = True
) -> list[ColumnElement[bool]]:
    """Return what must hold of a row of `claim` besides its words, but for one set of terms, or its standing."""
    conditions = [*wanted.conditions, *(wanted.standing if standing else ())]
    return conditions + [_has_term(connection, each, wanted) for each in wanted.terms if each is not without]


def _has_term(connection: Connection, terms: TermSet, wanted: Wanted) -> ColumnElement[bool]:
    if len(terms.keys) <= FEW_TERMS:
        found = or_(*(_entered(table, terms.keys, claim.c.key) for table in _tables(wanted)))
    else:
        number = connection.info["term_sets"].add(terms.keys)
        found = func.terms_meet(claim.c.terms, number) == 1
    return ~found if terms.without else found


def _entered(table: Table, keys: Sequence[int], key: ColumnElement[int]) -> ColumnElement[bool]:
    return exists(select(table.c.term).where(table.c.term.in_(keys), table.c.claim == key).correlate(claim, WORDS))


def _tables(wanted: Wanted) -> tuple[Table, ...]:
    return (mark,) if wanted.only_standing else (mark, past)


def have_words(words: str) -> ColumnElement[bool]:
    """Return that a row of `claim` has the words; they are looked for at once, for looking into a row is slow."""
    return claim.c.key.in_(select(WORDS.c.rowid).where(WORDS.c.words.op("MATCH")(words)))


def _read_terms(connection: Connection, wanted: Wanted, leading: TermSet, part: Part) -> list[int]:
    rest = conditions_on(connection, wanted, without=leading, standing=not wanted.only_standing)
    tables = _tables(wanted)
    if len(leading.keys) == 1 or leading.live <= SORTED:
        asked = [_index_part(table, leading.keys, rest, part) for table in tables]
    else:
        asked = [_index_part(table, (key,), rest, part) for key in leading.keys for table in tables]
    streams = [_gather(connection, each) for each in asked]
    return _first_of(streams, part)


def _index_part(table: Table, keys: Sequence[int], rest: list[ColumnElement[bool]], part: Part) -> Select[tuple[int]]:
    asked = select(table.c.claim).where(
        table.c.term == keys[0] if len(keys) == 1 else table.c.term.in_(keys),
        table.c.claim >= part.low,
        table.c.claim < part.high,
    )
    if len(keys) > 1:
        asked = asked.distinct()
    if rest:
        asked = asked.join(claim, claim.c.key == table.c.claim).where(*rest)
    order = table.c.claim.desc() if part.newest_first else table.c.claim
    return asked.order_by(order).limit(part.limit)


def _first_of(streams: Sequence[Sequence[int]], part: Part) -> list[int]:
    if len(streams) == 1:
        return list(streams[0])
    merged = merge(*streams, reverse=part.newest_first)
    return list(islice((key for key, _ in groupby(merged)), part.limit))


def _read_words(connection: Connection, wanted: Wanted, leading: TermSet | None, part: Part) -> list[int]:
    """Read the index of words, which is in the order of its rows' keys, as the others are."""
    key = WORDS.c.rowid
    asked = select(key).where(WORDS.c.words.op("MATCH")(wanted.words), key >= part.low, key < part.high)
    standing = not wanted.only_standing or leading is None
    rest = conditions_on(connection, wanted, without=leading, standing=standing)
    if rest:
        asked = asked.select_from(WORDS.join(claim, claim.c.key == _LOOSE_ROWID)).where(*rest)
    if leading is not None:
        asked = asked.where(or_(*(_led_by(table, leading) for table in _tables(wanted))))
    order = key.desc() if part.newest_first else key
    return _gather(connection, asked.order_by(order).limit(part.limit))


def _led_by(table: Table, leading: TermSet) -> ColumnElement[bool]:
    """Return that a row has one of the terms: of few rows, which are gathered first; of many, looked up for each."""
    if leading.live <= SORTED:
        return _LOOSE_ROWID.in_(select(table.c.claim).where(table.c.term.in_(leading.keys)))
    return _entered(table, leading.keys, _LOOSE_ROWID)


def _read_days(connection: Connection, wanted: Wanted, part: Part) -> list[int] | None:
    """Read the rows valid on a day off the tree of intervals; None where they are too many to be sorted."""
    found = "SELECT claim FROM span WHERE valid_from <= ? AND valid_to >= ? LIMIT ?"
    keys = list(connection.exec_driver_sql(found, (wanted.day, wanted.day, FEW_DAYS + 1)).scalars())
    if len(keys) > FEW_DAYS:
        return None
    keys = sorted((key for key in keys if part.low <= key < part.high), reverse=part.newest_first)
    conditions = conditions_on(connection, wanted)
    return list(islice(_checked(connection, keys, conditions), part.limit))


def _checked(connection: Connection, keys: Sequence[int], conditions: list[ColumnElement[bool]]) -> Iterator[int]:
    for at in range(0, len(keys), 500):
        some = keys[at : at + 500]
        good = set(connection.execute(select(claim.c.key).where(claim.c.key.in_(some), *conditions)).scalars())
        yield from (key for key in some if key in good)


def _read_rows(connection: Connection, wanted: Wanted, part: Part) -> list[int]:
    asked = select(claim.c.key).where(claim.c.key >= part.low, claim.c.key < part.high)
    asked = asked.where(*conditions_on(connection, wanted))
    order = claim.c.key.desc() if part.newest_first else claim.c.key
    return _gather(connection, asked.order_by(order).limit(part.limit))
