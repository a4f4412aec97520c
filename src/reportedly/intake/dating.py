"""When a document came out: the dates found for it, where each was found, and the one that is used."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.intake.dates import as_iso_day
from reportedly.model import DateOrigin, FoundDate


@dataclass(frozen=True, slots=True)
class Dating:
    """The dates of a document, the one used, the agency of its dateline, and what was odd about them."""

    published: str | None
    dates: tuple[FoundDate, ...]
    agency: str | None
    warnings: tuple[str, ...]


def find_dating(text: str, publisher: str, *, given: str | None, metadata: str | None) -> Dating:
    """Return every date that the user, the text's dateline and the metadata give, and the one used.

    A given date that is none (R104) is left out with a warning: the document is read, its relative times stay relative.
    """
    found, warnings = [], []
    for value, origin in ((given, DateOrigin.GIVEN), (metadata, DateOrigin.METADATA)):
        day = as_iso_day(value) if value else None
        if day:
            found.append(FoundDate(day, origin))
        elif value and value.strip():
            warnings.append(f"R104: publication date {value[:40]!r} ({origin}) is not a date, and is not used")
    return Dating(found[0].value if found else None, tuple(found), None, tuple(warnings))
