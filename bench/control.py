"""Weigh a stream of dated claims of control and print who holds each place on each day, for a scorer.

    python -m bench.control CLAIMS.jsonl --from 2022-03-01 --to 2022-12-31 --decide

Each input row names a place, a holder, the day it was reported, the day as of which it is said to hold, a free text
and a link. Rows become kept claims: control by the named holder, and gains for each "Captured by X on DATE" of the
text. Output is one line a place: `{"place", "intervals": [[first day, last day, holder], ...]}`; without `--decide`
days on which belief is below the threshold are left out. The share of days on which the engine itself would speak goes
to stderr, with its accuracy where `--gold` is given.
"""

from __future__ import annotations

import argparse
import calendar
import json
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from reportedly.gazetteer.entry import Entry
from reportedly.gazetteer.lookup import look_up
from reportedly.gazetteer.resolve import Scored
from reportedly.gazetteer.store import open_gazetteer
from reportedly.model import (
    PUBLISHER,
    Basis,
    Claim,
    ClaimType,
    KeptClaim,
    Link,
    LinkKind,
    Modality,
    Party,
    Place,
    Precision,
    Span,
    Valid,
    claim_id,
)  # fmt: skip
from reportedly.weighing.constants import SPEAKS
from reportedly.weighing.control import Rules, Tracks, trace_control
from reportedly.weighing.signs import find_signs
from reportedly.weighing.trust import source_name

Row = dict[str, Any]
_LIST, _UNCITED = "the list", "the list, citing nobody"
# The gold is a map that others drew from such reports: on the development half its changes follow the claimed day by a
# median of one to three days. The engine itself dates a change as claimed.
SETTLED = Rules(settles=3)
_SURE, _AHEAD = 8.0, 1.0  # score of a name that needs no context, and how far the next must lie behind
_MONTHS = {name.lower(): n for n, name in enumerate(calendar.month_name) if name}
_WHEN = (
    r"(?P<vague>by |in |on |early |late |mid-|the |in early |in late |in mid-)*"
    r"(?:(?P<day>\d{1,2}) )?(?:(?P<month>[A-Z]?[a-z]{2,8})\.?,? )?(?P<year>\d{4})"
)
_TAKEN = re.compile(
    r"(?P<cue>(?:(?:Possibly|Claimed|Partially|\"?Likely|Russian sources claimed)\s+(?:to be )?)?"
    r"(?:[Rr]ec|[Cc])aptured?\"?)(?: claimed)? by (?P<who>[A-Z][\w ]*?(?: ?/ ?[A-Z]\w+(?: PR)?)?)(?: special forces)?"
    r"(?: by| in| on)? (?:the [A-Z]\w+ offensive )?" + _WHEN
)  # fmt: skip


def main() -> None:
    """Weigh the rows of a file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("claims", type=Path)
    parser.add_argument("--from", dest="first", type=date.fromisoformat, required=True)
    parser.add_argument("--to", dest="last", type=date.fromisoformat, required=True)
    parser.add_argument("--decide", action="store_true", help="name the likelier party on every day")
    parser.add_argument("--gold", type=Path, help="also say how often the engine is right where it would speak")
    given = parser.parse_args()
    rows = [json.loads(line) for line in given.claims.read_text("utf-8").splitlines() if line.strip()]
    tracks = weigh(rows, given.first, given.last, SETTLED)
    threshold = 0.0 if given.decide else SPEAKS
    for n, place in enumerate(tracks.places):
        intervals = _intervals(tracks, n, threshold)
        print(json.dumps({"place": place, "intervals": intervals}, ensure_ascii=False))
    spoken = (tracks.holders.max(axis=2) >= SPEAKS).mean()
    print(f"the engine itself would name a holder on {100 * spoken:.2f} % of place-days", file=sys.stderr)
    if given.gold:
        print(f"and is right on {100 * _right_where_said(tracks, given.gold):.2f} % of those", file=sys.stderr)


def _right_where_said(tracks: Tracks, path: Path) -> float:
    """Return the share of place-days with a named holder on which the gold names the same."""
    row = {place: number for number, place in enumerate(tracks.places)}
    said = right = 0
    for line in path.read_text("utf-8").splitlines():
        place = json.loads(line)
        for begin, end, holder in place["intervals"] if place["place"] in row else ():
            for day in range(date.fromisoformat(begin).toordinal(), date.fromisoformat(end).toordinal() + 1):
                chances = tracks.holders[row[place["place"]], day - tracks.first]
                if chances.max() >= SPEAKS:
                    said += 1
                    right += tracks.parties[int(chances.argmax())] == holder
    return right / max(1, said)


def weigh(rows: list[Row], first: date, last: date, rules: Rules) -> Tracks:
    """Return the chances of who holds each place of the rows on each day."""
    places = locate(rows)
    kept = list(keep(rows, places))
    signs = find_signs(kept, letters=_letters(kept), name=_side)
    points = {key: (p.lat, p.lon) for key, p in places.items() if p.lat is not None and p.lon is not None}
    incumbents = dict.fromkeys(places, "Ukraine")
    return trace_control(
        signs, first=first.toordinal(), last=last.toordinal(), incumbents=incumbents, points=points, rules=rules
    )


def _letters(kept: list[KeptClaim]) -> dict[str, str]:
    """Grade the sources: whoever is cited, and the list where it cites, as reliable; uncited rows as fairly so."""
    return {source_name(one): "C" if one.publisher == _UNCITED else "A" for one in kept}


def _side(party: Party) -> str:
    return party.side or party.name or party.text


def locate(rows: list[Row]) -> dict[str, Place]:
    """Return the place of each row's key, with a point where the gazetteer knows one."""
    gazetteer = open_gazetteer()
    found = {}
    for row in rows:
        if row["place"] not in found:
            place = Place(row["name"], None, None, id=row["place"], name=row["name"], kind="city")
            entry = _clear(look_up(row["name"], gazetteer, countries=["UA"]))
            if entry:
                place = replace(place, lat=entry.lat, lon=entry.lon)
            found[row["place"]] = place
    return found


def _clear(hits: list[Scored]) -> Entry | None:
    """Return the town a name surely means, None where two towns come near or the name is but that of a hamlet."""
    entries = [(score, found.entry) for score, found, *_ in hits]
    towns = [(score, entry) for score, entry in entries if entry.country == "UA" and entry.kind == "city"]
    if not towns or towns[0][0] < _SURE or (len(towns) > 1 and towns[0][0] - towns[1][0] < _AHEAD):
        return None
    return towns[0][1]


def keep(rows: Iterable[Row], places: dict[str, Place]) -> Iterator[KeptClaim]:
    """Give the kept claims of rows."""
    for row in rows:
        place = places[row["place"]]
        holders = _holders(row["holder"])
        link = _link(row)
        valid = Valid(row["as_of"] or row["reported"], row["reported"], Precision.DAY, Basis.EXPRESSION)
        if holders:
            yield _kept(row, 0, ClaimType.CONTROL, holders, place, valid, link)
        for n, (who, when, modality) in enumerate(_gains(row["text"])):
            yield _kept(row, n + 1, ClaimType.GAIN, who, place, when, PUBLISHER, modality)


def _holders(name: str) -> tuple[Party, ...]:
    if name.lower() == "contested":
        return (Party("Russia", None, None, side="Russia"), Party("Ukraine", None, None, side="Ukraine"))
    side = _SIDES.get(name.strip().lower())
    return (Party(name, None, None, name=name, side=side),) if side else ()


_SIDES = {"russia": "Russia", "donetsk pr": "Russia", "luhansk pr": "Russia", "dpr": "Russia", "lpr": "Russia",
          "ukraine": "Ukraine"}  # fmt: skip


def _gains(text: str) -> Iterator[tuple[tuple[Party, ...], Valid, Modality]]:
    for match in _TAKEN.finditer(text):
        side = _SIDES.get(match["who"].split("/")[0].strip().lower())
        when = _when(match)
        if side and when:
            doubt = re.search("possibly|likely|claim|partially", match[0], re.IGNORECASE)
            yield (
                (Party(match["who"], None, None, side=side),),
                when,
                Modality.POSSIBLE if doubt else Modality.ASSERTED,
            )


def _when(match: re.Match[str]) -> Valid | None:
    year = int(match["year"])
    month = next(
        (n for name, n in _MONTHS.items() if match["month"] and name.startswith(match["month"].lower()[:3])), 0
    )
    if match["month"] and not month:
        return None
    if not month:
        return Valid(f"{year}-01-01", f"{year}-12-31", Precision.YEAR, Basis.EXPRESSION)
    if not match["day"]:
        end = calendar.monthrange(year, month)[1]
        return Valid(f"{year}-{month:02}-01", f"{year}-{month:02}-{end}", Precision.MONTH, Basis.EXPRESSION)
    day = f"{year}-{month:02}-{int(match['day']):02}"
    return Valid(day, day, Precision.DAY, Basis.EXPRESSION)


def _link(row: Row) -> Link:
    host = urlsplit(row["source_url"] or "").hostname or ""
    stake = next(
        (side for end, side in ((".ua", "Ukraine"), (".ru", "Russia"), (".su", "Russia")) if host.endswith(end)), None
    )
    if not host:
        return PUBLISHER
    return Link(host, None, None, host, LinkKind.MEDIUM, stake=stake)


def _kept(
    row: Row, n: int, kind: ClaimType, who: tuple[Party, ...], place: Place, valid: Valid, link: Link,
    modality: Modality = Modality.ASSERTED,
) -> KeptClaim:  # fmt: skip
    claim = Claim(
        claim_id(row["id"], kind, Span(0, 0), n), kind, None, Span(0, 0), Span(0, 0), who, (), None, (place,), (),
        None, modality, None, valid, link, False, None, (link,), None, "table", 1.0,
    )  # fmt: skip
    publisher = _LIST if row["source_url"] or kind is ClaimType.GAIN else _UNCITED
    return KeptClaim(claim, row["id"], publisher, row["reported"], row["reported"], row["text"])


def _intervals(tracks: Tracks, n: int, threshold: float) -> list[list[str]]:
    out: list[list[str]] = []
    for offset, chances in enumerate(tracks.holders[n]):
        best = int(chances.argmax())
        if chances.max() < threshold:
            continue
        day = (date.fromordinal(tracks.first) + timedelta(offset)).isoformat()
        before = (date.fromordinal(tracks.first) + timedelta(offset - 1)).isoformat()
        if out and out[-1][2] == tracks.parties[best] and out[-1][1] == before:
            out[-1][1] = day
        else:
            out.append([day, day, tracks.parties[best]])
    return out


if __name__ == "__main__":
    main()
