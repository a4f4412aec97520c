"""Evidence: whether a name of the gazetteer that stands in a text means a place there.

Each name starts with a score for what it is (a country, a large city, a village that is called "Of"), to which the words
around it add or take. Names of persons and bodies lose, names after "in" or before ", Syria" win.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from spacy.tokens import Doc

from reportedly.gazetteer.entry import Candidate, NameKind
from reportedly.gazetteer.match import ARTICLES, Match, Word
from reportedly.reading.toponym_lexicon import toponym_lexicon

_NEEDED = 0.5  # a name is taken for a place from this score on
_SURE = 2.5  # from here on it lends some to the other mentions of the same name
_LENT = 1.5
_SETTLED_KINDS = ("country", "demonym", "continent")
# A type word says which kinds of entry it may stand with
_KINDS_BY_TYPE = {
    **dict.fromkeys(
        ["province", "governorate", "governorates", "provinces", "oblast", "region", "state", "county", "canton", "prefecture", "department", "emirate", "regions", "states", "counties"],
        frozenset(("admin1", "admin2", "region")),
    ),
    **dict.fromkeys(
        ["district", "subdistrict", "raion", "rayon", "township", "municipality", "parish"], frozenset(("admin2", "city"))
    ),
    **dict.fromkeys(["city", "town", "village", "capital", "suburb", "port", "cities", "towns", "villages"], frozenset(("city",))),
    **dict.fromkeys(["river", "valley", "basin"], frozenset(("river", "valley"))),
}


@dataclass(frozen=True, slots=True)
class Sighting:
    """A name taken for a place: where it stands, what it may mean, and what the words beside it say."""

    start: int
    end: int
    key: str
    candidates: tuple[Candidate, ...]
    inside: int | None = None  # index of the sighting that holds it: "X, Y"
    kinds: frozenset[str] = frozenset()
    kind: str | None = None  # of the thing named, where it is not the entry itself: "Mosul Airport"


@dataclass(slots=True)
class Evidence:
    """The words of a text, its tags, and the names that stand in it."""

    doc: Doc
    words: Sequence[Word]
    matches: Sequence[Match]
    text: str = field(init=False)
    persons: set[str] = field(init=False, default_factory=set)  # keys of surnames of persons met in full
    _tokens: dict[int, int] = field(init=False)

    def __post_init__(self) -> None:
        self.text = self.doc.text
        self._tokens = {token.idx: token.i for token in self.doc}

    def tag(self, at: int) -> str:
        """Return the fine tag of the token that begins at an offset, or ""."""
        i = self._tokens.get(at)
        return "" if i is None else self.doc[i].tag_

    def gap(self, left: int) -> str:
        """Return what stands between word `left` and the next; at either end of the text, a line's end."""
        if left < 0 or left + 1 >= len(self.words):
            return "\n"
        return self.text[self.words[left].end : self.words[left + 1].start]

    def before(self, match: Match, back: int = 1) -> Word | None:
        """Return the word `back` before the match if only spaces or hyphens lie between."""
        at = match.first - back
        if at < 0 or any(self.gap(i).strip(" -–\u00a0") not in ("", ".") for i in range(at, match.first)):
            return None
        return self.words[at]

    def after(self, match: Match) -> Word | None:
        """Return the next word if nothing but a space or a hyphen lies between."""
        if match.last >= len(self.words) or self.gap(match.last - 1) not in (" ", "-", "\u00a0", "–"):
            return None
        return self.words[match.last]


def weigh_matches(evidence: Evidence, candidates: Sequence[tuple[Candidate, ...]]) -> list[Sighting]:
    """Return the names that mean places."""
    _note_persons(evidence)
    scores = [
        _own_score(match, found) + _context_score(evidence, match, found)
        for match, found in zip(evidence.matches, candidates, strict=True)
    ]
    _lend(evidence.matches, scores)
    taken = [i for i, score in enumerate(scores) if score >= _NEEDED]
    sightings = []
    for i in taken:
        sightings.append(_sighting(evidence, evidence.matches[i], candidates[i]))
    return _nested(evidence, [evidence.matches[i] for i in taken], _apart(sightings))


def _apart(sightings: list[Sighting]) -> list[Sighting]:
    """Cut each sighting off where the next begins (tail words may reach into it)."""
    return [
        replace(sighting, end=min(sighting.end, following.start))
        for sighting, following in zip(sightings, sightings[1:], strict=False)
    ] + sightings[-1:]


def _lend(matches: Sequence[Match], scores: list[float]) -> None:
    best: dict[str, float] = {}
    for match, score in zip(matches, scores, strict=True):
        best[match.key] = max(best.get(match.key, -9.0), score)
    for i, match in enumerate(matches):
        if best[match.key] >= _SURE and scores[i] > -3:
            scores[i] += _LENT


def _own_score(match: Match, candidates: Sequence[Candidate]) -> float:
    lexicon = toponym_lexicon()
    score = max((_weight(candidate) for candidate in candidates), default=-9.0)
    if match.last - match.first > 1:
        return score + 1.5
    if score < 3:
        if match.key in lexicon.common:
            score -= 3
        if match.key in lexicon.calendar:
            score -= 4
    if match.key in lexicon.given_names or match.key in lexicon.surnames:
        score -= 1.2
    return score


def _weight(candidate: Candidate) -> float:
    entry = candidate.entry
    if candidate.how & NameKind.KEPT:
        return 3.0
    if entry.kind == "admin1":
        weight = 2.0
    elif entry.kind == "admin2":
        weight = 0.0
    else:
        weight = math.log10(entry.population + 10) - 3.6
    return weight if candidate.how & NameKind.PRIMARY else weight - 1.2


def _context_score(evidence: Evidence, match: Match, candidates: Sequence[Candidate]) -> float:
    if not _case_fits(evidence, match, candidates):
        return -20.0
    score = _before_score(evidence, match) + _after_score(evidence, match, candidates)
    tag = evidence.tag(match.start)
    if tag and not tag.startswith("NNP") and not any(c.how & NameKind.KEPT for c in candidates):
        score -= 1.0
    if match.last - match.first == 1 and match.key in evidence.persons:
        score -= 3.0
    return score


def _case_fits(evidence: Evidence, match: Match, candidates: Sequence[Candidate]) -> bool:
    """Return whether a name that is one in capitals only ("US") is in capitals."""
    if candidates and all(candidate.how & NameKind.CAPITALS for candidate in candidates):
        return evidence.text[match.start : match.end].isupper()
    return True


def _before_score(evidence: Evidence, match: Match) -> float:
    lexicon = toponym_lexicon()
    word = evidence.before(match)
    if word is None:
        return 0.0
    lower = word.key
    if word.text[0].isupper():
        if lower in lexicon.titles or lower in lexicon.given_names:
            return -5.0
        if match.first == 0 or (evidence.matches and _ends_match(evidence, match.first)):
            return 0.0
        return -2.0 if lower not in lexicon.locative else 2.0
    if (
        lower in lexicon.locative
        or (lower == "the"
        and (two := evidence.before(match, 2))
        and two.key in lexicon.locative)
    ):
        return 2.0
    if lower in ARTICLES and lower != "at" and lower != "as":
        return -2.0
    if lower in lexicon.type_words:
        return 2.0
    if lower == "of" and (two := evidence.before(match, 2)) and two.key in lexicon.type_words:
        return 3.0
    return 0.5 if lower in lexicon.weak_locative else 0.0


def _ends_match(evidence: Evidence, first: int) -> bool:
    return any(match.last == first for match in evidence.matches)


def _after_score(evidence: Evidence, match: Match, candidates: Sequence[Candidate]) -> float:
    lexicon = toponym_lexicon()
    word = evidence.after(match)
    if word is None:
        return 1.5 if _followed_by_outer(evidence, match) else 0.0
    lower = word.key
    if word.text[0].isupper():
        if lower in lexicon.tail_words:
            return 1.5
        if lower in lexicon.body_words:
            return -4.0
        settled = any(c.entry.kind in _SETTLED_KINDS for c in candidates)
        return 0.0 if settled or lower in lexicon.place_bodies else -1.5
    return 1.5 if lower in lexicon.type_words else 0.0


def _followed_by_outer(evidence: Evidence, match: Match) -> bool:
    return evidence.gap(match.last - 1) == ", " and any(m.first == match.last for m in evidence.matches)


def _note_persons(evidence: Evidence) -> None:
    lexicon = toponym_lexicon()
    words = evidence.words
    for i, word in enumerate(words[:-1]):
        if word.key in lexicon.given_names or word.key in lexicon.titles:
            following = words[i + 1]
            if word.text[0].isupper() and following.text[0].isupper() and evidence.gap(i) in (" ", ". "):
                evidence.persons.add(following.key)


def _sighting(evidence: Evidence, match: Match, candidates: tuple[Candidate, ...]) -> Sighting:
    lexicon = toponym_lexicon()
    end, kind = match.end, None
    kinds: frozenset[str] = frozenset()
    word = evidence.after(match)
    if word is not None and not any(c.entry.kind == "demonym" for c in candidates):
        kinds = _KINDS_BY_TYPE.get(word.key, frozenset())
        if word.text[0].isupper() and word.key in lexicon.tail_words:
            end = word.end
            kind = None if kinds else word.key
    of = evidence.before(match)
    if not kinds and of is not None and of.key == "of" and (two := evidence.before(match, 2)):
        kinds = _KINDS_BY_TYPE.get(two.key, frozenset())
    return Sighting(match.start, end, match.key, candidates, None, kinds, kind)


def _nested(evidence: Evidence, matches: Sequence[Match], sightings: list[Sighting]) -> list[Sighting]:
    """Note "X, Y" and "X in Y" where the second may hold the first."""
    for i in range(len(sightings) - 1):
        between = evidence.text[sightings[i].end : sightings[i + 1].start]
        if between in (", ", " in ", ", in ") and sightings[i + 1].kind is None:
            sightings[i] = replace(sightings[i], inside=i + 1)
    return sightings
