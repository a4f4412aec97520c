"""Tests of the docs: what is documented, whether it is current, and whether its examples run."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

import reportedly
from reportedly.errors import CODES
from scripts.make_reference import make_pages
from tests.house.test_rooms import SOURCE

ROOT = Path(__file__).parents[2]
PAGES = [*sorted((ROOT / "docs").rglob("*.md")), ROOT / "README.md", ROOT / "CONTRIBUTING.md"]
COMMAND = re.compile(r"^(?: {4}|\$ )(reportedly (?:read|schema) .*)$", re.MULTILINE)
PYTHON = re.compile(r"```python\n(.*?)```", re.DOTALL)
# Commands of the docs whose files are the reader's own, or on the network.
_OWN_FILES = ("https://", "news/", "notes/", "more/", "$part", "report.txt", "part.")
RUNNABLE = sorted(
    {c for page in PAGES for c in COMMAND.findall(page.read_text("utf-8")) if not any(o in c for o in _OWN_FILES)}
)


def test_generated_pages_are_current() -> None:
    """Commands, settings and error codes on the pages are those of the code; else run scripts/make_reference.py."""
    for path, page in make_pages().items():
        if path != "README.md":
            assert (ROOT / path).read_text("utf-8") == page, path


def test_the_output_in_the_readme_is_real() -> None:
    """What the README shows is what the command prints, but for a few lines that a better reader changed."""
    shown, real = ((page.split("```text")[1].split("```")[0]).splitlines() for page in (
        (ROOT / "README.md").read_text("utf-8"), make_pages()["README.md"]))  # fmt: skip
    assert shown[:6] == real[:6]
    assert sum(line in real for line in shown) >= 0.7 * len(shown), "run scripts/make_reference.py"


def test_every_code_in_use_is_listed_and_every_listed_code_is_in_use() -> None:
    """`errors.CODES`, from which the page of codes is made, and the sources agree."""
    used = {code for path in SOURCE.rglob("*.py") for code in re.findall(r'"(R\d{3})"', path.read_text("utf-8"))
            if path.name != "errors.py"}  # fmt: skip
    used |= {code for path in SOURCE.rglob("*.py") for code in re.findall(r"[\"'](R\d{3}):", path.read_text("utf-8"))}
    assert used == set(CODES)


def test_every_public_name_is_documented() -> None:
    """What the package exports stands on the page of Python."""
    page = (ROOT / "docs/reference/python.md").read_text("utf-8")
    for name in reportedly.__all__:
        assert name == "__version__" or re.search(rf"\.{name}$", page, re.MULTILINE), name


def test_exported_names_are_those_listed() -> None:
    """Every name of `__all__` can be imported, and the list is the library's public face."""
    assert set(reportedly.__all__) == set(dir(reportedly))
    for name in reportedly.__all__:
        assert getattr(reportedly, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        reportedly.nothing  # noqa: B018


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    """Every relative link of a page leads to a file."""
    for target in re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", page.read_text("utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), target


def test_every_page_is_in_the_navigation() -> None:
    """The site's navigation lists every page."""
    listed = set(re.findall(r"[\w/-]+\.md", (ROOT / "mkdocs.yml").read_text("utf-8")))
    assert listed == {str(page.relative_to(ROOT / "docs")) for page in (ROOT / "docs").rglob("*.md")}


@pytest.mark.slow
@pytest.mark.parametrize("command", RUNNABLE)
def test_commands_of_the_docs_run(command: str) -> None:
    """Each command that the docs show on shipped files ends with 0."""
    words = shlex.split(command.partition(" > ")[0].partition(" | ")[0], comments=True)
    files = [str(p.relative_to(ROOT)) for w in words if "*" in w for p in sorted(ROOT.glob(w))]
    words = [w for w in words if "*" not in w] + files
    program = [sys.executable, "-c", "from reportedly.cli.main import run; run()", *words[1:]]
    done = subprocess.run(program, capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("page", [p for p in PAGES if PYTHON.search(p.read_text("utf-8"))], ids=lambda p: p.name)
def test_python_of_the_docs_runs(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each piece of Python in the docs runs as it stands."""
    monkeypatch.chdir(ROOT)
    for code in PYTHON.findall(page.read_text("utf-8")):
        exec(compile(code, str(page), "exec"), {})


def test_the_changelog_names_the_version() -> None:
    """The first version of the changelog is the package's."""
    found = re.search(r"^## ([\d.]+)", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert found and found[1] == reportedly.__version__
    assert f'version = "{reportedly.__version__}"' in (ROOT / "pyproject.toml").read_text("utf-8")


@pytest.mark.slow
def test_the_site_builds() -> None:
    """The site builds without a warning."""
    pytest.importorskip("mkdocs")
    program = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", "build/site-test"]
    done = subprocess.run(program, capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
