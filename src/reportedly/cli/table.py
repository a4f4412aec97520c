"""The table of claims for people: as many columns as the terminal has room for; a narrow one leaves nothing out."""

from __future__ import annotations

from collections.abc import Iterable

from rich import box
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from reportedly.cli.cells import (
    explain_claim,
    make_safe,
    say_count,
    say_kind,
    say_modality,
    say_source,
    say_standing,
    say_when,
    say_where,
    say_who,
    say_words,
)
from reportedly.model import Claim, Modality, Reading

WIDE, MEDIUM = 140, 100  # columns of characters from which the layouts with more columns are used
MODALITY_STYLES = {
    Modality.ASSERTED: "dim",
    Modality.PLANNED: "cyan",
    Modality.POSSIBLE: "yellow",
    Modality.DENIED: "red",
    Modality.UNKNOWN: "magenta",
}


def print_reading(console: Console, reading: Reading, text: str, *, explain: bool = False) -> None:
    """Print the heading and the claims of one reading; `text` is the document's."""
    console.print(_heading(reading))
    if reading.claims:
        console.print(make_table(reading, text, width=console.width, explain=explain))
    console.print(_footing(reading), "")


def make_table(reading: Reading, text: str, *, width: int, explain: bool = False) -> Table:
    """Return the table of a reading's claims for a terminal of `width` characters."""
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0), leading=1)
    for name, most in _columns(width):
        table.add_column(name, max_width=most, ratio=None if most else 1, overflow="fold")
    table.expand = True
    for claim in reading.claims:
        table.add_row(*_row(claim, reading, text, width=width, explain=explain))
    return table


def _columns(width: int) -> tuple[tuple[str, int | None], ...]:
    """Return the columns for a terminal of this width, each with its largest width; None takes what is left."""
    if width >= WIDE:
        share = width // 7
        return (
            ("claim", 18),
            ("who → whom", share),
            ("where", share),
            ("figure", share - 4),
            ("who says so", share),
            ("in these words", None),
        )
    if width >= MEDIUM:
        return (
            ("claim", 17),
            ("who, where, how many", width // 4),
            ("who says so", width // 5),
            ("in these words", None),
        )
    return ("claim", 14), ("who, where, how many, in these words", None), ("who says so", 22)


def _row(claim: Claim, reading: Reading, text: str, *, width: int, explain: bool) -> list[RenderableType]:
    kind, source = _kind_cell(claim), _source_cell(claim, reading.publisher)
    words: RenderableType = _words_cell(text, claim)
    if explain:
        notes = [Text(line, style="dim") for line in explain_claim(claim, reading.publisher)]
        words = Group(words, *notes)
    who, figure = Text(say_who(claim), style="bold"), Text(say_count(claim))
    where = join_lines([say_where(claim), say_when(claim)])
    if width >= WIDE:
        return [kind, who, where, figure, source, words]
    what = join_lines([say_who(claim), say_where(claim), say_count(claim), say_when(claim)], first="bold")
    if width >= MEDIUM:
        return [kind, what, source, words]
    return [kind, Group(what, words) if what.plain else words, source]


def join_lines(parts: Iterable[str], *, first: str = "") -> Text:
    """Return the parts that say something, a line each; `first` is the style of the first."""
    text = Text()
    for number, part in enumerate(part for part in parts if part):
        text.append(("\n" if number else "") + part, style=first if number == 0 else "")
    return text


def _kind_cell(claim: Claim) -> Text:
    text = Text(say_kind(claim), style="bold")
    return text.append(f"\n{say_modality(claim)}", style=MODALITY_STYLES[claim.modality])


def _source_cell(claim: Claim, publisher: str) -> Text:
    text = Text(say_source(claim, publisher))
    for line in say_standing(claim):
        text.append(f"\n{line}", style="yellow" if line == "unnamed" else "dim")
    return text


def _words_cell(text: str, claim: Claim) -> Text:
    words, trigger = say_words(text, claim)
    shown = Text(f"“{words}”", style="italic")
    shown.stylize("underline", trigger.start + 1, trigger.end + 1)
    return shown


def _heading(reading: Reading) -> Text:
    title = make_safe(reading.title) or f"document {make_safe(reading.id)}"
    about = ", ".join(part for part in (make_safe(reading.publisher), reading.published or "undated") if part)
    return Text(title, style="bold").append(f"\n{about}\n", style="dim")


def _footing(reading: Reading) -> Text:
    if not reading.claims:
        return Text("no claims found", style="dim")
    sources = {say_source(claim, reading.publisher): claim.anonymous for claim in reading.claims}
    unnamed = sum(sources.values())
    counts = f"{_count(len(reading.claims), 'claim')} by {_count(len(sources), 'source')}"
    return Text(f"\n{counts}, {unnamed} of them unnamed" if unnamed else f"\n{counts}", style="dim")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
