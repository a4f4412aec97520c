"""Which time expression belongs to a claim: its own, or the day its neighbour sentences tell of.

Takes a draft whose times are found and the span of a trigger, gives the expression or None. What belongs to a saying,
to another clause, or to a figure that the claim's own is set against is passed over. What the expression stands for
is read in `claims.valid`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import lru_cache

from reportedly.model import DateOrigin, Precision, Span, TimeType, Timex
from reportedly.reading.draft import Draft
from reportedly.reading.events.tree import Word, list_words
from reportedly.reading.timexes import calendar
from reportedly.reading.timexes.interval import interval_of
from reportedly.reading.timexes.vocabulary import load_words

_SENTENCES_BACK = 2  # how far an expression of the same event is looked for
REACH_CHARS = 700  # no sentence is looked at farther from the trigger than this
_CLIMB = 12
_LEAD_CHARS = 16  # "Late on Friday a monitor said"
_LEAD_TOKENS = 4  # "said late on Friday"
_ON_CHARS = 4  # " on "
_FAR = 99
_OF_OTHER = 98  # in a clause of its own: "the bus that was hit on Friday"
_MOST_DISTANCE = 9  # an expression farther from the trigger in the parse belongs to something else
_MOST_OUTSIDE = 3  # the same where the trigger only modifies a noun ("the besieged town") and the time is outside
_CLAUSE = frozenset({"relcl", "advcl", "ccomp", "xcomp", "acl", "conj", "parataxis"})
_CLOSED = frozenset({"relcl"})  # clauses whose times are theirs alone
_CLAUSE_COST = 3
_TRENDS = frozenset({"down", "up"})
_LIMITS = frozenset({"since", "until", "till", "before"})  # what stands under them is of another time


def find_own(draft: Draft, trigger: Span, evidence: Span) -> Timex | None:
    """Return the expression that belongs to the trigger: in its sentence, of its content, nearest in the parse."""
    at = max(0, bisect_right(list_words(draft.doc).sentence_starts, trigger.start) - 1)
    times = _times_in(draft, _sentence(draft, at, near=trigger.start))
    word = find_word(draft, trigger) if times else None
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
    word = find_word(draft, Span(timex.start, timex.end))
    if word is None or word.i < trigger.i:
        return False
    against = (w.i for w in _words_up(word) if w.lower == "compared" or (w.lower == "from" and w.head.lower in _TRENDS))
    return any(trigger.i < i for i in against)


def _is_modifier(word: Word) -> bool:
    return word.dep in ("amod", "compound", "nmod") or word.tag == "HYPH"


def find_context(draft: Draft, trigger: Span) -> Timex | None:
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
    limit = read_relation(draft.document.text, timex.start)[0] in ("since", "until", "by")
    return not limit and not _is_aside(draft, timex) and not _is_of_saying(draft, timex, None)


def _is_ahead(draft: Draft, timex: Timex) -> bool:
    interval, day = interval_of(timex.value), calendar.parse_day(draft.document.published)
    return bool(interval and interval.earliest and day and interval.earliest > day)


def _is_aside(draft: Draft, timex: Timex) -> bool:
    """Return whether an expression stands in a relative clause set off, or under "since", "until" or "before"."""
    word = find_word(draft, Span(timex.start, timex.end))
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


def find_word(draft: Draft, span: Span) -> Word | None:
    """Return the word of a span that stands highest in the tree."""
    words = list_words(draft.doc)
    first, last = bisect_right(words.end, span.start), bisect_left(words.start, span.end)
    return words.top(first, last) if first < last else None


def _sentence(draft: Draft, at: int, *, near: int) -> Span:
    """Return the sentence with index `at`, no farther than REACH_CHARS from the character `near`."""
    starts = list_words(draft.doc).sentence_starts
    end = starts[at + 1] if at + 1 < len(starts) else len(draft.document.text)
    return Span(max(starts[at], near - REACH_CHARS), min(end, near + REACH_CHARS))


def _can_date(draft: Draft, timex: Timex) -> bool:
    """Return whether an expression may say when a claim holds: no rhythm, no length without an end."""
    if timex.type is TimeType.SET or _is_dateline(draft, timex):
        return False
    if timex.type is not TimeType.DURATION:
        return True
    words = draft.document.text[timex.start : timex.end].lower()
    return read_relation(draft.document.text, timex.start)[0] == "over" and not words.startswith(("future",))


def _is_dateline(draft: Draft, timex: Timex) -> bool:
    spans = (found.span for found in draft.document.dates if found.origin is DateOrigin.DATELINE and found.span)
    return any(span.start < timex.end and timex.start < span.end for span in spans)


def _is_of_saying(draft: Draft, timex: Timex, trigger: Span | None) -> bool:
    """Return whether an expression tells when something was said and not when what was said took place.

    It hangs on a verb of saying, and nothing shows that the parse errs: where commas are lost, "killed 5 on Friday a
    monitor said" and "said 5 were hit by a mine Friday" hang on it too.
    """
    if _leads_to_content(draft, timex):
        return True
    word = find_word(draft, Span(timex.start, timex.end))
    verb = find_clause_verb(word)
    if word is None or verb is None or verb.lemma not in load_words("saying")["verbs"]:
        return False
    said = verb.words.start[verb.i]
    if trigger is not None and trigger.start <= said < trigger.end:
        return False
    subject = next((child for child in verb.children if child.dep in ("nsubj", "nsubjpass")), verb)
    if trigger is not None and trigger.start <= verb.words.start[subject.i] < trigger.end:
        return False  # "clashes were reported on Friday"
    if word.i < min(draft.doc[subject.i].left_edge.i, verb.i):
        if trigger is not None:
            return trigger.start > timex.start
        starts = list_words(draft.doc).sentence_starts
        return timex.start - starts[max(0, bisect_right(starts, timex.start) - 1)] <= _LEAD_CHARS
    if word.i > verb.i + _LEAD_TOKENS:
        return trigger is not None and not said < trigger.start < timex.start
    return True


def _leads_to_content(draft: Draft, timex: Timex) -> bool:
    """Return whether an expression stands right between a cue and what is said: "said on Tuesday it had left"."""
    for attribution in draft.attributions:
        behind = any(0 < timex.start - piece.end <= _ON_CHARS for piece in attribution.cue)
        if behind and any(piece.start == timex.end + 1 for piece in attribution.content):
            return True
    return False


def find_clause_verb(word: Word | None) -> Word | None:
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
    word = find_word(draft, Span(timex.start, timex.end))
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


@lru_cache(maxsize=1)
def list_relations() -> tuple[tuple[str, str], ...]:
    """Return phrases with the relation that each makes, the longest first."""
    pairs = [(phrase, name) for name, phrases in load_words("relation").items() for phrase in phrases]
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair)))


def read_relation(text: str, start: int) -> tuple[str, int]:
    """Return what the words before an expression make of it ("since", "until", "by", "over" or ""), and their start."""
    before = text[max(0, start - 14) : start].lower()
    stripped = before.rstrip()
    for article in (" the", " early", " late"):
        stripped = stripped.removesuffix(article)
    for phrase, name in list_relations():
        if stripped.endswith(phrase) and not stripped[: -len(phrase)][-1:].isalnum():
            return name, start - len(before) + len(stripped) - len(phrase)
    return "", start
