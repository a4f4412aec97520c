"""Tables of what the ledger keeps: claims with the day they came out, who carried them, and what people decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from rich import box
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from reportedly.cli.cells import (
    make_safe,
    say_count,
    say_kind,
    say_modality,
    say_source,
    say_standing,
    say_valid,
    say_where,
    say_who,
    say_words,
)
from reportedly.cli.dating import say_others
from reportedly.cli.listing import print_trimmed
from reportedly.cli.table import MEDIUM, MODALITY_STYLES, WIDE, join_lines
from reportedly.model import FoundDate, KeptClaim, LinkKind, Span
from reportedly.model.kept import ReviewState

if TYPE_CHECKING:
    from reportedly.ledger import Page

STATE_STYLES = {
    ReviewState.ACCEPTED: "green",
    ReviewState.AMENDED: "green",
    ReviewState.REJECTED: "red",
    ReviewState.UNSURE: "yellow",
    ReviewState.RETRACTED: "red",
}


Disputed = Mapping[str, tuple[FoundDate, ...]]  # dates of documents whose dates disagree


def show_claims(console: Console, page: Page[Any], *, disputed: Disputed) -> None:
    """Print a page of claims as a table."""
    if page.items:
        print_trimmed(console, make_claims_table(page.items, disputed, width=console.width))


def make_claims_table(claims: tuple[KeptClaim, ...], disputed: Disputed, *, width: int) -> Table:
    """Return the table of kept claims for a terminal of `width` characters."""
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0), leading=1, expand=True)
    for name, most in _columns(width):
        table.add_column(name, max_width=most, ratio=None if most else 1, overflow="fold")
    for kept in claims:
        table.add_row(*_row(kept, disputed.get(kept.document, ()), width=width))
    return table


def _columns(width: int) -> tuple[tuple[str, int | None], ...]:
    if width >= WIDE:
        share = width // 8
        return (
            ("reported", 16),
            ("claim", 18),
            ("who → whom", share),
            ("where, when", share + 4),
            ("figure", share - 2),
            ("who says so", share + 4),
            ("in these words", None),
        )
    if width >= MEDIUM:
        return (
            ("reported, claim", 18),
            ("who, where, how many", width // 4),
            ("who says so", width // 5),
            ("in these words", None),
        )
    return ("reported, claim", 18), ("who, where, how many, in these words", None), ("who says so", 22)


def _row(kept: KeptClaim, dates: tuple[FoundDate, ...], *, width: int) -> list[RenderableType]:
    claim = kept.claim
    when, kind, source, words = _when_cell(kept, dates), kind_cell(kept), source_cell(kept), words_cell(kept)
    where = [say_where(claim), say_valid(claim.valid)]
    if width >= WIDE:
        who, figure = Text(say_who(claim), style="bold"), Text(say_count(claim))
        return [when, kind, who, join_lines(where), figure, source, words]
    what = join_lines([say_who(claim), say_where(claim), say_count(claim), say_valid(claim.valid)], first="bold")
    if width >= MEDIUM:
        return [Group(when, kind), what, source, words]
    return [Group(when, kind), Group(what, words) if what.plain else words, source]


def _when_cell(kept: KeptClaim, dates: tuple[FoundDate, ...]) -> Text:
    text = Text(kept.reported or "undated").append(f"\n{kept.claim.id}", style="dim")
    for other in say_others(kept.reported, dates):
        text.append(f"\n{other}", style="yellow")
    return text


def kind_cell(kept: KeptClaim) -> Text:
    """Return type and modality, and what people decided or what replaced it, a line each."""
    text = Text(say_kind(kept.claim), style="bold")
    text.append(f"\n{say_modality(kept.claim)}", style=MODALITY_STYLES[kept.claim.modality])
    if kept.state is not ReviewState.UNREVIEWED:
        text.append(f"\n{kept.state}", style=STATE_STYLES[kept.state])
    if kept.superseded:
        text.append(f"\nreplaced {kept.superseded}", style="yellow")
    return text


def source_cell(kept: KeptClaim) -> Text:
    """Return who says so, how it stands to it, and which outlet printed it."""
    text = Text(say_source(kept.claim, kept.publisher))
    for line in say_standing(kept.claim):
        text.append(f"\n{line}", style="yellow" if line == "unnamed" else "dim")
    if kept.publisher and kept.claim.source.kind is not LinkKind.PUBLISHER:
        text.append(f"\nin {make_safe(kept.publisher)}", style="dim")
    return text


def words_cell(kept: KeptClaim) -> Text:
    """Return the words of the claim with its trigger underlined."""
    claim = kept.claim
    begin = claim.evidence.start
    own = replace(
        claim,
        evidence=Span(0, len(kept.sentence)),
        trigger=Span(claim.trigger.start - begin, claim.trigger.end - begin),
    )
    words, trigger = say_words(kept.sentence, own)
    shown = Text(f"“{words}”", style="italic")
    shown.stylize("underline", trigger.start + 1, trigger.end + 1)
    return shown
