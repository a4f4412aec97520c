"""Values of durations, shifts ("three days ago"), sets, relative periods, years and decades."""

from __future__ import annotations

from datetime import date

from reportedly.model import TimeType
from reportedly.reading.timexes import calendar
from reportedly.reading.timexes.phrase import FUTURE, PAST, PRESENT, UNKNOWN_DAY, Now, Phrase, Reading, on_day, vague
from reportedly.reading.timexes.vocabulary import Word

_LARGEST = 100_000  # no count of days or years in a text means more
_QUARTER = {3: "Q", 6: "H"}


def read_count(words: tuple[Word, ...]) -> float | None:
    """Return the number that the words before a unit give; None for "several" and the like.

    A missing number is 1 ("a day"); "5 1/2" is 5.5; "two or three" is its first.
    """
    plain: list[Word] = []
    for i, word in enumerate(words):
        if word.cls in ("unit", "units"):
            if word.cls == "units" and not plain:
                return None
            break
        if word.cls in ("some", "plus") or (word.cls == "couple" and not word.value):
            return None
        if word.cls in ("or", "to") or (
            word.cls == "dash" and plain and words[i + 1 : i + 2] and words[i + 1].cls in ("day", "num", "number")
        ):
            break
        plain.append(word)
    total = _sum(plain)
    half = any(w.cls == "quarter" for w in words)  # "half": "half an hour", "an hour and a half"
    if half:
        total = total + 0.5 if any(w.cls in ("and", "day", "num", "number") for w in words) else 0.5
    return total


def _sum(words: list[Word]) -> float:
    total, fraction = 0.0, False
    for i, word in enumerate(words):
        if word.cls == "slash" and i and i + 1 < len(words):
            fraction = True
            total -= float(words[i - 1].value or 0)
            total += float(words[i - 1].value or 0) / float(words[i + 1].value or 1)
        elif word.cls in ("day", "num", "year", "decimal", "number", "couple") and not (
            fraction and words[i - 1].cls == "slash"
        ):
            value = float(word.value or 0)
            total = total * value if value in (100, 1000, 12) and word.cls != "day" and total else total + value
    return total or 1.0


def duration_value(count: float | None, unit: str) -> str:
    """Return the TIMEX3 value of a number of units: "P3D", "PT5H30M", "PXW".

    >>> duration_value(5.5, "TH")
    'PT5H30M'
    """
    time, letter = ("T", unit[1:]) if unit.startswith("T") else ("", unit)
    factor, letter = (
        {"E": (10, "Y"), "C": (100, "Y"), "F": (2, "W")}.get(letter, (1, letter)) if not time else (1, letter)
    )
    if count is None:
        return f"P{time}X{letter}"
    number = min(count * factor, _LARGEST)
    if number == int(number):
        return f"P{time}{int(number)}{letter}"
    if time and letter == "H":
        return f"PT{int(number)}H{round(number % 1 * 60)}M" if number >= 1 else f"PT{round(number * 60)}M"
    return f"P{time}{number:g}{letter}"


def duration(phrase: Phrase, now: Now) -> Reading | None:
    """Read "three days", "16-hour", "five and a half hours", "weeks", "decades-long"."""
    unit = phrase.get("unit", "units")
    if unit is None:
        word = phrase.get("month_long")
        return (TimeType.DURATION, str(word.value)) if word else None
    count = None if phrase.has("units") and len(phrase.words) == 1 else read_count(phrase.words)
    if phrase.words[0].cls == "units":
        count = None
    return TimeType.DURATION, duration_value(count, str(unit.value))


def shifted(phrase: Phrase, now: Now) -> Reading | None:
    """Read "three days ago" against the document's day, "two days later" against the day last spoken of."""
    unit = phrase.get("unit", "units")
    if unit is None:
        return None
    direction = 1 if phrase.has("later") else -1
    base = now.day if phrase.has("ago") else now.anchor
    count = None if phrase.words[0].cls == "units" else read_count(phrase.words)
    if base is None or count is None:  # "hours later" may long be past
        return TimeType.DATE, UNKNOWN_DAY if direction > 0 else vague(direction)
    return shift(base, direction * count, str(unit.value))


def shift(base: date, count: float, unit: str) -> Reading:
    """Return the day, week, month, year or decade that lies `count` units from a day."""
    count = max(-_LARGEST, min(_LARGEST, count))
    if unit.startswith("T"):
        hours = count if unit == "TH" else 0
        found = calendar.add_days(base, int(hours / 24))
        return TimeType.TIME, found.isoformat() + "TXX:XX" if found else vague(-1)
    if unit == "D":
        found = calendar.add_days(base, round(count))
        return TimeType.DATE, found.isoformat() if found else vague(-1)
    if unit in ("W", "F"):
        found = calendar.add_days(base, round(count * (14 if unit == "F" else 7)))
        return TimeType.DATE, calendar.week_value(found) if found else vague(-1)
    if unit == "M":
        found = calendar.add_months(base, round(count))
        return TimeType.DATE, calendar.month_value(found) if found else vague(-1)
    year = base.year + round(count * {"E": 10, "C": 100}.get(unit, 1))
    return TimeType.DATE, f"{year:04d}" if 0 < year < 10_000 else vague(-1)


def span_to_now(phrase: Phrase, now: Now) -> Reading | None:
    """Read "the past 24 hours", "the last two weeks", "the past decade", "coming years"."""
    unit = phrase.get("unit", "units")
    if unit is None:
        return None
    if unit.cls == "units" and not phrase.has("day", "num", "number", "decimal", "couple", "year", "a"):
        return TimeType.DURATION, duration_value(None, str(unit.value))
    return TimeType.DURATION, duration_value(read_count(phrase.words), str(unit.value))


def relative(phrase: Phrase, now: Now) -> Reading | None:
    """Read "last week", "this month", "the following day", "that year", "the weekend"."""
    direction = phrase.direction()
    word = phrase.get("unit", "weekend")
    if word is None:
        return None
    unit = str(word.value)
    anaphoric = phrase.has("that", "same", "after_adj", "prior") or (unit == "D" and phrase.has("next"))
    if anaphoric and unit == "Y" and now.year is not None:
        return TimeType.DATE, f"{now.year + direction:04d}"
    base = now.anchor if anaphoric else now.day
    if unit.startswith("T") or (unit == "D" and phrase.has("last", "this", "current", "coming")):
        return None
    if base is None:
        return TimeType.DATE, vague(direction)
    if unit == "WE":
        found = calendar.add_days(base, 7 * direction) if phrase.has("next", "coming") else _last_weekend(base, now)
        return TimeType.DATE, f"{calendar.week_value(found)}-WE" if found else vague(direction)
    if unit in ("E", "C"):
        year = base.year + direction * (10 if unit == "E" else 100)
        return TimeType.DATE, f"{year // 10:03d}X" if unit == "E" else f"{year // 100:02d}"
    return shift(base, direction, unit)


def neighbour(phrase: Phrase, now: Now) -> Reading | None:
    """Read "the day before", "the night before", "the day after": counted from the day last spoken of."""
    direction, unit = (1 if phrase.has("after") else -1), phrase.get("unit")
    if unit is not None and unit.value != "D":
        return None
    if now.anchor is None:
        return TimeType.DATE, vague(direction)
    return on_day(calendar.add_days(now.anchor, direction), phrase.get("part"))


def edge(phrase: Phrase, now: Now) -> Reading | None:
    """Read "the end of the month", "the beginning of the year"."""
    unit = phrase.get("unit")
    if unit is None:
        return None
    return shift(now.day, 0, str(unit.value)) if now.day else (TimeType.DATE, vague(0))


def _last_weekend(base: date, now: Now) -> date | None:
    # On a weekday "the weekend" in the news is the one before; in the future tense the one to come.
    return base if base.isoweekday() >= 6 or now.leaning > 0 else calendar.add_days(base, -7)


def repeated(phrase: Phrase, now: Now) -> Reading | None:
    """Read "every day", "daily", "every two weeks", "twice a week", "every Friday"."""
    often = phrase.get("often")
    if often is not None:
        return TimeType.SET, str(often.value)
    day = phrase.get("weekday", "weekdays")
    part = phrase.get("part", "dawn")
    unit = phrase.get("unit", "units")
    if day is not None:
        return TimeType.SET, f"XXXX-WXX-{day.value}" + (f"T{part.value}" if part else "")
    if unit is None:
        return (TimeType.SET, f"XXXX-XX-XXT{part.value}") if part else None
    count = 1.0 if phrase.has("times") else 2.0 if phrase.has("second") else read_count(phrase.words[1:])
    return TimeType.SET, duration_value(count, str(unit.value))


def decade(phrase: Phrase, now: Now) -> Reading | None:
    """Read "the 1960s", "the early nineties", "the 20th century"."""
    word, era = phrase.get("decade"), phrase.get("era")
    if word is not None:
        digits = word.text[:-2]
        return TimeType.DATE, f"{digits if len(digits) == 3 else '19' + digits}X"
    if era is not None:
        return TimeType.DATE, f"19{era.value}X"
    number, unit = phrase.get("ordinal"), phrase.get("unit")
    if number is None or unit is None or unit.value != "C" or not 1 <= int(number.value) <= 30:
        return None
    return TimeType.DATE, f"{int(number.value) - 1:02d}"


def year(phrase: Phrase, now: Now) -> Reading | None:
    """Read a year."""
    word = phrase.get("year")
    return (TimeType.DATE, f"{int(word.value):04d}") if word else None


def quarter(phrase: Phrase, now: Now) -> Reading | None:
    """Read "the first quarter of 2016", "Q3 2017", "the first half of the year", "fiscal year 2017"."""
    word, number, named = phrase.get("quarter"), phrase.get("ordinal", "second", "quarter_short"), phrase.get("year")
    base = now.day.year if now.day else None
    if phrase.has("unit") and base is not None:
        base += phrase.direction()
    told = int(named.value) if named else base
    label = f"{told:04d}" if told else "XXXX"
    if word is None and number is None:
        return TimeType.DATE, label
    kind = _QUARTER[int(word.value)] if word else "Q"
    if number is None:
        return _neighbour_quarter(phrase, now, kind)
    return (TimeType.DATE, f"{label}-{kind}{int(number.value)}") if int(number.value) <= 4 else None


def _neighbour_quarter(phrase: Phrase, now: Now, kind: str) -> Reading | None:
    if kind == "H":  # "the last half" is no half-year
        return None
    if now.day is None:
        return TimeType.DATE, vague(phrase.direction())
    found = calendar.add_months(now.day, 3 * phrase.direction())
    return (TimeType.DATE, f"{found.year:04d}-Q{(found.month + 2) // 3}") if found else None


def reference(phrase: Phrase, now: Now) -> Reading:
    """Read "now", "recently", "the future"."""
    if phrase.has("future"):
        return TimeType.DATE, FUTURE
    return TimeType.DATE, PAST if phrase.has("past") else PRESENT
