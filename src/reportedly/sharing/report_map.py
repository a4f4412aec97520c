"""The map of a report: who is claimed to hold what on its last day, by all sources weighed together.

Takes the holdings of a report and the claims they rest on, gives a picture whose marks are the rows of the report's
table of holders, all of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from reportedly.gazetteer.areas import area_code, place_shape
from reportedly.model import Holding, KeptClaim, Place, State
from reportedly.sharing.drawn import How, how_drawn, middle_of
from reportedly.sharing.holders import Holders, list_standing
from reportedly.sharing.material import Material
from reportedly.sharing.svg import Svg
from reportedly.sharing.svg_map import MapPicture, Mark, draw_map
from reportedly.sharing.whose_word import Word, class_of
from reportedly.sharing.words import join_names, name_source, say_count, say_day
from reportedly.weighing.areas import is_area, says_whole
from reportedly.weighing.stakes import staked

_MOST_COUNTRIES = 3  # whose divisions are drawn
_MOST_SOURCES = 8  # named under the picture


def draw_report_map(material: Material, holders: Holders) -> Svg | None:
    """Return who is claimed to hold what as a picture; None where no claim says it of a place that can be drawn."""
    standing = list_standing(material, holders)
    cited = {id for one in standing for id in (*one.claims, *one.against)}
    claims = staked({kept.claim.id: kept for kept in material.original if kept.claim.id in cited})
    marks, nowhere = [], []
    for one in standing:
        place = holders.places.get(one.place)
        if place is not None and (place.lat is not None or place.area):
            marks.append(mark_of(one, place, claims))
        else:
            nowhere.append(one.name)
    if not marks:
        return None
    drawn = [holders.places[one.place] for one in standing if one.place in holders.places]
    where = f" in {material.scope.place}" if material.scope.place else ""
    picture = MapPicture(
        title=f"Who is claimed to hold what{where}, {say_day(material.last)}",
        lead=(
            f"As of {say_day(material.last)}, from what had come out by then. "
            "Under each place stands whom claims put it with.",
        ),
        marks=tuple(marks),
        countries=countries_of(drawn),
        notes=(
            say_word_of([material.claims[id] for id in sorted(cited) if id in material.claims]),
            *((f"On no map, since it is not known where they lie: {join_names(nowhere, most=8)}.",) if nowhere else ()),
        ),
        name="report-map",
    )
    return draw_map(picture)


def mark_of(one: Holding, place: Place, claims: Mapping[str, KeptClaim]) -> Mark:
    """Return the mark of a holding."""
    how = how_drawn(place)
    lat, lon = middle_of(place)
    word = class_of(one, claims)
    if is_area(place) and word not in (Word.STALE, Word.UNKNOWN, Word.DISPUTED):
        whole = any(says_whole(claims[id].sentence) for id in one.claims if id in claims)
        word = word if whole else Word.PARTS
    shape = place_shape(place) if how is How.AREA else None
    holder = "" if one.holder in (State.UNKNOWN, State.CONTESTED) else one.holder
    said = {State.UNKNOWN: "nobody known", State.CONTESTED: "several, contested"}.get(one.holder, one.holder)  # type: ignore[call-overload]  # a State is a str
    return Mark(
        name=place.text if place.area is not None else one.name,
        how=how,
        lat=lat,
        lon=lon,
        shape=shape,
        soft=shape is not None and area_code(place) is None,
        word=word,
        holder=holder,
        said=f"{said}{' in parts' if word is Word.PARTS else ''}",
    )


def countries_of(places: Iterable[Place]) -> tuple[str, ...]:
    """Return the countries in which most places lie, the first first."""
    counted = Counter(place.country for place in places if place.country)
    ranked = sorted(counted, key=lambda code: (-counted[code], code))
    return tuple(ranked[:_MOST_COUNTRIES])


def say_word_of(claims: Sequence[KeptClaim]) -> str:
    """Return by whose word a picture is: "By the word of A, B and C: 12 claims in 9 documents."."""
    said = Counter(name_source(kept) for kept in claims)
    names = join_names(sorted(said, key=lambda name: (-said[name], name)), most=_MOST_SOURCES)
    documents = len({kept.document for kept in claims})
    return f"By the word of {names}: {say_count(len(claims), 'claim')} in {say_count(documents, 'document')}."
