"""What a figure evidently counts where no noun stands behind it: "killing 14", "the number of rebels fell to 30".

Takes the parse and the figure's tokens, gives the counted noun, or `NOTHING`.
"""

from __future__ import annotations

from spacy.tokens import Doc

from reportedly.reading.figures.counted import NOTHING, NOUN_TAGS, Counted, singular
from reportedly.reading.figures.lexicon import FigureLexicon

_COUNTERS = frozenset({"number", "total", "count", "strength", "figure", "tally", "estimate", "size"})


def infer_counted(doc: Doc, first: int, at: int, lexicon: FigureLexicon) -> Counted:
    """Return what is evidently counted where no noun is said: "killing 14", "the toll rose to 30"."""
    for n in range(at, min(len(doc), at + 4)):
        if doc[n].lower_ in lexicon.people_words:
            return Counted("person")
        if doc[n].is_punct and doc[n].lower_ not in {"-", ","}:
            break
    subject = _subject(doc, first)
    if subject is not None:
        return subject
    for n in range(first - 1, max(-1, first - 6), -1):
        if doc[n].lower_ in lexicon.people_words:
            return Counted("person")
        if doc[n].lower_ in {".", ";", ":"}:
            break
    return NOTHING


def _subject(doc: Doc, first: int) -> Counted | None:
    """Return the noun of "the number of X rose to 30" and "X numbered 30"."""
    token = doc[first] if first < len(doc) else None
    for _ in range(4):
        if token is None or token.head is token:
            break
        token = token.head
        if token.pos_ in {"VERB", "AUX"}:
            break
    if token is None or token.pos_ not in {"VERB", "AUX"}:
        return None
    for child in token.lefts:
        if child.dep_ == "nsubj" and token.lemma_ == "number" and child.tag_ in NOUN_TAGS:
            return Counted(singular(child), child.i)
        if child.dep_ in {"nsubj", "nsubjpass"} and child.lemma_.lower() in _COUNTERS:
            for part in child.lefts:
                if part.dep_ == "compound":
                    return Counted(singular(part), part.i)  # "troop number"
            for preposition in child.rights:
                if preposition.lower_ == "of":
                    for noun in preposition.rights:
                        if noun.tag_ in NOUN_TAGS:
                            return Counted(singular(noun), noun.i)
    return None
