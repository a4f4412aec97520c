"""Entries of a ledger's registers by the names people type."""

from __future__ import annotations

from collections.abc import Callable
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from reportedly.errors import UsageError

if TYPE_CHECKING:
    from reportedly.ledger import Page

_MOST = 10_000  # entries looked through for a name, the most frequent first


def find_entry(name: str, listed: Callable[..., Page[Any]]) -> str:  # Any: parties or places
    """Return the id of the one entry of that id or name; `listed` gives the register's pages.

    Raises: UsageError (R231) where no entry, or more than one, is called so.
    """
    from reportedly.gazetteer.fold import fold_plain

    entries = listed(limit=_MOST).items
    if any(entry.id == name for entry in entries):
        return name
    called = [entry.id for entry in entries if fold_plain(entry.name) == fold_plain(name)]
    if len(called) == 1:
        return str(called[0])
    near = get_close_matches(fold_plain(name), [fold_plain(entry.name) for entry in entries], n=1, cutoff=0.6)
    hints = called or [entry.id for entry in entries if fold_plain(entry.name) in near]
    why = "Only one entry that claims name can be settled."
    raise UsageError(
        "R231",
        f"{name!r} is {'no entry' if not called else f'{len(called)} entries'} of this ledger.",
        why=f"{why} Near it: {', '.join(hints)}." if hints else why,
        fix="use an id as `places list` or `parties kept` prints it.",
    )
