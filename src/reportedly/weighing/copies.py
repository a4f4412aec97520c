"""Copies: which documents are one story, and who took it from whom.

Takes stories (id, publisher, day, text), gives pairs with what they share and the direction of copying. Candidates are
found by MinHash of word shingles, in bands of two rows, which finds a Jaccard near .2 (Broder 1997; NEWS-COPY's true
pairs have a mean of .30, Silcock et al. 2023); what decides is the shared running text of each candidate, since a
quotation of two sentences in a short text and half a story in a longer one have the same Jaccard.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import lru_cache

from reportedly.weighing.overlap import Overlap, compare_words
from reportedly.weighing.shingles import shingle, split_story

PERMUTATIONS = 256
ROWS = 2  # of a band: 128 bands of 2 rows find a Jaccard of .2 in 99 of 100 pairs, one of .01 in 1 of 100
_SEED = 20171201  # any number, but always the same
WINDOW_DAYS = 7  # a story is copied within days; the same words a month later are a background paragraph
_MOST_CANDIDATES = 60  # compared word by word; those with most bands in common first
_CROWDED = 400  # a band with more documents than this holds what everybody prints

# What makes a copy, in words of running text. Figures from the development pairs, rounded; see the decision record.
_SHARE = 0.6  # of the shorter text ...
_SHARE_WORDS = 75  # ... if that is more than two long sentences, which a story may quote of another
_NEARLY_ALL = 0.8  # of the shorter text, however short
_LEAD_RUN = 70  # one run from both beginnings: who takes a story over keeps its lead
_LONG_RUN = 120  # one run anywhere


class Taken(StrEnum):
    """By what we tell which of two copies came first."""

    CREDIT = "credit"
    TIME = "time"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Story:
    """A document as copies are sought in it; `reported` is an ISO day, None where unknown."""

    id: str
    publisher: str
    reported: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Copy:
    """Two documents that are one story: `copy` was taken from `original`, told by `taken`."""

    original: str
    copy: str
    share: float  # of the text that is more contained, 0 to 1
    words: int  # shared
    longest: int  # words of the longest shared run
    taken: Taken
    reason: str


def is_copy(overlap: Overlap) -> bool:
    """Return whether texts that share so much are one story, and not two of which one quotes the other."""
    return (
        overlap.lead >= _LEAD_RUN
        or overlap.longest >= _LONG_RUN
        or overlap.share >= _NEARLY_ALL
        or (overlap.share >= _SHARE and overlap.words >= _SHARE_WORDS)
    )


@dataclass(slots=True)
class CopyFinder:
    """Finds the copies of each story among those added before it; what was added stays in memory."""

    stories: dict[str, Story] = field(default_factory=dict)
    _bands: dict[tuple[int, int, int], list[str]] = field(default_factory=lambda: defaultdict(list))
    _words: dict[str, list[str]] = field(default_factory=dict)

    def add(self, story: Story) -> list[Copy]:
        """Add a story and return its copies among those known, the one that shares most first."""
        words = split_story(story.text)
        keys = band_keys(words)
        candidates: Counter[str] = Counter()
        for key in keys:
            holders = self._bands[key]
            if len(holders) <= _CROWDED:
                candidates.update(holders)
        copies = list(self._decide(story, words, candidates))
        for key in keys:
            self._bands[key].append(story.id)
        self.stories[story.id], self._words[story.id] = story, words
        return sorted(copies, key=lambda copy: (-copy.words, copy.original, copy.copy))

    def _decide(self, story: Story, words: list[str], candidates: Counter[str]) -> Iterator[Copy]:
        near = [one for one in candidates if is_near(story.reported, self.stories[one].reported)]
        near.sort(key=lambda one: (-candidates[one], one))
        for other in near[:_MOST_CANDIDATES]:
            overlap = compare_words(words, self._words[other])
            if is_copy(overlap):
                yield tell_copy(story, self.stories[other], overlap)


def find_copies(stories: Iterable[Story]) -> list[Copy]:
    """Return all pairs of copies among the stories, in an order that does not depend on theirs."""
    finder = CopyFinder()
    copies = [copy for story in sorted(stories, key=lambda story: story.id) for copy in finder.add(story)]
    return sorted(copies, key=lambda copy: (copy.original, copy.copy))


def story_roots(documents: Iterable[str], copies: Iterable[Copy]) -> dict[str, str]:
    """Return for each document the least id of those that are one story with it, over any chain of copies."""
    root = {document: document for document in documents}

    def find(document: str) -> str:
        while root[document] != document:
            document = root[document]
        return document

    for copy in copies:
        first, second = sorted((find(copy.original), find(copy.copy)))
        root[second] = first
    return {document: find(document) for document in root}


def band_keys(words: list[str]) -> list[tuple[int, int, int]]:
    """Return the keys under which a text is filed: texts that share one may be copies."""
    from rensa import RMinHash

    hashes = shingle(words)
    if not hashes:
        return []
    minhash = RMinHash(num_perm=PERMUTATIONS, seed=_SEED)
    minhash.update([str(value) for value in sorted(set(hashes))])
    digest = minhash.digest()
    return [(at, digest[at], digest[at + 1]) for at in range(0, PERMUTATIONS, ROWS)]


def is_near(one: str | None, other: str | None) -> bool:
    """Return whether two days lie within the window in which copies are made; an unknown day is near to all."""
    if one is None or other is None:
        return True
    return abs((date.fromisoformat(one[:10]) - date.fromisoformat(other[:10])).days) <= WINDOW_DAYS


def tell_copy(one: Story, other: Story, overlap: Overlap) -> Copy:
    """Return the copy that two stories are, with who took it from whom and how we know."""
    original, copy, taken, how = _tell_direction(*sorted((one, other), key=lambda story: story.id))
    reason = (
        f"{overlap.words} words in common, {overlap.share:.0%} of the shorter text, "
        f"the longest run {overlap.longest} words; {how}"
    )
    return Copy(original.id, copy.id, round(overlap.share, 4), overlap.words, overlap.longest, taken, reason)


def _tell_direction(one: Story, other: Story) -> tuple[Story, Story, Taken, str]:
    """Return original, copy and how we know: a credit says more than the day, since both may be of one day."""
    ours, theirs = _credits(one, other.publisher), _credits(other, one.publisher)
    if ours != theirs:
        original, copy = (other, one) if ours else (one, other)
        return original, copy, Taken.CREDIT, f"{copy.publisher} credits {original.publisher}"
    if one.reported and other.reported and one.reported != other.reported:
        original, copy = (one, other) if one.reported < other.reported else (other, one)
        return original, copy, Taken.TIME, f"{original.publisher or original.id} had it first, on {original.reported}"
    return one, other, Taken.UNKNOWN, "which came first is not known"


def _credits(story: Story, publisher: str) -> bool:
    """Return whether a story names another publisher as where it was taken from: "(AFP)", "citing", "reported"."""
    if not publisher or publisher.casefold() == story.publisher.casefold():
        return False
    return _credit_pattern(publisher).search(story.text) is not None


@lru_cache(maxsize=2000)
def _credit_pattern(publisher: str) -> re.Pattern[str]:
    name = re.escape(publisher)
    return re.compile(
        rf"\({name}\)|(?:citing|according to|reported by|quoted by|told|source:|via)\s+(?:the\s+)?{name}\b"
        rf"|\b{name}\s+(?:reported|reports|said|says|quoted)|[-–—]\s*{name}\s*$",
        re.I,
    )
