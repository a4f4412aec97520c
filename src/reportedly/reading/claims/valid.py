"""The time of a claim: which expression it has, and the interval of days it is said to hold for.

Takes a draft whose times and attributions are found, and a claim's trigger and evidence. Never takes the time of the
saying ("Dillon said Thursday that ..."), and never dates without a basis: the claim's own expression, else one of the
same event just before it, else the document's day, else none.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache

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
from reportedly.reading.draft import Draft
from reportedly.reading.events.tree import Word, list_words
from reportedly.reading.timexes import calendar
from reportedly.reading.timexes.interval import Interval, days_of_period, interval_of, narrow
from reportedly.reading.timexes.vocabulary import load_words

_SENTENCES_BACK = 2  # how far an expression of the same event is looked for
_REACH_CHARS = 700  # no sentence is looked at farther from the trigger than this
_CLIMB = 12
_LEAD_CHARS = 16  # "Late on Friday a monitor said"
_LEAD_TOKENS = 4  # "said late on Friday"
_FAR = 99
_OF_OTHER = 98  # in a clause of its own: "the bus that was hit on Friday"
_MOST_DISTANCE = 9  # an expression farther from the trigger in the parse belongs to something else
_MOST_OUTSIDE = 3  # the same where the trigger only modifies a noun ("the besieged town") and the time is outside
_CLAUSE = frozenset({"relcl", "advcl", "ccomp", "xcomp", "acl", "conj", "parataxis"})
_CLOSED = frozenset({"relcl"})  # clauses whose times are theirs alone
_CLAUSE_COST = 3
_JOINTS = frozenset({"to", "and", "until", "till", "-"})  # between the two ends of a range
_TRENDS = frozenset({"down", "up"})
_LIMITS = frozenset({"since", "until", "till", "before"})  # what stands under them is of another time


@lru_cache(maxsize=1)
def _relations() -> tuple[tuple[str, str], ...]:
    """Return phrases with the relation that each makes, the longest first."""
    pairs = [(phrase, name) for name, phrases in load_words("relation").items() for phrase in phrases]
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair)))


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
    own = _find_own(draft, trigger, evidence)
    if own is not None:
        own = _first_end(draft, own)
        return _text_of(draft, own), _dated(draft, own, stative=stative, future=future)
    phrase = _find_so_far(draft.document.text, evidence)
    if phrase is not None:
        day = calendar.parse_day(draft.document.published)
        valid = _as_valid(Interval(None, day, Precision.DAY), Basis.EXPRESSION) if day else UNDATED
        return TimeText(draft.document.text[phrase.start : phrase.end], *phrase), valid
    if not (stative or future):
        before = _find_context(draft, trigger)
        if before is not None:
            return None, replace(_dated(draft, before, stative=False, future=False), basis=Basis.CONTEXT)
    return None, _by_document(draft, stative=stative, future=future)


# --- which expression -------------------------------------------------------------------------------------------


def _find_own(draft: Draft, trigger: Span, evidence: Span) -> Timex | None:
    """Return the expression that belongs to the trigger: in its sentence, of its content, nearest in the parse."""
    at = max(0, bisect_right(list_words(draft.doc).sentence_starts, trigger.start) - 1)
    times = _times_in(draft, _sentence(draft, at, near=trigger.start))
    word = _word_at(draft, trigger) if times else None
    if word is None:
        return None
    ranked = []
    for timex in times:
        inside = evidence.start <= timex.start and timex.end <= evidence.end
        if not _can_date(draft, timex) or _is_of_saying(draft, timex, trigger) or _is_compared(draft, timex, word):
            continue
        distance = _distance(draft, timex, word)
        if distance == _OF_OTHER and not _is_day(timex):  # "a war that began in 2011"
            continue
        if distance < (_FAR if inside else _MOST_OUTSIDE if _is_modifier(word) else _MOST_DISTANCE):
            ranked.append((distance - (2 if inside else 0), abs(timex.start - trigger.start), timex))
    return min(ranked, key=lambda r: r[:2])[2] if ranked else None


def _is_compared(draft: Draft, timex: Timex, trigger: Word) -> bool:
    """Return whether an expression dates only what the trigger's figure is set against: "down from 60 in May"."""
    word = _word_at(draft, Span(timex.start, timex.end))
    if word is None or word.i < trigger.i:
        return False
    against = (w.i for w in _words_up(word) if w.lower == "compared" or (w.lower == "from" and w.head.lower in _TRENDS))
    return any(trigger.i < i for i in against)


def _is_modifier(word: Word) -> bool:
    return word.dep in ("amod", "compound", "nmod") or word.tag == "HYPH"


def _find_context(draft: Draft, trigger: Span) -> Timex | None:
    """Return the nearest day told of in the trigger's sentence or in the two before it, and of no saying."""
    starts = list_words(draft.doc).sentence_starts
    at = bisect_right(starts, trigger.start) - 1
    for back in range(_SENTENCES_BACK + 1):
        if at < back:
            return None
        sentence = _sentence(draft, at - back, near=trigger.start)
        found = [t for t in _times_in(draft, sentence) if _is_day_of_event(draft, t)]
        if found:
            return min(found, key=lambda t: abs(t.start - trigger.start)) if back == 0 else found[-1]
    return None


def _is_day(timex: Timex) -> bool:
    interval = interval_of(timex.value)
    return interval is not None and interval.precision in (Precision.DAY, Precision.MINUTE)


def _is_day_of_event(draft: Draft, timex: Timex) -> bool:
    """Return whether an expression is the day of what its sentence tells: no limit of a state, not still to come."""
    if not _is_day(timex) or not _can_date(draft, timex) or _is_ahead(draft, timex):
        return False
    limit = _relation(draft.document.text, timex.start)[0] in ("since", "until", "by")
    return not limit and not _is_aside(draft, timex) and not _is_of_saying(draft, timex, None)


def _is_ahead(draft: Draft, timex: Timex) -> bool:
    interval, day = interval_of(timex.value), calendar.parse_day(draft.document.published)
    return bool(interval and interval.earliest and day and interval.earliest > day)


def _is_aside(draft: Draft, timex: Timex) -> bool:
    """Return whether an expression stands in a relative clause set off, or under "since", "until" or "before"."""
    word = _word_at(draft, Span(timex.start, timex.end))
    return word is not None and any(_parts(above) for above in _words_up(word))


def _words_up(word: Word) -> Iterator[Word]:
    for _ in range(_CLIMB):
        yield word
        if word.head is word:
            return
        word = word.head


def _parts(word: Word) -> bool:
    if word.dep in _CLOSED:  # but not "the helicopter that was hit on Friday"
        return any(child.lower == "which" for child in word.children)
    limits = word.children if word.dep == "advcl" else (word,) if word.lower != "before" else ()
    return any(limit.lower in _LIMITS for limit in limits)


def _times_in(draft: Draft, span: Span) -> tuple[Timex, ...]:
    first = bisect_left(draft.times, span.start, key=lambda t: t.start)
    last = bisect_left(draft.times, span.end, key=lambda t: t.start)
    return draft.times[first:last]


def _word_at(draft: Draft, span: Span) -> Word | None:
    """Return the word of a span that stands highest in the tree."""
    words = list_words(draft.doc)
    first, last = bisect_right(words.end, span.start), bisect_left(words.start, span.end)
    return words.top(first, last) if first < last else None


def _sentence(draft: Draft, at: int, *, near: int) -> Span:
    """Return the sentence with index `at`, no farther than _REACH_CHARS from the character `near`."""
    starts = list_words(draft.doc).sentence_starts
    end = starts[at + 1] if at + 1 < len(starts) else len(draft.document.text)
    return Span(max(starts[at], near - _REACH_CHARS), min(end, near + _REACH_CHARS))


def _can_date(draft: Draft, timex: Timex) -> bool:
    """Return whether an expression may say when a claim holds: no rhythm, no length without an end."""
    if timex.type is TimeType.SET or _is_dateline(draft, timex):
        return False
    if timex.type is not TimeType.DURATION:
        return True
    words = draft.document.text[timex.start : timex.end].lower()
    return _relation(draft.document.text, timex.start)[0] == "over" and not words.startswith(("future",))


def _is_dateline(draft: Draft, timex: Timex) -> bool:
    spans = (found.span for found in draft.document.dates if found.origin is DateOrigin.DATELINE and found.span)
    return any(span.start < timex.end and timex.start < span.end for span in spans)


def _is_of_saying(draft: Draft, timex: Timex, trigger: Span | None) -> bool:
    """Return whether an expression tells when something was said and not when what was said took place.

    It hangs on a verb of saying, and nothing shows that the parse errs: where commas are lost, "killed 5 on Friday a
    monitor said" and "said 5 were hit by a mine Friday" hang on it too.
    """
    word = _word_at(draft, Span(timex.start, timex.end))
    verb = _clause_verb(word)
    if word is None or verb is None or verb.lemma not in load_words("saying")["verbs"]:
        return False
    said = verb.words.start[verb.i]
    if trigger is not None and trigger.start <= said < trigger.end:
        return False
    subject = next((child for child in verb.children if child.dep in ("nsubj", "nsubjpass")), verb)
    if word.i < min(draft.doc[subject.i].left_edge.i, verb.i):
        if trigger is not None:
            return trigger.start > timex.start
        starts = list_words(draft.doc).sentence_starts
        return timex.start - starts[max(0, bisect_right(starts, timex.start) - 1)] <= _LEAD_CHARS
    if word.i > verb.i + _LEAD_TOKENS:
        return trigger is not None and not said < trigger.start < timex.start
    return True


def _clause_verb(word: Word | None) -> Word | None:
    """Return the verb that a word depends on, or None."""
    for _ in range(_CLIMB):
        if word is None or word.pos in ("VERB", "AUX"):
            return word
        if word.head is word:
            return None
        word = word.head
    return None


def _distance(draft: Draft, timex: Timex, trigger: Word) -> int:
    """Return how many steps of the parse lie between trigger and expression, _FAR where another clause has it."""
    word = _word_at(draft, Span(timex.start, timex.end))
    if word is None:
        return _FAR
    above = {i: (cost, verb) for i, cost, verb, _ in _steps_up(trigger)}
    for i, cost, _, closed in _steps_up(word):
        if i in above:
            # "was formed in 2013 and has received ...": a time after the first verb is only that one's
            first = above[i][1]
            of_first = first is not None and first.i < word.i < trigger.i
            return _FAR if of_first else _OF_OTHER if closed else cost + above[i][0]
    return _FAR


def _steps_up(word: Word) -> Iterator[tuple[int, int, Word | None, bool]]:
    """Yield each word above one: its index, its cost, the verb a conjunct was left for, and whether a clause of
    its own ("a war that began in 2011") was left on the way."""
    cost, verb, closed = 0, None, False
    for _ in range(_CLIMB):
        yield word.i, cost, verb, closed
        if word.head is word:
            return
        cost += _CLAUSE_COST if word.dep in _CLAUSE else 1
        closed = closed or word.dep in _CLOSED
        if word.dep == "conj" and word.pos in ("VERB", "AUX"):
            verb = word.head
        word = word.head


# --- its interval -----------------------------------------------------------------------------------------------


def _relation(text: str, start: int) -> tuple[str, int]:
    """Return what the words before an expression make of it ("since", "until", "by", "over" or ""), and their start."""
    before = text[max(0, start - 14) : start].lower()
    stripped = before.rstrip()
    for article in (" the", " early", " late"):
        stripped = stripped.removesuffix(article)
    for phrase, name in _relations():
        if stripped.endswith(phrase) and not stripped[: -len(phrase)][-1:].isalnum():
            return name, start - len(before) + len(stripped) - len(phrase)
    return "", start


def _text_of(draft: Draft, timex: Timex) -> TimeText:
    text = draft.document.text
    name, start = _relation(text, timex.start)
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
    name, _ = _relation(text, timex.start)
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
    verb = _clause_verb(_word_at(draft, Span(timex.start, timex.end)))
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
    if _relation(text, timex.start)[0] != "since" and _find_between(text, timex.start) is None:
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
    words = text[evidence.start : min(evidence.end, evidence.start + _REACH_CHARS)].lower()
    for phrase, name in _relations():
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
