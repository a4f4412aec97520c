"""Modality: whether what a trigger tells is said to be so, to be planned, possible, not so, or not known.

Takes the token of a trigger, gives a value and the word that decided it. It looks at the words that stand on the
trigger (auxiliaries, negation, adverbs, adjectives), then climbs the parse as long as what stands above still speaks
about it. The nearest word decides; only a denial or an ignorance further up overrules a "possible" ("rumours that
the town fell are false"). The words are data (`modality.toml`), the choices those of the marking guide. It does not
judge whether a source is to be believed.
"""

from __future__ import annotations

from spacy.tokens import Token

from reportedly.model import Modality
from reportedly.reading.events.modal_words import (
    Decision,
    find_ignorance,
    find_negation,
    load_sets,
    look,
    look_adverb,
    look_governor,
)
from reportedly.reading.events.tree import Word, is_asked, word_of

_Step = tuple[Decision | None, Word | None]  # what is decided here, and from where to climb on

MOST_STEPS = 10  # upwards
_ASSERTED: Decision = (Modality.ASSERTED, "")
_OVERRULE = (Modality.DENIED, Modality.UNKNOWN)
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass")


def read_modality(token: Token) -> Decision:
    """Return the modality of what `token` triggers, and the word that decided it ("" where nothing did)."""
    word = word_of(token)
    decided = _find_refusal(word) or _read_own(word)
    if decided is None and is_asked(word):
        return Modality.UNKNOWN, "?"
    at: Word | None = word
    for _ in range(MOST_STEPS):
        if at is None or at.head is at or (decided and decided[0] is not Modality.POSSIBLE):
            break
        found, at = _climb(at)
        if found and (decided is None or found[0] in _OVERRULE):
            decided = found
    return decided or _read_before(word) or _ASSERTED


def _read_before(word: Word) -> Decision | None:
    """Return what the word right before "to" and the word decides, whatever the parse made of the three.

    Headlines in capitals ("Took The Decision To Withdraw") are parsed as names.
    """
    if word.i < 2 or word.words.lower[word.i - 1] != "to":
        return None
    found = look("clause_governors", word.words.tree[word.i - 2])
    return found if found and found[0] is Modality.PLANNED else None


def _find_refusal(noun: Word) -> Decision | None:
    """Return the denial by a verb that has the noun as its object: "rejected a proposed truce", "ruled out talks"."""
    if noun.dep not in ("dobj", "nsubjpass"):
        return None
    found = look_governor("noun_governors", noun.head)
    return found if found and found[0] is Modality.DENIED else None


def _read_own(word: Word) -> Decision | None:
    """Return what the words that stand on the word decide."""
    decided = None
    for child in word.children:
        if child.dep in ("aux", "auxpass"):
            found = look("auxiliaries", child)
        elif child.dep in ("advmod", "npadvmod"):
            found = look("adverbs", child)
        elif child.dep == "agent":  # "was shot, allegedly by guards"
            found = look_adverb(child)
        elif child.dep in ("amod", "acomp", "attr", "oprd"):
            found = look("adjectives", child)
        elif child.dep == "acl":  # "strikes believed to be by", "attacks allegedly committed by"
            found = _read_participle(child)
        else:
            continue
        if found and (decided is None or decided[0] is Modality.POSSIBLE):
            decided = found
    if decided and decided[0] is not Modality.POSSIBLE:
        return decided
    return _read_negation(word, decided)


def _read_participle(verb: Word) -> Decision | None:
    found = look("clause_governors", verb) or look_adverb(verb)
    return found if found and found[0] is Modality.POSSIBLE and verb.tag == "VBN" else None


def _read_negation(word: Word, decided: Decision | None) -> Decision | None:
    negation = find_negation(word)
    if negation is None:
        return decided
    unable = (
        decided is not None and decided[1].lower() in load_sets()["able"] and word.lemma not in load_sets()["knowing"]
    )
    if decided is not None and not unable and negation.lower() not in ("no", "nobody", "none"):
        return decided  # "may not have"
    lemma = word.lemma
    unknown = lemma in load_sets()["unknown_nouns"] or (
        lemma in ("know", "hear", "disclose", "clear") and decided is None
    )
    return (Modality.UNKNOWN if unknown else Modality.DENIED), negation


def _climb(at: Word) -> _Step:
    """Return what the word above decides about `at`, and where to go on."""
    above, dep = at.head, at.dep
    if dep in ("pobj", "pcomp") or above.pos == "ADP":
        return _climb_preposition(at)
    if dep == "conj":
        return _climb_conjunct(at)
    if dep in ("acl", "xcomp", "ccomp", "advcl") or (dep == "relcl" and above.lemma in load_sets()["messages"]):
        return _climb_clause(at)
    if dep in ("dobj", "attr", "oprd", "acomp", *_SUBJECTS):
        return _climb_argument(at)
    if dep == "compound":
        return look("noun_governors", above), above
    return None, None


def _climb_preposition(at: Word) -> _Step:
    preposition, host = at.head, at.head
    if found := look_adverb(preposition):  # "died, reportedly in an ambush"
        return found, None
    if preposition.lower in load_sets()["circumstances"]:
        return None, None
    for _ in range(MOST_STEPS):  # "out of", "from inside"
        preposition, host = (host, host.head) if host.pos == "ADP" else (preposition, host)
    found = look("noun_governors", host) or (look("clause_governors", host) if host.pos == "NOUN" else None)
    lemma = host.lemma
    brings = _brings(host, preposition)
    if host.pos in ("NOUN", "PROPN"):
        offers = lemma in load_sets()["offers"] and preposition.lower in ("for", "of", "to")
        if offers and (refusal := _find_refusal(host)):
            return refusal, None
        if lemma in load_sets()["unknown_nouns"] and (negation := find_negation(host) or find_negation(host.head)):
            return (Modality.UNKNOWN, negation), None
        lasts = brings or at.head.lower == "of" or lemma in load_sets()["messages"]
        return found or _look_adjectives(host), host if lasts else None
    if brings and (negation := find_ignorance(host)):
        return (Modality.UNKNOWN, negation), None
    if brings:
        return found or _read_own(host), host
    return _read_own(host) if lemma == "be" else found, None


def _brings(host: Word, preposition: Word) -> bool:
    """Return whether what is said of a word or of its object holds for what its preposition names ("led to")."""
    words = (host, *(child for child in host.children if child.dep == "dobj"))
    return any(f"{word.lemma} {preposition.lower}" in load_sets()["bringing"] for word in words)


def _look_adjectives(noun: Word) -> Decision | None:
    return next(
        (found for child in noun.children if child.dep == "amod" and (found := look("adjectives", child))), None
    )


def _climb_conjunct(at: Word) -> _Step:
    above = at.head
    if any(child.dep in _SUBJECTS for child in at.children):
        return None, None
    if at.pos in ("VERB", "AUX"):
        return (_read_own(above), above) if at.tag == above.tag else (None, None)
    return None, above


def _climb_clause(at: Word) -> _Step:
    above, dep, lemma = at.head, at.dep, at.head.lemma
    infinitive = any(child.dep == "aux" and child.lower == "to" for child in at.children)
    marks = {child.lower for child in at.children if child.dep in ("mark", "advmod")}
    if "whether" in marks and (dep != "ccomp" or lemma in load_sets()["knowing"]):
        return (Modality.UNKNOWN, "whether"), None
    if dep == "ccomp" and _stands_apart(at):
        return None, None
    if dep == "acl" and not infinitive and lemma not in load_sets()["messages"]:
        return None, None  # "the town seized in May": taken for granted
    if dep == "advcl" and not infinitive:
        return _climb_unclear(above) or _read_condition(at), None
    if negation := find_ignorance(above):
        return (Modality.UNKNOWN, negation), None
    found = look_governor("clause_governors", above)
    if found and found[0] is Modality.UNKNOWN and infinitive and above.pos == "VERB":
        return (Modality.PLANNED, above.text), above  # "asked the army to leave"
    if found:
        return found, above
    if infinitive and _is_open(above, dep):
        return (Modality.PLANNED, "to"), None
    if dep == "xcomp" and lemma == "report":  # "is reported to have died"
        return (Modality.POSSIBLE, above.text), None
    if dep == "xcomp":
        return _read_own(above), above
    return _climb_unclear(above), above if lemma in load_sets()["messages"] else None


def _stands_apart(verb: Word) -> bool:
    """Return whether a semicolon or a colon parts a clause from the one above it."""
    first, last = sorted((verb.i, verb.head.i))
    between = verb.words.lower[first:last]
    return ";" in between or ":" in between


def _read_condition(verb: Word) -> Decision | None:
    """Return what "if", and "until" before what is still to come, make of the verb of their clause."""
    found = next((f for child in verb.children if child.i < verb.i and (f := look("conditions", child))), None)
    if found is None or found[0] is Modality.POSSIBLE:
        return found
    helpers = [child for child in verb.children if child.dep in ("aux", "auxpass")]
    present = (helpers[0] if helpers else verb).tag in ("VBP", "VBZ")
    ahead = _read_own(verb.head) or any(child.lower == "to" for child in verb.head.children)
    return found if present and ahead else None


def _is_open(above: Word, dep: str) -> bool:
    """Return whether an infinitive below `above` tells what is yet to be done ("is to leave", "a raid to free")."""
    lemma = above.lemma
    if dep == "advcl":
        aims = (above, *(child for child in above.children if child.dep in ("dobj", "nsubjpass")))
        return any(word.lemma in load_sets()["operations"] for word in aims)
    return lemma not in load_sets()["factual"] or (lemma == "be" and dep == "xcomp")


def _climb_unclear(above: Word) -> Decision | None:
    """Return UNKNOWN for "it is unclear when ..."."""
    for child in above.children:
        if child.dep in ("acomp", "attr"):
            found = look("adjectives", child)
            if found and found[0] is Modality.UNKNOWN:
                return found
            if child.lower in ("clear", "known", "certain") and (negation := find_negation(above)):
                return Modality.UNKNOWN, negation
    return None


def _climb_argument(at: Word) -> _Step:
    above, dep, lemma = at.head, at.dep, at.head.lemma
    if above.pos not in ("VERB", "AUX"):
        return None, None
    if dep not in ("nsubj", "csubj") and (found := look_governor("noun_governors", above)):
        return found, above
    if at.lemma in load_sets()["unknown_nouns"] and (unknown := _read_unknown(at)):
        return unknown, None
    if dep in ("dobj", "nsubjpass") and (negation := find_ignorance(above)) and lemma != "have":
        return (Modality.UNKNOWN, negation), None
    if at.lemma in load_sets()["messages"] or lemma in load_sets()["occurring"]:
        return _read_own(above), above
    if dep not in _SUBJECTS:
        governor = look("clause_governors", above.head) if above.dep == "xcomp" else None
        return _read_own(above) or governor, above if lemma == "be" else None
    governor = None if lemma in load_sets()["purposes"] else look("clause_governors", above)
    own = _read_own(above) or governor
    return (own if own and own[0] not in _OVERRULE else None), above if lemma == "be" else None


def _read_unknown(noun: Word) -> Decision | None:
    """Return UNKNOWN where nothing is known of a fate, a figure, a trace."""
    if negation := find_negation(noun) or find_negation(noun.head):
        return Modality.UNKNOWN, negation
    return _climb_unclear(noun.head)
