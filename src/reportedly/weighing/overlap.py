"""Overlap: how much of two texts is the same running text, through letters lost in scanning and words edited.

Takes the words of two stories, gives the runs they share. A run goes on over a few words that differ, so that bad
scanning and a changed figure do not break it; it must hold to one alignment, so that words that merely occur in both
texts make none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_MOST_GAP = 6  # words that may differ inside a run: what OCR spoils at one letter in twenty (dev pairs)
_MOST_SLIP = 2  # words by which the two sides of a gap may differ in length
_LEAST_WORDS = 6  # shorter runs are phrases that any two stories share
_LEAST_PAIRS = 3  # word pairs that must match exactly in a run
_MOST_PLACES = 4  # a pair of words that stands more often in a text ("of the") starts nothing
LEAD_WORDS = 15  # a run that begins within so many words holds the story's beginning


@dataclass(frozen=True, slots=True)
class Run:
    """One shared run: where it begins in either text and how many words it has in the first."""

    first: int
    second: int
    words: int


@dataclass(frozen=True, slots=True)
class Overlap:
    """What two texts share: `share` of the words of either, the longest run, and the longest from both beginnings."""

    first_share: float
    second_share: float
    words: int
    longest: int
    lead: int

    @property
    def share(self) -> float:
        """Return the greater share: how much of the text that is more contained stands in the other."""
        return max(self.first_share, self.second_share)


def compare_words(first: Sequence[str], second: Sequence[str]) -> Overlap:
    """Return what two texts share.

    >>> compare_words("a b c d e f g h".split(), "x a b c d e f g h".split()).first_share
    1.0
    """
    runs = find_runs(first, second)
    ours: set[int] = set()
    theirs: set[int] = set()
    for run, width in runs:
        ours.update(range(run.first, run.first + run.words))
        theirs.update(range(run.second, run.second + width))
    return Overlap(
        len(ours) / max(1, len(first)),
        len(theirs) / max(1, len(second)),
        min(len(ours), len(theirs)),
        max((run.words for run, _ in runs), default=0),
        max((run.words for run, _ in runs if max(run.first, run.second) <= LEAD_WORDS), default=0),
    )


def find_runs(first: Sequence[str], second: Sequence[str]) -> list[tuple[Run, int]]:
    """Return the runs two texts share, each with its width in the second, in the order in which they end."""
    places: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at in range(len(second) - 1):
        places[second[at], second[at + 1]].append(at)
    growing: list[_Growing] = []
    done: list[_Growing] = []
    for at in range(len(first) - 1):
        found = places.get((first[at], first[at + 1]), ())
        if not found or len(found) > _MOST_PLACES:
            continue
        done += (run for run in growing if at - run.at > _MOST_GAP)
        growing = [run for run in growing if at - run.at <= _MOST_GAP]
        for other in found:
            _grow(growing, at, other)
    return list(_long_enough([*done, *growing]))


@dataclass(slots=True)
class _Growing:
    begin: int
    other_begin: int
    at: int
    other: int
    pairs: int = 1


def _grow(growing: list[_Growing], at: int, other: int) -> None:
    """Lengthen the fullest run that the match goes on with, or begin one."""
    best = None
    for run in growing:
        step, other_step = at - run.at, other - run.other
        goes_on = step > 0 and 0 < other_step <= _MOST_GAP and abs(step - other_step) <= _MOST_SLIP
        if goes_on and (best is None or run.pairs > best.pairs):
            best = run
    if best is None:
        growing.append(_Growing(at, other, at, other))
    else:
        best.at, best.other, best.pairs = at, other, best.pairs + 1


def _long_enough(runs: Iterable[_Growing]) -> Iterable[tuple[Run, int]]:
    for run in runs:
        words = run.at - run.begin + 2
        if words >= _LEAST_WORDS and run.pairs >= _LEAST_PAIRS:
            yield Run(run.begin, run.other_begin, words), run.other - run.other_begin + 2
