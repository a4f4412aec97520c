"""Tests of maps as SVG: precision, hatching, legend, and what lies outside."""

from __future__ import annotations

import re

import shapely

from reportedly.gazetteer.areas import area_shape
from reportedly.ledger import Ledger
from reportedly.sharing.drawn import How
from reportedly.sharing.material import Scope
from reportedly.sharing.profile import Profile
from reportedly.sharing.report import draft_report
from reportedly.sharing.report_map import draw_report_map
from reportedly.sharing.svg_map import MapPicture, Mark, box_of, draw_map
from reportedly.sharing.whose_word import MEANINGS, Word
from tests.sharing.conftest import TODAY

TOWN = Mark("Talma", How.RING, 35.3, 40.7, word=Word.ONE, holder="SDF", said="SDF")
PROVINCE = Mark(
    "Hasakah", How.AREA, 36.5, 40.7, area_shape("SY.01"), word=Word.PARTS, holder="army", said="army in parts"
)
AROUND = Mark(
    "around Talma", How.AREA, 35.3, 40.7, shapely.Point(40.7, 35.3).buffer(0.4), soft=True, word=Word.DISPUTED
)

TINY = shapely.Point(40.7, 35.3).buffer(0.1)


def draw(*marks: Mark, **more: object) -> str:
    """Return a map of marks."""
    return draw_map(MapPicture("Who holds what", ("As of 4 May 2031.",), marks, **more))  # type: ignore[arg-type]


def test_the_picture_says_what_it_shows() -> None:
    """Title, day, the classes drawn with a sentence each, a scale and credits stand in the picture."""
    drawn = re.sub(r"\s+", " ", " ".join(re.findall(r">([^<]+)<", draw(TOWN, PROVINCE))))
    for words in ("Who holds what", "As of 4 May 2031", "one side", "in parts", " km", "Natural Earth", "GeoNames"):
        assert words in drawn
    assert MEANINGS[Word.STALE].split(";")[0] not in drawn


def test_an_area_is_never_a_dot() -> None:
    """A province is drawn as its outline, with no circle anywhere but in the legend."""
    body = draw(PROVINCE).partition("</defs>")[2]
    assert "<circle" not in body
    assert 'fill-rule="evenodd"' in body


def test_an_edge_that_is_not_known_is_soft() -> None:
    """A spatial expression has a blurred edge and no hard line; a province has one."""
    assert "stroke-opacity" in draw(AROUND)
    assert "stroke-opacity" not in draw(PROVINCE).partition("</defs>")[2]


def test_a_wide_area_hides_nothing_in_it() -> None:
    """The wider an area, the fainter its pattern; one that fills the picture keeps none where claims speak of parts."""
    country = shapely.box(38.0, 33.0, 43.0, 38.0)
    strengths = [
        float(found)
        for word, shape in ((Word.PARTS, TINY), (Word.PARTS, country), (Word.ONE, country))
        for found in re.findall(
            r'fill-opacity="([\d.]+)"',
            draw(Mark("x", How.AREA, 35.3, 40.7, shape, word=word, holder="army"), box=country.bounds).partition(
                "</defs>"
            )[2],
        )[:1]
    ]
    assert strengths[0] > strengths[2] > strengths[1] == 0


def test_each_class_has_a_pattern_of_its_own() -> None:
    """Classes differ by pattern, dash or weight, so that grey print tells them apart."""
    fills = set()
    for word in Word:
        found = re.search(
            r"<circle [^>]*r=\"7.5\"[^>]*>",
            draw(Mark("x", How.RING, 35.0, 40.0, word=word)).replace('fill="#ffffff"', ""),
        )
        assert found
        both = re.findall(r'<circle [^>]*r="7.5"[^>]*>', draw(Mark("x", How.RING, 35.0, 40.0, word=word)))
        fills.add(re.sub(r'c[xy]="[^"]*"', "", both[-1]))
    assert len(fills) == len(Word)


def test_what_lies_outside_is_named() -> None:
    """A place outside the box is said to be outside, not left out in silence."""
    assert "Outside the picture: Talma." in draw(TOWN, PROVINCE, box=(0.0, 0.0, 5.0, 5.0)).replace(
        "Talma, Hasakah", "Talma"
    )


def test_labels_without_room_are_counted() -> None:
    """Names are not written over each other; those that find no room are counted."""
    crowd = [Mark(f"Long name of a town {n}", How.RING, 35.0, 40.0 + n / 5000, word=Word.NEUTRAL) for n in range(60)]
    assert re.search(r"\d+ of the places drawn are without a name", draw(*crowd))


def test_wide_areas_do_not_widen_the_map() -> None:
    """A country in the list does not make the map one of the world, unless it is alone."""
    country = Mark("Russia", How.AREA, 60.0, 90.0, area_shape("RU"))
    assert box_of([TOWN, country])[2] < 50
    assert box_of([country])[2] > 100


def test_the_same_marks_give_the_same_bytes() -> None:
    """Drawing has no chance in it."""
    assert draw(TOWN, PROVINCE, AROUND) == draw(TOWN, PROVINCE, AROUND)


def test_a_report_has_a_map_of_its_holders(ledger: Ledger, scope: Scope) -> None:
    """The places of the report's table stand in its map, under who is claimed to hold them."""
    draft = draft_report(ledger, scope)
    picture = draw_report_map(draft.material, draft.holders)
    assert picture is not None
    assert "Talma" in picture
    assert "As of 4 May 2031" in picture


def test_what_is_coarse_says_of_no_town_who_holds_it(ledger: Ledger) -> None:
    """Under a profile that draws captures no finer than a district, neither table nor map puts a town with anybody."""
    strict = Profile("strict", coarse_types=("movement", "strength", "gain", "control"))  # type: ignore[arg-type]
    draft = draft_report(ledger, Scope(TODAY, since="2031-05-01", profile=strict))
    table = dict(draft.sections)["Who holds what, by claims"]
    assert not any("Talma" in line for line in table)
    picture = draw_report_map(draft.material, draft.holders)
    assert picture is None or "Talma" not in picture
