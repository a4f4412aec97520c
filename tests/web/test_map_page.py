"""Tests of the map: precision drawn honestly, last words by class, two clocks, views, and the same content as lists."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from fastapi.testclient import TestClient
from shapely.geometry import Point, shape

from reportedly import Ledger, Settings
from reportedly.gazetteer.areas import area_codes
from reportedly.model import EVERYBODY, KeptClaim, Place
from reportedly.sharing.drawn import How, how_drawn
from reportedly.sharing.whose_word import STALE_DAYS, Word
from reportedly.web import create_app
from reportedly.web.pages.basemap import draw_near, draw_world
from reportedly.web.pages.claim_columns import Columns, ordinal, read_columns
from reportedly.web.pages.kept_columns import load_columns, refresh_rows
from reportedly.web.pages.last_word import find_last_words
from reportedly.web.pages.map_view import Asked, view_map
from reportedly.web.readers import Readers, start_thread
from tests.web.coded import fill_coded
from tests.web.conftest import open_client

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a ledger of coded rows."""
    found = tmp_path_factory.mktemp("map") / "coded.db"
    fill_coded(found)
    return found


@pytest.fixture(scope="module")
def client(path: Path) -> Iterator[TestClient]:
    """Return a client over it."""
    settings = Settings(ledger=str(path))
    with open_client(create_app(settings, author="Amal", reading=Readers(settings, start=start_thread))) as made:
        yield made


@pytest.fixture(scope="module")
def claims(path: Path) -> list[KeptClaim]:
    """Return the claims of the ledger."""
    with Ledger.open(path) as ledger:
        return list(ledger.each_claim())


def _drawn(client: TestClient, **asked: Any) -> dict[str, Any]:
    found = re.search(r'id="map-data">(.*?)</script>', client.get("/map", params=asked).text, re.DOTALL)
    assert found is not None
    data: dict[str, Any] = json.loads(found[1])
    return data


def _sites(client: TestClient) -> dict[str, dict[str, Any]]:
    return {one["key"]: one for one in client.get("/map/sites.json").json()["sites"]}


def _word(claims: list[KeptClaim], day: str) -> Word:
    columns = read_columns(claims)
    known = np.ones(len(columns.site), bool)
    found = find_last_words(columns, day=ordinal(day), known=known, view=EVERYBODY)
    return found[0].word


def _held(claims: list[KeptClaim], *stakes: tuple[str, str | None]) -> list[KeptClaim]:
    """Return claims of one day that somebody holds the town, each by a source with a stake."""
    one = next(kept for kept in claims if kept.sentence.startswith("The SDF holds"))
    return [
        replace(one, claim=replace(one.claim, id=f"{number:016x}", source=replace(one.claim.source, stake=stake),
                                   actor=(replace(one.claim.actor[0], name=holder),)))
        for number, (holder, stake) in enumerate(stakes)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("stakes", "day", "word"),
    [
        ([("SDF", "sdf")], "2021-03-20", Word.ONE),
        ([("SDF", None)], "2021-03-20", Word.NEUTRAL),
        ([("SDF", "sdf"), ("SDF", "isis")], "2021-03-20", Word.SEVERAL),
        ([("SDF", "sdf"), ("SDF", None)], "2021-03-20", Word.SEVERAL),
        ([("SDF", "sdf"), ("ISIS", "isis")], "2021-03-20", Word.DISPUTED),
        ([("SDF", "sdf")], "2021-12-20", Word.STALE),
    ],
    ids=["one side", "no side", "two sides", "a side and none", "two holders", "long ago"],
)
def test_a_last_word_has_the_class_of_those_who_say_it(
    claims: list[KeptClaim], stakes: list[tuple[str, str | None]], day: str, word: Word
) -> None:
    """The class follows from the sides of those who name the holder, and from the age of their word."""
    assert _word(_held(claims, *stakes), day) is word


def test_what_was_not_said_yet_is_not_known(claims: list[KeptClaim]) -> None:
    """The last word on a day is that of claims about that day or before."""
    columns = read_columns(claims)
    town = next(n for n, site in enumerate(columns.sites) if site.key == "own:marqada")
    known = np.ones(len(columns.site), bool)
    before = find_last_words(columns, day=ordinal("2021-03-15"), known=known, view=EVERYBODY)
    after = find_last_words(columns, day=ordinal("2021-03-25"), known=known, view=EVERYBODY)

    assert before[town].holders == ("ISIS",)
    assert after[town].holders == ("SDF",)
    assert after[town].age_days == 5 < STALE_DAYS


def test_who_holds_something_in_a_province_does_not_hold_it(claims: list[KeptClaim]) -> None:
    """A claim about a province is one of parts, unless its words mean the whole."""
    province = next(kept for kept in claims if kept.claim.place[0].kind == "admin1")
    whole = replace(province, sentence="The army says it controls the whole of the province of Hasakah.")

    assert _word([province], "2021-03-12") is Word.PARTS
    assert _word([whole], "2021-03-12") is Word.NEUTRAL


@pytest.mark.parametrize(
    ("place", "how"),
    [
        (Place("a base", None, None, kind="base", lat=1, lon=1, radius_km=1), How.DOT),
        (Place("a town", None, None, kind="city", lat=1, lon=1, radius_km=3), How.RING),
        (Place("a province", None, None, kind="admin1", lat=1, lon=1, country="SY", admin1="01"), How.AREA),
        (Place("north of it", None, None, kind="area", lat=1, lon=1, area=((0, 0), (1, 0), (1, 1))), How.AREA),
        (Place("a desert", None, None, kind="desert", lat=1, lon=1, radius_km=80), How.AREA),
        (Place("somewhere", None, None, kind=None, lat=1, lon=1), How.AREA),
    ],
    ids=lambda value: value.text if isinstance(value, Place) else "",
)
def test_precision_is_drawn_honestly(place: Place, how: How) -> None:
    """Only a spot is a dot, only a town a ring; whatever is wider is an area."""
    assert how_drawn(place) is how


def test_a_province_is_never_a_dot(client: TestClient) -> None:
    """A claim about a province is drawn as its area, whose outline is among the areas."""
    province = _sites(client)["geonames:173813"]
    areas = client.get("/map/areas.geojson").json()["features"]

    assert province["how"] == "area"
    assert [one["properties"]["key"] for one in areas] == ["geonames:173813"]


def test_a_window_keeps_claims_that_hold_in_it(client: TestClient) -> None:
    """Brushing time leaves the claims of the window, in the list and in the counts of places."""
    found = client.get("/map.json", params={"from": "2021-03-15", "to": "2021-03-17"}).json()
    town = next(one for one in found["places"] if one["key"] == "own:marqada")

    assert found["total"] == 3
    assert town["claims"] == 3
    assert all(kept["claim"]["valid"]["earliest"] == "2021-03-16" for kept in found["claims"])


def test_the_two_clocks_are_apart(client: TestClient) -> None:
    """What was so on a day changes with the day by which it was known."""
    then = client.get("/map.json", params={"to": "2021-03-16", "known_by": "2021-03-16"}).json()
    since = client.get("/map.json", params={"to": "2021-03-16"}).json()

    assert then["total"] < since["total"]


def test_a_view_takes_one_sources_word(client: TestClient) -> None:
    """By one source's view only what it says is there."""
    found = client.get("/map.json", params={"view": "source:Sami Haddad"}).json()

    assert {kept["claim"]["source"]["name"] for kept in found["claims"]} == {"Sami Haddad"}


def test_what_the_map_draws_stands_in_a_list(client: TestClient) -> None:
    """Every place of the map and every claim shown is a link in the page, so that it can be reached by Tab."""
    text = client.get("/map").text
    sites = _sites(client)
    for key, *_ in _drawn(client)["places"]:
        assert f'data-key="{key}"' in text
        assert key in sites
    for kept in client.get("/map.json").json()["claims"]:
        assert f'href="/claims/{kept["claim"]["id"]}"' in text


def test_the_selected_place_stands_in_the_address(client: TestClient) -> None:
    """`sel` keeps the list to one place and says who was last claimed to hold it."""
    text = client.get("/map", params={"sel": "own:marqada"}).text

    assert "Last claimed by <b><bdi>SDF</bdi></b>" in text
    assert "geonames:173813" in text  # the map keeps the others


@pytest.mark.parametrize("box", ["1,2,3", "a,b,c,d", "1,2,3,4);"])
def test_a_box_that_is_none_is_refused(client: TestClient, box: str) -> None:
    """What the map is to show is four numbers."""
    assert client.get("/map.json", params={"box": box}).status_code == 422


def test_an_empty_window_offers_a_way_out(client: TestClient) -> None:
    """Where nothing falls in the window, the page says what to drop."""
    assert "show all days" in client.get("/map", params={"from": "1999-01-01", "to": "1999-01-02"}).text


def test_kept_rows_give_the_same_columns(path: Path, claims: list[KeptClaim]) -> None:
    """What is kept beside the ledger gives the same view as the claims themselves."""
    with Ledger.open(path) as ledger:
        refresh_rows(ledger, ledger.position)
        kept: Columns = load_columns(ledger)
    one, other = view_map(kept, Asked()), view_map(read_columns(claims), Asked())

    assert set(one.claims) == set(other.claims)
    assert sorted(one.places, key=lambda p: p.key) == sorted(other.places, key=lambda p: p.key)
    assert one.days == other.days


def test_the_world_file_is_what_the_polygons_give() -> None:
    """The static ground has every country, and disputed borders as lines of their own."""
    world = json.loads((ROOT / "src/reportedly/web/static/world.json").read_text("utf-8"))
    kinds = [one["properties"]["kind"] for one in world["features"]]

    land = {one["properties"]["code"] for one in world["features"] if one["properties"]["kind"] == "land"}
    assert land == {code for code in area_codes() if "." not in code}
    assert kinds.count("disputed") > 15


@pytest.mark.slow
def test_the_world_file_is_current() -> None:
    """`scripts/make_world.py` would write the same again."""
    world = (ROOT / "src/reportedly/web/static/world.json").read_text("utf-8")

    assert json.dumps(draw_world(), separators=(",", ":")) + "\n" == world


def test_the_near_ground_is_fine_and_has_divisions() -> None:
    """Around a box countries come finely, and those of the claims with the borders of their divisions."""
    near = draw_near((40.0, 35.0, 41.0, 36.0), ["SY"])
    kinds = {(one["properties"]["kind"], one["properties"]["code"]) for one in near["features"]}

    assert ("land", "SY") in kinds and ("land", "IQ") in kinds
    assert ("division", "SY.01") in kinds
    assert ("land", "BR") not in kinds


def test_a_border_of_two_countries_is_drawn_once() -> None:
    """No line runs beside another: what one country's border shows, its neighbour's leaves out."""
    near = draw_near((40.0, 33.0, 42.0, 36.0), ["SY"])
    lines = [shape(one["geometry"]) for one in near["features"] if one["properties"]["kind"] == "border"]
    spot = Point(41.2, 34.8).buffer(0.6)  # on the border of Syria and Iraq

    assert sum(line.intersects(spot) for line in lines) == 1
