"""Sightings: names taken for places, with what the words beside them say of their kind and of where they lie."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from reportedly.gazetteer.entry import Candidate, NameKind
from reportedly.gazetteer.match import Match
from reportedly.gazetteer.resolve import Mention
from reportedly.reading.toponyms.lexicon import toponym_lexicon
from reportedly.reading.toponyms.senses import senses_of
from reportedly.reading.toponyms.surroundings import Surroundings

LISTING = re.compile(r"\s*,?\s*(?:(?:and|or|&)\s+)?")


@dataclass(frozen=True, slots=True)
class Sighting(Mention):
    """A name taken for a place: a mention with its end and what its words are."""

    end: int = 0
    kind: str | None = None  # of the thing named, where it is not the entry itself: "X Airport"
    listed: int = 0  # which way a plural tells the kind of a list: -1 before ("X and Y provinces"), 1 behind


def sight_places(around: Surroundings, taken: Sequence[tuple[Match, tuple[Candidate, ...]]]) -> list[Sighting]:
    """Return the sightings of the names taken for places, which stand in the order of the text."""
    sightings = _apart([_sighting(around, match, found) for match, found in taken])
    return _nested(around.text, _with_listed_kinds(around.text, sightings))


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
            if one.listed == step and not other.kinds and LISTING.fullmatch(text, first.end, last.start):
                found[i + step] = replace(other, kinds=one.kinds, listed=step)
    return found


def _nested(text: str, sightings: list[Sighting]) -> list[Sighting]:
    """Note "X, Y" and "X in Y", where the second may hold the first."""
    for i, (one, following) in enumerate(pairwise(sightings)):
        if following.start - one.end <= 5 and text[one.end : following.start] in (", ", " in ", ", in ", " (", " - "):
            sightings[i] = replace(one, inside=i + 1)
    return sightings
