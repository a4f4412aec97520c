"""Browser runs of the review: by keyboard alone, across reloads, without a script, on a phone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.web.conftest import fill
from tests.web.test_browser import AXE, browser, open_page, serve
from tests.web.test_hostile import fill_hostile

__all__ = ["browser", "open_page"]  # fixtures
pytestmark = pytest.mark.slow
REVIEW = ("/review", "/review/best?score=0.5", "/review/differences", "/review/rules")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of an app over a ledger of twelve invented documents."""
    path: Path = tmp_path_factory.mktemp("review") / "made.db"
    fill(path)
    fill_hostile(path, long=False)
    server, found = serve(path)
    yield found
    server.should_exit = True


def shown(page: Any) -> str:
    """Return the claim that is shown."""
    return str(page.locator("[data-claim]").get_attribute("data-claim"))


def press(page: Any, key: str) -> None:
    """Press a key that leads to another claim, and wait until its page is ready for keys."""
    with page.expect_navigation():
        page.keyboard.press(key)
    page.wait_for_selector("#review-help:not([hidden])")


def state(page: Any, claim: str) -> str:
    """Return what a claim is in the ledger."""
    return str(page.request.get(f"/claims/{claim}.json").json()["state"])


def test_three_claims_by_keyboard_alone_and_undo_across_a_reload(open_page: Any) -> None:
    """Keys decide three claims; after a reload, and in another window, keys take all of it back and bring it again."""
    page = open_page("/review")
    page.wait_for_selector("#review-help:not([hidden])")
    met = []
    for key in ("a", "r", "u"):
        met.append(shown(page))
        press(page, key)
    assert [state(page, one) for one in met] == ["accepted", "rejected", "unsure"]
    page.reload()
    page.wait_for_selector("#review-help:not([hidden])")
    press(page, "z")
    assert shown(page) == met[2]
    other = open_page("/review")
    other.wait_for_selector("#review-help:not([hidden])")
    press(other, "z")
    press(other, "z")
    assert [state(page, one) for one in met] == ["unreviewed"] * 3
    assert shown(other) == met[0]
    press(other, "Z")
    assert [state(page, one) for one in met] == ["accepted", "unreviewed", "unreviewed"]
    press(other, "z")


def test_slots_are_amended_in_place_by_keys(open_page: Any) -> None:
    """A key opens a slot, typing and Enter save it and go on; the program's version is kept beside the person's."""
    page = open_page("/review?type=casualties")
    page.wait_for_selector("#review-help:not([hidden])")
    claim = shown(page)
    page.keyboard.press("q")
    assert page.evaluate("document.activeElement.name") == "figure"
    page.keyboard.type("20-30")
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    page.keyboard.type("the ministry's own count")
    press(page, "Enter")
    assert shown(page) != claim
    found = page.request.get(f"/review.json?claim={claim}").json()["own"]
    assert (found["kept"]["claim"]["quantity"]["low"], found["kept"]["claim"]["quantity"]["high"]) == (20, 30)
    assert found["machine"]["quantity"]["high"] is None
    assert found["decisions"][0]["reason"] == "the ministry's own count"
    press(page, "k")
    assert shown(page) == claim
    assert page.locator(".was").count() == 1
    press(page, "z")
    assert page.locator(".was").count() == 0


def test_a_note_alone_puts_a_claim_off(open_page: Any) -> None:
    """Enter in the note puts the claim off with it as the reason, and it is found among those put off."""
    page = open_page("/review?order=recency")
    page.wait_for_selector("#review-help:not([hidden])")
    claim = shown(page)
    page.keyboard.press("n")
    page.keyboard.type("ask the stringer")
    press(page, "Enter")
    page.goto("/review?left=put_off")
    assert shown(page) == claim
    assert state(page, claim) == "unreviewed"
    page.wait_for_selector("#review-help:not([hidden])")
    press(page, "z")


def test_a_draft_outlives_a_reload_and_digits_choose(open_page: Any) -> None:
    """What was typed and not saved is there after a reload; a digit takes a suggestion."""
    page = open_page("/review")
    page.wait_for_selector("#review-help:not([hidden])")
    page.keyboard.press("t")
    assert page.evaluate("document.activeElement.name") == "valid"
    page.keyboard.press("Escape")
    page.keyboard.press("1")
    first = page.input_value("input[name=valid]")
    assert first
    page.reload()
    assert page.input_value("input[name=valid]") == first


def test_keys_can_be_given_others_and_switched_off(open_page: Any) -> None:
    """A key that is given away is shown on its button and works; switched off, none does, and none is shown."""
    page = open_page("/review")
    page.wait_for_selector("#review-help:not([hidden])")
    page.keyboard.press("?")
    page.locator("[data-remap=reject]").click()
    page.keyboard.press("y")
    page.locator("[data-remap=accept]").click()
    page.keyboard.press("y")
    assert "already" in page.inner_text("#remap-said")
    page.locator("#review-keys form button.main").click()
    assert page.inner_text("[data-action=reject] kbd") == "y"
    page.reload()
    page.wait_for_selector("#review-help:not([hidden])")
    claim = shown(page)
    page.keyboard.press("r")
    assert shown(page) == claim
    press(page, "y")
    assert state(page, claim) == "rejected"
    press(page, "z")
    page.keyboard.press("?")
    page.locator("#review-single").uncheck()
    page.locator("#review-keys form button.main").click()
    page.keyboard.press("y")
    page.wait_for_timeout(200)
    assert state(page, claim) == "unreviewed"
    assert not page.locator("[data-action=reject] kbd").is_visible()


def test_the_article_and_the_map_are_a_key_away(open_page: Any) -> None:
    """`o` opens the document at the claim's words, `m` the map, `/` the search."""
    page = open_page("/review")
    page.wait_for_selector("#review-help:not([hidden])")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "q"
    page.keyboard.press("Escape")
    page.keyboard.press("m")
    page.wait_for_url("**/map?**claim=**")
    page.go_back()
    page.wait_for_selector("#review-help:not([hidden])")
    page.keyboard.press("o")
    page.wait_for_url("**/documents/**#c-*")


def test_the_best_are_accepted_and_undone_in_one_step(open_page: Any) -> None:
    """The preview says how many; accepting is one step, and one key takes all of it back."""
    page = open_page("/review/best?score=0.9")
    before = page.request.get("/review/best.json?score=0.9").json()
    assert before["claims"] > 1 and len(before["sample"]) > 1
    page.click("text=Accept these")
    page.wait_for_selector("text=claims at once")
    assert page.request.get("/review/best.json?score=0.9").json()["claims"] == 0
    page.wait_for_selector("#review-help:not([hidden])")
    press(page, "z")
    assert page.request.get("/review/best.json?score=0.9").json()["claims"] == before["claims"]


def test_the_review_works_without_a_script(open_page: Any) -> None:
    """Without scripts forms amend, decide, go on and undo, and no key is shown that would not work."""
    page = open_page("/review", java_script_enabled=False)
    claim = shown(page)
    assert not page.locator("[data-hint]").first.is_visible()
    page.click("[data-slot=modality] summary")
    page.select_option("select[name=modality]", "possible")
    page.click("button[value=amend]")
    assert shown(page) != claim
    assert state(page, claim) == "amended"
    page.click("button:has-text('Undo')")
    assert shown(page) == claim
    assert state(page, claim) == "unreviewed"
    page.click("button[value=accept]")
    assert state(page, claim) == "accepted"
    page.click("button:has-text('Undo')")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_serious_fault(open_page: Any, scheme: str) -> None:
    """No page of the review has a serious fault of accessibility, its keys opened or not."""
    page = open_page("/review", color_scheme=scheme)
    for path in (*REVIEW, "e", "?"):
        if path in ("e", "?"):
            page.goto("/review")
            page.wait_for_selector("#review-help:not([hidden])")
            page.keyboard.press(path)
        else:
            page.goto(path)
        page.evaluate(AXE.read_text("utf-8"))
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        serious = [(one["id"], [node["html"][:200] for node in one["nodes"][:3]]) for one in found["violations"]
                   if one["impact"] in ("serious", "critical")]  # fmt: skip
        assert not serious, (path, serious)


@pytest.mark.parametrize("width", [390, 1440])
def test_no_page_is_wider_than_the_screen(open_page: Any, width: int) -> None:
    """Nothing runs past the edge of a phone or of a desk, with all slots open."""
    page = open_page("/review", viewport={"width": width, "height": 840})
    for path in REVIEW:
        page.goto(path)
        if path == "/review":
            page.click("[data-action=amend]")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_nothing_of_a_hostile_article_runs(open_page: Any) -> None:
    """A hostile article is shown as words in the review, within the width of a phone, and runs nothing."""
    page = open_page("/review", viewport={"width": 390, "height": 840})
    for kept in page.request.get("/claims.json?limit=100&q=rebels").json()["claims"]["items"]:
        page.goto(f"/review?claim={kept['claim']['id']}")
        page.click("[data-action=amend]")
        assert page.evaluate("window.hit") is None
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
