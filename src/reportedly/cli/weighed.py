"""What the verbs that ask a weighed ledger share: their options, and opening the ledger so that it can be weighed."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from reportedly.cli.ledger_options import open_ledger
from reportedly.errors import UsageError

if TYPE_CHECKING:
    from reportedly.ledger import Ledger
    from reportedly.weighing.asking import Wanted

Words = Annotated[
    list[str] | None,
    typer.Argument(metavar="[QUESTION]...", help="An id, or words of the title: killed Homs. None: all."),
]
InPlace = Annotated[str | None, typer.Option("--place", help="The name that most of the claims give.")]
At = Annotated[str | None, typer.Option("--at", metavar="DAY", help="It happened on this day.")]
KnownBy = Annotated[str | None, typer.Option("--known-by", metavar="DAY", help="As what had come out by then had it.")]
Since = Annotated[str | None, typer.Option("--since", metavar="DAY", help="It happened on it or later.")]
Until = Annotated[str | None, typer.Option("--until", metavar="DAY", help="It happened on it or earlier.")]
_KINDS = ("who_holds", "how_much_held", "how_many", "who_did_it", "how_strong", "what_became", "will_it")
Kind = Annotated[str | None, typer.Option("--kind", help=f"{', '.join(_KINDS)}.")]


def open_weighed(path: Path | None) -> Ledger:
    """Return the ledger, open for writing: what weighing derives is kept in it."""
    return open_ledger(path, writes=True)


def as_wanted(words: list[str] | None, kind: str | None = None, **given: Any) -> Wanted:  # Any: fields of Wanted
    """Return what is wanted, with its days checked.

    Raises: UsageError (R240) for what is no day, (R241) for what is no kind of question.
    """
    from reportedly.model.dispute import Question
    from reportedly.weighing.asking import Wanted

    if kind is not None and kind not in _KINDS:
        raise UsageError(
            "R241",
            f"{kind!r} is no kind of question.",
            why="Claims are compared where they answer the same question.",
            fix=f"take one of {', '.join(_KINDS)}.",
        )
    for name in ("at", "since", "until", "known_by"):
        check_day(given.get(name))
    return Wanted(words=" ".join(words or ()), kind=Question(kind) if kind else None, **given)


def check_day(day: str | None) -> str | None:
    """Return the day as given.

    Raises: UsageError (R240) where it is none.
    """
    if day is None:
        return None
    try:
        date.fromisoformat(day)
    except ValueError as error:
        raise UsageError(
            "R240",
            f"{day!r} is not a day.",
            why="What was so, or was known, on a day needs a day of the calendar.",
            fix="write it as 2017-06-12.",
        ) from error
    return day
