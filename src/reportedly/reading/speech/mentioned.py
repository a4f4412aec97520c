"""Mentioned: whom a pronoun may mean who has not spoken before, by the subjects of the sentences around it.

Takes a scene and a namer, gives sources as those that have spoken are known (`speech/sources.py`).
"""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.model import Link, LinkKind
from reportedly.reading.speech.mention import mention_of
from reportedly.reading.speech.naming import Namer
from reportedly.reading.speech.scene import Scene

THEY = {"they", "their", "them"}


@dataclass(frozen=True, slots=True)
class Known:
    """A source mentioned before: where, its link, its head's lemma, and whether it is one person or plural."""

    at: int
    link: Link
    lemma: str
    person: bool
    plural: bool
    words: frozenset[str]


class Mentioned:
    """Finds the subjects of one document that a pronoun may mean."""

    def __init__(self, scene: Scene, namer: Namer) -> None:
        self._scene = scene
        self._tree = scene.tree
        self._namer = namer

    def governing_subject(self, at: int, since: int) -> Known | None:
        """Return the body above an "it", or None: "the army named men it said it had killed".

        Only one behind token `since` counts, and only in the pronoun's own sentence.
        """
        tree = self._tree
        begin, _ = tree.sentence(at)
        verb = tree.heads[at]
        while since < begin <= tree.heads[verb] < verb:
            verb = tree.heads[verb]
            subject = tree.kid(verb, "nsubj")
            known = self._speaking_body(subject, "it") if subject is not None and subject < at else None
            if known is not None:
                return known
        return None

    def last_subject(self, at: int, word: str) -> Known | None:
        """Return the subject of the sentence before the pronoun's, if it may be a body or a party that speaks."""
        tree = self._tree
        begin, _ = tree.sentence(at)
        if begin == 0 or "\n" in tree.text[tree.ends[begin - 1] - 1 : tree.starts[begin]]:
            return None
        before, _ = tree.sentence(begin - 1)
        for i in range(before, begin):
            known = None
            if tree.deps[i] == "nsubj" and tree.deps[tree.heads[i]] == "ROOT":
                known = self._speaking_body(i, word)
            if known is not None:
                return known
        return None

    def subject_since(self, begin: int, end: int) -> Known | None:
        """Return the last named person that is the subject of a sentence between two tokens."""
        tree = self._tree
        for i in range(end - 1, max(begin, end - 60), -1):
            if tree.deps[i] in {"nsubj", "nsubjpass"} and tree.pos[i] == "PROPN" and self._scene.quote_of[i] < 0:
                link = self._namer.as_written(mention_of(tree, i))
                if link.kind is LinkKind.PERSON and not tree.lower[i].isupper():
                    return Known(i, link, tree.lemmas[i], True, False, frozenset())
        return None

    def _speaking_body(self, noun: int, word: str) -> Known | None:
        """Return a noun as a source that "it" or "they" may be, or None where it is no body or party that speaks."""
        tree = self._tree
        if tree.pos[noun] not in {"NOUN", "PROPN"}:
            return None
        link = self._namer.as_written(mention_of(tree, noun))
        plural = tree.tags[noun] in {"NNS", "NNPS"}
        fits = link.kind in {LinkKind.BODY, LinkKind.PARTY, LinkKind.MEDIUM, LinkKind.DOCUMENT} or plural
        found = Known(noun, link, tree.lemmas[noun], False, plural, frozenset())
        return found if fits and plural == (word in THEY) else None
