"""Spellings: names that the gazetteer has under another romanisation, sought only in the document's own countries.

"Kafar Zeita" for "Kafr Zayta": first by the folded key, then, after "in", "near" or "town of", by the consonants alone.
A name that nobody knows is still a place's where the words say so: "the village of X".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from reportedly.gazetteer.build import ROMANISED
from reportedly.gazetteer.entry import Candidate
from reportedly.gazetteer.match import ARTICLES, Match, Word, joins
from reportedly.gazetteer.store import Gazetteer
from reportedly.reading.toponyms.evidence import NEEDED, context_score, own_score
from reportedly.reading.toponyms.lexicon import toponym_lexicon
from reportedly.reading.toponyms.senses import senses_of
from reportedly.reading.toponyms.surroundings import Surroundings

Taken = tuple[Match, tuple[Candidate, ...]]
_MOST_WORDS = 4
_JOINING = frozenset(("IN", "CC", "TO"))  # tags of words that go on after a list: "in X and Y on Friday"
_NAME_HEADS = frozenset(("abu", "umm", "um", "sheikh"))  # of persons' names and of villages' alike
_LEAST_LETTERS = 4
_COST = 0.8  # a folded spelling is less sure than the name itself
_LOCATED = 1.5  # what "in", "near", "town of" give


def find_spellings(
    around: Surroundings,
    taken: Sequence[Taken],
    countries: frozenset[str],
    gazetteer: Gazetteer,
    *,
    closed: frozenset[int] = frozenset(),
) -> list[Taken]:
    """Return the further names, without candidates if unknown.

    None of their words is in a name already taken, or among the `closed` ones, which belong to what is no place.
    """
    home = countries & ROMANISED
    used = {i for match, _ in taken for i in range(match.first, match.last)} | closed
    ends = {match.last for match, found in taken if "demonym" not in senses_of(found).kinds}
    found: list[Taken] = []
    end = 0
    for at in [i for i, word in enumerate(around.words) if word.is_name_like and i not in used]:
        if at < end or not _may_begin(around, around.words[at]):
            continue
        for match in _runs(around, at, used):
            candidates = _spelled(around, match, home, gazetteer) if home else ()
            of = None if candidates else around.before(match)
            if candidates or (of and (_is_told(around, match, of) or _is_listed(around, match, of, ends))):
                end = match.last
                ends.add(end)
                found.append((match, candidates))
                break
    return found


def _is_told(around: Surroundings, match: Match, of: Word) -> bool:
    """Return whether the words say that an unknown name is a place's: "the village of X", "in X village"."""
    lexicon = toponym_lexicon()
    if of.key == "of" and (kind := around.before(match, 2)):
        return kind.key in lexicon.settlements and not kind.text[0].isupper()
    after = around.after(match)
    ended = after is None or not after.text[0].isupper()
    if ended and of.key in lexicon.place_prepositions and _is_plain_name(around, match):
        before = around.before(match, 2)
        return before is None or before.key not in lexicon.trust_words
    if after is None or after.key not in lexicon.settlements or after.text[0].isupper():
        return False
    located = of.key in lexicon.locative or of.key in lexicon.weak_locative
    return located and match.key not in lexicon.direction_words


def _is_listed(around: Surroundings, match: Match, of: Word, ends: set[int]) -> bool:
    """Return whether an unknown name ends a list of places: "in X and Y", and does nothing of its own."""
    if of.key != "and" or match.first - 1 not in ends:
        return False
    after = around.after(match)
    idle = after is None or around.tag(after.start) in _JOINING
    return idle and _is_plain_name(around, match)


def _is_plain_name(around: Surroundings, match: Match) -> bool:
    """Return whether no word of an unknown name is one of a person, a body, a language or an acronym."""
    lexicon = toponym_lexicon()
    for word in around.words[match.first : match.last]:
        known = word.key in lexicon.given_names or word.key in lexicon.surnames or word.key in lexicon.titles
        body = word.key in lexicon.body_words or word.key in lexicon.place_bodies or word.key in lexicon.common
        if known or body or (word.text.isupper() and len(word.text) > 1) or not word.text.isalpha():
            return False
        if word.is_name_like and around.tag(word.start) != "NNP":
            return False
    return True


def _may_begin(around: Surroundings, word: Word) -> bool:
    return around.tag(word.start).startswith("NNP") and _is_uncommon(word.key)


@lru_cache(maxsize=20_000)
def _is_uncommon(key: str) -> bool:
    """Return whether a word may begin a romanised name, for all that the lexicon says of it."""
    lexicon = toponym_lexicon()
    titled = key in lexicon.titles and key not in _NAME_HEADS
    return key.isascii() and not (titled or key in lexicon.common or key in lexicon.calendar)


def _runs(around: Surroundings, at: int, used: set[int]) -> Iterator[Match]:
    words = around.words
    keys = [words[at].key]
    last = at
    while last + 1 < len(words) and len(keys) < _MOST_WORDS and last + 1 not in used:
        following = words[last + 1]
        if not joins(words[last]) or not (following.is_name_like or following.key in ARTICLES):
            break
        keys.append(f"{keys[-1]} {following.key}")
        last += 1
    for end in range(last, at - 1, -1):
        key = keys[end - at]
        if words[end].is_name_like and len(key) >= _LEAST_LETTERS:
            yield Match(at, end + 1, words[at].start, words[end].end, key)


def _spelled(around: Surroundings, match: Match, home: frozenset[str], gazetteer: Gazetteer) -> tuple[Candidate, ...]:
    respelled = gazetteer.respelled(match.key, home)
    if not respelled.candidates:
        return ()
    context = context_score(around, match, respelled.candidates if respelled.is_folded else ())
    if respelled.is_folded:
        sure = own_score(match, respelled.candidates) + context - _COST >= NEEDED
    else:
        sure = context >= _LOCATED
    return respelled.candidates if sure else ()
