"""Holders: who holds what by view, over the claims of a material; the section of a report and the rows of an export."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportedly.model import EVERYBODY, Holding, Place, State, View, ViewKind
from reportedly.sharing.material import Material, is_asked
from reportedly.sharing.notes import Notes
from reportedly.sharing.words import escape, join_names, say_count, say_day, say_side
from reportedly.weighing.grounds import letters_by_name
from reportedly.weighing.holdings import Asked, find_holdings, holding_on
from reportedly.weighing.origins import find_origins, origin_of_claims
from reportedly.weighing.signs import place_key
from reportedly.weighing.stakes import with_stakes
from reportedly.weighing.views import list_views

_OF_CONTROL = frozenset({"control", "gain", "withdraw", "siege", "presence", "attack", "casualties"})
_MOST_SIDES = 4  # views of sides beside the view of all
_SHOWN = 15  # places in a report
_NOBODY = (State.UNKNOWN, State.CONTESTED)


@dataclass(frozen=True, slots=True)
class Holders:
    """Holdings by view, each sorted by place and day, and the places they are of by key."""

    by_view: dict[View, tuple[Holding, ...]]
    places: dict[str, Place]

    @property
    def all(self) -> tuple[Holding, ...]:
        """The holdings of all views, everybody's first."""
        return tuple(holding for holdings in self.by_view.values() for holding in holdings)


def find_holders(material: Material, *, since: str = "") -> Holders:
    """Return the holdings that the claims of a material amount to, by everybody's word and by each side's.

    Only claims reported on the day `since` or later count.
    """
    recent = [kept for kept in material.original if (kept.reported or "") >= since]
    coarse = material.veil.coarse  # what is drawn no finer than a district says of no town who holds it
    claims = [kept for kept in with_stakes(recent) if kept.claim.type in _OF_CONTROL and kept.claim.id not in coarse]
    if not claims:
        return Holders({EVERYBODY: ()}, {})
    facets = [material.facets[kept.claim.id] for kept in claims]
    origins = origin_of_claims(find_origins(facets))
    letters = letters_by_name(material.ledger, claims)
    sides = [view for view in list_views(claims) if view.kind is ViewKind.SIDE][:_MOST_SIDES]
    by_view = {
        view: find_holdings(claims, Asked(last=material.last, view=view), letters=letters, origins=origins, staked=True)
        for view in (EVERYBODY, *sides)
    }
    places = {place_key(place): place for kept in claims for place in kept.claim.place}
    return Holders({view: _veiled(material, found) for view, found in by_view.items()}, places)


def _veiled(material: Material, holdings: Sequence[Holding]) -> tuple[Holding, ...]:
    asked = (one for one in holdings if is_asked(material, one))
    return tuple(replace(one, reasons=tuple(map(material.veil.hide, one.reasons))) for one in asked)


def write_holders(material: Material, holders: Holders, notes: Notes) -> list[str]:
    """Return the section: a line for each place, who is claimed to hold it by whose word, since when, how surely."""
    now = list_standing(material, holders)
    if not now:
        return ["No claim up to that day says who holds a place here.", ""]
    lines = [
        "| place | claims put it with | since | support | word of each side | notes |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    lines += [_row(one, holders, material, notes) for one in now[:_SHOWN]]
    if len(now) > _SHOWN:
        lines += ["", f"{say_count(len(now) - _SHOWN, 'more place')}: `reportedly export csv --of holdings`."]
    lines += [
        "",
        "All sources are weighed together; the word of a side is what its own sources say. "
        "What nobody speaks of any more fades to nobody known, never back to an earlier holder.",
    ]
    return [*lines, ""]


def list_standing(material: Material, holders: Holders) -> list[Holding]:
    """Return the holdings on the last day of which claims say something, those with news first."""
    now = [one for one in holding_on(holders.by_view[EVERYBODY], material.last) if one.claims]
    now = [one for one in now if one.holder != State.UNKNOWN or _told_by_side(holders, one.place, material.last)]
    return sorted(now, key=lambda one: (-_news(one, material), one.name, one.place))


def _news(one: Holding, material: Material) -> int:
    return int(one.since >= material.first) * 2 + int(bool(one.against))


def _row(one: Holding, holders: Holders, material: Material, notes: Notes) -> str:
    sides = _sides(holders, one.place, material.last)
    support = "" if one.holder == State.UNKNOWN else f"{one.band}, {one.grade}"
    cells = (
        escape(one.name), say_holder(one.holder), say_day(one.since), support,
        escape(sides), notes.cite((*one.claims[:1], *one.against[:1], *one.claims[1:2])).strip(),
    )  # fmt: skip
    return f"| {' | '.join(cells)} |"


def say_holder(holder: str) -> str:
    """Return whom claims put a place with, safe for Markdown.

    >>> say_holder("SDF"), say_holder("contested"), say_holder("unknown")
    ('SDF', 'several, contested', 'nobody known')
    """
    if holder == State.UNKNOWN:
        return "nobody known"
    return "several, contested" if holder == State.CONTESTED else escape(holder)


def _sides(holders: Holders, place: str, day: str) -> str:
    said: dict[str, list[str]] = defaultdict(list)
    for view, holdings in holders.by_view.items():
        if view is EVERYBODY:
            continue
        for one in holding_on(holdings, day):
            if one.place == place and one.holder != State.UNKNOWN:
                said[one.holder].append(view.name or "")
    return "; ".join(f"{join_names(map(say_side, sides))}: {holder}" for holder, sides in sorted(said.items()))


def _told_by_side(holders: Holders, place: str, day: str) -> bool:
    return bool(_sides(holders, place, day))


def list_turns(material: Material, holders: Holders) -> list[tuple[Holding, Holding]]:
    """Return the places whose claimed holder changed in the period: how it stood before, and how now."""
    found = []
    by_place: dict[str, list[Holding]] = defaultdict(list)
    for one in holders.by_view[EVERYBODY]:
        by_place[one.place].append(one)
    for holdings in by_place.values():
        before = [one for one in holdings if one.since < material.first]
        now = holding_on(holdings, material.last)
        if now and now[0].since >= material.first and now[0].claims:
            old = before[-1] if before else _unknown(now[0])
            if old.holder != now[0].holder:
                found.append((old, now[0]))
    return sorted(found, key=lambda pair: (pair[1].since, pair[1].name), reverse=True)


def _unknown(one: Holding) -> Holding:
    return replace(one, holder=State.UNKNOWN, claims=(), against=())
