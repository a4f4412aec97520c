"""Toponyms: the names of places in a text, and which places they mean.

Takes the text, its tags and the gazetteer; adds the layer of places, demonyms among them. Spatial expressions are not
in it ("Hama", never "eastern countryside of Hama"): `gazetteer.expressions` widens a toponym where a claim wants that.
"""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.gazetteer.entry import Candidate
from reportedly.gazetteer.match import find_names, split_words
from reportedly.gazetteer.resolve import Mention, explain, resolve
from reportedly.gazetteer.store import Gazetteer, open_gazetteer
from reportedly.model import Place
from reportedly.reading.draft import Draft
from reportedly.reading.toponym_evidence import Evidence, Sighting, weigh_matches


def find_toponyms(draft: Draft, *, gazetteer: Gazetteer | None = None) -> tuple[Place, ...]:
    """Return the places that the text names, in its order, never overlapping, each resolved where that can be.

    Raises: GazetteerError if there is no gazetteer and none can be built.
    """
    gazetteer = gazetteer or open_gazetteer()
    text = draft.doc.text
    words = split_words(text)
    matches = list(find_names(text, words, gazetteer))
    gazetteer.load(match.key for match in matches)
    evidence = Evidence(draft.doc, words, matches)
    sightings = weigh_matches(evidence, [gazetteer.named(match.key) for match in matches])
    return _resolved(text, sightings)


def _resolved(text: str, sightings: Sequence[Sighting]) -> tuple[Place, ...]:
    mentions = [
        Mention(sighting.key, sighting.start, sighting.candidates, sighting.inside, sighting.kinds)
        for sighting in sightings
    ]
    places = []
    for sighting, scored in zip(sightings, resolve(mentions), strict=True):
        places.append(_place(text, sighting, scored))
    return tuple(places)


def _place(text: str, sighting: Sighting, scored: list[tuple[float, Candidate]]) -> Place:
    words = text[sighting.start : sighting.end]
    if not scored:
        return Place(words, sighting.start, sighting.end, kind=sighting.kind)
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
        candidates=explain(scored),
    )
