"""Parties as answers: what two mentions of who did it, or who holds it, are compared by."""

from __future__ import annotations

from collections.abc import Iterable

from reportedly.model import Party
from reportedly.weighing.wordlists import first_named

_GENERIC = "generic:"  # ids that the reader gives to groups without a name


def party_keys(parties: Iterable[Party]) -> frozenset[str]:
    """Return the keys of several parties."""
    return frozenset(party_key(party) for party in parties)


def party_key(party: Party) -> str:
    """Return what mentions of a party are compared by: its side where one is known, else its id, else its name.

    "The army", "the regime" and "government forces" are one answer to who did it.
    """
    if party.side:
        return f"side:{party.side}"
    if party.id and not party.id.startswith(_GENERIC):
        return party.id
    name = party.name or party.text
    told = first_named("sides", name)
    return f"side:{told}" if told else f"name:{name.casefold()}"


def exclude_each_other(these: frozenset[str], those: frozenset[str]) -> bool:
    """Return whether two answers to who did it cannot both be so.

    A group without name or side excludes nobody; "terrorists" may be any group, but no state's forces.
    """
    known = [{key for key in keys if not key.startswith("name:")} for keys in (these, those)]
    if not all(known):
        return False
    for ours, theirs in (known, known[::-1]):
        if ours == {"side:armed"}:
            return theirs <= {"side:government"} or any(key.startswith("state:") for key in theirs)
    return not known[0] & known[1]
