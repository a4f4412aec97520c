"""On what day a document came out, and what else it or its metadata say of that: in words and in JSON."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from reportedly.model import DateOrigin, FoundDate

if TYPE_CHECKING:
    from reportedly.ledger import Ledger

_RANK = (DateOrigin.DATELINE, DateOrigin.METADATA, DateOrigin.GIVEN)  # which is named where several say the same


def find_dates(ledger: Ledger, documents: Iterable[str]) -> dict[str, tuple[FoundDate, ...]]:
    """Return the dates found for each document whose dates disagree."""
    found = {id: ledger.document(id).dates for id in sorted(set(documents))}
    return {id: dates for id, dates in found.items() if is_disputed(dates)}


def is_disputed(dates: tuple[FoundDate, ...]) -> bool:
    """Return whether dates differ by more than a day, as where a dateline beats the metadata."""
    days = [date.fromisoformat(found.value) for found in dates]
    return bool(days) and (max(days) - min(days)).days > 1


def say_dates(published: str | None, dates: tuple[FoundDate, ...]) -> str:
    """Return the date used, and the others where they disagree.

    >>> dates = FoundDate("2021-04-09", DateOrigin.DATELINE), FoundDate("2021-04-02", DateOrigin.GIVEN)
    >>> say_dates("2021-04-09", dates)
    'reported 2021-04-09 (dateline); given: 2021-04-02'
    """
    if not published:
        return "undated"
    used = sorted((found.origin for found in dates if found.value == published), key=_RANK.index)
    said = f"reported {published}" + (f" ({used[0]})" if used else "")
    return "; ".join([said, *say_others(published, dates)])


def say_others(published: str | None, dates: tuple[FoundDate, ...]) -> list[str]:
    """Return the dates that were found and not used: "given: 2021-04-02"."""
    return [f"{found.origin}: {found.value}" for found in dates if found.value != published]


def dates_as_dict(dates: tuple[FoundDate, ...] | None) -> dict[str, Any]:  # Any: JSON
    """Return what is added to a JSON object about a document's dates: whether they disagree, and if so all of them."""
    from reportedly.ledger.format import record_as_dict

    return {"dates_disagree": bool(dates), "dates": [record_as_dict(found) for found in dates or ()]}
