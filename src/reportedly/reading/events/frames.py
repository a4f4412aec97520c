"""Frames: who stands in which deep relation to a trigger, whatever the surface.

Takes a token of the parse; gives the heads of the phrases around it by relation:

- `agent`: who does it: the subject of an active verb, the by-phrase of a passive one or of a noun, the first
  half of "ISIS-held", the subject of a light verb over a noun ("carried out an attack"). Verbs without a
  subject of their own (infinitives, participles, conjoined verbs) take that of the verb above.
- `object`: whom it is done to: the object of an active verb, the subject of a passive one, the noun before or
  after a participle ("the town seized by rebels", "the besieged town").
- `object_of`: what stands after "of" on the object ("lifted the siege of Homs").
- `in`, `from`, `on`, ...: what stands after that preposition, also where it hangs on the object or on the
  verb over a noun; the last part of a compound one counts too ("out of").
- `poss`, `compound`, `amod`, `nummod`: what stands before a noun; `is`: the subject of a sentence that says
  "is NOUN" or "is in NOUN"; `appos`: the other half of an apposition; `head`: the noun that it stands before
  or hangs on.
- `verb_agent`, `verb_object`: agent and object of the verb over a noun, which is no light verb.

Coordinations and appositions are expanded. It does not resolve pronouns, and it knows no names.
"""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from reportedly.reading.events.lexicon import ROLES, Entry, load_words
from reportedly.reading.events.tree import Word, word_of

Frame = dict[str, tuple[Word, ...]]
_Found = dict[str, list[Word]]

MOST_FILLERS = 16  # of one relation; longer lists are cut
MOST_STEPS = 8  # upwards in search of a subject
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass")
# Fillers whose own phrases tell nothing of the event: "the leader of the rebels in Hama said".
_WITHOUT_HEIRS = (
    "agent",
    "is",
    "head",
    "appos",
    "verb_agent",
    "poss",
    "compound",
    "amod",
    "nmod",
    "npadvmod",
)
# Places stand after these for any trigger.
_LOCATIVES = ("in", "at", "near", "around", "inside", "across", "outside", "along", "within", "throughout", "off")
_JOINED = ("conj", "appos")
_BEFORE = ("poss", "compound", "amod", "nummod", "nmod")


def dependents(token: Token) -> Frame:
    """Return the heads of the fillers of each relation to `token`, coordinations expanded, in the order of
    the text."""
    found: _Found = {}
    word = word_of(token)
    if word.pos in ("VERB", "AUX") or _is_participle(word):
        _add_verb(found, word)
    else:
        _add_noun(found, word)
    for relation in [relation for relation in found if relation not in _WITHOUT_HEIRS]:
        for filler in found[relation][:2]:
            _add_inherited(found, filler)
    for filler in found.get("object", [])[:2]:
        for child in (c for c in filler.children if c.dep == "prep" and c.lower == "of"):
            _add(found, "object_of", *_after(child))
    if "agent" not in found and "by" in found:
        found["agent"] = found["by"]
    return {relation: _expand(fillers) for relation, fillers in found.items()}


def fill_roles(token: Token, entry: Entry, *, frame: Frame | None = None) -> Frame:
    """Return the fillers of each role of `entry` at `token`.

    Places and destinations are those of all relations of the role, the other roles are filled by the first
    relation that is there.
    """
    frame = dependents(token) if frame is None else frame
    roles: Frame = {}
    for role in ROLES:
        relations: tuple[str, ...] = getattr(entry, role)
        if role == "place":
            relations = _wherever(relations, entry.destination)
        groups = [frame[relation] for relation in relations if relation in frame]
        if groups and role in ("place", "destination"):
            roles[role] = tuple(dict.fromkeys(filler for group in groups for filler in group))
        elif groups:
            roles[role] = groups[0]
    return roles


@cache  # one for each frame of the lexicon
def _wherever(relations: tuple[str, ...], destination: tuple[str, ...]) -> tuple[str, ...]:
    """Return the relations of a place with those in which places stand for any trigger."""
    return (*relations, *(relation for relation in _LOCATIVES if relation not in destination))


def _is_participle(word: Word) -> bool:
    return word.tag in ("VBN", "VBD", "VBG") or (word.pos == "ADJ" and word.lower.endswith("ed"))


def _expand(fillers: list[Word]) -> tuple[Word, ...]:
    """Return fillers with what is joined to them, in the order of the text."""
    seen: dict[int, Word] = {}
    waiting = fillers
    while waiting and len(seen) < MOST_FILLERS:
        filler, *waiting = waiting
        if filler.i in seen:
            continue
        seen[filler.i] = filler
        if filler.children:
            waiting += [child for child in filler.children if child.dep in _JOINED]
    return tuple(seen.values()) if len(seen) == 1 else tuple(seen[i] for i in sorted(seen))


def _add(found: _Found, relation: str, *fillers: Word) -> None:
    if not fillers:
        return
    kept = found.setdefault(relation, [])
    kept.extend(filler for filler in fillers if filler not in kept)


# Verbs


def _is_passive(verb: Word) -> bool:
    if any(child.dep in ("nsubjpass", "auxpass", "csubjpass") for child in verb.children):
        return True
    if any(child.dep in ("nsubj", "aux") for child in verb.children):
        return False
    if verb.dep in ("acl", "amod"):
        return verb.tag == "VBN" or verb.lower.endswith("ed")
    if verb.dep == "conj" and verb.tag == "VBN" and verb.head is not verb:
        return verb.head.tag == "VBN" and any(c.dep in ("nsubjpass", "auxpass") for c in verb.head.children)
    return False


def _add_verb(found: _Found, verb: Word) -> None:
    passive = _is_passive(verb)
    for child in verb.children:
        _add_verb_child(found, child)
    if verb.dep in ("amod", "compound", "nmod") and verb.head is not verb:
        whole = passive or "agent" in found or verb.tag == "VBD"
        _add(found, "object" if whole else "agent", verb.head)
        _add(found, "head", verb.head)
        _add_hyphened(found, verb)
    elif verb.dep in ("acl", "relcl"):
        _add_modified(found, verb, passive=passive)
    for relation in ("object",) if passive else ("agent",):
        if relation not in found:
            _add(found, relation, *_subject_above(verb))
    if "object" not in found and not passive:
        _add_shared_object(found, verb)


def _add_verb_child(found: _Found, child: Word) -> None:
    if child.dep in ("nsubj", "csubj"):
        _add(found, "agent", _antecedent(child))
    elif child.dep in ("nsubjpass", "csubjpass"):
        _add(found, "object", _antecedent(child))
    elif child.dep in ("dobj", "attr", "oprd", "dative") and child.pos != "ADP":
        _add(found, "object" if child.dep == "dobj" else child.dep, _antecedent(child))
    elif child.dep == "agent":
        _add(found, "agent", *_after(child))
        _add(found, "by", *_after(child))
    elif child.dep in ("prep", "dative", "prt"):
        _add_prep(found, child)
    elif child.dep in ("advmod", "npadvmod") and (preps := [c for c in child.children if c.dep == "prep"]):
        for prep in preps:  # "fell back to Hama", "north of Hama"
            if prep.lower == "of":
                _add(found, "near", *_after(prep))
            else:
                _add_prep(found, prep)
    elif child.dep == "npadvmod":
        # The parser takes many a rare name after a verb for a measure: "besieged Madaya".
        _add(found, "object" if child.pos == "PROPN" else "npadvmod", child)


def _add_modified(found: _Found, verb: Word, *, passive: bool) -> None:
    noun = verb.head
    if verb.dep == "acl":
        _add(found, "object" if passive else "agent", noun)
    elif "object" not in found and "agent" in found:  # "the town the rebels seized"
        _add(found, "object", noun)


def _add_hyphened(found: _Found, verb: Word) -> None:
    tree = verb.words.tree
    if "-" in verb.lower.strip("-"):
        found["agent"] = [verb]  # "U.S.-backed" is one token
    elif verb.i >= 2 and tree[verb.i - 1].lower in ("-", "–") and tree[verb.i - 2].head in (verb, verb.head):
        found["agent"] = [tree[verb.i - 2]]
    elif "npadvmod" in found and "agent" not in found:  # a clause taken for a phrase: "The junta censored papers"
        found["agent"] = found.pop("npadvmod")


def _antecedent(word: Word) -> Word:
    """Return the noun that a relative pronoun stands for, else the word itself."""
    if word.tag in ("WDT", "WP") and word.head.dep == "relcl":
        return word.head.head
    return word


def _subject_above(verb: Word) -> list[Word]:
    """Return the subject that a verb without one shares with the verb above."""
    at = verb
    for _ in range(MOST_STEPS):
        above = at.head
        if above is at:
            return []
        if at.dep in ("ccomp", "parataxis", "relcl", "acl") and at is not verb:
            return []
        if above.pos in ("VERB", "AUX"):
            shared = _shared_subject(above, at)
            if shared:
                return shared
            if above.dep == "acl" and at.dep in ("conj", "xcomp"):
                return [above.head]
        at = above
    return []


def _shared_subject(above: Word, below: Word) -> list[Word]:
    kids = above.children
    if below.dep == "xcomp":  # "forced the rebels to leave": their object is the subject
        objects = [child for child in kids if child.dep == "dobj" and child.i < below.i]
        if objects:
            return objects
    return [_antecedent(child) for child in kids if child.dep in _SUBJECTS]


def _add_shared_object(found: _Found, verb: Word) -> None:
    """Give "shelled and stormed the town" its object for the first verb."""
    for child in verb.children:
        if child.dep == "conj" and child.pos == "VERB" and child.i - verb.i <= 3:
            _add(found, "object", *(c for c in child.children if c.dep == "dobj"))


def _add_inherited(found: _Found, noun: Word, *, deep: bool = True) -> None:
    """Add what hangs on a filler ("a raid on a house in Kunar") where the trigger has no such phrase
    itself."""
    for child in noun.children:
        if child.dep == "appos" and deep:
            _add_inherited(found, child, deep=False)
        if child.dep != "prep":
            continue
        if child.lower == "of" and deep:  # "positions of the rebels in Shan"
            for inner in _after(child):
                _add_inherited(found, inner, deep=False)
        elif child.lower != "of" and child.lemma not in found:
            _add_prep(found, child)


# Prepositions


def _after(prep: Word) -> list[Word]:
    return [child for child in prep.children if child.dep in ("pobj", "pcomp")]


def _add_prep(found: _Found, prep: Word) -> None:
    if after := _after(prep):
        _add(found, prep.lemma, *after)
    for other in prep.children:
        if other.dep == "conj" and other.pos == "ADP":  # "on the hill and in the town"
            _add(found, other.lemma, *_after(other))
    for inner in [c for c in prep.children if c.dep in ("prep", "pcomp")][:3]:
        if after := _after(inner):
            _add(found, inner.lemma, *after)
            _add(found, prep.lemma, *after)


# Nouns and adjectives


def _add_noun(found: _Found, noun: Word, *, deep: bool = True) -> None:
    for child in noun.children:
        if child.dep in _BEFORE:
            _add(found, child.dep, child)
        elif child.dep in ("prep", "agent"):
            _add_prep(found, child)
        elif child.dep == "appos":
            _add(found, "appos", child)
        elif child.dep in _SUBJECTS:  # a noun the parser takes for the predicate
            _add(found, "is", child)
        elif child.dep in ("acl", "relcl"):  # "an agreement concluded between", "a shell fired by"
            for inner in child.children:
                if inner.dep in ("prep", "agent") and inner.lower not in found:
                    _add_prep(found, inner)
    if "by" in found:
        found["agent"] = list(found["by"])
    _add_above(found, noun, deep=deep)


def _merge(found: _Found, above: Word, noun: Word) -> None:
    """Add the relations of the noun above that the noun has not itself."""
    upper: _Found = {}
    _add_noun(upper, above, deep=False)
    for relation, fillers in upper.items():
        if relation not in found:
            _add(found, relation, *(filler for filler in fillers if filler is not noun))


def _add_above(found: _Found, noun: Word, *, deep: bool) -> None:
    above, dep = noun.head, noun.dep
    if above is noun:
        return
    if dep == "conj":
        above, dep = _first_of(noun)
    if dep in ("amod", "compound", "nmod") and deep and above.pos in ("NOUN", "PROPN"):  # "a rocket attack on"
        _add(found, "head", above)
        _merge(found, above, noun)
    elif dep in ("amod", "compound", "poss", "nmod"):
        _add(found, "head", above)
    elif dep == "appos":
        _add(found, "appos", above)
    elif dep == "pobj" and deep and above.lower == "of" and above.head.pos == "NOUN":  # "a series of raids on"
        _add(found, "head", above.head)
        _merge(found, above.head, noun)
    elif dep in ("pobj", "pcomp") and above.head is not above:
        _add_host(found, above.head, "pobj")
    else:
        _add_host(found, above, dep)


def _first_of(noun: Word) -> tuple[Word, str]:
    for _ in range(MOST_STEPS):
        if noun.dep != "conj":
            break
        noun = noun.head
    return noun.head, noun.dep


def _add_host(found: _Found, host: Word, dep: str) -> None:
    if host.pos not in ("VERB", "AUX"):
        _add(found, "head", host)
        return
    upper: _Found = {}
    _add_verb(upper, host)
    agents, objects = upper.pop("agent", []), upper.pop("object", [])
    if host.lemma == "be" and dep not in _SUBJECTS:
        _add(found, "is", *agents)
    elif dep not in _SUBJECTS:
        light = host.lemma in load_words("frames")["light_verbs"] and dep == "dobj"
        _add(found, "agent" if light and "agent" not in found else "verb_agent", *agents)
    if dep not in ("dobj", "nsubjpass"):
        _add(found, "verb_object", *objects)
    for relation, fillers in upper.items():
        if relation not in found:
            _add(found, relation, *fillers)
