"""The pages that lead a reader from the start: their commands run, their addresses answer, their pictures are there."""

from __future__ import annotations

import re
import shutil
import struct
import subprocess
import sys
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from reportedly import Settings
from reportedly.web import create_app
from reportedly.web.readers import Readers, start_thread
from scripts.take_pictures import PICTURES, WIDTH
from tests.house.test_docs import PAGES, ROOT
from tests.house.test_ledger_pages import run_page

TUTORIAL = "tutorials/from-folder-to-report.md"
HOW_TOS = ("how-to/for-a-researcher.md", "how-to/for-an-analyst.md", "how-to/for-a-fact-checker.md")
ADDRESS = re.compile(r"^ {4}(/\S+)$", re.MULTILINE)
IMAGE = re.compile(r"!\[([^\]]*)\]\(([^)]+)\)")
LINK = re.compile(r'href="(/[^"#]*)"[^>]*>([^<]*)<')
EMPTY = 'class="empty"'  # how every page marks that it has nothing to show
UNDECIDED = ("/review/differences", "/review/rules")  # nothing stands there before people have decided
MOST_BYTES = 150_000  # of a picture
IMAGES = ROOT / "docs" / "images"


def find_empty(page: str, ledger: Path) -> list[str]:
    """Return the addresses on the page that do not answer, or have nothing to show, over the ledger."""
    wrong = []
    with _open(ledger) as client:
        for address in ADDRESS.findall((ROOT / "docs" / page).read_text("utf-8")):
            path, mark, query = address.partition("?")
            shown, twin = client.get(address), client.get(f"{path}.json{mark}{query}")
            empty = EMPTY in shown.text and address not in UNDECIDED
            if shown.status_code != 200 or empty or "This page does not know" in shown.text:
                wrong.append(f"{address}: {shown.status_code}")
            if twin.status_code != 200:
                wrong.append(f"{path}.json{mark}{query}: {twin.status_code}")
    return wrong


def _open(ledger: Path) -> TestClient:
    settings = Settings(ledger=str(ledger))
    app = create_app(settings, author="Amal", reading=Readers(settings, start=start_thread))
    return TestClient(app, base_url="http://127.0.0.1", headers={"accept": "text/html"})


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a ledger of the shipped examples."""
    path = tmp_path_factory.mktemp("examples") / "reportedly.db"
    program = [sys.executable, "-c", "from reportedly.cli.main import run\nif __name__ == '__main__': run()"]
    subprocess.run([*program, "add", "--examples", "--quiet", "--ledger", str(path)], check=False)
    return path


@pytest.mark.slow
def test_the_tutorial_runs_from_an_empty_folder(tmp_path: Path) -> None:
    """Each command of the lesson ends well and finds something, each address shows something, and a report is left."""
    assert run_page(TUTORIAL, tmp_path, finds=True) == []
    assert find_empty(TUTORIAL, tmp_path / "reportedly.db") == []
    assert "Situation report" in (tmp_path / "report.html").read_text("utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("page", HOW_TOS)
def test_the_how_tos_run_on_the_examples(page: str, examples: Path, tmp_path: Path) -> None:
    """Each command of a reader's page ends well on the examples, and each address shows something."""
    shutil.copy(examples, tmp_path / "reportedly.db")
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text(
        "MARKADA, April 12, 2021 - ISIS left Markada on Sunday, a resident said.\n"
    )
    assert run_page(page, tmp_path) == []
    assert find_empty(page, tmp_path / "reportedly.db") == []


@pytest.mark.slow
def test_a_stranger_finds_the_answers(examples: Path) -> None:
    """From the start page, what is asked of the examples is no more than three presses away, in words."""
    with _open(examples) as client:
        start = client.get("/").text
        assert "says" in start and "28 civilians killed" in start and "before" in start  # what was revised: none
        toll = next(path for path, title in LINK.findall(start) if title == "killed in Markada, 2021-03-16")
        assert re.search(r"<b>\d origins in \d reports</b>", client.get(toll).text)  # how many origins: one
        found = client.get("/search?q=Markada").text
        place = next(path for path, title in LINK.findall(found) if title == "Markadah")
        day = client.get(f"{place}?at=2021-03-29").text  # who holds it: search, place, day
        assert "On <b>29 March 2021</b>" in day and "The SDF controls Markada" in day


def test_every_picture_is_there_small_and_shown() -> None:
    """Each picture of the script is there in its size, small, and shown on a page; and there are no others."""
    shown = {target.rpartition("/")[2] for page in PAGES for _, target in IMAGE.findall(page.read_text("utf-8"))}
    assert {path.name for path in IMAGES.glob("*.png")} == {f"{picture.name}.png" for picture in PICTURES}
    for picture in PICTURES:
        png = (IMAGES / f"{picture.name}.png").read_bytes()
        assert struct.unpack(">II", png[16:24]) == (WIDTH, picture.height), picture.name
        assert len(png) < MOST_BYTES, picture.name
        assert f"{picture.name}.png" in shown, picture.name


def test_every_picture_has_words_in_its_place() -> None:
    """Each picture on a page is there, and is told in a sentence for those who do not see it."""
    for page in PAGES:
        for words, target in IMAGE.findall(page.read_text("utf-8")):
            assert (page.parent / target).exists(), target
            assert len(words) > 20, (page.name, target)
