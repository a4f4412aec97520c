"""Evidence: the shortest span that holds a claim's predicate and its arguments."""

from __future__ import annotations

from reportedly.model import Span
from reportedly.reading.claims.proposals import Proposal
from reportedly.reading.claims.scene import Scene
from reportedly.reading.claims.sketch import Sketch
from reportedly.reading.speech.datelines import stamp_end

_CUT = frozenset({"conj", "advcl", "parataxis", "cc", "punct", "mark", "dep"})
_CLAUSES = frozenset({"VERB", "AUX"})
_BEFORE_NOUNS = frozenset({"amod", "compound", "nmod"})
_SHORT = 4  # a noun phrase of fewer tokens is shown with its clause


def evidence_span(scene: Scene, proposal: Proposal) -> Span:
    """Return the clause of a verb, or the noun phrase of a noun, widened to its own clause where it is short."""
    sketch, token = scene.sketch, proposal.token
    if sketch.pos[token] in _CLAUSES and sketch.dep[token] not in _BEFORE_NOUNS:
        first, last = _clause(sketch, token)
    else:
        first, last = sketch.subtree[_noun(sketch, token)]
        if last - first < _SHORT:
            verb = next((i for i in sketch.ancestors(token) if sketch.pos[i] in _CLAUSES), token)
            first, last = _clause(sketch, verb)
    first, last = min(first, token), max(last, token + 1)
    first = _behind_dateline(sketch, first, token, opening=scene.opening)
    return _trim(sketch, first, last)


def _behind_dateline(sketch: Sketch, first: int, token: int, *, opening: int) -> int:
    """Return the first token of evidence without the dateline or hour before it, and with what the parse hangs there.

    Those state nothing; in "09:05 - Ten men have died", the ten may hang on the hour.
    """
    text = sketch.draft.document.text
    begin = text.rfind("\n", 0, sketch.start[first]) + 1
    end = stamp_end(text, begin)
    while first and begin < end <= sketch.start[first - 1] and begin <= sketch.start[sketch.head[first - 1]] < end:
        first -= 1
    while first < token and sketch.start[first] < max(opening, end):
        first += 1
    return first


def _noun(sketch: Sketch, token: int) -> int:
    """Return the noun before which a word stands ("US-backed forces"), else the word itself."""
    return sketch.head[token] if sketch.dep[token] in _BEFORE_NOUNS else token


def _clause(sketch: Sketch, token: int) -> tuple[int, int]:
    first, last = token, token + 1
    for child in sketch.children[token]:
        if sketch.dep[child] in _CUT and not (sketch.dep[child] == "conj" and sketch.pos[child] not in _CLAUSES):
            continue
        left, right = sketch.subtree[child]
        first, last = min(first, left), max(last, right)
    return first, last


def _trim(sketch: Sketch, first: int, last: int) -> Span:
    while last - first > 1 and sketch.pos[first] in ("PUNCT", "SPACE", "CCONJ"):
        first += 1
    while last - first > 1 and sketch.pos[last - 1] in ("PUNCT", "SPACE") and not _closes(sketch, first, last - 1):
        last -= 1
    return sketch.span(first, last)


def _closes(sketch: Sketch, first: int, token: int) -> bool:
    """Return whether a token closes a bracket that opens after `first`: "Forces (SDF)"."""
    return sketch.lower[token] == ")" and "(" in sketch.lower[first:token]
