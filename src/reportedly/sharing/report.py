"""The situation report: two to four pages of Markdown that a desk could send.

The map of a report: its material is gathered through a profile, each section is written by the module of its name, and
every statement has a numbered note to the sentence it rests on. It says "claimed by", never "is".
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from reportedly.ledger import Ledger
from reportedly.model import KeptClaim
from reportedly.sharing.contested import write_disputes
from reportedly.sharing.holders import find_holders, write_holders
from reportedly.sharing.key_figures import find_disputes, find_series, write_figures
from reportedly.sharing.material import MOST_CLAIMS, Material, Scope, gather
from reportedly.sharing.notes import Notes
from reportedly.sharing.sentences import Sentences
from reportedly.sharing.speakers import write_speakers
from reportedly.sharing.tidings import write_changes, write_plans
from reportedly.sharing.unchecked import write_unchecked
from reportedly.sharing.words import escape, say_count, say_day, say_days
from reportedly.weighing.constants import MOST_DAYS


@dataclass(frozen=True, slots=True)
class Shared:
    """What may leave: its content, the ids of the claims in it, and what it was made of."""

    content: str
    claims: tuple[str, ...]
    material: Material


def make_report(ledger: Ledger, scope: Scope) -> Shared:
    """Return a situation report as Markdown, under the profile of its scope.

    Added in 0.2.
    """
    material = gather(ledger, scope, most=MOST_CLAIMS)
    sentences = Sentences(ledger, material.veil, {kept.claim.id: kept for kept in material.original})
    notes = Notes(material.claims, sentences.find)
    weighed_from = date.fromisoformat(material.last) - timedelta(days=MOST_DAYS)  # as far as `holds` looks
    holders = find_holders(material, since=weighed_from.isoformat())
    series = find_series(material)
    disputes = find_disputes(material)
    sections = (
        ("What changed", write_changes(material, holders, series, notes)),
        ("Key figures", write_figures(series, notes)),
        ("Who holds what, by claims", write_holders(material, holders, notes)),
        ("What is in dispute", write_disputes(disputes, notes)),
        ("Only planned, possible or said", write_plans(material, notes)),
        ("What could not be checked", write_unchecked(material, notes)),
        ("Sources", write_speakers(material)),
    )
    lines = _opening(material)
    for title, section in sections:
        lines += [f"## {title}", "", *section]
    lines += ["## Notes", "", *(notes.lines() or ["None."]), ""]
    cited = {kept.claim.id for kept in _cited(notes)}
    return Shared("\n".join(lines), tuple(sorted(cited)), material)


def _cited(notes: Notes) -> list[KeptClaim]:
    return [kept for group in notes.cited for kept in group]


def _opening(material: Material) -> list[str]:
    recent = material.recent
    where = f": {escape(material.scope.place)}" if material.scope.place else ""
    documents = len({kept.document for kept in recent})
    sources = len({kept.claim.source.name or kept.publisher for kept in recent})
    return [
        f"# Situation report{where}, {say_day(material.last)}",
        "",
        f"Reported {say_days(material.first, material.last)}: {say_count(len(recent), 'claim')} "
        f"of {say_count(sources, 'source')} in {say_count(documents, 'document')}.",
        "",
        "Everything here is claimed by somebody, and nothing in it has been verified by who sends it. "
        "A grade such as B2 says how reliable a source is (A to F) and how well a claim is borne out (1 to 6). "
        "Numbers in brackets lead to the sentences at the end.",
        "",
    ]
