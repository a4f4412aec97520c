"""Named groups that the register does not hold, by the shape of their names.

Takes the parse and the mentions found so far, gives more: capitalised phrases around a head such as Front, Brigade or
Council; acronyms that the text introduces in brackets, which then hold for the document; and acronyms that act.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from reportedly.gazetteer.parties import Word, fold_word
from reportedly.reading.events.lexicon import load_words
from reportedly.reading.parties.parts import is_service
from reportedly.reading.parties.phrases import Page, is_split, tells_when, token_at
from reportedly.reading.parties.roles import acts, is_before_deed
from reportedly.reading.parties.scan import Found

_LEFT_MOST = 7  # tokens of a name before its head
_RIGHT_MOST = 8  # tokens of "of the Liberation of X" after it
_JOINTS = frozenset({"of", "for", "the", "and", "&", "-", "al", "de", "del", "’s", "'s", "'", "’", "–", '"', "“", "”"})
_OPENERS = frozenset({"the", "a", "an", "this", "that", "its", "their", "our", "his", "her", "some", "any", "these"})
_BRACKET = re.compile(r"\((?:the )?[\"“]?([A-Z][A-Za-z0-9\-/]{1,11})[\"”]?\)")
_ACRONYM = re.compile(r"[A-Z](?<![\w.\-/’'].)[A-Z]{1,5}(?:-[A-Z]{1,4})?(?=s?(?![\w\-/]))")  # a letter first: faster
_USES_MOST = 50  # uses of an unknown acronym that are looked at for one where it acts
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)$")


@lru_cache(maxsize=2)
def _heads(language: str = "en") -> dict[str, str]:
    """Return the kind of each head noun."""
    table = load_words("groups", language)["heads"]
    return {fold_word(word): kind for kind, words in table.items() for word in words}


@lru_cache(maxsize=2)
def _no_groups(language: str = "en") -> frozenset[str]:
    """Return the acronyms that are no groups."""
    return frozenset(load_words("groups", language)["acronyms"]["none"])


def find_shapes(page: Page, words: Sequence[Word], mentions: Sequence[Found]) -> list[Found]:
    """Return the mentions together with the named groups that the text's shapes show, in text order."""
    merged = _merge(mentions, _named_by_head(page, words))
    known = _introduced(page, merged)
    return _merge(merged, _uses(page, merged, known))


def _merge(mentions: Sequence[Found], fresh: Iterable[Found]) -> list[Found]:
    """Lay new mentions over old ones: a new one wins where it holds all of what names no registered group."""
    merged: list[Found] = []
    at = 0
    for new in fresh:
        while at < len(mentions) and mentions[at].end <= new.start:
            merged.append(mentions[at])
            at += 1
        if merged and merged[-1].end > new.start:
            continue
        last = at
        while last < len(mentions) and mentions[last].start < new.end:
            last += 1
        if all(_yields(old, new) for old in mentions[at:last]):
            merged.append(new)
            at = last
    merged.extend(m for m in mentions[at:] if not merged or m.start >= merged[-1].end)
    return merged


def _yields(old: Found, new: Found) -> bool:
    inside = new.start <= old.start and old.end <= new.end
    if old.group == "unnamed" and not old.ids:
        return inside
    return inside and (not old.ids or old.by_state) and (old.start, old.end) != (new.start, new.end)


def _named_by_head(page: Page, words: Sequence[Word]) -> list[Found]:
    found: list[Found] = []
    tokens, heads = page.tokens, _heads()
    for word_start, word_end, word in [word for word in words if word[2] in heads]:
        if found and word_start < found[-1].end:
            continue
        at, last = token_at(tokens.start, word_start), token_at(tokens.start, word_end - 1)
        first = _left(page, at)
        end = _right(page, last) if page.text[tokens.start[at]].isupper() else last
        if first is None and end == last:
            continue
        first = at if first is None else first
        if not _is_name(page, first, at, end):
            continue
        start, stop = tokens.start[first], tokens.end[end]
        if is_service(page, start, stop):
            continue
        found.append(Found(start, stop, last, (), heads[word], None, named=page.text[start:stop]))
    return found


def _left(page: Page, head: int) -> int | None:
    """Return the first token of the capitalised run before a head, None where there is none."""
    first, tokens = None, page.tokens
    for at in range(head - 1, max(-1, head - 1 - _LEFT_MOST), -1):
        if at != head - 1 and page.begins_sentence(at + 1):
            break
        word, lower = page.written(at), tokens.lower[at]
        if word[0].isupper() or _ORDINAL.match(word):
            if (
                lower in _OPENERS
                or tells_when(page, at)
                or (tokens.tag[at][0] not in "NJC" and page.begins_sentence(at))
            ):
                break
            first = at
        elif lower not in _JOINTS or (at == head - 1 and word not in ("-", '"', "”")):
            break
    return first


def _right(page: Page, head: int) -> int:
    """Return the last token of "of the Liberation of X" after a capitalised head."""
    last, tokens = head, page.tokens
    if head + 1 >= len(tokens.start):
        return last
    if tokens.lower[head + 1].isdigit() and not page.begins_sentence(head + 1):
        return head + 1  # "Infantry Battalion 54"
    if tokens.lower[head + 1] not in ("of", "for"):
        return last
    for at in range(head + 1, min(len(tokens.start), head + 1 + _RIGHT_MOST)):
        lower = tokens.lower[at]
        if page.text[tokens.start[at]].isupper() and tokens.tag[at][0] in "NJ":
            last = at
        elif lower not in _JOINTS and lower not in ("in", "to"):
            break
    return last


def _is_name(page: Page, first: int, at: int, end: int) -> bool:
    """Return whether a run is a name: a capitalised head, or a proper noun before a plain one."""
    text, tokens = page.text, page.tokens
    if text[tokens.start[at]].isupper():
        return end > at or first < at
    is_named = tokens.tag[at - 1] in ("NNP", "NNPS") and text[tokens.start[at - 1]].isupper()
    return is_named and tokens.tag[at] in ("NN", "NNS")


def _introduced(page: Page, mentions: Sequence[Found]) -> dict[str, Found]:
    """Return the acronyms that the text introduces in brackets, each with the group it stands for."""
    known: dict[str, Found] = {}
    ends = {mention.end: mention for mention in mentions}
    for match in _BRACKET.finditer(page.text):
        acronym = match.group(1)
        if sum(c.isupper() for c in acronym) < 2 or acronym in known:
            continue
        named = ends.get(match.start() - 1) or _initialled(page, match.start(), acronym)
        if named is not None and (named.ids or named.named):
            known[acronym] = named
    return known


def _initialled(page: Page, bracket: int, acronym: str) -> Found | None:
    """Return the capitalised words before a bracket whose initials the acronym begins with."""
    tokens = page.tokens
    last = token_at(tokens.start, bracket) - 1
    if last < 0:
        return None
    first = _left(page, last + 1)
    if first is None or page.text[tokens.start[first]].upper() != acronym[0]:
        return None
    start, end = tokens.start[first], tokens.end[last]
    return Found(start, end, last, (), "other", None, named=page.text[start:end])


def _uses(page: Page, mentions: Sequence[Found], known: dict[str, Found]) -> list[Found]:
    """Return the uses of acronyms: introduced ones, and unknown ones that act somewhere in the text."""
    held = {mention.start for mention in mentions}
    uses: dict[str, list[re.Match[str]]] = {}
    never = _no_groups()
    for match in _ACRONYM.finditer(page.text):
        if match.start() not in held and match.group() not in never:
            uses.setdefault(match.group(), []).append(match)
    for acronym in known:
        if acronym not in uses and not acronym.isupper():
            uses[acronym] = list(re.finditer(rf"(?<!\w){re.escape(acronym)}(?!\w)", page.text))
    found = [mention for mention in known.values() if mention.start not in held]
    for acronym, matches in uses.items():
        named = known.get(acronym)
        if named is None and not any(_acts(page, m) for m in matches[:_USES_MOST]):
            continue
        for match in matches:
            found.append(_use(page.tokens.start, match, named))
    return sorted(found, key=lambda m: (m.start, -m.end))


def _use(starts: list[int], match: re.Match[str], named: Found | None) -> Found:
    start, end = match.span()
    head = token_at(starts, start)
    if named is None:
        return Found(start, end, head, (), "other", None, named=match.group())
    return named._replace(start=start, end=end, head=head, definite=False)


def _acts(page: Page, match: re.Match[str]) -> bool:
    """Return whether an acronym that nobody introduced stands where a group stands."""
    tokens, count = page.tokens, len(page.tokens.start)
    at = token_at(tokens.start, match.start())
    if tokens.tag[at] not in ("NNP", "NNPS", "NN", "NNS") or not at or tokens.lower[at - 1].isspace():
        return False  # the place of a dateline stands first
    beside = [page.written(i) for i in (at - 1, at + 1) if i < count]
    if any(word.isupper() and word.isalpha() for word in beside):
        return False  # a line in capitals
    if at + 2 < count and is_split(page, at + 2):
        return True
    return acts(tokens, at) or is_before_deed(tokens, at)
