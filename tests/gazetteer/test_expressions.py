"""Tests of spatial expressions: their words, and the area they stand for."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.gazetteer.expressions import draw_expression, find_expressions
from reportedly.gazetteer.geodesy import distance_km
from reportedly.model import Document, Place

# Known points: (kind, lat, lon, radius, country, admin1, id)
KNOWN: dict[str, tuple[str, float, float, float, str, str | None, str]] = {
    "Hama": ("city", 35.13, 36.75, 6.0, "SY", "10", "geonames:170017"),
    "Raqqa": ("city", 35.95, 39.01, 6.5, "SY", "04", "geonames:172955"),
    "Palmyra": ("city", 34.56, 38.28, 4.0, "SY", "11", "geonames:163345"),
    "Sukhna": ("city", 34.89, 38.87, 3.0, "SY", "11", "own:sukhna"),
    "Deir Ezzor": ("admin1", 35.0, 40.5, 100.0, "SY", "07", "geonames:170792"),
    "Damascus": ("city", 33.51, 36.29, 11.0, "SY", "13", "geonames:170654"),
    "Euphrates": ("river", 34.9, 41.0, 700.0, "SY", None, "own:euphrates"),
    "Ukraine": ("country", 49.0, 32.0, 430.0, "UA", None, "geonames:690791"),
    "Syrian": ("demonym", 35.0, 38.0, 240.0, "SY", None, "geonames:163843"),
    "Iraqi": ("demonym", 33.0, 44.0, 370.0, "IQ", None, "geonames:99237"),
}


@dataclass(frozen=True)
class Text:
    """A text with its toponyms."""

    document: Document
    toponyms: tuple[Place, ...]


def _text(words: str) -> Text:
    places = []
    for name, (kind, lat, lon, radius, country, admin1, id) in KNOWN.items():
        at = words.find(name)
        if at >= 0:
            places.append(Place(name, at, at + len(name), id, name, kind, lat, lon, radius, None, country, admin1))
    places.sort(key=lambda place: place.start or 0)
    return Text(Document("d", "", words), tuple(places))


@pytest.mark.parametrize(
    ("words", "expression"),
    [
        ("They hide in the Hama desert.", "Hama desert"),
        (
            "It runs from Sukhna town’s outskirts till the western borders of Deir Ezzor.",
            "from Sukhna town’s outskirts till the western borders of Deir Ezzor",
        ),
        ("Fighters fled the eastern countryside of Hama on foot.", "the eastern countryside of Hama"),
        ("Shells fell in Hama's eastern countryside today.", "Hama's eastern countryside"),
        ("Shells fell on Hama countryside today.", "Hama countryside"),
        ("They reached the outskirts of Palmyra.", "the outskirts of Palmyra"),
        ("A drone fell 10 km north of Raqqa.", "10 km north of Raqqa"),
        ("A drone fell within 12 miles of Raqqa.", "12 miles of Raqqa"),
        ("The road between Sukhna and Palmyra is cut.", "between Sukhna and Palmyra"),
        ("They patrol the Syrian-Iraqi border at night.", "the Syrian-Iraqi border"),
        ("They went to the Syrian – Iraqi borders.", "the Syrian – Iraqi borders"),
        ("Troops stand east of the Euphrates.", "east of the Euphrates"),
        ("Blasts shook southern Damascus.", "southern Damascus"),
        ("The front runs through eastern Ukraine.", "eastern Ukraine"),
    ],
)
def test_an_expression_is_found_whole(words: str, expression: str) -> None:
    """The words around a toponym are taken in, and have an area with a centre and a radius."""
    (found,) = find_expressions(_text(words))
    assert found.text == expression == words[found.start : found.end]
    assert found.area and found.radius_km and found.kind == "area"


@pytest.mark.parametrize(
    "words",
    [
        "Shells fell on Hama.",
        "In Palmyra and Sukhna life goes on.",
        "The Syrian army is there.",
        "between the Syrian army and Hama",
    ],
)
def test_a_bare_name_is_no_expression(words: str) -> None:
    """A toponym that no words widen is not listed."""
    assert find_expressions(_text(words)) == ()


def test_a_distance_and_a_direction_give_a_point() -> None:
    """10 km north of a town is 10 km away, to the north, right to a hundredth."""
    (found,) = find_expressions(_text("It fell 10 km north of Raqqa."))
    assert found.lat is not None and found.lon is not None
    assert distance_km((35.95, 39.01), (found.lat, found.lon)) == pytest.approx(10, rel=0.01)
    assert found.lat > 35.95 and found.lon == pytest.approx(39.01, abs=0.001)


def test_a_direction_cuts_the_area() -> None:
    """The eastern countryside of a town lies to its east, the eastern part of a country in its east."""
    for words, lon in (("in the eastern countryside of Hama", 36.75), ("in eastern Ukraine", 31.5)):
        (found,) = find_expressions(_text(words))
        assert found.lon is not None and found.lon > lon


def test_the_way_to_a_border_ends_at_it() -> None:
    """From a town to the border of a province is a band of both ends."""
    words = "They hold all from Sukhna to the border of Deir Ezzor province."
    (found,) = find_expressions(_text(words))
    assert found.text == "from Sukhna to the border of Deir Ezzor"
    assert found.lon is not None and 38.87 < found.lon < 40


def test_the_banks_of_a_river_lie_on_their_sides() -> None:
    """East of a river is east of it at the same latitude."""
    (found,) = find_expressions(_text("bases east of the Euphrates"))
    assert found.lat is not None and found.lon is not None
    assert 34 < found.lat < 37.5 and found.lon > 38.3


def test_a_valley_lies_along_its_river() -> None:
    """The valley of a river whose course is known is a band along it, no circle."""
    text = "Fighters came down the Khabur valley."
    river = Place("Khabur", 23, 29, "own:khabur", "Khabur", "river", 36.0, 40.75, 130.0, None, "SY", None)
    (area,) = find_expressions(Text(Document("d", "", text), (river,)))
    lons = [lon for lon, _ in area.area or ()]
    assert area.text == "Khabur valley"
    assert max(lons) - min(lons) < 1.1


def test_an_expression_is_drawn_later_as_it_would_have_been_at_once() -> None:
    """What was found without its area gets the same one when it is asked for."""
    text = _text("The road between Sukhna and Palmyra, the eastern countryside of Hama, and 10 km north of Raqqa.")

    found = find_expressions(text, drawn=False)

    assert len(found) == 3
    assert tuple(draw_expression(text, place) for place in found) == find_expressions(text)


@given(st.text(max_size=60), st.text(max_size=60))
def test_expressions_stay_in_the_text_and_apart(before: str, after: str) -> None:
    """Whatever stands around a name, spans lie inside the text and never overlap."""
    text = _text(f"{before} between Sukhna {after} and Palmyra east of Hama")
    end = 0
    for place in find_expressions(text):
        assert place.start is not None and place.end is not None
        assert end <= place.start < place.end <= len(text.document.text)
        assert place.text == text.document.text[place.start : place.end]
        end = place.end
