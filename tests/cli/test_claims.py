"""Tests of `reportedly claims`, `why` and `changes`: finding claims, and what each rests on."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Command


def documents(command: Command, ledger: Path, *words: object) -> list[str]:
    """Return the ids of the documents of the claims found, in order."""
    done = command("claims", "--ledger", ledger, "--jsonl", "--limit", 100, *words)
    assert done.code == 0, done.err
    return [kept["document"] for kept in done.lines]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["--type", "casualties"], ["em-0321", "em-0319"]),
        (["--type", "casualties", "--type", "attack"], ["em-0321", "em-0319", "kp-0317"]),
        (["--party", "Daesh"], ["nd-0327", "mp-0315"]),
        (["--party", "sdf", "--publisher", "Khabur Post"], ["kp-0304"]),
        (["--place", "Al-Suwar"], ["sr-0305"]),
        (["--modality", "denied"], ["kp-0317"]),
        (["--anonymous", "--type", "gain"], ["sb-0328", "kp-0304"]),
        (["--named", "--type", "gain"], ["nd-0327"]),
        (["--source", "observatory"], ["em-0321", "em-0319"]),
        (["--document", "mp-0315"], ["mp-0315"]),
        (["--score-below", "0.65"], ["kp-0317", "kp-0304"]),
        (["captured", "--place", "Markada"], ["sb-0328", "nd-0327"]),
        (["--since", "2021-03-21"], ["sb-0328", "nd-0327", "em-0321"]),
        (["--until", "2021-03-05", "--order", "oldest"], ["kp-0304", "sr-0305"]),
        (["--at", "2021-03-16", "--known-by", "2021-03-20"], ["em-0319", "kp-0317"]),
        (["--recorded-by", "2001-01-01"], []),
    ],
    ids=lambda value: " ".join(value) if value and value[0].startswith("-") else "",
)
def test_claims_are_found_by(command: Command, coded: Path, words: list[str], found: list[str]) -> None:
    """Each filter finds what it names, several values of one field any of them, the latest report first."""
    assert documents(command, coded, *words) == found


def test_a_list_goes_on_where_a_page_ended(command: Command, coded: Path) -> None:
    """`--limit` and `--after` give all claims once, and the way on is told on stderr."""
    seen, after = [], ""
    while True:
        words = ["claims", "--ledger", coded, "--limit", 3, "--json", *(["--after", after] if after else [])]
        page = command(*words)
        seen += [kept["document"] for kept in page.json["claims"]]
        after = page.json["next"]
        if not after:
            break
        assert f"--after {after}" in page.err
    assert len(seen) == len(set(seen)) == 8


def test_the_table_says_who_and_where(command: Command, coded: Path) -> None:
    """A person sees day, claim, party, place, source, outlet and words; nothing is in colour off a terminal."""
    done = command("claims", "--ledger", coded, "--type", "gain", "--place", "Markada")
    for words in (
        "2021-03-28",
        "gain",
        "in Markada",
        "a military source",
        "unnamed",
        "in State Bulletin",
        "“Army units",
    ):
        assert words in done.out
    assert "\x1b" not in done.out
    assert done.err == "2 claims.\n"


def test_the_clocks_are_named(command: Command, coded: Path) -> None:
    """What is asked of the past says so."""
    done = command("claims", "--ledger", coded, "--at", "2021-03-16", "--known-by", "2021-03-18")
    assert "so on 2021-03-16, as known by 2021-03-18" in done.err


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--json", "--jsonl"], "R202"),
        (["--order", "upwards"], "R231"),
        (["--area", "1,2,3"], "R233"),
        (["--at", "someday"], "R514"),
        (["--ledger", "nowhere.db"], "R501"),
    ],
)
def test_wrong_usage_is_told_with_its_code(command: Command, coded: Path, words: list[str], code: str) -> None:
    """A mistake ends with 2, its code and the way to mend it, and prints nothing to stdout."""
    done = command("claims", *(["--ledger", coded] if "--ledger" not in words else []), *words)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(code) and "Fix:" in done.err


def test_why_says_what_a_claim_rests_on(command: Command, ledger: Path, ids: dict[str, str]) -> None:
    """Sentence, source, document, date and the ledger's own record stand on one page."""
    done = command("why", ids["em-0319"], "--ledger", ledger)
    for words in ("“The strike killed 31 civilians in Markada.”", "the Observatory", "Market strike, East Monitor",
                  "document em-0319, version 1 of 1", "reported 2021-03-19", "entry"):  # fmt: skip
        assert words in done.out


def test_why_as_json(command: Command, ledger: Path, ids: dict[str, str]) -> None:
    """JSON has the claim by the names of the published format, its document, its rows and its decisions."""
    found = command("why", ids["em-0319"], "--ledger", ledger, "--json").json
    assert found["claim"]["quantity"]["low"] == 31
    assert found["of"]["id"] == "em-0319" and "text" not in found["of"]
    assert [row["state"] for row in found["history"]] == ["unreviewed"]
    assert found["decisions"] == [] and found["machine"] is None and found["dates_disagree"] is False


def test_why_of_nothing(command: Command, coded: Path) -> None:
    """An id that the ledger does not hold is a mistake, told as one."""
    done = command("why", "0123456789abcdef", "--ledger", coded)
    assert done.code == 2 and done.err.startswith("R510")


def test_changes_tell_what_came(command: Command, ledger: Path, ids: dict[str, str]) -> None:
    """Documents and decisions stand in the order of the log; `--since` a position leaves out what was before."""
    before = command("changes", "--ledger", ledger, "--json", "--limit", 100).json["changes"]
    assert {change["document"] for change in before} >= set(ids)
    command("review", ids["em-0319"], "--accept", "--ledger", ledger)
    after = command("changes", "--ledger", ledger, "--json", "--since", before[-1]["position"]).json["changes"]
    assert [change["kind"] for change in after] == ["accept"]
    shown = command("changes", "--ledger", ledger, "--limit", 100)
    assert "accepted" in shown.out and ids["kp-0304"] in shown.out


def test_why_can_be_asked_of_the_past(command: Command, ledger: Path, ids: dict[str, str]) -> None:
    """As the ledger had it before a decision, the claim stands undecided; before it was taken in, there is none."""
    claim = ids["em-0319"]
    done = command("review", claim, "--amend", "figure=>=28", "--ledger", ledger, "--json").json
    moment = command("why", claim, "--ledger", ledger, "--json").json["history"][0]["from"]
    then = command("why", claim, "--recorded-by", moment, "--ledger", ledger, "--json").json
    assert then["state"] == "unreviewed" and then["decisions"] == []
    assert then["claim"]["quantity"]["low"] == 31
    now = command("why", claim, "--recorded-by", done["recorded"], "--ledger", ledger, "--json").json
    assert now["state"] == "amended"
    assert command("why", claim, "--recorded-by", "2001-01-01", "--ledger", ledger).err.startswith("R510")


def test_why_before_a_claim_had_come_out(command: Command, ledger: Path, ids: dict[str, str]) -> None:
    """By a day before its document there was no such claim, and on the day itself there was."""
    claim = ids["em-0319"]
    assert command("why", claim, "--known-by", "2021-03-18", "--ledger", ledger).err.startswith("R510")
    assert command("why", claim, "--known-by", "2021-03-19", "--ledger", ledger).code == 0


def test_changes_leave_out_what_came_later(command: Command, ledger: Path) -> None:
    """By a day before every document there is no claim among the changes."""
    every = command("changes", "--ledger", ledger, "--json").json["changes"]
    assert any(change["claims"] for change in every)
    early = command("changes", "--known-by", "1999-01-01", "--ledger", ledger, "--json").json["changes"]
    assert not any(change["claims"] for change in early)


def test_why_on_another_day(command: Command, ledger: Path, ids: dict[str, str]) -> None:
    """A claim is asked of a day on which it is said to be so; of another day there is nothing to say."""
    claim = ids["em-0319"]
    valid = command("why", claim, "--ledger", ledger, "--json").json["claim"]["valid"]
    assert command("why", claim, "--at", valid["latest"], "--ledger", ledger).code == 0
    assert command("why", claim, "--at", "1999-01-01", "--ledger", ledger).err.startswith("R510")
