"""Subtypes: each type and subtype of a claim in the codes of ACLED and of PLOVER.

Takes a claim's type and subtype, gives the codes that event data sets know for it. The table is data
(`lexicon/subtypes.toml`), which says where its codes come from. It does not code events: a claim is what somebody
says, and several claims may be about one event.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from reportedly.model import ClaimType


@dataclass(frozen=True, slots=True)
class EventCode:
    """A code in each data set, None where that data set has no such event."""

    acled: str | None  # "Battles/Armed clash"
    plover: str | None  # "ASSAULT/aerial"


def code_event(claim_type: ClaimType, subtype: str | None = None) -> EventCode:
    """Return the codes of a type and subtype; an unknown subtype has those of its type.

    >>> code_event(ClaimType.ATTACK, "airstrike").plover
    'ASSAULT/aerial'
    """
    codes = _read_codes()[claim_type]
    return codes.get(subtype or "default", codes["default"])


def list_subtypes(claim_type: ClaimType) -> tuple[str, ...]:
    """Return the subtypes that a type may have, sorted."""
    return tuple(sorted(name for name in _read_codes()[claim_type] if name != "default"))


@lru_cache(maxsize=1)
def _read_codes() -> dict[ClaimType, dict[str, EventCode]]:
    path = files("reportedly.reading") / "lexicon" / "subtypes.toml"
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return {
        claim_type: {name: EventCode(**_known(codes)) for name, codes in table[claim_type.value].items()}
        for claim_type in ClaimType
    }


def _known(codes: dict[str, str]) -> dict[str, str | None]:
    return {name: None if code == "none" else code for name, code in codes.items()}
