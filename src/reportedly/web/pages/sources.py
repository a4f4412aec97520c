"""Sources: the register with letters, and one source with its letter's history, its side and its track record."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Form, Path
from starlette.responses import RedirectResponse

from reportedly.cli.sources import LETTERS
from reportedly.errors import LedgerError
from reportedly.ledger import ClaimFilter, Ledger
from reportedly.ledger.terms import name_value, source_name
from reportedly.model import Decision, Letter, SourceEntry
from reportedly.web.address import segment
from reportedly.web.answer import Answer, page
from reportedly.web.clocks import Word
from reportedly.web.desk import TheDesk
from reportedly.web.guard import TheReviewer

if TYPE_CHECKING:
    from reportedly.weighing.record import TrackRecord

router = APIRouter()

_PAGE = 60
_LOOKED_AT = 50  # latest claims of a source that tell its side
_TOGETHER = 400  # the same for all sources of a page together
_MOST = 10_000


@page(router, "/sources", "sources.html", clocks=False)
def show_sources(desk: TheDesk, q: Word = "", after: Word = "") -> Answer:
    """List sources and publishers, the most frequent first, with their letters, who gave them and when."""
    found = desk.ask(Ledger.sources, words=q, limit=_PAGE, after=after or None)
    records = desk.try_weighing(_records, tuple(one.id for one in found.items))
    sides = desk.ask(_sides_of, tuple(one.id for one in found.items))
    data = {"sources": found, "grades": desk.ask(_grades), "records": records, "sides": sides, "q": q}
    return Answer(data, {"letters": LETTERS})


def _records(ledger: Ledger, sources: tuple[str, ...]) -> dict[str, TrackRecord]:
    from reportedly.weighing.record import track_records

    return track_records(ledger, {source: ClaimFilter(source=(source,)) for source in sources})


def _track(ledger: Ledger, source: str) -> TrackRecord:
    """Return the track record of a source over all its claims."""
    from reportedly.weighing.record import track_record

    return track_record(ledger, ClaimFilter(source=(source,)))


def _sides_of(ledger: Ledger, sources: tuple[str, ...]) -> dict[str, str]:
    """Return the side in the fight of those sources that have one, as the latest claims of all of them say."""
    counted: dict[str, Counter[str]] = {}
    for kept in ledger.claims(ClaimFilter(source=sources), limit=_TOGETHER):
        stake = kept.claim.source.stake
        if stake:
            name = name_value(source_name(kept.claim.source, kept.publisher))
            counted.setdefault(name, Counter())[stake] += 1
    return {source: min(stakes.items(), key=_by_count)[0] for source, stakes in counted.items()}


def _grades(ledger: Ledger) -> dict[str, Decision]:
    """Return the decision that gave each source its letter."""
    given: dict[str, Decision] = {}
    after = None
    while True:
        found = ledger.decisions(kind="grade", limit=500, after=after)
        for one in found:
            if one.holds and one.source:
                given.setdefault(name_value(one.source), one)
        if found.next is None:
            return given
        after = found.next


@page(router, "/sources/{source_id:path}", "source.html", clocks=False)
def show_source(source_id: Annotated[str, Path(max_length=500)], desk: TheDesk) -> Answer:
    """Show one source: its letter and who gave it, what it says, its side, and its track record."""
    entry = desk.ask(_find_source, source_id)
    wanted = ClaimFilter(source=(entry.id,))
    graded = desk.ask(Ledger.decisions, kind="grade", limit=500)
    history = [one for one in graded if one.source and name_value(one.source) == entry.id]
    data = {
        "source": entry,
        "grades": history,
        "sides": desk.ask(_sides, wanted),
        "record": desk.try_weighing(_track, entry.id),
        "claims": desk.ask(Ledger.claims, wanted, limit=15),
        "publishers": desk.ask(Ledger.facets, wanted, most=8).publisher,
    }
    return Answer(data, {"letters": LETTERS})


def _find_source(ledger: Ledger, source_id: str) -> SourceEntry:
    for one in ledger.sources(limit=_MOST):
        if source_id in (one.id, one.name):
            return one
    raise LedgerError(
        "R510",
        f"there is no source {source_id[:80]!r} in this ledger.",
        why="Only those are in the register whom a claim names or who published one.",
        fix="look it up at /sources.",
    )


def _sides(ledger: Ledger, wanted: ClaimFilter) -> list[tuple[str, int]]:
    """Return the sides that the source has in the fight, as its claims say, the most frequent first."""
    stakes = Counter(
        kept.claim.source.stake for kept in ledger.claims(wanted, limit=_LOOKED_AT) if kept.claim.source.stake
    )
    return sorted(stakes.items(), key=_by_count)


def _by_count(item: tuple[str, int]) -> tuple[int, str]:
    return -item[1], item[0]


@router.post("/sources/{source_id:path}/grade", summary="Give a source its letter.")
def grade_source(
    source_id: Annotated[str, Path(max_length=500)],
    desk: TheDesk,
    user: TheReviewer,
    letter: Annotated[Letter, Form()],
    reason: Annotated[str, Form(max_length=1000)] = "",
) -> RedirectResponse:
    """Give a source its Admiralty letter, from now on and for the whole ledger."""
    entry = desk.ask(_find_source, source_id)
    desk.ledger.grade(entry.id, letter, author=user.name, reason=reason)
    desk.start_weighing()
    return RedirectResponse(f"/sources/{segment(entry.id)}", 303)
