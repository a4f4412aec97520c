"""Rows: claims, figures and holdings as flat records with the same names in every format.

Each has `valid_from`, `valid_to`, `view`, `grade` and the ids of the claims it rests on. A place has `lat` and `lon`
only where it is a spot or a town; what is wider is an area, and gets no point that a map could take for one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from reportedly.model import Holding, KeptClaim, Link, LinkKind, Party, Place
from reportedly.model.dispute import Series
from reportedly.sharing.drawn import How, how_drawn
from reportedly.sharing.grading import grade_all
from reportedly.sharing.holders import Holders
from reportedly.sharing.material import Material

Value = str | int | float | bool | None
NOT_ESTABLISHED = "claimed by its sources; not established"


class Kind(StrEnum):
    """What can be exported."""

    CLAIMS = "claims"
    FIGURES = "figures"
    HOLDINGS = "holdings"


@dataclass(frozen=True, slots=True)
class Row:
    """One row, and the places it lies in for formats that draw it."""

    values: dict[str, Value]
    places: tuple[Place, ...]
    claims: tuple[str, ...]


def is_point(place: Place) -> bool:
    """Return whether a place may be drawn as a point: a spot or a town, never a division or a country."""
    return place.lat is not None and place.lon is not None and how_drawn(place) is not How.AREA


def claim_rows(material: Material) -> Iterator[Row]:
    """Yield a row for each claim, the oldest report first."""
    grades = grade_all(material.ledger, material.original, known_by=material.last)
    for kept in material.claims.values():
        yield _claim_row(kept, grades.get(kept.claim.id, "F6"))


def _claim_row(kept: KeptClaim, grade: str) -> Row:
    claim, quantity = kept.claim, kept.claim.quantity
    points = [place for place in claim.place if is_point(place)]
    source = _speaker(claim.source, kept.publisher)
    values: dict[str, Value] = {
        "claim": claim.id,
        "type": claim.type.value,
        "subtype": claim.subtype,
        "modality": claim.modality.value,
        "actor": _names(claim.actor),
        "target": _names(claim.target),
        "person": _names((claim.person,)) if claim.person else None,
        "place": _places(claim.place),
        "place_id": _place_ids(claim.place),
        "lat": points[0].lat if points else None,
        "lon": points[0].lon if points else None,
        "destination": _places(claim.destination),
        "low": quantity.low if quantity else None,
        "high": quantity.high if quantity else None,
        "unit": quantity.unit if quantity else None,
        "of": quantity.of if quantity else None,
        "hedge": quantity.hedge if quantity else None,
        "valid_from": claim.valid.earliest,
        "valid_to": claim.valid.latest,
        "precision": claim.valid.precision.value,
        "claimed_by": source,
        "source_kind": claim.source.kind.value,
        "side": claim.source.stake,
        "anonymous": claim.anonymous,
        "via": _speaker(claim.via, kept.publisher) if claim.via else None,
        "view": f"source:{source}",
        "grade": grade,
        "publisher": kept.publisher,
        "title": kept.title or None,
        "url": kept.url,
        "reported": kept.reported,
        "sentence": kept.sentence or None,
        "score": claim.score,
        "state": kept.state.value,
        "claims": claim.id,
    }
    return Row(values, claim.place, (claim.id,))


def figure_rows(material: Material, series: Sequence[Series]) -> Iterator[Row]:
    """Yield a row for each figure of each source; rows of one question have its id, and are not to be added up."""
    wanted = {point.claim for one in series for point in one.points}
    grades = grade_all(
        material.ledger, [kept for kept in material.original if kept.claim.id in wanted], known_by=material.last
    )
    for one in series:
        for point in one.points:
            kept = material.claims.get(point.claim)
            values: dict[str, Value] = {
                "question": one.id,
                "kind": one.question.value,
                "title": one.title,
                "place": one.place,
                "valid_from": one.earliest,
                "valid_to": one.latest,
                "answer": point.answer,
                "low": point.low,
                "high": point.high,
                "claimed_by": point.source,
                "reported": point.reported,
                "revised_since": point.superseded,
                "reports": one.reports,
                "origins": one.origins,
                "view": f"source:{point.source}",
                "grade": grades.get(point.claim, "F6"),
                "claims": " ".join(point.claims),
            }
            yield Row(values, kept.claim.place if kept else (), point.claims)


def holding_rows(holders: Holders) -> Iterator[Row]:
    """Yield a row for each stretch of days in which a place keeps its state by one view."""
    for one in holders.all:
        place = holders.places.get(one.place)
        yield Row(_holding_values(one), (place,) if place else (), (*one.claims, *one.against))


def _holding_values(one: Holding) -> dict[str, Value]:
    return {
        "place": one.name,
        "place_id": one.place,
        "holder": one.holder,
        "standing": NOT_ESTABLISHED,
        "valid_from": one.since,
        "valid_to": one.until,
        "changed_after": one.earliest,
        "view": one.view,
        "belief": one.belief,
        "support": one.band,
        "grade": one.grade,
        "age_days": one.age_days,
        "claims": " ".join(one.claims),
        "against": " ".join(one.against),
        "reasons": "; ".join(one.reasons),
        "lat": one.lat,
        "lon": one.lon,
    }


def _speaker(link: Link, publisher: str) -> str:
    if link.kind is LinkKind.PUBLISHER:
        return link.name or publisher
    return link.name or link.text or ""


def _names(parties: Iterable[Party]) -> str | None:
    return "; ".join(dict.fromkeys(party.name or party.text for party in parties)) or None


def _by_name(places: Iterable[Place]) -> dict[str, Place]:
    """Return the places by what they are called, each once."""
    found: dict[str, Place] = {}
    for place in places:
        found.setdefault(place.text if place.area is not None else place.name or place.text, place)
    return found


def _places(places: Iterable[Place]) -> str | None:
    return "; ".join(_by_name(places)) or None


def _place_ids(places: Iterable[Place]) -> str | None:
    """Return the ids in the order of the names, with nothing between the separators where a place is not known."""
    ids = [place.id or "" for place in _by_name(places).values()]
    return "; ".join(ids) if any(ids) else None
