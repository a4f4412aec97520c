"""The map as a picture that may leave: the same places and last words as on the screen, through the default profile.

What was reported too lately is not in it, nor are claims of movements and strength, which may be drawn no finer than a
district; names of private persons are withheld.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from reportedly.gazetteer.areas import area_code, place_shape
from reportedly.ledger import ClaimFilter, Ledger
from reportedly.model import ClaimType, KeptClaim, Place, ViewKind
from reportedly.sharing.drawn import How
from reportedly.sharing.profile import DEFAULT
from reportedly.sharing.projection import Box
from reportedly.sharing.report_map import countries_of, say_word_of
from reportedly.sharing.svg import Svg
from reportedly.sharing.svg_map import MapPicture, Mark, draw_map
from reportedly.sharing.veil import Veil, draw_veil
from reportedly.sharing.whose_word import Word
from reportedly.sharing.words import say_count, say_day, say_days, say_side
from reportedly.web.pages.claim_columns import iso, ordinal
from reportedly.web.pages.map import columns_of, find_tones
from reportedly.web.pages.map_view import Asked, MapPlace, MapView, view_map

_OF_SOURCE = 50  # claims of a source looked through for whether it is a private person


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture, and the ids of the claims whose words it shows."""

    picture: Svg
    claims: tuple[str, ...]


def draw_view(ledger: Ledger, asked: Asked, box: Box | None, last: str) -> Drawn | None:
    """Return what an address asks of the map as a picture, of reports up to `last`; None where it is empty."""
    coarse = [kind.value for kind in DEFAULT.coarse_types]
    types = [kind.value for kind in ClaimType if kind.value not in coarse]
    wanted = tuple(kind for kind in asked.types or types if kind in types)
    if asked.types and not wanted:
        return None
    columns = columns_of(ledger)
    told = replace(asked, types=wanted, known_by=min(asked.known_by or ordinal(last), ordinal(last)), site="")
    found = view_map(columns, told)
    if not found.places:
        return None
    cited = sorted({id for one in found.places if one.last_word for id in one.last_word.claims})
    claims = [kept for kept in ledger.claims_by_id(cited) if kept.reported]
    veil = draw_veil(claims, DEFAULT)
    places = {site.key: site.place for site in columns.sites}
    picture = MapPicture(
        title=_title(ledger, told, found),
        lead=(_lead(told, found),),
        marks=tuple(_mark(one, places, veil) for one in found.places),
        box=box,
        countries=countries_of([places[one.key] for one in found.places]),
        notes=_notes(found, [veil.release(kept) for kept in claims]),
        tones=find_tones(ledger),
    )
    return Drawn(draw_map(picture), tuple(kept.claim.id for kept in claims))


def _title(ledger: Ledger, asked: Asked, found: MapView) -> str:
    whose = ""
    if asked.view.kind is ViewKind.SIDE and asked.view.name:
        whose = f", according to the side {say_side(asked.view.name)}"
    elif asked.view.kind is ViewKind.SOURCE and asked.view.name:
        some = ledger.claims(ClaimFilter(source=(asked.view.name,)), limit=_OF_SOURCE).items
        whose = f", according to {draw_veil(some, DEFAULT).hide(asked.view.name)}"
    return f"Who was last claimed to hold what{whose}, {say_day(found.day)}"


def _lead(asked: Asked, found: MapView) -> str:
    first, last = (iso(day) if day else None for day in (asked.first, asked.last))
    days = f"claims about {say_days(first, last)}" if first or last else "claims about all days"
    known = iso(asked.known_by) if asked.known_by else found.day
    types = f", of {', '.join(one.replace('_', ' ') for one in asked.types)}" if len(asked.types) <= 4 else ""
    counts = f"{say_count(found.total, 'claim')} at {say_count(len(found.places), 'place')}"
    return f"As known on {say_day(known)}: {days}{types}. {counts}."


def _mark(one: MapPlace, places: Mapping[str, Place], veil: Veil) -> Mark:
    place = places[one.key]
    shape = place_shape(place) if one.how is How.AREA else None
    word = one.last_word
    holders = [veil.hide(holder) for holder in word.holders] if word and word.word is not Word.UNKNOWN else []
    said = " / ".join(holders) + (" in parts" if word and word.word is Word.PARTS else "")
    return Mark(
        name=veil.hide(one.name),
        how=one.how,
        lat=one.lat,
        lon=one.lon,
        shape=shape,
        soft=shape is not None and area_code(place) is None,
        word=word.word if word else None,
        holder=" / ".join(holders),
        said=" · ".join(part for part in (said, say_count(one.claims, "claim") if one.claims else "") if part),
    )


def _notes(found: MapView, claims: Sequence[KeptClaim]) -> tuple[str, ...]:
    told = [
        "The number counts claims, not events. The last word is not weighed. Movements and strength are left out, "
        "since they may be drawn no finer than a district."
    ]
    if claims:
        told.insert(0, say_word_of(claims))
    if any(one.last_word is None for one in found.places):
        told.append("Where no party stands under a name, nobody says who holds it.")
    return tuple(told)
