"""Views: whose word is taken when we say who holds what.

A view is everybody, one source, or one side (the sources that have a stake on it). Takes kept claims, gives those that
belong to a view; says nothing of which view is right.
"""

from __future__ import annotations

from collections.abc import Iterable

from reportedly.model import EVERYBODY, KeptClaim, LinkKind, View, ViewKind
from reportedly.weighing.trust import source_name


def parse_view(text: str) -> View:
    """Return the view that a word names: "all", "side:NAME", "source:NAME", or a source's bare name.

    >>> parse_view("side:government").kind.value, parse_view("all").name
    ('side', None)
    """
    kind, colon, name = text.partition(":")
    if text.strip().lower() in {"", "all"}:
        return EVERYBODY
    if colon and kind.strip().lower() in {"side", "source"}:
        return View(ViewKind(kind.strip().lower()), name.strip())
    return View(ViewKind.SOURCE, text.strip())


def select_view(kept: Iterable[KeptClaim], view: View) -> list[KeptClaim]:
    """Return the claims that a view takes, in the order in which they came."""
    return [one for one in kept if in_view(one, view)]


def in_view(kept: KeptClaim, view: View) -> bool:
    """Return whether a claim is the word of the view's source or side."""
    if view.kind is ViewKind.ALL or view.name is None:
        return True
    name = view.name.casefold()
    source = kept.claim.source
    if view.kind is ViewKind.SIDE:
        return (source.stake or "").casefold() == name
    own = source.kind is LinkKind.PUBLISHER and kept.publisher.casefold() == name
    return own or source_name(kept).casefold() == name or (source.text or "").casefold() == name


def list_views(kept: Iterable[KeptClaim]) -> tuple[View, ...]:
    """Return the views that claims allow: everybody, then each side, then each source that is named."""
    sides, sources = set(), set()
    for one in kept:
        if one.claim.source.stake:
            sides.add(one.claim.source.stake)
        if not one.claim.source.anonymous:
            sources.add(source_name(one))
    return (
        EVERYBODY,
        *(View(ViewKind.SIDE, side) for side in sorted(sides)),
        *(View(ViewKind.SOURCE, source) for source in sorted(sources)),
    )
