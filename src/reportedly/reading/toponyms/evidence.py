"""Evidence: whether a name of the gazetteer that stands in a text means a place there.

Each name starts with a score for what it is (a country, a large city, a village called "Of"), to which the words around
it add or take. Names of persons and bodies lose, names after "in" or before ", Syria" win. Then the countries of the
names that are sure speak for the others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from reportedly.gazetteer.entry import Candidate, NameKind
from reportedly.gazetteer.match import ARTICLES, Match, Word
from reportedly.reading.toponyms.lexicon import toponym_lexicon
from reportedly.reading.toponyms.senses import ALTERNATE, Senses, is_small, senses_of
from reportedly.reading.toponyms.surnames import last_name_of
from reportedly.reading.toponyms.surroundings import Surroundings

NEEDED = 0.5  # a name is taken for a place from this score on
_SURE = 2.5  # from here on its country speaks for other names
_LENDS = 0.75  # from here on it lends some to the other mentions of the same name
_LENT = 1.5
_NEVER = -20.0
_PERSON = -5.0
_SURNAME = -3.0  # of a person met in full elsewhere
_KEPT_SURNAME = -4.2  # takes back what else a name of a hand-kept table gains from its country
_STATES = frozenset(("country", "demonym", "continent"))
_LATIN_END = "\u0370"
_SHORT = 5  # letters of an acronym, at most


def admissible(around: Surroundings, match: Match, candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Return the candidates that the case of the words allows: "US" in capitals, "TX" only behind a place."""
    limits = NameKind.CAPITALS | NameKind.AFTER_COMMA
    if not senses_of(candidates).how & limits:
        return candidates
    words = around.text[match.start : match.end]
    capitals = words.replace(".", "").isupper() and not around.text.startswith("$", match.end)
    behind = match.first in around.lasts and around.gap(match.first - 1) in (", ", " (")
    return tuple(
        c
        for c in candidates
        if (capitals or not c.how & NameKind.CAPITALS) and (behind or not c.how & NameKind.AFTER_COMMA)
    )


def weigh_matches(
    around: Surroundings, candidates: Sequence[tuple[Candidate, ...]], persons: frozenset[str]
) -> list[float]:
    """Return for each match how much speaks for its being a place; `NEEDED` is enough."""
    matches = around.matches
    scores = []
    for match, found in zip(matches, candidates, strict=True):
        score = own_score(match, found) + context_score(around, match, found)
        if last_name_of(match) in persons:
            score += _surname_score(found)
        scores.append(score)
    countries = sure_countries(candidates, scores)
    for i, found in enumerate(candidates):
        scores[i] += _country_score(found, countries)
    _lend(matches, scores)
    return scores


def sure_countries(candidates: Sequence[tuple[Candidate, ...]], scores: Sequence[float]) -> frozenset[str]:
    """Return the countries of the names that are places for sure, at most the dozen most often named."""
    counted: Counter[str] = Counter()
    for found, score in zip(candidates, scores, strict=True):
        if score >= _SURE and (country := senses_of(found).country):
            counted[country] += 1
    return frozenset(country for country, _ in counted.most_common(12))


def _surname_score(candidates: tuple[Candidate, ...]) -> float:
    """Return what a name loses that is a person's too: a kept one nothing, if it is a country's or a large town's."""
    if not senses_of(candidates).how & NameKind.KEPT:
        return _SURNAME
    return _KEPT_SURNAME if is_small(candidates) else 0.0


def _country_score(candidates: tuple[Candidate, ...], countries: frozenset[str]) -> float:
    if not candidates or not countries or senses_of(candidates).wide:
        return 0.0
    for candidate in candidates:
        if candidate.entry.country in countries:
            return 2.0 if candidate.how & NameKind.KEPT else 0.8
    return -0.8 if senses_of(candidates).how & (NameKind.PRIMARY | NameKind.KEPT) else -1.8


def _lend(matches: Sequence[Match], scores: list[float]) -> None:
    best: dict[str, float] = {}
    for match, score in zip(matches, scores, strict=True):
        best[match.key] = max(best.get(match.key, -9.0), score)
    for i, match in enumerate(matches):
        if best[match.key] >= _LENDS and scores[i] > -3:
            scores[i] += _LENT


def own_score(match: Match, candidates: tuple[Candidate, ...]) -> float:
    """Return what the name itself says: its size, and whether it is a common word or a person's name too."""
    lexicon = toponym_lexicon()
    senses = senses_of(candidates)
    if "none" in senses.kinds:
        return _NEVER
    score = senses.weight
    if match.key[0] > _LATIN_END:
        score -= ALTERNATE  # another script's names are all alternates
    if match.last - match.first > 1:
        return score + 1.5
    if score < 3:
        if match.key in lexicon.common:
            score -= 3
        if match.key in lexicon.calendar:
            score -= 4
        if match.key in lexicon.direction_words:
            score -= 2
    if match.key in lexicon.given_names or match.key in lexicon.surnames:
        score -= 1.2
    return score


def context_score(around: Surroundings, match: Match, candidates: tuple[Candidate, ...]) -> float:
    """Return what the words beside the name say."""
    senses = senses_of(candidates)
    if not _case_fits(around, match, senses) or (not senses.kinds & _STATES and around.is_counted(match)):
        return _NEVER
    score = _before_score(around, match) + _after_score(around, match, senses)
    tag = around.tag(match.start)
    latin = match.key[0] < _LATIN_END  # the tagger knows no other script
    if latin and tag and not tag.startswith("NNP") and not senses.how & NameKind.KEPT:
        score -= 1.0
    return score


def _case_fits(around: Surroundings, match: Match, senses: Senses) -> bool:
    """Return whether the case is right: no town for an acronym."""
    if not 1 < match.end - match.start <= _SHORT or not around.text[match.start : match.end].isupper():
        return True
    kept = bool(senses.how & (NameKind.CAPITALS | NameKind.AFTER_COMMA))
    return kept or around.begins_paragraph(match.first) or around.shouts(match)


def _before_score(around: Surroundings, match: Match) -> float:
    lexicon = toponym_lexicon()
    word = around.before(match)
    if word is not None and word.key in ("in", "into") and _is_language(around, match):
        return -5.0
    if word is None:
        return 0.5 if around.gap(match.first - 1) == ", " and match.first in around.lasts else 0.0
    lower = word.key
    if word.text[0].isupper():
        return _capital_before_score(around, match, word)
    if lower in lexicon.locative:
        return 2.0
    if lower == "the" and (two := around.before(match, 2)) and two.key in lexicon.locative:
        return 1.5
    if lower in lexicon.speech:
        return 0.5 if around.is_of_other_verb(match.start, word.start) else -2.0
    if lower in ARTICLES and lower not in ("at", "as", "an"):
        return -3.0
    if lower in lexicon.type_words:
        return 1.5
    if lower == "of" and (two := around.before(match, 2)) and two.key in lexicon.type_words:
        return 3.0
    if lower == "and" and match.first - 1 in around.lasts:
        return 1.0  # "X and Y", X a name too
    return 0.5 if lower in lexicon.weak_locative else 0.0


def _is_language(around: Surroundings, match: Match) -> bool:
    """Return whether a name after "in" is a language: "in French, he said"."""
    return around.after(match) is None and around.tag(match.start).startswith("JJ")


def _capital_before_score(around: Surroundings, match: Match, word: Word) -> float:
    lexicon = toponym_lexicon()
    lower = word.key
    if lower in lexicon.locative or lower in lexicon.direction_words:
        return 2.0 if lower in lexicon.locative else 0.5
    if lower in lexicon.titles or (lower in lexicon.given_names and around.gap(match.first - 1) == " "):
        return _PERSON
    if match.first in around.lasts:
        return 0.0
    if lower in ARTICLES and lower not in ("at", "as", "an"):
        return -3.0
    if lower in lexicon.type_words:
        return 1.0
    if not around.tag(word.start).startswith("NNP"):
        return 0.0
    return -2.0


def _after_score(around: Surroundings, match: Match, senses: Senses) -> float:
    lexicon = toponym_lexicon()
    word = around.after(match)
    if word is None:
        return 1.5 if around.gap(match.last - 1) == ", " and match.last in around.firsts else 0.0
    lower, wide = word.key, senses.kept_wide
    if not word.text[0].isupper():
        if lower in lexicon.speech and not wide:
            return -1.5
        if lower in ARTICLES and around.gap(match.last) == "-" and not wide:
            return -4.0  # "Mohan al-Rashid"
        return 1.5 if lower in lexicon.type_words else 0.0
    if lower in lexicon.tail_words:
        return 0.5 if lower in lexicon.street_words else 1.5
    if match.last - match.first == 1 and match.key in lexicon.direction_words:
        return -3.0
    if match.last - match.first == 1 and match.key in lexicon.given_names and _goes_on(around, match, word):
        return -4.0
    if match.last in around.firsts and lower not in lexicon.body_words:
        return 0.0
    if lower in lexicon.body_words:
        return -4.0 if lower in lexicon.press_words or not wide else -1.0
    return 0.0 if wide or lower in lexicon.place_bodies else -1.5


def _goes_on(around: Surroundings, match: Match, word: Word) -> bool:
    """Return whether a given name goes on as a person's: "Jordan Smith", not "Jordan Police" or "Sydney, Perth"."""
    lexicon = toponym_lexicon()
    bodies = word.key in lexicon.body_words or word.key in lexicon.place_bodies or word.key in lexicon.direction_words
    return around.gap(match.last - 1) == " " and not bodies and around.tag(word.start).startswith("NNP")
