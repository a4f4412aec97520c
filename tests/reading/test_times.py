"""Time expressions: what is found, its TIMEX3 type and value, and what is none."""

from __future__ import annotations

import string
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportedly.model import TimeType
from reportedly.reading.draft import Draft
from reportedly.reading.timexes.find import find_times
from reportedly.reading.timexes.interval import days_of_period, interval_of
from reportedly.reading.timexes.vocabulary import load_vocabulary

Make = Callable[..., Draft]
DAY = "2017-06-14"  # a Wednesday


def read(draft: Make, text: str, published: str | None = DAY) -> list[tuple[str, str]]:
    """Return the words and the value of each expression of a text."""
    made = draft(text) if published is None else draft(text, published=published)
    return [(text[t.start : t.end], t.value) for t in find_times(made)]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("Troops entered on June 3, 2016.", "June 3, 2016", "2016-06-03"),
        ("Troops entered on June 3 2016 at noon.", "June 3 2016", "2016-06-03"),
        ("Troops entered on Thursday, 18 May 2017.", "Thursday, 18 May 2017", "2017-05-18"),
        ("Troops entered on the 3rd of June.", "the 3rd of June", "2017-06-03"),
        ("Updated Oct 032016 by the desk.", "Oct 032016", "2016-10-03"),
        ("Troops entered on 2016-06-03.", "2016-06-03", "2016-06-03"),
        ("Troops entered on 23/05/2016.", "23/05/2016", "2016-05-23"),
        ("Troops entered on 05.04.2016.", "05.04.2016", "2016-04-05"),
        ("Saturday 10 June 2017 14:47 Shells fell.", "Saturday 10 June 2017 14:47", "2017-06-10T14:47"),
        ("The town fell in late November 2016.", "late November 2016", "2016-11"),
        ("The town fell last October.", "last October", "2016-10"),
        ("The town fell in February last year.", "February last year", "2016-02"),
        ("The war broke out in 2011.", "2011", "2011"),
        ("They fled in the 1990s.", "1990s", "199X"),
        ("It was built in the 19th century.", "the 19th century", "18"),
        ("The town fell last fall.", "last fall", "2016-FA"),
        ("Trade rose in the first quarter of 2016.", "the first quarter of 2016", "2016-Q1"),
        ("The market was hit on Thanksgiving Day 2 km away.", "Thanksgiving Day", "2016-11-24"),
        ("The town fell last week.", "last week", "2017-W23"),
        ("The town fell earlier this month.", "this month", "2017-06"),
        ("The town fell three days ago.", "three days ago", "2017-06-11"),
        ("The town fell two weeks ago.", "two weeks ago", "2017-W22"),
        ("The town fell six months ago.", "six months ago", "2016-12"),
        ("The town fell a decade ago.", "a decade ago", "2007"),
        ("He left at 9 a.m. Tuesday.", "9 a.m. Tuesday", "2017-06-13T09:00"),
        ("He left at 0735 GMT on Tuesday.", "0735 GMT", "2017-06-13T07:35"),
        ("Shells fell last night.", "last night", "2017-06-13TNI"),
        ("Shells fell yesterday morning.", "yesterday morning", "2017-06-13TMO"),
        ("Shells fell on the 9th.", "the 9th", "2017-06-09"),
        ("They will leave by the end of the month.", "the end of the month", "2017-06"),
        ("Shells fell at 00:40 there.", "00:40", "2017-06-14T00:40"),
        ("Shells fell the day before.", "the day before", "2017-06-13"),
        ("Shells had fallen the night before, he said.", "the night before", "2017-06-13TNI"),
        ("They met in the week of June 5 there.", "the week of June 5", "2017-W23"),
    ],
)
def test_dates_and_times_have_values(draft: Make, text: str, words: str, value: str) -> None:
    """A date or time is found with its whole words and the value that the document's day gives it."""
    assert (words, value) in read(draft, text)


@pytest.mark.parametrize(
    ("text", "words", "value", "kind"),
    [
        ("They fought for three days.", "three days", "P3D", TimeType.DURATION),
        ("They fought in the past 24 hours.", "the past 24 hours", "PT24H", TimeType.DURATION),
        ("After a 16-hour battle they left.", "16-hour", "PT16H", TimeType.DURATION),
        ("It took 5 1/2 hours to arrive.", "5 1/2 hours", "PT5H30M", TimeType.DURATION),
        ("They fought for several months.", "several months", "PXM", TimeType.DURATION),
        ("They fought for more than two years.", "more than two years", "P2Y", TimeType.DURATION),
        ("They shell the town every day.", "every day", "P1D", TimeType.SET),
        ("They shell the town daily.", "daily", "P1D", TimeType.SET),
        ("They meet every two weeks.", "every two weeks", "P2W", TimeType.SET),
        ("They are now in the town.", "now", "PRESENT_REF", TimeType.DATE),
        ("They recently left the town.", "recently", "PAST_REF", TimeType.DATE),
    ],
)
def test_durations_sets_and_references_have_types(
    draft: Make, text: str, words: str, value: str, kind: TimeType
) -> None:
    """Durations, sets and references have their TIMEX3 type and value."""
    found = find_times(draft(text, published=DAY))
    assert [(text[t.start : t.end], t.value, t.type) for t in found] == [(words, value, kind)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Rebels captured the base on Friday.", "2017-06-09"),
        ("Rebels will leave the base on Friday.", "2017-06-16"),
        ("Talks are scheduled for Friday.", "2017-06-16"),
        ("The governor extended the truce until Friday.", "2017-06-16"),
        ("Friday's attack killed nobody.", "2017-06-09"),
        ("Rebels captured the base on Wednesday.", "2017-06-14"),
        ("Rebels captured the base last Wednesday.", "2017-06-07"),
        ("Rebels captured the base in December.", "2016-12"),
        ("Rebels will leave the base in December.", "2017-12"),
        ("Rebels captured the base on December 3.", "2016-12-03"),
    ],
)
def test_tense_decides_which_day_is_meant(draft: Make, text: str, value: str) -> None:
    """A weekday, a month or a day without its year is read by the tense of its verb."""
    assert [found[1] for found in read(draft, text)] == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Rebels captured the base on Thursday.", "XXXX-WXX-4"),
        ("Rebels captured the base on June 3.", "XXXX-06-03"),
        ("Rebels captured the base in June.", "XXXX-06"),
        ("Rebels captured the base today.", "PRESENT_REF"),
        ("Rebels captured the base yesterday.", "PAST_REF"),
        ("Rebels captured the base last week.", "PAST_REF"),
        ("Rebels captured the base three days ago.", "PAST_REF"),
    ],
)
def test_no_date_is_invented_for_an_undated_document(draft: Make, text: str, value: str) -> None:
    """Without the document's date a relative time stays relative."""
    assert [found[1] for found in read(draft, text, None)] == [value]


@pytest.mark.parametrize(
    "text",
    [
        "A 33-year-old man was killed.",
        "They left the day before the attack.",
        "They fought the now-defunct militia.",
        "The war, now in its fourth year, goes on.",
        "The man is 40 years old.",
        "The fighters have been there since the conflict started.",
        "In all 2000 people fled the town.",
        "He may leave and then march home.",
        "They were killed by Jan Novak and April Glass.",
        "More than 1900 fighters left.",
        "The sun set as they sat in the second car.",
    ],
)
def test_false_friends_are_no_times(draft: Make, text: str) -> None:
    """Ages, counts, names and modal verbs are no times."""
    assert read(draft, text) == []


def test_a_count_after_a_month_is_not_its_day(draft: Make) -> None:
    """Where a comma was lost, the number after a month may count what follows."""
    assert read(draft, "In May 20 civilians were killed.") == [("May", "2017-05")]
    assert read(draft, "The May 20 attack killed nobody.") == [("May 20", "2017-05-20")]


def test_anaphoric_times_follow_the_day_spoken_of(draft: Make) -> None:
    """ "The following day" is counted from the last day told, "that year" is the last year told."""
    text = "The town fell on March 3, 2014. The following day the fort fell. Later that year both were lost."
    assert [value for _, value in read(draft, text)] == ["2014-03-03", "2014-03-04", "2014"]
    text = "The town fell on March 3, 2014. The fort had fallen the day before."
    assert [value for _, value in read(draft, text)] == ["2014-03-03", "2014-03-02"]


def test_the_day_of_the_saying_is_not_the_day_spoken_of(draft: Make) -> None:
    """ "The next day" is counted from what was told, not from when it was said."""
    text = "The town fell on March 3, the mayor said on Friday. The next day the fort fell."
    assert [value for _, value in read(draft, text)] == ["2017-03-03", "2017-06-09", "2017-03-04"]
    text = "The mayor said on Friday that the town had fallen. The next day the fort fell."
    assert [value for _, value in read(draft, text)] == ["2017-06-09", "2017-06-10"]


def test_a_chronicle_takes_the_year_told_of_last(draft: Make) -> None:
    """In a text that tells years long past and never speaks of its own day, a month is of the year told last."""
    text = "In 1919 they met. In 1920 they fought. In 1921 they won. In 1922 they lost. In 1923 they met in June."
    assert read(draft, text)[-1] == ("June", "1923-06")


def test_weekday_plurals_without_a_noun_are_sets(draft: Make) -> None:
    """ "On Sundays" recurs; "Sundays attack", its apostrophe lost, is one day."""
    assert read(draft, "They pray there on Sundays.") == [("Sundays", "XXXX-WXX-7")]
    assert read(draft, "Sundays attack killed nobody.") == [("Sundays", "2017-06-11")]


def test_every_rule_has_an_example_that_it_reads(draft: Make) -> None:
    """Each kind of rule finds something in the example that the lexicon gives for it."""
    import tomllib
    from importlib.resources import files

    table = tomllib.loads((files("reportedly.reading") / "lexicon" / "en" / "times.toml").read_text("utf-8"))
    for rule in table["rule"]:
        text = f"They left in {rule['example']}." if rule["kind"] in ("month", "season", "year") else rule["example"]
        assert read(draft, text), rule["kind"]


def test_no_rule_begins_with_a_class_that_the_search_passes_over() -> None:
    """The classes listed as inner are the first of no rule, so that none is missed."""
    import re
    import tomllib
    from importlib.resources import files

    table = tomllib.loads((files("reportedly.reading") / "lexicon" / "en" / "times.toml").read_text("utf-8"))
    first = re.compile(rf"[(]*(?:{'|'.join(table['inner'])})\b")
    assert not [p for rule in table["rule"] for p in rule["patterns"] if first.match(p)]


WORDS = sorted({*load_vocabulary().classes, "2017", "13", "1/2", "06", "99999999999th", "0", ",", ".", "-", ":", "'"})


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    words=st.lists(st.sampled_from(WORDS).flatmap(lambda w: st.sampled_from([w, w.title(), w.upper()])), max_size=25),
    published=st.sampled_from([None, "0001-01-01", "2016-02-29", "9999-12-31"]),
)
def test_any_words_give_ordered_spans_inside_the_text(draft: Make, words: list[str], published: str | None) -> None:
    """Whatever the words, nothing is raised, and spans lie inside the text, in order, apart."""
    text = " ".join(words)
    made = draft(text)
    made = replace(made, document=replace(made.document, published=published))
    ends = [0]
    for timex in find_times(made):
        assert ends[-1] <= timex.start < timex.end <= len(text)
        assert timex.value
        ends.append(timex.end)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(alphabet=st.sampled_from(string.printable + "\0“”׳١٢٣الجمعة’–"), max_size=80))
def test_any_characters_are_survived(draft: Make, text: str) -> None:
    """Odd characters raise nothing."""
    assert all(0 <= t.start < t.end <= len(text) for t in find_times(draft(text, published=DAY)))


@given(value=st.text(alphabet="0123456789-WXTPQHSFAUIDMY:.", max_size=12))
def test_intervals_are_closed_and_in_order(value: str) -> None:
    """A value gives no interval or one whose ends are in order."""
    found = interval_of(value)
    assert found is None or (found.earliest is not None and found.latest is not None and found.earliest <= found.latest)
    assert (days_of_period(value) or 1) >= 0


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("They met on April 24 and 25 there.", ["2017-04-24", "2017-04-25"]),
        ("They met from 11-13 December 2016 there.", ["2016-12-11", "2016-12-13"]),
        ("They met on June 3 and 20 people were killed.", ["2017-06-03"]),
    ],
)
def test_listed_days_share_a_month(draft: Make, text: str, values: list[str]) -> None:
    """Two days of one month are two expressions; a count after the first is no day."""
    assert [value for _, value in read(draft, text)] == values
