"""Tests of the words and the layout of the table, on hand-made claims."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from reportedly.cli.cells import (
    MAX_WORDS,
    explain_claim,
    make_safe,
    say_figure,
    say_standing,
    say_where,
    say_who,
    say_words,
)
from reportedly.cli.table import print_reading
from reportedly.model import (
    PUBLISHER,
    UNDATED,
    Candidate,
    Claim,
    ClaimType,
    Link,
    LinkKind,
    Modality,
    Party,
    Place,
    Quantity,
    Reading,
    Relation,
    Span,
    Stance,
)

TEXT = "An officer told Hill Courier that at least 40 rebels had left Tafas for Idlib."
OFFICER = Link("An officer", 0, 10, None, LinkKind.OFFICIAL, "told", anonymous=True, reason="fear of reprisals")
COURIER = Link("Hill Courier", 16, 28, None, LinkKind.MEDIUM)
CLAIM = Claim(
    id="0" * 16,
    type=ClaimType.WITHDRAW,
    subtype=None,
    evidence=Span(34, 77),
    trigger=Span(57, 61),
    actor=(Party("rebels", 46, 52),),
    target=(),
    person=None,
    place=(Place("Tafas", 62, 67, candidates=(Candidate("g:1", "Tafas", "city", "SY", 0.9, "near"),)),),
    destination=(Place("Idlib", 72, 77),),
    quantity=Quantity(40, None, "people", "rebel", Relation.AT_LEAST, "at least", 43, 45),
    modality=Modality.ASSERTED,
    time=None,
    valid=UNDATED,
    source=OFFICER,
    anonymous=True,
    via=COURIER,
    chain=(PUBLISHER, COURIER, OFFICER),
    part_of=None,
    rule="withdraw:leave",
    score=0.8123,
)
READING = Reading("d", "Rebels leave", "Border Post", "2017-06-12", (), "en", (), (CLAIM,))


def quantity(low: float | None, high: float | None, relation: str, hedge: str | None, unit: str, of: str) -> Quantity:
    """Return a quantity of a claim."""
    return Quantity(low, high, unit, of, Relation(relation), hedge, 0, 1)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (quantity(40, None, ">=", "at least", "people", "rebels"), "at least 40 rebels"),
        (quantity(24, None, ">=", "dozens", "people", "civilians"), "dozens (24 or more) civilians"),
        (quantity(15000, 15000, "~", "around", "km2", "area"), "around 15,000 km²"),
        (quantity(None, 3000, "<", None, "people", ""), "less than 3,000 people"),
        (quantity(20, 30, "=", None, "vehicles", "trucks"), "20–30 vehicles (trucks)"),
        (quantity(20, 30, "=", "between", "people", ""), "between 20 and 30 people"),
        (quantity(2.5, 2.5, "=", None, "percent", ""), "2.5%"),
        (quantity(1, 1, "=", None, "places", "places"), "1 places"),
    ],
)
def test_figures_are_said_with_their_hedge(given: Quantity, said: str) -> None:
    """The hedge as written, the number, and what is counted."""
    assert say_figure(given) == said


def test_who_and_where_are_said_with_arrows_and_ways() -> None:
    """A doer and a victim stand on two sides of an arrow; a way goes from somewhere to somewhere."""
    assert (say_who(CLAIM), say_where(CLAIM)) == ("rebels", "from Tafas to Idlib")
    attack = replace(CLAIM, type=ClaimType.ATTACK, actor=(), target=(Party("soldiers", 0, 1),), destination=())
    assert (say_who(attack), say_where(attack)) == ("? → soldiers", "in Tafas")
    capture = replace(CLAIM, type=ClaimType.DETENTION, actor=(Party("army", 0, 1),), person=Party("the mayor", 0, 1))
    assert say_who(capture) == "army → the mayor"


def test_the_standing_of_a_source_is_said() -> None:
    """Unnamed, through whom, in its own voice, and how it puts it."""
    assert say_standing(CLAIM) == ["unnamed", "through Hill Courier"]
    assert say_standing(replace(CLAIM, source=PUBLISHER, anonymous=False, via=None)) == ["in its own voice"]
    denying = replace(CLAIM, source=replace(OFFICER, stance=Stance.DENIES), via=None)
    assert say_standing(denying) == ["unnamed", "who denies it"]


def test_explaining_names_rule_chain_dating_and_reason() -> None:
    """What `--explain` adds says why, in words."""
    lines = explain_claim(CLAIM, "Border Post")
    assert lines[0] == "rule withdraw:leave, score 0.81"
    assert "chain: Border Post → Hill Courier → An officer" in lines
    assert "not dated" in lines
    assert "not named because: fear of reprisals" in lines


@pytest.mark.parametrize("width", [60, 80, 100, 120, 140, 200])
def test_the_table_says_all_in_every_width(width: int) -> None:
    """Type, modality, who, where, figure, source, standing and words stand in the table, however narrow it is."""
    console = Console(width=width, highlight=False, color_system=None)
    with console.capture() as captured:
        print_reading(console, READING, TEXT)
    shown = captured.get()
    assert all(len(line) <= width for line in shown.splitlines())
    words = " ".join(shown.split())
    for part in ("withdraw", "asserted", "rebels", "Tafas", "Idlib", "40", "An officer", "unnamed", "Hill", "left"):
        assert part in words, part


def test_an_article_cannot_steer_the_terminal() -> None:
    """Escapes, bells and marks that turn the direction of text are replaced, in every cell."""
    bad = "\x1b[2J\x07\u202eTafas\x9b"
    claim = replace(CLAIM, actor=(Party(bad, 0, 1),), place=(Place(bad, 0, 1),), source=replace(OFFICER, text=bad))
    console = Console(width=120, highlight=False, color_system=None)
    with console.capture() as captured:
        print_reading(console, replace(READING, title=bad, publisher=bad, claims=(claim,)), bad * 20, explain=True)
    assert not {"\x1b", "\x07", "\u202e", "\x9b"} & set(captured.get())


def test_markup_in_an_article_is_shown_as_it_is() -> None:
    """Square brackets are text, not styles."""
    console = Console(width=120, highlight=False, color_system=None)
    claim = replace(CLAIM, actor=(Party("[bold]rebels[/]", 0, 1),))
    with console.capture() as captured:
        print_reading(console, replace(READING, claims=(claim,)), TEXT)
    assert "[bold]rebels[/]" in captured.get()


@given(st.text(max_size=600), st.integers(0, 700), st.integers(0, 700), st.integers(0, 700))
def test_any_spans_give_words(text: str, start: int, length: int, trigger: int) -> None:
    """Whatever the spans, the words have a bounded length and the trigger lies in them."""
    claim = replace(CLAIM, evidence=Span(start, start + length), trigger=Span(trigger, trigger + 5))
    words, found = say_words(text, claim)
    assert len(words) <= 2 * MAX_WORDS + 2 or len(text) > MAX_WORDS
    assert 0 <= found.start <= found.end <= len(words)
    assert make_safe(words) == words.strip() or words != words.strip()


def test_a_place_that_says_how_it_lies_takes_no_in() -> None:
    """ "Near Hajin" is not printed as "in near Hajin"."""
    claim = replace(CLAIM, type=ClaimType.ATTACK, place=(Place("near Hajin", 0, 10),), destination=())

    assert say_where(claim) == "near Hajin"
