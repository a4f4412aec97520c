"""Tests of misfits: what cannot be as it is said."""

from __future__ import annotations

import pytest

from reportedly.ledger import Ledger
from reportedly.model import KeptClaim, Link, LinkKind
from reportedly.model.dispute import Misfit, MisfitKind, Verdict
from reportedly.weighing.asking import misfits
from reportedly.weighing.facets import find_facets
from reportedly.weighing.misfits import find_wrong
from tests.weighing.claims import ARMY, MONITOR, REBELS, claim, digest, figure
from tests.weighing.test_weighing import _add

SHELLED = "people were killed when shells fell on Talma"
AGENCY = Link("Talma News", None, None, "Talma News", LinkKind.MEDIUM)


def _toll(id: str, low: float, high: float | None = -1, *, source: Link = MONITOR, **fields) -> KeptClaim:
    words = {"sentence": f"{low} {SHELLED}", "publisher": f"Paper {id}", **fields}
    return claim(id, figure(low, high), source=source, actor=(ARMY,), **words)


def _find(*claims: KeptClaim) -> list[Misfit]:
    with Ledger.open(":memory:", create=True) as ledger:
        _add(ledger, *claims)
        return misfits(ledger)


FIRST = _toll("a", 58, reported="2031-05-04")


def test_a_toll_of_one_source_that_falls_does_not_fit() -> None:
    """A source that counts fewer dead of one event than it did before is shown with both figures and days."""
    (found,) = _find(FIRST, _toll("b", 31, reported="2031-05-05"))
    assert (found.kind, found.verdict) == (MisfitKind.FALLEN, Verdict.CANNOT_FIT)
    assert found.claims == (digest("b"), digest("a"))
    assert "58 killed (2031-05-04), then 31 killed (2031-05-05): cannot fit" in found.words


@pytest.mark.parametrize(
    "second",
    [
        pytest.param(_toll("b", 61, reported="2031-05-05"), id="it rises"),
        pytest.param(_toll("b", 50, None, reported="2031-05-05"), id="a bound that allows it"),
        pytest.param(_toll("b", 31, reported="2031-05-05", source=AGENCY), id="another source"),
        pytest.param(_toll("b", 31, reported="2031-05-05", sentence=f"a toll revised to 31 {SHELLED}"), id="said"),
        pytest.param(_toll("b", 31, reported="2031-05-05", day="2031-04-20"), id="another day"),
        pytest.param(_toll("b", 31, reported="2031-05-05", subtype="wounded"), id="the wounded"),
    ],
)
def test_what_may_be_so_is_no_misfit(second: KeptClaim) -> None:
    """A toll may rise, be bounded, be another's or another day's, or be corrected in words."""
    assert not _find(FIRST, second)


def test_what_rounding_explains_fits_only_if_approximate() -> None:
    """Sixty, then fifty-eight, are one count rounded."""
    (found,) = _find(_toll("a", 60, reported="2031-05-04"), _toll("b", 58, reported="2031-05-05"))
    assert found.verdict is Verdict.ONLY_IF_APPROXIMATE


def test_nothing_is_told_as_done_before_its_day() -> None:
    """A strike reported three days before it happened was dated or read wrongly; a planned one was not."""
    (found,) = _find(_toll("a", 5, reported="2031-05-04", day="2031-05-07"))
    assert (found.kind, found.verdict) == (MisfitKind.AHEAD, Verdict.CANNOT_FIT)
    assert not _find(_toll("a", 5, reported="2031-05-04", day="2031-05-07", modality="planned"))
    assert not _find(_toll("a", 5, reported="2031-05-04", day="2031-05-05"))


def _share(id: str, party, low: float, **fields) -> KeptClaim:
    quantity = figure(low, unit="percent")
    return claim(id, quantity, type="control", subtype=None, actor=(party,), source=MONITOR, document="d", **fields)


def test_shares_of_one_area_are_no_more_than_all_of_it() -> None:
    """The army's 70 and the rebels' 45 percent of one town at one time do not fit; 70 and 30 do."""
    (found,) = find_wrong(find_facets([_share("a", ARMY, 70), _share("b", REBELS, 45, start=90)]))
    assert (found.kind, found.words) == (MisfitKind.SHARES, "70 + 45 of 100 percent: cannot fit")
    assert not find_wrong(find_facets([_share("a", ARMY, 70), _share("b", REBELS, 30, start=90)]))
    assert not find_wrong(find_facets([_share("a", ARMY, 70), _share("b", ARMY, 45, start=90)]))


def test_a_misfit_goes_with_its_claims() -> None:
    """When the claims of a question are weighed anew, what did not fit before is not kept."""
    with Ledger.open(":memory:", create=True) as ledger:
        _add(ledger, FIRST, _toll("b", 31, reported="2031-05-05"))
        assert misfits(ledger)
        ledger.decide(digest("b"), "reject", author="A. Reviewer", reason="misread")
        assert not misfits(ledger)
