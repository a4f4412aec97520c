"""Notes: numbered references from a report to the sentences its claims stand in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from reportedly.model import KeptClaim
from reportedly.sharing.words import escape, say_claim, say_day, say_source

_MOST_AT_ONCE = 3  # notes behind one statement
_MOST_CHARACTERS = 220  # of a sentence


@dataclass(slots=True)
class Notes:
    """The notes of a report, numbered in the order of their first use; a sentence has one number."""

    claims: Mapping[str, KeptClaim]  # as they may leave, by id
    numbers: dict[tuple[str, str], int] = field(default_factory=dict)
    cited: list[list[KeptClaim]] = field(default_factory=list)

    def cite(self, ids: Iterable[str]) -> str:
        """Return the marks behind a statement that rests on these claims: " [3] [4]"."""
        numbers = []
        for id in dict.fromkeys(ids):
            kept = self.claims.get(id)
            if kept is not None:
                numbers.append(self._number(kept))
        return "".join(f" [{number}]" for number in list(dict.fromkeys(numbers))[:_MOST_AT_ONCE])

    def _number(self, kept: KeptClaim) -> int:
        key = (kept.document, kept.sentence or kept.claim.id)
        if key not in self.numbers:
            self.numbers[key] = len(self.cited) + 1
            self.cited.append([])
        self.cited[self.numbers[key] - 1].append(kept)
        return self.numbers[key]

    def lines(self) -> list[str]:
        """Return the notes as an ordered list."""
        return [f"{number}. {_say_note(cited)}" for number, cited in enumerate(self.cited, 1)]


def _say_note(cited: list[KeptClaim]) -> str:
    kept = cited[0]
    words = kept.sentence
    if len(words) > _MOST_CHARACTERS:
        words = words[: _MOST_CHARACTERS - 1].rsplit(" ", 1)[0] + " …"
    said = f"“{escape(words)}”" if words else f"{escape(say_claim(kept.claim))} (sentence withheld)"
    ids = ", ".join(f"`{id}`" for id in dict.fromkeys(one.claim.id for one in cited))
    where = f", {escape(kept.title)}" if kept.title and kept.title not in kept.sentence else ""
    return f"{said} Claimed by {escape(say_source(kept))}, {say_day(kept.reported)}{where}. {ids}"
