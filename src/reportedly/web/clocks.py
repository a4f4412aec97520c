"""The two clocks of a view, and the claims it shows, as its address says.

`at` is the day on which it was so, as claimed; `known_by` the day by which it had come out. Both go with every page
that heeds them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from fastapi import Depends, Query

from reportedly.errors import WebError
from reportedly.ledger import ClaimFilter
from reportedly.ledger.spelled import spell_out
from reportedly.web.desk import TheDesk

_LONGEST = 500  # characters of a value; a longer one names nothing

Word = Annotated[str, Query(max_length=_LONGEST)]
WordList = Annotated[list[str], Query(max_length=50)]
Day = Annotated[str, Query(description="a day, such as 2021-03-05", max_length=10)]


@dataclass(frozen=True, slots=True)
class Clocks:
    """The days that a view is asked for; None is now."""

    at: str | None = None  # it was so, as claimed, on this day
    known_by: str | None = None  # as what had come out by this day had it


def read_clocks(at: Day = "", known_by: Day = "") -> Clocks:
    """Return the clocks that an address holds.

    Raises: WebError (R801) for what is no day.
    """
    return Clocks(read_day("at", at), read_day("known_by", known_by))


def read_day(name: str, value: str) -> str | None:
    """Return a day of an address, or None where none is given.

    Raises: WebError (R801) for what is no day.
    """
    if not value:
        return None
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError as error:
        raise WebError(
            "R801",
            f"{name} has the value {value!r}, which is no day.",
            why="What was so, or was known, on a day needs a day of the calendar.",
            fix="write it as 2021-03-05, or leave it out.",
        ) from error


TheClocks = Annotated[Clocks, Depends(read_clocks)]


def read_filter(  # an address has more parameters than a function should
    clocks: TheClocks,
    *,
    q: Annotated[str, Query(description="words, all of which occur", max_length=_LONGEST)] = "",
    type: WordList = [],  # noqa: B006  # FastAPI copies it
    subtype: WordList = [],  # noqa: B006
    party: WordList = [],  # noqa: B006
    place: WordList = [],  # noqa: B006
    country: WordList = [],  # noqa: B006
    source: WordList = [],  # noqa: B006
    via: WordList = [],  # noqa: B006
    publisher: WordList = [],  # noqa: B006
    document: Word = "",
    modality: WordList = [],  # noqa: B006
    state: WordList = [],  # noqa: B006
    grade: WordList = [],  # noqa: B006
    anonymous: Annotated[bool | None, Query()] = None,
    since: Day = "",
    until: Day = "",
    superseded: bool = False,
) -> ClaimFilter:
    """Return the claims that an address asks for."""
    lists: dict[str, Any] = {  # Any: fields of the filter
        "type": type, "subtype": subtype, "party": party, "place": place, "country": country, "source": source,
        "via": via, "publisher": publisher, "modality": modality, "state": state, "grade": grade,
    }  # fmt: skip
    return ClaimFilter(
        words=q,
        document=document or None,
        anonymous=anonymous,
        at=clocks.at,
        known_by=clocks.known_by,
        since=read_day("since", since),
        until=read_day("until", until),
        superseded=superseded,
        **_without_empty(lists),
    )


def _without_empty(lists: dict[str, Any]) -> dict[str, Any]:  # Any: fields of the filter
    return {name: tuple(value for value in values if value) for name, values in lists.items()}


def find_filter(desk: TheDesk, wanted: Annotated[ClaimFilter, Depends(read_filter)]) -> ClaimFilter:
    """Return the claims that an address asks for, names as people type them found in the registers: "Markada"."""
    named = any(":" not in name for name in (*wanted.place, *wanted.source, *wanted.via, *wanted.publisher))
    if not (named or wanted.party) or desk.find_ledger() is None:
        return wanted
    return desk.ask(spell_out, wanted)


TheFilter = Annotated[ClaimFilter, Depends(find_filter)]
