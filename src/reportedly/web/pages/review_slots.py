"""The slots of a claim under review: what each holds, what the machine had, and what it might be instead."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from reportedly.cli.cells import say_figure, say_link, say_modality, say_valid
from reportedly.ledger.own import OwnClaim
from reportedly.model import Claim, ClaimType, KeptClaim, Modality, Party, Place, ReviewState

_MOST = 9  # suggestions: one for each digit
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


LABELS = {"actor": "who", "target": "to whom", "valid": "time", "destination": "to"}  # others by their own names


@dataclass(frozen=True, slots=True)
class Slot:
    """A slot as the page shows it: the field that amends it, its label, what it holds, and what might be chosen.

    `machine` is what the program read, where the reviewer has it otherwise. `choices` are all that it can hold where
    it is one of a closed list.
    """

    name: str
    label: str
    value: str
    machine: str | None = None
    hint: str = ""
    suggestions: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()


def list_slots(own: OwnClaim, around: Sequence[KeptClaim]) -> tuple[Slot, ...]:
    """Return the slots of a claim; `around` are the other claims of its document, which suggest what else it might be.

    Only those that nobody has decided on count for this: what others amended stays unseen.
    """
    claim, publisher = own.kept.claim, own.kept.publisher
    said = say_slots(claim, publisher)
    machine = say_slots(own.machine, publisher)
    suggested = _suggest(own.kept, [kept.claim for kept in around if kept.state is ReviewState.UNREVIEWED])
    held = {name: {word for one in getattr(claim, name) for word in (one.text, one.name)}
            for name in ("actor", "target", "place", "destination")}  # fmt: skip
    several = "several with a semicolon between, or none"
    hints = {
        "figure": "28, 20-30, >=20, <40 or none",
        "valid": "2021-03-16, or 2021-03-16/2021-03-18",
        "source": "a name, or publisher",
        "actor": several, "target": several, "place": several, "destination": several,
    }  # fmt: skip
    return tuple(
        Slot(
            name,
            LABELS.get(name, name),
            said[name],
            machine[name] if machine[name] != said[name] else None,
            hints.get(name, ""),
            tuple(one for one in suggested.get(name, ()) if one not in held.get(name, {said[name]}))[:_MOST],
            _CHOICES.get(name, ()),
        )
        for name in ("type", "modality", "actor", "target", "place", "destination", "valid", "source", "figure")
    )


_CHOICES = {"type": tuple(one.value for one in ClaimType), "modality": tuple(one.value for one in Modality)}


def say_slots(claim: Claim, publisher: str) -> dict[str, str]:
    """Return what each slot of a claim holds, in words, by the name of the field that amends it."""
    return {
        "type": f"{claim.type}: {claim.subtype}" if claim.subtype else str(claim.type),
        "modality": say_modality(claim),
        "actor": _names(claim.actor),
        "target": _names(claim.target),
        "place": _names(claim.place),
        "destination": _names(claim.destination),
        "valid": say_valid(claim.valid),
        "source": say_link(claim.source, publisher),
        "figure": say_figure(claim.quantity),
    }


def _names(fillers: Iterable[Party | Place]) -> str:
    return ", ".join(
        f"{one.text} ({one.name})" if one.name and one.name != one.text else one.text or one.name or ""
        for one in fillers
    )


def _suggest(kept: KeptClaim, around: Sequence[Claim]) -> dict[str, list[str]]:
    """Return for each slot what stands in the same document, and for the time the days next to the report."""
    claims = (kept.claim, *around)
    parties = [one for claim in claims for one in (*claim.actor, *claim.target) if one.id and ":" not in one.id]
    places = [one for claim in claims for one in (*claim.place, *claim.destination)]
    links = [link for claim in claims for link in claim.chain]
    named = [link.name or link.text for link in links if link.name or link.text]
    return {
        "actor": _once([one.name or one.text for one in parties]),
        "target": _once([one.name or one.text for one in parties]),
        "place": _once([one.name or one.text for one in places]),
        "destination": _once([one.name or one.text for one in places]),
        "source": _once(["publisher", *(name for name in named if name)]),
        "valid": _once([*_days(kept.reported), *(_written(claim) for claim in around)]),
        "figure": _once([form for number in _NUMBER.findall(kept.sentence) for form in (number, f">={number}")]),
    }


def _days(reported: str | None) -> list[str]:
    if not reported:
        return []
    try:
        day = date.fromisoformat(reported[:10])
    except ValueError:
        return []
    return [(day - timedelta(days=back)).isoformat() for back in (0, 1, 2)]


def _written(claim: Claim) -> str:
    earliest, latest = claim.valid.earliest or "", claim.valid.latest or ""
    return earliest if earliest == latest else f"{earliest}/{latest}"


def _once(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(name for name in names if name and name != "/"))
