"""Take the pictures of the README and of the docs, from the examples and nothing else.

    python -m scripts.take_pictures [--into docs/images] [--only map,report]

Keeps the shipped examples in a ledger of its own, as if they had been added on the day after the last of them, serves
it on loopback, and writes one PNG for each entry of PICTURES: of one size, in light, with few colours, so that the
pictures are small and come out the same on the same machine. Needs a Chromium.
"""

from __future__ import annotations

import argparse
import io
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any  # Any: objects of playwright

import httpx

from reportedly import Ledger, Settings
from reportedly.intake import Given
from reportedly.intake.examples import find_examples
from reportedly.scaling import add_inputs, tell_reader
from scripts.look_at_pages import serve

ROOT = Path(__file__).parents[1]
INTO = ROOT / "docs" / "images"
RECORDED = "2021-04-12T06:00:00.000000Z"  # the morning after the last dispatch
WIDTH = 1280
COLOURS = 128  # pages are grey and blue with few other hues; more of them only weigh more
MAP_READY_S = 30


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: its name, the page it shows, how tall it is, and what must be in sight at its top."""

    name: str
    path: str
    height: int = 800
    top: str = ""  # a selector; else the page's beginning


PICTURES = (
    Picture("start", "/"),
    Picture("claims", "/claims?type=casualties&place=Markada"),
    Picture("claim", "/claims/3b6f3078cab160a5"),
    Picture("dispute", "/disputes/{toll}", height=940),
    Picture("figure", "/figures/{toll}", height=760),
    Picture("place", "/places/geonames%3A167208?at=2021-03-29", height=760),
    Picture("map", "/map?at=2021-03-29", height=860),
    Picture("review", "/review?type=casualties&place=Markada&order=weight", height=1000),
    Picture("report", "/report?since=2021-03-15&at=2021-04-02", height=1000, top=".report-tools"),
)


def keep_examples(path: Path) -> None:
    """Keep the shipped examples in a new ledger, recorded at the one instant."""
    settings = Settings(ledger=str(path))
    with Ledger.open(path, create=True, clock=lambda: RECORDED) as ledger:
        reader = tell_reader(settings)
        for _ in add_inputs(ledger, [str(find_examples())], Given(), reader=reader, settings=settings, jobs=1):
            pass


def find_toll(address: str) -> str:
    """Return the id of the question of how many died in the market."""
    listed = httpx.get(f"{address}/disputes.json?q=killed", timeout=60).json()["disputes"]
    return str(next(one["id"] for one in listed if one["title"].endswith("2021-03-16")))


def take(page: Any, address: str, picture: Picture, toll: str) -> bytes:
    """Return one picture as PNG, before it is made small."""
    page.set_viewport_size({"width": WIDTH, "height": picture.height})
    page.goto(address + picture.path.format(toll=toll), wait_until="load")
    if page.locator("#map").count():
        page.wait_for_selector("#map[data-ready=true]", timeout=MAP_READY_S * 1000)
        page.wait_for_timeout(1000)  # until labels have faded in
    page.mouse.move(0, 0)
    if picture.top and page.locator(picture.top).count():
        page.locator(picture.top).first.evaluate("one => window.scrollTo(0, one.offsetTop - 16)")
    page.wait_for_timeout(300)
    return bytes(page.screenshot())


def make_small(png: bytes) -> bytes:
    """Return the picture with few colours and nothing but its points."""
    from PIL import Image

    image = Image.open(io.BytesIO(png)).convert("RGB")
    few = image.quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    small = io.BytesIO()
    few.save(small, "PNG", optimize=True)
    return small.getvalue()


def take_all(address: str, into: Path, only: tuple[str, ...]) -> None:
    """Write the pictures, or only those named, and print what each weighs."""
    from playwright.sync_api import sync_playwright

    toll = find_toll(address)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--lang=en-GB"]
        )
        context = browser.new_context(
            locale="en-GB", timezone_id="UTC", color_scheme="light", reduced_motion="reduce", device_scale_factor=1
        )
        page = context.new_page()
        for picture in PICTURES:
            if not only or picture.name in only:
                png = make_small(take(page, address, picture, toll))
                (into / f"{picture.name}.png").write_bytes(png)
                print(f"{picture.name}.png {WIDTH}x{picture.height} {len(png) / 1000:.0f} kB", flush=True)
        browser.close()


def main() -> int:
    """Take the pictures."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--into", type=Path, default=INTO)
    options.add_argument("--only", default="", help="names of pictures, with commas between")
    given = options.parse_args()
    given.into.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        ledger = Path(folder) / "khabur.db"
        keep_examples(ledger)
        server, address = serve(ledger)
        take_all(address, given.into, tuple(name for name in given.only.split(",") if name))
        server.should_exit = True
    return 0


if __name__ == "__main__":
    sys.exit(main())
