"""Time expressions: TIMEX3 types and values, read against the document's date.

Takes a parsed draft, adds the `times` layer. Nothing is dated by a date that is not there: without the document's own,
weekdays stay "XXXX-WXX-5" and "last week" is "PAST_REF". Ages ("33-year-old") are no times, and neither are
clauses ("since the war began").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from reportedly.model import TimeType, Timex
from reportedly.reading.draft import Draft
from reportedly.reading.timexes import resolve_days, resolve_spans
from reportedly.reading.timexes.calendar import parse_day
from reportedly.reading.timexes.guard import trim
from reportedly.reading.timexes.phrase import UNKNOWN_DAY, Now, Phrase, Reading
from reportedly.reading.timexes.tense import TokenFinder, lean
from reportedly.reading.timexes.vocabulary import Vocabulary, Word, cut_words, load_vocabulary, read_word

_RESOLVERS: dict[str, Callable[[Phrase, Now], Reading | None]] = {
    "numeric": resolve_days.numeric,
    "date": resolve_days.full_date,
    "week_of": resolve_days.week_of,
    "clock": resolve_days.clock,
    "month": resolve_days.month,
    "weekday": resolve_days.weekday,
    "deictic": resolve_days.deictic,
    "this_part": resolve_days.this_part,
    "season": resolve_days.season,
    "quarter": resolve_spans.quarter,
    "holiday": resolve_days.holiday,
    "shifted": resolve_spans.shifted,
    "span_to_now": resolve_spans.span_to_now,
    "relative": resolve_spans.relative,
    "set": resolve_spans.repeated,
    "decade": resolve_spans.decade,
    "duration": resolve_spans.duration,
    "year": resolve_spans.year,
    "reference": resolve_spans.reference,
}
_TENSED = frozenset({"date", "clock", "month", "weekday", "week_of", "holiday", "relative"})
_NEAR_CHARS = 30  # a clock time takes its day from an expression this near
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_YEAR = re.compile(r"\d{4}")


def find_times(draft: Draft) -> tuple[Timex, ...]:
    """Return the time expressions of the text in order, none overlapping another."""
    found = list(_read_phrases(draft, load_vocabulary()))
    return tuple(_give_clocks_days(found, parse_day(draft.document.published)))


def _read_phrases(draft: Draft, vocabulary: Vocabulary) -> Iterator[Timex]:
    text, tokens = draft.document.text, TokenFinder(draft.doc)
    day = parse_day(draft.document.published)
    now = Now(day, day)
    spans, classes = cut_words(text, vocabulary)
    at = 0
    while (match := vocabulary.rules.search(classes, at)) is not None:
        at = max(match.end(), at + 1)
        kind = str(match.lastgroup)
        words = tuple(read_word(text, span, vocabulary) for span in spans[match.start() : match.end()])
        kept = trim(kind, words, text, tokens)
        if not kept:
            at = match.start() + 1
            continue
        kind, words = kept
        at = match.start() + len(words) + (words[0].start > spans[match.start()][0])
        found = _resolve(kind, words, now, tokens)
        if found is None:
            at = match.start() + 1
            continue
        yield Timex(words[0].start, words[-1].end, *found)
        now = _move(now, found[1])


def _resolve(kind: str, words: tuple[Word, ...], now: Now, tokens: TokenFinder) -> Reading | None:
    if kind in _TENSED:
        key = next((w for w in words if w.cls in ("month", "weekday", "weekdays", "holiday")), words[0])
        token = tokens.at(key.start)
        now = replace(now, leaning=lean(token) if token is not None else 0)
    return _RESOLVERS[kind](Phrase(words), now)


def _move(now: Now, value: str) -> Now:
    """Return what the next phrase is read against, after one with this value."""
    if _DAY.match(value):
        day = parse_day(value)
        return replace(now, anchor=day, year=day.year) if day else now
    if _YEAR.match(value):
        return replace(now, year=int(value[:4]))
    return now


def _give_clocks_days(found: list[Timex], published: object) -> Iterator[Timex]:
    """Yield the expressions, a bare clock time with the day beside it, else the document's."""
    for i, timex in enumerate(found):
        if timex.type is not TimeType.TIME or not timex.value.startswith(UNKNOWN_DAY):
            yield timex
            continue
        near = [n for n in found[i + 1 : i + 2] if n.start - timex.end <= _NEAR_CHARS]
        near += [n for n in found[max(0, i - 1) : i] if timex.start - n.end <= _NEAR_CHARS]
        days = [n.value[:10] for n in near if _DAY.match(n.value)]
        day = days[0] if days else str(published) if published else UNKNOWN_DAY
        yield Timex(timex.start, timex.end, timex.type, day + timex.value[10:])
