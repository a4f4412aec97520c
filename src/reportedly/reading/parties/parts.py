"""Names and nouns that by themselves are nobody: parts of something longer, and words for a fate.

"Army" of an officer's title, "Times" of a longer name, "AP" of a model's number, "hostage" of "took him hostage". Takes
the parse and the trie's matches; whoever finds one of these leaves it out.
"""

from __future__ import annotations

from functools import lru_cache

from reportedly.reading.events.lexicon import load_words
from reportedly.reading.events.tree import Words
from reportedly.reading.parties.names import Match, NameKind
from reportedly.reading.parties.phrases import Page, token_at

_MEDIA = frozenset({"media", "monitor"})
_ONE = frozenset({"one", "1"})
_BEFORE_NOUNS = frozenset({"DT", "PRP$", "JJ", "POS"})  # "a hostage", "their prisoner"
_PROPER = ("NNP", "NNPS")


@lru_cache(maxsize=2)
def _services(language: str = "en") -> frozenset[str]:
    return frozenset(load_words("groups", language)["services"]["words"])


@lru_cache(maxsize=2)
def officer_ranks(language: str = "en") -> frozenset[str]:
    """Return the ranks of officers, in small letters and without points."""
    return frozenset(load_words("groups", language)["services"]["ranks"])


def is_part(page: Page, match: Match) -> bool:
    """Return whether a match is a part of something longer, and by itself nobody."""
    if is_service(page, match.start, match.end):
        return True
    if match.name.kind != NameKind.PARTY:
        return False
    return _is_numbered(page, match) if match.name.written is not None else _is_surname(page, match)


def is_service(page: Page, start: int, end: int) -> bool:
    """Return whether words are a service before an officer's rank and name: "Army" of "Army Col. Jane Doe"."""
    tokens = page.tokens
    if not page.text[start].isupper() or page.text[start:end].lower() not in _services():
        return False
    behind = token_at(tokens.start, end - 1) + 1
    ranked = behind + 1 < len(tokens.start) and tokens.lower[behind].rstrip(".") in officer_ranks()
    return ranked and page.written(behind)[0].isupper() and tokens.pos[behind + 1] in ("PROPN", "PUNCT")


def _is_numbered(page: Page, match: Match) -> bool:
    """Return whether an acronym is joined to a number: "AP" of an "AP-3C"."""
    return page.text.startswith("-", match.end) and page.text[match.end + 1 : match.end + 2].isdigit()


def _is_surname(page: Page, match: Match) -> bool:
    """Return whether a medium's one word ends a longer name: "Times" of the "Irish Times"."""
    if match.name.group not in _MEDIA or match.last - match.first > 1:
        return False
    at = token_at(page.tokens.start, match.start) - 1
    if at < 0 or page.tokens.end[at] != match.start - 1 or page.text[match.start - 1] != " ":
        return False
    return page.tokens.tag[at] in _PROPER and page.tokens.dep[at] == "compound" and page.written(at)[0].isupper()


@lru_cache(maxsize=2)
def _fates(language: str = "en") -> tuple[frozenset[str], frozenset[str]]:
    table = load_words("groups", language)["fates"]
    return frozenset(table["words"]), frozenset(table["verbs"])


def is_fate(tokens: Words, at: int) -> bool:
    """Return whether a noun says what becomes of somebody: "hostage" of "took villagers hostage"."""
    fates, verbs = _fates()
    if tokens.lower[at] not in fates or not at or tokens.lower[at - 1] in _ONE:
        return False
    if tokens.tag[at - 1] in _BEFORE_NOUNS:
        return False
    return tokens.lemma[tokens.head[at]] in verbs or tokens.lemma[at - 1] in verbs
