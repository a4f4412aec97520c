"""The countries that a document speaks of, by the votes of its places and parties.

Takes the mentions and the toponyms, gives votes by ISO code. The dateline says where a report was written, not what it
is about, and has no vote.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from reportedly.gazetteer.parties import Register
from reportedly.intake.dateline import find_dateline
from reportedly.model import Place, Span
from reportedly.reading.parties.scan import Found

_BRACKETED = re.compile(r"\s*\([A-Z][^()\n]{2,60}\)\s*[-–—]\s")  # "(Nairobi, 3 March) – "
_NOWHERE = Span(0, 0)


def find_opening(text: str, publisher: str = "") -> Span:
    """Return where the dateline of a text stands, an empty span where it has none.

    >>> find_opening("(Nairobi) – The army denied it.").end
    12
    """
    bracketed = _BRACKETED.match(text)
    if bracketed is not None:
        return Span(*bracketed.span())
    dateline = find_dateline(text, publisher)
    return dateline.span if dateline is not None else _NOWHERE


def count_countries(
    register: Register, mentions: Sequence[Found], places: Iterable[Place], opening: Span = _NOWHERE
) -> Counter[str]:
    """Return the votes for each country of what a document names outside its dateline."""
    votes: Counter[str] = Counter()
    for place in places:
        if place.country and (place.start is None or not opening.start <= place.start < opening.end):
            votes[place.country] += 1 if place.kind == "demonym" else 2
    for mention in mentions:
        if len(mention.ids) == 1 and not opening.start <= mention.start < opening.end:
            entry = register.entries[mention.ids[0]]
            if len(entry.countries) == 1 and entry.kind != "state":
                votes[entry.countries[0]] += 3
            elif entry.kind == "state" and entry.countries:
                votes[entry.countries[0]] += 1
    return votes
