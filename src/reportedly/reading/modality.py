"""Modality: whether what a trigger tells is said to be so, to be planned, possible, not so, or not known.

Takes the token of a trigger, gives a value and the word that decided it. It looks at the words that stand on
the trigger (auxiliaries, negation, adverbs, adjectives), then climbs the parse and does the same at each
verb, noun or adjective above it while the scope lasts; the first word that decides wins. The words are data
(`modality.toml`), the choices those of the marking guide. It does not judge whether a source is to be
believed.
"""

from __future__ import annotations

from functools import lru_cache

from spacy.tokens import Token

from reportedly.model import Modality
from reportedly.reading.lexicon import load_words
from reportedly.reading.tree import children

Decision = tuple[Modality, str]

MOST_STEPS = 10  # upwards
_ASSERTED: Decision = (Modality.ASSERTED, "")
_KNOWN = (Modality.UNKNOWN, Modality.DENIED, Modality.POSSIBLE, Modality.PLANNED)
# Relations through which a word above has what stands below in its scope.
_COMPLEMENTS = ("xcomp", "ccomp", "dobj", "pobj", "pcomp", "acl", "attr", "acomp", "nsubj", "nsubjpass", "csubj",
                "csubjpass", "oprd", "advcl", "relcl", "prep", "agent", "compound", "amod", "appos", "conj", "dep",
                "poss", "nmod", "dative")  # fmt: skip


def read_modality(token: Token) -> Decision:
    """Return the modality of what `token` triggers, and the word that decided it ("" where nothing did)."""
    decided = _read_own(token)
    at = token
    for _ in range(MOST_STEPS):
        if decided or at.head is at or at.dep_ not in _COMPLEMENTS:
            break
        decided, lasts = _read_above(at)
        if not lasts:
            break
        at = at.head
    return decided or _ASSERTED


@lru_cache(maxsize=1)
def _words() -> dict[str, dict[str, Modality]]:
    tables = load_words("modality")
    return {
        table: {word: modality for modality in _KNOWN for word in tables[table].get(modality.value, ())}
        for table in ("auxiliaries", "adverbs", "adjectives", "governors")
    }


@lru_cache(maxsize=1)
def _sets() -> dict[str, frozenset[str]]:
    tables = load_words("modality")
    return {
        "negations": frozenset(tables["negations"]["words"]),
        "knowing": frozenset(tables["negated_unknown"]["verbs"]),
        "messages": frozenset(tables["message_nouns"]["nouns"]),
    }


def is_negated(token: Token) -> str | None:
    """Return the word that negates the token ("not", "no", "nobody" as its subject), or None."""
    negations = _sets()["negations"]
    for child in children(token):
        if (
            child.dep_ in ("neg", "det", "preconj", "nsubj", "nsubjpass", "dobj")
            and child.lower_ in negations
        ):
            return child.text
        if child.dep_ in ("nsubj", "nsubjpass", "dobj", "attr") and token.pos_ in ("VERB", "AUX"):
            for inner in children(child):
                if inner.dep_ in ("det", "neg") and inner.lower_ in ("no", "neither"):
                    return inner.text
    return None


def _read_own(token: Token) -> Decision | None:
    """Return what the words that stand on the token decide."""
    words = _words()
    decided = None
    negated = is_negated(token)
    for child in children(token):
        lower = child.lower_
        if child.dep_ in ("aux", "auxpass"):
            decided = decided or _decision(words["auxiliaries"].get(lower), child)
        elif child.dep_ in ("advmod", "npadvmod"):
            decided = decided or _decision(words["adverbs"].get(lower), child)
        elif child.dep_ in ("amod", "acomp", "attr", "nmod", "oprd") or (child.dep_ == "compound"):
            decided = decided or _decision(words["adjectives"].get(lower), child)
    if decided is not None and decided[0] is not Modality.POSSIBLE:
        return decided
    if negated:
        return (Modality.DENIED, negated) if decided is None else (Modality.POSSIBLE, negated)
    return decided


def _decision(modality: Modality | None, word: Token) -> Decision | None:
    return None if modality is None else (modality, word.text)


def _read_above(at: Token) -> tuple[Decision | None, bool]:
    """Return what the word above decides, and whether the scope lasts beyond it."""
    above, dep = at.head, at.dep_
    if dep == "conj":
        shares = not any(child.dep_ in ("nsubj", "nsubjpass") for child in children(at))
        return (_read_own(above) if shares and above.pos_ == at.pos_ else None), shares
    lemma = above.lemma_.lower()
    if above.pos_ == "ADP":
        return None, True
    governor = _words()["governors"].get(lemma)
    negated = is_negated(above)
    if governor is not None and dep not in ("advcl", "relcl", "nsubj", "agent", "compound", "amod", "poss"):
        return (governor, above.text), False
    if negated and lemma in _sets()["knowing"] and dep in ("ccomp", "dobj", "xcomp", "nsubjpass"):
        return (Modality.UNKNOWN, above.text), False
    if lemma in _sets()["messages"] or dep in ("xcomp", "attr", "acomp"):
        return _read_own(above), True
    if dep in ("nsubj", "nsubjpass", "dobj", "csubj", "oprd"):
        return _read_own(above), above.pos_ not in ("VERB", "AUX") or dep == "dobj"
    return None, dep in ("pobj", "pcomp", "prep", "compound", "amod", "acl", "nmod", "dative")
