"""The dateline: where, when and by which agency a text says it was filed, read from its first 300 characters.

Knows two shapes: that of the news agencies ("KABUL, Afghanistan, Feb 19 (Agency) - ...") at the start of a line, and
a date that opens a text or follows its headline ("Published June 20 2016", "Monitor AFP Friday 6 Feb 2015 ..."). A
date in running prose ("a raid on 6 May 2016 killed") is no dateline.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from reportedly.model import DateOrigin, FoundDate, Span

HEAD_CHARS = 300  # datelines stand this near the start
_DISAGREE_DAYS = 1  # a day is lost between time zones; more is a disagreement

# Agencies whose bare name before or after a date marks a dateline, as they sign themselves.
_AGENCIES = (
    "AAP|AFP|ANF|ANHA|ANSA|AP|APA|ARA News|Anadolu|Agencies|DPA|EFE|IANS|INTERFAX|Interfax|IRNA|ISNA|KUNA|NNA|PTI|"
    "RIA Novosti|REUTERS|Reuters|SANA|SUNA|Sputnik|TASS|UNB|UPI|WAFA|Xinhua"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|"
    r"Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
_WEEKDAY = r"(?P<weekday>(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?)"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
# In the second form the year may stick to the day: "Oct 032017" has lost its comma and space.
_DATE_FORMS = (
    rf"(?:{_WEEKDAY}\.?,?\s+)?(?P<day>[0-3]?\d)(?:st|nd|rd|th)?\s+{_MONTH}\b\.?(?:,?\s+{_YEAR})?",
    rf"(?:{_WEEKDAY}\.?,?\s+)?{_MONTH}\b\.?\s+(?P<day>[0-3]?\d)(?:st|nd|rd|th)?(?:,?\s*{_YEAR}|(?!\d))",
    r"(?P<year>(?:19|20)\d\d)-(?P<number>\d\d)-(?P<day>\d\d)(?!\d)",
    rf"(?P<day>[0-3]?\d)(?P<mark>[./-])(?P<number>[01]?\d)(?P=mark){_YEAR}",
)
_YEAR_TOLD = re.compile(r"(?:19|20)\d\d(?!\d)")
_DAY_OR_MONTH = re.compile(rf"(?:(?<=\s)|^){_WEEKDAY}\b|(?<=\s){_MONTH}\b", re.IGNORECASE)
_DATES = tuple(re.compile(form, re.IGNORECASE) for form in _DATE_FORMS)
_OPENING = re.compile(
    r"\s*(?:print this page\s+)?"
    r"(?:date of publication|(?:first |last )?(?:published|posted|updated)(?: on| at)?|publication date)?:?\s*",
    re.IGNORECASE,
)
# "Goma (DR Congo)", "KABUL, Afghanistan", "NAIROBI/ADDIS ABABA": capitalised words in up to three parts.
_NAME = r"[^\W\d_a-z][\w.'’/-]*(?:\s(?:and|of|de|al|el|[^\W\d_a-z][\w.'’/-]*)){0,4}"
_PLACE = re.compile(rf"(?P<place>{_NAME})(?P<region>\s\([^()\n]{{2,40}}\)(?=,)|(?:,\s{_NAME}){{0,2}})")
# "(Agency)", "/AGENCY/." and, after a date, ", AGENCY."
_AGENCY = re.compile(r"[\s,]*\((?P<agency>[^\W\d_a-z][^()\n\d]{1,39})\)")
_SLASHED = re.compile(r"[\s,]*/(?P<agency>[^\W\d_a-z][^/\n\d]{1,39})/\.?|,\s(?P<named>[A-Z][A-Z -]{2,30})\.(?=\s)")
_BREAK = re.compile(r"\s*(?:-{1,3}|[–—:_])(?=\s|$)|[ \t]*(?:\n|$)")
# Headings of reports and transcripts that look like a place.
_NO_PLACE = frozenset(
    {
        "AS OF",
        "HIGHLIGHTS",
        "KEY",
        "QUESTION",
        "ANSWER",
        "SUMMARY",
        "NOTE",
        "UPDATE",
        "BREAKING",
        "EXCLUSIVE",
        "URGENT",
        "OVERVIEW",
        "CONTEXT",
        "WATCH",
        "VIDEO",
    }
)
_BARE_AGENCY = re.compile(rf"(?:{_AGENCIES})\b")
_PROSE_BEFORE = re.compile(
    r"(?:\b(?:on|in|since|until|till|by|from|of|the|and|to|at|before|after|between|dated?|last)|,)\s*$", re.I
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline and its parts, as spans of the text.

    `date` is an ISO day; where the text leaves the year out it is None, and `month` and `day` are kept to be filled in.
    """

    span: Span
    place: Span | None = None
    agency: str | None = None
    agency_span: Span | None = None
    date: str | None = None
    date_span: Span | None = None
    month: int | None = None
    day: int | None = None


def find_dateline(text: str, publisher: str = "") -> Dateline | None:
    """Return the dateline of a text, or None.

    Args:
        text: the text without its title.
        publisher: its name marks a dateline like an agency's.

    >>> find_dateline("KABUL, Afghanistan, Feb 19 (Wire) - Troops left.").agency
    'Wire'
    """
    head = text[:HEAD_CHARS]
    return _find_opening(head) or _find_wire(head) or _find_after_headline(head, publisher)


def _read_date(match: re.Match[str]) -> tuple[int, int, int | None] | None:
    """Return month, day and year (None where left out) of a match, or None if the calendar has no such day."""
    parts = match.groupdict()
    name = parts.get("month")
    month = _MONTHS.index(name[:3].lower()) + 1 if name else int(parts["number"])
    day, year = int(parts["day"]), int(parts["year"]) if parts.get("year") else None
    if parts.get("mark") and month > 12:  # "06.13.2017"
        month, day = day, month
    elif parts.get("mark") == "/" and day <= 12 and month <= 12 and day != month:
        return None  # nobody can tell 03/04 from 04/03
    return (month, day, year) if _make(year or 2000, month, day) else None


def _make(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _match_date(head: str, at: int) -> tuple[Span, tuple[int, int, int | None]] | None:
    for form in _DATES:
        match = form.match(head, at)
        found = _read_date(match) if match else None
        if match and found:
            return Span(*match.span()), found
    return None


def _build(span: Span, dated: tuple[Span, tuple[int, int, int | None]] | None, **parts: object) -> Dateline:
    """Return a dateline of these parts."""
    agency, agency_span, place = parts.get("agency"), parts.get("agency_span"), parts.get("place")
    where, (month, day, year) = dated or (None, (None, None, None))
    full = _make(year, month, day) if year and month and day else None
    return Dateline(
        span,
        place=place if isinstance(place, Span) else None,
        agency=agency if isinstance(agency, str) else None,
        agency_span=agency_span if isinstance(agency_span, Span) else None,
        date=full.isoformat() if full else None,
        date_span=where,
        month=month,
        day=day,
    )


def _find_opening(head: str) -> Dateline | None:
    """Find a full date at the very start, with a label before it or not."""
    label = _OPENING.match(head)
    at = label.end() if label else 0
    dated = _match_date(head, at)
    if dated is None or dated[1][2] is None or head[dated[0].end : dated[0].end + 1] == ",":
        return None
    return _build(Span(0, dated[0].end), dated)


def _find_wire(head: str) -> Dateline | None:
    """Find an agency's dateline at the start of a line."""
    for at in [0, *(m.end() for m in re.finditer(r"\n\s*", head))]:
        found = _read_wire(head, at)
        if found is not None:
            return found
    return None


def _read_wire(head: str, start: int) -> Dateline | None:
    agency = _AGENCY.match(head, start)
    at = _skip(head, agency.end()) if agency else start
    place = _match_place(head, at)
    if place is None or place.group("place").upper() in _NO_PLACE:
        return None
    at = place.end()
    dated = _match_date(head, _skip(head, at))
    at = dated[0].end if dated else at
    agency = agency or _AGENCY.match(head, at) or (_SLASHED.match(head, at) if dated else None)
    at = max(at, agency.end()) if agency else at
    if dated is None and agency:
        dated = _match_date(head, _skip(head, at))
        at = dated[0].end if dated else at
    signed = dated is not None and agency is not None
    if not signed and (_BREAK.match(head, at) is None or not (dated or agency or _is_shouted(head, place, at))):
        return None
    group = "agency" if agency and agency.groupdict().get("agency") else "named"
    return _build(
        Span(start, at),
        dated,
        place=Span(*place.span("place")),
        agency=agency.group(group).strip() if agency else None,
        agency_span=Span(*agency.span(group)) if agency else None,
    )


def _match_place(head: str, at: int) -> re.Match[str] | None:
    """Match a place, leaving a month that follows it without a comma to the date ("Aleppo June 3")."""
    place = _PLACE.match(head, at)
    if place is None:
        return None
    for word in _DAY_OR_MONTH.finditer(head[: place.end()]):
        if word.start() > at:
            return _PLACE.match(head[: word.start()].rstrip(" ,"), at)
    return place


def _skip(head: str, at: int) -> int:
    match = re.compile(r"[\s,–—-]*").match(head, at)
    return match.end() if match else at


def _is_shouted(head: str, place: re.Match[str], at: int) -> bool:
    """Return whether a place alone makes a dateline: in capitals, and before a dash or colon."""
    name = place.group("place")
    return len(name) > 2 and name.upper() == name and _BREAK.match(head, at) is not None and head[at : at + 1] != "\n"


def _find_after_headline(head: str, publisher: str) -> Dateline | None:
    """Find a full date between headline and text: with its weekday, or beside an agency, and in no sentence."""
    if not _YEAR_TOLD.search(head):
        return None
    for form in _DATES:
        for match in form.finditer(head):
            found = _read_date(match)
            if found is None or found[2] is None or _PROSE_BEFORE.search(head[: match.start()]):
                continue
            agency = _agency_beside(head, match, publisher)
            if agency is None and not match.groupdict().get("weekday"):
                continue
            span = Span(min(match.start(), agency.start if agency else match.start()), match.end())
            name = head[agency.start : agency.end] if agency else None
            return _build(span, (Span(*match.span()), found), agency=name, agency_span=agency)
    return None


def _agency_beside(head: str, match: re.Match[str], publisher: str) -> Span | None:
    """Return the agency within two words before or after a date."""
    before = head[: match.start()].rstrip()
    words = list(re.finditer(r"\S+", before))[-2:]
    start = words[0].start() if words else 0
    after = re.compile(r"(?:\s+\S+){1,2}").match(head, match.end())
    for begin, end in ((start, len(before)), (match.end(), after.end() if after else match.end())):
        found = _BARE_AGENCY.search(head, begin, end)
        if found:
            return Span(*found.span())
        at = head.casefold().find(publisher.casefold(), begin, end) if len(publisher) > 2 else -1
        if at >= 0 and len(head.casefold()) == len(head):
            return Span(at, at + len(publisher))
    return None


def choose_published(
    given: str | None, dateline: Dateline | None, metadata: str | None
) -> tuple[str | None, tuple[FoundDate, ...]]:
    """Return the day that a document counts as published on, and every day found for it.

    The dateline beats metadata, and metadata beats the given day, where they disagree by more than a day. A dateline
    without a year takes the one that brings it nearest to the given day (else to the metadata's).

    >>> choose_published("2016-08-16", find_dateline("Published August 14 2016 Shells fell."), None)[0]
    '2016-08-14'
    """
    found = []
    if given:
        found.append(FoundDate(given[:10], DateOrigin.GIVEN))
    if metadata:
        found.append(FoundDate(metadata[:10], DateOrigin.METADATA))
    filed = _fill_year(dateline, given or metadata) if dateline else None
    if dateline and filed:
        found.append(FoundDate(filed, DateOrigin.DATELINE, dateline.date_span))
    published: str | None = None
    for one in found:
        if published is None or _apart(published, one.value) > _DISAGREE_DAYS:
            published = one.value
    return published, tuple(found)


def _fill_year(dateline: Dateline, near: str | None) -> str | None:
    if dateline.date or dateline.month is None or dateline.day is None or near is None:
        return dateline.date
    try:
        base = date.fromisoformat(near[:10])
    except ValueError:
        return None
    years = (base.year + step for step in (-1, 0, 1) if 1 <= base.year + step <= 9999)
    days = [day for day in (_make(year, dateline.month, dateline.day) for year in years) if day]
    return min(days, key=lambda day: abs((day - base).days)).isoformat() if days else None


def _apart(one: str, other: str) -> int:
    try:
        return abs((date.fromisoformat(one) - date.fromisoformat(other)).days)
    except ValueError:
        return 0
