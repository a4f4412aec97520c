"""Persons: names of people, and posts that stand for them, in one text.

Takes the parse (and the toponyms and parties, where the draft has them), gives `Party` records of kind "person" or
"post". A run of capitalised words is a person by evidence: a title or a post beside it, a given name in it, or the
subject's place before a verb of speech. No layer of the published format; claims and attributions ask for it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from spacy.attrs import LOWER, TAG
from spacy.tokens import Doc, Token

from reportedly.gazetteer.parties import fold_word
from reportedly.model import Party
from reportedly.reading.draft import Draft
from reportedly.reading.events.lexicon import load_words
from reportedly.reading.parties.phrases import phrase_start

_RUN_MOST = 8  # tokens of a name
_DASHES = frozenset({"-", "–"})
_MARKS = ".\u200e\u200f"  # ends of abbreviations, and marks of direction that pages leave behind
_QUOTES = frozenset({"'", '"', "“", "”", "‘", "’"})


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


@dataclass(frozen=True, slots=True)
class _Run:
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
    doc = draft.doc
    tags = doc.to_array([TAG]).tolist()
    taken = _taken(draft)
    runs = _find_runs(doc, tags)
    full = [run for run in runs if _is_full_name(doc, run, taken)]
    names = _Names(doc, full)
    found = []
    known = set(full)
    for run in runs:
        name = names.of(doc, run) if run in known else _short_name(doc, run, names, taken)
        if name is not None:
            found.append(_person(doc, run, name))
    found.extend(_find_posts(doc, tags, found))
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


def _find_runs(doc: Doc, tags: list[int]) -> list[_Run]:
    runs = []
    at, count = 0, len(doc)
    proper = _proper(doc)
    while at < count:
        if tags[at] not in proper:
            at += 1
            continue
        last = _run_end(doc, tags, at)
        run = _strip_titles(doc, at, last)
        if run is not None:
            runs.append(run)
        at = last
    return runs


def _proper(doc: Doc) -> frozenset[int]:
    return frozenset((doc.vocab.strings["NNP"], doc.vocab.strings["NNPS"]))


def _run_end(doc: Doc, tags: list[int], first: int) -> int:
    particles, proper = _words().particles, _proper(doc)
    at = end = first
    quoted: int | None = None
    while at < len(doc) and at - first < _RUN_MOST:
        token = doc[at]
        if tags[at] in proper and not token.is_space:
            end = at + 1
            if token.text[-1] == "." and len(token) > 4:  # a sentence that the tokenizer did not end
                break
        elif token.text in _QUOTES:
            quoted = at if quoted is None and at > first else None
        elif not (token.lower_ in particles or token.text in _DASHES) or (token.text in _DASHES and token.whitespace_):
            break
        at += 1
    return end if quoted is None else min(end, quoted)  # a nickname's quotes close, a speech's do not


def _strip_titles(doc: Doc, first: int, last: int) -> _Run | None:
    """Return the run without all up to its last title ("US President X" is X), or from its first given name."""
    words = _words()
    titled = first > 0 and doc[first - 1].lower_.strip(_MARKS) in words.titles
    for at in range(last - 2, first - 1, -1):  # the last word is never a title: "Julie Bishop"
        word = doc[at].lower_.strip(_MARKS)
        if word in words.titles and word not in words.given:
            titled, first = True, at + 1
            break
        if word in words.impersonal and at + 1 < last and fold_word(doc[at + 1].text) in words.given:
            titled, first = True, at + 1
            break
    while first < last and doc[first].text in ("-", ".", "–"):
        first += 1
    if last - first == 1 and doc[first].lower_.strip(_MARKS) in words.titles - words.given:
        return None
    return _Run(first, last, titled) if first < last else None


def _is_full_name(doc: Doc, run: _Run, taken: set[int]) -> bool:
    """Return whether a run of two words or more, or a titled one, names a person."""
    tokens = doc[run.first : run.last]
    words = [t for t in tokens if len(t) > 1 and t.text not in _DASHES and t.text not in _QUOTES]
    if not words or any(t.lower_ in _words().impersonal for t in words):
        return False
    held = words[0].idx in taken or words[-1].idx in taken
    if len(words) == 1:
        return run.titled and not held and not words[0].text.isupper() and _is_personal_title(doc, run)
    if fold_word(words[0].text) in _words().given and not words[-1].text.isupper():
        return True
    if held or all(t.text.isupper() for t in words):
        return False
    return (
        (run.titled and _is_personal_title(doc, run))
        or _is_apposed(doc, run)
        or _stands_as_person(doc, run, informed=bool(taken))
    )


def _stands_as_person(doc: Doc, run: _Run, *, informed: bool) -> bool:
    """Return whether two to four capitalised words stand where persons stand: speaking, or beside a noun for one.

    "the poet X Y", "the driver, X Y, ...", "X Y, 43,", "X Y, who", "one X Y"; and as a subject, where places and
    parties are known and X Y is none of them (`informed`).
    """
    tokens = doc[run.first : run.last]
    if len([t for t in tokens if t.text[0].isupper()]) > 4:
        return False
    root = tokens.root
    if _speaks(root):
        return True
    if informed and root.dep_ in ("nsubj", "nsubjpass") and root.tag_ == "NNP":
        return True
    before = doc[run.first - 1] if run.first else None
    if before is not None and before.lower_ in ("called", "named", "alias", "one"):
        return True
    if before is not None and before.tag_ == "NN" and before.dep_ in ("compound", "appos", "nmod"):
        return True
    if root.dep_ == "appos" and root.head.tag_ in ("NN", "CD", "NNP"):
        return True
    after = doc[run.last : run.last + 2].text
    if after.startswith(", ") and (after[2:].isdigit() or after[2:] == "who"):
        return True
    return after.startswith("who")


def _is_personal_title(doc: Doc, run: _Run) -> bool:
    """Return whether the title before stands for the person: "Governor X", not "the army chief Y district"."""
    before = doc[run.first - 1]
    return (
        before.text[:1].isupper() or before.head.i >= run.first or before.dep_ in ("appos", "nsubj", "pobj", "compound")
    )


def _is_apposed(doc: Doc, run: _Run) -> bool:
    """Return whether a post stands beside the name between commas ("X, a spokesman for ...")."""
    posts = _words().posts
    root = doc[run.first : run.last].root
    if any(child.dep_ == "appos" and child.lower_ in posts for child in root.children):
        return True
    return root.dep_ == "appos" and root.head.lower_ in posts


def _speaks(token: Token) -> bool:
    if token.dep_ in ("nsubj", "nsubjpass") and token.head.lemma_.lower() in _words().verbs:
        return True
    # "according to X"
    return token.dep_ == "pobj" and token.head.lower_ == "to" and token.head.head.lower_ == "according"


class _Names:
    """The full names of a document, by each of their words."""

    def __init__(self, doc: Doc, runs: Iterable[_Run]) -> None:
        self.by_word: dict[str, str] = {}
        self.full: dict[str, str] = {}
        for run in runs:
            text = _text(doc, run)
            words = [t.text for t in doc[run.first : run.last] if len(t) > 1]
            if len(words) < 2:
                continue
            for word in words:
                self.by_word.setdefault(fold_word(word), text)

    def of(self, doc: Doc, run: _Run) -> str:
        """Return the fullest form of a name in the document."""
        last = fold_word(doc[run.last - 1].text)
        text = _text(doc, run)
        if run.last - run.first == 1:
            return self.by_word.get(last, text)
        return text


def _short_name(doc: Doc, run: _Run, names: _Names, taken: set[int]) -> str | None:
    """Return the full name that a surname alone stands for, or the name itself where it speaks."""
    words = [t for t in doc[run.first : run.last] if len(t) > 1 and t.lower_ not in _words().particles]
    if any(t.lower_ in _words().impersonal for t in words):
        return None
    if len(words) == 1:
        full = names.by_word.get(fold_word(words[0].text))
        if full is not None and (words[0].idx not in taken or run.titled):
            return full
    if words and words[0].idx not in taken and words[-1].idx not in taken and not words[0].text.isupper():
        root = doc[run.first : run.last].root
        if len(words) <= 3 and root.dep_ == "nsubj" and _speaks(root) and root.tag_ == "NNP":
            return _text(doc, run)
    return None


def _text(doc: Doc, run: _Run) -> str:
    written: str = doc[run.first : run.last].text
    return written


def _person(doc: Doc, run: _Run, name: str) -> Party:
    last = doc[run.last - 1]
    start, end = doc[run.first].idx, last.idx + len(last)
    return Party(_text(doc, run), start, end, None, name, "person")


def _find_posts(doc: Doc, tags: list[int], persons: list[Party]) -> list[Party]:
    """Return posts that stand for a person nobody names beside them ("the governor of X", "ISIS leader")."""
    fated = _words().fated
    named = {p.end for p in persons} | {p.start for p in persons}
    found = []
    lows = doc.to_array([LOWER]).tolist()
    posts = {doc.vocab.strings[word] for word in fated if word in doc.vocab.strings}
    nouns = {doc.vocab.strings["NN"], doc.vocab.strings["NNP"]}
    for at, low in enumerate(lows):
        if low not in posts or tags[at] not in nouns or doc[at].dep_ == "compound":
            continue
        post = _post(doc, at)
        if post is not None and not {(post.end or 0) + 1, doc[min(at + 1, len(doc) - 1)].idx} & named:
            found.append(post)
    return found


def _post(doc: Doc, at: int) -> Party | None:
    first = phrase_start(doc, at)
    last = at
    if at + 2 < len(doc) and doc[at + 1].lower_ == "of":
        inside = [child for child in doc[at + 1].children if child.dep_ == "pobj" and child.i - at < _RUN_MOST]
        last = max((child.i for child in inside), default=at)
    definite = first > 0 and doc[first - 1].lower_ in ("the", "its", "their")
    if first == at and last == at and not definite:
        return None
    start, end = doc[first].idx, doc[last].idx + len(doc[last])
    text = doc[first : last + 1].text
    return Party(text, start, end, None, text, "post")
