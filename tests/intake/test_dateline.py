"""Datelines: place, agency and date at the head of a text, and the day of publication chosen from what is known."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.intake.dateline import choose_published, find_dateline
from reportedly.model import DateOrigin


@pytest.mark.parametrize(
    ("text", "place", "agency", "month_day"),
    [
        ("KUNDUZ, Afghanistan, Feb 19 (Northwire) - Troops left.", "KUNDUZ", "Northwire", (2, 19)),
        ("BEIRUT (AFP) - Troops left.", "BEIRUT", "AFP", None),
        ("Deir Ezzor (Wire) – Troops left.", "Deir Ezzor", "Wire", None),
        ("Aleppo June 3 (SANA) Troops left.", "Aleppo", "SANA", (6, 3)),
        ("MOSCOW, May 3 /TASS/. Troops left.", "MOSCOW", "TASS", (5, 3)),
        ("Goma (DR Congo), Feb 21 (AA) -\n\nTroops left.", "Goma", "AA", (2, 21)),
        ("By Ann Reporter\n\nTRIPOLI, Friday, May 5 (AP) — Troops left.", "TRIPOLI", "AP", (5, 5)),
        ("BANGUI — Troops left.", "BANGUI", None, None),
        ("(Wire) Harasta – 23/3/2018\n\nTroops left.", "Harasta", "Wire", (3, 23)),
        ("SRINAGAR, Sept. 17: Troops left.", "SRINAGAR", None, (9, 17)),
    ],
)
def test_agency_datelines_are_taken_apart(
    text: str, place: str, agency: str | None, month_day: tuple[int, int] | None
) -> None:
    """Place, agency and day of an agency's dateline are found, each with its span."""
    found = find_dateline(text)
    assert found is not None and found.place is not None
    assert text[found.place.start : found.place.end] == place
    assert found.agency == agency
    assert agency is None or text[slice(*found.agency_span or (0, 0))] == agency
    assert (found.month, found.day) == (month_day or (None, None))


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("13 June 2017 Troops left.", "2017-06-13"),
        ("2017-06-13 Troops left.", "2017-06-13"),
        ("13.06.2017 Troops left.", "2017-06-13"),
        ("01-08-2016 Troops left.", "2016-08-01"),
        ("Date of publication 5 October 2016 Troops left.", "2016-10-05"),
        ("Last updated at Oct 032017 BEIRUT Troops left.", "2017-10-03"),
        ("Published June 20 2016 Troops left.", "2016-06-20"),
        ("Thu Aug 18 2016 70 Troops Left.", "2016-08-18"),
        ("Raid kills two monitor AFP Friday 6 Feb 2015 Troops left.", "2015-02-06"),
        ("Two killed in a raid 6 September 2016 SANA Troops left.", "2016-09-06"),
        ("Ouagadougou, 19 December 2022\n\nTroops left.", "2022-12-19"),
    ],
)
def test_opening_dates_are_datelines(text: str, date: str) -> None:
    """A full date that opens a text, or stands between headline and text beside weekday or agency, is its date."""
    found = find_dateline(text)
    assert found is not None and found.date == date
    assert found.date_span is not None and found.span.covers(found.date_span)


@pytest.mark.parametrize(
    "text",
    [
        "On 6 May 2016 the army left.",
        "6 May 2016, a Friday, was quiet.",
        "The army left on 6 May 2016 and came back.",
        "HIGHLIGHTS (as of 9 March 2023)\n\nTroops left.",
        "QUESTION: Did the troops leave?",
        "ISIS (Daesh) fighters left.",
        "The army left the town.",
        "",
    ],
)
def test_prose_is_no_dateline(text: str) -> None:
    """Dates in prose, headings and abbreviations in brackets are no dateline."""
    assert find_dateline(text) is None


def test_a_publisher_marks_a_date_like_an_agency() -> None:
    """A date beside the publisher's own name between headline and text is a dateline."""
    text = "Two killed in a raid Northwire 6 September 2016 Troops left."
    assert find_dateline(text) is None
    found = find_dateline(text, "Northwire")
    assert found is not None and found.date == "2016-09-06"


def test_the_dateline_beats_metadata_and_metadata_the_given_day() -> None:
    """Where they disagree by more than a day the dateline beats metadata, metadata the given day; all stay visible."""
    dateline = find_dateline("Published June 20 2016 Troops left.")
    assert choose_published("2016-06-15", None, None)[0] == "2016-06-15"
    assert choose_published("2016-06-15", None, "2016-06-18")[0] == "2016-06-18"
    published, dates = choose_published("2016-06-15", dateline, "2016-06-18")
    assert published == "2016-06-20"
    assert [one.origin for one in dates] == [DateOrigin.GIVEN, DateOrigin.METADATA, DateOrigin.DATELINE]
    assert dates[-1].span is not None


def test_a_difference_of_one_day_keeps_the_given_one() -> None:
    """A day is lost between time zones, and is no disagreement."""
    dateline = find_dateline("Published June 20 2016 Troops left.")
    assert choose_published("2016-06-21", dateline, None)[0] == "2016-06-21"


def test_a_missing_year_comes_from_the_given_day() -> None:
    """A dateline without a year takes the one nearest the given day, also across New Year; without one it has none."""
    dateline = find_dateline("KUNDUZ, Dec 30 (Northwire) - Troops left.")
    assert choose_published("2016-01-03", dateline, None)[0] == "2015-12-30"
    assert choose_published(None, dateline, None) == (None, ())


@given(
    text=st.text(alphabet="BEIRUT,Mayun 0123()-–—/.:\n2016AFP", max_size=60),
    given=st.sampled_from([None, "2016-02-29"]),
)
def test_any_head_is_survived(text: str, given: str | None) -> None:
    """Odd heads raise nothing, and spans lie inside the text."""
    found = find_dateline(text, "AP")
    choose_published(given, found, None)
    for span in (found.span, found.place, found.date_span, found.agency_span) if found else ():
        assert span is None or 0 <= span.start <= span.end <= len(text)
