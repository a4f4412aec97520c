"""Last words: for each place on a day, what was last said of who holds it, and on whose word.

Takes the columns of claims; gives for each place the holders named by the claims of the last days on which anybody
spoke of it, and a class that says on whose word that rests. It weighs nothing: the page of a place does that. What was
said long ago is stale, never a fact; who holds something in a province does not hold the province; a withdrawal told
after the last word makes the holder unknown.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from reportedly.model import View
from reportedly.sharing.whose_word import STALE_DAYS, Word
from reportedly.web.pages.claim_columns import UNDATED, Columns, Mask, iso
from reportedly.weighing.areas import is_area as is_wide

SAME_DAYS = 3  # what is said of days so near together is said of one state
_SHOWN = 4  # claims named for a place


@dataclass(frozen=True, slots=True)
class LastWord:
    """What was last said of who holds a place: the holders named, the class, the day, and the claims that say so."""

    holders: tuple[str, ...]
    word: Word
    day: str
    age_days: int
    claims: tuple[str, ...]  # ids


def find_last_words(columns: Columns, *, day: int, known: Mask, view: View) -> dict[int, LastWord]:
    """Return for each site, by its number, what was last said of who holds it on a day, of rows that are `known`."""
    speaks = columns.is_type(("control", "gain", "withdraw")) & columns.is_modality(("asserted",))
    speaks &= known & columns.in_view(view) & (columns.first <= day) & (columns.last != UNDATED)
    rows = np.flatnonzero(speaks)
    days = np.minimum(columns.last[rows], day)
    order = np.lexsort((rows, days, columns.site[rows]))
    rows, days = rows[order], days[order]
    firm = columns.firm[rows] == 1
    starts = np.flatnonzero(np.diff(columns.site[rows], prepend=-1))
    if not len(starts):
        return {}
    last_days = np.maximum.reduceat(np.where(firm, days, UNDATED), starts)  # on which somebody is said to hold it
    last = np.repeat(last_days, np.diff(starts, append=len(rows)))
    recent = _by_site(columns, rows[firm & (days > last - SAME_DAYS)])
    left = _by_site(columns, rows[~firm & (days > last) & (last != UNDATED)])
    lasts = dict(zip(columns.site[rows[starts]].tolist(), last_days.tolist(), strict=True))
    return {site: _last_word(columns, some, left.get(site, []), last=lasts[site], day=day)
            for site, some in recent.items()}  # fmt: skip


def _by_site(columns: Columns, rows: np.ndarray) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for site, row in zip(columns.site[rows].tolist(), rows.tolist(), strict=True):
        found.setdefault(site, []).append(row)
    return found


def _last_word(columns: Columns, recent: list[int], left: list[int], *, last: int, day: int) -> LastWord:
    """Return the last word of one site: `recent` rows say who holds it, `left` ones later that somebody went."""
    holders = tuple(dict.fromkeys(name for row in reversed(recent) for name in columns.holders[row]))
    word = _class(columns, recent, holders, day - last)
    if any(name in holders for row in left for name in columns.holders[row]):
        word = Word.UNKNOWN
    elif word is not Word.STALE and _is_part(columns, recent):
        word = Word.PARTS
    claims = tuple(dict.fromkeys(columns.claims[columns.claim[row]] for row in reversed(recent)))[:_SHOWN]
    return LastWord(holders, word, iso(last), day - last, claims)


def _is_part(columns: Columns, rows: list[int]) -> bool:
    """Return whether the rows are of something wider than a town, and none of them says that it means the whole."""
    return is_wide(columns.sites[int(columns.site[rows[0]])].place) and not any(columns.whole[row] for row in rows)


def _class(columns: Columns, rows: list[int], holders: tuple[str, ...], age: int) -> Word:
    if age > STALE_DAYS:
        return Word.STALE
    if len(holders) > 1:
        return Word.DISPUTED
    sides = {int(columns.side[row]) for row in rows}
    if sides == {0}:
        return Word.NEUTRAL
    return Word.ONE if len(sides) == 1 else Word.SEVERAL
