"""Asked: what pages of questions (disputes, figures) take from the address, and say of it again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, Path, Query

from reportedly.errors import WebError
from reportedly.model.dispute import Question
from reportedly.web.clocks import Day, TheClocks, Word, read_day
from reportedly.weighing.asking import Wanted

QuestionId = Annotated[str, Path(pattern="^[0-9a-f]{6,16}$", description="the id of a question, or its beginning")]
Many = Annotated[int, Query(ge=1, le=200, description="how many are shown")]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is wanted of questions, and the same as the form had it."""

    wanted: Wanted
    chosen: dict[str, Any]  # Any: a field of the form, as text or as the kind of a question

    def more(self, found: Sequence[Any], limit: int, step: int) -> dict[str, Any]:
        """Return what a list's template wants besides its rows; `found` has one row more where there are further."""
        clocked = self.wanted.at, self.wanted.known_by
        return {
            "further": limit + step if len(found) > limit else None,
            "filtered": any((*self.chosen.values(), *clocked)),
            "chosen": self.chosen,
        }


def read_asked(
    clocks: TheClocks, q: Word = "", kind: Question | None = None, place: Word = "", since: Day = "", until: Day = ""
) -> Asked:
    """Return what the address asks of questions.

    Raises: WebError (R801) where a day is none.
    """
    wanted = Wanted(
        words=q,
        kind=kind,
        place=place or None,
        at=clocks.at,
        since=read_day("since", since),
        until=read_day("until", until),
        known_by=clocks.known_by,
    )
    return Asked(wanted, {"q": q, "kind": kind, "place": place, "since": since, "until": until})


TheQuestions = Annotated[Asked, Depends(read_asked)]


def no_question(id: str) -> WebError:
    """Return the error of an id that no question has."""
    return WebError(
        "R816",
        f"no question of this ledger has the id {id}.",
        why="Ids of questions come from their claims; it may have been joined with another since.",
        fix="look for it under /disputes or /figures.",
    )
