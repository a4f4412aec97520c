"""Tests of `reportedly review`: decisions, one by one and at a time, and their undoing."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Command


def state_of(command: Command, ledger: Path, claim: str) -> str:
    """Return what people decided of a claim."""
    return str(command("why", claim, "--ledger", ledger, "--json").json["state"])


@pytest.mark.parametrize(
    ("switch", "state"), [("--accept", "accepted"), ("--reject", "rejected"), ("--unsure", "unsure")]
)
def test_a_claim_is_decided(command: Command, ledger: Path, ids: dict[str, str], switch: str, state: str) -> None:
    """A decision has its author, reason and number; undoing it brings back what stood before."""
    claim = ids["em-0319"]
    done = command("review", claim, switch, "--reason", "read twice", "--ledger", ledger, "--json").json
    assert (done["author"], done["reason"], done["claim"]) == ("Amal", "read twice", claim)
    assert state_of(command, ledger, claim) == state
    assert command("review", "--undo", done["id"], "--ledger", ledger).code == 0
    assert state_of(command, ledger, claim) == "unreviewed"


def test_a_claim_is_amended(command: Command, ledger: Path, ids: dict[str, str]) -> None:
    """Slots are given as people write them; what the program read is shown beside them."""
    claim = ids["em-0319"]
    amends = ["--amend", "figure=>=28", "--amend", "place=Hajin", "--amend", "valid=2021-03-16/2021-03-17"]
    assert command("review", claim, *amends, "--ledger", ledger).code == 0
    found = command("why", claim, "--ledger", ledger, "--json").json
    quantity, machine = found["claim"]["quantity"], found["machine"]["quantity"]
    assert (quantity["low"], quantity["high"], quantity["relation"]) == (28, None, ">=")
    assert (machine["low"], machine["high"]) == (31, 31)
    assert found["claim"]["place"][0]["id"] == "geonames:174506"
    assert found["claim"]["valid"]["latest"] == "2021-03-17"
    assert "As the program read it" in command("why", claim, "--ledger", ledger).out


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--amend", "colour=red"], "R236"),
        (["--amend", "figure=many"], "R236"),
        (["--amend", "valid=spring"], "R236"),
        (["--amend", "actor=The Nobodies"], "R231"),
        (["--amend", "type=wedding"], "R511"),
        (["--accept", "--reject"], "R202"),
    ],
)
def test_a_senseless_decision_is_refused(
    command: Command, ledger: Path, ids: dict[str, str], words: list[str], code: str
) -> None:
    """What cannot be understood changes nothing."""
    done = command("review", ids["em-0319"], *words, "--ledger", ledger)
    assert done.code == 2 and done.err.startswith(code)
    assert state_of(command, ledger, ids["em-0319"]) == "unreviewed"


def test_a_decision_needs_a_claim(command: Command, ledger: Path) -> None:
    """A switch without a claim is no decision."""
    assert command("review", "--accept", "--ledger", ledger).err.startswith("R230")


def test_pairs_and_documents_are_decided(command: Command, ledger: Path, ids: dict[str, str]) -> None:
    """Two claims can be said to report one thing, and a document to stand no longer."""
    pair = command("review", ids["em-0319"], "--same-as", ids["em-0321"], "--ledger", ledger, "--json").json
    assert (pair["kind"], pair["other"]) == ("same", ids["em-0321"])
    assert command("review", "--retract", "sb-0328", "--reason", "withdrawn", "--ledger", ledger).code == 0
    assert state_of(command, ledger, ids["sb-0328"]) == "retracted"
    listed = command("review", "--decisions", "--ledger", ledger)
    assert "retracted document sb-0328, by Amal" in listed.out
    assert listed.err == "2 decisions.\n"


def walk(command: Command, monkeypatch: pytest.MonkeyPatch, ledger: Path, keys: str, *words: str) -> str:
    """Return what a walk with these lines of input printed."""
    monkeypatch.setattr(sys, "stdin", io.StringIO(keys))
    done = command("review", "--ledger", ledger, *words)
    assert done.code == 0, done.err
    return done.out + done.err


def test_a_walk_goes_from_doubtful_to_sure(
    command: Command, ledger: Path, ids: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The most doubtful reading comes first; keys decide, go on, go back and undo; the note goes with the decision."""
    out = walk(command, monkeypatch, ledger, "a\nn\nnot said\nr\nz\nq\n")
    assert out.index(ids["kp-0304"]) < out.index(ids["kp-0317"])
    assert state_of(command, ledger, ids["kp-0304"]) == "accepted"
    assert state_of(command, ledger, ids["kp-0317"]) == "unreviewed"
    assert "1 decision by Amal." in out
    listed = command("review", "--decisions", "--ledger", ledger, "--json").json["decisions"]
    assert [decision["kind"] for decision in listed] == ["undo", "reject", "accept"]
    assert listed[1]["reason"] == "not said"


def test_a_walk_can_amend_and_look_closer(
    command: Command, ledger: Path, ids: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """`w` shows the grounds, `e` amends, a mistyped slot is told and asked again; the end of input ends the walk."""
    keys = "w\ne\nfigure=lots\ne\nfigure=1,400-1,500, modality=possible\n"
    out = walk(command, monkeypatch, ledger, keys, ids["em-0319"])
    assert "What the ledger did" in out and "R236" in out
    assert "1 decision by Amal." in out
    claim = command("why", ids["em-0319"], "--ledger", ledger, "--json").json["claim"]
    assert (claim["quantity"]["low"], claim["quantity"]["high"], claim["modality"]) == (1400, 1500, "possible")


def test_a_walk_ends_with_the_queue(command: Command, ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When all is decided the walk ends by itself."""
    assert "Nothing is left to review." in walk(command, monkeypatch, ledger, "j\nj\n", "--type", "casualties")


def test_steps_go_back_and_forth_over_walks(
    command: Command, ledger: Path, ids: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """`z` undoes what an earlier walk decided, `Z` does it again; the claim that was changed is shown."""
    walk(command, monkeypatch, ledger, "a\nr\nq\n")
    out = walk(command, monkeypatch, ledger, "z\nz\nz\nZ\nq\n")
    assert "There is nothing to undo." in out and "done again" in out
    assert state_of(command, ledger, ids["kp-0304"]) == "accepted"
    assert "1 decision by Amal." in out
    assert len(command("review", "--decisions", "--ledger", ledger, "--json").json["decisions"]) == 5


def test_a_walk_is_blind_to_others(
    command: Command, ledger: Path, ids: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever walks sees neither what others decided nor what they amended; `--left anyone` shares the work."""
    claim = ids["em-0319"]
    command("review", claim, "--amend", "figure=999", "--reason", "unseen", "--author", "Basim", "--ledger", ledger)
    out = walk(command, monkeypatch, ledger, "w\nq\n", claim)
    assert "999" not in out and "unseen" not in out and "unreviewed" in out
    assert claim in walk(command, monkeypatch, ledger, "j\n" * 9, "--type", "casualties")
    assert claim not in walk(command, monkeypatch, ledger, "j\n" * 9, "--type", "casualties", "--left", "anyone")


def test_a_claim_is_put_off_with_a_reason(command: Command, ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`x` asks why, and the claim is found among those put off."""
    out = walk(command, monkeypatch, ledger, "x\n\nx\nask the stringer\nq\n")
    assert "Nothing is put off without a reason" in out
    again = walk(command, monkeypatch, ledger, "w\nq\n", "--left", "put_off", "--order", "recency")
    assert "ask the stringer" in again


@pytest.mark.parametrize("words", [["--order", "luck"], ["--left", "nobody"]])
def test_an_unknown_way_to_go_is_refused(command: Command, ledger: Path, words: list[str]) -> None:
    """What there is to choose from is told."""
    done = command("review", "--ledger", ledger, *words)
    assert done.code == 2 and done.err.startswith("R231")
