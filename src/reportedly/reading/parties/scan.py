"""Mentions of parties before they are resolved: names, nouns and their short phrases, in one text.

Takes the parse and the trie's matches, gives `Found` records without overlaps: what each mention is made of, not yet
whom it means. Works from right to left, so that the last noun of a phrase takes the names before it
("Syrian government forces" is one mention).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Doc, Token

from reportedly.gazetteer.parties import fold_word
from reportedly.reading.events.lexicon import load_words
from reportedly.reading.parties.names import Match, NameKind
from reportedly.reading.parties.phrases import Page, is_split, phrase_start, token_at

VICTIMS = frozenset({"civilians", "aid", "media"})
_ARMED = frozenset({"rebel_group", "militia"})
_FORCES = frozenset({"state", "state_force", "coalition"})
_NAMES = frozenset({NameKind.PARTY, NameKind.STATE, NameKind.DEMONYM, NameKind.PEOPLE, NameKind.CAPITAL})
_NOUNS = frozenset({NameKind.GROUP, NameKind.MEANS, NameKind.BESIDE})
_PREPOSITIONS = frozenset({"by", "with", "between", "against", "of"})
_SHORT = 3  # letters of an acronym that may be a word
_SHARE_MOST = 6  # characters of " and "
_CLIMB = 4  # steps up a coordination


@dataclass(frozen=True, slots=True)
class Found:
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
    deeds: frozenset[str]
    objects: frozenset[str]
    places: frozenset[str]
    adherents: frozenset[str]
    suffered: frozenset[str]


@lru_cache(maxsize=2)
def _words(language: str = "en") -> _Words:
    table = load_words("groups", language)
    verbs = table["verbs"]
    return _Words(
        frozenset(table["deeds"]["words"]),
        frozenset(verbs["object"]),
        frozenset(verbs["place_subject"]),
        frozenset(table["adherents"]["words"]),
        frozenset(table["suffered"]["words"]),
    )


@lru_cache(maxsize=2)
def given_names(language: str = "en") -> frozenset[str]:
    """Return given names that show a person, folded."""
    return frozenset(fold_word(name) for name in load_words("persons", language)["given"])


def scan_mentions(page: Page, matches: list[Match]) -> list[Found]:
    """Return the mentions that the matches make, in text order."""
    doc, starts = page.doc, page.starts
    found: list[Found] = []
    at = len(matches) - 1
    taken = matches[-1].end if matches else 0  # nothing may reach over the mention to the right
    while at >= 0:
        match = matches[at]
        if match.name.kind in _NOUNS:
            mention, at = _phrase(doc, starts, matches, at)
        else:
            mention, at = _single(doc, starts, match, found[-1] if found else None), at - 1
        if mention is not None and mention.end <= taken and not (found and _qualifies(doc, mention, found[-1])):
            found.append(mention)
            taken = mention.start
    found.reverse()
    return found


def _qualifies(doc: Doc, mention: Found, right: Found) -> bool:
    """Return whether a noun only says of what kind the group named next is ("the Islamist Lark Front")."""
    if mention.ids or not right.ids or right.start - mention.end != 1:
        return False
    return doc[mention.head].dep_ in ("compound", "amod", "nmod")


def _phrase(doc: Doc, starts: list[int], matches: list[Match], at: int) -> tuple[Found | None, int]:
    """Return the mention whose last noun is the match, and the index of the match before it."""
    match = matches[at]
    first, head = token_at(starts, match.start), token_at(starts, match.end - 1)
    if not _is_noun(doc[head]) or doc[head].is_upper:  # a heading
        return None, at - 1
    start = phrase_start(doc, first, head=head)
    left = doc[start].idx
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
            return None, at - 1
        if namer is None and qualifier is not None:
            group = qualifier.name.group
            plural = f"{qualifier.name.plural} {plural}" if group == "state" else qualifier.name.plural
    elif qualifier is not None and qualifier.name.kind == NameKind.MODIFIER and group in _ARMED:
        plural = qualifier.name.plural  # "rebel fighters" are the rebels
    elif _only_modifies(doc[head]) and group in VICTIMS:
        return None, before
    if qualifier is not None and qualifier.name.group == "state" and group == "state_force":
        plural = f"{qualifier.name.plural} {plural}"  # "government troops"
    if match.name.kind == NameKind.BESIDE and namer is not None:
        return Found(left, match.end, head, (), group, plural, named=doc.text[left : match.end]), before
    ids = namer.name.ids if namer is not None and _is_named_by(namer, group) else ()
    by_state = namer is not None and namer.name.kind != NameKind.PARTY
    named = None if namer is not None or group in VICTIMS else _proper_part(doc, start, first)
    definite = start > 0 and doc[start - 1].lower_ in ("the", "this", "that")
    name = _split_name(doc, start, plural)
    return Found(left, match.end, head, ids, group, name, by_state, definite, named), before


def _is_named_by(namer: Match, group: str | None) -> bool:
    """Return whether a name before a noun names the whole: a party does, a country only of its forces."""
    if group in VICTIMS:
        return False
    return namer.name.kind == NameKind.PARTY or group in _FORCES


def _split_name(doc: Doc, start: int, plural: str | None) -> str | None:
    """Return "Turkish-backed rebels" for rebels that stand after "Turkish-backed"."""
    if plural is None or not is_split(doc, start - 1):
        return plural
    return f"{doc[start - 3].text}-{doc[start - 1].text} {plural}"


def _proper_part(doc: Doc, start: int, first: int) -> str | None:
    """Return the capitalised words before a group's noun, if they make a name ("Maute" of "Maute militants")."""
    plain = _words().adherents
    tokens = [t for t in doc[start:first] if (t.text[:1].isupper() and t.lower_ not in plain) or t.text in "-–'"]
    if not any(t.pos_ == "PROPN" for t in tokens):
        return None
    named = doc[tokens[0].i : tokens[-1].i + 1].text.strip("-–' ")
    return named if len(named) > 1 else None


def _is_noun(token: Token) -> bool:
    return token.pos_ in ("NOUN", "PROPN") or token.tag_ in ("NNS", "NN", "NNP", "NNPS")


def _only_modifies(token: Token) -> bool:
    return token.dep_ == "compound" and token.head.i > token.i


def _single(doc: Doc, starts: list[int], match: Match, right: Found | None) -> Found | None:
    """Return the mention that a name makes by itself; `right` is the mention after it."""
    head = token_at(starts, match.end - 1)
    kind, name = match.name.kind, match.name
    if kind != NameKind.PARTY and name.written is None and doc[head].is_upper:
        return None  # a dateline or a heading
    if kind == NameKind.PARTY and _is_no_name(doc, head, match):
        return None
    if kind == NameKind.PARTY:
        return Found(match.start, match.end, head, name.ids, None, None)
    if kind == NameKind.MODIFIER:
        if right is not None and right.ids and right.start - match.end == 1:
            return None  # "paramilitary Lark Force" is one mention, of the force
        if name.group in VICTIMS and doc[head].head.lower_ not in _words().suffered:
            return None
        return Found(match.start, match.end, head, (), name.group, name.plural)
    token = doc[head]
    if kind == NameKind.PEOPLE and token.tag_ in ("NNPS", "NNS"):
        return Found(match.start, match.end, head, name.ids, "civilians", None, True)
    if _names_state(doc, token, kind) or (right is not None and _shares_noun(doc, head, right)):
        return Found(match.start, match.end, head, name.ids, None, None, True)
    return None


def _is_no_name(doc: Doc, head: int, match: Match) -> bool:
    """Return whether a short name is a word of a headline in capitals, or a part of a person's name."""
    beside = [doc[i] for i in (head - 1, head + 1) if 0 <= i < len(doc)]
    if match.name.written is not None:
        short = match.end - match.start <= _SHORT
        return short and any(t.is_upper and t.is_alpha and len(t) > _SHORT for t in beside)
    if match.last - match.first > 1 or not head or doc[head - 1].pos_ != "PROPN":
        return False
    return fold_word(doc[head - 1].text) in given_names()


def _shares_noun(doc: Doc, head: int, right: Found) -> bool:
    """Return whether a country's adjective goes with the noun of the next mention ("Syrian and Russian jets")."""
    if right.group not in _FORCES or not 0 < right.start - doc[head].idx - len(doc[head]) <= _SHARE_MOST:
        return False
    return doc[head + 1].lower_ in ("and", "or", ",", "/") and doc[head].tag_ in ("JJ", "NNP", "NN")


def _names_state(doc: Doc, token: Token, kind: NameKind) -> bool:
    """Return whether a country's name, adjective or capital stands for its government here."""
    if token.i + 2 < len(doc) and is_split(doc, token.i + 2):
        return kind != NameKind.CAPITAL
    if kind != NameKind.CAPITAL and is_before_deed(token):
        return True
    return kind not in (NameKind.DEMONYM, NameKind.PEOPLE) and acts(token, capital=kind == NameKind.CAPITAL)


def is_before_deed(token: Token) -> bool:
    """Return whether the word says whose deed the next noun is ("Turkish shelling", "Iran's missile strikes")."""
    deeds = _words().deeds
    if token.dep_ in ("amod", "compound", "poss", "nmod", "conj"):
        return token.head.lower_ in deeds or token.head.head.lower_ in deeds
    # "weapons from Iran"
    return token.dep_ == "pobj" and token.head.lower_ == "from" and token.head.head.lower_ in deeds


def _is_listed(token: Token) -> bool:
    """Return whether a name stands with others, or after a noun for it; not after a comma ("Homs, Syria")."""
    if token.dep_ == "appos":
        return token.i > 0 and token.nbor(-1).text != ","
    if token.dep_ in ("compound", "nmod"):
        return token.head.pos_ == "PROPN" and token.head.i > token.i
    return token.dep_ == "conj"


def acts(token: Token, *, capital: bool = False) -> bool:
    """Return whether a country's name stands where somebody who acts stands."""
    for _ in range(_CLIMB):
        # A list without commas ("Russia Iran and Turkey") parses as a compound.
        if not _is_listed(token):
            break
        token = token.head
    dep, head, words = token.dep_, token.head, _words()
    if dep == "nsubj":
        return not capital or head.lemma_ not in words.places
    if dep == "nsubjpass":
        return not capital
    if dep in ("dobj", "dative"):
        return head.lemma_ in words.objects and not capital
    return dep == "pobj" and head.lower_ in _PREPOSITIONS and (head.lower_ != "of" or not capital)
