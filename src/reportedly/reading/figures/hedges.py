"""Hedges: the words that say how the true figure relates to the one written.

Takes the words before and after a figure, gives the relation and the hedge as written. A bound ("at least") wins over
an approximation ("some") where both stand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportedly.model import Relation
from reportedly.reading.figures.context import Word
from reportedly.reading.figures.lexicon import FigureLexicon

_LONGEST = 4
_MOST_FILLERS = 3
_DEFINITE = frozenset({"the", "these", "those", "his", "her", "its", "their", "our", "all", "what"})


@dataclass(frozen=True, slots=True)
class Hedge:
    """A relation and the span of its words."""

    relation: Relation
    start: int
    end: int


def find_hedge_before(before: Sequence[Word], lexicon: FigureLexicon) -> Hedge | None:
    """Return the hedge among the words before a figure (nearest first), looking through words like "a", "another"."""
    found: Hedge | None = None
    at = fillers = 0
    definite = False
    while at < len(before):
        hedge, used = _match_before(before, at, lexicon)
        if hedge is not None and definite and used == 1 and before[at].low in lexicon.prepositions:
            break  # "talks about the 20 hostages"
        if hedge is not None:
            found = hedge if found is None or _outranks(hedge.relation, found.relation) else found
            at += used
        elif before[at].low in lexicon.fillers and fillers < _MOST_FILLERS:
            definite = definite or before[at].low in _DEFINITE
            at, fillers = at + 1, fillers + 1
        else:
            break
    return found


def _outranks(new: Relation, old: Relation) -> bool:
    return old is Relation.ABOUT and new is not Relation.ABOUT


def _match_before(before: Sequence[Word], at: int, lexicon: FigureLexicon) -> tuple[Hedge | None, int]:
    if before[at].low not in lexicon.before_last:
        return None, 0
    for size in range(min(_LONGEST, len(before) - at), 0, -1):
        words = before[at : at + size]
        relation = lexicon.before.get(tuple(word.low for word in reversed(words)))
        if relation is not None and not _is_other(words, before[at + size :], lexicon):
            return Hedge(relation, words[-1].start, words[0].end), size
    return None, 0


def _is_other(words: Sequence[Word], left: Sequence[Word], lexicon: FigureLexicon) -> bool:
    """Return whether the words are no hedge here: "is over 30" is one, "all over 30 towns" is none."""
    low = words[0].low if len(words) == 1 else ""
    before = left[0].low if left else ""
    if low == "past":
        return before in {"the", "this", "over", "in", "half", "quarter", "for", "during", "last"}
    if low in {"over", "about", "around"}:
        return before in lexicon.particles or (before == "and" and len(left) > 1 and left[1].low == "in")
    if low in {"above", "under", "below"}:
        return before in {"from", "the"}
    if low in {"say", "near", "short", "passed"}:
        return before not in {"to", ",", "-", "and", "is", "are", "was", "were", "has", "have", "had", "toll", "number"}
    return False


def find_hedge_after(after: Sequence[Word], lexicon: FigureLexicon) -> Hedge | None:
    """Return the hedge that the words after a figure begin with, past a dash or a comma: "20 or more", "40-odd"."""
    first = 1 if after and after[0].low in {"-", "–", ","} else 0
    if first >= len(after) or after[first].low not in lexicon.after_first:
        return None
    for size in range(min(_LONGEST, len(after) - first), 0, -1):
        words = after[first : first + size]
        relation = lexicon.after.get(tuple(word.low for word in words))
        if relation is not None and not _goes_on(after, first + size):
            return Hedge(relation, words[0].start, words[-1].end)
    return None


def _goes_on(after: Sequence[Word], at: int) -> bool:
    """Return whether the words belong to the next figure: "two tanks and more than 40 trucks", "... at least 3"."""
    return at < len(after) and (after[at].low in {"than", "of"} or after[at].low[0].isdigit())
