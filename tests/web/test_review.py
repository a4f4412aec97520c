"""Tests of the review's pages: blind to each other, forms that lead on, steps back, differences, rules."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from reportedly import Ledger
from reportedly.model import Basis, Claim, ClaimType, Precision, Span, Valid
from reportedly.web.accounts import Accounts, Role
from reportedly.web.pages.review_text import find_passage
from tests.web.conftest import fill, open_client

PASSWORD = "four words in a row"
MakeApp = Callable[[Path], FastAPI]


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """Return a ledger of three invented documents, of this test alone."""
    path = tmp_path / "made.db"
    fill(path, 3)
    return path


@pytest.fixture
def reviewing(made: Path, make_app: MakeApp) -> Iterator[TestClient]:
    """Return a client of an app without accounts, in which Amal decides."""
    with open_client(make_app(made)) as client:
        yield client


def sign_in(app: FastAPI, path: Path, name: str, role: Role = Role.REVIEWER) -> TestClient:
    """Return a client in which somebody is signed in."""
    Accounts(path).add(name, role, PASSWORD)
    client = open_client(app)
    send(client, "/sign-in", client.get("/sign-in").text, name=name, password=PASSWORD)
    return client


def send(client: TestClient, where: str, page: str, **fields: Any) -> Any:
    """Send a form with the token and the hidden fields of a page."""
    token = re.search(r'name="csrf" value="([^"]+)"', page)
    return client.post(where, data={"csrf": token[1] if token else "", **fields}, follow_redirects=False)


def answer(client: TestClient, kind: str, claim: str = "", **fields: Any) -> tuple[str, Any]:
    """Answer the claim that is shown first, or another, and return it with what came back."""
    shown = client.get(f"/review.json?claim={claim}").json()["own"]
    claim = shown["kept"]["claim"]["id"]
    last = shown["decisions"][0]["id"] if shown["decisions"] else 0
    page = client.get(f"/review?claim={claim}").text
    return claim, send(client, f"/review/{claim}/decide", page, kind=kind, **{"seen": last, **fields})


def test_an_answer_leads_to_the_next_claim(reviewing: TestClient) -> None:
    """The form keeps the answer and leads on, with the filter, the order and what is left as they were."""
    first = reviewing.get("/review.json?order=recency&type=attack").json()
    claim, done = answer(reviewing, "accept", first["own"]["kept"]["claim"]["id"], back="order=recency&type=attack")
    assert done.headers["location"] == f"/review?order=recency&type=attack&claim={first['next']}"
    assert reviewing.get(f"/claims/{claim}.json").json()["state"] == "accepted"
    after = reviewing.get("/review.json?order=recency&type=attack").json()
    assert after["left"]["claims"] == first["left"]["claims"] - 1
    assert after["last_step"]["first"]["claim"] == claim


@pytest.mark.parametrize("order", ["doubt", "weight", "recency"])
def test_every_order_gives_a_claim(reviewing: TestClient, order: str) -> None:
    """Whatever comes first, there is a claim in its sentence, with the program's reasons and the keys."""
    page = reviewing.get(f"/review?order={order}").text
    assert 'class="evidence' in page and "Why the program read it so" in page
    assert 'data-action="accept"' in page


def test_a_form_leads_nowhere_else(reviewing: TestClient) -> None:
    """What a form sends back is taken apart: it cannot lead to another site or page."""
    _, done = answer(reviewing, "accept", back="https://elsewhere.invalid/?x=1&order=doubt&claim=evil#//e")
    assert done.headers["location"].startswith("/review?order=doubt&claim=")
    assert "evil" not in done.headers["location"]


def test_two_reviewers_are_blind_to_each_other(made: Path, make_app: MakeApp) -> None:
    """Nothing of what one answers shows on the other's page, until both have answered and differ."""
    app = make_app(made)
    with open_client(app):
        amal, basim = sign_in(app, made, "amal"), sign_in(app, made, "basim")
        before = basim.get("/review.json").json()
        claim, _ = answer(amal, "amend", modality="denied", reason="the word is not in it")
        page = basim.get(f"/review?claim={claim}").text
        assert "amal" not in page and "the word is not" not in page and "you: amended" not in page
        assert basim.get("/review.json").json() == before
        assert basim.get("/review/differences.json").json()["agreement"]["both"] == 0
        rule = before["own"]["machine"]["rule"]
        assert basim.get(f"/review/rules/{rule}.json").json()["unseen"] == 1
        assert not basim.get(f"/review/rules/{rule}.json").json()["claims"]
        answer(basim, "accept", claim)
        found = basim.get("/review/differences.json").json()["agreement"]
        assert (found["both"], found["same"], len(found["differences"])) == (1, 0, 1)
        assert "the word is not in it" in basim.get("/review/differences").text
        assert basim.get("/review/differences?one=amal&other=basim").status_code == 403


def test_blindness_holds_on_the_card_the_document_and_the_list(made: Path, make_app: MakeApp) -> None:
    """Until a reviewer has answered, no page of the claim shows what another said of it; to admins all of it shows."""
    app = make_app(made)
    with open_client(app):
        amal, basim = sign_in(app, made, "amal"), sign_in(app, made, "basim")
        head = sign_in(app, made, "head", Role.ADMIN)
        claim, _ = answer(amal, "reject", reason="the word is not in it")
        document = head.get(f"/claims/{claim}.json").json()["document"]
        pages = (f"/claims/{claim}", f"/documents/{document}", "/claims?limit=500")
        for path in pages:
            page = basim.get(path).text
            assert "amal" not in page and "the word is not" not in page and 'class="tag rejected"' not in page
            assert 'class="tag rejected"' in head.get(path).text
        assert "shown to you once you have answered" in basim.get(pages[0]).text
        twin = basim.get(f"/claims/{claim}.json").json()
        assert (twin["state"], twin["decisions"], twin["history"]) == ("unreviewed", [], [])
        answer(basim, "accept", claim)
        assert "amal" in basim.get(pages[0]).text


def test_a_difference_is_settled_and_the_settling_undone(made: Path, make_app: MakeApp) -> None:
    """Letting one answer stand makes it so in the ledger; one undo opens the difference again."""
    app = make_app(made)
    with open_client(app):
        amal, basim = sign_in(app, made, "amal"), sign_in(app, made, "basim")
        claim, _ = answer(amal, "reject")
        answer(basim, "accept", claim)
        page = amal.get("/review/differences").text
        each = amal.get("/review/differences.json").json()["agreement"]["differences"][0]
        ids = {"one": each["one"]["id"], "other": each["other"]["id"]}
        done = send(amal, f"/review/{claim}/settle", page, whose="amal", pair="amal\nbasim", **ids)
        assert done.headers["location"] == "/review/differences?other=basim"
        assert amal.get(f"/claims/{claim}.json").json()["state"] == "rejected"
        assert "No open difference" in amal.get("/review/differences").text
        send(amal, "/review/undo", page)
        assert "Let this stand" in amal.get("/review/differences").text


def test_an_answer_given_elsewhere_is_not_replaced_unseen(reviewing: TestClient) -> None:
    """A page that is older than one's last answer says so, keeps what was typed, and changes nothing."""
    claim, _ = answer(reviewing, "accept")
    _, done = answer(reviewing, "amend", claim, seen=0, modality="denied", reason="typed here")
    assert done.status_code == 409
    assert "R818" in done.text and "typed here" in done.text
    assert re.search(r"<option selected>denied", done.text)
    assert reviewing.get(f"/claims/{claim}.json").json()["state"] == "accepted"


def test_what_is_not_understood_is_told_beside_what_was_typed(reviewing: TestClient) -> None:
    """A figure that is none is told on the page, the slot open with what was typed."""
    claim, done = answer(reviewing, "amend", figure="a great <b>many")
    assert done.status_code == 400
    assert "R236" in done.text and 'value="a great &lt;b&gt;many"' in done.text
    assert f'data-claim="{claim}"' in done.text
    assert answer(reviewing, "skip")[1].status_code == 400
    assert answer(reviewing, "grade")[1].status_code == 400


def test_steps_are_undone_by_forms(reviewing: TestClient) -> None:
    """Undo and redo lead to the claim they changed; where there is nothing to undo they lead back."""
    claim, _ = answer(reviewing, "reject")
    page = reviewing.get("/review").text
    assert send(reviewing, "/review/undo", page, back="order=doubt").headers["location"].endswith(f"claim={claim}")
    assert send(reviewing, "/review/undo", page).headers["location"] == "/review"
    assert send(reviewing, "/review/redo", page).headers["location"].endswith(f"claim={claim}")
    assert reviewing.get(f"/claims/{claim}.json").json()["state"] == "rejected"


def test_a_viewer_decides_nothing(made: Path, make_app: MakeApp) -> None:
    """Who may only read sees the review and is refused when he answers."""
    app = make_app(made)
    with open_client(app):
        viewer = sign_in(app, made, "vera", Role.VIEWER)
        assert "you may look" in viewer.get("/review").text
        assert answer(viewer, "accept")[1].status_code == 403


def test_the_best_must_be_those_that_were_shown(reviewing: TestClient) -> None:
    """Accepting takes the list that was looked at; where it changed meanwhile, nothing is accepted."""
    shown = reviewing.get("/review/best.json?score=0.5").json()
    page = reviewing.get("/review/best?score=0.5").text
    answer(reviewing, "reject", shown["ids"][0])
    done = send(reviewing, "/review/best", page, score=0.5, mark=shown["mark"])
    assert done.status_code == 409
    again = reviewing.get("/review/best.json?score=0.5").json()
    assert again["claims"] == shown["claims"] - 1
    send(reviewing, "/review/best", page, score=0.5, mark=again["mark"], back="score=0.5")
    assert reviewing.get("/review/best.json?score=0.5").json()["claims"] == 0
    assert "accepted by score, not counted" in reviewing.get("/review/rules").text
    assert reviewing.get("/review/rules.json").json()["together"] == again["claims"]


def test_rules_are_counted_and_lead_to_their_claims(reviewing: TestClient) -> None:
    """Each rule has its counts and interval, and a page of the claims that they rest on."""
    claims = [answer(reviewing, kind, **extra)[0] for kind, extra in (
        ("accept", {}), ("reject", {}), ("amend", {"modality": "denied"}), ("unsure", {}))]  # fmt: skip
    found = reviewing.get("/review/rules.json").json()
    assert sum(one["decided"] for one in found["rules"]) == 4
    assert (found["all"]["precise"]["number"], found["all"]["precise"]["of"]) == (1, 3)
    listed = set()
    for one in found["rules"]:
        page = reviewing.get(f"/review/rules/{one['rule']}").text
        listed |= {claim for claim in claims if f"/claims/{claim}" in page}
        assert one["rule"] in reviewing.get("/review/rules?order=worst").text
    assert listed == set(claims)


def test_what_was_put_off_is_found_again(reviewing: TestClient) -> None:
    """A claim that was put off leaves the queue and is listed with its reason."""
    claim, _ = answer(reviewing, "skip", reason="ask the stringer")
    found = reviewing.get("/review.json?left=put_off").json()
    assert (found["left"]["claims"], found["own"]["kept"]["claim"]["id"]) == (1, claim)
    assert "ask the stringer" in reviewing.get("/review?left=put_off").text


def test_an_empty_queue_says_where_to_go(reviewing: TestClient) -> None:
    """Where nothing is left the page says so and leads on."""
    page = reviewing.get("/review?q=nothingofthekind").text
    assert "Nothing is left for you to decide among these" in page
    assert "/review/differences" in page


def make_claim(text: str, words: str, trigger: str) -> Claim:
    """Return a claim whose evidence and trigger are these words of a text."""
    from tests.ledger.dispatches import claim

    at = text.index(words)
    begin = at + words.index(trigger)
    return claim("d", Span(at, at + len(words)), Span(begin, begin + len(trigger)), day="2020-05-04",
                 kind=ClaimType.GAIN)  # fmt: skip


def test_a_passage_is_the_paragraph_with_the_full_sentence() -> None:
    """The paragraph is shown whole; the sentence ends neither at a title nor before its own tail."""
    text = (
        "Elsewhere it was calm.\n\nIt rained. Gen. Sal Darweh said rebels took Talma at dawn. Nobody was hurt.\n\nEnd."
    )
    passage = find_passage(text, make_claim(text, "rebels took Talma", "took"), "rebels took Talma")
    assert (
        text[passage.start : passage.end]
        == "It rained. Gen. Sal Darweh said rebels took Talma at dawn. Nobody was hurt."
    )
    said = "".join(bit.text for bit in passage.bits if bit.sentence)
    assert said == "Gen. Sal Darweh said rebels took Talma at dawn. "
    assert "".join(bit.text for bit in passage.bits if bit.evidence) == "rebels took Talma"
    assert [bit.text for bit in passage.bits if "trigger" in bit.roles] == ["took"]


def test_a_long_paragraph_is_cut_around_the_sentence() -> None:
    """Of a text without paragraphs what is around the sentence is shown, and that it was cut."""
    text = " ".join(f"Sentence {number} is about the weather of the day." for number in range(200))
    words = "Sentence 120 is about the weather of the day"
    passage = find_passage(text, make_claim(text, words, "is"), words)
    assert passage.cut_before and passage.cut_after
    assert 500 < passage.end - passage.start < 1600
    assert "".join(bit.text for bit in passage.bits if bit.evidence) == words


def test_without_the_text_the_words_of_the_claim_are_shown() -> None:
    """Where the ledger keeps the words of claims alone, these are the passage."""
    text = "Rebels took Talma."
    passage = find_passage(None, make_claim(text, "Rebels took Talma", "took"), "Rebels took Talma")
    assert [bit.text for bit in passage.bits] == ["Rebels took Talma"]


def test_a_wrong_day_of_a_filter_is_told(reviewing: TestClient) -> None:
    """A filter that makes no sense is an error of the one shape."""
    assert reviewing.get("/review.json?since=spring").status_code == 422
    assert reviewing.get("/review.json?order=luck").status_code == 422
    assert reviewing.get("/review.json?claim=nothere").json()["error"]["code"] == "R510"


def test_decisions_of_a_review_stay_in_the_ledger(reviewing: TestClient, made: Path) -> None:
    """Each answer and each undoing is a record with its author; the ledger verifies."""
    claim, _ = answer(reviewing, "amend", valid="2016-05-01")
    send(reviewing, "/review/undo", reviewing.get("/review").text)
    with Ledger.open(made, read_only=True) as ledger:
        kinds = [(one.kind.value, one.author) for one in ledger.decisions(claim=claim)]
        assert kinds == [("undo", "Amal"), ("amend", "Amal")]
        assert ledger.verify().clean
        assert ledger.machine_claim(claim).valid != Valid("2016-05-01", "2016-05-01", Precision.DAY, Basis.EXPRESSION)


def test_claims_that_are_listed_can_be_reviewed(reviewing: TestClient) -> None:
    """The table of claims leads to a review of the same claims; what has no effect there is said."""
    page = reviewing.get("/claims?type=gain&order=oldest&state=unreviewed").text
    found = re.search(r'href="(/review[^"]*)"[^>]*>Review these', page)
    assert found
    shown = reviewing.get(found[1].replace("&amp;", "&"))
    assert shown.status_code == 200
    assert "state: without effect here" in shown.text
    assert reviewing.get("/review.json?type=gain").json()["own"]["kept"]["claim"]["type"] == "gain"
