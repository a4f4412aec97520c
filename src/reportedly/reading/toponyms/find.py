"""Toponyms: the names of places in a text, and which places they mean.

Takes the text, its tags and the gazetteer; adds the layer of places, demonyms among them. Spatial expressions are not
in it ("Hama", never "eastern countryside of Hama"): `gazetteer.expressions` widens a toponym where a claim wants that.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from reportedly.gazetteer.entry import Candidate, NameKind
from reportedly.gazetteer.match import Match, find_names
from reportedly.gazetteer.resolve import Mention, Scored, explain, is_within, resolve
from reportedly.gazetteer.store import Gazetteer, open_gazetteer
from reportedly.model import Place
from reportedly.model import place as record
from reportedly.reading.draft import Draft
from reportedly.reading.spelled import spelled_words
from reportedly.reading.toponyms.evidence import NEEDED, admissible, senses_of, sure_countries, weigh_matches
from reportedly.reading.toponyms.lexicon import toponym_lexicon
from reportedly.reading.toponyms.spellings import find_spellings
from reportedly.reading.toponyms.surroundings import Surroundings

_CITY_STATE_COUNTRIES = frozenset(("US", "CA", "AU"))  # where "X, Y" is hardly ever a list
_LEAST_RADIUS_KM = 10.0  # of a place that is only known to lie in or near another
_LISTING = re.compile(r"\s*,?\s*(?:(?:and|or|&)\s+)?")


@dataclass(frozen=True, slots=True)
class Sighting(Mention):
    """A name taken for a place: a mention with its end and what its words are."""

    end: int = 0
    kind: str | None = None  # of the thing named, where it is not the entry itself: "X Airport"
    listed: int = 0  # which way a plural tells the kind of a list: -1 before ("X and Y provinces"), 1 behind


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
    scores = weigh_matches(around, candidates)
    taken = [(match, found) for match, found, score in zip(matches, candidates, scores, strict=True) if score >= NEEDED]
    taken += find_spellings(around, taken, sure_countries(candidates, scores), gazetteer)
    taken.sort(key=lambda pair: pair[0].first)
    sightings = _apart([_sighting(around, match, found) for match, found in taken])
    return _resolved(text, _nested(text, _with_listed_kinds(text, sightings)))


def _sighting(around: Surroundings, match: Match, candidates: tuple[Candidate, ...]) -> Sighting:
    lexicon = toponym_lexicon()
    end, kind = match.end, None
    kinds: frozenset[str] = frozenset()
    listed = 0
    word = around.after(match)
    if word is not None and "demonym" not in senses_of(candidates).kinds:
        kinds = lexicon.kinds_by_type.get(word.key, frozenset())
        listed = -1 if kinds and word.key.endswith("s") else 0
        if word.text[0].isupper() and match.last not in around.firsts and (tail := around.tail(match)):
            end = tail.end
            kind = None if kinds else tail.key
    if _is_abbreviation(around.text, match, candidates):
        end += 1
    of = around.before(match)
    if not kinds and of is not None and of.key == "of" and (two := around.before(match, 2)):
        kinds = lexicon.kinds_by_type.get(two.key, frozenset())
        listed = 1 if kinds and two.key.endswith("s") else 0
    return Sighting(match.key, match.start, candidates, None, kinds, end, kind, listed)


def _is_abbreviation(text: str, match: Match, candidates: tuple[Candidate, ...]) -> bool:
    """Return whether the point behind a name belongs to it: "Springfield, Ill.", not "Paris, TX."."""
    if not text.startswith(".", match.end) or text[match.start : match.end].isupper():
        return False
    return bool(candidates) and all(candidate.how & NameKind.AFTER_COMMA for candidate in candidates)


def _apart(sightings: list[Sighting]) -> list[Sighting]:
    """Cut each sighting off where the next begins (words behind a name may reach into it)."""
    cut = [
        replace(one, end=following.start) if one.end > following.start else one
        for one, following in pairwise(sightings)
    ]
    return cut + sightings[-1:]


def _with_listed_kinds(text: str, sightings: list[Sighting]) -> list[Sighting]:
    """Return the sightings with the kind that a plural tells of a list: "X and Y provinces", "provinces of X and Y"."""
    found = list(sightings)
    for step, order in ((-1, range(len(found) - 1, 0, -1)), (1, range(len(found) - 1))):
        for i in order:
            one, other = found[i], found[i + step]
            first, last = (other, one) if step < 0 else (one, other)
            if one.listed == step and not other.kinds and _LISTING.fullmatch(text, first.end, last.start):
                found[i + step] = replace(other, kinds=one.kinds, listed=step)
    return found


def _nested(text: str, sightings: list[Sighting]) -> list[Sighting]:
    """Note "X, Y" and "X in Y", where the second may hold the first."""
    for i, (one, following) in enumerate(pairwise(sightings)):
        if following.start - one.end <= 5 and text[one.end : following.start] in (", ", " in ", ", in ", " (", " - "):
            sightings[i] = replace(one, inside=i + 1)
    return sightings


def _resolved(text: str, sightings: Sequence[Sighting]) -> tuple[Place, ...]:
    ranked = resolve(sightings)
    losers = {id(scored): explain(scored) for scored in {id(scored): scored for scored in ranked}.values()}
    places = []
    for one, scored in zip(sightings, ranked, strict=True):
        outer = ranked[one.inside] if one.inside is not None else []
        known = scored and not _is_elsewhere(scored, outer)
        places.append(_place(text, one, scored, losers[id(scored)]) if known else _unknown(text, one, outer))
    return tuple(places)


def _is_elsewhere(scored: Sequence[Scored], outer: Sequence[Scored]) -> bool:
    """Return whether "X, Y" names a state in which no X is known: then it is a hamlet there, no town elsewhere."""
    if not outer or scored[0][1].entry.kind not in ("city", "admin2"):
        return False
    state = outer[0][1].entry
    return (
        state.kind == "admin1"
        and state.country in _CITY_STATE_COUNTRIES
        and not any(is_within(candidate.entry, state) for _, candidate in scored)
    )


def _unknown(text: str, sighting: Sighting, outer: Sequence[Scored]) -> Place:
    """Return a place that the gazetteer has not: as large as what it is said to lie in, or nowhere."""
    place = Place(text[sighting.start : sighting.end], sighting.start, sighting.end, kind=sighting.kind or "place")
    if not outer or outer[0][1].entry.kind not in ("admin1", "admin2", "district", "region", "city"):
        return place
    entry = outer[0][1].entry
    return replace(
        place,
        lat=entry.lat,
        lon=entry.lon,
        radius_km=max(entry.radius_km, _LEAST_RADIUS_KM),
        country=entry.country,
        admin1=entry.admin1,
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
