"""Covering: what a ledger has heard of which area when, with what of it was read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import dropwhile, islice

from reportedly.ledger import ClaimFilter, Ledger, Order
from reportedly.sharing.coverage import Coverage, count_documents, cover, list_weeks
from reportedly.sharing.veil import GONE
from reportedly.weighing.asking import fresh
from reportedly.weighing.facets import find_facets

_WEEKS = 12
_PAGE = 500  # documents looked at together
_MOST_CLAIMS = 30_000  # counted, the latest reported: about ten seconds


def find_coverage(
    ledger: Ledger, *, until: str | None = None, weeks: int | None = None, country: str | None = None
) -> Coverage:
    """Return how many independent origins speak of each area in each of so many weeks up to a day.

    Without `until` the last week is that of the last report; without `weeks` there are twelve, or as many as the
    ledger has documents of. What people rejected or took back counts for nothing.

    Added in 0.2.
    """
    last = until or _last_report(ledger)
    asked = list_weeks(date.fromisoformat(last), weeks or _WEEKS)
    first, end = asked[0].first, asked[-1].last if until is None else last
    unread = [day for day in _unread_days(ledger) if first <= day <= end]
    counted = count_documents(asked, _read_days(ledger, first, end), unread)
    if weeks is None:
        counted = tuple(dropwhile(lambda week: not (week.read or week.unread), counted)) or counted[-1:]
        first = counted[0].first
    wanted = ClaimFilter(since=first, until=end, known_by=until)
    listed = list(islice(ledger.each_claim(wanted, order=Order.NEWEST), _MOST_CLAIMS + 1))
    is_cut = len(listed) > _MOST_CLAIMS
    if is_cut:  # a week that was not counted whole would look silent where it is not
        oldest = (listed.pop().reported or "")[:10]
        counted = tuple(week for week in counted if week.first > oldest) or counted[-1:]
    found = [kept for kept in listed if kept.state not in GONE]
    stories = fresh(ledger).stories_of({kept.document for kept in found})
    facets = find_facets(found, stories=stories)
    return replace(cover(facets, counted, until=end, country=country), is_cut=is_cut)


def _last_report(ledger: Ledger) -> str:
    newest = ledger.documents(limit=1).items
    return (newest[0].published or "2000-01-01")[:10] if newest else "2000-01-01"


def _read_days(ledger: Ledger, first: str, last: str) -> list[str]:
    """Return the days of the documents of a period that were read; those without a day are of no week."""
    days = []
    for day, is_read in _documents(ledger):
        if day < first:
            break
        if is_read and day <= last:
            days.append(day)
    return days


def _documents(ledger: Ledger) -> Iterator[tuple[str, bool]]:
    """Yield the day of each document, the latest first, and whether it was read."""
    after: str | None = None
    while True:
        page = ledger.documents(limit=_PAGE, after=after)
        yield from (((one.published or "")[:10], one.error is None) for one in page)
        if page.next is None:
            return
        after = page.next


def _unread_days(ledger: Ledger) -> Iterator[str]:
    """Yield the day of each document that could not be taken in or read."""
    after: str | None = None
    while True:
        page = ledger.quarantine(limit=_PAGE, after=after)
        yield from (one.published[:10] for one in page if one.published)
        if page.next is None:
            return
        after = page.next
