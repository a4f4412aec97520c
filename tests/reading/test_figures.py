"""Figures: what counts as one, its bounds, its hedge, its unit, and what it counts."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from reportedly.model import Document, Relation, TimeType, Timex
from reportedly.reading.draft import Draft
from reportedly.reading.figures.context import words_after
from reportedly.reading.figures.find import find_figures
from reportedly.reading.figures.numbers import find_numbers

Make = Callable[..., Draft]


def ranges(draft: Make, text: str) -> list[tuple[float | None, float | None]]:
    """Return the bounds of the figures of a text."""
    return [(q.low, q.high) for q in find_figures(draft(text))]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("two villages", 2),
        ("twenty-five villages", 25),
        ("two hundred and six villages", 206),
        ("a dozen villages", 12),
        ("three dozen villages", 36),
        ("half a dozen villages", 6),
        ("half a million villagers", 500_000),
        ("a quarter of a million villagers", 250_000),
        ("two and a half thousand villagers", 2500),
        ("a million and a half villagers", 1_500_000),
        ("1.5 million villagers", 1_500_000),
        ("4,310 villagers", 4310),
        ("4 310 villagers", 4310),
        ("27k villagers", 27_000),
        ("5m villagers", 5_000_000),
        ("one thousand and fifty villagers", 1050),
    ],
)
def test_number_words_and_digits_are_read_to_their_value(draft: Make, text: str, value: float) -> None:
    """A number is read whether it is written in words, in digits or in both."""
    assert ranges(draft, f"The militia burned {text}.") == [(value, value)]


@pytest.mark.parametrize(
    ("hedge", "relation", "low", "high"),
    [
        ("", Relation.EQUAL, 40, 40),
        ("at least", Relation.AT_LEAST, 40, None),
        ("a minimum of", Relation.AT_LEAST, 40, None),
        ("no fewer than", Relation.AT_LEAST, 40, None),
        ("more than", Relation.ABOVE, 40, None),
        ("over", Relation.ABOVE, 40, None),
        ("up to", Relation.AT_MOST, None, 40),
        ("as many as", Relation.AT_MOST, None, 40),
        ("not more than", Relation.AT_MOST, None, 40),
        ("fewer than", Relation.BELOW, None, 40),
        ("an estimate of less than", Relation.BELOW, None, 40),
        ("some", Relation.ABOUT, 40, 40),
        ("nearly", Relation.ABOUT, 40, 40),
        ("an estimated", Relation.ABOUT, 40, 40),
        ("at least another", Relation.AT_LEAST, 40, None),
    ],
)
def test_a_hedge_before_a_figure_sets_its_bounds(
    draft: Make, hedge: str, relation: Relation, low: float | None, high: float | None
) -> None:
    """Each hedge has its relation; a bound leaves the other side open."""
    (figure,) = find_figures(draft(f"The militia still holds {hedge} 40 hostages."))
    assert (figure.relation, figure.low, figure.high) == (relation, low, high)
    assert hedge.endswith("another") or (figure.hedge or "") in hedge


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("40 hostages or more", Relation.AT_LEAST),
        ("40 or more hostages", Relation.AT_LEAST),
        ("40+ hostages", Relation.AT_LEAST),
        ("40 hostages at most", Relation.AT_MOST),
        ("40-odd hostages", Relation.ABOUT),
        ("40 or so hostages", Relation.ABOUT),
    ],
)
def test_a_hedge_behind_a_figure_sets_its_bounds(draft: Make, text: str, relation: Relation) -> None:
    """A hedge may follow the figure or what it counts."""
    (figure,) = find_figures(draft(f"The militia still holds {text}."))
    assert (figure.relation, figure.of) == (relation, "hostage")


@pytest.mark.parametrize(
    "text",
    [
        "The rebels took over 2 oil fields.",
        "There were talks about the 2 hostages.",
        "Jets flew over 2 villages.",
        "Fighting went on in and around 2 towns.",
    ],
)
def test_a_preposition_is_no_hedge(draft: Make, text: str) -> None:
    """The particle of "took over", or "about the" and a figure, leaves the figure exact."""
    (figure,) = find_figures(draft(text))
    assert (figure.low, figure.high, figure.hedge) == (2, 2, None)


@pytest.mark.parametrize(
    "text",
    ["between 20 and 30 fighters", "20-30 fighters", "20 to 30 fighters", "from 20 to 30 fighters", "20 – 30 fighters"],
)
def test_two_numbers_may_be_one_range(draft: Make, text: str) -> None:
    """A range is one figure whose ends are its bounds, and whose span runs from number to number."""
    (figure,) = find_figures(made := draft(f"The garrison lost {text}."))
    assert (figure.low, figure.high, figure.of) == (20, 30, "fighter")
    assert made.document.text[figure.start : figure.end].startswith("20")


def test_a_change_is_two_figures(draft: Make) -> None:
    """A figure that rises or falls from one value to another is said twice, for two times."""
    assert ranges(draft, "Their number rose from 200 to 350 fighters.") == [(200, 200), (350, 350)]


def test_a_range_shares_its_multiplier(draft: Make) -> None:
    """The multiplier at the end of a range holds for both its ends."""
    assert ranges(draft, "It cost 20 to 30 million dollars and two to three dozen lives.") == [
        (20_000_000, 30_000_000),
        (24, 36),
    ]


@pytest.mark.parametrize(
    ("word", "low"),
    [
        ("dozens of", 24),
        ("scores of", 40),
        ("hundreds of", 200),
        ("thousands of", 2000),
        ("tens of thousands of", 20_000),
        ("several hundred", 200),
    ],
)
def test_vague_words_have_a_lower_bound(draft: Make, word: str, low: float) -> None:
    """A vague word is open upwards, and is its own hedge."""
    (figure,) = find_figures(draft(f"The river drowned {word} cattle."))
    assert (figure.low, figure.high, figure.relation) == (low, None, Relation.AT_LEAST)
    assert figure.hedge is not None and figure.hedge in word


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("15,000 Kilometers square", "square kilometre"),
        ("12,000 KM2", "square kilometre"),
        ("250 km2", "square kilometre"),
        ("250km²", "square kilometre"),
        ("90 square miles", "square mile"),
        ("7km", "kilometre"),
        ("7 kilometers", "kilometre"),
        ("7 nautical miles", "nautical mile"),
        ("30%", "percentage"),
        ("30 per cent", "percentage"),
        ("48 hours", "hour"),
        ("$15 million", "dollar"),
        ("US$15 million", "dollar"),
        ("15m euros", "euro"),
        ("122mm", "millimetre"),
    ],
)
def test_a_measured_unit_is_a_singular_noun(draft: Make, text: str, unit: str) -> None:
    """Units are read in every common spelling, also where they cling to the digits."""
    (figure,) = find_figures(draft(f"It was {text} in all."))
    assert figure.unit == unit


def test_the_hedge_stands_before_the_currency(draft: Make) -> None:
    """A currency sign between hedge and figure does not hide the hedge."""
    (figure,) = find_figures(draft("Donors gave up to $15 million for the camp."))
    assert (figure.low, figure.high, figure.hedge) == (None, 15_000_000, "up to")


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("12 Karvan army officers died", "officer"),
        ("12 officers and soldiers died", "officer"),
        ("12 Karvani, Luran and Dashi fighters died", "fighter"),
        ("12 surface-to-air missiles fell", "missile"),
        ("12 of their armoured vehicles burned", "vehicle"),
        ("12 of the town's 40 wells are dry", "well"),
        ("12 more people came", "person"),
        ("12 KLA volunteers died", "volunteer"),
        ("12 women were hurt", "woman"),
        ("12 bases fell", "base"),
        ("a 12-truck convoy came", "truck"),
        ("a 12-bed clinic burned", "bed"),
        ("a 12-strong force came", "force"),
    ],
)
def test_the_counted_noun_is_singular(draft: Make, text: str, of: str) -> None:
    """What is counted is the head of the phrase behind the figure, in the singular."""
    assert find_figures(draft(f"Some say {text}."))[0].of == of


@pytest.mark.parametrize(
    "text",
    [
        "The raid killed 14 and wounded about 50.",
        "The death toll rose to 31.",
        "At least 40 were injured near the mill.",
        "Gunmen abducted 9 on the road.",
    ],
)
def test_the_hurt_are_persons_without_a_noun(draft: Make, text: str) -> None:
    """Where only what happened to them is said, persons are counted."""
    assert {figure.of for figure in find_figures(draft(text))} == {"person"}


def test_a_figure_alone_counts_what_the_one_before_counts(draft: Make) -> None:
    """In a list, a bare figure takes over the noun."""
    figures = find_figures(draft("The army lost 12 tanks in the north and another 9 in the south."))
    assert [figure.of for figure in figures] == ["tank", "tank"]


@pytest.mark.parametrize(
    "text",
    [
        "It began on 3 May 2012 and on March 12 it went on.",
        "It began in 2012, and the 2014 offensive failed.",
        "The raid came at 3:30 pm, at 0600, at 4 a.m. and at 1530.",
        "Regiment 111 left point 875 for the 4th Division on Highway 5.",
        "A T-72 tank, an F-16 and a MiG-29 were seen on the M4.",
        "Nobody, no one, said one thing to one another.",
        "See [3] and www.example.org/12/34 or 12/03/2016 or version 2.0.1.",
        "The second half of the third match was played 24/7 in the 1990s.",
        "Resolution 2254 and article 5 stand.",
        "They met on 9 and 10 April for a month and a half.",
        "He lives at 19 Mill Street.",
        "They took one village after another.",
        "It failed. 12",
        "The siege of 1683 is taught at school.",
        "A woman of 71 was shot.",
    ],
)
def test_what_looks_like_a_figure_and_is_none(draft: Make, text: str) -> None:
    """Dates, clock times, ordinals, names and page furniture are no figures."""
    assert ranges(draft, text) == []


def test_a_family_or_a_crowd_of_a_number_is_counted(draft: Make) -> None:
    """Whom a number of people makes up is no person of that age."""
    assert ranges(draft, "A family of five and a crowd of 1700 fled.") == [(5, 5), (1700, 1700)]


def test_a_number_before_a_plural_noun_is_no_date(draft: Make) -> None:
    """A month before a figure does not hide it where a counted noun follows."""
    assert ranges(draft, "In March 12 civilians were killed and 2000 soldiers fled.") == [(12, 12), (2000, 2000)]


def test_an_age_is_a_figure_in_years(draft: Make) -> None:
    """Ages have the unit year, however they are said."""
    figures = find_figures(
        draft("A 15-year-old boy, a girl aged 7 and Tarek Azm, 44, died. I am 17, aged between 16 and 18.")
    )
    assert [(figure.low, figure.unit) for figure in figures] == [(n, "year") for n in (15, 7, 44, 17, 16)]


def test_fractions_are_shares(draft: Make) -> None:
    """A fraction of something is a figure in per cent."""
    text = "Half of the town, a third of the mills, two-thirds of the wells and 1 in 4 homes burned."
    figures = find_figures(draft(text))
    assert [(figure.low, figure.unit) for figure in figures] == [(n, "percentage") for n in (50, 33, 67, 25)]


def test_a_date_found_before_is_no_figure(draft: Make) -> None:
    """A number inside a date of the layer of times is left out."""
    made = draft("They left on the 5 after.")
    dated = Draft(made.document, made.doc, times=(Timex(13, 18, TimeType.DATE, "XXXX-XX-05"),))
    assert len(find_figures(made)) == 1
    assert find_figures(dated) == ()


WORDS = [
    "two",
    "hundred",
    "and",
    "a",
    "half",
    "million",
    "12",
    "4,000",
    "-",
    "to",
    "of",
    "dozens",
    "third",
    "in",
    "$",
    "%",
    "km",
    "one",
]


@given(st.lists(st.sampled_from(WORDS), max_size=25))
@settings(max_examples=200, deadline=None)
def test_numbers_lie_in_order_inside_the_text(words: list[str]) -> None:
    """Numbers never overlap, never leave the text, and never raise."""
    text = " ".join(words)
    end = 0
    for number in find_numbers(text):
        assert end <= number.start < number.end <= len(text)
        end = number.end


@given(st.text(max_size=60))
@settings(max_examples=50, deadline=None)
def test_any_text_has_figures_inside_it(draft: Make, text: str) -> None:
    """No text makes the reader raise; spans lie inside it and do not overlap, and each figure has a bound."""
    end = 0
    for figure in find_figures(draft(text + " 12 ")):
        assert figure.start is not None and figure.end is not None
        assert end <= figure.start < figure.end <= len(text) + 4
        assert figure.low is not None or figure.high is not None
        end = figure.end


@pytest.mark.parametrize(
    "text",
    ['" ' * 3000, "1 " * 5000, "two and a half " * 2000, "12,", "\x00 12 \x00", "٣ ۴ ١٢", "9" * 4000, "- " * 3000],
)
def test_odd_texts_are_read_in_linear_time(nlp: Language, text: str) -> None:
    """Long runs of marks or numbers neither raise nor hang."""
    document = Document(id="odd", digest="", text=text)
    doc = nlp.make_doc(text)
    find_figures(Draft(document, doc))


def test_a_full_stop_behind_a_figure_is_a_word_of_its_own(draft: Make) -> None:
    """A full stop set off by spaces is kept as a sign, and never leaves an empty word behind a share."""
    assert [word.low for word in words_after("half .", 4)] == ["."]
    assert find_figures(draft("They lost a half . Then 3 men left ."))
