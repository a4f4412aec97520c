"""Facets: claims made ready to be compared, many at once: speakers learned, stories told, places borrowed.

The map from kept claims to what questions compare; `questions` makes a single facet.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from reportedly.model import KeptClaim
from reportedly.weighing.borrowing import find_borrowed, lend
from reportedly.weighing.offices import Directory, learn_all
from reportedly.weighing.questions import Facet, find_facet


def find_facets(
    claims: Iterable[KeptClaim], directory: Directory | None = None, stories: Mapping[str, str] | None = None
) -> list[Facet]:
    """Return the facets of the claims, in the order of their ids; `stories` gives each copy the one it goes back to."""
    listed = sorted(claims, key=lambda kept: kept.claim.id)
    directory = directory or learn_all(listed)
    facets = [find_facet(kept, directory, (stories or {}).get(kept.document, kept.document)) for kept in listed]
    return lend(facets, find_borrowed(facets))
