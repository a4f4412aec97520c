"""What the example dispatches are there to show, at the level of reading."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from reportedly.gazetteer.lookup import look_up
from reportedly.gazetteer.store import open_gazetteer
from reportedly.intake import take_in
from reportedly.intake.examples import find_examples
from reportedly.model import Claim, Document, Reading
from reportedly.reading.pipeline import read_documents

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "examples" / "offensive"
NOT_READ = "sd-0318"  # in Arabic


@pytest.fixture(scope="module")
def documents() -> dict[str, Document]:
    """The dispatches by id, as `reportedly add examples/offensive` takes them."""
    found = [item for item in take_in([str(FOLDER)]) if isinstance(item, Document)]
    return {document.id: document for document in found}


@pytest.fixture(scope="module")
def readings(documents: dict[str, Document]) -> dict[str, Reading]:
    """The readings of all dispatches, by id."""
    return {reading.id: reading for reading in read_documents(documents.values())}


def of_kind(reading: Reading, kind: str, modality: str = "asserted") -> list[Claim]:
    """Return the reading's claims of one type (or type and subtype) and modality."""
    return [
        claim
        for claim in reading.claims
        if kind in (claim.type, f"{claim.type} {claim.subtype}") and claim.modality == modality
    ]


def test_the_shipped_file_is_that_of_the_folder() -> None:
    """The wheel and the checkout hold the same dispatches."""
    assert find_examples().read_bytes() == (FOLDER / "dispatches.jsonl").read_bytes()


def test_the_folder_holds_dispatches_alone(documents: dict[str, Document]) -> None:
    """46 dispatches of eight outlets over six weeks; the README beside them is none."""
    assert len(documents) == 46
    assert len({document.publisher for document in documents.values()}) == 8
    days = sorted(document.published or "" for document in documents.values())
    assert (days[0], days[-1]) == ("2021-03-01", "2021-04-11")


def test_the_readme_names_every_dispatch(documents: dict[str, Document]) -> None:
    """Each id stands in the README, with what it is there to show."""
    readme = (FOLDER / "README.md").read_text("utf-8")
    assert [name for name in documents if f"`{name}`" not in readme] == []


def test_arabic_is_reported_as_not_read(readings: dict[str, Reading]) -> None:
    """One dispatch is in Arabic: R301, no claims; all others are read and give claims."""
    error = readings[NOT_READ].error
    assert error is not None and error.code == "R301"
    assert [r.id for r in readings.values() if r.error or not r.claims] == [NOT_READ]


@pytest.mark.parametrize(
    ("name", "low", "high", "source"),
    [
        ("mp-0316", 9, 9, "hospital director Nisreen Hadid"),
        ("mp-0317", 17, None, "hospital director Nisreen Hadid"),
        ("em-0317", 23, None, "the Syrian Observatory for Human Rights"),
        ("fw-0317", 23, 23, "the Syrian Observatory for Human Rights"),
        ("em-0319", 31, 31, "the Syrian Observatory for Human Rights"),
        ("em-0321", 28, 28, "the Syrian Observatory for Human Rights"),
        ("sb-0317", 40, None, "the Foreign Ministry"),
        ("sr-0318", 40, None, "the Foreign Ministry"),
        ("mp-0322", 4, None, "spokeswoman Major Dana Whitlock"),
    ],
)
def test_the_toll_of_the_market(
    readings: dict[str, Reading], name: str, low: int, high: int | None, source: str
) -> None:
    """Each toll of 16 March comes out with its figure, its day, its place and its source."""
    claim = of_kind(readings[name], "casualties killed")[0]
    assert claim.quantity is not None
    assert (claim.quantity.low, claim.quantity.high) == (low, high)
    assert claim.valid.earliest == claim.valid.latest == "2021-03-16"
    assert "Markada" in [place.text for place in claim.place]
    assert claim.source.text == source


def test_the_car_bomb_is_elsewhere(readings: dict[str, Reading]) -> None:
    """The event that looks alike has another place and another day."""
    (claim,) = of_kind(readings["kp-0318"], "casualties killed")
    assert [place.text for place in claim.place] == ["Al-Shaddadi"]
    assert claim.valid.earliest == "2021-03-18"


@pytest.mark.parametrize(
    ("name", "kind", "areas"),
    [("mp-0301", "control", [1400, 900, 300, 150]), ("sb-0408", "control", [1040, 700, 450])],
)
def test_the_whole_and_its_parts(readings: dict[str, Reading], name: str, kind: str, areas: list[int]) -> None:
    """The areas come out in km2, the whole first: three that fit 1,400, two that cannot fit 1,040."""
    figures = [claim.quantity for claim in of_kind(readings[name], kind) if claim.quantity]
    assert [(figure.low, figure.unit) for figure in figures] == [(area, "km2") for area in areas]


def test_the_retraction_is_found(readings: dict[str, Reading]) -> None:
    """The gain of 14 March is denied by the SDF the day after, for the same place and day."""
    (gain,), (denial,) = of_kind(readings["nd-0314"], "gain"), of_kind(readings["nd-0315"], "gain", "denied")
    assert gain.place[0].id == denial.place[0].id
    assert gain.valid.earliest == denial.valid.earliest == "2021-03-14"
    assert of_kind(readings["nd-0315"], "control")[0].actor[0].id == "isis"


def test_a_relay_names_its_origin(readings: dict[str, Reading]) -> None:
    """Furat Wire has it from an SDF commander through Northern Dispatch, and from an official through a newspaper."""
    relayed = of_kind(readings["fw-0314"], "gain")[0]
    assert relayed.via and relayed.via.name == "Northern Dispatch"
    captured = of_kind(readings["fw-0331"], "detention")[0]
    assert captured.anonymous and captured.via and "Al-Mirsad" in str(captured.via.text)
    assert captured.person and captured.person.text == "Abu Yasir al-Khaburi"


@pytest.mark.parametrize(
    ("name", "kind", "modality"),
    [
        ("sr-0305", "movement", "planned"),
        ("fw-0309", "withdraw", "planned"),
        ("kp-0311", "agreement", "denied"),
        ("kp-0317", "attack bombing", "denied"),
        ("kp-0402", "detention", "denied"),
        ("mp-0409", "movement", "planned"),
    ],
)
def test_plans_and_denials_are_marked(readings: dict[str, Reading], name: str, kind: str, modality: str) -> None:
    """What is only planned, or denied, is no assertion."""
    assert of_kind(readings[name], kind, modality)


@pytest.mark.parametrize(
    ("name", "kind", "party"),
    [
        ("mp-0315", "control", "isis"),
        ("nd-0327", "gain", "sdf"),
        ("mp-0327", "gain", "sdf"),
        ("sb-0328", "gain", "syrian_army"),
        ("fw-0329", "control", "sdf"),
        ("em-0404", "gain", "isis"),
        ("nd-0407", "gain", "sdf"),
        ("mp-0411", "control", "sdf"),
    ],
)
def test_who_holds_markada(readings: dict[str, Reading], name: str, kind: str, party: str) -> None:
    """Each claim of who took or holds the town has its party and the town's own entry."""
    claim = of_kind(readings[name], kind)[0]
    assert claim.actor[0].id == party
    assert "geonames:167208" in [place.id for place in claim.place]


def test_estimates_of_fighters(readings: dict[str, Reading]) -> None:
    """The coalition's three and the rivals' estimates come out as claims of strength."""
    figures = {
        name: [(c.quantity.low, c.quantity.high) for c in of_kind(readings[name], "strength") if c.quantity]
        for name in ("mp-0301", "sb-0302", "em-0303", "mp-0330")
    }
    assert figures == {
        "mp-0301": [(None, 1200)],
        "sb-0302": [(2000, None)],
        "em-0303": [(1500, 2000)],
        "mp-0330": [(400, 400), (None, 900), (700, 700)],
    }


def test_a_wrong_date_in_the_metadata_loses(documents: dict[str, Document]) -> None:
    """The dateline of `mp-0409` beats the date given with it, and both are kept."""
    document = documents["mp-0409"]
    assert document.published == "2021-04-09"
    assert {date.value for date in document.dates} == {"2021-04-02", "2021-04-09"}
    assert any("2021-04-02" in warning for warning in document.warnings)


def test_a_version_has_the_address_of_the_first(documents: dict[str, Document]) -> None:
    """The second version of the market's toll stands at the address of the first; no other two share one."""
    assert documents["mp-0316"].url == documents["mp-0317"].url
    assert len({document.url for document in documents.values()}) == len(documents) - 1


def test_a_reprint_is_word_for_word(documents: dict[str, Document]) -> None:
    """The reprint of `mp-0301` is its text but for the last paragraph; that of `sb-0328` is its whole text."""
    assert documents["mp-0301"].text.startswith(documents["fw-0301"].text.rstrip())
    assert documents["sb-0328"].text == documents["sr-0328"].text


def test_the_invented_village_is_in_no_gazetteer() -> None:
    """Tell Marran is known only to the table that the examples bring, which has what `gazetteer add` needs."""
    assert not look_up("Tell Marran", open_gazetteer())
    with (ROOT / "examples" / "places" / "tell-marran.csv").open(encoding="utf-8") as table:
        (row,) = csv.DictReader(table)
    assert row["name"] == "Tell Marran" and row["kind"] == "city"
