"""Tests of `reportedly ledger` and `quarantine`: making, proving, copying, redacting."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from tests.cli.conftest import Command


def test_a_ledger_is_made_once(command: Command, tmp_path: Path) -> None:
    """Its owner alone can read it, and it is never written over."""
    path = tmp_path / "new.db"
    assert command("ledger", "init", "--ledger", path, "--keep-text", "evidence").code == 0
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert command("ledger", "info", "--ledger", path, "--json").json["keeps"] == "evidence"
    again = command("ledger", "init", "--ledger", path)
    assert again.code == 2 and again.err.startswith("R509")
    assert command("ledger", "init", "--ledger", tmp_path / "x.db", "--keep-text", "some").err.startswith("R231")


def test_the_ledger_is_named_by_the_environment(
    command: Command, ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """REPORTEDLY_LEDGER names the file where `--ledger` does not."""
    monkeypatch.setenv("REPORTEDLY_LEDGER", str(ledger))
    assert command("ledger", "info", "--json").json["claims"] == 8


def test_a_whole_ledger_is_clean(command: Command, ledger: Path) -> None:
    """`verify` ends with 0 and prints the hash to write down elsewhere."""
    done = command("ledger", "verify", "--ledger", ledger)
    assert done.code == 0 and done.out == ""
    assert "clean. Last hash: " in done.err
    assert command("ledger", "verify", "--ledger", ledger, "--json").json["clean"] is True


def test_an_altered_ledger_is_told(command: Command, ledger: Path) -> None:
    """Where words were altered behind the ledger's back, `verify` ends with 3."""
    raw = ledger.read_bytes()
    assert raw.count(b"ISIS controls Markada.") > 0
    ledger.write_bytes(raw.replace(b"ISIS controls Markada.", b"ISIS deserts Markada. "))
    done = command("ledger", "verify", "--ledger", ledger)
    assert done.code == 3 and done.out


def test_a_copy_is_whole(command: Command, ledger: Path, tmp_path: Path) -> None:
    """A backup verifies, holds the same, and is not written over another file."""
    copy = tmp_path / "copy.db"
    assert command("ledger", "backup", copy, "--ledger", ledger).code == 0
    assert command("ledger", "verify", "--ledger", copy).code == 0
    assert command("ledger", "info", "--ledger", copy, "--json").json["claims"] == 8
    assert command("ledger", "backup", copy, "--ledger", ledger).err.startswith("R509")


def test_redacting_asks_first(command: Command, ledger: Path) -> None:
    """What cannot be undone is not done unasked, and not without saying what."""
    assert command("ledger", "redact", "em-0319", "--reason", "x", "--ledger", ledger).err.startswith("R234")
    assert command("ledger", "redact", "--reason", "x", "--ledger", ledger).err.startswith("R202")


def test_redacting_takes_the_words_out(command: Command, ledger: Path) -> None:
    """The document's words are gone from the file, and the ledger verifies."""
    words = ["ledger", "redact", "em-0319", "--reason", "names a witness", "--yes", "--ledger", ledger]
    done = command(*words)
    assert done.code == 0 and done.err == "1 document redacted.\n"
    assert b"killed 31 civilians" not in ledger.read_bytes()
    assert command("ledger", "verify", "--ledger", ledger).code == 0


def test_upgrading_what_is_new_changes_nothing(command: Command, ledger: Path) -> None:
    """A ledger of today's version stays as it is."""
    assert command("ledger", "upgrade", "--ledger", ledger).code == 0
    assert command("ledger", "verify", "--ledger", ledger).code == 0


def test_an_empty_quarantine(command: Command, coded: Path) -> None:
    """Nothing failed, and that is said."""
    done = command("quarantine", "--ledger", coded)
    assert (done.code, done.out, done.err) == (0, "", "0 documents.\n")
