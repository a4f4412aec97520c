"""Tests of drawings as text: what is hostile stays words, what is drawn is the same each time."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from reportedly.sharing.sheet import Entry, Sheet, as_file, draw_sheet
from reportedly.sharing.svg import Svg, element, shorten, width_of, wrap, write
from tests.web.hostile import ATTACKS


@pytest.mark.parametrize("attack", ATTACKS, ids=range(len(ATTACKS)))
def test_hostile_words_stay_words(attack: str) -> None:
    """Whatever stands in a title, a legend or an attribute is text of the drawing, and the drawing is XML."""
    entry = Entry(element("rect", width=1, height=1), attack, attack)
    sheet = Sheet(attack, (attack,), write(0, 0, attack), 20.0, (entry,), (attack,))
    root = ET.fromstring(as_file(draw_sheet(sheet)))  # our own
    names = {one.tag.rpartition("}")[2] for one in root.iter()}
    assert names <= {"svg", "title", "desc", "defs", "rect", "g", "text"}
    assert not [key for one in root.iter() for key in one.attrib if key.startswith("on") or key.endswith("href")]


def test_only_our_own_markup_goes_in_as_it_is() -> None:
    """A plain string is escaped, and so is what looks like markup."""
    assert element("g", "<b>") == "<g>&lt;b&gt;</g>"
    assert element("g", Svg("<b/>")) == "<g><b/></g>"


def test_an_attribute_cannot_be_left() -> None:
    """Quotation marks of a value stay in the value."""
    root = ET.fromstring(element("g", aria_label="\" onload='x' \""))
    assert root.attrib == {"aria-label": "\" onload='x' \""}


@pytest.mark.parametrize("words", ["a" * 300, "one two three " * 40, "صوت الوادي " * 40, "市场 " * 40, ""])
def test_no_line_is_wider_than_its_room(words: str) -> None:
    """Words are broken into lines, and a word wider than the room is cut."""
    assert all(width_of(line, 12) <= 200 for line in wrap(words, 200, 12))


def test_what_is_cut_says_so() -> None:
    """A shortened name ends with an ellipsis; one that fits is whole."""
    assert shorten("Markada", 500, 12) == "Markada"
    assert shorten("Syrian Observatory for Human Rights", 60, 12).endswith("…")
