"""Blind: what a reviewer with an account is shown of claims that others have decided and that reviewer has not yet.

The pages of the review show nobody else's word by themselves; this is for all others: a claim that waits for the
reviewer's own answer looks there as the program read it. Viewers and admins see what stands.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from reportedly.model import KeptClaim, ReviewState
from reportedly.web.accounts import Role, User
from reportedly.web.desk import Desk

if TYPE_CHECKING:
    from reportedly.web.pages.document import View

_NOBODY = frozenset({ReviewState.UNREVIEWED, ReviewState.RETRACTED})  # no reviewer's word


def as_seen(desk: Desk, user: User, kept: KeptClaim) -> KeptClaim:
    """Return a claim as a user may see it: as it stands, or as that reviewer has it while others alone have decided."""
    if user.role is not Role.REVIEWER or kept.state in _NOBODY:
        return kept
    own = desk.ledger.reviewer(user.name).own(kept.claim.id)
    return kept if own.decisions else own.kept


def all_as_seen(desk: Desk, user: User, claims: Iterable[KeptClaim]) -> tuple[KeptClaim, ...]:
    """Return claims as a user may see them."""
    return tuple(as_seen(desk, user, kept) for kept in claims)


def view_as_seen(desk: Desk, user: User, view: View) -> View:
    """Return a document with its claims as a user may see them."""
    picked = as_seen(desk, user, view.picked) if view.picked else None
    return replace(view, claims=all_as_seen(desk, user, view.claims), picked=picked)
