"""Material: the claims that a report or an export is made of, chosen by day and area and seen through a profile."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import islice

from shapely import Point
from shapely.geometry.base import BaseGeometry

from reportedly.errors import UsageError
from reportedly.gazetteer.areas import area_shape, as_ring
from reportedly.gazetteer.lookup import look_up
from reportedly.gazetteer.store import open_gazetteer
from reportedly.ledger import ClaimFilter, Ledger, Order
from reportedly.ledger.spelled import spell_out
from reportedly.model import Holding, KeptClaim, LinkKind
from reportedly.sharing.profile import DEFAULT, Profile, last_day
from reportedly.sharing.veil import GONE, Veil, draw_veil
from reportedly.weighing.asking import fresh
from reportedly.weighing.questions import Facet

MOST_CLAIMS = 20_000  # that a report looks at, the latest reported
_BODIES = frozenset({LinkKind.BODY, LinkKind.PARTY, LinkKind.MEDIUM, LinkKind.DOCUMENT})
_PERIOD_DAYS = 7  # before the day of a report, unless it is asked since when


@dataclass(frozen=True, slots=True)
class Scope:
    """What a report or an export is about; `today` is the day on which it leaves."""

    today: date
    at: str | None = None  # ISO day: the last one looked at
    since: str | None = None  # ISO day of the first report that is news; of an export, of the first report
    place: str | None = None  # a place, a division or a country
    profile: Profile = DEFAULT


@dataclass(frozen=True, slots=True)
class Held:
    """What stayed in the ledger: claims reported after the last day, and claims of reports without a day."""

    late: int = 0
    undated: int = 0


@dataclass(frozen=True, slots=True)
class Material:
    """Claims as they may leave, by id and as a sequence, the oldest report first; `original` as the ledger has them."""

    ledger: Ledger
    scope: Scope
    first: str  # ISO day: what was reported on it or later is news
    last: str  # ISO day: nothing reported later is in it
    original: tuple[KeptClaim, ...]
    veil: Veil
    held: Held
    claims: dict[str, KeptClaim] = field(default_factory=dict)
    shape: BaseGeometry | None = None  # of the area asked for
    wanted: ClaimFilter = ClaimFilter()  # noqa: RUF009  # a frozen record
    facets: dict[str, Facet] = field(default_factory=dict)

    @property
    def recent(self) -> list[KeptClaim]:
        """The claims that are news, the latest report first."""
        found = [kept for kept in self.claims.values() if (kept.reported or "") >= self.first]
        return sorted(found, key=lambda kept: (kept.reported or "", kept.document, kept.claim.evidence), reverse=True)


def gather(ledger: Ledger, scope: Scope, *, most: int | None = None) -> Material:
    """Return the material of a scope; `most` bounds the claims looked at, the latest reported."""
    last = last_day(scope.profile, scope.today, at=scope.at)
    held = _count_held(ledger, scope, last)
    if scope.at is None:  # a ledger of long ago is told of as of its last report
        newest = ledger.claims(ClaimFilter(known_by=last), limit=1).items
        last = min(last, newest[0].reported or last) if newest else last
    if scope.since is not None and scope.since > last:
        raise _empty(scope, last)
    first = scope.since or (date.fromisoformat(last) - timedelta(days=_PERIOD_DAYS)).isoformat()
    wanted, shape = _filter(ledger, scope.place, last)
    listed = [kept for kept in islice(ledger.each_claim(wanted, order=Order.NEWEST), most) if kept.state not in GONE]
    found = [kept for kept in reversed(listed) if kept.reported]
    veil = draw_veil(found, scope.profile)
    facets = {facet.id: facet for facet in fresh(ledger).facets_of(found)}
    names = _office_names(facets.values())
    released = {kept.claim.id: _under_office(veil.release(kept), names) for kept in found}
    held = replace(held, undated=len(listed) - len(found))
    return Material(ledger, scope, first, last, tuple(found), veil, held, released, shape, wanted, facets)


def _office_names(facets: Iterable[Facet]) -> dict[str, str]:
    """Return by claim the name of the body that speaks, so that "the Observatory" has one name in all reports."""
    return {
        facet.id: facet.office.name
        for facet in facets
        if facet.office.known and facet.kept.claim.source.kind in _BODIES and facet.office.name
    }


def _under_office(kept: KeptClaim, names: Mapping[str, str]) -> KeptClaim:
    name = names.get(kept.claim.id)
    if name is None:
        return kept
    return replace(kept, claim=replace(kept.claim, source=replace(kept.claim.source, name=name)))


def _empty(scope: Scope, last: str) -> UsageError:
    return UsageError(
        "R240",
        f"nothing can be told since {scope.since}: the last day that may leave is {last}.",
        why=f"Profile {scope.profile.name} holds back what came out in the last days.",
        fix="give an earlier day.",
    )


def _filter(ledger: Ledger, place: str | None, last: str) -> tuple[ClaimFilter, BaseGeometry | None]:
    """Return the filter for the claims of a place; of a division or a country those in it, and its outline."""
    if place is None:
        return ClaimFilter(known_by=last), None
    found = look_up(place, open_gazetteer()) if ":" not in place else []
    entry = found[0][1].entry if found else None
    if entry is not None and entry.kind in ("admin1", "country") and entry.code:
        shape = area_shape(entry.code)
        ring = as_ring(shape) if shape is not None else None
        if ring is not None:
            return ClaimFilter(area=ring, known_by=last), shape
    return spell_out(ledger, ClaimFilter(place=(place,), known_by=last)), None


def _count_held(ledger: Ledger, scope: Scope, last: str) -> Held:
    if scope.at is not None and scope.at <= last:
        return Held()  # a report of an earlier day keeps nothing back of that day
    after = (date.fromisoformat(last) + timedelta(days=1)).isoformat()
    return Held(late=ledger.claims(ClaimFilter(since=after), limit=1).total)


def is_asked(material: Material, holding: Holding) -> bool:
    """Return whether a holding is of the place or the area asked for, and not of one that is only named beside it."""
    if material.shape is not None:
        return holding.lat is not None and bool(material.shape.covers(Point(holding.lon, holding.lat)))
    names = {name.casefold() for name in material.wanted.place}
    return not names or bool({holding.place.casefold(), holding.name.casefold()} & names)


def claims_in(material: Material, ids: Sequence[str]) -> bool:
    """Return whether any of the claims is in the material."""
    return any(id in material.claims for id in ids)
