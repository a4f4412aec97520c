"""Sums: the parts of one whole, added up where they may be, each figure one click from its sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query

from reportedly.ledger import Ledger
from reportedly.model import KeptClaim
from reportedly.model.dispute import Sum, Verdict
from reportedly.web.answer import Answer, page
from reportedly.web.desk import TheDesk
from reportedly.weighing.asking import check

router = APIRouter()
_MOST = 100


@dataclass(frozen=True, slots=True)
class ShownSum:
    """A sum with the claims it is made of, those that still stand."""

    sum: Sum
    whole: KeptClaim | None
    parts: tuple[KeptClaim, ...]


@page(router, "/sums", "sums.html", clocks=False)
def show_sums(desk: TheDesk, *, verdict: Annotated[Verdict | None, Query()] = None) -> Answer:
    """List the sums of parts and wholes that claims give, those that cannot fit first."""
    found = desk.weigh(find_sums, verdict, limit=_MOST)
    return Answer({"sums": found}, {"verdicts": list(Verdict), "chosen": verdict})


def find_sums(ledger: Ledger, verdict: Verdict | None = None, *, limit: int) -> list[ShownSum]:
    """Return sums with the claims they are made of."""
    sums = check(ledger, verdict=verdict, limit=limit)
    wanted = {claim for one in sums for claim in (one.whole, *one.parts)}
    claims = {kept.claim.id: kept for kept in ledger.claims_by_id(sorted(wanted))}
    return [
        ShownSum(one, claims.get(one.whole), tuple(claims[part] for part in one.parts if part in claims))
        for one in sums
    ]
