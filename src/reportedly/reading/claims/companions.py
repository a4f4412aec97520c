"""Companions: parties that a text joins with "and" or "or", and who therefore do together what one of them does.

Goes by the words between the names and not by the parse, which loses its way in lists: "clashes between the army, its
rivals and a third group", "by Syrian or Russian jets".
"""

from __future__ import annotations

from reportedly.reading.claims.mentions import FILLER_KINDS, Mention
from reportedly.reading.claims.sketch import Sketch

_JOINING = frozenset({"and", "or", "&", "/"})
_BETWEEN = _JOINING | frozenset({",", "the", "a", "as", "well", "both"})
_MOST_BETWEEN, _MOST = 4, 4  # words between two, and parties in a list; longer ones list who attended
_CIVILIANS = "civilians"


def find_companions(sketch: Sketch, mentions: list[Mention]) -> dict[int, list[Mention]]:
    """Return the parties and persons that are joined to others, all of a list by the first token of each."""
    found: dict[int, list[Mention]] = {}
    for group in _lists(sketch, [m for m in mentions if m.kind in FILLER_KINDS and m.label != _CIVILIANS]):
        if 1 < len(group) <= _MOST and _joins(sketch.lower[group[-2].last : group[-1].first]):
            found.update((mention.first, group) for mention in group)
    return found


def _lists(sketch: Sketch, named: list[Mention]) -> list[list[Mention]]:
    """Return the runs of mentions with nothing but joining words between them; a list ends with its "and"."""
    runs: list[list[Mention]] = []
    for mention in named:
        last = runs[-1][-1] if runs else None
        if last is not None and mention.first < last.last:
            continue
        if last is not None and _continues(sketch, runs[-1], mention):
            runs[-1].append(mention)
        else:
            runs.append([mention])
    return runs


def _continues(sketch: Sketch, run: list[Mention], mention: Mention) -> bool:
    between = sketch.lower[run[-1].last : mention.first]
    if not 0 < len(between) <= _MOST_BETWEEN or not _BETWEEN.issuperset(between):
        return False
    told = "," in between or _joins(between)
    ended = len(run) > 1 and _joins(sketch.lower[run[-2].last : run[-1].first]) and not _joins(between)
    backing = sketch.lower[mention.last : mention.last + 1] == ["-"]  # "the army and Iranian-backed militias"
    same = sketch.sentence[mention.head] == sketch.sentence[run[-1].head]
    return told and not ended and not backing and same


def _joins(between: list[str]) -> bool:
    return not _JOINING.isdisjoint(between)
