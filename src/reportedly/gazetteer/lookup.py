"""Looking up a single name, without a text: for `reportedly gazetteer find` and for registers that users keep."""

from __future__ import annotations

import re
from collections.abc import Iterable

from reportedly.gazetteer.entry import Candidate
from reportedly.gazetteer.resolve import Mention, Scored, resolve
from reportedly.gazetteer.store import Gazetteer

_HOME = 5.0  # what lying in one of the asked countries gives
_DIVISIONS = frozenset(("admin1", "admin2", "region"))
_TOWNS = frozenset(("city", "admin2", "district"))
# A type word at either end, and the kinds it asks for; "Mosul Dam" is tried whole before it is cut
_CUTS: tuple[tuple[re.Pattern[str], frozenset[str]], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), kinds)
    for pattern, kinds in (
        (r"^(.+?)[ -](?:province|governorate|oblast|region|state|county|muhafazah?)$", _DIVISIONS),
        (r"^(?:province|governorate|region|state) of (.+)$", _DIVISIONS),
        (r"^(?:the )?(?:(?:city|town|village|district) of )?(.+?)(?: (?:city|town|village|district))?$", _TOWNS),
        (r"^(?:rural |rif |countryside of )?(.+?)(?:'s)?(?: (?:countryside|suburbs|outskirts))?$", frozenset()),
        (r"^(?:the )?(.+?)(?: (?:river|desert|mountains?|lake|valley|basin))?$", frozenset()),
    )
)


def look_up(name: str, gazetteer: Gazetteer, *, countries: Iterable[str] = ()) -> list[Scored]:
    """Return the places that a name may mean with their scores, best first.

    Those in `countries` go first; outside them a name is only sought as it is spelled.
    """
    home = frozenset(countries)
    for part, kinds in _readings(name):
        candidates = gazetteer.named(_key(part)) or gazetteer.folded(part)
        if home and not any(_is_home(c, home) for c in candidates):
            folded = tuple(c for c in gazetteer.folded(part) if _is_home(c, home))
            candidates = folded or gazetteer.by_bones(part, home) or candidates
        candidates = tuple(c for c in candidates if c.entry.kind != "none")
        if candidates:
            return _ranked(part, candidates, kinds, home)
    return []


def _key(name: str) -> str:
    from reportedly.gazetteer.fold import fold_plain

    return fold_plain(name)


def _readings(name: str) -> Iterable[tuple[str, frozenset[str]]]:
    yield name, frozenset()
    for pattern, kinds in _CUTS:
        match = pattern.match(name.strip())
        if match and match[1] != name:
            yield match[1], kinds


def _ranked(name: str, candidates: tuple[Candidate, ...], kinds: frozenset[str], home: frozenset[str]) -> list[Scored]:
    if not home:
        return resolve([Mention(_key(name), 0, candidates, None, kinds)])[0]
    scored = resolve([Mention(_key(name), 0, candidates, None, kinds)])[0]
    lifted = [(score + (_HOME if _is_home(candidate, home) else 0.0), candidate) for score, candidate in scored]
    lifted.sort(key=lambda pair: (-pair[0], pair[1].entry.id))
    return lifted


def _is_home(candidate: Candidate, home: frozenset[str]) -> bool:
    entry = candidate.entry
    return entry.country in home or any(country in home for country in entry.countries)
