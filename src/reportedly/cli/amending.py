"""SLOT=VALUE as typed at the terminal, made into slots of the published format.

A figure is written `28`, `20-30`, `>=20`, `<40` or `none`; a place is looked up in the gazetteer, a party in the
register; a day is `2021-03-16`, or two with a slash between.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from reportedly.errors import UsageError
from reportedly.model import Claim

# Any: values of the published format.

_FIGURE = re.compile(r"^(?P<relation>>=|<=|[<>=~])?\s*(?P<low>[\d,.]+)(?:\s*-\s*(?P<high>[\d,.]+))?$")
_DAYS = re.compile(r"^(\d{4}-\d{2}-\d{2})?(?:/(\d{4}-\d{2}-\d{2})?)?$")
_NOTHING = ("", "none", "nobody", "nowhere", "-")


def read_amendments(pairs: Iterable[str], claim: Claim) -> dict[str, Any]:
    """Return the slots that SLOT=VALUE pairs give, in the published format.

    Raises: UsageError (R231, R236) where one is not understood.
    """
    slots: dict[str, Any] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        name = name.strip().lower()
        if not equals or name not in _READERS:
            raise UsageError(
                "R236",
                f"{pair!r} amends nothing.",
                why=f"An amendment is SLOT=VALUE, with one of these slots: {', '.join(_READERS)}.",
                fix='write it as --amend "figure=>=28", or --amend place=Markada.',
            )
        slots |= _READERS[name](value.strip(), claim)
    return slots


def _read_word(slot: str) -> Callable[[str, Claim], dict[str, Any]]:
    def read(value: str, claim: Claim) -> dict[str, Any]:
        return {slot: None if value.lower() in _NOTHING and slot == "subtype" else value.lower()}

    return read


def _read_figure(value: str, claim: Claim) -> dict[str, Any]:
    if value.lower() in _NOTHING:
        return {"quantity": None}
    found = _FIGURE.match(value)
    if not found:
        raise _misread("figure", value, "28, 20-30, >=20, <40 or none")
    relation = found["relation"] or "="
    low = _number(found["low"])
    high = _number(found["high"]) if found["high"] else low
    old = claim.quantity
    return {
        "quantity": {
            "low": None if relation in ("<", "<=") else low,
            "high": None if relation in (">", ">=") else high,
            "unit": old.unit if old else "people",
            "of": old.of if old else None,
            "relation": relation,
            "hedge": None,
            "start": None,
            "end": None,
        }
    }


def _number(text: str) -> float:
    try:
        return float(text.replace(",", ""))
    except ValueError as error:
        raise _misread("figure", text, "28, 20-30, >=20, <40 or none") from error


def _read_days(value: str, claim: Claim) -> dict[str, Any]:
    found = _DAYS.match(value)
    if value.lower() in _NOTHING:
        return {"valid": {"earliest": None, "latest": None, "precision": "unknown", "basis": "none"}}
    if not found or not (found[1] or found[2]):
        raise _misread("valid", value, "2021-03-16, or 2021-03-16/2021-03-18")
    latest = found[2] if "/" in value else found[1]
    basis = str(claim.valid.basis)
    basis = "expression" if basis == "none" else basis
    return {"valid": {"earliest": found[1], "latest": latest, "precision": "day", "basis": basis}}


def _read_places(slot: str) -> Callable[[str, Claim], dict[str, Any]]:
    def read(value: str, claim: Claim) -> dict[str, Any]:
        from reportedly.cli.places import find_place
        from reportedly.ledger.format import record_as_dict

        return {slot: [record_as_dict(find_place(name, None)) for name in _names(value)]}

    return read


def _read_parties(slot: str) -> Callable[[str, Claim], dict[str, Any]]:
    def read(value: str, claim: Claim) -> dict[str, Any]:
        from reportedly.cli.kept_parties import find_registered
        from reportedly.ledger.format import record_as_dict

        return {slot: [record_as_dict(find_registered(name)) for name in _names(value)]}

    return read


def _read_source(value: str, claim: Claim) -> dict[str, Any]:
    from reportedly.ledger.format import record_as_dict

    old = record_as_dict(claim.source)
    if value.lower() in ("publisher", *_NOTHING):
        return {"source": {**old, "text": None, "start": None, "end": None, "name": None, "kind": "publisher"}}
    kind = "person" if claim.source.kind == "publisher" else str(claim.source.kind)
    return {"source": {**old, "text": value, "start": None, "end": None, "name": value, "kind": kind}}


def _names(value: str) -> list[str]:
    return [] if value.lower() in _NOTHING else [name.strip() for name in value.split(";") if name.strip()]


def _misread(slot: str, value: str, allowed: str) -> UsageError:
    return UsageError(
        "R236",
        f"{slot} {value!r} is not understood.",
        why="The slot would hold something that cannot be compared.",
        fix=f"write it as {allowed}.",
    )


_READERS: dict[str, Callable[[str, Claim], dict[str, Any]]] = {
    "type": _read_word("type"),
    "subtype": _read_word("subtype"),
    "modality": _read_word("modality"),
    "figure": _read_figure,
    "valid": _read_days,
    "actor": _read_parties("actor"),
    "target": _read_parties("target"),
    "place": _read_places("place"),
    "destination": _read_places("destination"),
    "source": _read_source,
}
SLOTS = tuple(_READERS)
