"""Persons: names of people, and posts that stand for them, in one text.

Takes the parse (and the toponyms and parties, where the draft has them), gives `Party` records of kind "person" or
"post". A run of capitalised words is a person by evidence: a title or a post beside it, a given name in it, or the
subject's place before a verb of speech. No layer of the published format; claims and attributions ask for it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from reportedly.gazetteer.parties import fold_word
from reportedly.model import Party
from reportedly.reading.draft import Draft
from reportedly.reading.events.lexicon import load_words
from reportedly.reading.events.tree import Word, list_words
from reportedly.reading.parties.phrases import Page, phrase_start

_RUN_MOST = 8  # tokens of a name
_PROPER, _POST_TAGS = frozenset({"NNP", "NNPS"}), frozenset({"NN", "NNP"})
_DASHES = frozenset({"-", "–"})
_MARKS = ".\u200e\u200f"  # ends of abbreviations, and marks of direction that pages leave behind
_QUOTES = frozenset({"'", '"', "“", "”", "‘", "’"})
_MARKED = _DASHES | _QUOTES


@dataclass(frozen=True, slots=True)
class _Words:
    titles: frozenset[str]
    posts: frozenset[str]
    fated: frozenset[str]
    verbs: frozenset[str]
    particles: frozenset[str]
    impersonal: frozenset[str]
    given: frozenset[str]


@lru_cache(maxsize=2)
def _words(language: str = "en") -> _Words:
    table = load_words("persons", language)
    return _Words(*(frozenset(table[key]) for key in _Words.__slots__))


class _Run(NamedTuple):
    """Capitalised words in a row: tokens `first` to `last` (half-open), with titles stripped off."""

    first: int
    last: int
    titled: bool


def find_persons(draft: Draft) -> tuple[Party, ...]:
    """Return the persons and posts that a text mentions, in text order.

    `text` is the mention without titles; `name` the fullest form of the name in the document. Added in 0.1.
    """
    # The same draft is asked for its persons by several steps; a memo on the parse has no visible effect.
    key = f"reportedly.persons/{len(draft.toponyms)}/{len(draft.parties)}"
    known = draft.doc.user_data.get(key)
    if known is None:
        known = draft.doc.user_data[key] = _find(draft)
    found: tuple[Party, ...] = known
    return found


def _find(draft: Draft) -> tuple[Party, ...]:
    page = Page(draft.document.text, list_words(draft.doc))
    taken = _taken(draft)
    runs = _find_runs(page)
    full = [run for run in runs if _is_full_name(page, run, taken)]
    names = _Names(page, full)
    found = []
    known = set(full)
    for run in runs:
        name = names.of(page, run) if run in known else _short_name(page, run, names, taken)
        if name is not None:
            found.append(_person(page, run, name))
    found.extend(_find_posts(page, found))
    return tuple(sorted(found, key=lambda p: (p.start or 0, p.end or 0)))


def _taken(draft: Draft) -> set[int]:
    """Return the starts of characters that places and registered parties hold."""
    held: set[int] = set()
    for place in draft.toponyms:
        if place.start is not None and place.end is not None:
            held.update(range(place.start, min(place.end, place.start + 100)))
    for party in draft.parties:
        if party.start is not None and party.end is not None and party.kind != "person":
            held.update(range(party.start, min(party.end, party.start + 100)))
    return held


def _find_runs(page: Page) -> list[_Run]:
    runs = []
    last = 0
    for at in [i for i, tag in enumerate(page.tokens.tag) if tag in _PROPER]:
        if at < last:
            continue
        last = _run_end(page, at)
        run = _strip_titles(page, at, last)
        if run is not None:
            runs.append(run)
    return runs


def _run_end(page: Page, first: int) -> int:
    particles, words = _words().particles, page.tokens
    at = end = first
    quoted: int | None = None
    while at < len(words.start) and at - first < _RUN_MOST:
        text = page.written(at)
        if words.tag[at] in _PROPER and not text.isspace():
            end = at + 1
            if text[-1] == "." and len(text) > 4:  # a sentence that the tokenizer did not end
                break
        elif text in _QUOTES:
            quoted = at if quoted is None and at > first else None
        elif not (words.lower[at] in particles or text in _DASHES) or (text in _DASHES and page.spaced(at)):
            break
        at += 1
    return end if quoted is None else min(end, quoted)  # a nickname's quotes close, a speech's do not


def _strip_titles(page: Page, first: int, last: int) -> _Run | None:
    """Return the run without all up to its last title ("US President X" is X), or from its first given name."""
    words, lower = _words(), page.tokens.lower
    titled = first > 0 and lower[first - 1].strip(_MARKS) in words.titles
    for at in range(last - 2, first - 1, -1):  # the last word is never a title: "Julie Bishop"
        word = lower[at].strip(_MARKS)
        if word in words.titles and word not in words.given:
            titled, first = True, at + 1
            break
        if word in words.impersonal and at + 1 < last and fold_word(page.written(at + 1)) in words.given:
            titled, first = True, at + 1
            break
    while first < last and page.written(first) in ("-", ".", "–"):
        first += 1
    if last - first == 1 and (only := lower[first].strip(_MARKS)) in words.titles and only not in words.given:
        return None
    return _Run(first, last, titled) if first < last else None


def _is_full_name(page: Page, run: _Run, taken: set[int]) -> bool:
    """Return whether a run of two words or more, or a titled one, names a person."""
    if run.last - run.first == 1 and not run.titled:
        return False
    names = [at for at in _long_words(page, run) if page.tokens.lower[at] not in _MARKED]
    if not names or not _words().impersonal.isdisjoint([page.tokens.lower[at] for at in names]):
        return False
    first, last = page.written(names[0]), page.written(names[-1])
    held = page.tokens.start[names[0]] in taken or page.tokens.start[names[-1]] in taken
    if len(names) == 1:
        return run.titled and not held and not first.isupper() and _is_personal_title(page, run)
    if fold_word(first) in _words().given and not last.isupper():
        return True
    if held or all(page.written(at).isupper() for at in names):
        return False
    return (
        (run.titled and _is_personal_title(page, run))
        or _is_apposed(page, run)
        or _stands_as_person(page, run, informed=bool(taken))
    )


def _long_words(page: Page, run: _Run) -> list[int]:
    start, end = page.tokens.start, page.tokens.end
    return [at for at in range(run.first, run.last) if end[at] - start[at] > 1]


def _stands_as_person(page: Page, run: _Run, *, informed: bool) -> bool:
    """Return whether two to four capitalised words stand where persons stand: speaking, or beside a noun for one.

    "the poet X Y", "the driver, X Y, ...", "X Y, 43,", "X Y, who", "one X Y"; and as a subject, where places and
    parties are known and X Y is none of them (`informed`).
    """
    if sum(page.text[page.tokens.start[at]].isupper() for at in range(run.first, run.last)) > 4:
        return False
    root = page.tokens.top(run.first, run.last)
    if _speaks(root):
        return True
    if informed and root.dep in ("nsubj", "nsubjpass") and root.tag == "NNP":
        return True
    before = page.tokens.tree[run.first - 1] if run.first else None
    if before is not None and before.lower in ("called", "named", "alias", "one"):
        return True
    if before is not None and before.tag == "NN" and before.dep in ("compound", "appos", "nmod"):
        return True
    if root.dep == "appos" and root.head.tag in ("NN", "CD", "NNP"):
        return True
    count = len(page.tokens.start)
    after = page.between(run.last, min(run.last + 2, count)) if run.last < count else ""
    if after.startswith(", ") and (after[2:].isdigit() or after[2:] == "who"):
        return True
    return after.startswith("who")


def _is_personal_title(page: Page, run: _Run) -> bool:
    """Return whether the title before stands for the person: "Governor X", not "the army chief Y district"."""
    before = page.tokens.tree[run.first - 1]
    return (
        page.written(run.first - 1)[:1].isupper()
        or before.head.i >= run.first
        or before.dep in ("appos", "nsubj", "pobj", "compound")
    )


def _is_apposed(page: Page, run: _Run) -> bool:
    """Return whether a post stands beside the name between commas ("X, a spokesman for ...")."""
    posts = _words().posts
    root = page.tokens.top(run.first, run.last)
    if any(child.dep == "appos" and child.lower in posts for child in root.children):
        return True
    return root.dep == "appos" and root.head.lower in posts


def _speaks(word: Word) -> bool:
    if word.dep in ("nsubj", "nsubjpass") and word.head.lemma in _words().verbs:
        return True
    # "according to X"
    return word.dep == "pobj" and word.head.lower == "to" and word.head.head.lower == "according"


class _Names:
    """The full names of a document, by each of their words."""

    def __init__(self, page: Page, runs: Iterable[_Run]) -> None:
        self.by_word: dict[str, str] = {}
        for run in runs:
            words = [page.written(at) for at in _long_words(page, run)]
            if len(words) < 2:
                continue
            text = page.between(run.first, run.last)
            for word in words:
                self.by_word.setdefault(fold_word(word), text)

    def of(self, page: Page, run: _Run) -> str:
        """Return the fullest form of a name in the document."""
        text = page.between(run.first, run.last)
        if run.last - run.first == 1:
            return self.by_word.get(fold_word(page.written(run.first)), text)
        return text


def _short_name(page: Page, run: _Run, names: _Names, taken: set[int]) -> str | None:
    """Return the full name that a surname alone stands for, or the name itself where it speaks."""
    lower, start = page.tokens.lower, page.tokens.start
    words = [at for at in _long_words(page, run) if lower[at] not in _words().particles]
    if not words or not _words().impersonal.isdisjoint([lower[at] for at in words]):
        return None
    first = page.written(words[0])
    if len(words) == 1:
        full = names.by_word.get(fold_word(first))
        if full is not None and (start[words[0]] not in taken or run.titled):
            return full
    if start[words[0]] in taken or start[words[-1]] in taken or first.isupper() or len(words) > 3:
        return None
    root = page.tokens.top(run.first, run.last)
    speaks = root.dep == "nsubj" and root.tag == "NNP" and _speaks(root)
    return page.between(run.first, run.last) if speaks else None


def _person(page: Page, run: _Run, name: str) -> Party:
    start, end = page.tokens.start[run.first], page.tokens.end[run.last - 1]
    return Party(page.text[start:end], start, end, None, name, "person")


def _find_posts(page: Page, persons: list[Party]) -> list[Party]:
    """Return posts that stand for a person nobody names beside them ("the governor of X", "ISIS leader")."""
    fated, tokens = _words().fated, page.tokens
    starts = tokens.start
    named = {p.end for p in persons} | {p.start for p in persons}
    found = []
    for at in [i for i, word in enumerate(tokens.lower) if word in fated]:
        if tokens.tag[at] not in _POST_TAGS or tokens.dep[at] == "compound":
            continue
        post = _post(page, at)
        if post is not None and not {(post.end or 0) + 1, starts[min(at + 1, len(starts) - 1)]} & named:
            found.append(post)
    return found


def _post(page: Page, at: int) -> Party | None:
    tokens = page.tokens
    first = phrase_start(page, at)
    last = at
    if at + 2 < len(tokens.start) and tokens.lower[at + 1] == "of":
        inside = [k for k in tokens.children[at + 1] if tokens.dep[k] == "pobj" and k - at < _RUN_MOST]
        last = max(inside, default=at)
    definite = first > 0 and tokens.lower[first - 1] in ("the", "its", "their")
    if first == at and last == at and not definite:
        return None
    start, end = tokens.start[first], tokens.end[last]
    text = page.text[start:end]
    return Party(text, start, end, None, text, "post")
