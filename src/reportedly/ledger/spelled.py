"""Names as people type them: a filter's parties, places and sources in any spelling, made into ids of the registers.

"ISIL" finds claims of ISIS, "Markada" those of Markadah, and "observatory" every source whose name holds the word. The
names themselves stay in the filter, so that what no register knows is found as it was written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from reportedly.ledger.ledger import Ledger
from reportedly.ledger.records import ClaimFilter, Words

_MOST_PLACES = 10  # entries of one name; what is meant is seldom further down
_MOST_SOURCES = 100


def spell_out(ledger: Ledger, wanted: ClaimFilter) -> ClaimFilter:
    """Return the filter with the ids that its names of parties, places and sources may mean beside the names."""
    return replace(
        wanted,
        party=_with(wanted.party, _party_ids),
        place=_with(wanted.place, _place_ids),
        source=_with(wanted.source, lambda name: _source_ids(ledger, name)),
        via=_with(wanted.via, lambda name: _source_ids(ledger, name)),
        publisher=_with(wanted.publisher, lambda name: _source_ids(ledger, name)),
    )


def _with(values: Words, find: Callable[[str], Iterable[str]]) -> tuple[str, ...]:
    given = (values,) if isinstance(values, str) and values else tuple(values)
    return tuple(dict.fromkeys(each for value in given for each in (value, *find(value))))


def _party_ids(name: str) -> list[str]:
    from reportedly.gazetteer.parties import active_register

    return [entry.id for entry in active_register().find(name)]


def _place_ids(name: str) -> list[str]:
    from reportedly.gazetteer.lookup import look_up
    from reportedly.gazetteer.store import open_gazetteer

    if ":" in name:  # an id
        return []
    return [candidate.entry.id for _, candidate in look_up(name, open_gazetteer())[:_MOST_PLACES]]


def _source_ids(ledger: Ledger, name: str) -> list[str]:
    if name.startswith("name:"):
        return []
    return [entry.id for entry in ledger.sources(words=name, limit=_MOST_SOURCES)]
