"""Parties: entities that act in a conflict, as mentioned and as registered."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Party:
    """A party as a text mentions it.

    `id` and `name` come from the register, or are None / the mention's own words for a group the register does not
    hold ("the rebels", "residents"). `kind` is state, state_force, rebel_group, militia, civilians, coalition, body,
    media ...; `side` its side in the conflict of the document, where known.
    """

    text: str
    start: int | None
    end: int | None
    id: str | None = None
    name: str | None = None
    kind: str | None = None
    side: str | None = None
