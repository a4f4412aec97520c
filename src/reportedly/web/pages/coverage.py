"""Coverage: who is heard of which area in which week, where it is silent, and where nobody can tell."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.responses import Response

from reportedly.sharing.area_names import area_name
from reportedly.sharing.coverage import MEANINGS, Coverage, State
from reportedly.sharing.coverage_map import draw_coverage_map
from reportedly.sharing.coverage_picture import draw_coverage, step_of
from reportedly.sharing.covering import find_coverage
from reportedly.sharing.profile import DEFAULT, last_day
from reportedly.sharing.sheet import as_file
from reportedly.web.answer import Answer, page
from reportedly.web.clocks import Day, read_day
from reportedly.web.desk import TheDesk
from reportedly.web.guard import TheUser
from reportedly.web.leaving import PictureForm, attach, let_out, no_picture, today

router = APIRouter()
_MOST_PLACES = 40  # in one address; of a cell with more, the country's claims of the week are shown
Weeks = Annotated[int | None, Query(ge=1, le=53, description="how many weeks are shown")]
Country = Annotated[str, Query(pattern="^([A-Z]{2})?$", description="whose divisions are shown, as ISO 3166 alpha-2")]


@page(router, "/coverage", "coverage.html", clocks=False)
def show_coverage(
    desk: TheDesk, until: Day = "", known_by: Day = "", weeks: Weeks = None, country: Country = "", week: Day = ""
) -> Answer:
    """Return how many independent origins speak of each area in each week, and where none does or can be told."""
    day = read_day("until", until) or read_day("known_by", known_by)
    found: Coverage = desk.weigh(find_coverage, until=day, weeks=weeks, country=country or None)
    data: dict[str, Any] = {  # Any: JSON
        "weeks": found.weeks,
        "country": found.country,
        "divisions": found.divisions,
        "countries": found.countries,
        "unplaced": found.unplaced,
        "is_cut": found.is_cut,
    }
    number = _number_of(found, read_day("week", week))
    more = {
        "found": found,
        "number": number,
        "map": draw_coverage_map(found, number) if found.country else None,
        "until": day or "",
        "asked_weeks": weeks or len(found.weeks),
        "meanings": MEANINGS,
        "states": State,
        "step_of": step_of,
        "most_places": _MOST_PLACES,
        "name_of": area_name,
    }
    return Answer(data, more)


@router.get("/coverage.svg", summary="Coverage as a picture, with legend, days and sources.", response_class=Response)
def export_coverage(
    desk: TheDesk,
    user: TheUser,
    until: Day = "",
    known_by: Day = "",
    weeks: Weeks = None,
    country: Country = "",
    week: Day = "",
    form: PictureForm = "svg",
) -> Response:
    """Return coverage as a picture, up to the last day that may leave; with `week` the map of the week of that day."""
    last = last_day(DEFAULT, today(), at=read_day("until", until) or read_day("known_by", known_by))
    asked = None if not until and not known_by and not _is_held(desk, last) else last
    found: Coverage = desk.weigh(find_coverage, until=asked, weeks=weeks, country=country or None)
    picture = draw_coverage_map(found, _number_of(found, read_day("week", week))) if week else draw_coverage(found)
    if picture is None:
        raise no_picture("No claim of these weeks speaks of an area that is known.")
    content = let_out(
        desk.ledger, as_file(picture), (), author=user.name, what=f"coverage as {form}", last_day=found.until
    )
    return attach(content, f"coverage-{found.until}.svg", "image/svg+xml")


def _number_of(found: Coverage, day: str | None) -> int:
    """Return the number of the week of a day in the table, else of the last week."""
    numbers = (number for number, week in enumerate(found.weeks) if day and week.first <= day <= week.last)
    return next(numbers, len(found.weeks) - 1)


def _is_held(desk: TheDesk, last: str) -> bool:
    """Return whether the ledger has reports that may not leave yet."""
    newest = desk.ledger.documents(limit=1).items
    return bool(newest) and (newest[0].published or "")[:10] > last
