"""Amending: a claim with some slots as people say they ought to be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from functools import lru_cache
from typing import Any, get_type_hints

from pydantic import TypeAdapter, ValidationError

from reportedly.errors import LedgerError
from reportedly.ledger.codec import pack, unpack
from reportedly.ledger.rows import ends_early
from reportedly.model import Claim, LinkKind, Valid

# What identifies a claim and says how it was read is not for people to change.
FIXED = frozenset({"id", "evidence", "trigger", "rule", "score"})
AMENDABLE = tuple(field.name for field in fields(Claim) if field.name not in FIXED)


@lru_cache(maxsize=32)
def _adapter(slot: str) -> TypeAdapter[Any]:  # Any: each slot has a type of its own
    return TypeAdapter(get_type_hints(Claim)[slot])


def check_slots(slots: Mapping[str, Any]) -> dict[str, Any]:  # Any: values of the published format
    """Return the slots as they are kept, in short JSON.

    Raises: LedgerError (R511) where there is none, or a slot or its value is not allowed.
    """
    if not slots:
        raise _senseless("an amendment names no slot", f"name at least one of {', '.join(AMENDABLE)}.")
    checked = {}
    for name, value in slots.items():
        if name not in AMENDABLE:
            raise _senseless(f"slot {name!r} cannot be amended", f"amend {', '.join(AMENDABLE)}.")
        try:
            slot = _adapter(name).validate_python(value)
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(part) for part in (name, *first["loc"]))
            said = f"{where} has a value that is not allowed ({first['msg']})"
            raise _senseless(said, "write it as in the published format: `reportedly schema reading`.") from error
        if isinstance(slot, Valid) and ends_early(slot):
            raise _senseless("valid ends before it begins", "write the earlier day in `earliest`.")
        checked[name] = pack(slot)
    return checked


def _senseless(what: str, fix: str) -> LedgerError:
    why = "An amended claim must still be a claim that can be searched, compared and counted."
    return LedgerError("R511", f"{what}.", why=why, fix=fix)


def amend_claim(claim: Claim, slots: Mapping[str, Any]) -> Claim:
    """Return the claim with slots, as `check_slots` gave them, put in the place of its own.

    What follows from others is kept in line: the source is the chain's last link, and `via` the last medium before it.
    """
    hints = get_type_hints(Claim)
    new = {name: unpack(hints[name], value) for name, value in slots.items()}
    amended = replace(claim, **new)
    if "source" in new and "chain" not in new:
        amended = replace(amended, chain=(*claim.chain[:-1], amended.source))
    elif "chain" in new and amended.chain and "source" not in new:
        media = [link for link in amended.chain[:-1] if link.kind is LinkKind.MEDIUM]
        amended = replace(amended, source=amended.chain[-1], via=media[-1] if media else None)
    if {"source", "chain"} & new.keys() and "anonymous" not in new:
        amended = replace(amended, anonymous=amended.source.anonymous)
    return amended
