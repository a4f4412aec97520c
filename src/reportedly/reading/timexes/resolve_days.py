"""Values of dates, months, weekdays, seasons, holidays and clock times."""

from __future__ import annotations

from datetime import date

from reportedly.model import TimeType
from reportedly.reading.timexes import calendar
from reportedly.reading.timexes.phrase import FUTURE, PAST, PRESENT, UNKNOWN_DAY, Now, Phrase, Reading, on_day
from reportedly.reading.timexes.vocabulary import Word

_AGAINST_TENSE_DAYS = 200  # how much farther a date may lie before its tense no longer decides
_AHEAD_DAYS = 60  # by how much news prefers the past where no tense is told
_PIVOT = 50  # two-digit years below it are of this century


def numeric(phrase: Phrase, now: Now) -> Reading | None:
    """Read "2017-06-13", "13/06/2017", "01.02.2015"; day before month unless only the other order is a date."""
    digits = _number_parts(phrase)
    if len(digits) != 3:
        return None
    if digits[0] > 31:
        year, month, day = digits
        found = calendar.make_day(year, month, day)
        return (TimeType.DATE, found.isoformat()) if found else None
    first, second, year = digits
    if year < 100:
        if not phrase.has("slash", "dot"):
            return None
        year += 2000 if year < _PIVOT else 1900
    orders = {calendar.make_day(year, second, first), calendar.make_day(year, first, second)} - {None}
    days = sorted(day for day in orders if day)
    if len(days) == 2 and phrase.has("slash"):
        return TimeType.DATE, _nearer(days, now, year)
    found = calendar.make_day(year, second, first) or calendar.make_day(year, first, second)
    return (TimeType.DATE, found.isoformat()) if found else None


def _nearer(days: list[date], now: Now, year: int) -> str:
    # "5/10/2016" is May in America and October elsewhere: only a date close to the document's own tells.
    if now.day is None:
        return f"{year:04d}-XX-XX"
    gaps = [abs((day - now.day).days) for day in days]
    return days[gaps.index(min(gaps))].isoformat()


def _number_parts(phrase: Phrase) -> list[int]:
    parts: list[int] = []
    for word in phrase.words:
        if word.cls == "decimal":
            parts += [int(piece) for piece in word.text.split(".")]
        elif word.cls in ("day", "num", "year"):
            parts.append(int(word.value))
    return parts


def full_date(phrase: Phrase, now: Now) -> Reading | None:
    """Read "June 13 2017", "the 3rd of June", "Thursday, May 18", with a clock time after it or not."""
    month = phrase.get("month")
    if month is None:
        return None
    year, day = _year_of(phrase), _day_of(phrase, month)
    if not 1 <= day <= 31:
        return None
    if year is None:
        value = nearest_day(int(month.value), day, now)
    else:
        found = calendar.make_day(year, int(month.value), day)
        value = found.isoformat() if found else None
    if value is None:
        return None
    part = phrase.get("part", "dawn")
    time = clock_value(phrase, after=month) or (f"T{part.value}" if part else "")
    return (TimeType.TIME, value + time) if time else (TimeType.DATE, value)


def _year_of(phrase: Phrase) -> int | None:
    fused = phrase.get("fused")
    if fused is not None:  # "Oct 032017": the comma and its space were lost
        return int(fused.text[-4:])
    at = [i for i, w in enumerate(phrase.words) if w.cls == "year" and (i == 0 or phrase.words[i - 1].cls != "at")]
    return int(phrase.words[at[0]].value) if at else None


def _day_of(phrase: Phrase, month: Word) -> int:
    fused = phrase.get("fused")
    if fused is not None and not phrase.has("ordinal"):
        before = [w for w in phrase.words if w.cls == "day"]
        return int(before[0].value) if before else int(fused.text[:-4])
    words = [w for w in phrase.words if w.cls in ("day", "ordinal", "second")]
    before = [w for w in words if w.start < month.start]
    return int((before or words)[0].value)


def nearest_day(month: int, day: int, now: Now) -> str | None:
    """Return the ISO day of a month and day whose year is the one that date and tense make likeliest."""
    if now.day is None:
        if now.year is None:
            return f"XXXX-{month:02d}-{day:02d}" if calendar.make_day(2000, month, day) else None
        found = calendar.make_day(now.year, month, day)
        return found.isoformat() if found else None
    base = now.day
    days = [calendar.make_day(base.year + step, month, day) for step in (-1, 0, 1)]
    return min((_distance(d, now), d.isoformat()) for d in days if d)[1] if any(days) else None


def _distance(day: date, now: Now) -> int:
    gap = (day - now.day).days if now.day else 0
    against = _AGAINST_TENSE_DAYS if gap * now.leaning < 0 else 0
    return abs(gap) + against + (_AHEAD_DAYS if gap > 0 and now.leaning == 0 else 0)


def month(phrase: Phrase, now: Now) -> Reading | None:
    """Read "June 2017", "late November", "last October", "February last year", "last Oct. 23"."""
    word = phrase.get("month")
    if word is None:
        return None
    number, year, day = int(word.value), _year_of(phrase), phrase.get("day")
    direction = phrase.direction()
    if year is not None:
        return TimeType.DATE, f"{year:04d}-{number:02d}"
    if phrase.has("unit"):
        at = now.anchor if phrase.has("that") else now.day
        return TimeType.DATE, f"{at.year + direction:04d}-{number:02d}" if at else f"XXXX-{number:02d}"
    leaning = direction or now.leaning
    if day is not None:
        value = nearest_day(number, int(day.value), Now(now.day, now.anchor, now.year, leaning))
        return (TimeType.DATE, value) if value else None
    return TimeType.DATE, _nearest_month(number, now, leaning=leaning, strict=direction != 0)


def _nearest_month(number: int, now: Now, *, leaning: int, strict: bool) -> str:
    if now.day is None:
        return f"{now.year:04d}-{number:02d}" if now.year else f"XXXX-{number:02d}"
    ahead = (number - now.day.month) % 12
    if ahead == 0 and not strict:
        return calendar.month_value(now.day)
    # "last October" said in October is the one before; without tense a month in the news is past.
    shift = (ahead or 12) if leaning > 0 else (ahead or 12) - 12 if ahead else -12
    found = calendar.add_months(now.day, shift)
    return calendar.month_value(found) if found else f"XXXX-{number:02d}"


def weekday(phrase: Phrase, now: Now) -> Reading | None:
    """Read "Friday", "last Friday", "Friday night", "the day before last Tuesday"."""
    word, direction = phrase.get("weekday", "weekdays", "weekday_short"), phrase.direction()
    if word is None:
        return None
    part = phrase.get("part", "dawn")
    if part is None and phrase.words[0].text == "overnight":
        part = Word(0, 0, "overnight", "part", "NI")
    if now.day is None:
        return on_day(None, part, otherwise=f"XXXX-WXX-{word.value}")
    start = calendar.add_days(now.day, direction) if direction else now.day
    found = calendar.find_weekday(start or now.day, int(word.value), leaning=direction or now.leaning or -1)
    if phrase.has("before") or phrase.has("after"):
        found = calendar.add_days(found, -1 if phrase.has("before") else 1) if found else None
    return on_day(found, part)


def deictic(phrase: Phrase, now: Now) -> Reading:
    """Read "today", "yesterday morning", "the day after tomorrow", "tonight"."""
    word = phrase.get("deictic")
    offset = int(word.value) if word else 0
    offset += 1 if phrase.has("after") else -1 if phrase.has("before") else 0
    part = phrase.get("part", "dawn", "noon")
    if now.day is None:
        return TimeType.DATE, PRESENT if offset == 0 else PAST if offset < 0 else FUTURE
    if word is None:
        part = Word(0, 0, "night", "part", "NI")
    return on_day(calendar.add_days(now.day, offset), part)


def this_part(phrase: Phrase, now: Now) -> Reading:
    """Read "this morning", "last night", "the next morning", "that evening", "overnight"."""
    part = phrase.get("part", "dawn") or Word(0, 0, "overnight", "part", "NI")
    if phrase.has("that", "same", "after_adj", "prior", "next"):
        offset = 0 if phrase.has("that", "same") else phrase.direction()
        return on_day(calendar.add_days(now.anchor, offset) if now.anchor else None, part)
    back = 1 if phrase.has("last", "overnight") and part.value in ("NI", "EV") else 0
    return on_day(calendar.add_days(now.day, -back) if now.day else None, part)


_SEASON_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def season(phrase: Phrase, now: Now) -> Reading | None:
    """Read "last fall", "the summer of 1998"; a winter has the year it begins in."""
    word = phrase.get("season")
    if word is None:
        return None
    year = _year_of(phrase)
    if year is None and now.day is not None:
        begin, direction = _SEASON_MONTH[word.value], phrase.direction()
        year = now.day.year
        if direction < 0 and now.day.month < begin + 3:
            year -= 1
        elif direction > 0 and now.day.month >= begin:
            year += 1
    return TimeType.DATE, f"{year:04d}-{word.value}" if year else f"XXXX-{word.value}"


def holiday(phrase: Phrase, now: Now) -> Reading:
    """Read "Thanksgiving Day", "last Christmas"; feasts of the lunar calendar have no value."""
    word = phrase.get("holiday")
    code = str(word.value) if word else ""
    if now.day is None or not code:
        return TimeType.DATE, f"XXXX-{code}" if code[:1].isdigit() else UNKNOWN_DAY
    years = (now.day.year + step for step in (-1, 0, 1))
    days = [_holiday_day(code, year) for year in years if date.min.year <= year <= date.max.year]
    leaning = phrase.direction() or now.leaning
    reference = Now(now.day, leaning=leaning)
    found = min((_distance(day, reference), day) for day in days)[1]
    if phrase.has("eve"):
        found = calendar.add_days(found, -1) or found
    return TimeType.DATE, found.isoformat()


def _holiday_day(code: str, year: int) -> date:
    if code == "thanksgiving":
        return calendar.thanksgiving(year)
    if code == "easter":
        return calendar.easter(year)
    return date(year, int(code[:2]), int(code[3:]))


def month_day(phrase: Phrase, now: Now) -> Reading:
    """Read "the 26th", "the 18th of the month": of the month last spoken of or the one before."""
    word, base = phrase.get("ordinal"), now.anchor or now.day
    number = int(word.value) if word else 0
    if base is None:
        return TimeType.DATE, f"XXXX-XX-{number:02d}" if number <= 31 else UNKNOWN_DAY
    found = calendar.make_day(base.year, base.month, number)
    before = calendar.add_months(base, -1)
    if before is not None and (found is None or (now.day is not None and found > now.day and now.leaning <= 0)):
        found = calendar.make_day(before.year, before.month, number) or found
    return TimeType.DATE, found.isoformat() if found else UNKNOWN_DAY


def week_of(phrase: Phrase, now: Now) -> Reading | None:
    """Read "the week of March 6"."""
    unit, month_word, day = phrase.get("unit"), phrase.get("month"), phrase.get("day")
    if unit is None or unit.value != "W" or month_word is None or day is None:
        return None
    value = nearest_day(int(month_word.value), int(day.value), now)
    found = calendar.parse_day(value)
    return TimeType.DATE, calendar.week_value(found) if found else "XXXX-WXX"


def clock(phrase: Phrase, now: Now) -> Reading | None:
    """Read "9 a.m. Tuesday", "10:35", "0735 GMT", "noon"; without a day of its own it has the unknown day."""
    noon = phrase.get("noon")
    value = str(noon.value) if noon else clock_value(phrase)
    if not value:
        return None
    day: str = UNKNOWN_DAY
    if phrase.has("weekday", "weekday_short"):
        found = weekday(Phrase(tuple(w for w in phrase.words if w.cls.startswith("weekday"))), now)
        day = found[1] if found else UNKNOWN_DAY
    elif phrase.has("deictic"):
        day = deictic(phrase, now)[1][:10]
    return TimeType.TIME, (day if "_" not in day else UNKNOWN_DAY) + value


def clock_value(phrase: Phrase, *, after: Word | None = None) -> str:
    """Return "T14:47" of the clock time in a phrase, or "" where there is none that a clock shows."""
    words = [w for w in phrase.words if after is None or w.start > after.start]
    texts = [w.cls for w in words]
    hour, minute = _hour_and_minute(words, texts)
    if hour is None:
        return ""
    later = any(w.cls == "letter_p" or w.text == "pm" for w in words)
    earlier = any((w.cls == "a" and w.text == "a") or w.text == "am" for w in words)
    part = next((w for w in words if w.cls in ("part", "dawn")), None)
    if (later or (part is not None and part.value in ("AF", "EV"))) and hour < 12:
        hour += 12
    elif earlier and hour == 12:
        hour = 0
    return f"T{hour:02d}:{minute:02d}" if 0 <= hour <= 24 and 0 <= minute < 60 else ""


def _hour_and_minute(words: list[Word], classes: list[str]) -> tuple[int | None, int]:
    if "colon" in classes:
        at = classes.index("colon")
        minute = words[at + 1]
        if at and len(minute.text) == 2:
            return int(words[at - 1].value), int(minute.value)
        return None, 0
    four = [w for i, w in enumerate(words) if w.cls == "hhmm" or (w.cls == "year" and classes[i - 1 : i] != ["comma"])]
    marked = any(c in ("zone", "at") for c in classes)
    if four and marked:
        return divmod(int(four[-1].text), 100)
    if "decimal" in classes:
        parts = words[classes.index("decimal")].text.split(".")
        return int(parts[0]), int(parts[1][:2])
    if not any(c in ("ante", "post", "letter_m", "oclock", "part", "dawn") for c in classes):
        return None, 0
    found = [w for w in words if w.cls in ("day", "number")]
    return (int(found[-1].value), 0) if found else (None, 0)
