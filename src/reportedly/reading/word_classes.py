"""Word classes and lemmas: what a pipeline's last components say of each token, looked up instead of asked again.

The attribute ruler of the English models holds some 180 patterns of one token over its tag, form and relation, and a
handful of two. Matching them takes a third of the whole parse, yet what they say depends on a few hundred combinations.
Each combination is put to the ruler itself once, as a text of one token, and remembered; patterns of two are matched as
ever where a text holds a word that may begin one (docs/decisions/0028-word-classes-by-table.md).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Any, Self

import numpy as np
from spacy.attrs import DEP, IS_SPACE, LEMMA, LOWER, MORPH, ORTH, POS, TAG
from spacy.language import Language
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc, Token

from reportedly.reading.lockstep import distinct_rows

RULER = "attribute_ruler"
Pattern = dict[str, Any]  # as the ruler gives them: Any is what a pattern holds
MOST_KNOWN = 200_000  # bounds the memory of a long run
_GIVEN: list[int | str] = [TAG, LOWER, DEP, IS_SPACE]  # what patterns ask for
_TOLD: list[int | str] = [TAG, POS, MORPH, LEMMA, DEP]  # what they set
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

    def tell(self, docs: list[Doc]) -> None:
        """Set the word classes, forms and lemmas that the ruler sets."""
        kinds = _Kinds.of(docs, _GIVEN)
        kinds.set(_TOLD, [self._told.get(row) or self._look_up(*row) for row in kinds.rows])
        for doc in kinds.holding([row in self._beginnings for row in kinds.rows]):
            self._together(doc)

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


def remember_lemmas(nlp: Language, component: str) -> Callable[[list[Doc]], None]:
    """Return what gives the tokens without a lemma theirs, asking the lemmatizer once for each form in each use."""
    lemmatizer: Any = nlp.get_pipe(component)  # Any: the stub knows a plain component
    known: dict[tuple[int, ...], int] = {}

    def lemmatize(docs: list[Doc]) -> None:
        if lemmatizer.overwrite:
            [*map(lemmatizer, docs)].clear()
            return
        kinds = _Kinds.of(docs, [ORTH, POS, MORPH, LEMMA])
        if len(known) > MOST_KNOWN:
            known.clear()
        for row, first in zip(kinds.rows, kinds.firsts, strict=True):
            if row not in known:
                known[row] = row[-1] or nlp.vocab.strings.add(lemmatizer.lemmatize(kinds.token(first))[0])
        kinds.set([LEMMA], [(known[row],) for row in kinds.rows])

    return lemmatize


@dataclass(frozen=True, slots=True)
class _Kinds:
    """The tokens of documents by what is given of them: a row for each distinct kind, and of each token its kind."""

    docs: list[Doc]
    rows: list[tuple[int, ...]]
    firsts: list[int]  # of each kind, its first token, numbered through all documents
    kind: Any  # of each token, the number of its row; Any: the stubs disagree on kinds of integers
    begins: list[int]  # of each document

    @classmethod
    def of(cls, docs: list[Doc], given: list[int | str]) -> Self:
        table = np.concatenate([doc.to_array(given) for doc in docs])
        firsts, kind = distinct_rows(table)
        begins = [*accumulate(map(len, docs), initial=0)]
        return cls(docs, [*map(tuple, table[firsts].tolist())], firsts.tolist(), kind, begins)

    def set(self, told: list[int | str], values: list[tuple[int, ...]]) -> None:
        """Set attributes of all tokens to the values of their kinds."""
        table = _as_array(values)
        for doc, (begin, end) in zip(self.docs, pairwise(self.begins), strict=True):
            if begin < end:
                doc.from_array(told, table[self.kind[begin:end]])

    def holding(self, wanted: list[bool]) -> list[Doc]:
        """Return the documents that hold a token of a wanted kind."""
        if not any(wanted):
            return []
        of_tokens = np.array(wanted)[self.kind]
        return [doc for doc, (b, e) in zip(self.docs, pairwise(self.begins), strict=True) if of_tokens[b:e].any()]

    def token(self, number: int) -> Token:
        """Return a token by its number through all documents."""
        at = bisect_right(self.begins, number) - 1
        return self.docs[at][number - self.begins[at]]


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
