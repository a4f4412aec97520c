"""Tests of the verb `serve`: its address, a busy port, strangers, and accounts."""

from __future__ import annotations

import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from typer.testing import CliRunner

from reportedly import ReportedlyError
from reportedly.cli.serve import app

runner = CliRunner()


def test_a_busy_port_is_told(tmp_path: Path) -> None:
    """A port that another program has gives an error that says what to do."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        done = runner.invoke(app, ["--port", str(other.getsockname()[1]), "--ledger", str(tmp_path / "l.db")])
    assert isinstance(done.exception, ReportedlyError)
    assert done.exception.record.code == "R813"
    assert "--port 0" in done.exception.record.fix


def test_strangers_want_accounts(tmp_path: Path) -> None:
    """Listening where others can reach it is refused without an account."""
    done = runner.invoke(app, ["--host", "0.0.0.0", "--port", "0", "--ledger", str(tmp_path / "l.db")])
    assert isinstance(done.exception, ReportedlyError)
    assert done.exception.record.code == "R812"


def test_accounts_are_added_listed_and_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An account is made with the password of the environment, listed with its role, and removed."""
    monkeypatch.setenv("REPORTEDLY_PASSWORD", "seven quiet rivers")
    ledger = ["--ledger", str(tmp_path / "l.db")]
    assert runner.invoke(app, ["users", "add", "noor", "--role", "reviewer", *ledger]).exit_code == 0
    assert "noor\treviewer" in runner.invoke(app, ["users", "list", *ledger]).output
    assert runner.invoke(app, ["users", "remove", "noor", *ledger]).exit_code == 0
    assert runner.invoke(app, ["users", "list", *ledger]).output == ""
    wrong = runner.invoke(app, ["users", "add", "noor", "--role", "king", *ledger])
    assert isinstance(wrong.exception, ReportedlyError)


@pytest.mark.slow
def test_it_serves_at_the_address_it_prints(tmp_path: Path) -> None:
    """Port 0 takes a free one, and the address printed answers."""
    command = [sys.executable, "-c", "from reportedly.cli.main import run; run()", "serve", "--port", "0"]
    server = subprocess.Popen([*command, "--ledger", str(tmp_path / "l.db")], stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        address = server.stdout.readline().strip()
        with urllib.request.urlopen(f"{address}index.json", timeout=60) as answer:
            assert b'"empty":true' in answer.read()
    finally:
        server.terminate()
        server.wait(20)
