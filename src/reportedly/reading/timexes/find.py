"""Time expressions: TIMEX3 types and values, read against the document's date.

Takes a parsed draft, adds the `times` layer. Nothing is dated by a date that is not there: without the document's own,
weekdays stay "XXXX-WXX-5" and "last week" is "PAST_REF". Ages ("33-year-old") are no times, and neither are
clauses ("since the war began").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from reportedly.model import TimeType, Timex
from reportedly.reading.draft import Draft
from reportedly.reading.timexes import resolve_days, resolve_spans
from reportedly.reading.timexes.calendar import parse_day
from reportedly.reading.timexes.guard import is_counting, trim
from reportedly.reading.timexes.phrase import UNKNOWN_DAY, Now, Phrase, Reading
from reportedly.reading.timexes.tense import TokenFinder, is_of_saying, lean
from reportedly.reading.timexes.vocabulary import Vocabulary, Word, cut_words, load_vocabulary, read_word

_RESOLVERS: dict[str, Callable[[Phrase, Now], Reading | None]] = {
    "numeric": resolve_days.numeric,
    "date": resolve_days.full_date,
    "month_day": resolve_days.month_day,
    "edge": resolve_spans.edge,
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
    "neighbour": resolve_spans.neighbour,
    "set": resolve_spans.repeated,
    "decade": resolve_spans.decade,
    "duration": resolve_spans.duration,
    "year": resolve_spans.year,
    "reference": resolve_spans.reference,
}
_TENSED = frozenset({"date", "clock", "month", "weekday", "week_of", "holiday", "relative", "month_day"})
_DAY_CLASSES = ("day", "ordinal")
_HISTORY_YEARS = 5  # fewer years do not make a chronicle
_HISTORY_SHARE = 12  # in a chronicle fewer than one expression in so many speaks from its own day
_NEAR_CHARS = 30  # a clock time takes its day from an expression this near
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_YEAR = re.compile(r"\d{4}")


def find_times(draft: Draft) -> tuple[Timex, ...]:
    """Return the time expressions of the text in order, none overlapping another."""
    tokens = TokenFinder(draft.doc)
    phrases = list(_find_phrases(draft.document.text, tokens, load_vocabulary()))
    day = parse_day(draft.document.published)
    reference = None if _is_history(phrases, day) else day
    return tuple(_give_clocks_days(list(_resolve_all(phrases, reference, tokens)), reference))


@dataclass(frozen=True, slots=True)
class _Found:
    """A phrase: its kind, its words, and the words it borrows from the one beside it ("April 24 and 25")."""

    kind: str
    words: tuple[Word, ...]
    borrowed: tuple[Word, ...] = ()


def _find_phrases(text: str, tokens: TokenFinder, vocabulary: Vocabulary) -> Iterator[_Found]:
    """Yield each phrase that some resolver may read."""
    written, starts, classes = cut_words(text, vocabulary)
    at = 0
    while (match := vocabulary.rules.search(classes, at)) is not None:
        begin, at = match.start(), match.start() + 1
        for kind, end in _readings_at(match, classes, vocabulary):
            words = tuple([read_word(written[i], starts[i], vocabulary) for i in range(begin, end)])
            kept = trim(kind, words, text, tokens)
            if kept is None or not _RESOLVERS[kept[0]](Phrase(kept[1]), Now(None)):
                continue
            begin, at = begin + words.index(kept[1][0]), begin + words.index(kept[1][-1]) + 1
            listed = vocabulary.days_before.search(classes, max(0, begin - 2), begin) if kept[0] == "date" else None
            if listed is not None and kept[1][0].cls in _DAY_CLASSES:
                day = read_word(written[listed.start()], starts[listed.start()], vocabulary)
                yield _Found("date", (day,), kept[1][1:])
            yield _Found(*kept)
            listed = vocabulary.days_after.match(classes, at) if kept[0] == "date" else None
            if listed is not None and kept[1][0].cls == "month" and kept[1][-1].cls != "year":
                day = read_word(written[at + 1], starts[at + 1], vocabulary)
                if not is_counting(day, tokens):
                    at += 2
                    yield _Found("date", (day,), (kept[1][0],))
            break


def _readings_at(match: re.Match[str], classes: str, vocabulary: Vocabulary) -> Iterator[tuple[str, int]]:
    """Yield kind and end of each rule that fits where the first one did, that one first."""
    first = str(match.lastgroup)
    yield first, match.end()
    for kind, rule in vocabulary.singles:
        again = rule.match(classes, match.start()) if kind != first else None
        if again is not None:
            yield kind, again.end()


def _is_history(phrases: list[_Found], day: date | None) -> bool:
    """Return whether the text tells the past by the year and hardly ever speaks from its own day.

    In news "in June" is the June nearest the article; in a chronicle it is that of the year told of last.
    """
    years = sorted(int(w.value) for found in phrases for w in found.words if w.cls == "year")
    if day is None or len(years) < _HISTORY_YEARS or years[len(years) // 2] >= day.year - 1:
        return False
    return sum(_is_newslike(found.kind, found.words) for found in phrases) * _HISTORY_SHARE <= len(phrases)


def _is_newslike(kind: str, words: tuple[Word, ...]) -> bool:
    if kind == "relative":
        return any(w.cls in ("last", "this", "next", "coming") for w in words)
    return kind in ("weekday", "deictic") or (kind == "this_part" and words[0].cls == "this")


def _resolve_all(phrases: list[_Found], day: date | None, tokens: TokenFinder) -> Iterator[Timex]:
    now, told = Now(day, day), -1  # the sentence that last told a day
    for phrase in phrases:
        found = _resolve(phrase, now, tokens)
        if found is not None:
            timex = Timex(phrase.words[0].start, phrase.words[-1].end, *found)
            yield timex
            sentence = tokens.sentence_at(timex.start)
            moved = _move(now, found[1])
            of_saying = told == sentence and moved.anchor != now.anchor and is_of_saying(tokens.at(timex.start))
            now = replace(moved, anchor=now.anchor) if of_saying else moved
            told = sentence if _DAY.match(found[1]) else told


def _resolve(phrase: _Found, now: Now, tokens: TokenFinder) -> Reading | None:
    words = (*phrase.words, *phrase.borrowed)
    if phrase.kind in _TENSED:
        key = next((w for w in words if w.cls in ("month", "weekday", "weekdays", "holiday")), words[0])
        token = tokens.at(key.start)
        now = replace(now, leaning=lean(token) if token is not None else 0)
    return _RESOLVERS[phrase.kind](Phrase(words), now)


def _move(now: Now, value: str) -> Now:
    """Return what the next phrase is read against, after one with this value."""
    if _DAY.match(value):
        day = parse_day(value)
        return replace(now, anchor=day, year=day.year) if day else now
    if _YEAR.match(value):
        return replace(now, year=int(value[:4]))
    return now


def _give_clocks_days(found: list[Timex], published: date | None) -> Iterator[Timex]:
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
