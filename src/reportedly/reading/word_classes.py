"""Word classes and lemmas: what a pipeline's last components say of each token, looked up instead of asked again.

The attribute ruler of the English models holds some 180 patterns of one token over its tag, form and relation, and a
handful of two. Matching them takes a third of the whole parse, yet what they say depends on a few hundred combinations.
Each combination is put to the ruler itself once, as a text of one token, and remembered; patterns of two are matched as
ever where a text holds a word that may begin one (docs/decisions/0028-word-classes-by-table.md).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Self, cast

import numpy as np
from spacy.attrs import DEP, IS_SPACE, LEMMA, LOWER, MORPH, ORTH, POS, TAG
from spacy.language import Language
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

RULER = "attribute_ruler"
Pattern = dict[str, Any]  # as the ruler gives them: Any is what a pattern holds
MOST_KNOWN = 200_000  # bounds the memory of a long run
_GIVEN = [TAG, LOWER, DEP, IS_SPACE]  # what patterns ask for
_TOLD = [TAG, POS, MORPH, LEMMA, DEP]  # what they set
_ASKED = {"TAG", "LOWER", "DEP", "IS_SPACE"}
_WAYS = {"IN", "NOT_IN", "REGEX"}
_OTHER = 1  # a form or relation that no pattern names; no string has this number


class WordClasses:
    """The ruler of a pipeline as a table, filled as texts come."""

    def __init__(self, nlp: Language, alone: list[Pattern], together: list[Pattern]) -> None:
        self._vocab = nlp.vocab
        begun = [{**one, "patterns": [tokens[:1] for tokens in one["patterns"]], "index": 0} for one in together]
        self._alone, self._together = _make_ruler(nlp, alone), _make_ruler(nlp, together)
        self._begin = _make_ruler(nlp, begun)
        self._forms = {nlp.vocab.strings.add(form) for form in _named(alone + begun, "LOWER", ("IN", "NOT_IN"))}
        self._shapes = [re.compile(shape) for shape in _named(alone + begun, "LOWER", ("REGEX",))]
        named = _named(alone + begun, "DEP", ("IN", "NOT_IN"))
        self._relations = {nlp.vocab.strings.add(relation) for relation in named}
        self._asked: dict[tuple[int, ...], tuple[tuple[int, ...], bool]] = {}  # some hundred
        self._told: dict[tuple[int, ...], tuple[int, ...]] = {}  # one for each form in each use
        self._beginnings: set[tuple[int, ...]] = set()  # of forms in uses, those that may begin a pattern of two

    @classmethod
    def of(cls, nlp: Language) -> Self | None:
        """Return the table of a pipeline; nothing where it has no ruler, or one that asks for something else."""
        if not nlp.has_pipe(RULER):
            return None
        ruler: Any = nlp.get_pipe(RULER)  # Any: the stub knows a plain component
        patterns: list[Pattern] = ruler.patterns
        alone = [one for one in patterns if all(len(tokens) == 1 for tokens in one["patterns"])]
        if not all(map(_understood, patterns)):
            return None
        return cls(nlp, alone, [one for one in patterns if one not in alone])

    def tell(self, doc: Doc) -> Doc:
        """Return the document with the word classes, forms and lemmas that the ruler sets."""
        rows = [*map(tuple, doc.to_array(_GIVEN).tolist())]
        told = [self._told.get(row) or self._look_up(*row) for row in rows]
        if told:
            doc.from_array(_TOLD, _as_array(told))
        return doc if self._beginnings.isdisjoint(rows) else self._together(doc)

    def _look_up(self, tag: int, form: int, relation: int, space: int) -> tuple[int, ...]:
        if len(self._told) > MOST_KNOWN:
            self._told.clear()
            self._beginnings.clear()
        key = (tag, self._name(form), relation if relation in self._relations else _OTHER, space)
        if key not in self._asked:
            self._asked[key] = self._ask(tag, form, relation)
        (*told, set_relation), begins = self._asked[key]
        row = (tag, form, relation, space)
        self._told[row] = (*told, set_relation or relation)
        if begins:
            self._beginnings.add(row)
        return self._told[row]

    def _name(self, form: int) -> int:
        """Return the form where a pattern names it, else the number that stands for all others."""
        text = self._vocab.strings[form]
        return form if form in self._forms or any(shape.search(text) for shape in self._shapes) else _OTHER

    def _ask(self, tag: int, form: int, relation: int) -> tuple[tuple[int, ...], bool]:
        """Return what the ruler sets on a text of this token alone, 0 for a relation it leaves as it is.

        Besides, whether the token may begin one of the patterns of two.
        """
        doc = Doc(self._vocab, words=[self._vocab.strings[form]])
        doc.from_array([TAG, DEP], _as_array([(tag, relation)]))
        told = [int(value) for value in self._alone(doc).to_array(_TOLD)[0]]
        return (*told[:-1], told[-1] if told[-1] != relation else 0), bool(self._begin.match(doc))


def remember_lemmas(nlp: Language, component: str) -> Callable[[Doc], Doc]:
    """Return what gives the tokens without a lemma theirs, asking the lemmatizer once for each form in each use."""
    lemmatizer: Any = nlp.get_pipe(component)  # Any: the stub knows a plain component
    if lemmatizer.overwrite:
        return cast(Callable[[Doc], Doc], lemmatizer)
    known: dict[tuple[int, ...], int] = {}

    def lemmatize(doc: Doc) -> Doc:
        rows = [*map(tuple, doc.to_array([ORTH, POS, MORPH, LEMMA]).tolist())]
        if len(known) > MOST_KNOWN:
            known.clear()
        for i in [i for i, row in enumerate(rows) if row not in known]:
            known[rows[i]] = rows[i][-1] or nlp.vocab.strings.add(lemmatizer.lemmatize(doc[i])[0])
        if rows:
            doc.from_array([LEMMA], _as_array([(known[row],) for row in rows]))
        return doc

    return lemmatize


def _as_array(rows: list[tuple[int, ...]]) -> Any:  # Any: the stub takes another kind of integers
    return np.array(rows, dtype=np.uint64)


def _make_ruler(nlp: Language, patterns: list[Pattern]) -> AttributeRuler:
    ruler = AttributeRuler(nlp.vocab)
    ruler.add_patterns(patterns)
    return ruler


def _understood(one: Pattern) -> bool:
    """Tell whether a pattern asks for nothing that the table does not hold."""
    tokens = [token for tokens in one["patterns"] for token in tokens]
    ways = {way for token in tokens for value in token.values() if isinstance(value, dict) for way in value}
    return ways <= _WAYS and all(token.keys() <= _ASKED for token in tokens)


def _named(patterns: list[Pattern], attribute: str, ways: tuple[str, ...]) -> set[str]:
    """Return the values that patterns name for an attribute, plainly or in one of these ways."""
    found: set[str] = set()
    for one in patterns:
        for (token,) in one["patterns"]:
            value = token.get(attribute, {})
            if isinstance(value, str):
                value = {"IN": [value]}
            for way in ways:
                given = value.get(way, [])
                found.update([given] if isinstance(given, str) else given)
    return found
