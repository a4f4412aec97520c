"""Tests of the situation report."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import cast

import pytest

from reportedly.errors import UsageError
from reportedly.ledger import Ledger
from reportedly.model import EVERYBODY, Holding, Place, State
from reportedly.sharing.holders import Holders, list_turns
from reportedly.sharing.material import Material, Scope
from reportedly.sharing.report import make_report
from reportedly.sharing.words import escape, say_claim, say_verb
from tests.sharing.conftest import TODAY
from tests.weighing.claims import ARMY, REBELS, TALMA, claim, figure

SECTIONS = (
    "What changed", "Key figures", "Who holds what, by claims", "What is in dispute", "Only planned, possible or said",
    "What could not be checked", "Sources", "Notes",
)  # fmt: skip


def test_a_report_has_its_sections_in_order(ledger: Ledger, scope: Scope) -> None:
    """The sections stand in the order in which a desk reads them."""
    content = make_report(ledger, scope).content
    assert re.findall(r"^## (.+)$", content, re.MULTILINE) == list(SECTIONS)
    assert content.startswith("# Situation report, 4 May 2031")


def test_every_mark_has_a_note_and_every_note_a_mark(ledger: Ledger, scope: Scope) -> None:
    """Notes are numbered in the order of their first use, without gaps."""
    body, _, notes = make_report(ledger, scope).content.partition("## Notes")
    marks = [int(mark) for mark in re.findall(r"\[(\d+)\]", body)]
    numbers = [int(number) for number in re.findall(r"^(\d+)\. ", notes, re.MULTILINE)]
    assert list(dict.fromkeys(marks)) == numbers == list(range(1, len(numbers) + 1))


def test_figures_are_by_source_and_never_added_up(ledger: Ledger, scope: Scope) -> None:
    """Both tolls stand with who claims them; their sum stands nowhere."""
    content = make_report(ledger, scope).content
    assert "12 killed: claimed by the Talma Monitor" in content
    assert "20 killed: claimed by the health ministry" in content
    assert "32" not in content.partition("## Notes")[0]


def test_a_plan_stands_among_plans(ledger: Ledger, scope: Scope) -> None:
    """What is only planned is said to be so, and drawn no finer than a district."""
    section = make_report(ledger, scope).content.partition("## Only planned")[2].partition("## What could")[0]
    assert "Planned movement of the army" in section
    assert "Sarvat" not in section


def test_what_may_not_leave_does_not(ledger: Ledger, scope: Scope) -> None:
    """No private name, no late claim, and it is said what was kept back."""
    content = make_report(ledger, scope).content
    assert "Tolan" not in content
    assert "Orven, " not in content
    assert "Kept back: 1 claim reported after" in content
    assert "no finer than a district" in content


def test_the_report_asserts_nothing(ledger: Ledger, scope: Scope) -> None:
    """Outside of quotations the report says what is claimed, never what is so."""
    body = make_report(ledger, scope).content.partition("## What changed")[2].partition("## What could")[0]
    unquoted = re.sub(r"“[^”]*”", "", body)
    assert not re.search(r"\b(is|are|was|were) (held|controlled|killed|taken)\b", unquoted)
    assert "claimed by" in unquoted


def test_an_empty_ledger_has_a_report(scope: Scope) -> None:
    """Where nothing was reported, each section says so."""
    with Ledger.open(":memory:", create=True) as empty:
        content = make_report(empty, scope).content
    assert "Nothing was reported in the period." in content
    assert "No figure was reported" in content


def test_a_day_that_may_not_leave_is_refused(ledger: Ledger) -> None:
    """What came out since today is kept back whole, so that there is nothing to tell."""
    with pytest.raises(UsageError) as raised:
        make_report(ledger, Scope(TODAY, since="2031-06-01"))
    assert raised.value.record.code == "R240"


def test_hostile_words_stay_words() -> None:
    """Nothing that an article says is taken for Markdown or HTML."""
    assert escape("![x](http://y) <script>\n# a") == r"!\[x\](http://y) \<script\> \# a"


VILLAGE = Place("Little Orven", 20, 32, name="Little Orven", kind="place")
PROVINCE = Place("Sarvat", 40, 46, "own:sarvat-province", "Sarvat province", "admin1", 36.5, 40.75, country="SY")


@pytest.mark.parametrize(
    ("made", "words", "verb"),
    [
        (claim("1", type="gain", subtype=None, actor=(REBELS,)), "capture of Talma by Talma Front", "claimed"),
        (claim("2", type="gain", actor=(REBELS,), modality="denied"), "capture of Talma by Talma Front", "denied"),
        (claim("7", type="gain", subtype=None, actor=(REBELS,), place=(VILLAGE, PROVINCE)),
         "capture of Little Orven by Talma Front", "claimed"),
        (claim("3", figure(12, None)), "at least 12 people killed in Talma", "claimed"),
        (claim("4", type="withdraw", actor=(ARMY,), modality="planned"), "planned withdrawal of the army from Talma",
         "claimed"),
        (claim("5", type="attack", subtype="shelling", actor=(ARMY,), target=(REBELS,)),
         "shelling against Talma Front in Talma by the army", "claimed"),
        (claim("6", figure(400, of="fighters", about=True), type="strength", actor=(ARMY,), place=(TALMA,)),
         "strength of the army in Talma: about 400 fighters", "claimed"),
    ],
)  # fmt: skip
def test_claims_are_told_as_nouns(made, words: str, verb: str) -> None:
    """A claim is a noun phrase that asserts nothing, and a verb for its source."""
    assert (say_claim(made.claim), say_verb(made.claim)) == (words, verb)


@pytest.mark.parametrize(("holder", "told"), [("SDF", 1), (State.UNKNOWN, 0)])
def test_what_nobody_knew_before_and_nobody_knows_now_is_no_change(holder: str, told: int) -> None:
    """A place first spoken of in the period has changed where somebody is said to hold it, and not else."""
    now = Holding("p", "Talma", holder, "2031-05-02", "2031-05-04", None, 0.5, "partly supported", "F3", 2, ("c",), (),
                  "all", ())  # fmt: skip
    period = cast("Material", SimpleNamespace(first="2031-05-01", last="2031-05-04"))
    assert len(list_turns(period, Holders({EVERYBODY: (now,)}, {}))) == told
