"""Notes: numbered references from a report to the sentences its claims stand in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from operator import attrgetter

from reportedly.model import KeptClaim
from reportedly.sharing.words import escape, say_claim, say_day, say_sources, say_verb

_MOST_AT_ONCE = 2  # notes behind one statement
_MOST_CHARACTERS = 240  # of a sentence


@dataclass(slots=True)
class Notes:
    """The notes of a report, numbered in the order of their first use; a sentence has one number."""

    claims: Mapping[str, KeptClaim]  # as they may leave, by id
    sentence_of: Callable[[KeptClaim], str] = attrgetter("sentence")
    numbers: dict[tuple[str, str], int] = field(default_factory=dict)
    cited: list[list[KeptClaim]] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    def cite(self, ids: Iterable[str]) -> str:
        """Return the marks behind a statement that rests on these claims: " [3] [4]"."""
        numbers: dict[int, None] = {}
        for id in dict.fromkeys(ids):
            kept = self.claims.get(id)
            if kept is not None and len(numbers) < _MOST_AT_ONCE:
                numbers[self._number(kept)] = None
        return "".join(f" [{number}]" for number in numbers)

    def _number(self, kept: KeptClaim) -> int:
        words = self.sentence_of(kept)
        key = (kept.claim.source.name or kept.publisher, words or kept.claim.id)
        if key not in self.numbers:
            self.numbers[key] = len(self.cited) + 1
            self.cited.append([])
            self.words.append(words)
        self.cited[self.numbers[key] - 1].append(kept)
        return self.numbers[key]

    def lines(self) -> list[str]:
        """Return the notes as an ordered list."""
        return [
            f"{number}. {_say_note(words, cited)}"
            for number, (words, cited) in enumerate(zip(self.words, self.cited, strict=True), 1)
        ]


def _say_note(words: str, cited: list[KeptClaim]) -> str:
    kept = cited[0]
    if len(words) > _MOST_CHARACTERS:
        words = words[: _MOST_CHARACTERS - 1].rsplit(" ", 1)[0] + " …"
    said = f"“{escape(words)}”" if words else f"{escape(say_claim(kept.claim))} (sentence withheld)"
    ids = ", ".join(f"`{id}`" for id in dict.fromkeys(one.claim.id for one in cited))
    where = f", {escape(kept.title)}" if kept.title and kept.title not in words else ""
    who = escape(say_sources(cited))
    return f"{said} {say_verb(kept.claim).capitalize()} by {who}, {say_day(kept.reported)}{where}. {ids}"
