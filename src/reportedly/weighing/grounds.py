"""Grounds: what one claim stands on in a ledger: its origins, its belief and grade, and who holds what by its kind.

Public functions on a weighed ledger for single claims and places. They bring together what the ledger keeps (claims,
letters) and what this room makes of it (origins, belief, grades, holdings).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from shapely import Point
from shapely.geometry.base import BaseGeometry

from reportedly.gazetteer.areas import area_shape, as_ring
from reportedly.gazetteer.entry import Entry
from reportedly.gazetteer.lookup import look_up
from reportedly.gazetteer.store import open_gazetteer
from reportedly.ledger import ClaimFilter, Ledger
from reportedly.ledger.spelled import spell_out
from reportedly.ledger.terms import name_value
from reportedly.ledger.terms import source_name as registered_name
from reportedly.model import ClaimType, Holding, KeptClaim
from reportedly.model.dispute import Relation, Relationship
from reportedly.model.origin import Origin
from reportedly.weighing.asking import fresh, relations_of
from reportedly.weighing.belief import Support, weigh_support
from reportedly.weighing.disputes import say_answer
from reportedly.weighing.grades import Grade, grade_claims
from reportedly.weighing.holdings import Asked, find_holdings
from reportedly.weighing.origins import find_origins, origin_of_claims, say_origins
from reportedly.weighing.questions import Facet
from reportedly.weighing.stakes import staked
from reportedly.weighing.trust import source_name
from reportedly.weighing.views import parse_view

_OF_CONTROL = ("control", "gain", "withdraw", "siege", "presence", "attack", "casualties")
_HELD = frozenset({ClaimType.CONTROL, ClaimType.GAIN, ClaimType.PRESENCE})
_LONG_AGO = "1900-01-01"
_MOST_CLAIMS = 20_000  # of one place; beyond it the latest
_AGAINST = frozenset({Relationship.CONTRADICTS, Relationship.DENIES})


@dataclass(frozen=True, slots=True)
class Standing:
    """What a claim stands on: who says the same, who says otherwise, how far it is believed, and its grade."""

    summary: str  # "9 reports, 2 origins: the Observatory (6 outlets), the army (3)"
    origins: tuple[Origin, ...]
    against: tuple[Origin, ...]
    support: Support
    grade: Grade
    relations: tuple[tuple[Relation, KeptClaim], ...]


def stand(ledger: Ledger, claim: str, *, at: str | None = None, known_by: str | None = None) -> Standing:
    """Return what a claim stands on, among the claims of its event that answer the same question.

    With `at` only claims of that day count, with `known_by` only what had come out by it. Added in 0.2.
    """
    weighing = fresh(ledger)
    kept = ledger.claim(claim)
    rows = weighing.questions_of(claim)
    facets = weighing.facets(rows[0].claims.split() if rows else [claim], at=at, known_by=known_by)
    related = relations_of(ledger, claim, at=at, known_by=known_by)
    mine = next((facet for facet in facets if facet.id == claim), None)
    alike = [facet for facet in facets if mine is None or _says_same(facet, mine)] or facets
    others = {other.claim.id for relation, other in related if relation.name in _AGAINST}
    origins = find_origins(alike)
    against = find_origins([facet for facet in facets if facet.id in others])
    claims = staked({facet.id: facet.kept for facet in facets} or {claim: kept})
    letters = letters_by_name(ledger, list(claims.values()))
    stories = weighing.stories_of({one.document for one in claims.values()})
    return Standing(
        say_origins(origins),
        origins,
        against,
        weigh_support(origins, against, claims, stories=stories, letters=letters),
        grade_claims(origins, against, claims, letters=letters),
        tuple(related),
    )


def _says_same(facet: Facet, mine: Facet) -> bool:
    """Return whether two claims of one event say the same: one answer, of one kind of claim, as sure to be so.

    That a party lost two strongholds is not that it will leave a third, though both tell of its going.
    """
    one, other = facet.kept.claim, mine.kept.claim
    if say_answer(facet) != say_answer(mine) or one.modality is not other.modality:
        return False
    return one.type is other.type or {one.type, other.type} <= _HELD


def holds(
    ledger: Ledger,
    place: str,
    *,
    at: str | None = None,
    since: str | None = None,
    known_by: str | None = None,
    view: str = "all",
    nearness: bool = False,
) -> tuple[Holding, ...]:
    """Return who holds a place, or each place in a division or country, through time, by one view.

    `at` is the last day looked at, else that of the last claim. With `known_by` only what had come out by that day
    counts. Sorted by place and day. Added in 0.2.
    """
    wanted, shape = _where(ledger, place, known_by)
    claims = [kept for _, kept in zip(range(_MOST_CLAIMS), ledger.each_claim(wanted), strict=False)]
    if not claims:
        return ()
    last = at or max((kept.reported or "" for kept in claims), default="") or _LONG_AGO
    origins = origin_of_claims(find_origins(fresh(ledger).facets_of(claims)))
    asked = Asked(last=last, first=since, known_by=known_by, view=parse_view(view), nearness=nearness)
    found = find_holdings(claims, asked, letters=letters_by_name(ledger, claims), origins=origins)
    if shape is not None:
        return tuple(one for one in found if one.lat is not None and shape.covers(Point(one.lon, one.lat)))
    names = {name.casefold() for name in wanted.place}
    return tuple(one for one in found if {one.place.casefold(), one.name.casefold()} & names)


def _where(ledger: Ledger, place: str, known_by: str | None) -> tuple[ClaimFilter, BaseGeometry | None]:
    """Return the filter for the claims of a place; of a division or a country also its outline."""
    entry = _division(place)
    shape = area_shape(entry.code) if entry is not None and entry.code else None
    ring = as_ring(shape) if shape is not None else None
    if ring is not None:
        return ClaimFilter(area=ring, type=_OF_CONTROL, known_by=known_by), shape
    return spell_out(ledger, ClaimFilter(place=(place,), type=_OF_CONTROL, known_by=known_by)), None


def _division(name: str) -> Entry | None:
    """Return the division or country that a name means: "Idlib province", "Syria"; not a town of that name."""
    found = look_up(name, open_gazetteer()) if ":" not in name else []
    entry = found[0][1].entry if found else None
    return entry if entry is not None and entry.kind in ("admin1", "country") else None


def letters_by_name(ledger: Ledger, claims: Sequence[KeptClaim]) -> dict[str, str]:
    """Return the letters that people gave, by the names under which weighing knows the sources of these claims."""
    given = ledger.letters()
    if not given:
        return {}
    found = {}
    for kept in claims:
        letter = given.get(name_value(registered_name(kept.claim.source, kept.publisher)))
        if letter is not None:
            found[source_name(kept)] = str(letter)
    return found
