"""Tests of the guard: headers, names, tokens, roles and sessions."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from reportedly import Ledger, ReportedlyError
from reportedly.web.accounts import Accounts, Role
from reportedly.web.guard import Sessions
from reportedly.web.pages.session import Attempts
from tests.web.conftest import fill, open_client

PASSWORD = "seven quiet rivers"
MakeApp = Callable[[Path], FastAPI]


def token_of(client: TestClient, path: str = "/paste") -> str:
    """Return the token of a form on a page."""
    found = re.search(r'name="csrf" value="([0-9a-f]+)"', client.get(path).text)
    assert found
    return found[1]


def first_claim(client: TestClient) -> str:
    """Return the id of a claim."""
    return str(client.get("/claims.json").json()["claims"]["items"][0]["claim"]["id"])


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """Return a ledger that a test may write into."""
    fill(tmp_path / "own.db", documents=1)
    return tmp_path / "own.db"


@pytest.mark.parametrize("path", ["/", "/index.json", "/nowhere", "/static/reportedly.css", "/claims?order=x"])
def test_every_answer_has_the_headers_of_safety(client: TestClient, path: str) -> None:
    """Pages, twins, errors and files carry the policy that lets nothing run but our own scripts."""
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


def test_a_foreign_name_is_turned_away(client: TestClient) -> None:
    """A page of another site whose name was made to lead here gets nothing."""
    found = client.get("/claims.json", headers={"host": "evil.example"})
    assert found.status_code == 400
    assert found.json()["error"]["code"] == "R812"


def test_a_write_without_a_token_changes_nothing(make_app: MakeApp, ledger: Path) -> None:
    """A decision, a letter or a paste that was not sent from a page of the app is refused."""
    with open_client(make_app(ledger)) as client:
        claim = first_claim(client)
        for path in (f"/claims/{claim}/decide", "/decisions/1/undo", "/examples", "/paste", "/sign-out"):
            found = client.post(path, data={"kind": "accept", "csrf": "0" * 64, "letter": "A"})
            assert found.status_code == 403, path
            assert "R803" in found.text
        assert client.get(f"/claims/{claim}.json").json()["state"] == "unreviewed"


def test_a_token_serves_its_own_reader_alone(make_app: MakeApp, ledger: Path) -> None:
    """The token of one browser does not serve another, nor a form of another origin."""
    app = make_app(ledger)
    with open_client(app) as client:
        token = token_of(client)
        claim = first_claim(client)
        other = open_client(app)
        other.get("/")
        data = {"kind": "accept", "csrf": token}
        assert other.post(f"/claims/{claim}/decide", data=data).status_code == 403
        found = client.post(f"/claims/{claim}/decide", data=data, headers={"origin": "http://evil.example"})
        assert found.status_code == 403


def test_a_decision_is_kept_with_its_author_and_can_be_undone(make_app: MakeApp, ledger: Path) -> None:
    """Accepting from the card writes a record, and undoing it adds one."""
    with open_client(make_app(ledger)) as client:
        claim = first_claim(client)
        csrf = token_of(client)
        done = client.post(f"/claims/{claim}/decide", data={"kind": "reject", "reason": "misread", "csrf": csrf})
        assert done.status_code == 200
        found = client.get(f"/claims/{claim}.json").json()
        assert found["state"] == "rejected"
        assert found["decisions"][0]["author"] == "Amal"
        client.post(f"/decisions/{found['decisions'][0]['id']}/undo", data={"csrf": csrf})
        assert client.get(f"/claims/{claim}.json").json()["state"] == "unreviewed"


def test_an_amendment_keeps_what_the_machine_read(make_app: MakeApp, ledger: Path) -> None:
    """A figure amended from the card stands in the claim, and the machine's version beside it."""
    with open_client(make_app(ledger)) as client:
        claim = first_claim(client)
        data = {"kind": "amend", "figure": ">=28", "modality": "possible", "csrf": token_of(client)}
        assert client.post(f"/claims/{claim}/decide", data=data).status_code == 200
        found = client.get(f"/claims/{claim}.json").json()
        assert found["claim"]["quantity"]["low"] == 28
        assert found["claim"]["modality"] == "possible"
        assert found["machine"]["id"] == claim


def test_a_letter_is_given_from_the_page_of_a_source(make_app: MakeApp, ledger: Path) -> None:
    """A letter given to a source stands in the register with its author."""
    with open_client(make_app(ledger)) as client:
        source = client.get("/sources.json").json()["sources"]["items"][0]["id"]
        data = {"letter": "B", "reason": "careful", "csrf": token_of(client)}
        assert client.post(f"/sources/{source}/grade", data=data).status_code == 200
        found = client.get("/sources.json").json()
        assert found["sources"]["items"][0]["letter"] == "B"
        assert found["grades"][source]["author"] == "Amal"


def test_with_accounts_nobody_comes_in_unnamed(make_app: MakeApp, ledger: Path) -> None:
    """Where there is an account, pages lead to the sign-in and twins answer 401."""
    Accounts(ledger).add("noor", Role.VIEWER, PASSWORD)
    with open_client(make_app(ledger)) as client:
        assert client.get("/claims", follow_redirects=False).headers["location"] == "/sign-in"
        assert client.get("/claims.json").json()["error"]["code"] == "R805"
        assert client.get("/static/reportedly.css").status_code == 200


def sign_in(client: TestClient, name: str, password: str = PASSWORD) -> int:
    """Sign in, and return the status."""
    data = {"name": name, "password": password, "csrf": token_of(client, "/sign-in")}
    return client.post("/sign-in", data=data).status_code


def test_a_viewer_reads_and_a_reviewer_decides(make_app: MakeApp, ledger: Path) -> None:
    """Roles allow what they say: a viewer is refused a decision, a reviewer's is kept under the own name."""
    accounts = Accounts(ledger)
    accounts.add("noor", Role.VIEWER, PASSWORD)
    accounts.add("sami", Role.REVIEWER, PASSWORD)
    app = make_app(ledger)
    with open_client(app) as client:
        assert sign_in(client, "noor") == 200
        claim = first_claim(client)
        data = {"kind": "accept", "csrf": token_of(client)}
        assert "R804" in client.post(f"/claims/{claim}/decide", data=data).text
        other = open_client(app)
        assert sign_in(other, "sami") == 200
        data = {"kind": "accept", "csrf": token_of(other)}
        assert other.post(f"/claims/{claim}/decide", data=data).status_code == 200
        assert other.get(f"/claims/{claim}.json").json()["decisions"][0]["author"] == "sami"
        assert "R804" in other.post("/examples", data=data).text


def test_signing_out_ends_the_session(make_app: MakeApp, ledger: Path) -> None:
    """After signing out the old cookie opens nothing."""
    Accounts(ledger).add("noor", Role.VIEWER, PASSWORD)
    with open_client(make_app(ledger)) as client:
        sign_in(client, "noor")
        assert client.get("/claims.json").status_code == 200
        client.post("/sign-out", data={"csrf": token_of(client)})
        assert client.get("/claims.json").status_code == 401


@pytest.mark.slow
def test_passwords_cannot_be_guessed_at_will(make_app: MakeApp, ledger: Path) -> None:
    """After five failures even the right password must wait."""
    Accounts(ledger).add("noor", Role.VIEWER, PASSWORD)
    with open_client(make_app(ledger)) as client:
        assert {sign_in(client, "noor", "wrong words here") for _ in range(5)} == {403}
        assert sign_in(client, "noor") == 429


def test_attempts_are_forgotten_after_a_while() -> None:
    """Failures older than the window no longer count."""
    now = [0.0]
    attempts = Attempts(lambda: now[0])
    for _ in range(5):
        attempts.note("name:x")
    with pytest.raises(ReportedlyError, match="R806"):
        attempts.check("name:x")
    now[0] = 301.0
    attempts.check("name:x")


def test_a_session_ends_by_itself() -> None:
    """A cookie opens nothing after its time."""
    now = [0.0]
    sessions = Sessions(lambda: now[0])
    cookie = sessions.open("noor")
    assert sessions.user(cookie) == "noor"
    now[0] = 13 * 3600.0
    assert sessions.user(cookie) is None


def test_the_file_of_accounts_is_its_owners_alone(ledger: Path) -> None:
    """No password stands in it, and nobody else may read it."""
    accounts = Accounts(ledger)
    accounts.add("noor", Role.ADMIN, PASSWORD)
    assert PASSWORD not in accounts.path.read_text("utf-8")
    assert "$argon2id$" in accounts.path.read_text("utf-8")
    assert accounts.path.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("name", "password"), [("a b", PASSWORD), ("", PASSWORD), ("noor", "short"), ("x/y", PASSWORD)]
)
def test_a_poor_name_or_password_is_refused(ledger: Path, name: str, password: str) -> None:
    """Names are plain, and passwords long enough."""
    with pytest.raises(ReportedlyError, match="R814"):
        Accounts(ledger).add(name, Role.VIEWER, password)


def test_a_broken_file_of_accounts_lets_nobody_in(make_app: MakeApp, ledger: Path) -> None:
    """Where it cannot be told who may come in, nobody may."""
    Accounts(ledger).path.write_text("[{", "utf-8")
    with open_client(make_app(ledger)) as client:
        assert client.get("/claims.json").json()["error"]["code"] == "R814"


def test_a_body_that_is_too_large_is_refused(client: TestClient) -> None:
    """More than a document may have is not taken in."""
    found = client.post("/paste", content=b"x" * 12_500_000, headers={"accept": "application/json"})
    assert found.status_code == 413
    assert found.json()["error"]["code"] == "R808"


def test_a_missing_ledger_teaches(make_app: MakeApp, tmp_path: Path) -> None:
    """Without a ledger the start page offers the examples, and other pages say what to do; no file is made."""
    with open_client(make_app(tmp_path / "none.db")) as client:
        assert "Load the example dispatches" in client.get("/").text
        found = client.get("/claims")
        assert found.status_code == 404
        assert "Load the example dispatches" in found.text
    assert not (tmp_path / "none.db").exists()


def test_what_a_reviewer_wrote_is_in_the_ledger(make_app: MakeApp, ledger: Path) -> None:
    """A decision made in the browser is a record of the ledger like any other."""
    with open_client(make_app(ledger)) as client:
        claim = first_claim(client)
        client.post(f"/claims/{claim}/decide", data={"kind": "unsure", "csrf": token_of(client)})
    with Ledger.open(ledger, read_only=True) as opened:
        assert str(opened.claim(claim).state) == "unsure"
