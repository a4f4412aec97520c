"""Toponyms: the names of places in a text, and which places they mean.

Takes the text, its tags and the gazetteer; adds the layer of places, demonyms among them. Spatial expressions are not
in it ("Hama", never "eastern countryside of Hama"): `gazetteer.expressions` widens a toponym where a claim wants that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reportedly.gazetteer.entry import Entry
from reportedly.gazetteer.match import find_names
from reportedly.gazetteer.resolve import Scored, explain, resolve
from reportedly.gazetteer.store import Gazetteer, open_gazetteer
from reportedly.model import Place
from reportedly.model import place as record
from reportedly.reading.draft import Draft
from reportedly.reading.spelled import spelled_words
from reportedly.reading.toponyms.evidence import NEEDED, admissible, sure_countries, weigh_matches
from reportedly.reading.toponyms.namesakes import fit_places
from reportedly.reading.toponyms.sightings import Sighting, sight_places
from reportedly.reading.toponyms.spellings import find_spellings
from reportedly.reading.toponyms.surnames import closed_words, last_names
from reportedly.reading.toponyms.surroundings import Surroundings

_LEAST_RADIUS_KM = 10.0  # of a place that is only known to lie in or near another
_HOLDERS = frozenset(("country", "admin1", "admin2", "district", "region", "city"))


def find_toponyms(draft: Draft, *, gazetteer: Gazetteer | None = None) -> tuple[Place, ...]:
    """Return the places that the text names, in its order, never overlapping, each resolved where that can be.

    Raises: GazetteerError if there is no gazetteer and none can be built.
    """
    gazetteer = gazetteer or open_gazetteer()
    text = draft.document.text
    words = spelled_words(draft)
    matches = list(find_names(words, gazetteer))
    gazetteer.load(match.key for match in matches)
    around = Surroundings(text, draft.doc, words, matches)
    candidates = [admissible(around, match, gazetteer.named(match.key)) for match in matches]
    persons = last_names(around, candidates)
    scores = weigh_matches(around, candidates, persons)
    taken = [(match, found) for match, found, score in zip(matches, candidates, scores, strict=True) if score >= NEEDED]
    closed = closed_words(around, candidates, persons)
    taken += find_spellings(around, taken, sure_countries(candidates, scores), gazetteer, closed=closed)
    taken.sort(key=lambda pair: pair[0].first)
    return _resolved(text, sight_places(around, taken))


def _resolved(text: str, sightings: Sequence[Sighting]) -> tuple[Place, ...]:
    ranked = resolve(sightings)
    losers = {id(scored): explain(scored) for scored in {id(scored): scored for scored in ranked}.values()}
    places = []
    for one, scored, fitting in zip(sightings, ranked, fit_places(text, sightings, ranked), strict=True):
        if fitting.senses is scored and scored:
            places.append(_place(text, one, scored, losers[id(scored)]))
        elif fitting.senses:
            places.append(_place(text, one, fitting.senses, explain(fitting.senses)))
        else:
            places.append(_unknown(text, one, fitting.holder))
    return tuple(places)


def _unknown(text: str, sighting: Sighting, holder: Entry | None) -> Place:
    """Return a place that the gazetteer has not: as large as what it lies in, somewhere in a country, or nowhere."""
    kind = sighting.kind or ("river" if "river" in sighting.kinds else "place")
    place = Place(text[sighting.start : sighting.end], sighting.start, sighting.end, kind=kind)
    if holder is None or holder.kind not in _HOLDERS:
        return place
    if holder.kind == "country":
        return replace(place, country=holder.country)
    return replace(
        place,
        lat=holder.lat,
        lon=holder.lon,
        radius_km=max(holder.radius_km, _LEAST_RADIUS_KM),
        country=holder.country,
        admin1=holder.admin1,
    )


def _place(text: str, sighting: Sighting, scored: list[Scored], losers: tuple[record.Candidate, ...]) -> Place:
    words = text[sighting.start : sighting.end]
    entry = scored[0][1].entry
    return Place(
        text=words,
        start=sighting.start,
        end=sighting.end,
        id=entry.id,
        name=entry.name,
        kind=sighting.kind or entry.kind,
        lat=entry.lat,
        lon=entry.lon,
        radius_km=entry.radius_km,
        country=entry.country,
        admin1=entry.admin1,
        candidates=losers,
    )
