"""The time of a claim: which expression it has, and the interval of days it is said to hold for.

Takes a draft whose times and attributions are found, and a claim's trigger and evidence. Never takes the time of the
saying ("Dillon said Thursday that ..."), and never dates without a basis: the claim's own expression, else one of the
same event just before it, else the document's day, else none.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from datetime import date

from reportedly.model import (
    UNDATED,
    Basis,
    DateOrigin,
    Precision,
    Span,
    TimeText,
    TimeType,
    Timex,
    Valid,
)
from reportedly.reading.claims.expressions import (
    REACH_CHARS,
    find_clause_verb,
    find_context,
    find_own,
    find_word,
    list_relations,
    read_relation,
)
from reportedly.reading.draft import Draft
from reportedly.reading.timexes import calendar
from reportedly.reading.timexes.interval import Interval, days_of_period, interval_of, narrow
from reportedly.reading.timexes.vocabulary import load_words

_JOINTS = frozenset({"to", "and", "until", "till", "-"})  # between the two ends of a range


def date_claim(
    draft: Draft, *, trigger: Span, evidence: Span, stative: bool, future: bool = False
) -> tuple[TimeText | None, Valid]:
    """Return the time expression of a claim and the interval it is said to hold for.

    Args:
        draft: with times, and attributions where they are known.
        trigger: the words that signal the claim.
        evidence: the clause that states it.
        stative: whether it is a state (holds) and no event (captured).
        future: whether it is planned or foreseen.
    """
    own = find_own(draft, trigger, evidence)
    if own is not None:
        own = _first_end(draft, own)
        return _text_of(draft, own), _dated(draft, own, stative=stative, future=future)
    phrase = _find_so_far(draft.document.text, evidence)
    if phrase is not None:
        day = calendar.parse_day(draft.document.published)
        valid = _as_valid(Interval(None, day, Precision.DAY), Basis.EXPRESSION) if day else UNDATED
        return TimeText(draft.document.text[phrase.start : phrase.end], *phrase), valid
    if not (stative or future):
        before = find_context(draft, trigger)
        if before is not None:
            return None, replace(_dated(draft, before, stative=False, future=False), basis=Basis.CONTEXT)
    return None, _by_document(draft, stative=stative, future=future)


def _text_of(draft: Draft, timex: Timex) -> TimeText:
    text = draft.document.text
    name, start = read_relation(text, timex.start)
    last, between = _other_end(draft, timex), _find_between(text, timex.start)
    if last is not None and between is not None:
        start = between
    elif name not in ("since", "until", "by"):
        start = timex.start
    end = last.end if last else timex.end
    return TimeText(text[start:end], start, end)


def _dated(draft: Draft, timex: Timex, *, stative: bool, future: bool) -> Valid:
    future = future or (timex.type is TimeType.DURATION and _looks_ahead(draft, timex))
    text, day = draft.document.text, calendar.parse_day(draft.document.published)
    name, _ = read_relation(text, timex.start)
    interval = _interval(timex, text, day, stative=stative, future=future)
    if interval is None:
        return Valid(None, None, Precision.UNKNOWN, Basis.EXPRESSION)
    last = _other_end(draft, timex)
    second = interval_of(last.value) if last else None
    if second is not None:
        precision = Precision.DAY if interval.precision is Precision.MINUTE else interval.precision
        interval = Interval(interval.earliest, _unless(second.latest, before=interval.earliest), precision)
    elif name == "since":
        after = "after" in text[max(0, timex.start - 12) : timex.start].lower()
        begin = interval.latest if after else interval.earliest
        interval = Interval(begin, _unless(day, before=begin), interval.precision)
    elif name == "until" or (name == "by" and (future or _is_before(text, timex.start))):
        begin = day if future and _unless(interval.latest, before=day) else None
        interval = Interval(begin, interval.latest, interval.precision)
    elif name == "by":
        interval = Interval(None, interval.latest, interval.precision)
    return _as_valid(_bounded(interval, day, future=future), Basis.EXPRESSION)


def _looks_ahead(draft: Draft, timex: Timex) -> bool:
    """Return whether the verb of an expression tells what may still come: "could leave in ten days"."""
    verb = find_clause_verb(find_word(draft, Span(timex.start, timex.end)))
    helpers = {child.lower for child in verb.children if child.dep in ("aux", "neg")} if verb else set()
    tense = load_words("tense")
    return bool(helpers & (tense["will"] | tense["able"])) and not helpers & (tense["have"] | {"not", "n't", "n’t"})


def _unless(latest: date | None, *, before: date | None) -> date | None:
    """Return a last day, or None where it lies before the first one: "from Sunday" told on the Friday before."""
    return None if latest is not None and before is not None and latest < before else latest


def _is_before(text: str, start: int) -> bool:
    return text[max(0, start - 8) : start].lower().rstrip().endswith("before")


def _find_between(text: str, start: int) -> int | None:
    """Return where "between" begins if it stands right before an expression, the article aside."""
    before = text[max(0, start - 13) : start].lower().rstrip().removesuffix(" the").rstrip()
    return max(0, start - 13) + len(before) - 7 if before.endswith("between") else None


def _other_end(draft: Draft, timex: Timex) -> Timex | None:
    """Return the second time of "from March to May" and "between Friday and Sunday"."""
    text = draft.document.text
    if read_relation(text, timex.start)[0] != "since" and _find_between(text, timex.start) is None:
        return None
    first = bisect_left(draft.times, timex.end, key=lambda t: t.start)
    after = draft.times[first : first + 1]
    return after[0] if after and text[timex.end : after[0].start].strip() in _JOINTS else None


def _first_end(draft: Draft, timex: Timex) -> Timex:
    """Return the first time of a range where the expression is its second one, else the expression."""
    at = bisect_left(draft.times, timex.start, key=lambda t: t.start)
    before = draft.times[at - 1 : at] if at else ()
    return before[0] if before and _other_end(draft, before[0]) == timex else timex


def _interval(timex: Timex, text: str, day: date | None, *, stative: bool, future: bool) -> Interval | None:
    if timex.value == "PRESENT_REF":
        return Interval(day, day, Precision.DAY) if day else None
    if timex.value in ("PAST_REF", "FUTURE_REF"):
        past = timex.value == "PAST_REF"
        return Interval(None if past else day, day if past else None, Precision.UNKNOWN) if day else None
    count = days_of_period(timex.value) if timex.type is TimeType.DURATION else None
    if count is not None and day is not None:
        ahead = any(w in text[timex.start : timex.end].lower() for w in ("next", "coming", "following")) or future
        other = calendar.add_days(day, count if ahead else -count)
        return Interval(day, other, Precision.DAY) if ahead else Interval(other, day, Precision.DAY)
    found = interval_of(timex.value)
    return narrow(found, text[timex.start : timex.end]) if found else None


def _bounded(interval: Interval, day: date | None, *, future: bool) -> Interval:
    """Return the interval without the days after the document's own, where what is told has happened."""
    late = day is not None and interval.latest is not None and interval.latest > day
    began = day is not None and interval.earliest is not None and interval.earliest <= day
    return replace(interval, latest=day) if late and began and not future else interval


def _as_valid(interval: Interval, basis: Basis) -> Valid:
    suffix = interval.minute if interval.precision is Precision.MINUTE else ""
    earliest = interval.earliest.isoformat() + suffix if interval.earliest else None
    latest = interval.latest.isoformat() + suffix if interval.latest else None
    return Valid(earliest, latest, interval.precision, basis)


def _find_so_far(text: str, evidence: Span) -> Span | None:
    words = text[evidence.start : min(evidence.end, evidence.start + REACH_CHARS)].lower()
    for phrase, name in list_relations():
        at = words.find(phrase) if name == "so_far" else -1
        if at >= 0 and not words[at + len(phrase) : at + len(phrase) + 1].isalnum():
            return Span(evidence.start + at, evidence.start + at + len(phrase))
    return None


def _by_document(draft: Draft, *, stative: bool, future: bool) -> Valid:
    """Return the document's day for a state, that day and the one before for an event, from that day on for a plan."""
    document = draft.document
    day = calendar.parse_day(document.published)
    if day is None:
        return UNDATED
    told = {found.value[:10] for found in document.dates if found.origin is DateOrigin.DATELINE}
    basis = Basis.DATELINE if day.isoformat() in told else Basis.PUBLISHED
    if future:
        return _as_valid(Interval(day, None, Precision.DAY), basis)
    return _as_valid(Interval(day if stative else calendar.add_days(day, -1), day, Precision.DAY), basis)
