"""Word classes: what the pipeline's attribute ruler says of each token, looked up instead of matched again.

The ruler of the English models holds some 180 patterns of one token over its tag, form and relation, and a handful of
two. Matching them takes a third of the whole parse, yet what they say depends on a few hundred combinations. Each
combination is put to the ruler itself once, as a text of one token, and remembered; patterns of two are matched as
ever (docs/decisions/0028-word-classes-by-table.md).
"""

from __future__ import annotations

import re
from typing import Any, Self

import numpy as np
from spacy.attrs import DEP, IS_SPACE, LEMMA, LOWER, MORPH, POS, TAG
from spacy.language import Language
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

RULER = "attribute_ruler"
Pattern = dict[str, Any]  # as the ruler gives them: Any is what a pattern holds
_MOST_KNOWN = 200_000  # bounds the memory of a long run
_GIVEN = [TAG, LOWER, DEP, IS_SPACE]  # what patterns ask for
_TOLD = [TAG, POS, MORPH, LEMMA, DEP]  # what they set
_ASKED = {"TAG", "LOWER", "DEP", "IS_SPACE"}
_WAYS = {"IN", "NOT_IN", "REGEX"}
_OTHER = 1  # a form or relation that no pattern names; no string has this number


class WordClasses:
    """The ruler of a pipeline as a table, filled as texts come."""

    def __init__(self, nlp: Language, alone: list[Pattern], together: list[Pattern]) -> None:
        self._vocab = nlp.vocab
        self._alone, self._together = _make_ruler(nlp, alone), _make_ruler(nlp, together)
        self._forms = {nlp.vocab.strings.add(form) for form in _named(alone, "LOWER", ("IN", "NOT_IN"))}
        self._shapes = [re.compile(shape) for shape in _named(alone, "LOWER", ("REGEX",))]
        self._relations = {nlp.vocab.strings.add(relation) for relation in _named(alone, "DEP", ("IN", "NOT_IN"))}
        self._asked: dict[tuple[int, ...], tuple[int, ...]] = {}  # some hundred
        self._told: dict[tuple[int, ...], tuple[int, ...]] = {}  # one for each form in each use

    @classmethod
    def of(cls, nlp: Language) -> Self | None:
        """Return the table of a pipeline; nothing where it has no ruler, or one that asks for something else."""
        if not nlp.has_pipe(RULER):
            return None
        ruler: Any = nlp.get_pipe(RULER)  # Any: the stub knows a plain component
        patterns: list[Pattern] = ruler.patterns
        alone = [one for one in patterns if all(len(tokens) == 1 for tokens in one["patterns"])]
        if not all(map(_understood, alone)):
            return None
        return cls(nlp, alone, [one for one in patterns if one not in alone])

    def tell(self, doc: Doc) -> Doc:
        """Return the document with the word classes, forms and lemmas that the ruler sets."""
        rows = map(tuple, doc.to_array(_GIVEN).tolist())
        told = [self._told.get(row) or self._look_up(*row) for row in rows]
        if told:
            doc.from_array(_TOLD, _as_array(told))
        return self._together(doc)

    def _look_up(self, tag: int, form: int, relation: int, space: int) -> tuple[int, ...]:
        if len(self._told) > _MOST_KNOWN:
            self._told.clear()
        key = (tag, self._name(form), relation if relation in self._relations else _OTHER, space)
        if key not in self._asked:
            self._asked[key] = self._ask(tag, form, relation)
        *told, set_relation = self._asked[key]
        self._told[tag, form, relation, space] = (*told, set_relation or relation)
        return self._told[tag, form, relation, space]

    def _name(self, form: int) -> int:
        """Return the form where a pattern names it, else the number that stands for all others."""
        text = self._vocab.strings[form]
        return form if form in self._forms or any(shape.search(text) for shape in self._shapes) else _OTHER

    def _ask(self, tag: int, form: int, relation: int) -> tuple[int, ...]:
        """Return what the ruler sets on a text of this token alone, 0 for a relation it leaves as it is."""
        doc = Doc(self._vocab, words=[self._vocab.strings[form]])
        doc.from_array([TAG, DEP], _as_array([(tag, relation)]))
        told = [int(value) for value in self._alone(doc).to_array(_TOLD)[0]]
        return (*told[:-1], told[-1] if told[-1] != relation else 0)


def _as_array(rows: list[tuple[int, ...]]) -> Any:  # Any: the stub takes another kind of integers
    return np.array(rows, dtype=np.uint64)


def _make_ruler(nlp: Language, patterns: list[Pattern]) -> AttributeRuler:
    ruler = AttributeRuler(nlp.vocab)
    ruler.add_patterns(patterns)
    return ruler


def _understood(one: Pattern) -> bool:
    """Tell whether a pattern of one token asks for nothing that the table does not hold."""
    tokens = [token for (token,) in one["patterns"]]
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
