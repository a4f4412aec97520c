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
    rows = rows[np.lexsort((rows, np.minimum(columns.last[rows], day), columns.site[rows]))]
    sites = columns.site[rows]
    cuts = np.flatnonzero(np.diff(sites)) + 1
    found = {}
    for group in np.split(rows, cuts):
        if len(group):
            word = _last_word(columns, group, day)
            if word is not None:
                found[int(columns.site[group[0]])] = word
    return found


def _last_word(columns: Columns, rows: np.ndarray, day: int) -> LastWord | None:
    """Return the last word of the rows of one site, which come in the order of their days."""
    said = [(min(int(columns.last[row]), day), int(row)) for row in rows[-40:]]
    named = [(on, row, _holders(columns, row)) for on, row in said]
    firm = [(on, row, who) for on, row, who in named if who]
    if not firm:
        return None
    last = firm[-1][0]
    recent = [(row, who) for on, row, who in firm if on > last - SAME_DAYS]
    holders = tuple(dict.fromkeys(name for _, who in reversed(recent) for name in who))
    left = {name for on, row, who in named if not who and on > last for name in columns.holders[row]}
    age = day - last
    word = _class(columns, [row for row, _ in recent], holders, age)
    if left & set(holders):
        word = Word.UNKNOWN
    elif word is not Word.STALE and _is_part(columns, [row for row, _ in recent]):
        word = Word.PARTS
    claims = tuple(dict.fromkeys(columns.claims[columns.claim[row]] for row, _ in reversed(recent)))[:_SHOWN]
    return LastWord(holders, word, iso(last), age, claims)


def _is_part(columns: Columns, rows: list[int]) -> bool:
    """Return whether the rows are of something wider than a town, and none of them says that it means the whole."""
    return is_wide(columns.sites[int(columns.site[rows[0]])].place) and not any(columns.whole[row] for row in rows)


def _holders(columns: Columns, row: int) -> tuple[str, ...]:
    return () if columns.type_of(row) == "withdraw" else columns.holders[row]


def _class(columns: Columns, rows: list[int], holders: tuple[str, ...], age: int) -> Word:
    if age > STALE_DAYS:
        return Word.STALE
    if len(holders) > 1:
        return Word.DISPUTED
    sides = {int(columns.side[row]) for row in rows}
    if sides == {0}:
        return Word.NEUTRAL
    return Word.ONE if len(sides) == 1 else Word.SEVERAL
