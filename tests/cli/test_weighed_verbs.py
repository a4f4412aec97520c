"""Tests of the verbs that ask a weighed ledger, and of what they add to why and changes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from reportedly.ledger import Ledger
from reportedly.model import Document, KeptClaim, Reading, Span, digest_document
from tests.cli.conftest import Command
from tests.weighing.claims import FAR_KESH, MONITOR, ORVEN, REBELS, TALMA, claim, digest, figure
from tests.weighing.test_weighing import CLAIMS, READER, _add

AREAS = (
    ("They hold 900 square kilometres", figure(900, unit="km2"), TALMA),
    ("They hold 800 in Orven", figure(800, unit="km2"), ORVEN),
    ("They hold 400 at Far Kesh", figure(400, unit="km2"), FAR_KESH),
)


def _areas() -> tuple[Document, Reading]:
    """Return a document of a whole and two parts that are more than it."""
    text = ". ".join(sentence for sentence, _, _ in AREAS)
    claims = []
    for number, (sentence, quantity, place) in enumerate(AREAS):
        kept: KeptClaim = claim(f"{number}", quantity, type="control", subtype=None, place=(place,), actor=(REBELS,))
        start = text.index(sentence)
        claims.append(
            replace(kept.claim, evidence=Span(start, start + len(sentence)), source=MONITOR, chain=(MONITOR,))
        )
    day = "2031-05-04"
    document = Document(
        "areas", digest_document("Post", "", text), text, publisher="Post", published=day, language="en"
    )
    return document, Reading("areas", "", "Post", day, (), "en", (), claims=tuple(claims))


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a ledger with a dispute, a revision, a capture, and parts that are more than their whole."""
    path = tmp_path_factory.mktemp("weighed") / "test.db"
    taken = claim("t", type="gain", subtype="capture", actor=(REBELS,), source=MONITOR, sentence="they took Talma")
    with Ledger.open(path, create=True) as ledger:
        _add(ledger, *CLAIMS, taken)
        list(ledger.add([_areas()], reader=READER))
    return path


def test_disputes_are_shown_side_by_side(command: Command, path: Path) -> None:
    """All versions stand below the title, each with who gives it, and what was revised says so."""
    done = command("disputes", "--ledger", path)
    assert done.code == 0, done.err
    assert "killed in Talma, 2031-05-03" in done.out
    assert "12 killed" in done.out and "the Talma Monitor" in done.out
    assert "revised since by its own source" in done.out
    assert "1 dispute." in done.err


def test_disputes_as_json(command: Command, path: Path) -> None:
    """JSON has the records by their own names, and a question can be asked for by its id."""
    dispute = command("disputes", "--ledger", path, "--json").json["disputes"][0]
    assert {version["answer"] for version in dispute["versions"]} == {"12 killed", "20 killed", "22 killed"}
    assert command("disputes", dispute["id"], "--ledger", path, "--jsonl").lines[0]["id"] == dispute["id"]


def test_a_day_can_be_looked_back_to(command: Command, path: Path) -> None:
    """As known before anything came out, nothing was in dispute."""
    done = command("disputes", "--ledger", path, "--known-by", "2031-05-01")
    assert (done.code, done.out) == (0, "")
    assert "Nothing is in dispute" in done.err


def test_figures_by_source(command: Command, path: Path) -> None:
    """A figure through time says how many reports and origins stand behind it."""
    done = command("figures", "killed", "--ledger", path, "--suggest")
    assert "4 reports, 2 origins: the Talma Monitor (2 outlets), the health ministry (2 outlets)" in done.out
    assert "suggested, not found" in done.out


def test_who_holds_a_place(command: Command, path: Path) -> None:
    """A holding is claimed by somebody, with belief, grade and reasons."""
    done = command("holds", "own:talma", "--ledger", path, "--at", "2031-05-05")
    assert "claimed by Talma Front" in done.out
    assert command("holds", "Nowhere", "--ledger", path).out == ""


def test_a_sum_that_cannot_fit_ends_with_three(command: Command, path: Path) -> None:
    """The sum is shown in full, and the exit code tells a program."""
    done = command("check", "--ledger", path)
    assert done.code == 3
    assert set(command("check", "--ledger", path, "--json").json) == {"sums", "misfits"}
    assert "800 + 400 = 1,200 of 900: cannot fit" in done.out


def test_why_says_what_stands_against_a_claim(command: Command, path: Path) -> None:
    """`why` adds who else says so, the grade, and how the claim stands to others."""
    done = command("why", digest("a"), "--ledger", path)
    assert "2 reports, 1 origin: the Talma Monitor (2 outlets)" in done.out
    assert "contradicts" in done.out
    assert command("why", digest("a"), "--ledger", path, "--json").json["standing"]["relations"]


def test_changes_name_what_is_in_dispute_and_what_was_revised(command: Command, path: Path) -> None:
    """After the changes stand what they revise, and the disputes that they are part of."""
    done = command("changes", "--ledger", path)
    assert "in dispute" in done.out
    assert "revised     killed in Talma, 2031-05-03: 22 killed, before 20 killed (the health ministry)" in " ".join(
        done.out.split("\n")
    )


@pytest.mark.parametrize(("words", "code"), [(["--at", "2031-13-01"], "R240"), (["--kind", "why"], "R241")])
def test_wrong_words_say_what_is_right(command: Command, path: Path, words: list[str], code: str) -> None:
    """A day that is none and a kind that is none are named, with the way to mend it."""
    done = command("disputes", "--ledger", path, *words)
    assert done.code == 2
    assert done.err.startswith(code)
