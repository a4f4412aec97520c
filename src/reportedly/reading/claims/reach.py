"""Reach: which mentions of a text each of its sentences holds, and which a claim of it may call upon."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from reportedly.reading.claims.mentions import FILLER_KINDS, PLACE_KINDS, Mention, MentionKind
from reportedly.reading.claims.sketch import Sketch

_LEADING = 6  # entities offered throughout the article
_MOST = 28  # candidates of one sentence


@dataclass(frozen=True)  # not slotted: cached properties need a dictionary
class Reach:
    """The mentions of a text by sentence, told by their numbers."""

    sketch: Sketch
    mentions: list[Mention]

    @cached_property
    def by_sentence(self) -> list[list[int]]:
        """Return the numbers of the mentions of each sentence."""
        inside: list[list[int]] = [[] for _ in self.sketch.bounds]
        sentence = self.sketch.sentence
        for number, mention in enumerate(self.mentions):
            inside[sentence[mention.head]].append(number)
        return inside

    @cached_property
    def _leading(self) -> dict[frozenset[MentionKind], list[list[int]]]:
        """Return, by kinds, the mentions of the entities that are mentioned most, those of an entity together."""
        found = {}
        for kinds in (FILLER_KINDS, PLACE_KINDS):
            grouped: dict[str, list[int]] = {}
            for number, mention in enumerate(self.mentions):
                if mention.kind in kinds:
                    grouped.setdefault(mention.entity, []).append(number)
            order = sorted(grouped.values(), key=lambda group: (-len(group), self.mentions[group[0]].head))
            found[kinds] = order[:_LEADING]
        return found

    def candidates(
        self, sentence: int, kinds: frozenset[MentionKind], *, back: int, here_only: MentionKind | None
    ) -> list[int]:
        """Return the mentions that a claim of a sentence may call upon.

        These are all of the sentence, those of `kinds` in the sentences before, nearest first and one an entity, and
        the entities most mentioned in the article: their last mention before, else their first.
        """
        mentions = self.mentions
        inside = self.by_sentence
        found = [k for k in inside[sentence] if mentions[k].kind in kinds or mentions[k].kind is here_only][:_MOST]
        seen = {mentions[k].entity for k in found}
        for other in range(sentence - 1, max(-1, sentence - 1 - back), -1):
            for k in reversed(inside[other]):
                if mentions[k].kind in kinds and mentions[k].entity not in seen and len(found) < _MOST:
                    seen.add(mentions[k].entity)
                    found.append(k)
        begin = self.sketch.bounds[sentence][0]
        for group in self._leading[kinds]:
            if mentions[group[0]].entity not in seen:
                found.append(max((k for k in group if mentions[k].head < begin), default=group[0]))
        return found
