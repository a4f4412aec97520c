"""Dates of claims: which expression belongs to the content, and the interval and basis it gives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from reportedly.model import Basis, DateOrigin, FoundDate, Precision, Span, TimeText, Valid
from reportedly.reading.claims.valid import date_claim
from reportedly.reading.draft import Draft
from reportedly.reading.timexes.find import find_times

Make = Callable[..., Draft]
DAY = "2017-06-14"  # a Wednesday


def date_of(
    draft: Make,
    text: str,
    trigger: str,
    *,
    evidence: str = "",
    published: str | None = DAY,
    stative: bool = False,
    future: bool = False,
) -> tuple[TimeText | None, Valid]:
    """Return the time and interval of the claim that `trigger` signals; the evidence is the text from `evidence` on."""
    made = draft(text, published=published) if published else draft(text)
    made = replace(made, times=find_times(made))
    at, begin = text.index(trigger), text.index(evidence) if evidence else 0
    end = begin + len(evidence) if evidence else len(text)
    span = Span(at, at + len(trigger))
    return date_claim(made, trigger=span, evidence=Span(begin, end), stative=stative, future=future)


@pytest.mark.parametrize(
    ("text", "trigger", "words", "earliest", "latest"),
    [
        ("Rebels captured the base on Friday.", "captured", "Friday", "2017-06-09", "2017-06-09"),
        ("Rebels have held the base since Friday.", "held", "since Friday", "2017-06-09", DAY),
        ("Shells killed five people in the past 24 hours.", "killed", "the past 24 hours", "2017-06-13", DAY),
        ("Rebels captured the base last week.", "captured", "last week", "2017-06-05", "2017-06-11"),
        ("Rebels captured the base this week.", "captured", "this week", "2017-06-12", DAY),
        ("Rebels captured the base in early May.", "captured", "early May", "2017-05-01", "2017-05-10"),
        ("Rebels captured the base in 2014.", "captured", "2014", "2014-01-01", "2014-12-31"),
        ("Shells fell from Friday to Sunday.", "fell", "from Friday to Sunday", "2017-06-09", "2017-06-11"),
        ("Shells fell between 3 and 5 June.", "fell", "between 3 and 5 June", "2017-06-03", "2017-06-05"),
        ("Shells fell from 3 to 5 June.", "fell", "from 3 to 5 June", "2017-06-03", "2017-06-05"),
        ("Shells fell between Friday and Sunday.", "fell", "between Friday and Sunday", "2017-06-09", "2017-06-11"),
        ("Shells fell from 00:10 to 02:30.", "fell", "from 00:10 to 02:30", DAY, DAY),
        ("Clashes were reported near the base on Friday.", "Clashes", "Friday", "2017-06-09", "2017-06-09"),
        ("Rebels recently captured the base.", "captured", "recently", None, DAY),
        ("Rebels have captured nine bases so far.", "captured", "so far", None, DAY),
    ],
)
def test_an_expression_gives_a_closed_interval(
    draft: Make, text: str, trigger: str, words: str, earliest: str | None, latest: str
) -> None:
    """The claim's own expression gives its interval, and it is what the claim is dated by."""
    time, valid = date_of(draft, text, trigger)
    assert time is not None and time.text == words
    assert text[time.start : time.end] == words
    assert (valid.earliest, valid.latest, valid.basis) == (earliest, latest, Basis.EXPRESSION)


def test_up_until_today_closes_at_the_documents_day(draft: Make) -> None:
    """ "Up until today" holds to that day, and from when is not known."""
    time, valid = date_of(draft, "Up until today we counted 300 fighters.", "counted", stative=True)
    assert time is not None and time.text == "Up until today"
    assert (valid.earliest, valid.latest) == (None, DAY)


def test_a_length_of_time_looks_ahead_under_what_may_come(draft: Make) -> None:
    """ "Could leave in ten days" lies after the document's day, "have left in ten days" before it."""
    _, valid = date_of(draft, "Rebels could leave the base in ten days.", "leave")
    assert (valid.earliest, valid.latest) == (DAY, "2017-06-24")
    _, valid = date_of(draft, "Hundreds may have left the base in ten days.", "left")
    assert (valid.earliest, valid.latest) == ("2017-06-04", DAY)


def test_the_time_of_a_figure_set_against_is_not_the_claims(draft: Make) -> None:
    """ "Down from 60 in May" dates the 60 only."""
    time, _ = date_of(draft, "The army holds nine bases, down from 60 in May.", "holds")
    assert time is None


def test_by_the_end_of_a_month_reaches_from_now_to_its_end(draft: Make) -> None:
    """A plan with a last day lies between the document's day and that day."""
    _, valid = date_of(draft, "Rebels will leave the base by the end of July.", "leave", future=True)
    assert (valid.earliest, valid.latest, valid.precision) == (DAY, "2017-07-31", Precision.MONTH)


@pytest.mark.parametrize(
    "text",
    [
        "A spokesman said Thursday that rebels captured the base.",
        "On Thursday a spokesman said that rebels captured the base.",
        "Rebels captured the base, a spokesman said on Thursday.",
    ],
)
def test_the_time_of_the_saying_is_not_that_of_the_content(draft: Make, text: str) -> None:
    """A time that depends on the verb of saying does not date what was said."""
    time, valid = date_of(draft, text, "captured", evidence="rebels captured the base" if "that" in text else "")
    assert time is None
    assert valid == Valid("2017-06-13", DAY, Precision.DAY, Basis.PUBLISHED)


def test_a_day_of_the_sentence_before_is_context(draft: Make) -> None:
    """An event without a time of its own takes the day told in the sentence before, and says that it is context."""
    text = "Rebels attacked the base on Friday. Nine soldiers were killed."
    time, valid = date_of(draft, text, "killed", evidence="Nine soldiers were killed")
    assert time is None
    assert valid == Valid("2017-06-09", "2017-06-09", Precision.DAY, Basis.CONTEXT)


def test_context_reaches_back_two_sentences_only(draft: Make) -> None:
    """A day told three sentences before is of no account."""
    text = "Rebels attacked the base on Friday. It is large. It is old. Nine soldiers were killed."
    assert date_of(draft, text, "killed", evidence="Nine soldiers were killed")[1].basis is Basis.PUBLISHED


@pytest.mark.parametrize(
    "before",
    [
        "The army has lost 90 men since the siege began on Friday, a general said.",
        "The port has been blocked since 9 June.",
        "The militia stayed until Friday.",
        "The base, which was built on 2 May, is large.",
        "The talks will resume on 20 June.",
    ],
    ids=["since-clause", "since", "until", "relative", "still-to-come"],
)
def test_days_of_other_matters_are_no_context(draft: Make, before: str) -> None:
    """A day that opens or closes a state, lies ahead or stands in a clause of its own dates nothing else."""
    evidence = "Nine soldiers were killed"
    assert date_of(draft, f"{before} {evidence}.", "killed", evidence=evidence)[1].basis is Basis.PUBLISHED


def test_a_year_in_a_clause_about_something_else_is_not_the_claims(draft: Make) -> None:
    """ "The war that began in 2011" does not date who was killed in it."""
    text = "Nine soldiers were killed in the war that began in 2011."
    time, valid = date_of(draft, text, "killed")
    assert time is None and valid.basis is Basis.PUBLISHED


def test_without_a_time_events_and_states_differ(draft: Make) -> None:
    """Undated events fall on the document's day or the one before, states on that day, plans after it."""
    text = "Rebels captured the base."
    assert date_of(draft, text, "captured")[1] == Valid("2017-06-13", DAY, Precision.DAY, Basis.PUBLISHED)
    assert date_of(draft, text, "captured", stative=True)[1].earliest == DAY
    planned = date_of(draft, text, "captured", future=True)[1]
    assert (planned.earliest, planned.latest) == (DAY, None)


def test_the_datelines_day_is_said_to_be_the_basis(draft: Make) -> None:
    """Where the document's day stands in its dateline, the basis is the dateline."""
    text = "KUNDUZ, June 14 (Northwire) - Rebels captured the base."
    made = draft(text, published=DAY)
    document = replace(made.document, dates=(FoundDate(DAY, DateOrigin.DATELINE, Span(8, 15)),))
    made = replace(made, document=document)
    made = replace(made, times=find_times(made))
    at = text.index("captured")
    time, valid = date_claim(made, trigger=Span(at, at + 8), evidence=Span(at - 7, len(text)), stative=False)
    assert time is None
    assert valid.basis is Basis.DATELINE


def test_an_undated_document_gives_no_days(draft: Make) -> None:
    """Relative times of an undated document give the words and no days; without words there is no basis."""
    time, valid = date_of(draft, "Rebels captured the base on Friday.", "captured", published=None)
    assert time is not None and time.text == "Friday"
    assert valid == Valid(None, None, Precision.UNKNOWN, Basis.EXPRESSION)
    assert date_of(draft, "Rebels captured the base.", "captured", published=None)[1].basis is Basis.NONE


def test_lost_commas_do_not_make_a_saying_of_a_day(draft: Make) -> None:
    """Where commas are lost, a day between the event and its speaker is still the event's."""
    text = "An air strike killed nine people on Sunday a monitoring group said."
    time, _ = date_of(draft, text, "killed")
    assert time is not None and time.text == "Sunday"


@pytest.mark.parametrize("trigger", [Span(0, 0), Span(5, 2), Span(90, 99)])
def test_odd_spans_are_survived(draft: Make, trigger: Span) -> None:
    """A trigger that covers nothing gives the document's day."""
    made = draft("Rebels left.", published=DAY)
    assert date_claim(made, trigger=trigger, evidence=trigger, stative=True)[1].earliest == DAY


@pytest.mark.parametrize(
    ("text", "trigger", "future"),
    [
        ("The ban on flights holds from 1 July 2017.", "holds", False),
        ("Rebels will leave the base by 2 May 2017.", "leave", True),
        ("Rebels will hold the base until 2 May 2017.", "hold", True),
        ("Rebels held the base from July 2017 to May 2017.", "held", False),
        ("Rebels attacked after 2020.", "attacked", False),
    ],
)
def test_no_interval_ends_before_it_begins(draft: Make, text: str, trigger: str, future: bool) -> None:
    """Where the document's day contradicts an expression, the interval is left open instead."""
    _, valid = date_of(draft, text, trigger, future=future)
    assert valid.earliest is None or valid.latest is None or valid.earliest <= valid.latest
    assert valid.earliest is not None or valid.latest is not None
