"""Parties: what is claimed of each, by whom and when, what it is said to hold, and which party a name means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Form
from starlette.responses import RedirectResponse

from reportedly.ledger import ClaimFilter, Facets, Ledger, Order
from reportedly.ledger import Page as Found
from reportedly.model import KeptClaim, Party
from reportedly.model.decision import Naming
from reportedly.web.address import join, segment
from reportedly.web.answer import Answer, page
from reportedly.web.clocks import Clocks, TheClocks, Word
from reportedly.web.desk import TheDesk
from reportedly.web.guard import TheReviewer
from reportedly.web.pages.place import After
from reportedly.web.pages.settling import find_rulings, no_entry

router = APIRouter()
_LISTED = 60
_CLAIMS = 30
_MOST = 5000
_CANDIDATES = 8
_HOLDING = ("control", "gain")  # types of claims that say that somebody holds something


@dataclass(frozen=True, slots=True)
class PartyView:
    """What the ledger has on a party."""

    party: Party | None  # as the claims have it
    written: tuple[str, ...]
    claims: Found[KeptClaim]
    facets: Facets
    said_to_hold: tuple[KeptClaim, ...]  # for each place the last claim that the party holds or took it
    losses: tuple[KeptClaim, ...]  # for each place the last claim that it was taken from the party


@page(router, "/parties", "parties.html", clocks=False)
def list_parties(desk: TheDesk, *, q: Word = "", after: After = "") -> Answer:
    """Return the parties that claims name, the most frequent first."""
    found = desk.ask(Ledger.parties, words=q, limit=_LISTED, after=after or None)
    return Answer({"parties": found}, {"q": q})


@page(router, "/parties/{id:path}", "party.html")
def show_party(desk: TheDesk, clocks: TheClocks, id: str, *, meant: Word = "", settled: int | None = None) -> Answer:
    """Return what is claimed of a party; `meant` looks for the party it ought to be."""
    found = desk.ask(view_party, id, clocks)
    if found.party is None:
        raise no_entry("party", id)
    data = {
        "id": id,
        "party": found.party,
        "written": found.written,
        "claims": found.claims,
        "facets": found.facets,
        "said_to_hold": found.said_to_hold,
        "losses": found.losses,
    }
    more = {
        "meant": meant,
        "settled": settled,
        "rulings": desk.ask(find_rulings, id),
        "candidates": find_candidates(meant) if meant else [],
    }
    return Answer(data, more)


def view_party(ledger: Ledger, id: str, clocks: Clocks) -> PartyView:
    """Return what the ledger has on a party, by the clocks."""
    wanted = ClaimFilter(party=(id,), at=clocks.at, known_by=clocks.known_by)
    shown = ledger.claims(wanted, order=Order.NEWEST, limit=_CLAIMS)
    every = [kept for _, kept in zip(range(_MOST), ledger.each_claim(wanted, order=Order.NEWEST), strict=False)]
    named = [party for kept in every for party in _named(kept, id)]
    written: dict[str, int] = {}
    for party in named:
        written[party.text] = written.get(party.text, 0) + 1
    return PartyView(
        party=named[0] if named else None,
        written=tuple(sorted(written, key=lambda text: (-written[text], text))),
        claims=shown,
        facets=ledger.facets(wanted, most=8),
        said_to_hold=_last_by_place(every, id, losing=False),
        losses=_last_by_place(every, id, losing=True),
    )


def _named(kept: KeptClaim, id: str) -> list[Party]:
    from reportedly.ledger.terms import party_value

    claim = kept.claim
    people = (claim.person,) if claim.person is not None else ()
    return [one for one in (*claim.actor, *claim.target, *people) if party_value(one) == id]


def _last_by_place(claims: list[KeptClaim], id: str, *, losing: bool) -> tuple[KeptClaim, ...]:
    """Return for each place the last reported claim that the party holds it, or that it was taken from it."""
    from reportedly.ledger.terms import party_value

    found: dict[str, KeptClaim] = {}
    for kept in claims:
        claim = kept.claim
        if claim.type not in _HOLDING or claim.modality != "asserted":
            continue
        parties = claim.target if losing else claim.actor
        if any(party_value(one) == id for one in parties):
            for place in claim.place:
                found.setdefault(place.name or place.text, kept)
    return tuple(dict.fromkeys(found.values()))


def find_candidates(name: str) -> list[Party]:
    """Return the parties of the register that a name, or the id of one, may mean."""
    from reportedly.gazetteer.parties import active_register

    register = active_register()
    known = register.identify(name)
    entries = [known] if known is not None else list(register.find(name))[:_CANDIDATES]
    return [Party(e.name, None, None, e.id, e.name, e.kind, e.sides[0].side if e.sides else None) for e in entries]


@router.post("/identify/party", include_in_schema=False)
def identify_party(
    desk: TheDesk,
    user: TheReviewer,
    entry: Annotated[str, Form(max_length=500)],
    meant: Annotated[str, Form(max_length=200)],
    reason: Annotated[str, Form(max_length=2000)] = "",
) -> RedirectResponse:
    """Say that an entry is another party, once for the whole ledger, and go to that party."""
    found = find_candidates(meant)
    if len(found) != 1 or found[0].id is None:
        raise no_entry("party", meant)
    decision = desk.ledger.identify(Naming(entry, party=found[0]), author=user.name, reason=reason)
    return RedirectResponse(join(f"/parties/{segment(found[0].id)}", [("settled", str(decision.id))]), 303)
