"""Origins: what a root source reported once, however many reprints carry it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from reportedly.model.attribution import LinkKind


@dataclass(frozen=True, slots=True)
class Origin:
    """What one root source reported once: the claims that carry it, the documents they stand in, and why they are one.

    Two readings of copies of one report are two claims of one origin; ten outlets that carry one spokesman are one
    origin. Nobody guesses who an anonymous source is, so unnamed sources of unrelated documents stay apart.
    """

    id: str
    source: str  # the root source's name, "an unnamed official", or the publisher's name
    kind: LinkKind
    claims: tuple[str, ...]  # ids, sorted
    documents: tuple[str, ...]  # ids, sorted
    publishers: tuple[str, ...]  # who carried it, sorted
    why: tuple[str, ...]  # reasons for taking these as one: "the same spokesman", "copies of one report"
    anonymous: bool = False
    stake: str | None = None  # the side the root source has in the fight, None where it has none or none is known
    hops: int = 0  # media between the root source and the nearest document that carries it
    unconfirmed: bool = False  # it repeats another's report that nobody has confirmed, and the other is not at hand


def origin_id(source: str, kind: LinkKind, claims: Iterable[str]) -> str:
    """Return the id of an origin: 16 hex digits of the root source, its kind and the least of its claims' ids.

    The least claim is enough, since a claim belongs to one origin; a later copy with a greater id keeps the origin's.

    >>> origin_id("A. Speaker", LinkKind.PERSON, ["b", "a"]) == origin_id("A. Speaker", LinkKind.PERSON, ["a"])
    True
    """
    raw = f"{source}\0{kind}\0{min(claims, default='')}"
    return hashlib.sha256(raw.encode("utf-8", "surrogatepass")).hexdigest()[:16]
