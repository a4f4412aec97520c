"""When a document came out: the dates found for it, where each was found, and the one that is used."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.intake.dateline import choose_published, find_dateline
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
    warnings: list[str] = []
    days = [_as_day(value, origin, warnings) for value, origin in ((given, "given"), (metadata, "metadata"))]
    dateline = find_dateline(text, publisher)
    published, dates = choose_published(days[0], dateline, days[1])
    for found in dates:
        if found.origin is DateOrigin.GIVEN and found.value != published:
            used = next((other.origin for other in dates if other.value == published), DateOrigin.DATELINE)
            warnings.append(f"dated {published} by its {used}, not {found.value} as given")
    return Dating(published, dates, dateline.agency if dateline else None, tuple(warnings))


def _as_day(value: str | None, origin: str, warnings: list[str]) -> str | None:
    day = as_iso_day(value) if value else None
    if day is None and value and value.strip():
        warnings.append(f"R104: publication date {value[:40]!r} ({origin}) is not a date, and is not used")
    return day
