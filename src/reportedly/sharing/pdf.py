"""PDF: a page of HTML printed by a browser that is present, alone, without a network, and the same bytes every time.

The browser is asked for nothing but printing: it reaches nobody, keeps its files in a folder that is gone afterwards,
and runs no script, since the policy in the page allows none.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from reportedly.errors import SharingError

# Names under which Chromium and its relatives are installed, the freest first
BROWSERS = (
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge",
)  # fmt: skip
_TIMEOUT_S = 120.0  # a report of many pages takes a few seconds; a first start of a browser more
_FLAGS = (
    "--headless", "--disable-gpu", "--no-first-run", "--no-default-browser-check", "--disable-extensions",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
    "--proxy-server=127.0.0.1:9",  # a port where nobody listens: whatever asked the network would get nothing
    "--no-pdf-header-footer",
)  # fmt: skip
_STAMPS = re.compile(rb"/(?:CreationDate|ModDate) \(D:[^)]*\)")


def find_browser(given: str = "") -> Path | None:
    """Return the browser that prints: the one given, by name or path, else the first that is installed."""
    for name in (given,) if given else BROWSERS:
        found = shutil.which(name)
        if found:
            return Path(found)
    return None


def print_pdf(html: str, *, day: str, browser: str = "", timeout_s: float = _TIMEOUT_S) -> bytes:
    """Return a page of HTML as PDF, stamped with a day and not with the hour of printing.

    Raises: SharingError (R707) where there is no browser, (R708) where it does not print.
    """
    found = find_browser(browser)
    if found is None:
        raise _missing(browser)
    with tempfile.TemporaryDirectory(prefix="reportedly-print-", ignore_cleanup_errors=True) as folder:
        page, target = Path(folder) / "page.html", Path(folder) / "page.pdf"
        page.write_text(html, "utf-8", errors="replace")
        command = [str(found), *_FLAGS, *_unboxed(), f"--user-data-dir={folder}/profile", f"--print-to-pdf={target}"]
        _run([*command, page.as_uri()], timeout_s)
        if not target.is_file() or not target.stat().st_size:
            raise _failed(f"{found.name} left no file")
        return _stamp(target.read_bytes(), day)


def _unboxed() -> tuple[str, ...]:
    """Return what a browser wants to run for the superuser, as in a container: it has no box of its own there."""
    return ("--no-sandbox",) if hasattr(os, "geteuid") and os.geteuid() == 0 else ()


def _run(command: Sequence[str], timeout_s: float) -> None:
    try:
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True)
    except OSError as error:
        raise _failed(str(error)) from error
    try:
        _, told = process.communicate(timeout=timeout_s)
    except subprocess.TimeoutExpired as error:
        _end(process)
        raise _failed(f"it took more than {timeout_s:.0f} s") from error
    if process.returncode:
        said = told.decode("utf-8", "replace").strip().splitlines()
        raise _failed(f"exit code {process.returncode}{': ' + said[-1][:200] if said else ''}")


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a browser and the processes it started, which are a group of their own."""
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.communicate()


def _stamp(content: bytes, day: str) -> bytes:
    """Return a PDF with its dates set to a day; they keep their length, on which its table of offsets rests."""
    told = f"D:{day.replace('-', '')}000000+00'00'".encode()

    def replace(found: re.Match[bytes]) -> bytes:
        name, _, old = found[0].partition(b"(")
        return name + b"(" + told[: len(old) - 1].ljust(len(old) - 1, b"'") + b")"

    return _STAMPS.sub(replace, content)


def _missing(given: str) -> SharingError:
    what = f"there is no browser {given!r} here" if given else "no browser was found that could print a PDF"
    return SharingError(
        "R707",
        f"{what}.",
        why="A PDF is the report's HTML as a browser prints it, and none ships with this program.",
        fix="install Chromium (apt-get install chromium), name one in REPORTEDLY_BROWSER, or print the HTML yourself.",
    )


def _failed(what: str) -> SharingError:
    return SharingError(
        "R708",
        f"the browser did not print the PDF: {what}.",
        why="The PDF is made by a browser that runs for a moment without a window.",
        fix="try again, name another in REPORTEDLY_BROWSER, or take the HTML and print it from a browser of yours.",
    )
