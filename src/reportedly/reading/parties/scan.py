"""Mentions of parties before they are resolved: names, nouns and their short phrases, in one text.

Takes the parse and the trie's matches, gives `Found` records without overlaps: what each mention is made of, not yet
whom it means. Works from right to left, so that the last noun of a phrase takes the names before it
("Syrian government forces" is one mention).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from reportedly.gazetteer.parties import fold_word
from reportedly.reading.events.lexicon import load_words
from reportedly.reading.events.tree import Words
from reportedly.reading.parties.names import Match, NameKind
from reportedly.reading.parties.parts import is_fate, is_part, is_service
from reportedly.reading.parties.phrases import Page, is_split, phrase_start, token_at
from reportedly.reading.parties.roles import acts, is_before_deed

VICTIMS = frozenset({"civilians", "aid", "media"})
OWNED = ("its", "their")
MEANS = "means"  # the kind of what acts for its owner alone ("its warplanes")
_ARMED = frozenset({"rebel_group", "militia"})
_FIGHTING = frozenset({"rebel_group", "militia", "crime", "state_force"})
_FORCES = frozenset({"state", "state_force", "coalition"})
_NAMES = frozenset({NameKind.PARTY, NameKind.STATE, NameKind.DEMONYM, NameKind.PEOPLE, NameKind.CAPITAL})
_NOUNS = frozenset({NameKind.GROUP, NameKind.MEANS, NameKind.BESIDE})
_SHORT = 3  # letters of an acronym that may be a word
_SHARE_MOST = 6  # characters of " and "


class Found(NamedTuple):
    """A mention: characters `start` to `end`, head token, the ids its name may stand for, and its noun.

    `group` is the noun's kind, `plural` its plain name, `stated` whether a name (and not only a noun) is in it,
    `by_state` whether that name is a country's, `definite` whether "the" stands before it.
    """

    start: int
    end: int
    head: int
    ids: tuple[str, ...]
    group: str | None
    plural: str | None
    by_state: bool = False
    definite: bool = False
    named: str | None = None  # the proper name of a group that the register does not hold


@dataclass(frozen=True, slots=True)
class _Words:
    nouns: frozenset[str]
    adherents: frozenset[str]
    suffered: frozenset[str]


@lru_cache(maxsize=2)
def _words(language: str = "en") -> _Words:
    table = load_words("groups", language)
    return _Words(
        frozenset(table["mistagged"]["words"]),
        frozenset(table["adherents"]["words"]),
        frozenset(table["suffered"]["words"]),
    )


@lru_cache(maxsize=2)
def given_names(language: str = "en") -> frozenset[str]:
    """Return given names that show a person, folded."""
    return frozenset(fold_word(name) for name in load_words("persons", language)["given"])


def scan_mentions(page: Page, matches: list[Match]) -> list[Found]:
    """Return the mentions that the matches make, in text order."""
    found: list[Found] = []
    matches = [match for match in matches if not is_part(page, match)]
    at = len(matches) - 1
    taken = matches[-1].end if matches else 0  # nothing may reach over the mention to the right
    while at >= 0:
        match = matches[at]
        if match.name.kind in _NOUNS:
            mention, at = _phrase(page, matches, at)
        else:
            mention, at = _single(page, match, found[-1] if found else None), at - 1
        if mention is None or mention.end > taken or is_service(page, mention.start, mention.end):
            continue
        if not (found and _qualifies(page, mention, found[-1])):
            found.append(mention)
            taken = mention.start
    found.reverse()
    return found


def _qualifies(page: Page, mention: Found, right: Found) -> bool:
    """Return whether a noun only says of what kind the group named next is ("the Islamist Lark Front")."""
    if mention.ids or not right.ids or right.start - mention.end != 1:
        return False
    return page.tokens.dep[mention.head] in ("compound", "amod", "nmod")


def _phrase(page: Page, matches: list[Match], at: int) -> tuple[Found | None, int]:
    """Return the mention whose last noun is the match, and the index of the match before it."""
    match = matches[at]
    tokens = page.tokens
    first, head = token_at(tokens.start, match.start), token_at(tokens.start, match.end - 1)
    if not _is_noun(tokens, head) or page.written(head).isupper():  # a heading
        return None, at - 1
    if is_fate(tokens, head):
        return None, at - 1
    start = phrase_start(page, first, head=head)
    left = tokens.start[start]
    before = at - 1
    while before >= 0 and matches[before].start >= left:
        before -= 1
    inner = matches[before + 1 : at]
    if not inner and before >= 0 and matches[before].end > left:
        left = matches[before].end + 1  # a name reaches into the phrase: keep clear of it
    namer = next((m for m in reversed(inner) if m.name.kind in _NAMES), None)
    qualifier = next((m for m in reversed(inner) if m.name.kind not in _NAMES), None)
    group, plural = match.name.group, match.name.plural
    if match.name.kind == NameKind.MEANS:
        if namer is None and qualifier is None:
            return _owned_means(page, match, start, head), at - 1
        if namer is None and qualifier is not None:
            group = qualifier.name.group
            plural = f"{qualifier.name.plural} {plural}" if group == "state" else qualifier.name.plural
    elif qualifier is not None and qualifier.name.kind == NameKind.MODIFIER and group in _ARMED:
        plural = qualifier.name.plural  # "rebel fighters" are the rebels
    elif group in VICTIMS and _is_modifier(tokens, head):
        return None, before
    if qualifier is not None and qualifier.name.group == "state" and group == "state_force":
        plural = f"{qualifier.name.plural} {plural}"  # "government troops"
    if match.name.kind == NameKind.BESIDE and namer is not None:
        return Found(left, match.end, head, (), group, plural, named=page.text[left : match.end]), before
    ids = namer.name.ids if namer is not None and _is_named_by(namer, group, plural) else ()
    by_state = namer is not None and namer.name.kind != NameKind.PARTY
    named = None if namer is not None or group in VICTIMS else _proper_part(page, start, first, qualifier)
    definite = start > 0 and tokens.lower[start - 1] in ("the", "this", "that")
    name = _split_name(page, start, plural)
    return Found(left, match.end, head, ids, group, name, by_state, definite, named), before


def _owned_means(page: Page, match: Match, start: int, head: int) -> Found | None:
    """Return "forces" of "its forces", which act where their owner is found."""
    if not any(page.tokens.lower[child] in OWNED for child in page.tokens.children[head]):
        return None
    return Found(page.tokens.start[start], match.end, head, (), MEANS, match.name.plural)


def _is_noun(tokens: Words, at: int) -> bool:
    is_tagged = tokens.pos[at] in ("NOUN", "PROPN") or tokens.tag[at] in ("NNS", "NN", "NNP", "NNPS")
    return is_tagged or tokens.lower[at] in _words().nouns


def _is_modifier(tokens: Words, at: int) -> bool:
    """Return whether a noun belongs to the noun behind it; not in "took villagers hostage", which parses so."""
    behind = tokens.head[at]
    return tokens.dep[at] == "compound" and behind > at and not is_fate(tokens, behind)


def _is_named_by(namer: Match, group: str | None, plural: str | None) -> bool:
    """Return whether a name before a noun names the whole: a party does, a country only of its forces."""
    if group in VICTIMS:
        return plural == "men" and namer.name.kind == NameKind.PARTY and namer.name.group in _FIGHTING
    return namer.name.kind == NameKind.PARTY or group in _FORCES


def _split_name(page: Page, start: int, plural: str | None) -> str | None:
    """Return "Turkish-backed rebels" for rebels that stand after "Turkish-backed"."""
    if plural is None or not is_split(page, start - 1):
        return plural
    return f"{page.written(start - 3)}-{page.written(start - 1)} {plural}"


def _proper_part(page: Page, start: int, first: int, qualifier: Match | None) -> str | None:
    """Return the capitalised words before a group's noun, if they make a name ("Maute" of "Maute militants")."""
    plain, tokens = _words().adherents, page.tokens
    if qualifier is not None and qualifier.start == tokens.start[start]:
        start = token_at(tokens.start, qualifier.end - 1) + 1  # "Junta troops" at the start of a sentence
    parts = []
    for at in range(start, first):
        word = page.written(at)
        if (word[:1].isupper() and tokens.lower[at] not in plain) or word in "-–'":
            parts.append(at)
    if not any(tokens.pos[at] == "PROPN" for at in parts):
        return None
    named = page.between(parts[0], parts[-1] + 1).strip("-–' ")
    return named if len(named) > 1 else None


def _single(page: Page, match: Match, right: Found | None) -> Found | None:
    """Return the mention that a name makes by itself; `right` is the mention after it."""
    tokens = page.tokens
    head = token_at(tokens.start, match.end - 1)
    kind, name = match.name.kind, match.name
    if kind != NameKind.PARTY and name.written is None and page.written(head).isupper():
        return None  # a dateline or a heading
    if kind == NameKind.PARTY and _is_no_name(page, head, match):
        return None
    if kind == NameKind.PARTY:
        return Found(match.start, match.end, head, name.ids, None, None)
    if kind == NameKind.MODIFIER:
        if right is not None and right.ids and right.start - match.end == 1:
            return None  # "paramilitary Lark Force" is one mention, of the force
        if name.group in VICTIMS and tokens.lower[tokens.head[head]] not in _words().suffered:
            return None
        return Found(match.start, match.end, head, (), name.group, name.plural)
    if kind == NameKind.PEOPLE and tokens.tag[head] in ("NNPS", "NNS"):
        return Found(match.start, match.end, head, name.ids, "civilians", None, True)
    if _names_state(page, head, kind) or (right is not None and _shares_noun(page, head, right)):
        return Found(match.start, match.end, head, name.ids, None, None, True)
    return None


def _is_no_name(page: Page, head: int, match: Match) -> bool:
    """Return whether a short name is a word of a headline in capitals, or a part of a person's name."""
    if match.name.written is not None:
        beside = [page.written(i) for i in (head - 1, head + 1) if 0 <= i < len(page.tokens.start)]
        short = match.end - match.start <= _SHORT
        return short and any(word.isupper() and word.isalpha() and len(word) > _SHORT for word in beside)
    if match.last - match.first > 1 or not head or page.tokens.pos[head - 1] != "PROPN":
        return False
    return fold_word(page.written(head - 1)) in given_names()


def _shares_noun(page: Page, head: int, right: Found) -> bool:
    """Return whether a country's adjective goes with the noun of the next mention ("Syrian and Russian jets")."""
    tokens = page.tokens
    if right.group not in _FORCES or not 0 < right.start - tokens.end[head] <= _SHARE_MOST:
        return False
    return tokens.lower[head + 1] in ("and", "or", ",", "/") and tokens.tag[head] in ("JJ", "NNP", "NN")


def _names_state(page: Page, at: int, kind: NameKind) -> bool:
    """Return whether a country's name, adjective or capital stands for its government here."""
    if kind == NameKind.CAPITAL and page.text.startswith(")", page.tokens.end[at]):
        return False  # "(Nairobi) – The army said"
    if at + 2 < len(page.tokens.start) and is_split(page, at + 2):
        return kind != NameKind.CAPITAL
    if kind != NameKind.CAPITAL and is_before_deed(page.tokens, at):
        return True
    return kind not in (NameKind.DEMONYM, NameKind.PEOPLE) and acts(page.tokens, at, capital=kind == NameKind.CAPITAL)
